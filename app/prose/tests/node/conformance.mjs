// ProseMirror's own word on the schema, on trees and on steps.
//
// In, one JSON value per line: `{schema, seed, steps}`, then trees until the end. Out, one per line: rounds of random
// editing until `steps` steps were made, each with what ProseMirror made of it, and `{kinds, thrown, cut}`; then
// `{tree, error}` for each tree that ProseMirror refuses or writes otherwise, and `{trees}` with their number.

import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import { Node, Schema } from 'prosemirror-model';
import { Generator } from './generate.mjs';
import { Editor } from './edit.mjs';

const named = (list) => Object.fromEntries(list.map(({ name, ...spec }) => [name, spec]));
const plain = (value) => JSON.parse(JSON.stringify(value));

// A pipe holds little: waiting until it is empty keeps the memory of long runs small.
const write = (value) =>
  process.stdout.write(JSON.stringify(value) + '\n')
    ? undefined
    : new Promise((resolve) => process.stdout.once('drain', resolve));

function judge(schema, json) {
  try {
    const node = Node.fromJSON(schema, json);
    node.check();
    return isDeepStrictEqual(plain(node), json) ? undefined : 'toJSON differs';
  } catch (error) {
    return error.message;
  }
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const order = JSON.parse((await lines.next()).value);
const { nodes, marks, topNode } = order.schema;
const schema = new Schema({ nodes: named(nodes), marks: named(marks), topNode });

const editor = new Editor(schema, new Generator(schema, order.seed));
while (editor.count < order.steps) await write(plain(editor.round()));
await write({ kinds: editor.kinds, thrown: editor.thrown, cut: editor.cut });

let trees = 0;
for await (const line of lines) {
  const error = judge(schema, JSON.parse(line));
  if (error !== undefined) await write({ tree: trees, error });
  trees += 1;
}
await write({ trees });
