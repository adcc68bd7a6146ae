// What every journey has: a site of its own, readers to visit it, and an ear for what pages complain about.

import { test as base, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';

import { LOOKS, launch } from './browsers';
import { listen } from './complaints';
import { Site } from './site';

/** A person at a machine: a browser process of an own name. */
export interface Reader {
  context: BrowserContext;
  page: Page;
}

interface Fixtures {
  site: Site;
  /** What pages and server complained about, less what a journey expects. Must be empty at its end. */
  complaints: string[];
  /** Opens a further browser under an agent's name. */
  reader: (agent: string, options?: BrowserContextOptions) => Promise<Reader>;
}

export const test = base.extend<Fixtures>({
  // Playwright reads the names of the first parameter, so it has to be a pattern.
  // eslint-disable-next-line no-empty-pattern
  site: async ({}, use) => {
    const site = await Site.start();
    await use(site);
    await site.remove();
  },

  baseURL: async ({ site }, use) => {
    await use(site.url);
  },

  complaints: [
    async ({ context, site }, use) => {
      const heard: string[] = [];
      await listen(context, heard);
      await use(heard);
      base.expect([...heard, ...site.complaints()], 'complaints of pages and server').toEqual([]);
    },
    { auto: true },
  ],

  reader: async ({ site, complaints }, use) => {
    const browsers: Browser[] = [];
    await use(async (agent, options) => {
      const browser = await launch(agent);
      browsers.push(browser);
      const context = await browser.newContext({ ...LOOKS, baseURL: site.url, ...options });
      await listen(context, complaints);
      return { context, page: await context.newPage() };
    });
    for (const browser of browsers) {
      await browser.close();
    }
  },
});

export { expect, type Page } from '@playwright/test';
