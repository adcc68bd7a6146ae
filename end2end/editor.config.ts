// Journeys through the editor on its harness, a page of the same markup with the server's part in memory:
// `npm ci && npm run harness` in frontend/editor, then `npx playwright test --config editor.config.ts` here.

import { defineConfig } from '@playwright/test';

import { CHROME_ON_LINUX, LOOKS, launchOptions } from './support/browsers';

const PORT = Number(process.env.EDITOR_PORT ?? 4178);

export default defineConfig({
  testDir: './editor',
  outputDir: '../target/end2end-editor',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 5_000 },
  reporter: 'line',
  use: { ...LOOKS, baseURL: `http://localhost:${PORT}`, launchOptions: launchOptions(CHROME_ON_LINUX), actionTimeout: 10_000, permissions: ['clipboard-read', 'clipboard-write'] },
  webServer: { command: 'node ../target/editor/harness/server.mjs', url: `http://localhost:${PORT}/bien-tap`, env: { PORT: String(PORT) }, reuseExistingServer: false },
});
