// Steps that the server has not confirmed, kept in the editor's state, and how those of others come in under them.
// A step belongs to a batch once it was sent; a batch is confirmed by its name, whatever the server made of it.

import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from 'prosemirror-state';
import { DocAttrStep, Mapping, type Step, Transform } from 'prosemirror-transform';

import { areSame } from './steps';
import { isWhole, keepsCharacters } from './whole';

export interface Pending {
  step: Step;
  inverted: Step;
  /** The batch in which it was sent; none while it waits. */
  batch: string | null;
}

const key = new PluginKey<readonly Pending[]>('pending');

/** Marks a transaction that brings what others did, or only confirms. */
const REMOTE = 'rebased';

export const pendingOf = (state: EditorState): readonly Pending[] => key.getState(state) ?? [];
export const isRemote = (tr: Transaction): boolean => tr.getMeta(REMOTE) !== undefined;

function made(tr: Transform, batch: string | null = null): Pending[] {
  return tr.steps.map((step, i) => ({ step, inverted: step.invert(tr.docs[i] ?? tr.doc), batch }));
}

export function pending(): Plugin {
  return new Plugin<readonly Pending[]>({
    key,
    state: {
      init: () => [],
      apply(tr, list) {
        const told = tr.getMeta(key) as readonly Pending[] | undefined;
        if (told) return told;
        if (!tr.docChanged) return list;
        return [...list, ...made(tr, (tr.getMeta('batch') as string | undefined) ?? null)];
      },
    },
    // What undo holds is mapped when others' steps come in, so its steps may not be merged away.
    historyPreserveItems: true,
  } as ConstructorParameters<typeof Plugin<readonly Pending[]>>[0]);
}

/** Refuses a change that would cut a character in two. */
export function wholeCharacters(): Plugin {
  return new Plugin({ filterTransaction: (tr) => !tr.docChanged || isRemote(tr) || keepsCharacters(tr) });
}

/** Names the steps that wait in front of all others as those of a batch. */
export function named(state: EditorState, batch: string): Transaction {
  const all = pendingOf(state);
  const end = all.findIndex((one) => one.batch !== null);
  const list = all.map((one, i) => (end < 0 || i < end ? { ...one, batch } : one));
  return state.tr.setMeta(key, list).setMeta(REMOTE, 0).setMeta('addToHistory', false);
}

/** A step that could not be kept, so that its text can be offered back. */
export type Dropped = (step: Step) => void;

/** The same step for what stands there now; none where it does not fit any more. */
function tried(tr: Transform, step: Step | null): Step | null {
  try {
    return step && isWhole(step, tr.doc) && !tr.maybeStep(step).failed ? step : null;
  } catch {
    // Content that does not fit is thrown rather than told; nothing was changed then.
    return null;
  }
}

/** Footnotes are one attribute, so those that were changed here are put among those that others changed. */
function merged(one: Pending, step: Step | null, tr: Transform): Step | null {
  const { step: mine, inverted } = one;
  if (!(mine instanceof DocAttrStep) || !(inverted instanceof DocAttrStep) || mine.attr !== 'footnotes') return step;
  const before = inverted.value as Record<string, unknown>;
  const after = mine.value as Record<string, unknown>;
  const notes: Record<string, unknown> = { ...(tr.doc.attrs['footnotes'] as Record<string, unknown>) };
  for (const id of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (JSON.stringify(before[id]) === JSON.stringify(after[id])) continue;
    if (id in after) notes[id] = after[id];
    else delete notes[id];
  }
  return new DocAttrStep('footnotes', notes);
}

/** Says that one map takes back another; the library's declarations leave this out, though its own collab module uses it. */
function mirror(mapping: Mapping, one: number, other: number): void {
  (mapping as unknown as { setMirror(n: number, m: number): void }).setMirror(one, other);
}

/** Takes back what is unconfirmed, does what others did, and does again what still fits; `skip` is not done again. */
function rebase(tr: Transform, list: readonly Pending[], over: readonly Step[], skip: string | null, dropped: Dropped): Pending[] {
  for (const one of [...list].reverse()) tr.step(one.inverted);
  for (const step of over) tr.step(step);
  const kept: Pending[] = [];
  list.forEach((one, i) => {
    if (skip !== null && one.batch === skip) return;
    const mapFrom = list.length - i;
    const doc = tr.doc;
    const step = tried(tr, merged(one, one.step.map(tr.mapping.slice(mapFrom) as Mapping), tr));
    if (!step) {
      dropped(one.step);
      return;
    }
    mirror(tr.mapping, mapFrom - 1, tr.steps.length - 1);
    kept.push({ step, inverted: step.invert(doc), batch: one.batch });
  });
  return kept;
}

function received(state: EditorState, steps: readonly Step[], skip: string | null, dropped: Dropped): Transaction {
  const list = pendingOf(state);
  const { tr } = state;
  const kept = rebase(tr, list, steps, skip, dropped);
  // A caret stays before what somebody else writes where it stands, so that their text does not push it along.
  if (state.selection instanceof TextSelection) {
    const [anchor, head] = [state.selection.anchor, state.selection.head].map((pos) => tr.mapping.map(pos, -1));
    tr.setSelection(TextSelection.between(tr.doc.resolve(anchor ?? 0), tr.doc.resolve(head ?? 0), -1));
  }
  return tr.setMeta(key, kept).setMeta(REMOTE, list.length).setMeta('addToHistory', false);
}

/** Takes in what somebody else did. */
export function others(state: EditorState, steps: readonly Step[], dropped: Dropped): Transaction {
  return received(state, steps, null, dropped);
}

/** Confirms a batch of one's own, with its steps as they were stored where those are known. */
export function confirmed(state: EditorState, batch: string, stored: readonly Step[] | null, dropped: Dropped): Transaction {
  const list = pendingOf(state);
  const mine = list.filter((one) => one.batch === batch);
  const isSame = !stored || areSame(stored, mine.map((one) => one.step));
  if (!isSame) return received(state, stored, batch, dropped);
  const rest = list.filter((one) => one.batch !== batch);
  return state.tr.setMeta(key, rest).setMeta(REMOTE, 0).setMeta('addToHistory', false);
}

/** Takes steps of a batch back, as when the server will never take it. */
export function withdrawn(state: EditorState, batch: string): Transaction {
  return received(state, [], batch, () => {});
}
