// Steps that the server has not confirmed, kept in the editor's state, and how those of others come in under them. Every step
// has a number of the page that made it. A batch is named by its page and its last step, so whatever a page or its journal
// last heard, a name in the log tells which of its steps are stored.

import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from 'prosemirror-state';
import { DocAttrStep, Mapping, type Step, Transform } from 'prosemirror-transform';

import { areSame } from './steps';
import { isWhole, keepsCharacters } from './whole';

export interface Pending {
  step: Step;
  inverted: Step;
  /** The page that made it; another than this one where a journal brought it back. */
  client: string;
  serial: number;
}

/** Who made steps that a journal brought back. */
export interface Maker {
  client: string;
  serial: number;
}

interface Waiting {
  list: readonly Pending[];
  /** The number of the last step that this page made. */
  last: number;
}

const key = new PluginKey<Waiting>('pending');

/** Marks a transaction that brings what others did, or only confirms. */
const REMOTE = 'rebased';
/** Names the maker of the steps of a transaction, where it is not this page. */
const MAKER = 'maker';

const NONE: Waiting = { list: [], last: 0 };
const waiting = (state: EditorState): Waiting => key.getState(state) ?? NONE;

export const pendingOf = (state: EditorState): readonly Pending[] => waiting(state).list;
export const isRemote = (tr: Transaction): boolean => tr.getMeta(REMOTE) !== undefined;

/** Says who made the one step of a transaction. */
export const madeBy = (tr: Transaction, maker: Maker): Transaction => tr.setMeta(MAKER, maker);

function made(tr: Transaction, client: string, { list, last }: Waiting): Waiting {
  const maker = tr.getMeta(MAKER) as Maker | undefined;
  const added = tr.steps.map((step, i) => {
    const own = maker ?? { client, serial: last + i + 1 };
    return { step, inverted: step.invert(tr.docs[i] ?? tr.doc), client: own.client, serial: own.serial };
  });
  return { list: [...list, ...added], last: maker ? last : last + added.length };
}

/** Keeps what the page of that name makes. */
export function pending(client: string): Plugin {
  return new Plugin<Waiting>({
    key,
    state: {
      init: () => NONE,
      apply(tr, value) {
        const told = tr.getMeta(key) as readonly Pending[] | undefined;
        if (told) return { ...value, list: told };
        return tr.docChanged ? made(tr, client, value) : value;
      },
    },
    // What undo holds is mapped when others' steps come in, so its steps may not be merged away.
    historyPreserveItems: true,
  } as ConstructorParameters<typeof Plugin<Waiting>>[0]);
}

/** Refuses a change that would cut a character in two. */
export function wholeCharacters(): Plugin {
  return new Plugin({ filterTransaction: (tr) => !tr.docChanged || isRemote(tr) || keepsCharacters(tr) });
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

/** Takes back what is unconfirmed, does what others did, and does again what still fits; what is `stored` is not done again. */
function rebase(tr: Transform, list: readonly Pending[], over: readonly Step[], isStored: (one: Pending) => boolean, dropped: Dropped): Pending[] {
  for (const one of [...list].reverse()) tr.step(one.inverted);
  for (const step of over) tr.step(step);
  const kept: Pending[] = [];
  list.forEach((one, i) => {
    if (isStored(one)) return;
    const mapFrom = list.length - i;
    const doc = tr.doc;
    const step = tried(tr, merged(one, one.step.map(tr.mapping.slice(mapFrom) as Mapping), tr));
    if (!step) {
      dropped(one.step);
      return;
    }
    mirror(tr.mapping, mapFrom - 1, tr.steps.length - 1);
    kept.push({ ...one, step, inverted: step.invert(doc) });
  });
  return kept;
}

function received(state: EditorState, steps: readonly Step[], isStored: (one: Pending) => boolean, dropped: Dropped): Transaction {
  const list = pendingOf(state);
  const { tr } = state;
  const kept = rebase(tr, list, steps, isStored, dropped);
  // A caret stays before what somebody else writes where it stands, so that their text does not push it along.
  if (state.selection instanceof TextSelection) {
    const [anchor, head] = [state.selection.anchor, state.selection.head].map((pos) => tr.mapping.map(pos, -1));
    tr.setSelection(TextSelection.between(tr.doc.resolve(anchor ?? 0), tr.doc.resolve(head ?? 0), -1));
  }
  return tr.setMeta(key, kept).setMeta(REMOTE, list.length).setMeta('addToHistory', false);
}

/** Takes in what somebody else did. */
export function others(state: EditorState, steps: readonly Step[], dropped: Dropped): Transaction {
  return received(state, steps, () => false, dropped);
}

/** Confirms the steps of a page up to a number, with the steps as they were stored where those are known. */
export function confirmed(state: EditorState, { client, serial }: Maker, stored: readonly Step[] | null, dropped: Dropped): Transaction {
  const list = pendingOf(state);
  const isStored = (one: Pending): boolean => one.client === client && one.serial <= serial;
  const mine = list.filter(isStored);
  const isSame = !stored || areSame(stored, mine.map((one) => one.step));
  if (!isSame) return received(state, stored, isStored, dropped);
  const rest = list.filter((one) => !isStored(one));
  return state.tr.setMeta(key, rest).setMeta(REMOTE, 0).setMeta('addToHistory', false);
}

/** Takes steps of a page back, as when the server will never take them. */
export function withdrawn(state: EditorState, { client, serial }: Maker): Transaction {
  return received(state, [], (one) => one.client === client && one.serial <= serial, () => {});
}
