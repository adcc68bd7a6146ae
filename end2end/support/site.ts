// A server with the demo site: its own port, its own data, ended with the journey that started it.

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Longer than any start; a debug build on a busy machine takes about one second. */
const START = 20_000;
/** The limit that the design gives to a stop with open streams. */
const STOP = 20_000;

/** A variable that the runner sets. */
export function setting(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set; run the journeys by \`cargo xtask test browser\``);
  }
  return value;
}

/** The environment of the server: nothing of this process's own settings but what is named here. */
export function settings(data: string, port: number): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    TMPDIR,
    NO_COLOR: '1',
    DINH_SITE_DIR: setting('DINH_SITE_DIR'),
    DINH_DATA_DIR: data,
    DINH_LISTEN: `127.0.0.1:${port}`,
    DINH_BASE_URL: `http://127.0.0.1:${port}`,
    // Journeys may then speak for readers of other networks by X-Forwarded-For.
    DINH_TRUSTED_PROXIES: '127.0.0.1',
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A running server. */
export class Site {
  private child: ChildProcess | undefined;
  private log = '';

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  /** Starts a server on a fresh copy of the demo site. */
  static async start(): Promise<Site> {
    const folder = await mkdtemp(join(tmpdir(), 'dinh-journey-'));
    const site = new Site(folder, await freePort());
    await cp(setting('DINH_DEMO_DATA'), site.data, { recursive: true });
    await site.run();
    return site;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  private get data(): string {
    return join(this.folder, 'data');
  }

  /** Starts the process, on the data that is there, and waits until it listens. */
  async run(more: Record<string, string> = {}): Promise<void> {
    const env = { ...settings(this.data, this.port), ...more };
    const child = spawn(setting('DINH_BIN'), ['serve'], { cwd: this.folder, env });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`the server ${why}:\n${this.log}`));
      const late = setTimeout(() => fail('does not listen'), START);
      child.once('error', (error) => fail(`did not start (${error.message})`));
      child.once('exit', (code, signal) => fail(`ended at once (${code ?? signal})`));
      const read = (text: Buffer) => {
        this.log += text.toString();
        if (this.log.includes(`address=127.0.0.1:${this.port}`)) {
          clearTimeout(late);
          resolve();
        }
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
    });
  }

  /** Asks the process to end, as a service manager does, and returns when it did. */
  async end(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`the server died:\n${this.log}`);
    }
    const ended = once(child, 'exit');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP);
    child.kill('SIGTERM');
    const [code, signal] = await ended;
    clearTimeout(late);
    if (code !== 0) {
      throw new Error(`the server did not end by itself (${code ?? signal}):\n${this.log}`);
    }
    this.log += '--- ended ---\n';
    this.child = undefined;
  }

  /** Kills the process, as when the power fails. */
  async kill(): Promise<void> {
    const child = this.child;
    if (!child) throw new Error('no server runs');
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    this.log += '--- killed ---\n';
    this.child = undefined;
  }

  /** Ends the process if it still runs, and removes the data. */
  async remove(): Promise<void> {
    try {
      if (this.child) {
        await this.end();
      }
    } finally {
      await rm(this.folder, { recursive: true, force: true });
    }
  }

  /** Adds an account by the command and returns its password. */
  async addUser(email: string, name: string, role: string): Promise<string> {
    const options = { cwd: this.folder, env: settings(this.data, this.port) };
    const command = ['user', 'add', email, '--name', name, '--role', role];
    const { stdout } = await promisify(execFile)(setting('DINH_BIN'), command, options);
    return stdout.trim().split(/\s+/)[1] ?? '';
  }

  /** Every endpoint of the program. */
  async routes(): Promise<{ method: string; path: string; access: string }[]> {
    const { stdout } = await promisify(execFile)(setting('DINH_BIN'), ['routes', '--json']);
    return JSON.parse(stdout);
  }

  /** What the server complained about. */
  complaints(): string[] {
    return this.log.split('\n').filter((line) => / (ERROR|WARN) |panicked/.test(line));
  }

  /** The e-mail address and password of one of the demo site's people. */
  async signIn(name = 'bientap'): Promise<[email: string, password: string]> {
    const text = await readFile(join(this.data, 'demo-sign-in.txt'), 'utf8');
    const line = text.split('\n').find((line) => line.startsWith(`${name}@`));
    const [email, password] = line?.split(/\s+/) ?? [];
    if (!email || !password) {
      throw new Error(`demo-sign-in.txt holds no sign-in of ${name}: ${text}`);
    }
    return [email, password];
  }
}
