// The line to the server: a WebSocket, and where a network does not let it through, requests that say the same.

import type { Batch, Commit, Peer, Sent, Told } from './wire';

// Waits before the next attempt, in milliseconds; the last one stays. A little chance keeps writers apart after a restart.
const WAITS = [200, 500, 1000, 2000, 4000, 8000, 15000];
// Attempts without a word from the server before requests are used instead, and how often those ask.
const TRIES = 2;
const POLL = 1500;
// A line that says nothing for this long after a ping is dead; a batch without an answer as well.
const PING = 20_000;
const DEAD = 10_000;
// How long to wait before what is missing is asked for again.
const AGAIN = 1000;
// Larger frames are refused by the server; a request carries them.
const FRAME = 2_000_000;

export interface Listener {
  told(told: Told): void;
  state(isUp: boolean): void;
  version(): number;
}

export class Line {
  private socket: WebSocket | null = null;
  private isWelcome = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watch: ReturnType<typeof setTimeout> | undefined;
  private pinger: ReturnType<typeof setInterval> | undefined;
  private isPolling = false;
  private posting: string | null = null;
  private isBehind = false;
  private isCatchingUp = false;
  private isClosed = false;

  constructor(
    private readonly base: string,
    private readonly client: string,
    private readonly schema: number,
    private readonly listener: Listener,
  ) {}

  start(): void {
    this.connect();
    this.pinger = setInterval(() => this.ping(), PING);
    if (typeof addEventListener === 'function') {
      addEventListener('online', this.retry);
      addEventListener('offline', this.lost);
    }
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    clearTimeout(this.watch);
    clearInterval(this.pinger);
    if (typeof removeEventListener === 'function') {
      removeEventListener('online', this.retry);
      removeEventListener('offline', this.lost);
    }
    this.socket?.close();
  }

  readonly retry = (): void => {
    if (this.isWelcome || this.isClosed) return;
    this.failures = 0;
    this.socket?.close();
    this.connect();
  };

  readonly lost = (): void => {
    this.socket?.close();
    this.down();
  };

  private connect(): void {
    clearTimeout(this.timer);
    if (this.isClosed) return;
    const address = new URL(`${this.base}/kenh`, location.href);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    let socket: WebSocket;
    try {
      socket = new WebSocket(address);
    } catch {
      return this.down();
    }
    this.socket = socket;
    socket.addEventListener('open', () => {
      if (this.socket !== socket) return socket.close();
      socket.send(JSON.stringify({ type: 'hello', client: this.client, version: this.listener.version(), schema: this.schema }));
      this.expect();
    });
    socket.addEventListener('message', (event) => this.socket === socket && this.heard(JSON.parse(String(event.data)) as Told));
    socket.addEventListener('close', () => this.socket === socket && this.down());
  }

  private heard(told: Told): void {
    clearTimeout(this.watch);
    if (told.type === 'welcome') {
      this.isWelcome = true;
      this.isPolling = false;
      this.failures = 0;
      this.listener.state(true);
    }
    this.listener.told(told);
  }

  /** Something must be heard soon, or the line is taken for dead. */
  private expect(): void {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => this.socket?.close(), DEAD);
  }

  private down(): void {
    clearTimeout(this.watch);
    this.socket = null;
    this.isWelcome = false;
    if (this.isClosed) return;
    if (!this.isPolling) this.listener.state(false);
    this.failures += 1;
    const wait = WAITS[Math.min(this.failures, WAITS.length) - 1] ?? 1000;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), wait * (0.7 + Math.random() * 0.6));
    if (this.failures > TRIES && !this.isPolling) {
      this.isPolling = true;
      void this.poll();
    }
  }

  private ping(): void {
    if (!this.isWelcome) return;
    this.sendNow({ type: 'ping' });
    this.expect();
  }

  private sendNow(message: Sent): boolean {
    if (!this.isWelcome || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  presence(anchor: number, head: number): void {
    if ((this.socket?.bufferedAmount ?? 0) > 0) return;
    this.sendNow({ type: 'presence', anchor, head, version: this.listener.version() });
  }

  send(batch: Batch): boolean {
    const text = JSON.stringify(batch);
    if (text.length < FRAME / 3 && this.isWelcome && this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(text);
      this.expect();
      return true;
    }
    if (!this.isWelcome && !this.isPolling) return false;
    if (this.posting !== batch.batch) void this.post(batch, text);
    return true;
  }

  private async post(batch: Batch, text: string): Promise<void> {
    this.posting = batch.batch;
    let told: Told | null = null;
    try {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${this.base}/buoc`, { method: 'POST', body: text, headers, credentials: 'same-origin' });
      told = await this.answer(response, batch.batch);
    } catch {
      // The next poll or the next welcome sends it again under the same name.
    }
    this.posting = null;
    if (told && !this.isClosed) this.listener.told(told);
  }

  private async answer(response: Response, batch: string | null): Promise<Told> {
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    if (isJson) return (await response.json()) as Told;
    const codes: Record<number, 'signed_out' | 'denied' | 'gone' | 'too_large' | 'invalid' | 'full'> = {
      401: 'signed_out', 403: 'denied', 404: 'gone', 413: 'too_large', 422: 'invalid', 507: 'full',
    };
    return { type: 'refused', batch, code: codes[response.status] ?? 'away', message: '' };
  }

  /** Asks for what is new while there is no socket. */
  private async poll(): Promise<void> {
    while (this.isPolling && !this.isClosed) {
      const isUp = await this.ask(this.listener.version());
      if (!this.isPolling) return;
      this.listener.state(isUp);
      await new Promise((resolve) => setTimeout(resolve, isUp ? POLL : POLL * 4));
    }
  }

  /**
   * Asks for what is missing until there is an answer: nothing else may ever come that would show the gap. What shows one
   * while an answer is on its way may be newer than the answer, so then it is asked once more.
   */
  async catchUp(): Promise<void> {
    this.isBehind = true;
    if (this.isCatchingUp) return;
    this.isCatchingUp = true;
    while (this.isBehind && !this.isClosed) {
      this.isBehind = false;
      if (await this.ask(this.listener.version())) continue;
      this.isBehind = true;
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
    this.isCatchingUp = false;
  }

  /** Asks for what came after a version; whether the server answered. */
  async ask(version: number): Promise<boolean> {
    try {
      const response = await fetch(`${this.base}/buoc?tu=${version}&may=${this.client}`, { credentials: 'same-origin' });
      if (this.isClosed) return true;
      if (response.status === 410) this.listener.told({ type: 'reload', reason: 'unknown' });
      else if (!response.ok) this.listener.told(await this.answer(response, null));
      else {
        const { version: head, commits, peers } = (await response.json()) as { version: number; commits: Commit[]; peers: Peer[] };
        this.listener.told({ type: 'welcome', version: head, commits, peers });
        if (peers) this.listener.told({ type: 'peers', peers });
      }
      return response.status < 500;
    } catch {
      return false;
    }
  }
}
