// WebSocket and fetch as a bad network has them, under the names that the editor's own line calls. Each writer has a network,
// a server and a cookie of its own, which whatever is begun for that writer carries along.

import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';

import type { Random } from './random';

/** One way's time in milliseconds, and how likely a message breaks the line or comes twice. */
export interface Badness {
  least: number;
  most: number;
  cut: number;
  double: number;
}

export interface Network {
  url: string;
  cookie: string;
  random: Random;
  badness: Badness;
}

const network = new AsyncLocalStorage<Network>();

function current(): Network {
  const found = network.getStore();
  if (!found) throw new Error('nobody asks');
  return found;
}

/** Runs what belongs to one writer. */
export function within<T>(own: Network, run: () => T): T {
  return network.run(own, run);
}

const wait = ({ random, badness: { least, most } }: Network): number => least + (most > least ? random.below(most - least) : 0);

class BadSocket extends EventTarget {
  static readonly OPEN = 1;
  readonly bufferedAmount = 0;
  private readonly own = current();
  private readonly inner: WebSocket;

  constructor(address: URL) {
    super();
    const { cookie, url } = this.own;
    this.inner = new WebSocket(address, { headers: { cookie, origin: url } });
    this.inner.on('open', () => this.tell(new Event('open')));
    this.inner.on('close', () => this.tell(new Event('close')));
    // A failure is followed by the end, which is what counts.
    this.inner.on('error', () => {});
    this.inner.on('message', (data) => this.carry(String(data), (text) => this.tell(new MessageEvent('message', { data: text }))));
  }

  private tell(event: Event): void {
    within(this.own, () => this.dispatchEvent(event));
  }

  get readyState(): number {
    return this.inner.readyState;
  }

  send(text: string): void {
    this.carry(text, (carried) => this.inner.readyState === WebSocket.OPEN && this.inner.send(carried));
  }

  close(): void {
    this.inner.terminate();
  }

  /** A line that is cut takes with it what was on its way. Only changes come twice: a second greeting is none. */
  private carry(text: string, deliver: (text: string) => void): void {
    const { random, badness } = this.own;
    if (random.chance(badness.cut)) return this.inner.terminate();
    const isChange = /^\{"(?:batch|type":"(?:batch|ack|commits|reject))"/u.test(text) || text.includes('"commits"');
    const times = isChange && random.chance(badness.double) ? 2 : 1;
    for (let i = 0; i < times; i += 1) setTimeout(() => within(this.own, () => deliver(text)), wait(this.own));
  }
}

const realFetch = globalThis.fetch;

/** A request of a writer; others go straight. */
async function badFetch(address: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const own = network.getStore();
  if (!own) return realFetch(address, init);
  await pause(wait(own));
  if (own.random.chance(own.badness.cut)) throw new TypeError('the request was lost');
  const headers = { ...(init.headers as Record<string, string> | undefined), cookie: own.cookie, origin: own.url };
  const response = await realFetch(new URL(String(address), own.url), { ...init, headers });
  await pause(wait(own));
  if (own.random.chance(own.badness.cut)) throw new TypeError('the answer was lost');
  return response;
}

/** Puts the bad network in the place of the good one. */
export function install(): void {
  const location = { get href() { return current().url; } };
  Object.assign(globalThis, { WebSocket: BadSocket, fetch: badFetch });
  Object.defineProperty(globalThis, 'location', { value: location, configurable: true });
}
