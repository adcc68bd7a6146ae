// Who else is here, and where their carets are. They are drawn as widgets, and none in the words that are being composed.

import { Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';

import type { Peer } from './wire';
import { element, word } from './words';

const key = new PluginKey<{ set: DecorationSet; peers: readonly Peer[] }>('presence');
// Nothing of a caret is sent more often than this, in milliseconds: ten times a second.
const LEAST = 100;
const COLOURS = 6;

function caret(peer: Peer, colour: number): HTMLElement {
  const flag = element('span', { class: 'ed-caret__name' }, peer.name);
  return element('span', { class: `ed-caret ed-caret--${colour}`, 'aria-hidden': 'true' }, flag);
}

function drawn(view: EditorView, peers: readonly Peer[], version: number): DecorationSet {
  const { doc } = view.state;
  const size = doc.content.size;
  const marks = peers.flatMap((peer, i) => {
    if (peer.head === null || peer.anchor === null || peer.version !== version) return [];
    const [head, anchor] = [Math.min(peer.head, size), Math.min(peer.anchor, size)];
    const colour = i % COLOURS;
    const line = Decoration.widget(head, () => caret(peer, colour), { side: -1, key: `${peer.client}-${peer.name}`, ignoreSelection: true });
    const [from, to] = [Math.min(head, anchor), Math.max(head, anchor)];
    return from === to ? [line] : [line, Decoration.inline(from, to, { class: `ed-range ed-range--${colour}` })];
  });
  return DecorationSet.create(doc, marks);
}

export function presence(): Plugin {
  return new Plugin({
    key,
    state: {
      init: () => ({ set: DecorationSet.empty, peers: [] as readonly Peer[] }),
      apply: (tr, value) => (tr.getMeta(key) as typeof value | undefined) ?? { ...value, set: value.set.map(tr.mapping, tr.doc) },
    },
    props: { decorations: (state) => key.getState(state)?.set },
  });
}

/** Shows who is here. While somebody composes here, the carets of others stay where they are. */
export function showPeers(view: EditorView, place: HTMLElement, all: readonly Peer[], client: string, version: number): void {
  const peers = all.filter((peer) => peer.client !== client);
  const names = [...new Set(peers.map(({ name }) => name))];
  const told = names.length > 0 ? word('others_here', { names: names.join(', ') }) : '';
  if (place.textContent !== told) place.textContent = told;
  if (view.composing || view.isDestroyed) return;
  const before = key.getState(view.state)?.peers;
  if (JSON.stringify(before) === JSON.stringify(peers)) return;
  view.dispatch(view.state.tr.setMeta(key, { set: drawn(view, peers, version), peers }).setMeta('addToHistory', false));
}

/** Tells where one's own caret is, now and then. */
export function teller(send: (anchor: number, head: number) => void): (view: EditorView) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = '';
  return (view) => {
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      const { anchor, head } = view.state.selection;
      const now = `${anchor} ${head}`;
      if (now !== last && !view.isDestroyed) send(anchor, head);
      last = now;
    }, LEAST);
  };
}
