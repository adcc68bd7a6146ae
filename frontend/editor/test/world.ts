// A server, writers and bad lines between them, in simulated time.

import { Authority } from './authority';
import { Random } from './random';
import { restore } from '../source/recover';
import { type Kept, replay } from '../source/replay';
import { Writer } from './writer';
import type { Batch, Told } from '../source/wire';

interface Event {
  at: number;
  order: number;
  run(): void;
}

export interface Line {
  drop: number;
  double: number;
  least: number;
  most: number;
}

/** Messages come late, twice, in another order, or never; after a while each writer asks again, as after a broken line. */
export class World {
  now = 0;
  readonly authority: Authority;
  readonly writers: Writer[] = [];
  private events: Event[] = [];
  private order = 0;
  private pages = 0;
  private epoch = 0;

  constructor(
    readonly random: Random,
    doc: unknown,
    count: number,
    private readonly line: Line,
  ) {
    this.authority = new Authority(doc);
    for (let i = 0; i < count; i += 1) this.join(i, doc);
  }

  private join(i: number, doc: unknown): void {
    const account = { account: i, name: `w${i}` };
    this.pages += 1;
    const writer: Writer = new Writer(this.pages.toString(16).padStart(16, '0'), doc, this.authority.version, {
      batch: (batch: Batch) => this.send(() => this.answer(writer, this.authority.submit(batch, account))),
      ask: (version) => this.send(() => this.welcome(writer, version)),
      reload: () => writer.load(this.authority.doc.toJSON(), this.authority.version, this.authority.sum),
    });
    this.writers[i] = writer;
    this.later(500 + this.random.below(500), () => this.beat(writer));
    this.keep(writer);
  }

  /** What the device has of a writer is a little old. */
  private keep(writer: Writer): void {
    if (writer.isDead) return;
    writer.journal = { version: writer.session.version, ...(JSON.parse(JSON.stringify(writer.session.unconfirmed)) as Writer['session']['unconfirmed']) };
    this.later(this.random.below(250), () => this.keep(writer));
  }

  /** A page dies; what it sent is still on its way. Another takes up what the device kept. Says which steps those are. */
  crash(i: number): Kept[] {
    const dead = this.writers[i];
    if (!dead) throw new RangeError('nobody is there');
    dead.isDead = true;
    const { steps } = replay(dead.journal.steps, this.authority.after(dead.journal.version));
    this.join(i, this.authority.doc.toJSON());
    const writer = this.writers[i];
    if (!writer) throw new RangeError('nobody came');
    // The old record goes only when the new one is written.
    writer.journal = dead.journal;
    restore(() => writer.state, (tr) => writer.apply(tr), steps);
    writer.session.flush();
    return steps;
  }

  /** A line that says nothing is opened anew from time to time, with a greeting. */
  private beat(writer: Writer): void {
    if (writer.isDead) return;
    this.send(() => this.welcome(writer, writer.session.version));
    this.later(500 + this.random.below(500), () => this.beat(writer));
  }

  private welcome(writer: Writer, version: number): void {
    this.answer(writer, { type: 'welcome', version: this.authority.version, commits: this.authority.after(version), peers: [] });
  }

  private answer(writer: Writer, told: Told): void {
    this.send(() => !writer.isDead && writer.hear(told));
    if (told.type !== 'ack') return;
    const commits = this.authority.after(told.version - 1).slice(0, 1);
    for (const other of this.writers) this.send(() => !other.isDead && other.hear({ type: 'commits', commits }));
  }

  /** All that is on its way is gone, as when the server starts anew. */
  restart(): void {
    this.epoch += 1;
  }

  send(run: () => void): void {
    const times = this.random.chance(this.line.drop) ? 0 : this.random.chance(this.line.double) ? 2 : 1;
    const { epoch } = this;
    for (let i = 0; i < times; i += 1) {
      const wait = this.line.least + this.random.below(this.line.most - this.line.least);
      this.later(wait, () => epoch === this.epoch && run());
    }
  }

  later(wait: number, run: () => void): void {
    this.order += 1;
    this.events.push({ at: this.now + wait, order: this.order, run });
  }

  run(until: number): void {
    for (;;) {
      this.events.sort((one, other) => one.at - other.at || one.order - other.order);
      const next = this.events[0];
      if (!next || next.at > until) break;
      this.events.shift();
      this.now = next.at;
      next.run();
    }
    this.now = until;
  }

  get isQuiet(): boolean {
    return this.writers.every((writer) => !writer.session.isUnconfirmed && writer.session.version === this.authority.version);
  }

  /** Runs on a good line until all is confirmed everywhere. */
  settle(): boolean {
    Object.assign(this.line, { drop: 0, double: 0 });
    for (let i = 0; i < 400 && !this.isQuiet; i += 1) this.run(this.now + 250);
    return this.isQuiet;
  }
}
