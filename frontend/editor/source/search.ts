// Find and replace. What is compared may be without marks: then each character of the text is told by its base letter, one for
// one, so that places stay places.

import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, TextSelection, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';

import { openers } from './commands';
import type { Context } from './context';
import { Panel } from './dialogs';
import { find, word } from './words';

interface Query {
  text: string;
  isExact: boolean;
  isCase: boolean;
  isWhole: boolean;
}

interface Found {
  from: number;
  to: number;
}

const key = new PluginKey<{ found: readonly Found[]; marks: DecorationSet; query: Query | null }>('search');

/** One unit for one unit, whatever is left out. */
export function folded(text: string, { isExact, isCase }: Pick<Query, 'isExact' | 'isCase'>): string {
  const unit = (char: string): string => {
    const bare = isExact ? char : char.normalize('NFD').charAt(0).replace('đ', 'd').replace('Đ', 'D');
    const same = isCase ? bare : bare.toLowerCase();
    return same.length === char.length ? same : char;
  };
  return Array.from(text, unit).join('');
}

const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{M}\p{N}]/u.test(char);

/** The places of the words, block by block; a sign without text parts them. */
export function places(doc: Node, query: Query): Found[] {
  const wanted = folded(query.text.normalize('NFC'), query);
  const found: Found[] = [];
  if (wanted === '') return found;
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    const text = folded(node.textBetween(0, node.content.size, '\n', '\ufffc'), query);
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      const isPart = isLetter(text[at - 1]) || isLetter(text[at + wanted.length]);
      if (!query.isWhole || !isPart) found.push({ from: pos + 1 + at, to: pos + 1 + at + wanted.length });
    }
    return false;
  });
  return found;
}

export function searching(): Plugin {
  const made = (doc: Node, query: Query | null): { found: readonly Found[]; marks: DecorationSet; query: Query | null } => {
    const found = query ? places(doc, query) : [];
    return { found, query, marks: DecorationSet.create(doc, found.map(({ from, to }) => Decoration.inline(from, to, { class: 'ed-found' }))) };
  };
  return new Plugin({
    key,
    state: {
      init: (_, state) => made(state.doc, null),
      apply(tr, value) {
        const query = tr.getMeta(key) as Query | null | undefined;
        if (query !== undefined) return made(tr.doc, query);
        return tr.docChanged && value.query ? made(tr.doc, value.query) : value;
      },
    },
    props: { decorations: (state) => key.getState(state)?.marks },
  });
}

const foundIn = (view: EditorView): readonly Found[] => key.getState(view.state)?.found ?? [];

function at(view: EditorView): number {
  const { from, to } = view.state.selection;
  return foundIn(view).findIndex((one) => one.from === from && one.to === to);
}

function go(view: EditorView, by: 1 | -1): void {
  const found = foundIn(view);
  if (found.length === 0) return;
  const { from, to } = view.state.selection;
  const next = by > 0 ? found.find((one) => one.from >= to && !(one.from === from && one.to === to)) : found.findLast((one) => one.to <= from);
  const one = next ?? (by > 0 ? found[0] : found.at(-1));
  if (one) view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, one.from, one.to)).scrollIntoView());
}

/** Puts words in the place of others, with the marks that those had. */
function put(tr: Transaction, { from, to }: Found, words: string): void {
  if (words === '') tr.delete(from, to);
  else tr.replaceWith(from, to, tr.doc.type.schema.text(words, tr.doc.resolve(from + 1).marks()));
}

export function findPanel(context: Context): void {
  const { view, root } = context;
  const told = (): void => {
    const query: Query | null = panel.isOpen ? read() : null;
    view.dispatch(view.state.tr.setMeta(key, query).setMeta('addToHistory', false));
    count();
  };
  const panel = new Panel(root, 'find', () => view.focus(), (action) => act(action), told);
  const control = (name: string): HTMLInputElement => find<HTMLInputElement>(`[name=${name}]`, panel.root);
  const read = (): Query => ({
    text: control('query').value, isExact: control('accents').checked, isCase: control('case').checked, isWhole: control('whole').checked,
  });
  const count = (): void => {
    const all = foundIn(view).length;
    panel.place.textContent = control('query').value === '' ? '' : all === 0 ? word('find_none') : word('find_count', { n: at(view) + 1, m: all });
  };
  panel.place.setAttribute('role', 'status');
  const act = (action: string): void => {
    if (action === 'find_next') go(view, 1);
    if (action === 'find_previous') go(view, -1);
    if (!view.editable || !action.startsWith('find_')) return count();
    const words = control('replacement').value.normalize('NFC');
    if (action === 'find_replace') {
      const one = foundIn(view)[at(view)];
      if (one) {
        const { tr } = view.state;
        put(tr, one, words);
        view.dispatch(tr);
      }
      go(view, 1);
    }
    if (action === 'find_all') {
      const found = [...foundIn(view)].reverse();
      const { tr } = view.state;
      for (const one of found) put(tr, one, words);
      if (found.length > 0) view.dispatch(tr);
      panel.place.textContent = word('find_replaced', { n: found.length });
      return;
    }
    count();
  };
  panel.root.addEventListener('input', told);
  panel.root.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    act(event.target.name === 'replacement' ? 'find_replace' : event.shiftKey ? 'find_previous' : 'find_next');
  });
  openers['find'] = () => {
    const { from, to, empty } = view.state.selection;
    const selected = empty ? '' : view.state.doc.textBetween(from, to, '\n');
    if (selected !== '' && selected.length < 80 && !selected.includes('\n')) control('query').value = selected;
    panel.open();
    control('query').select();
  };
}
