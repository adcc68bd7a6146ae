// A writer without a screen: a state, a session and a line that may be bad.

import { Node } from 'prosemirror-model';
import { history } from 'prosemirror-history';
import { EditorState, type Transaction } from 'prosemirror-state';
import type { Step } from 'prosemirror-transform';

import { others, pending } from '../source/pending';
import { schema } from '../source/schema';
import { Session } from '../source/session';
import type { Batch, Fields, Json, Told } from '../source/wire';

export class Writer {
  state: EditorState;
  session: Session;
  fields: Fields = {};
  reloads: string[] = [];
  lost: Step[] = [];
  isDead = false;
  /** What the device keeps. */
  journal: { version: number } & Session['unconfirmed'] = { version: 0, steps: [], fields: {} };

  constructor(
    readonly client: string,
    doc: unknown,
    version: number,
    line: { batch(batch: Batch): void; ask(version: number): void; reload(reason: string): void },
  ) {
    this.state = EditorState.create({ schema, doc: Node.fromJSON(schema, doc), plugins: [pending(client), history()] });
    this.session = new Session(
      client,
      {
        state: () => this.state,
        dispatch: (tr) => this.apply(tr),
        send: (batch) => {
          line.batch(JSON.parse(JSON.stringify(batch)) as Batch);
          return true;
        },
        catchUp: () => line.ask(this.session.version),
        setField: (name: string, value: Json) => void (this.fields[name] = value),
        reload: (reason) => {
          this.reloads.push(reason);
          line.reload(reason);
        },
        lost: (step) => void this.lost.push(step),
        changed: () => {},
      },
      version,
    );
  }

  apply(tr: Transaction): void {
    this.state = this.state.apply(tr);
  }

  edit(tr: Transaction): void {
    this.apply(tr);
    this.session.flush();
  }

  hear(told: Told): void {
    this.session.receive(JSON.parse(JSON.stringify(told)) as Told);
  }

  load(doc: unknown, version: number, sum: string): void {
    const fresh = EditorState.create({ schema, doc: Node.fromJSON(schema, doc), plugins: this.state.plugins });
    this.state = fresh;
    this.session.restart(version, sum);
  }
}

export { others };
