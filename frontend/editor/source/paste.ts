// What is pasted. Markup from elsewhere goes through the server's import, whose rules know Word, spreadsheets and old fonts; while
// the server cannot be asked, the browser's own reading has to do. What was copied here stays here.

import { Fragment, Node, Slice } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

import { wellFormed } from './checksum';
import type { Context } from './context';
import { freshId } from './ids';
import { notice } from './inserts';
import { pasteLink } from './links';
import { schema } from './schema';
import { insertFiles, placeholder } from './upload';
import type { Json } from './wire';
import { element, word } from './words';

// The server takes no more, and a browser stands still over it.
const MOST = 8 * 1024 * 1024;

interface Imported {
  doc: Json;
  plain: Json;
  repaired: { name: string; sample_before: string; sample_after: string } | null;
  missing_images: number;
}

/** The same content without the names of blocks, which are given anew where it lands. */
function nameless(fragment: Fragment): Fragment {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    if (node.isText) return void nodes.push(node);
    const attrs = node.isBlock && 'id' in node.attrs ? { ...node.attrs, id: null } : node.attrs;
    nodes.push(node.type.create(attrs, nameless(node.content), node.marks));
  });
  return Fragment.fromArray(nodes);
}

/** Brings footnotes along under names that are free here. */
function withNotes(view: EditorView, doc: Node): { doc: Node; notes: Record<string, Json> | null } {
  const notes = doc.attrs['footnotes'] as Record<string, Json>;
  if (Object.keys(notes).length === 0) return { doc, notes: null };
  const names = Object.fromEntries(Object.keys(notes).map((name) => [name, `f${freshId().slice(0, 8)}`]));
  const json = JSON.parse(JSON.stringify(doc.toJSON()), (_, value: { type?: string; attrs?: { id?: string } } | null) => {
    if (value?.type === 'footnote' && value.attrs?.id) value.attrs.id = names[value.attrs.id] ?? value.attrs.id;
    return value;
  }) as Json;
  const own = view.state.doc.attrs['footnotes'] as Record<string, Json>;
  const fresh = Object.fromEntries(Object.entries(notes).map(([name, note]) => [names[name] ?? name, note]));
  return { doc: Node.fromJSON(schema, json), notes: { ...own, ...fresh } };
}

/** A document as what is put at the caret: text of one paragraph joins the line. */
function sliceOf(doc: Node): Slice {
  const content = nameless(doc.content);
  const isLine = content.childCount === 1 && content.firstChild?.type === schema.nodes['paragraph'];
  const open = (node: Node | null | undefined): number => (node?.type === schema.nodes['paragraph'] ? 1 : 0);
  return isLine ? new Slice(content, 1, 1) : new Slice(content, open(content.firstChild), open(content.lastChild));
}

function insert(view: EditorView, at: { from: number; to: number }, json: Json): { from: number; to: number } {
  const read = withNotes(view, Node.fromJSON(schema, json));
  const { tr } = view.state;
  tr.replaceRange(at.from, at.to, sliceOf(read.doc));
  if (read.notes) tr.setDocAttribute('footnotes', read.notes);
  const to = tr.mapping.map(at.to, 1);
  view.dispatch(tr.setMeta('paste', true).setMeta('uiEvent', 'paste').scrollIntoView());
  return { from: at.from, to };
}

/** Shows what an old font's words became, and lets the other be chosen; either way it is one step. */
function offerRepair(context: Context, place: { from: number; to: number }, told: Imported): void {
  const { repaired, plain } = told;
  if (!repaired) return;
  const before = context.view.state;
  context.dialogs.open('repair', {}, (action) => {
    const isUntouched = context.view.state.doc.eq(before.doc);
    if (action === 'repair_back' && plain && isUntouched) insert(context.view, place, plain);
    return true;
  }, ({ place: shown }) => {
    const sample = (name: string, text: string): HTMLElement[] => [element('dt', {}, word(name)), element('dd', {}, text)];
    shown.append(element('p', {}, word('repair_name', { name: repaired.name })),
      element('dl', { class: 'ed-repair' }, ...sample('repair_before', repaired.sample_before), ...sample('repair_after', repaired.sample_after)));
  });
}

async function imported(context: Context, html: string, rtf: string | null): Promise<Imported> {
  const body = JSON.stringify(wellFormed({ html, rtf }));
  const response = await fetch(`${context.base}/dan`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  if (response.status === 413) throw new RangeError('too large');
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as Imported;
}

async function pasteMarkup(context: Context, html: string, rtf: string | null): Promise<void> {
  const { view } = context;
  const { from, to } = view.state.selection;
  if (from !== to) view.dispatch(view.state.tr.deleteSelection());
  const sign = placeholder(view, view.state.selection.from, word('paste_busy'));
  try {
    const told = await imported(context, html, rtf);
    const at = sign.end();
    if (at === null) return;
    const place = insert(view, { from: at, to: at }, told.doc);
    if (told.missing_images > 0) notice(context, word('paste_missing', { n: told.missing_images }));
    offerRepair(context, place, told);
  } catch (error) {
    const at = sign.end();
    if (at === null) return;
    if (error instanceof RangeError && error.message === 'too large') return notice(context, word('paste_large'));
    pasteHere(view, html);
    notice(context, word('paste_local'));
  }
}

/** The browser's own reading. */
function pasteHere(view: EditorView, html: string): void {
  view.pasteHTML(html.normalize('NFC'), new ClipboardEvent('paste'));
}

/** Files, unless there is markup with words: word processors add a picture of what was copied. */
function filesOf(data: DataTransfer | null): File[] {
  const files = [...(data?.files ?? [])];
  const text = data?.getData('text/html').replace(/<style[\s\S]*?<\/style>|<[^>]*>|&nbsp;|\s/giu, '') ?? '';
  return text === '' ? files : [];
}

export function pasting(context: () => Context): Plugin {
  let isPlain = false;
  // Before the library reads it: reading a hundred megabytes would hold the page up for minutes.
  const take = (view: EditorView, event: ClipboardEvent): boolean => {
    const data = event.clipboardData;
    if (!view.editable || !data || view.composing) return false;
    const html = data.getData('text/html');
    const text = data.getData('text/plain');
    if (html.length > MOST || text.length > MOST) {
      notice(context(), word('paste_large'));
      return true;
    }
    if (pasteLink(view, text)) return true;
    const files = filesOf(data);
    if (files.length > 0) {
      void insertFiles(context(), files, view.state.selection.to);
      return true;
    }
    if (html === '' || isPlain || html.includes('data-pm-slice')) return false;
    void pasteMarkup(context(), html, data.getData('text/rtf') || null);
    return true;
  };
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (_, event) => {
          isPlain = event.shiftKey && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v';
          return false;
        },
        keyup: () => {
          isPlain = false;
          return false;
        },
        paste: (view, event) => {
          const isTaken = take(view, event);
          if (isTaken) event.preventDefault();
          return isTaken;
        },
      },
      handleDrop(view, event) {
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length === 0 || !view.editable) return false;
        const pos = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.to;
        void insertFiles(context(), files, pos);
        return true;
      },
      transformPasted: (slice) => new Slice(nameless(slice.content), slice.openStart, slice.openEnd),
      transformPastedText: (text) => wellFormed(text.normalize('NFC')),
    },
  });
}
