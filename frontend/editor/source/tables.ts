// Tables: rows, columns, header cells with their scope, captions, and a way on with the Tab key.

import type { Node } from 'prosemirror-model';
import { type Command, type EditorState, Plugin, TextSelection, type Transaction } from 'prosemirror-state';
import * as tables from 'prosemirror-tables';

import { isRemote } from './pending';
import { kind } from './schema';

/** A table's cells, the first row as headers where that is wanted. */
export function newTable(rows: number, columns: number, hasHeader: boolean, caption: string): Node {
  const cell = (isHeader: boolean): Node => {
    const type = kind(isHeader ? 'table_header' : 'table_cell');
    return type.create(isHeader ? { scope: 'col' } : null, kind('paragraph').create());
  };
  const row = (isHeader: boolean): Node => kind('table_row').create(null, Array.from({ length: columns }, () => cell(isHeader)));
  return kind('table').create({ caption }, Array.from({ length: rows }, (_, i) => row(hasHeader && i === 0)));
}

/** Makes the cells of the first row or column headers, or plain again. */
function headers(which: 'row' | 'column'): Command {
  return (state, dispatch) => {
    if (!tables.isInTable(state)) return false;
    const rect = tables.selectedRect(state);
    const area = which === 'row' ? { left: 0, top: 0, right: rect.map.width, bottom: 1 } : { left: 0, top: 0, right: 1, bottom: rect.map.height };
    const cells = rect.map.cellsInRect(area).map((pos) => ({ pos: rect.tableStart + pos, node: rect.table.nodeAt(pos) }));
    const isHeader = cells.every(({ node }) => node?.type === kind('table_header'));
    if (!dispatch) return true;
    const { tr } = state;
    for (const { pos, node } of cells) {
      if (!node) continue;
      const { id, colspan, rowspan, colwidth } = node.attrs as Record<string, unknown>;
      const spans = { id, colspan, rowspan, colwidth };
      if (isHeader) tr.setNodeMarkup(pos, kind('table_cell'), spans);
      else tr.setNodeMarkup(pos, kind('table_header'), { ...spans, scope: which === 'row' ? 'col' : 'row' });
    }
    dispatch(tr);
    return true;
  };
}

function isHeaderAt(state: EditorState, which: 'row' | 'column'): boolean {
  if (!tables.isInTable(state)) return false;
  const { table, map } = tables.selectedRect(state);
  const area = which === 'row' ? { left: 0, top: 0, right: map.width, bottom: 1 } : { left: 0, top: 0, right: 1, bottom: map.height };
  return map.cellsInRect(area).every((pos) => table.nodeAt(pos)?.type === kind('table_header'));
}

/** The next cell, or a new row after the last one. */
const nextCell: Command = (state, dispatch, view) => {
  if (!tables.isInTable(state)) return false;
  if (tables.goToNextCell(1)(state, dispatch)) return true;
  if (!dispatch || !view) return true;
  tables.addRowAfter(state, dispatch);
  return tables.goToNextCell(1)(view.state, dispatch);
};

const previousCell: Command = (state, dispatch) => tables.isInTable(state) && tables.goToNextCell(-1)(state, dispatch);

/** Down from the last row leads below the table, where a paragraph is made if there is nothing. */
const leaveBelow: Command = (state, dispatch, view) => {
  if (!tables.isInTable(state) || !state.selection.empty || !view?.endOfTextblock('down')) return false;
  const { map, tableStart, table, bottom } = tables.selectedRect(state);
  const after = tableStart + table.nodeSize - 1;
  const { $head } = state.selection;
  if (bottom < map.height || after < state.doc.content.size || $head.index(-1) < $head.node(-1).childCount - 1) return false;
  if (dispatch) {
    const tr = state.tr.insert(after, kind('paragraph').create());
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView());
  }
  return true;
};

export const tableCommands = {
  row_before: { command: tables.addRowBefore },
  row_after: { command: tables.addRowAfter },
  row_delete: { command: tables.deleteRow },
  column_before: { command: tables.addColumnBefore },
  column_after: { command: tables.addColumnAfter },
  column_delete: { command: tables.deleteColumn },
  merge: { command: tables.mergeCells },
  split: { command: tables.splitCell },
  table_delete: { command: tables.deleteTable },
  header_row: { command: headers('row'), isActive: (state: EditorState) => isHeaderAt(state, 'row') },
  header_column: { command: headers('column'), isActive: (state: EditorState) => isHeaderAt(state, 'column') },
};

export const tableKeys = { Tab: nextCell, 'Shift-Tab': previousCell, ArrowDown: leaveBelow };

/** The library's plugin, which mends tables after one's own changes only: two writers mending at once would do it twice. */
export function tableEditing(): Plugin {
  const made = tables.tableEditing();
  const { appendTransaction } = made.spec;
  const guarded = (transactions: readonly Transaction[], before: EditorState, state: EditorState): Transaction | null | undefined =>
    transactions.some(isRemote) ? null : appendTransaction?.call(made, transactions, before, state);
  return new Plugin({ ...made.spec, appendTransaction: guarded });
}
