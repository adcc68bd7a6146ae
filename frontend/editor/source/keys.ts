// The keys. Letters are never touched, and the Tab key leaves the editor after Escape.

import { baseKeymap, chainCommands, exitCode, selectParentNode } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { undoInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import { type Command, Plugin, TextSelection } from 'prosemirror-state';

import { moveDown, moveUp } from './blocks';
import { TOOLS, openers } from './commands';
import type { Context } from './context';
import { kind } from './schema';
import { tableKeys } from './tables';

const item = kind('list_item');

const lineBreak: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent) return false;
  dispatch?.(state.tr.replaceSelectionWith(kind('hard_break').create()).scrollIntoView());
  return true;
};

/** Enter in a caption leads below the picture. */
const leaveCaption: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.parent.type !== kind('figure')) return false;
  if (!dispatch) return true;
  const isInGallery = $from.node(-1).type === kind('gallery');
  const after = isInGallery ? $from.after(-1) : $from.after();
  const { tr } = state;
  const next = tr.doc.nodeAt(after);
  if (next?.type !== kind('paragraph')) tr.insert(after, kind('paragraph').create());
  dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
};

/** Backspace at the start of an empty caption takes no picture away by chance; it only selects it. */
const keepFigure: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type !== kind('figure') || $from.parentOffset > 0) return false;
  return selectParentNode(state, dispatch);
};

function run(context: () => Context, name: string): Command {
  return (_, dispatch) => {
    if (dispatch) context().run(name);
    return true;
  };
}

export function keys(context: () => Context, toToolbar: () => void): Plugin[] {
  let isLeaving = false;
  const tool = (name: string): Command => TOOLS[name]?.command ?? ((): boolean => false);
  const toolbar: Command = () => {
    toToolbar();
    return true;
  };
  const own: Record<string, Command> = {
    Backspace: chainCommands(undoInputRule, keepFigure),
    Enter: chainCommands(leaveCaption, splitListItem(item)),
    'Shift-Enter': chainCommands(exitCode, lineBreak),
    Tab: (state, dispatch, view) => !isLeaving && chainCommands(tableKeys.Tab, sinkListItem(item))(state, dispatch, view),
    'Shift-Tab': (state, dispatch, view) => !isLeaving && chainCommands(tableKeys['Shift-Tab'], liftListItem(item))(state, dispatch, view),
    ArrowDown: tableKeys.ArrowDown,
    'Alt-Shift-ArrowUp': moveUp,
    'Alt-Shift-ArrowDown': moveDown,
    'Mod-z': undo, 'Mod-y': redo, 'Mod-Shift-z': redo,
    'Mod-b': tool('strong'), 'Mod-i': tool('em'),
    'Mod-k': run(context, 'link'), 'Mod-f': run(context, 'find'), 'Mod-/': run(context, 'shortcuts'), 'Mod-Alt-f': run(context, 'footnote'),
    'Mod-Alt-2': tool('heading2'), 'Mod-Alt-3': tool('heading3'), 'Mod-Alt-4': tool('heading4'), 'Mod-Alt-0': tool('paragraph'),
    'Mod-Shift-7': tool('ordered_list'), 'Mod-Shift-8': tool('bullet_list'),
    'Alt-F10': toolbar, 'Mod-Alt-t': toolbar,
  };
  const leaving = new Plugin({
    props: {
      handleDOMEvents: {
        keydown(view, event) {
          if (event.isComposing || event.keyCode === 229) return false;
          // After Escape the next Tab moves on, wherever the caret is.
          if (event.key === 'Escape') {
            isLeaving = true;
            if (view.dom.closest('[data-calm]') && !view.dom.hasAttribute('aria-activedescendant')) openers['calm']?.(context());
          } else if (event.key !== 'Tab' && event.key !== 'Shift') isLeaving = false;
          return false;
        },
        blur: () => {
          isLeaving = false;
          return false;
        },
      },
    },
  });
  return [leaving, keymap(own), keymap(baseKeymap)];
}
