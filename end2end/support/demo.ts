// Loads the demo site once. Every journey begins with a copy of it, so none sees what another did.

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { setting, settings } from './site';

/** Makes the copy's original and returns what removes it. Workers inherit the variable. */
export default async function loadDemo(): Promise<() => Promise<void>> {
  for (const name of ['DINH_BIN', 'DINH_SITE_DIR', 'CHROMIUM']) {
    setting(name);
  }
  const folder = await mkdtemp(join(tmpdir(), 'dinh-journeys-'));
  const data = join(folder, 'data');
  await mkdir(data);
  await promisify(execFile)(setting('DINH_BIN'), ['demo'], { cwd: folder, env: settings(data, 1) });
  process.env.DINH_DEMO_DATA = data;
  return () => rm(folder, { recursive: true, force: true });
}
