// Servers for tests: the demo's data, one process or several on the same database, started, killed and ended here.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Longer than any start, also on a busy machine, in milliseconds. */
const START = 30_000;

export function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run this by \`cargo xtask test editor\` or \`cargo xtask bench editing\``);
  return value;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** One process. */
export class Server {
  private child: ChildProcess | undefined;
  private log = '';

  constructor(
    readonly port: number,
    readonly env: NodeJS.ProcessEnv,
    private readonly folder: string,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const child = spawn(setting('DINH_BIN'), ['serve'], { cwd: this.folder, env: this.env });
    this.child = child;
    const from = this.log.length;
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string): void => reject(new Error(`the server ${why}:\n${this.log}`));
      const late = setTimeout(() => fail('does not listen'), START);
      child.once('exit', (code, signal) => fail(`ended at once (${code ?? signal})`));
      const read = (text: Buffer): void => {
        this.log += text.toString();
        if (!this.log.slice(from).includes(`address=127.0.0.1:${this.port}`)) return;
        clearTimeout(late);
        resolve();
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
    });
  }

  /** Ends it: by a request, or at once as when the power fails. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** What it complained about. */
  get complaints(): string[] {
    return this.log.split('\n').filter((line) => / (ERROR|WARN) |panicked/.test(line));
  }
}

/** The demo's site, served by so many processes; several need a database that they can share. */
export class Site {
  readonly servers: Server[] = [];
  private changing: Promise<void> = Promise.resolve();
  private constructor(readonly folder: string) {}

  static async start(count: number, database?: string): Promise<Site> {
    const site = new Site(await mkdtemp(join(tmpdir(), 'dinh-writers-')));
    const { PATH = '', HOME = '' } = process.env;
    for (let i = 0; i < count; i += 1) {
      const port = await freePort();
      site.servers.push(new Server(port, {
        PATH, HOME, NO_COLOR: '1',
        DINH_SITE_DIR: setting('DINH_SITE_DIR'),
        DINH_DATA_DIR: join(site.folder, 'data'),
        DINH_LISTEN: `127.0.0.1:${port}`,
        DINH_BASE_URL: `http://127.0.0.1:${port}`,
        ...(database ? { DINH_DATABASE_URL: database } : {}),
      }, site.folder));
    }
    const [first] = site.servers;
    if (!first) throw new RangeError('a site has a server');
    await promisify(execFile)(setting('DINH_BIN'), ['demo'], { cwd: site.folder, env: first.env });
    for (const server of site.servers) await server.start();
    return site;
  }

  server(number: number): Server {
    const found = this.servers[number % this.servers.length];
    if (!found) throw new RangeError('a site has a server');
    return found;
  }

  /** Kills a process as a power cut does, and starts it again after a while. */
  kill(number: number, pause: number): Promise<void> {
    const server = this.server(number);
    this.changing = (async () => {
      await server.end('SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, pause));
      await server.start();
    })();
    return this.changing;
  }

  /** A test's own question, asked once more where a kill came between. */
  private async ask(number: number, path: string, init: RequestInit): Promise<Response> {
    const request = (): Promise<Response> => {
      const { url } = this.server(number);
      return fetch(`${url}${path}`, { ...init, redirect: 'manual', headers: { ...init.headers, origin: url } });
    };
    await this.changing;
    return request().catch(async () => {
      await this.changing;
      return request();
    });
  }

  /** Adds an account and signs it in; the cookie is good on every server of the site. */
  async account(name: string, role: string): Promise<string> {
    const server = this.server(0);
    const email = `${name}@test.example`;
    const options = { cwd: this.folder, env: server.env };
    const { stdout } = await promisify(execFile)(setting('DINH_BIN'), ['user', 'add', email, '--name', name, '--role', role], options);
    const body = new URLSearchParams({ email, password: stdout.trim().split(/\s+/u)[1] ?? '' });
    const response = await this.ask(0, '/dang-nhap', { method: 'POST', body });
    const cookie = response.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    if (response.status !== 303 || !cookie) throw new Error(`no session: ${response.status} ${await response.text()}`);
    return cookie;
  }

  /** A new article in the demo's first section; its number. */
  async article(cookie: string, body: string): Promise<number> {
    const form = new URLSearchParams({ base: '0', save_key: '', title: 'Viết chung', section: 'tin-hoat-dong', lead: '', body, byline_name: '', byline_office: '', picture: '', picture_alt: '', picture_caption: '', attachments: '' });
    const response = await this.ask(0, '/bien-tap/bai-viet/moi', { method: 'POST', body: form, headers: { cookie } });
    const number = /bai-viet\/(\d+)/u.exec(response.headers.get('location') ?? '')?.[1];
    if (!number) throw new Error(`no article: ${response.status} ${await response.text()}`);
    return Number(number);
  }

  /** What the database has of an article. */
  async stored(number: number, cookie: string, server = 0): Promise<{ version: number; doc: unknown; checksum: string; fields: unknown }> {
    const response = await this.ask(server, `/bien-tap/bai-viet/${number}/soan/ban`, { headers: { cookie } });
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    return (await response.json()) as { version: number; doc: unknown; checksum: string; fields: unknown };
  }

  async remove(): Promise<void> {
    for (const server of this.servers) await server.end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }
}
