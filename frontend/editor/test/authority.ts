// The server's side of the contract, in memory: rejects a stale batch twice, then rebases it; answers a batch that it has by
// its acknowledgement. Also serves the harness.

import { Node } from 'prosemirror-model';
import { Mapping, Step, Transform } from 'prosemirror-transform';

import { checksum } from '../source/checksum';
import { schema } from '../source/schema';
import { jsonOf } from '../source/steps';
import type { Batch, Commit, Fields, Told } from '../source/wire';

export class Authority {
  doc: Node;
  fields: Fields;
  commits: Commit[] = [];
  rebased = 0;
  rejected = 0;
  private readonly batches = new Map<string, Commit>();

  constructor(doc: unknown, fields: Fields = {}) {
    this.doc = Node.fromJSON(schema, doc);
    this.fields = { ...fields };
  }

  get version(): number {
    return this.commits.length;
  }

  get sum(): string {
    return checksum(this.doc.toJSON());
  }

  after(version: number): Commit[] {
    return this.commits.slice(version);
  }

  submit(batch: Batch, who: { account: number; name: string }): Told {
    const known = this.batches.get(batch.batch);
    if (known) return { type: 'ack', batch: batch.batch, version: known.version, checksum: known.checksum };
    if (batch.version > this.version) return { type: 'reload', reason: 'unknown' };
    const missed = this.after(batch.version);
    // Another batch of the same page may hold some of the same steps; the page knows which.
    const isOwn = missed.some(({ client }) => client === batch.client);
    if (missed.length > 0 && (batch.attempt < 2 || isOwn)) {
      this.rejected += 1;
      return { type: 'reject', batch: batch.batch, version: this.version, commits: missed };
    }
    let steps: Step[];
    try {
      steps = batch.steps.map((json) => Step.fromJSON(schema, json));
    } catch (error) {
      return { type: 'refused', batch: batch.batch, code: 'invalid', message: String(error) };
    }
    const commit = this.commit(batch, steps, missed, who);
    if (!commit) return { type: 'refused', batch: batch.batch, code: 'invalid', message: 'a step does not fit' };
    const told: Told = { type: 'ack', batch: batch.batch, version: commit.version, checksum: commit.checksum };
    return missed.length > 0 ? { ...told, commits: [...missed, commit] } : told;
  }

  private commit(batch: Batch, steps: Step[], missed: Commit[], who: { account: number; name: string }): Commit | null {
    const tr = new Transform(this.doc);
    if (missed.length > 0) {
      this.rebased += 1;
      rebase(tr, steps, missed.flatMap((commit) => commit.steps.map((json) => Step.fromJSON(schema, json))));
    } else if (!steps.every((step) => fits(tr, step))) {
      return null;
    }
    try {
      tr.doc.check();
    } catch {
      return null;
    }
    this.doc = tr.doc;
    Object.assign(this.fields, batch.fields ?? {});
    const told = tr.steps.map((step) => jsonOf(step));
    const { client, fields } = batch;
    const commit: Commit = { version: this.version + 1, client, batch: batch.batch, ...who, at: Date.now(), steps: told, fields, checksum: this.sum };
    this.commits.push(commit);
    this.batches.set(batch.batch, commit);
    return commit;
  }

  /** Another document in the place of this one, as a restore does. */
  replace(doc: Node): Commit {
    const tr = new Transform(this.doc);
    tr.replaceWith(0, this.doc.content.size, doc.content);
    const batch = `system-${this.version + 1}`;
    this.doc = tr.doc;
    const steps = tr.steps.map((step) => jsonOf(step));
    const commit: Commit = { version: this.version + 1, client: 'system', batch, account: null, name: 'system', at: Date.now(), steps, fields: null, checksum: this.sum };
    this.commits.push(commit);
    return commit;
  }
}

function fits(tr: Transform, step: Step): boolean {
  try {
    return !tr.maybeStep(step).failed;
  } catch {
    return false;
  }
}

/** Steps made before others, for what stands after them; what does not fit is left out. */
function rebase(tr: Transform, steps: Step[], others: Step[]): void {
  const mapping = new Mapping();
  for (const step of [...steps].reverse()) mapping.appendMap(step.getMap().invert());
  for (const step of others) mapping.appendMap(step.getMap());
  steps.forEach((step, i) => {
    const mapFrom = steps.length - i;
    const mapped = step.map(mapping.slice(mapFrom) as Mapping);
    if (!mapped || !fits(tr, mapped)) return;
    mapping.appendMap(mapped.getMap());
    (mapping as unknown as { setMirror(n: number, m: number): void }).setMirror(mapFrom - 1, mapping.maps.length - 1);
  });
}
