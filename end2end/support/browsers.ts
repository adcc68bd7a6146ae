// The browsers of the journeys: Debian's Chromium, kept off the network, under an ordinary name.

import { chromium, type Browser, type BrowserContextOptions, type LaunchOptions } from '@playwright/test';

import { FLAGS } from './flags.mjs';

/** Headless Chromium names itself as such, which the site rightly takes for a machine and does not count. */
export const CHROME_ON_LINUX =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
export const CHROME_ON_ANDROID =
  'Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';
export const CRAWLER = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

/** What every context shares. */
export const LOOKS: BrowserContextOptions = {
  locale: 'vi-VN',
  timezoneId: 'Asia/Ho_Chi_Minh',
  viewport: { width: 1280, height: 800 },
};

/**
 * Options of a browser process. The agent is a flag of the process and not an emulation of the page, because a
 * goodbye that is sent while its page goes away must carry it too.
 */
export function launchOptions(agent: string): LaunchOptions {
  return {
    executablePath: process.env.CHROMIUM,
    args: [...FLAGS, '--accept-lang=vi-VN,vi', `--user-agent=${agent}`],
  };
}

/** Starts another browser, as if on another machine. */
export function launch(agent: string): Promise<Browser> {
  return chromium.launch(launchOptions(agent));
}
