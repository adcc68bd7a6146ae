// The editor of one article on its page: the view, the session with the server, and the journal of this device.

import { Node } from 'prosemirror-model';
import { EditorState, type Transaction } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';

import { Handle } from './blocks';
import { checkPanel } from './checker';
import { TOOLS } from './commands';
import type { Context } from './context';
import { showCounts } from './counts';
import { Dialogs } from './dialogs';
import { SideFields } from './fields';
import { type Entry, Journal, type Store } from './journal';
import { Library } from './library';
import { Line } from './line';
import { notice } from './inserts';
import { isRemote, pendingOf } from './pending';
import { plugins } from './plugins';
import { showPeers, teller } from './presence';
import { previewPanel } from './preview';
import { Quiet } from './quiet';
import { type Recovered, fieldsOf, offerText, restore } from './recover';
import { wordsOf } from './replay';
import { SCHEMA_VERSION, schema } from './schema';
import { findPanel } from './search';
import { type Host, Session } from './session';
import { Status } from './status';
import { Toolbar } from './toolbar';
import { nodeViews } from './views';
import type { Boot, Peer, Told } from './wire';
import { find, word } from './words';

// The text of a record is for the worst case only and dear to make, so it may be this old, in milliseconds.
const TEXT_AGE = 2000;

export class Editor {
  readonly view: EditorView;
  readonly session: Session;
  readonly journal: Journal;
  readonly line: Line;
  readonly context: Context;
  readonly fields: SideFields;
  private readonly quiet: Quiet<Told>;
  private readonly status: Status;
  private readonly toolbar: Toolbar;
  private readonly handle: Handle;
  private readonly preview: { changed(): void };
  private readonly tellCaret: (view: EditorView) => void;
  private peers: readonly Peer[] = [];
  private isUp = false;
  private frame = 0;
  private text = { at: 0, words: '' };
  private counting: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, private readonly boot: Boot, store: Store | null, private readonly client: string) {
    const base = `/bien-tap/bai-viet/${boot.article}/soan`;
    const host = find('[data-editor-host]', root);
    const own = (): Context => this.context;
    const state = EditorState.create({ doc: Node.fromJSON(schema, boot.doc), plugins: plugins(client, own, () => this.toolbar.focus()) });
    this.context = {
      boot, base, root, library: new Library(boot), dialogs: new Dialogs(root, () => this.view.focus()),
      view: null as unknown as EditorView,
      say: (words) => void (find('[data-live]', root).textContent = words),
      run: (name) => this.run(name),
      isUnconfirmed: () => this.session.isUnconfirmed,
    };
    this.session = new Session(client, this.host(), boot.version);
    this.journal = new Journal(store, () => this.entry(), () => this.update(), boot.article, client);
    host.replaceChildren();
    this.view = new EditorView(host, {
      state,
      nodeViews: nodeViews(own),
      editable: () => this.mayWrite,
      dispatchTransaction: (tr) => this.dispatch(tr),
      handleScrollToSelection: () => false,
      scrollMargin: { top: 120, bottom: 80, left: 8, right: 8 },
    });
    this.context.view = this.view;
    this.line = new Line(base, client, SCHEMA_VERSION, {
      told: (told) => this.told(told),
      state: (isUp) => this.lineChanged(isUp),
      version: () => this.session.version,
    });
    this.quiet = new Quiet(this.view, (told) => this.receive(told));
    this.toolbar = new Toolbar(this.context);
    this.handle = new Handle(this.context, host);
    this.fields = new SideFields(this.context, boot.fields, (name, value) => {
      this.session.field(name, value);
      this.journal.mark();
      this.update();
    });
    this.status = new Status(root, this.session, this.journal, boot.may.write, {
      again: () => this.again(),
      reload: () => location.reload(),
      abandon: () => this.abandon(),
    });
    this.preview = previewPanel(this.context);
    findPanel(this.context);
    checkPanel(this.context, () => this.session.version);
    this.tellCaret = teller((anchor, head) => this.line.presence(anchor, head));
  }

  private get mayWrite(): boolean {
    return this.boot.may.write && !['schema', 'gone', 'denied'].includes(this.session.trouble) && !this.session.isLoading;
  }

  private host(): Host {
    return {
      state: () => this.view.state,
      dispatch: (tr) => this.view.dispatch(tr),
      send: (batch) => this.line.send(batch),
      catchUp: () => void this.line.catchUp(),
      setField: (name, value) => this.fields.set(name, value),
      reload: (reason) => void this.reload(reason),
      lost: (step) => offerText(this.context, [wordsOf(step)].filter((text) => text.trim() !== ''), () => {}),
      changed: () => {
        this.journal.mark();
        this.update();
      },
    };
  }

  /** Starts with what an earlier page left, and opens the line. */
  start(recovered: Recovered | null, forget: (entry: Entry) => Promise<void>): void {
    if (recovered) this.resume(recovered, forget);
    this.line.start();
    this.update();
    showCounts(find('[data-counts]', this.context.root), this.view.state.doc);
  }

  private resume(recovered: Recovered, forget: (entry: Entry) => Promise<void>): void {
    this.session.apply(recovered.commits);
    const lost = [...recovered.text];
    let count = 0;
    for (const { steps } of recovered.entries) {
      count += steps.length;
      lost.push(...restore(() => this.view.state, (tr) => this.view.dispatch(tr), steps));
    }
    const fields = fieldsOf(recovered);
    for (const [name, value] of Object.entries(fields)) this.fields.set(name, value);
    this.session.resume(fields);
    const done = async (): Promise<void> => {
      // The old records go only when the new one is on the device.
      await this.journal.write();
      if (!this.journal.failed) for (const { entry } of recovered.entries) await forget(entry);
    };
    this.journal.mark();
    if (lost.length > 0) offerText(this.context, lost, () => void done());
    else void done();
    if (count > 0 || Object.keys(fields).length > 0) notice(this.context, word('recovered'));
  }

  private run(name: string): void {
    const tool = TOOLS[name];
    if (tool?.open) tool.open(this.context);
    else if (tool?.command && this.view.editable) {
      tool.command(this.view.state, this.view.dispatch, this.view);
      this.view.focus();
      this.context.say(word(name));
    }
  }

  private dispatch(tr: Transaction): void {
    const { state, transactions } = this.view.state.applyTransaction(tr);
    this.view.updateState(state);
    const isOwn = transactions.some((one) => one.docChanged && !isRemote(one));
    if (isOwn) {
      this.journal.mark();
      setTimeout(() => !this.view.isDestroyed && this.session.flush());
      this.preview?.changed();
    }
    if (transactions.some((one) => one.docChanged)) this.count();
    if (tr.selectionSet || tr.docChanged) this.tellCaret?.(this.view);
    this.update();
  }

  private count(): void {
    this.counting ??= setTimeout(() => {
      this.counting = undefined;
      if (!this.view.isDestroyed) showCounts(find('[data-counts]', this.context.root), this.view.state.doc);
    }, 500);
  }

  /** Draws what is around the text, at most once a frame. */
  private update(): void {
    if (this.frame || !this.toolbar) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (this.view.isDestroyed) return;
      this.status.update(this.isUp);
      this.toolbar.update();
      this.handle.update();
    });
  }

  private told(told: Told): void {
    if (told.type === 'peers') {
      this.peers = told.peers;
      this.showPeers();
    } else if (told.type === 'refused') this.receive(told);
    else if (told.type !== 'pong') this.quiet.push(told);
  }

  private receive(told: Told): void {
    if (told.type === 'welcome') this.peers = told.peers;
    this.session.receive(told);
    this.showPeers();
    this.update();
  }

  private showPeers(): void {
    showPeers(this.view, find('[data-peers]', this.context.root), this.peers, this.client, this.session.version);
  }

  private lineChanged(isUp: boolean): void {
    this.isUp = isUp;
    this.update();
  }

  again(): void {
    this.line.retry();
    this.session.again();
  }

  /** What the server will never take is taken out of the text and offered as words. */
  private abandon(): void {
    const texts = pendingOf(this.view.state).map(({ step }) => wordsOf(step)).filter((text) => text.trim() !== '');
    this.session.abandon();
    offerText(this.context, texts, () => {});
  }

  /** Loads the document anew and offers what was not confirmed. */
  private async reload(reason: string): Promise<void> {
    if (reason === 'schema') {
      this.session.trouble = 'schema';
      this.view.setProps({});
      return this.update();
    }
    if (this.session.isLoading) return;
    this.session.isLoading = true;
    const texts = pendingOf(this.view.state).map(({ step }) => wordsOf(step));
    try {
      const response = await fetch(`${this.context.base}/ban`);
      if (!response.ok) throw new Error(String(response.status));
      const now = (await response.json()) as Boot;
      this.context.library.learn(now);
      const state = EditorState.create({ doc: Node.fromJSON(schema, now.doc), plugins: this.view.state.plugins });
      this.session.restart(now.version, now.checksum);
      this.view.updateState(state);
      for (const [name, value] of Object.entries(now.fields)) this.fields.set(name, value);
      notice(this.context, word('reloaded'));
      offerText(this.context, texts.filter((text) => text.trim() !== ''), () => {});
    } catch {
      this.session.isLoading = false;
      setTimeout(() => void this.reload(reason), 5000);
    }
    this.update();
  }

  /** What this device keeps. */
  private entry(): Entry | null {
    if (!this.session.isUnconfirmed) return null;
    const { steps, fields } = this.session.unconfirmed;
    if (Date.now() - this.text.at > TEXT_AGE) {
      const { doc } = this.view.state;
      this.text = { at: Date.now(), words: doc.textBetween(0, doc.content.size, '\n\n', ' ') };
    }
    const { article, me } = this.boot;
    return {
      article, client: this.client, account: me.account, schema: SCHEMA_VERSION, version: this.session.version,
      steps, fields, at: Date.now(), text: this.text.words,
    };
  }

  /** Compares with the server's document when nothing is under way. */
  compare(): void {
    if (this.session.isUnconfirmed || this.quiet.idle < 1000 || this.session.isLoading) return;
    if (!this.session.agrees()) void this.reload('checksum');
  }

  /** All that was typed is put on the device. */
  keep(): void {
    this.fields.flush();
    void this.journal.write();
  }

  destroy(): void {
    this.quiet.close();
    this.line.close();
    this.view.destroy();
  }
}
