// What the editor can do, by name: the same names stand on the buttons, in the menus and in the words of the interface.

import { lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import type { Node, NodeType } from 'prosemirror-model';
import { liftListItem, sinkListItem, wrapInList } from 'prosemirror-schema-list';
import { type Command, type EditorState, NodeSelection, TextSelection } from 'prosemirror-state';
import * as tables from 'prosemirror-tables';

import type { Context } from './context';
import { kind, markKind } from './schema';
import { tableCommands } from './tables';

export interface Tool {
  /** Does it, or says whether it can be done now. */
  command?: Command;
  /** Opens something instead. */
  open?(context: Context): void;
  isActive?(state: EditorState): boolean;
}

/** The nearest node of a kind around the selection. */
export function around(state: EditorState, type: NodeType): { node: Node; pos: number } | null {
  const { $from } = state.selection;
  if (state.selection instanceof NodeSelection && state.selection.node.type === type) return { node: state.selection.node, pos: state.selection.from };
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type === type) return { node: $from.node(depth), pos: $from.before(depth) };
  }
  return null;
}

function marked(name: string): Tool {
  const type = markKind(name);
  return {
    command: toggleMark(type, null, { includeWhitespace: false }),
    isActive: (state) => {
      const { from, to, empty, $from } = state.selection;
      return empty ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined : state.doc.rangeHasMark(from, to, type);
    },
  };
}

/** Turns text into a block, and back into a paragraph. A figure's caption stays one. */
function text(name: string, attrs: Record<string, unknown> = {}): Tool {
  const type = kind(name);
  const isActive = (state: EditorState): boolean => {
    const { parent } = state.selection.$from;
    return parent.type === type && Object.entries(attrs).every(([key, value]) => parent.attrs[key] === value);
  };
  const set: Command = (state, dispatch) => {
    if (state.selection.$from.parent.type === kind('figure')) return false;
    const id = state.selection.$from.parent.attrs['id'] as unknown;
    const isBack = isActive(state) && name !== 'paragraph';
    return setBlockType(isBack ? kind('paragraph') : type, isBack ? { id } : { ...attrs, id })(state, dispatch);
  };
  return { command: set, isActive };
}

function listed(name: 'bullet_list' | 'ordered_list'): Tool {
  const type = kind(name);
  const other = kind(name === 'bullet_list' ? 'ordered_list' : 'bullet_list');
  const command: Command = (state, dispatch) => {
    const mine = around(state, type);
    const theirs = around(state, other);
    if (theirs && (!mine || theirs.pos > mine.pos)) {
      dispatch?.(state.tr.setNodeMarkup(theirs.pos, type, { id: theirs.node.attrs['id'] as unknown }));
      return true;
    }
    return mine ? liftListItem(kind('list_item'))(state, dispatch) : wrapInList(type)(state, dispatch);
  };
  return { command, isActive: (state) => around(state, type) !== null };
}

function boxed(name: 'blockquote' | 'callout'): Tool {
  const type = kind(name);
  const command: Command = (state, dispatch) => (around(state, type) ? lift(state, dispatch) : wrapIn(type)(state, dispatch));
  return { command, isActive: (state) => around(state, type) !== null };
}

function callout(which: string): Tool {
  const type = kind('callout');
  return {
    command: (state, dispatch) => {
      const found = around(state, type);
      if (found) dispatch?.(state.tr.setNodeAttribute(found.pos, 'kind', which));
      return found !== null;
    },
    isActive: (state) => around(state, type)?.node.attrs['kind'] === which,
  };
}

/** Puts a block after the one with the caret, or in its place where that is an empty paragraph. */
export function insertBlock(node: Node): Command {
  return (state, dispatch) => {
    const { $from, $to } = state.selection;
    for (let depth = $to.depth; depth >= 0; depth -= 1) {
      const parent = depth === 0 ? state.doc : $to.node(depth - 1);
      const index = depth === 0 ? state.doc.childCount : $to.indexAfter(depth - 1);
      if (depth === 0 || !parent.canReplaceWith(index, index, node.type) || parent.type === kind('gallery')) continue;
      if (!dispatch) return true;
      const isEmpty = depth === $to.depth && $from.sameParent($to) && $to.parent.content.size === 0 && $to.parent.type === kind('paragraph');
      const [from, to] = isEmpty ? [$to.before(depth), $to.after(depth)] : [$to.after(depth), $to.after(depth)];
      const { tr } = state;
      tr.replaceWith(from, to, node);
      const after = from + node.nodeSize;
      if (node.isTextblock || node.type.spec['tableRole']) tr.setSelection(TextSelection.near(tr.doc.resolve(from + 1)));
      else {
        const $after = tr.doc.resolve(after);
        if (!$after.nodeAfter) tr.insert(after, kind('paragraph').create());
        tr.setSelection(TextSelection.near(tr.doc.resolve(after), 1));
      }
      dispatch(tr.scrollIntoView());
      return true;
    }
    return false;
  };
}

const open = (name: keyof Openers): Tool => ({ open: (context) => openers[name]?.(context) });

/** What opens a dialog, a panel or a menu; filled in by those parts. */
export interface Openers {
  [name: string]: (context: Context) => void;
}
export const openers: Openers = {};

export const TOOLS: Record<string, Tool> = {
  undo: { command: undo },
  redo: { command: redo },
  paragraph: text('paragraph'),
  heading2: text('heading', { level: 2 }),
  heading3: text('heading', { level: 3 }),
  heading4: text('heading', { level: 4 }),
  strong: marked('strong'),
  em: marked('em'),
  strike: marked('strike'),
  sub: marked('sub'),
  sup: marked('sup'),
  code: marked('code'),
  link: { ...open('link'), isActive: (state) => marked('link').isActive?.(state) ?? false },
  lang: { ...open('lang'), isActive: (state) => marked('lang').isActive?.(state) ?? false },
  bullet_list: listed('bullet_list'),
  ordered_list: listed('ordered_list'),
  indent: { command: sinkListItem(kind('list_item')) },
  outdent: { command: liftListItem(kind('list_item')) },
  lift: { command: lift },
  blockquote: boxed('blockquote'),
  callout: boxed('callout'),
  callout_note: callout('note'),
  callout_info: callout('info'),
  callout_success: callout('success'),
  callout_warning: callout('warning'),
  rule: { command: insertBlock(kind('rule').create()) },
  ...tableCommands,
};

const OPENED = ['insert', 'picture', 'gallery', 'table', 'attachment', 'embed', 'footnote', 'page_ref', 'block_menu', 'quote_source'];
const BAR = ['figure_edit', 'table_caption', 'find', 'check', 'preview', 'calm', 'shortcuts', 'version'];
for (const name of [...OPENED, ...BAR]) TOOLS[name] = open(name);

export const isInTable = (state: EditorState): boolean => tables.isInTable(state);
