// The largest contentful paint of pages on a slow line and a slow machine, in turns.
// node lcp.mjs ROUNDS URL…: prints one JSON array of milliseconds for each address.

import { chromium } from '@playwright/test';

import { FLAGS } from './support/flags.mjs';

// Lighthouse's slow 4G line and its slow-down of the processor.
const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const SLOWER = 4;
// Nothing larger is painted once this long nothing was.
const QUIET = 2000;

async function measure(browser, url) {
  // A new context has an empty cache: a first visit.
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, locale: 'vi-VN' });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', LINE);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.goto(url, { waitUntil: 'load' });
    return await page.evaluate(
      (quiet) =>
        new Promise((resolve) => {
          let last;
          let timer;
          const wait = () => {
            clearTimeout(timer);
            timer = setTimeout(() => resolve(last), quiet);
          };
          new PerformanceObserver((list) => {
            last = list.getEntries().at(-1).startTime;
            wait();
          }).observe({ type: 'largest-contentful-paint', buffered: true });
          wait();
        }),
      QUIET,
    );
  } finally {
    await context.close();
  }
}

const [rounds, ...urls] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
try {
  const results = urls.map(() => []);
  for (let round = 0; round < Number(rounds); round += 1) {
    for (const [place, url] of urls.entries()) {
      const time = await measure(browser, url);
      if (time === undefined) {
        throw new Error(`${url} painted nothing`);
      }
      results[place].push(time);
    }
  }
  console.log(JSON.stringify(results));
} finally {
  await browser.close();
}
