// What an earlier page could not save: put back by rebasing, or, where it fits nowhere any more, offered as text.

import type { Node } from 'prosemirror-model';
import type { EditorState, Transaction } from 'prosemirror-state';
import { DocAttrStep, type Step } from 'prosemirror-transform';

import type { Context } from './context';
import type { Entry, Locks, Store } from './journal';
import { lockName } from './journal';
import { notice } from './inserts';
import { type Maker, madeBy, pendingOf } from './pending';
import { type Kept, over, replay, without, wordsOf } from './replay';
import { SCHEMA_VERSION, schema } from './schema';
import type { Boot, Commit, Fields } from './wire';
import { word } from './words';

export interface Recovered {
  /** What comes after the version that the page brought. */
  commits: Commit[];
  entries: { entry: Entry; steps: Kept[] }[];
  /** Text that fits nowhere. */
  text: string[];
}

interface Log {
  version: number;
  commits: Commit[];
}

async function after(base: string, version: number, client: string): Promise<Log | null> {
  const response = await fetch(`${base}/buoc?tu=${version}&may=${client}`);
  return response.ok ? ((await response.json()) as Log) : null;
}

/** Reads what dead pages left, over what the log holds since. Records of other people and of living pages stay alone. */
export async function recover(store: Store, locks: Locks, boot: Boot, base: string, client: string): Promise<Recovered> {
  const told: Recovered = { commits: [], entries: [], text: [] };
  for (const entry of await store.of(boot.article)) {
    if (entry.client === client || entry.account !== boot.me.account) continue;
    if (!(await locks.take(lockName(boot.article, entry.client)))) continue;
    const log = entry.schema === SCHEMA_VERSION ? await after(base, entry.version, client) : null;
    try {
      if (!log) throw new Error('the log does not reach back');
      // One log's end serves all records, so that all stand on one version.
      if (told.entries.length === 0) told.commits = log.commits.filter(({ version }) => version > boot.version);
      const end = told.commits.at(-1)?.version ?? boot.version;
      const { steps, lost } = replay(entry.steps, log.commits.filter(({ version }) => version <= end));
      told.entries.push({ entry, steps });
      told.text.push(...lost.map(wordsOf));
    } catch {
      told.entries.push({ entry, steps: [] });
      if (entry.steps.length > 0) told.text.push(entry.text);
    }
  }
  told.entries = once(told.entries);
  told.text = told.text.filter((text) => text.trim() !== '');
  return told;
}

/** A page that took up an older one's record and died before that was removed left the same steps twice; the newer are better. */
function once(entries: Recovered['entries']): Recovered['entries'] {
  const seen = new Set<string>();
  const name = ({ client, serial }: Maker): string => `${client}-${serial}`;
  return entries.toReversed().map(({ entry, steps }) => {
    const fresh = without(steps, (one) => seen.has(name(one)));
    for (const one of steps) seen.add(name(one));
    return { entry, steps: fresh };
  }).reverse();
}

/** Does the steps of a record again; the text of those that do not fit is told. */
export function restore(state: () => EditorState, dispatch: (tr: Transaction) => void, steps: readonly Kept[]): string[] {
  const maps = pendingOf(state()).map(({ step }) => step.getMap());
  const lost: string[] = [];
  const { steps: mapped, lost: gone } = over(steps, maps);
  lost.push(...gone.map(wordsOf));
  for (const { step, client, serial } of mapped) {
    const tr = madeBy(state().tr, { client, serial });
    try {
      if (tr.maybeStep(notesKept(step, state().doc)).failed) throw new RangeError('it does not fit');
      dispatch(tr);
    } catch {
      lost.push(wordsOf(step));
    }
  }
  return lost.filter((text) => text.trim() !== '');
}

/** Footnotes are one attribute; those that others wrote meanwhile stay. */
function notesKept(step: Step, doc: Node): Step {
  if (!(step instanceof DocAttrStep) || step.attr !== 'footnotes') return step;
  return new DocAttrStep('footnotes', { ...(doc.attrs['footnotes'] as object), ...(step.value as object) });
}

export function fieldsOf({ entries }: Recovered): Fields {
  return Object.assign({}, ...entries.map(({ entry }) => entry.fields)) as Fields;
}

/** Offers text to be copied or put in; it is discarded only when a person says so. */
export function offerText(context: Context, texts: readonly string[], dropped: () => void): void {
  if (texts.length === 0) return;
  const { view, dialogs } = context;
  notice(context, word('conflict'));
  dialogs.open('recover', { text: texts.join('\n\n') }, async (action, opened) => {
    const text = opened.values()['text'] ?? '';
    if (action === 'recover_copy') {
      await navigator.clipboard.writeText(text).catch(() => opened.problem(word('recover_hint')));
      return false;
    }
    if (action === 'recover_insert') insertText(view, text);
    dropped();
    return true;
  });
}

function insertText(view: Context['view'], text: string): void {
  const lines = text.split(/\n+/u).filter((line) => line !== '');
  const paragraphs = lines.map((line) => schema.node('paragraph', null, [schema.text(line)]));
  const { $to } = view.state.selection;
  const after = $to.depth > 0 ? $to.after(1) : view.state.doc.content.size;
  view.dispatch(view.state.tr.insert(after, paragraphs).scrollIntoView());
}
