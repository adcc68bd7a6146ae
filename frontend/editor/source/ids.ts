// Every block has a name that stays: comments, checks and comparisons hold on to it. New blocks get one, and of two with
// one name, as after a split or a paste, the later gets another. Only one's own changes are answered, so that two
// writers never answer each other for ever.

import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, type Transaction } from 'prosemirror-state';
import { ReplaceStep } from 'prosemirror-transform';
import type { EditorView } from 'prosemirror-view';

import { isRemote } from './pending';

const LETTERS = 'abcdefghijkmnopqrstuvwxyz23456789';

export function freshId(): string {
  return [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}

/** Whether blocks may have come or been named; typing in one block does neither. */
function mayTouchBlocks(tr: Transaction): boolean {
  return tr.steps.some((step) => {
    if (!(step instanceof ReplaceStep)) return step.getMap().toString() !== '[]';
    return step.slice.openStart > 0 || step.slice.openEnd > 0 || (step.slice.content.firstChild?.isBlock ?? false);
  });
}

/** What gives every block a name of its own; none where all have one. */
export function namesFor(state: EditorState): Transaction | null {
  const taken = new Set<string>();
  const nameless: { pos: number; node: Node }[] = [];
  state.doc.descendants((node, pos) => {
    if (!('id' in node.attrs) || node.isInline) return !node.isTextblock;
    const id = node.attrs['id'] as string | null;
    if (id === null || taken.has(id)) nameless.push({ pos, node });
    else taken.add(id);
    return !node.isTextblock;
  });
  if (nameless.length === 0) return null;
  const { tr } = state;
  for (const { pos } of nameless) tr.setNodeAttribute(pos, 'id', freshId());
  return tr;
}

export function blockIds(): Plugin {
  let view: EditorView | null = null;
  return new Plugin({
    view: (made) => {
      view = made;
      return { destroy: () => (view = null) };
    },
    props: {
      handleDOMEvents: {
        // A block in which an input method writes may not be drawn anew, so its name waits.
        compositionend: (composed) => {
          queueMicrotask(() => {
            const tr = composed.isDestroyed ? null : namesFor(composed.state);
            if (tr && !composed.composing) composed.dispatch(tr);
          });
          return false;
        },
      },
    },
    appendTransaction(transactions, _, state) {
      if (view?.composing || transactions.some(isRemote)) return null;
      return transactions.some((tr) => tr.docChanged && mayTouchBlocks(tr)) ? namesFor(state) : null;
    },
  });
}
