// Five writers of several accounts on the real server, over lines that are slow, break and say things twice or in another
// order, while servers are killed: at the end all hold what the database holds. With a PostgreSQL server, two processes share it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { Editor } from '../../../app/prose/tests/node/edit.mjs';
import { checksum } from '../source/checksum';
import { schema } from '../source/schema';
import { type Badness, install, within } from './bad-line';
import { backAndForth, generatorOf, split, structural, typed } from './edits';
import { Random } from './random';
import { Site } from './site';
import { type Remote, join, settle } from './together';

const RUNS = Number(process.env['REAL_RUNS'] ?? 12);
const FIRST = Number(process.env['SEED'] ?? 20_261_124);
const DATABASE = process.env['DINH_TEST_DATABASE_URL'];
const WRITERS = 5;
/** Runs at one time, on articles of their own, so that a kill meets them all. */
const AT_ONCE = 4;
/** How long a run is written in, in milliseconds, and how much each writer does. */
const TIME = 1500;
const DEEDS = 12;
/** At most one commit of so many may be refused. */
const REFUSED = 200;
const BODY = '## Mục\n\nĐình làng **có từ** lâu.\n\n- một\n- hai\n\n> Lời nói\n\n| Tên | Số |\n|---|---|\n| Xã A | 12 |\n\nHết.';

let site: Site;
let cookies: string[] = [];

before(async () => {
  install();
  site = await Site.start(DATABASE ? 2 : 1, DATABASE);
  for (const name of ['mot', 'hai', 'ba']) cookies.push(await site.account(name, 'publisher'));
});

after(() => site.remove());

function badness(random: Random): Badness {
  const least = random.below(30);
  return { least, most: least + 10 + random.below(150), cut: 0.03, double: 0.1 };
}

/** Each writer's deeds at times of their own. */
async function write(remotes: readonly Remote[], random: Random, deed: (remote: Remote, number: number) => void): Promise<void> {
  const deeds = remotes.flatMap((remote) => Array.from({ length: DEEDS }, (_, number) => ({ remote, number, at: random.below(TIME) })));
  await Promise.all(deeds.map(async ({ remote, number, at }) => {
    await pause(at);
    if (!remote.writer.session.isLoading) within(remote.network, () => deed(remote, number));
  }));
}

interface Told {
  diverged: number;
  stuck: number;
  refused: string[];
  reloads: string[];
  versions: number;
}

/** One article; `deed` is what somebody does next. */
async function round(seed: number, told: Told, deed: (random: Random) => (remote: Remote, number: number) => void): Promise<{ text: string; remotes: Remote[] }> {
  const random = new Random(seed);
  const article = await site.article(cookies[0] ?? '', BODY);
  const remotes = await join(site, cookies, article, WRITERS, random, () => badness(random));
  await write(remotes, random, deed(random));
  if (!(await settle(site, article, remotes))) {
    told.stuck += 1;
    console.log(`seed ${seed}: stuck,`, remotes.map(({ writer: { session } }) => `${session.version} ${session.trouble} ${session.message}`).join('; '));
  }
  const stored = await site.stored(article, cookies[0] ?? '', seed);
  const wrong = remotes.filter(({ writer }) => checksum(writer.state.doc.toJSON()) !== stored.checksum || !writer.session.agrees());
  if (wrong.length > 0) {
    told.diverged += 1;
    console.log(`seed ${seed}: ${wrong.length} of ${WRITERS} differ`);
  }
  for (const remote of remotes) {
    remote.line.close();
    told.refused.push(...remote.refused);
    told.reloads.push(...remote.writer.reloads);
  }
  told.versions += stored.version;
  return { text: schema.nodeFromJSON(stored.doc).textContent, remotes };
}

/** Kills servers while something goes on. */
async function killed<T>(random: Random, going: Promise<T>): Promise<T> {
  let isOver = false;
  const end = going.finally(() => (isOver = true));
  const killing = (async () => {
    await pause(200 + random.below(TIME));
    if (!isOver) await site.kill(random.below(2), random.below(300));
  })();
  const [told] = await Promise.all([end, killing]);
  return told;
}

test('five writers on real servers end with one document', async () => {
  const told: Told = { diverged: 0, stuck: 0, refused: [], reloads: [], versions: 0 };
  for (let first = 0; first < RUNS; first += AT_ONCE) {
    const seeds = Array.from({ length: Math.min(AT_ONCE, RUNS - first) }, (_, i) => FIRST + first + i);
    await killed(new Random(FIRST + first), Promise.all(seeds.map((seed) => round(seed, told, (random) => {
      const editor = new Editor(schema, generatorOf(seed));
      return ({ writer }, number) => {
        const kind = random.next();
        if (kind < 0.6) structural(writer, editor);
        else if (kind < 0.85) typed(writer, random, `‹${number}›`);
        else backAndForth(writer, random);
      };
    }))));
  }
  console.log(`RAN ${RUNS} runs of ${WRITERS} writers at ${site.servers.length} real servers: ${told.versions} commits, ${told.diverged} diverged, ${told.stuck} stuck, ${told.reloads.length} loaded anew, ${told.refused.length} refused`);
  for (const why of new Set(told.refused)) console.log(`  refused: ${why}`);
  assert.deepEqual({ diverged: told.diverged, stuck: told.stuck, reloads: told.reloads }, { diverged: 0, stuck: 0, reloads: [] });
  // Random edits nest deeper and grow larger than an article may; that is all that is refused.
  assert.ok(told.refused.length <= told.versions / REFUSED, `${told.refused.length} of ${told.versions} are refused`);
});

test('no word that was typed is lost on real servers when nobody deletes', async () => {
  const told: Told = { diverged: 0, stuck: 0, refused: [], reloads: [], versions: 0 };
  const random = new Random(FIRST);
  let tokens = 0;
  for (let first = 0; first < RUNS; first += AT_ONCE) {
    const seeds = Array.from({ length: Math.min(AT_ONCE, RUNS - first) }, (_, i) => FIRST + 10_000 + first + i);
    const all = new Map<number, string[]>(seeds.map((seed) => [seed, []]));
    const ended = await killed(random, Promise.all(seeds.map((seed) => round(seed, told, (own) => ({ writer }, number) => {
      const token = `‹${writer.client.slice(0, 4)}.${number}›`;
      if (typed(writer, own, token)) all.get(seed)?.push(token);
      if (own.chance(0.2)) split(writer, own);
    }))));
    ended.forEach(({ text }, i) => {
      const seed = seeds[i] ?? 0;
      // Another token may have been typed into this one; its signs are still there in their order.
      const gone = (all.get(seed) ?? []).filter((token) => !text.includes(token) && !new RegExp([...token].map((sign) => sign.replace('.', '\\.')).join('[‹›0-9a-f.]*?'), 'u').test(text));
      assert.deepEqual(gone, [], `seed ${seed}`);
      tokens += all.get(seed)?.length ?? 0;
    });
  }
  console.log(`RAN ${RUNS} runs: ${tokens} words typed on real servers, none lost`);
  assert.deepEqual({ diverged: told.diverged, stuck: told.stuck }, { diverged: 0, stuck: 0 });
});
