// Several writers on bad lines: at the end all have one document, and it is the server's.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Editor } from '../../../app/prose/tests/node/edit.mjs';
import { checksum } from '../source/checksum';
import { schema } from '../source/schema';
import { backAndForth, generatorOf, split, structural, typed } from './edits';
import { wordsOf } from '../source/replay';
import { Random } from './random';
import { World } from './world';

const RUNS = Number(process.env['RUNS'] ?? 60);
const WRITERS = 5;
const FIRST = Number(process.env['SEED'] ?? 20_261_124);

function compare(world: World): string[] {
  const sum = world.authority.sum;
  const wrong = world.writers.filter((writer) => checksum(writer.state.doc.toJSON()) !== sum || !writer.session.agrees());
  return wrong.map((writer) => writer.client);
}

interface Told {
  diverged: number;
  reloads: number;
  rebased: number;
  rejected: number;
  stuck: number;
}

function round(seed: number, told: Told): void {
  const random = new Random(seed);
  const generator = generatorOf(seed);
  const editor = new Editor(schema, generator);
  const line = { drop: 0.05, double: 0.1, least: 20 + random.below(40), most: 80 + random.below(400) };
  const world = new World(random, generator.document().toJSON(), WRITERS, line);
  world.writers.forEach((writer) => {
    for (let i = 0; i < 12; i += 1) {
      world.later(random.below(5000), () => {
        const kind = random.next();
        if (kind < 0.6) structural(writer, editor);
        else if (kind < 0.85) typed(writer, random, `‹${i}›`);
        else backAndForth(writer, random);
      });
    }
  });
  for (let i = 0; i < 2; i += 1) world.later(random.below(5000), () => world.restart());
  world.run(5000);
  if (!world.settle()) {
    told.stuck += 1;
    console.log(`seed ${seed}: stuck,`, world.writers.map(({ session }) => `${session.version} ${session.trouble} ${session.message}`).join('; '));
  }
  const wrong = compare(world);
  if (wrong.length > 0) {
    told.diverged += 1;
    console.log(`seed ${seed}: ${wrong.join(', ')} of ${WRITERS} differ`);
  }
  told.reloads += world.writers.reduce((sum, writer) => sum + writer.reloads.length, 0);
  told.rebased += world.authority.rebased;
  told.rejected += world.authority.rejected;
}

test('five writers on bad lines end with one document', () => {
  const told: Told = { diverged: 0, reloads: 0, rebased: 0, rejected: 0, stuck: 0 };
  for (let i = 0; i < RUNS; i += 1) round(FIRST + i, told);
  console.log(`RAN ${RUNS} runs from seed ${FIRST}, ${WRITERS} writers:`, JSON.stringify(told));
  assert.deepEqual({ diverged: told.diverged, stuck: told.stuck, reloads: told.reloads }, { diverged: 0, stuck: 0, reloads: 0 });
});

test('no word that was typed is lost when nobody deletes', () => {
  let tokens = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const random = new Random(FIRST + 10_000 + run);
    const paragraph = (id: string) => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text: 'Đình làng ' }] });
    const doc = { type: 'doc', attrs: { footnotes: {} }, content: ['a', 'b', 'c'].map(paragraph) };
    const world = new World(random, doc, WRITERS, { drop: 0.08, double: 0.15, least: 10, most: 300 });
    const all: string[] = [];
    world.writers.forEach((writer, w) => {
      for (let i = 0; i < 15; i += 1) {
        const token = `‹${w}.${i}›`;
        all.push(token);
        world.later(random.below(4000), () => {
          typed(writer, random, token);
          if (random.chance(0.2)) split(writer, random);
        });
      }
    });
    for (let i = 0; i < 2; i += 1) world.later(random.below(4000), () => world.restart());
    world.run(4000);
    assert.ok(world.settle(), `run ${run} is stuck`);
    assert.deepEqual(compare(world), [], `run ${run}`);
    // A paragraph may have been split within a token.
    const text = world.authority.doc.textContent;
    for (const token of all) if (!text.includes(token)) assert.ok(isCutByOthers(text, token), `run ${run}: ${token} is gone`);
    tokens += all.length;
  }
  console.log(`RAN ${RUNS} runs: ${tokens} words typed, none lost`);
});

/** Another token may have been typed into this one; its signs are still there in their order. */
function isCutByOthers(text: string, token: string): boolean {
  const pattern = [...token].map((sign) => sign.replace(/[.]/u, '\\.')).join('[‹›0-9.]*?');
  return new RegExp(pattern, 'u').test(text);
}

test('a page that dies leaves nothing twice and nothing out', () => {
  let [tokens, kept, crashes] = [0, 0, 0];
  for (let run = 0; run < RUNS; run += 1) {
    const random = new Random(FIRST + 20_000 + run);
    const paragraph = (id: string) => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text: 'Đình làng ' }] });
    const doc = { type: 'doc', attrs: { footnotes: {} }, content: ['a', 'b', 'c'].map(paragraph) };
    const world = new World(random, doc, 3, { drop: 0.05, double: 0.15, least: 10, most: 400 });
    const safe = new Set<string>();
    for (let i = 0; i < 40; i += 1) {
      const token = `‹${run}.${i}›`;
      tokens += 1;
      world.later(random.below(4000), () => {
        const writer = random.pick(world.writers);
        const ends: number[] = [];
        writer.state.doc.forEach((node, pos) => void ends.push(pos + 1 + node.content.size));
        writer.edit(writer.state.tr.insertText(token, random.pick(ends)));
      });
    }
    for (let i = 0; i < 6; i += 1) {
      world.later(500 + random.below(3500), () => {
        for (const { step } of world.crash(random.below(3))) safe.add(wordsOf(step));
        crashes += 1;
      });
    }
    world.run(4000);
    assert.ok(world.settle(), `run ${run} is stuck`);
    assert.deepEqual(compare(world), [], `run ${run}`);
    const text = world.authority.doc.textContent;
    for (let i = 0; i < 40; i += 1) {
      const token = `‹${run}.${i}›`;
      const times = text.split(token).length - 1;
      assert.ok(times <= 1, `run ${run}: ${token} is there ${times} times`);
      assert.ok(times === 1 || !safe.has(token), `run ${run}: ${token} was kept and is gone`);
    }
    kept += safe.size;
  }
  console.log(`RAN ${RUNS} runs: ${tokens} words, ${crashes} pages died, ${kept} words taken up again, none twice, none lost`);
});
