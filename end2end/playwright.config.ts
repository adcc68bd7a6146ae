// How the journeys run. `cargo xtask test browser` builds what they need and calls them.

import { defineConfig } from '@playwright/test';

import { CHROME_ON_LINUX, LOOKS, launchOptions } from './support/browsers';

export default defineConfig({
  testDir: '.',
  // The editor's own journeys have a configuration and a page of their own.
  testIgnore: ['editor/**', 'ime/**'],
  outputDir: '../target/end2end',
  globalSetup: './support/demo.ts',
  // Limits of seconds are part of what is tested, so nothing else may compete for the machine.
  workers: 1,
  // A journey that passes only when it is repeated is broken for one in three visitors.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 5_000 },
  reporter: 'line',
  use: {
    ...LOOKS,
    launchOptions: launchOptions(CHROME_ON_LINUX),
    actionTimeout: 10_000,
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
