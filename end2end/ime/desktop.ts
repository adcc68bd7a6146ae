// What stands on the display: a window manager, so that a window can have the keyboard, and ibus with Unikey.

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Tries and what lies between them; ibus answers within two seconds on an idle machine. */
const TRIES = 100;
const BETWEEN = 200;

/** Repeats what fails until it succeeds. */
async function until<T>(what: string, attempt: () => Promise<T>): Promise<T> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await attempt();
    } catch (problem) {
      if (left === 0) throw new Error(`${what}: ${String(problem)}`, { cause: problem });
      await pause(BETWEEN);
    }
  }
}

/** How the keyboard's letters are read. */
export type Method = 'telex' | 'vni';

/** Switches Unikey to a method. Unikey reads its settings as they change. */
export async function choose(method: Method): Promise<void> {
  await run('gsettings', ['set', 'org.freedesktop.ibus.engine.unikey', 'input-method', method]);
  // The engine is left and taken again, since another version reads its settings only when it starts.
  await run('ibus', ['engine', 'xkb:us::eng']);
  await run('ibus', ['engine', 'Unikey']);
}

/** Gives the only window the keyboard. */
export async function focus(): Promise<void> {
  await until('no window', () => run('xdotool', ['search', '--sync', '--onlyvisible', '--class', 'chromium', 'windowactivate', '--sync']));
}

/** Presses the keys of a text, a steady typist's hundred or more words a minute. */
export async function press(text: string): Promise<void> {
  await run('xdotool', ['type', '--delay', '40', text]);
}

export default async function desktop(): Promise<() => void> {
  // The display's own keyboard stays; a virtual one cannot be given another layout.
  await run('gsettings', ['set', 'org.freedesktop.ibus.general', 'use-system-keyboard-layout', 'true']);
  const children: ChildProcess[] = [
    spawn('openbox', [], { stdio: 'ignore' }),
    spawn('ibus-daemon', ['--xim', '--panel', 'disable', '--emoji-extension', 'disable'], { stdio: 'ignore' }),
  ];
  await until('ibus does not answer', () => run('ibus', ['engine', 'Unikey']));
  const { stdout } = await run('ibus', ['engine']);
  if (stdout.trim() !== 'Unikey') throw new Error(`the input method is ${stdout}`);
  return () => children.forEach((child) => child.kill());
}
