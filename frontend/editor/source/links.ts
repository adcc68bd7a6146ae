// Links: to an address, or to a page of this site by its number, which a new title or address of the page does not break.

import type { Mark } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

import { openers } from './commands';
import type { Context } from './context';
import type { Opened } from './dialogs';
import { isWholeAddress, readHref } from './href';
import { ListBox } from './menu';
import { markKind, schema } from './schema';
import type { PageInfo } from './wire';
import { find, word } from './words';

interface Range {
  from: number;
  to: number;
  mark: Mark | null;
}

/** The link around the caret, or what is selected. */
function rangeOf(state: EditorState): Range {
  const { $from, from, to, empty } = state.selection;
  const type = markKind('link');
  const mark = type.isInSet($from.marks()) ?? ($from.nodeAfter ? type.isInSet($from.nodeAfter.marks) : undefined) ?? null;
  if (!mark || !empty) return { from, to, mark };
  let [start, end] = [from, from];
  const { parent } = $from;
  parent.forEach((node, offset) => {
    const [left, right] = [$from.start() + offset, $from.start() + offset + node.nodeSize];
    if (!mark.isInSet(node.marks)) return;
    if (left <= from && right >= from) [start, end] = [Math.min(start, left), Math.max(end, right)];
  });
  return { from: start, to: end, mark };
}

/** Puts a link on a range, or writes the words where nothing is selected. */
function setLink({ view }: Context, { from, to }: Range, attrs: Record<string, unknown> | null, words: string): void {
  const type = markKind('link');
  const { tr } = view.state;
  if (attrs && from === to) tr.insert(from, schema.text(words, [...view.state.selection.$from.marks(), type.create(attrs)]));
  else {
    tr.removeMark(from, to, type);
    if (attrs) tr.addMark(from, to, type.create(attrs));
  }
  view.dispatch(tr.removeStoredMark(type).scrollIntoView());
}

/** A search for pages by title, whose results are a list under the field. */
export function pageSearch({ library }: Context, { dialog, place }: Opened, chosen: (page: PageInfo) => void): void {
  const field = find<HTMLInputElement>('[name=q]', dialog);
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  const list = new ListBox(word('link_search'), field, word('link_none'));
  list.root.classList.add('ed-menu--still');
  place.append(list.root);
  let asked = 0;
  const show = async (): Promise<void> => {
    asked += 1;
    const mine = asked;
    try {
      const pages = await library.find(field.value.trim());
      if (mine === asked) list.show(pages.map((page) => ({ label: page.title, ...(page.date ? { note: page.date } : {}), run: () => chosen(page) })));
    } catch {
      if (mine === asked) list.show([]);
    }
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  field.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void show(), 200);
  };
  field.onkeydown = (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown') list.move(1);
    else if (event.key === 'ArrowUp') list.move(-1);
    else if (event.key === 'Enter') list.choose();
    else return;
    event.preventDefault();
  };
  dialog.addEventListener('close', () => list.close(), { once: true });
  void show();
}

openers['link'] = (context) => {
  const { view, library, dialogs } = context;
  const range = rangeOf(view.state);
  if (!view.state.selection.$from.parent.inlineContent) return;
  const page = range.mark?.attrs['page_id'] as number | null | undefined;
  const href = (range.mark?.attrs['href'] as string | null) ?? '';
  dialogs.open('link', { href }, (action, opened) => {
    if (action === 'link_remove') {
      setLink(context, range, null, '');
      return true;
    }
    const typed = opened.values()['href'] ?? '';
    if (typed.trim() === '' && page) return true;
    const read = readHref(typed);
    if (!read) {
      opened.problem(word('link_bad'));
      return false;
    }
    setLink(context, range, { href: read, page_id: null }, read);
    return true;
  }, (opened) => {
    if (page) opened.problem(word('link_page', { title: library.page(page)?.title ?? String(page) }));
    pageSearch(context, opened, (chosen) => {
      library.know(chosen);
      setLink(context, range, { href: null, page_id: chosen.id }, chosen.title);
      opened.close();
    });
  });
};

openers['page_ref'] = (context) => {
  const { view, library, dialogs } = context;
  dialogs.open('page', {}, () => true, (opened) => pageSearch(context, opened, (page) => {
    library.know(page);
    const node = schema.node('page_ref', { page_id: page.id });
    view.dispatch(view.state.tr.replaceSelectionWith(node).scrollIntoView());
    opened.close();
  }));
};

/** An address pasted over selected words becomes their link. */
export function pasteLink(view: EditorView, text: string): boolean {
  const { empty, from, to, $from, $to } = view.state.selection;
  if (empty || !isWholeAddress(text) || !$from.sameParent($to) || !$from.parent.inlineContent) return false;
  const mark = markKind('link').create({ href: text.trim() });
  view.dispatch(view.state.tr.removeMark(from, to, markKind('link')).addMark(from, to, mark));
  return true;
}
