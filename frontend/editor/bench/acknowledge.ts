// How long a letter takes until the database has it, with several writers in one article on a line of a given length. Prints
// one line of JSON for each case.

import { setTimeout as pause } from 'node:timers/promises';

import { pendingOf } from '../source/pending';
import { install, within } from '../test/bad-line';
import { typed } from '../test/edits';
import { Random } from '../test/random';
import { Site } from '../test/site';
import { type Remote, join, settle } from '../test/together';

/** Writers, and the time there and back in milliseconds. */
const CASES: [number, number][] = [[1, 40], [5, 40], [20, 150]];
/** Letters of each writer in a second, and how long they write, in seconds. */
const PACE = 6;
const SECONDS = 15;
const BODY = Array.from({ length: 40 }, (_, i) => `Đoạn ${i} của bài viết chung về hợp tác xã.`).join('\n\n');

/** Types at a steady pace and notes how long each letter waits. */
async function write(remote: Remote, random: Random, waits: number[]): Promise<void> {
  const { writer } = remote;
  const since: number[] = [];
  const hear = writer.hear.bind(writer);
  writer.hear = (told) => {
    hear(told);
    const now = performance.now();
    while (since.length > pendingOf(writer.state).length) waits.push(now - (since.shift() ?? now));
  };
  // Nobody starts in step with another.
  await pause(random.below(1000 / PACE));
  for (let i = 0; i < PACE * SECONDS; i += 1) {
    const next = pause(1000 / PACE);
    if (within(remote.network, () => typed(writer, random, 'ă'))) since.push(performance.now());
    await next;
  }
}

function part(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
}

install();
const site = await Site.start(1, process.env['DINH_TEST_DATABASE_URL']);
try {
  const cookie = await site.account('viet', 'publisher');
  for (const [writers, there] of CASES) {
    const random = new Random(writers);
    const article = await site.article(cookie, BODY);
    const badness = { least: there / 2, most: there / 2, cut: 0, double: 0 };
    const remotes = await join(site, [cookie], article, writers, random, () => ({ ...badness }));
    await pause(500);
    const waits: number[] = [];
    await Promise.all(remotes.map((remote) => write(remote, random, waits)));
    if (!(await settle(site, article, remotes))) throw new Error('a writer is stuck');
    for (const remote of remotes) remote.line.close();
    waits.sort((one, other) => one - other);
    console.log(JSON.stringify({ writers, there, letters: waits.length, p50: part(waits, 0.5), p95: part(waits, 0.95), p99: part(waits, 0.99) }));
  }
} finally {
  await site.remove();
}
