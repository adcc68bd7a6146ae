// No character may be cut in two: half of one cannot be written as UTF-8, so the server would store other words than are
// seen here. A change that would do so is not made.

import type { Node, Slice } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import type { Step } from 'prosemirror-transform';

const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function isWithin(doc: Node, pos: number): boolean {
  if (pos < 0 || pos > doc.content.size) return false;
  const $pos = doc.resolve(pos);
  if ($pos.textOffset === 0) return false;
  const text = $pos.parent.maybeChild($pos.index())?.text ?? '';
  return (text.codePointAt($pos.textOffset - 1) ?? 0) > 0xffff;
}

function hasHalf(slice: Slice): boolean {
  let found = false;
  slice.content.descendants((node) => {
    if (node.isText && HALF.test(node.text ?? '')) found = true;
    return !found;
  });
  return found;
}

interface Places {
  from?: number;
  to?: number;
  gapFrom?: number;
  gapTo?: number;
  slice?: Slice;
}

/** Whether a step leaves all characters whole. */
export function isWhole(step: Step, doc: Node): boolean {
  const { from, to, gapFrom, gapTo, slice } = step as Step & Places;
  return ![from, to, gapFrom, gapTo].some((pos) => pos !== undefined && isWithin(doc, pos)) && !(slice && hasHalf(slice));
}

/** Whether all characters stay whole. */
export function keepsCharacters(tr: Transaction): boolean {
  return tr.steps.every((step, i) => isWhole(step, tr.docs[i] ?? tr.doc));
}
