// Writers on real servers: the editor's own session and line, without a screen, over a network that may be bad.

import { setTimeout as pause } from 'node:timers/promises';

import { Line } from '../source/line';
import { SCHEMA_VERSION } from '../source/schema';
import type { Json } from '../source/wire';
import { type Badness, type Network, within } from './bad-line';
import type { Random } from './random';
import type { Site } from './site';
import { Writer } from './writer';

export const GOOD: Badness = { least: 0, most: 0, cut: 0, double: 0 };
/** Between two looks whether all is confirmed, and how long that may take at most, in milliseconds. */
const LOOK = 50;
const LONGEST = 60_000;

/** A writer with a line of its own. */
export class Remote {
  readonly writer: Writer;
  readonly line: Line;
  /** What the server would never take, and how often all was loaded anew. */
  refused: string[] = [];
  private isLoading = false;

  constructor(readonly network: Network, private readonly article: number, client: string, start: { doc: unknown; version: number }) {
    const base = `/bien-tap/bai-viet/${article}/soan`;
    this.writer = within(network, () => new Writer(client, start.doc, start.version, {
      batch: (batch) => void within(network, () => this.line.send(batch)),
      ask: () => void within(network, () => this.line.catchUp()),
      reload: () => void within(network, () => this.reload()),
    }));
    this.line = new Line(base, client, SCHEMA_VERSION, {
      told: (told) => {
        this.writer.hear(told);
        const { trouble, message } = this.writer.session;
        if (trouble !== 'invalid' && trouble !== 'too_large') return;
        this.refused.push(`${trouble}: ${message}`);
        this.writer.session.abandon();
      },
      state: () => {},
      version: () => this.writer.session.version,
    });
    within(network, () => this.line.start());
  }

  /** As the page does it: the whole document anew, again until it comes. */
  private async reload(): Promise<void> {
    if (this.isLoading) return;
    this.isLoading = true;
    this.writer.session.isLoading = true;
    for (;;) {
      try {
        const response = await fetch(`/bien-tap/bai-viet/${this.article}/soan/ban`);
        if (!response.ok) throw new Error(String(response.status));
        const now = (await response.json()) as { doc: Json; version: number; checksum: string };
        this.writer.load(now.doc, now.version, now.checksum);
        this.isLoading = false;
        return;
      } catch {
        await pause(200);
      }
    }
  }

  /** What the page does every ten seconds. */
  again(): void {
    if (['away', 'full', 'signed_out'].includes(this.writer.session.trouble)) within(this.network, () => this.writer.session.again());
  }

  get isQuiet(): boolean {
    return !this.writer.session.isUnconfirmed && !this.writer.session.isLoading;
  }
}

/** People at the same article, spread over the servers of a site. */
export async function join(site: Site, cookies: readonly string[], article: number, count: number, random: Random, badness: () => Badness): Promise<Remote[]> {
  const start = await site.stored(article, cookies[0] ?? '');
  return Array.from({ length: count }, (_, i) => {
    const network = { url: site.server(i).url, cookie: cookies[i % cookies.length] ?? '', random, badness: badness() };
    const client = Array.from({ length: 4 }, () => random.below(65_536).toString(16).padStart(4, '0')).join('');
    return new Remote(network, article, client, start);
  });
}

/** Waits on a good network until everybody has what the database has; false where that does not happen. */
export async function settle(site: Site, article: number, remotes: readonly Remote[]): Promise<boolean> {
  for (const remote of remotes) remote.network.badness = GOOD;
  for (let time = 0; time < LONGEST; time += LOOK) {
    await pause(LOOK);
    for (const remote of remotes) remote.again();
    if (!remotes.every((remote) => remote.isQuiet)) continue;
    const { version } = await site.stored(article, remotes[0]?.network.cookie ?? '');
    if (remotes.every(({ isQuiet, writer }) => isQuiet && writer.session.version === version)) return true;
  }
  for (const { writer, line } of remotes) {
    const { isWelcome, isPolling, isCatchingUp, isBehind, failures, socket } = line as never as Record<string, unknown>;
    console.log(`  at ${writer.session.version} ${writer.session.trouble}:`, JSON.stringify({ isWelcome, isPolling, isCatchingUp, isBehind, failures, socket: (socket as { readyState: number } | null)?.readyState }));
  }
  return false;
}
