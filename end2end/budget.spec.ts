// What a first visit to the longest article costs, and in which order it comes.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { get, type IncomingHttpHeaders } from 'node:http';
import { basename, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

import { expect, test } from './support/test';
import { LONG_ARTICLE_PATH, PUBLIC, hydrated, main } from './support/pages';
import { setting } from './support/site';

const KB = 1000;
const FIRST_PAINT = 70 * KB;
const CLIENT = 260 * KB;

interface Answer {
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

/** An answer as it comes over the wire; `fetch` would unpack it. */
function wire(url: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br' } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ headers: response.headers, bytes: Buffer.concat(parts) }));
      response.on('error', reject);
    }).on('error', reject);
  });
}

/** Bytes of an answer packed with brotli; the quick build for developers leaves packing to us. */
function size({ headers, bytes }: Answer): number {
  const packed = headers['content-encoding'] === 'br' || headers['content-type']?.startsWith('font/');
  return packed ? bytes.length : brotliCompressSync(bytes).length;
}

const shown = (bytes: number) => `${(bytes / KB).toFixed(1)} KB`;

test('the first paint is small, and the client small and later', async ({ page, context, site }) => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  await page.goto(LONG_ARTICLE_PATH);
  await hydrated(page);
  const ending = (...endings: string[]) => urls.filter((url) => endings.some((one) => url.endsWith(one)));
  const sum = async (list: string[]) => {
    const answers = await Promise.all(list.map(wire));
    return answers.map(size).reduce((total, one) => total + one, 0);
  };

  const early = ending('.css', '.woff2');
  expect(early.length, 'a style sheet and fonts').toBeGreaterThanOrEqual(2);
  const first = await sum([`${site.url}${LONG_ARTICLE_PATH}`, ...early]);
  console.log(`RAN budget: first paint ${shown(first)} brotli of ${shown(FIRST_PAINT)}`);
  expect.soft(first).toBeLessThanOrEqual(FIRST_PAINT);

  const client = ending('.wasm', '.js');
  expect(client.length, 'module and its glue').toBeGreaterThanOrEqual(2);
  // Only what is shipped is packed beforehand, and only its size counts.
  const packed = client.map((url) => join(setting('DINH_SITE_DIR'), 'pkg', `${basename(url)}.br`));
  if (packed.every((file) => existsSync(file))) {
    const all = await sum(client);
    console.log(`RAN budget: wasm + JS ${shown(all)} brotli of ${shown(CLIENT)}`);
    expect.soft(all).toBeLessThanOrEqual(CLIENT);
  } else {
    console.log('SKIPPED budget of wasm + JS: this is a quick build for developers, not what is shipped');
  }

  const times = await page.evaluate(async () => {
    const painted = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    const paint =
      painted() ??
      (await new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const entry = list.getEntriesByName('first-contentful-paint')[0];
          if (entry) {
            resolve(entry.startTime);
          }
        }).observe({ type: 'paint', buffered: true });
      }));
    const resources = performance.getEntriesByType('resource');
    const client = resources.filter(({ name }) => /\.(wasm|js)$/.test(name));
    return { paint, client: client.map(({ name, startTime }) => ({ name, startTime })) };
  });
  expect(times.client.length).toBe(client.length);
  for (const { name, startTime } of times.client) {
    expect(startTime, `${name} is asked for after the first paint`).toBeGreaterThan(times.paint);
  }
  expect(await context.cookies()).toEqual([]);
  expect(urls.filter((url) => !url.startsWith(site.url)), 'requests to others').toEqual([]);
});

test('assets are named by their contents and kept for ever', async ({ page, site }) => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  await page.goto(LONG_ARTICLE_PATH);
  await hydrated(page);
  const assets = urls.filter((url) => url.startsWith(`${site.url}/pkg/`));
  expect(assets.length).toBeGreaterThanOrEqual(5);
  for (const asset of assets) {
    expect(asset).toMatch(/-[0-9a-zA-Z]{8,}\.(js|wasm|css|woff2)$/);
    const { headers } = await wire(asset);
    expect(headers['cache-control'], asset).toBe('public, max-age=31536000, immutable');
    expect(headers['set-cookie'], asset).toBeUndefined();
  }
  const document = await wire(`${site.url}${LONG_ARTICLE_PATH}`);
  expect(document.headers['content-encoding']).toBe('br');
  expect(document.headers['set-cookie']).toBeUndefined();
});

test('readers load no part of the desk', async ({ page }) => {
  const { parts } = JSON.parse(await readFile(join(setting('DINH_SITE_DIR'), 'assets.json'), 'utf8')) as { parts: Record<string, string[]> };
  const desk = [...(parts['editor'] ?? []), ...(parts['pasting'] ?? [])];
  expect(desk.length, 'scripts, a module and a style sheet').toBeGreaterThanOrEqual(4);
  const loaded = new Set<string>();
  page.on('request', (request) => loaded.add(basename(new URL(request.url()).pathname)));
  for (const path of PUBLIC) {
    await page.goto(path);
    await hydrated(page);
  }
  // Nor do they when they go on within the page.
  await page.goto('/');
  await hydrated(page);
  await main(page).getByRole('link').first().click();
  await page.waitForURL((url) => url.pathname !== '/');
  expect(desk.filter((file) => loaded.has(file))).toEqual([]);
  expect(loaded.size).toBeGreaterThan(5);
});
