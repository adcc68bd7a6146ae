// Brings the steps of a journal onto the newest version: over what others did since, by maps alone, since the document on
// which they were made is not kept.

import { type Mappable, Mapping, Step, StepMap } from 'prosemirror-transform';

import type { Maker } from './pending';
import { schema } from './schema';
import { serialOf } from './session';
import { areSame } from './steps';
import type { Commit, StepJson } from './wire';

export interface Kept extends Maker {
  step: Step;
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
  steps.forEach(({ step, client, serial }, i) => {
    const mapFrom = steps.length - i;
    const mapped = step.map(mapping.slice(mapFrom) as Mappable);
    if (!mapped) {
      told.lost.push(step);
      return;
    }
    mapping.appendMap(mapped.getMap());
    mirror(mapping, mapFrom - 1, mapping.maps.length - 1);
    told.steps.push({ step: mapped, client, serial });
  });
  return told;
}

/** What of a journal the log does not hold yet. A commit confirms the steps of its page up to its number. */
export function replay(journal: readonly (Maker & { step: StepJson })[], commits: readonly Commit[]): Replayed {
  let steps: Kept[] = journal.map(({ step, client, serial }) => ({ step: Step.fromJSON(schema, step), client, serial }));
  const lost: Step[] = [];
  for (const commit of commits) {
    const serial = serialOf(commit.batch, commit.client);
    const isMine = (one: Kept): boolean => one.client === commit.client && one.serial <= serial;
    const others = commit.steps.map((json) => Step.fromJSON(schema, json));
    const mine = steps.filter(isMine).map(({ step }) => step);
    if (mine.length > 0 && areSame(mine, others)) {
      steps = steps.filter((one) => !isMine(one));
      continue;
    }
    const rest = over(without(steps, isMine), others.map((step) => step.getMap()));
    steps = rest.steps;
    lost.push(...rest.lost);
  }
  return { steps, lost };
}

/** What is left when some steps are taken out, as if they had never been: run by run, from the end. */
export function without(steps: readonly Kept[], isGone: (one: Kept) => boolean): Kept[] {
  let left = [...steps];
  for (let end = left.findLastIndex(isGone); end >= 0; end = left.findLastIndex(isGone)) {
    const start = left.slice(0, end).findLastIndex((one) => !isGone(one)) + 1;
    const maps = left.slice(start, end + 1).reverse().map(({ step }) => step.getMap().invert());
    left = [...left.slice(0, start), ...over(left.slice(end + 1), maps).steps];
  }
  return left;
}

/** The words that a step brings. */
export function wordsOf(step: Step): string {
  const { slice } = step as Step & { slice?: { content: { textBetween(from: number, to: number, block: string): string; size: number } } };
  return slice ? slice.content.textBetween(0, slice.content.size, '\n') : '';
}
