// A slash at the start of a line or after a space opens the list of what can be inserted; letters narrow it down, with or
// without their marks. While an input method composes nothing is touched: the list only follows what is written.

import { type EditorState, Plugin, PluginKey } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

import type { Context } from './context';
import { type Choice, ListBox, beside } from './menu';
import { isRemote } from './pending';
import { plain, word } from './words';

export const INSERTS = [
  'heading2', 'heading3', 'heading4', 'paragraph', 'bullet_list', 'ordered_list', 'picture', 'gallery', 'table', 'blockquote',
  'callout', 'attachment', 'embed', 'footnote', 'page_ref', 'rule',
];

interface Slash {
  from: number;
  /** The list was closed with Escape at this slash. */
  isClosed: boolean;
}

const key = new PluginKey<Slash | null>('slash');
const MAX = 24;

/** The slash before the caret and what was typed after it. */
function query(state: EditorState): { from: number; text: string } | null {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.isTextblock) return null;
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - MAX), $from.parentOffset, '\n', '\ufffc');
  const found = /(?:^|\s)\/([\p{L}\p{M}\d ]*)$/u.exec(before);
  if (!found || (found[1] ?? '').startsWith(' ') || /\s\s/u.test(found[1] ?? '')) return null;
  const text = found[1] ?? '';
  return { from: $from.pos - text.length - 1, text };
}

export function slashMenu(context: () => Context): Plugin<Slash | null> {
  let list: ListBox | null = null;
  const close = (): void => {
    list?.close();
    list = null;
  };
  const run = (view: EditorView, name: string): void => {
    const found = query(view.state);
    close();
    if (found) view.dispatch(view.state.tr.delete(found.from, view.state.selection.from));
    context().run(name);
  };
  const choices = (view: EditorView, text: string): Choice[] => {
    const wanted = plain(text.trim());
    const fitting = INSERTS.filter((name) => plain(word(name)).includes(wanted) || name.startsWith(wanted));
    return fitting.map((name) => ({ label: word(name), run: () => run(view, name) }));
  };
  const update = (view: EditorView): void => {
    const slash = key.getState(view.state);
    const found = slash && !slash.isClosed && view.hasFocus() && view.editable ? query(view.state) : null;
    if (!found) return close();
    const fitting = choices(view, found.text);
    // Several letters that fit nothing are words, not a wish.
    if (fitting.length === 0 && found.text.length > 3) return close();
    if (!list) {
      list = new ListBox(word('slash_label'), view.dom, word('slash_none'));
      document.body.append(list.root);
    }
    list.show(fitting);
    const { left, top, bottom } = view.coordsAtPos(found.from);
    beside(list.root, new DOMRect(left, top, 0, bottom - top));
  };
  return new Plugin<Slash | null>({
    key,
    state: {
      init: () => null,
      apply(tr, slash, _, state) {
        const told = tr.getMeta(key) as Slash | undefined;
        if (told) return told;
        const found = query(state);
        if (!found) return null;
        const mapped = slash ? tr.mapping.map(slash.from, -1) : null;
        if (slash && mapped === found.from) return { ...slash, from: found.from };
        // Only a slash that was typed here opens the list, not one that the caret came to.
        return tr.docChanged && !isRemote(tr) ? { from: found.from, isClosed: false } : null;
      },
    },
    props: {
      handleKeyDown(view, event) {
        if (!list || event.isComposing || event.keyCode === 229) return false;
        if (event.key === 'ArrowDown') list.move(1);
        else if (event.key === 'ArrowUp') list.move(-1);
        else if (event.key === 'Enter' || event.key === 'Tab') return list.choose();
        else if (event.key === 'Escape') {
          const slash = key.getState(view.state);
          if (slash) view.dispatch(view.state.tr.setMeta(key, { ...slash, isClosed: true }));
        } else return false;
        return true;
      },
      handleDOMEvents: {
        blur: () => {
          close();
          return false;
        },
      },
    },
    view: () => ({ update: (view) => update(view), destroy: close }),
  });
}
