// How long the article is. In Vietnamese a syllable is what stands between blanks, and about 220 of them are read in a minute.

import type { Node } from 'prosemirror-model';

import { kind } from './schema';
import { element, word } from './words';

const PER_MINUTE = 220;

export interface Counts {
  words: number;
  characters: number;
  images: number;
  minutes: number;
}

// Blocks never change, only others take their place, so what was counted in one is right for as long as it is there.
const known = new WeakMap<Node, { words: number; characters: number }>();

function countedIn(block: Node): { words: number; characters: number } {
  const before = known.get(block);
  if (before) return before;
  const text = block.textBetween(0, block.content.size, ' ', ' ');
  const made = { words: (text.match(/[\p{L}\p{N}][^\s]*/gu) ?? []).length, characters: [...text].length };
  known.set(block, made);
  return made;
}

export function counted(doc: Node): Counts {
  let [words, characters, images] = [0, 0, 0];
  doc.descendants((node) => {
    if (node.type === kind('figure')) images += 1;
    if (!node.isTextblock) return true;
    const here = countedIn(node);
    words += here.words;
    characters += here.characters;
    return false;
  });
  return { words, characters, images, minutes: Math.max(words > 0 ? 1 : 0, Math.round(words / PER_MINUTE)) };
}

export function showCounts(place: HTMLElement, doc: Node): void {
  const { words, characters, images, minutes } = counted(doc);
  const all: [string, number][] = [['count_words', words], ['count_characters', characters], ['count_images', images], ['count_minutes', minutes]];
  const told = all.map(([name, n]) => word(name, { n: n.toLocaleString(document.documentElement.lang || 'vi') }));
  place.replaceChildren(...told.map((text) => element('span', {}, text)));
}
