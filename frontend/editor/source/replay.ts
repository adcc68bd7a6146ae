// Brings the steps of a journal onto the newest version: over what others did since, by maps alone, since the document on
// which they were made is not kept.

import { type Mappable, Mapping, Step, StepMap } from 'prosemirror-transform';

import { schema } from './schema';
import { areSame } from './steps';
import type { Commit, StepJson } from './wire';

export interface Kept {
  step: Step;
  batch: string | null;
}

export interface Replayed {
  steps: Kept[];
  lost: Step[];
}

function mirror(mapping: Mapping, one: number, other: number): void {
  (mapping as unknown as { setMirror(n: number, m: number): void }).setMirror(one, other);
}

/** The steps for what stands there after some maps. */
export function over(steps: readonly Kept[], maps: readonly StepMap[]): Replayed {
  const mapping = new Mapping();
  for (const { step } of [...steps].reverse()) mapping.appendMap(step.getMap().invert());
  for (const map of maps) mapping.appendMap(map);
  const told: Replayed = { steps: [], lost: [] };
  steps.forEach(({ step, batch }, i) => {
    const mapFrom = steps.length - i;
    const mapped = step.map(mapping.slice(mapFrom) as Mappable);
    if (!mapped) {
      told.lost.push(step);
      return;
    }
    mapping.appendMap(mapped.getMap());
    mirror(mapping, mapFrom - 1, mapping.maps.length - 1);
    told.steps.push({ step: mapped, batch });
  });
  return told;
}

/** What of a journal the log does not hold yet. A commit of one of its batches confirms that batch. */
export function replay(journal: readonly { step: StepJson; batch: string | null }[], commits: readonly Commit[]): Replayed {
  let steps: Kept[] = journal.map(({ step, batch }) => ({ step: Step.fromJSON(schema, step), batch }));
  const lost: Step[] = [];
  for (const commit of commits) {
    const isMine = steps.some(({ batch }) => batch === commit.batch);
    if (isMine && isSame(steps, commit)) {
      steps = steps.filter(({ batch }) => batch !== commit.batch);
      continue;
    }
    const maps = commit.steps.map((json) => Step.fromJSON(schema, json).getMap());
    const rest = over(isMine ? withoutBatch(steps, commit.batch) : steps, maps);
    steps = rest.steps;
    lost.push(...rest.lost);
  }
  return { steps, lost };
}

function isSame(steps: readonly Kept[], commit: Commit): boolean {
  const mine = steps.filter(({ batch }) => batch === commit.batch).map(({ step }) => step);
  return areSame(mine, commit.steps.map((json) => Step.fromJSON(schema, json)));
}

/** The steps after a batch, as if the batch had never been: what the server stored takes its place. */
function withoutBatch(steps: readonly Kept[], batch: string): Kept[] {
  const mine = steps.filter((one) => one.batch === batch);
  const mapping = new Mapping();
  for (const { step } of [...mine].reverse()) mapping.appendMap(step.getMap().invert());
  const rest = steps.filter((one) => one.batch !== batch);
  return over(rest, mapping.maps).steps;
}

/** The words that a step brings. */
export function wordsOf(step: Step): string {
  const { slice } = step as Step & { slice?: { content: { textBetween(from: number, to: number, block: string): string; size: number } } };
  return slice ? slice.content.textBetween(0, slice.content.size, '\n') : '';
}
