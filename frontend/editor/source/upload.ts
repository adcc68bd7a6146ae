// Sends files in pieces, as the desk's other pages do, with a sign in the text where a picture will stand. Steps are made
// only when the server has given the file its number.

import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, Selection } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';

import type { Context } from './context';
import { insertBlock } from './commands';
import { schema } from './schema';
import type { MediaInfo } from './wire';
import { element, word } from './words';

const UPLOAD = '/bien-tap/tep/phan';
const PIECE = 1024 * 1024;
const WAITS = [500, 1000, 2000, 4000, 8000];
const SOON = [404, 409, 429, 502, 503, 504];

class Refused extends Error {}

interface Progress {
  id: string;
  received: number;
  file: { id: number; name: string; picture: boolean } | null;
}

async function answer(response: Response): Promise<Progress> {
  if (response.ok) return (await response.json()) as Progress;
  const words = await response.text();
  throw SOON.includes(response.status) ? new Error(words) : new Refused(words);
}

/** Tells a file from others of its name and size; without TLS there are no hashes, and its date must do. */
async function markOf(file: File): Promise<string> {
  const first = await file.slice(0, PIECE).arrayBuffer();
  const digest = crypto.subtle ? new Uint8Array(await crypto.subtle.digest('SHA-256', first)) : [];
  return `${file.lastModified} ${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

async function attempt(file: File, mark: string, told: (part: number) => void): Promise<NonNullable<Progress['file']>> {
  const about = new URLSearchParams({ name: file.name, size: String(file.size), mark });
  let progress = await answer(await fetch(UPLOAD, { method: 'POST', body: about }));
  while (!progress.file) {
    told(Math.floor((progress.received / Math.max(1, file.size)) * 100));
    const body = file.slice(progress.received, progress.received + PIECE);
    const headers = { 'upload-offset': String(progress.received) };
    progress = await answer(await fetch(`${UPLOAD}/${progress.id}`, { method: 'PUT', body, headers }));
  }
  return progress.file;
}

/** Sends a file; goes on by itself after a broken line. */
export async function send(file: File, told: (part: number) => void): Promise<{ id: number; name: string; picture: boolean }> {
  const mark = await markOf(file);
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt(file, mark, told);
    } catch (error) {
      const wait = WAITS[tries];
      if (error instanceof Refused || wait === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

const key = new PluginKey<DecorationSet>('uploads');

type Change = { add: { id: object; pos: number; dom: HTMLElement } } | { remove: object };

/** Where files are on their way. */
export function uploads(): Plugin {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set) {
        const moved = set.map(tr.mapping, tr.doc);
        const change = tr.getMeta(key) as Change | undefined;
        if (!change) return moved;
        if ('remove' in change) return moved.remove(moved.find(undefined, undefined, (spec) => spec['id'] === change.remove));
        const { id, pos, dom } = change.add;
        return moved.add(tr.doc, [Decoration.widget(pos, dom, { id, side: -1, ignoreSelection: true })]);
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

/** A sign in the text while something is on its way; tells where it stands then. */
export function placeholder(view: EditorView, pos: number, words: string): { say(words: string): void; end(): number | null } {
  const id = {};
  const dom = element('span', { class: 'ed-waiting', role: 'status' }, words);
  view.dispatch(view.state.tr.setMeta(key, { add: { id, pos, dom } }).setMeta('addToHistory', false));
  return {
    say: (now) => void (dom.textContent = now),
    end: () => {
      if (view.isDestroyed) return null;
      const found = key.getState(view.state)?.find(undefined, undefined, (spec) => spec['id'] === id)[0];
      view.dispatch(view.state.tr.setMeta(key, { remove: id }).setMeta('addToHistory', false));
      return found ? found.from : null;
    },
  };
}

export function nodeFor(file: { id: number; picture: boolean }, info: MediaInfo | null | undefined): Node {
  if (!file.picture) return schema.node('attachment', { media_id: file.id });
  return schema.node('figure', { media_id: file.id, alt: info?.alt ?? '' });
}

/** Sends files and puts each where it was dropped. */
export async function insertFiles(context: Context, files: readonly File[], pos: number): Promise<void> {
  const { view, library, say } = context;
  for (const file of files) {
    const sign = placeholder(view, pos, word('upload_wait', { name: file.name, n: 0 }));
    try {
      const sent = await send(file, (n) => sign.say(word('upload_wait', { name: file.name, n })));
      await library.load([sent.id]).catch(() => {});
      const at = sign.end();
      if (at === null) continue;
      insertAt(view, nodeFor(sent, library.file(sent.id)), at);
      say(word('upload_done', { name: file.name }));
    } catch (error) {
      sign.end();
      const why = error instanceof Refused ? error.message : word('try_again');
      context.root.dispatchEvent(new CustomEvent('ed-notice', { detail: word('upload_failed', { name: file.name, why }) }));
    }
  }
}

function insertAt(view: EditorView, node: Node, pos: number): void {
  const $pos = view.state.doc.resolve(Math.min(pos, view.state.doc.content.size));
  const here = view.state.apply(view.state.tr.setSelection(Selection.near($pos)));
  insertBlock(node)(here, (tr) => {
    // The caret stays where the person writes meanwhile.
    const own = view.state.tr;
    for (const step of tr.steps) own.step(step);
    view.dispatch(own);
  });
}
