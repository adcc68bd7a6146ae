// Steps as they go over the line.

import type { Step } from 'prosemirror-transform';

import { wellFormed } from './checksum';
import type { StepJson } from './wire';

/** A set of mark steps may hold sets after it was undone and done again, which its own reader refuses; they are put in one row. */
function flat(json: StepJson): StepJson[] {
  return json['stepType'] === 'markSet' ? (json['steps'] as StepJson[]).flatMap(flat) : [json];
}

export function jsonOf(step: Step): StepJson {
  const json = wellFormed(step.toJSON() as StepJson);
  return json['stepType'] === 'markSet' ? { stepType: 'markSet', steps: flat(json) } : json;
}

export function areSame(one: readonly Step[], other: readonly Step[]): boolean {
  return JSON.stringify(one.map(jsonOf)) === JSON.stringify(other.map(jsonOf));
}
