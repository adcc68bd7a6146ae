// One writer's side of the log of an article: what is confirmed, what was sent, what waits. It knows neither the screen
// nor the line; both are handed in.

import type { EditorState, Transaction } from 'prosemirror-state';
import { Step } from 'prosemirror-transform';

import { checksum, wellFormed } from './checksum';
import { type Maker, type Pending, confirmed, others, pendingOf, withdrawn } from './pending';
import { schema } from './schema';
import { jsonOf } from './steps';
import type { Batch, Commit, Fields, Json, RefusedCode, StepJson, Told } from './wire';

// From this attempt on the server rebases a stale batch instead of rejecting it.
const REBASED_FROM = 2;

export type Trouble = 'none' | RefusedCode;

export interface Host {
  state(): EditorState;
  dispatch(tr: Transaction): void;
  /** Sends a batch; false where there is no line now. */
  send(batch: Batch): boolean;
  /** Something is missing between the version here and what is told: asks for it. */
  catchUp(): void;
  /** Takes a field as somebody else left it. */
  setField(name: string, value: Json): void;
  /** The document here and there differ, or the log does not reach back: all must be loaded anew. */
  reload(reason: string): void;
  /** A change of one's own that does not fit any more. */
  lost(step: Step): void;
  /** Something about what is confirmed changed. */
  changed(): void;
}

/** What is sent: the steps of a page up to a number, and fields. */
interface InFlight extends Maker {
  batch: string;
  attempt: number;
  fields: Fields | null;
  /** The oldest version on which a copy is under way that the server would rebase by itself; what it stores then may differ. */
  oldest: number | null;
}

/** Up to which of its steps a page's batch reaches; 0 where it holds fields only, or is another page's. */
export function serialOf(batch: string, client: string): number {
  const rest = batch.startsWith(`${client}-`) ? batch.slice(client.length + 1) : '';
  return /^\d+$/u.test(rest) ? Number(rest) : 0;
}

export class Session {
  version: number;
  trouble: Trouble = 'none';
  message = '';
  isLoading = false;
  private flight: InFlight | null = null;
  private dirty: Fields = {};
  private count = 0;
  private sum: { version: number; sum: string } | null = null;

  constructor(
    readonly client: string,
    private readonly host: Host,
    version: number,
  ) {
    this.version = version;
  }

  /** Whether anything here is not in the database. */
  get isUnconfirmed(): boolean {
    return this.flight !== null || Object.keys(this.dirty).length > 0 || pendingOf(this.host.state()).length > 0;
  }

  /** What a journal must keep to go on after a crash. */
  get unconfirmed(): { steps: { step: StepJson; client: string; serial: number }[]; fields: Fields } {
    const steps = pendingOf(this.host.state()).map(({ step, client, serial }) => ({ step: jsonOf(step), client, serial }));
    return { steps, fields: { ...this.flight?.fields, ...this.dirty } };
  }

  /** A field was typed in. */
  field(name: string, value: Json): void {
    this.dirty[name] = wellFormed(value);
    this.flush();
  }

  /** Whether a field waits here, so that what others write in it is overwritten anyway. */
  private holds(name: string): boolean {
    return name in this.dirty || (this.flight?.fields ? name in this.flight.fields : false);
  }

  /** Sends what waits, when nothing is under way. */
  flush(): void {
    if (this.flight || this.isLoading || this.trouble !== 'none') return;
    this.flight = this.grouped(0);
    if (!this.flight) return;
    this.transmit();
    this.host.changed();
  }

  /** What is sent next: all that one page made, and the fields that changed. */
  private grouped(attempt: number): InFlight | null {
    const [first, ...rest] = pendingOf(this.host.state());
    const client = first?.client ?? this.client;
    const end = rest.findIndex((one) => one.client !== client);
    const last = (end < 0 ? rest : rest.slice(0, end)).at(-1) ?? first;
    const fields = Object.keys(this.dirty).length > 0 && client === this.client ? this.dirty : null;
    if (!last && !fields) return null;
    if (fields) this.dirty = {};
    if (last) return { batch: `${client}-${last.serial}`, client, serial: last.serial, attempt, fields, oldest: null };
    this.count += 1;
    return { batch: `${client}-f${this.count}`, client, serial: 0, attempt, fields, oldest: null };
  }

  private isOf({ client, serial }: Maker): (one: Pending) => boolean {
    return (one) => one.client === client && one.serial <= serial;
  }

  /** Sends what is under way, once more after a broken line. */
  transmit(): void {
    if (!this.flight || this.isLoading || (this.trouble !== 'none' && this.trouble !== 'away')) return;
    const { batch, client, attempt, fields } = this.flight;
    const mine = pendingOf(this.host.state()).filter(this.isOf(this.flight));
    const steps = mine.map(({ step }) => jsonOf(step));
    if (steps.length === 0 && !fields) {
      // All of it was overtaken by what others did.
      this.flight = null;
      this.host.changed();
      this.flush();
      return;
    }
    if (attempt >= REBASED_FROM) this.flight.oldest ??= this.version;
    this.host.send({ type: 'batch', client, batch, version: this.version, attempt, steps, fields });
  }

  receive(told: Told): void {
    switch (told.type) {
      case 'welcome':
        this.apply(told.commits);
        if (told.version > this.version) return this.host.catchUp();
        if (['away', 'full', 'signed_out'].includes(this.trouble)) this.trouble = 'none';
        this.flight ? this.transmit() : this.flush();
        break;
      case 'ack':
        this.acknowledged(told);
        break;
      case 'reject':
        this.rejected(told.batch, told.commits);
        break;
      case 'commits':
        this.apply(told.commits);
        this.flush();
        break;
      case 'refused':
        this.refused(told.batch, told.code, told.message);
        break;
      case 'reload':
        this.host.reload(told.reason);
        break;
      default:
    }
    this.host.changed();
  }

  private acknowledged(told: Extract<Told, { type: 'ack' }>): void {
    if (this.trouble === 'away' || this.trouble === 'full') this.trouble = 'none';
    this.apply(told.commits ?? []);
    const isAsSent = this.flight?.batch === told.batch && (this.flight.oldest ?? this.version) === this.version;
    if (told.version === this.version + 1 && isAsSent) {
      this.confirm(told.batch, this.flight?.client ?? this.client, told.version, told.checksum, null);
    } else if (told.version > this.version) {
      this.host.catchUp();
      return;
    }
    this.flush();
  }

  private rejected(batch: string, commits: Commit[]): void {
    this.apply(commits);
    if (this.flight?.batch !== batch) return this.flush();
    this.flight.attempt += 1;
    this.widen();
    this.transmit();
  }

  /** What was typed since goes along, so that it does not wait for a second answer. Only where no copy may still be stored. */
  private widen(): void {
    if (!this.flight || this.flight.oldest !== null) return;
    const { attempt, fields, serial, client } = this.flight;
    const last = pendingOf(this.host.state()).findLast((one) => one.client === client)?.serial ?? 0;
    if (last <= serial || client !== this.client) return;
    const wider = this.grouped(attempt);
    if (wider) this.flight = { ...wider, fields: fields || wider.fields ? { ...fields, ...wider.fields } : null };
  }

  private refused(batch: string | null, code: RefusedCode, message: string): void {
    if (batch !== null && this.flight?.batch !== batch) return;
    this.trouble = code;
    this.message = message;
  }

  /** After a trouble that may be over: signing in again, room on the disk. */
  again(): void {
    if (['none', 'gone', 'denied', 'schema'].includes(this.trouble)) return;
    this.trouble = 'none';
    this.flight ? this.transmit() : this.flush();
    this.host.changed();
  }

  /** Gives up what the server will never take; its text is the caller's to offer. */
  abandon(): void {
    if (!this.flight) return;
    this.host.dispatch(withdrawn(this.host.state(), this.flight));
    this.flight = null;
    this.trouble = 'none';
    this.flush();
  }

  apply(commits: readonly Commit[]): void {
    for (const commit of commits) {
      if (commit.version <= this.version) continue;
      if (commit.version > this.version + 1) return this.host.catchUp();
      if (!this.take(commit)) return;
    }
  }

  private take(commit: Commit): boolean {
    try {
      const steps = commit.steps.map((json) => Step.fromJSON(schema, json));
      const isMine = this.flight?.batch === commit.batch || pendingOf(this.host.state()).some(this.isOf({ client: commit.client, serial: serialOf(commit.batch, commit.client) }));
      if (isMine) this.confirm(commit.batch, commit.client, commit.version, commit.checksum, steps);
      else if (steps.length > 0) this.host.dispatch(others(this.host.state(), steps, (step) => this.host.lost(step)));
      if (!isMine) this.takeFields(commit.fields);
      this.version = commit.version;
      this.sum = { version: commit.version, sum: commit.checksum };
      return true;
    } catch (error) {
      this.host.reload(error instanceof Error ? error.message : 'step');
      return false;
    }
  }

  private takeFields(fields: Fields | null): void {
    for (const [name, value] of Object.entries(fields ?? {})) {
      if (!this.holds(name)) this.host.setField(name, value);
    }
  }

  private confirm(batch: string, client: string, version: number, sum: string, stored: Step[] | null): void {
    const made = { client, serial: serialOf(batch, client) };
    this.host.dispatch(confirmed(this.host.state(), made, stored, (step) => this.host.lost(step)));
    if (this.flight?.batch === batch) this.flight = null;
    this.version = version;
    this.sum = { version, sum };
  }

  /** Whether document and checksum agree; true where it cannot be told now. */
  agrees(): boolean {
    if (!this.sum || this.sum.version !== this.version || pendingOf(this.host.state()).length > 0) return true;
    return checksum(this.host.state().doc.toJSON()) === this.sum.sum;
  }

  /** Starts anew from a version that was loaded. */
  restart(version: number, sum: string): void {
    this.version = version;
    this.sum = { version, sum };
    this.isLoading = false;
    this.flight = null;
    this.trouble = 'none';
  }

  /** Fields that a journal brought back, as if typed now. */
  resume(fields: Fields): void {
    Object.assign(this.dirty, fields);
  }
}
