// Footnotes: a sign in the text, and what it says as an attribute of the document. Numbers follow the order of reading.

import type { Node } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';

import { openers } from './commands';
import type { Context } from './context';
import { kind, schema } from './schema';
import type { Json } from './wire';
import { word } from './words';

type Notes = Record<string, Json[]>;

const notesOf = (doc: Node): Notes => doc.attrs['footnotes'] as Notes;

/** The words of a footnote, without its marks. */
export function textOf(doc: Node, id: string): string {
  const content = notesOf(doc)[id] ?? [];
  const words = content.map((inline) => (inline as { text?: string; type: string }).text ?? ((inline as { type: string }).type === 'hard_break' ? '\n' : ''));
  return words.join('');
}

export function numberOf(doc: Node, id: string): number {
  const seen: string[] = [];
  doc.descendants((node) => {
    const name = node.attrs['id'] as string;
    if (node.type === kind('footnote') && !seen.includes(name)) seen.push(name);
  });
  return seen.indexOf(id) + 1;
}

/** What was typed, as content; marks of words that stayed are kept where nothing changed. */
function contentOf(text: string): Json[] {
  const lines = text.split('\n').map((line): Json[] => (line === '' ? [] : [{ type: 'text', text: line }]));
  return lines.flatMap((line, i): Json[] => (i === 0 ? line : [{ type: 'hard_break' }, ...line]));
}

function freshName(doc: Node): string {
  const taken = new Set(Object.keys(notesOf(doc)));
  doc.descendants((node) => void (node.type === kind('footnote') && taken.add(String(node.attrs['id']))));
  // Chance keeps two writers, who name at the same time, apart.
  for (;;) {
    const name = `f${[...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(36)).join('')}`;
    if (!taken.has(name)) return name;
  }
}

export function editFootnote(context: Context, id: string): void {
  const { view, dialogs, say } = context;
  const before = textOf(view.state.doc, id);
  dialogs.open('footnote', { text: before }, (action, opened) => {
    const { tr, doc } = view.state;
    const notes: Notes = { ...notesOf(doc) };
    const text = (opened.values()['text'] ?? '').replaceAll('\r\n', '\n').trim();
    if (action === 'footnote_delete' || text === '') {
      const places: number[] = [];
      doc.descendants((node, pos) => void (node.type === kind('footnote') && node.attrs['id'] === id && places.push(pos)));
      for (const pos of places.reverse()) tr.delete(pos, pos + 1);
      delete notes[id];
    } else if (text !== before) {
      notes[id] = contentOf(text);
    }
    tr.setDocAttribute('footnotes', notes);
    if (text !== before || action === 'footnote_delete') view.dispatch(tr);
    say(word('footnote_n', { n: numberOf(view.state.doc, id), text }));
    return true;
  });
}

openers['footnote'] = (context) => {
  const { view } = context;
  const { $to } = view.state.selection;
  if (!$to.parent.inlineContent) return;
  const id = freshName(view.state.doc);
  context.dialogs.open('footnote', { text: '' }, (action, opened) => {
    const text = (opened.values()['text'] ?? '').trim();
    if (action !== 'ok' || text === '') return true;
    const { tr } = view.state;
    tr.insert(view.state.selection.to, schema.node('footnote', { id }));
    tr.setDocAttribute('footnotes', { ...notesOf(view.state.doc), [id]: contentOf(text) });
    view.dispatch(tr);
    context.say(word('said_added', { name: word('footnote') }));
    return true;
  });
};

/** Numbers change when notes come and go, so the signs are drawn anew then. */
export function footnoteNumbers(redraw: () => void): Plugin {
  const order = (doc: Node): string => {
    let ids = '';
    doc.descendants((node) => void (node.type === kind('footnote') && (ids += ` ${String(node.attrs['id'])}`)));
    return ids;
  };
  return new Plugin({
    view: () => ({
      update: (view, before) => {
        if (before.doc === view.state.doc) return;
        const isSame = before.doc.attrs['footnotes'] === view.state.doc.attrs['footnotes'];
        if (!isSame || (Object.keys(notesOf(view.state.doc)).length > 0 && order(before.doc) !== order(view.state.doc))) redraw();
      },
    }),
  });
}
