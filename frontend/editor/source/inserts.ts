// Dialogs for what is inserted or said of a block: tables, things of other sites, sources, languages, versions.

import { around, insertBlock, openers } from './commands';
import type { Context } from './context';
import { embedOf } from './embeds';
import { placeOf } from './figures';
import { readHref } from './href';
import { openMenu } from './menu';
import { kind, markKind } from './schema';
import { INSERTS } from './slash';
import { newTable } from './tables';
import { element, word } from './words';

function bounded(text: string | undefined, most: number): number {
  return Math.min(most, Math.max(1, Math.floor(Number(text)) || 1));
}

openers['table'] = (context) => {
  context.dialogs.open('table', { rows: 3, columns: 3, header: true, caption: '' }, (_, opened) => {
    const { rows, columns, caption } = opened.values();
    const node = newTable(bounded(rows, 100), bounded(columns, 20), opened.isChecked('header'), (caption ?? '').trim());
    insertBlock(node)(context.view.state, context.view.dispatch);
    context.say(word('said_added', { name: word('table') }));
    return true;
  });
};

openers['table_caption'] = (context) => {
  const { view } = context;
  const found = around(view.state, kind('table'));
  if (!found) return;
  const id = found.node.attrs['id'] as string | null;
  context.dialogs.open('caption', { caption: String(found.node.attrs['caption']) }, (_, opened) => {
    const at = placeOf(context, id, found.pos);
    if (at !== null) view.dispatch(view.state.tr.setNodeAttribute(at, 'caption', (opened.values()['caption'] ?? '').trim()));
    return true;
  });
};

openers['embed'] = (context) => {
  context.dialogs.open('embed', {}, (_, opened) => {
    const { address, title } = opened.values();
    const made = embedOf(address ?? '');
    const name = (title ?? '').trim();
    if (!made || name === '') {
      opened.problem(word(made ? 'embed_no_name' : 'embed_bad'));
      return false;
    }
    insertBlock(kind('embed').create({ ...made, title: name }))(context.view.state, context.view.dispatch);
    context.say(word('said_added', { name }));
    return true;
  });
};

openers['quote_source'] = (context) => {
  const { view } = context;
  const found = around(view.state, kind('blockquote'));
  if (!found) return;
  const id = found.node.attrs['id'] as string | null;
  context.dialogs.open('quote', { cite: String(found.node.attrs['cite'] ?? '') }, (_, opened) => {
    const typed = (opened.values()['cite'] ?? '').trim();
    const cite = typed === '' ? null : readHref(typed);
    if (typed !== '' && cite === null) {
      opened.problem(word('link_bad'));
      return false;
    }
    const at = placeOf(context, id, found.pos);
    if (at !== null) view.dispatch(view.state.tr.setNodeAttribute(at, 'cite', cite));
    return true;
  });
};

openers['lang'] = (context) => {
  const { view } = context;
  const type = markKind('lang');
  const { $from } = view.state.selection;
  const mark = type.isInSet($from.marks()) ?? (($from.nodeAfter && type.isInSet($from.nodeAfter.marks)) || undefined);
  context.dialogs.open('lang', { tag: String(mark?.attrs['tag'] ?? 'en') }, (action, opened) => {
    const { from, to, empty } = view.state.selection;
    const tag = opened.values()['tag'] ?? 'en';
    const { tr } = view.state;
    if (action === 'lang_remove') view.dispatch(empty ? tr.removeStoredMark(type) : tr.removeMark(from, to, type));
    else if (empty) view.dispatch(tr.addStoredMark(type.create({ tag })));
    else view.dispatch(tr.removeMark(from, to, type).addMark(from, to, type.create({ tag })));
    return true;
  });
};

openers['insert'] = (context) => {
  const button = document.querySelector<HTMLElement>('[data-command=insert]');
  const place = button?.getBoundingClientRect() ?? new DOMRect();
  const choices = INSERTS.map((name) => ({ label: word(name), run: () => context.run(name) }));
  openMenu(word('slash_label'), choices, place, () => context.view.focus());
};

openers['version'] = (context) => {
  context.dialogs.open('version', {}, async (_, opened) => {
    opened.place.replaceChildren();
    try {
      const label = (opened.values()['label'] ?? '').trim();
      const body = JSON.stringify({ label: label === '' ? null : label });
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${context.base}/phien-ban`, { method: 'POST', body, headers });
      const told = (await response.json()) as { article_version?: number; problems?: { field: string; text: string }[] };
      if (response.ok) {
        notice(context, word('version_done', { n: told.article_version ?? '' }));
        return true;
      }
      opened.place.replaceChildren(element('ul', {}, ...(told.problems ?? []).map(({ text }) => element('li', {}, text))));
    } catch {
      // Said below in the same way.
    }
    opened.problem(word('version_failed'));
    return false;
  });
};

/** Something to be seen and heard, once. */
export function notice(context: Pick<Context, 'root'>, words: string): void {
  context.root.dispatchEvent(new CustomEvent('ed-notice', { detail: words }));
}

const KEYS: [string, string][] = [
  ['Alt+F10, Ctrl+Alt+T', 'keys_toolbar'], ['Esc', 'keys_back'], ['/', 'keys_slash'], ['Ctrl+B', 'strong'], ['Ctrl+I', 'em'], ['Ctrl+K', 'link'],
  ['Ctrl+Alt+2 / 3 / 4', 'heading2'], ['Ctrl+Alt+0', 'paragraph'], ['Ctrl+Shift+8', 'bullet_list'], ['Ctrl+Shift+7', 'ordered_list'],
  ['Ctrl+Alt+F', 'footnote'], ['Alt+Shift+↑ / ↓', 'keys_move'], ['Tab, Shift+Tab', 'keys_cells'], ['Esc, Tab', 'keys_leave'], ['Shift+Enter', 'keys_break'],
  ['Ctrl+F', 'find'], ['Ctrl+Z / Ctrl+Y', 'undo'], ['Ctrl+/', 'shortcuts'],
];

openers['shortcuts'] = (context) => {
  context.dialogs.open('shortcuts', {}, () => true, ({ place }) => {
    const rows = KEYS.flatMap(([keys, name]) => [element('dt', {}, element('kbd', {}, keys)), element('dd', {}, word(name))]);
    place.replaceChildren(element('dl', { class: 'ed-keys' }, ...rows), element('p', { class: 'ed-hint' }, word('keys_rules')));
  });
};

openers['calm'] = (context) => {
  const isCalm = context.root.toggleAttribute('data-calm');
  document.documentElement.toggleAttribute('data-calm', isCalm);
  const button = context.root.querySelector<HTMLElement>('[data-command=calm]');
  button?.setAttribute('aria-pressed', String(isCalm));
  context.say(word(isCalm ? 'calm' : 'calm_end'));
  context.view.focus();
};
