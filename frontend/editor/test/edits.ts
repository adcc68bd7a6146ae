// What writers of the tests do: edits of every kind, letters, undo and redo.

import { redo, undo } from 'prosemirror-history';

import { Editor } from '../../../app/prose/tests/node/edit.mjs';
import { Generator } from '../../../app/prose/tests/node/generate.mjs';
import { schema } from '../source/schema';
import { keepsCharacters } from '../source/whole';
import type { Random } from './random';
import type { Writer } from './writer';

export function structural(writer: Writer, editor: Editor): void {
  const { tr } = writer.state;
  for (const step of editor.edited(writer.state.doc).steps) {
    try {
      if (tr.maybeStep(step).failed) break;
    } catch {
      break;
    }
  }
  // A careless edit may leave what the schema does not allow, which no editor does.
  try {
    tr.doc.check();
  } catch {
    return;
  }
  if (tr.docChanged && keepsCharacters(tr)) writer.edit(tr);
}

/** Types a word somewhere; whether it is there now. */
export function typed(writer: Writer, random: Random, token: string): boolean {
  const places: number[] = [];
  writer.state.doc.descendants((node, pos) => {
    if (node.isTextblock) places.push(pos + 1 + random.below(node.content.size + 1));
  });
  if (places.length === 0) return false;
  const tr = writer.state.tr.insertText(token, random.pick(places));
  if (!keepsCharacters(tr)) return false;
  writer.edit(tr);
  return true;
}

export function backAndForth(writer: Writer, random: Random): void {
  const command = random.chance(0.6) ? undo : redo;
  command(writer.state, (tr) => keepsCharacters(tr) && writer.edit(tr));
}

/** What the generator makes and no editor does: sources of quotes that are no addresses, embeds that no provider has. */
export function generatorOf(seed: number): Generator {
  const generator = new Generator(schema, seed);
  const make = generator.make.bind(generator);
  generator.make = (name, attrs, content) => {
    if (name === 'embed') return make(name, { ...attrs, ref: 'dQw4w9WgXcQ' }, content);
    return make(name, attrs?.['cite'] ? { ...attrs, cite: '/a' } : attrs, content);
  };
  return generator;
}

export function split(writer: Writer, random: Random): void {
  const places: number[] = [];
  writer.state.doc.forEach((node, pos) => void (node.isTextblock && places.push(pos + 1 + random.below(node.content.size + 1))));
  if (places.length > 0) writer.edit(writer.state.tr.split(random.pick(places)));
}
