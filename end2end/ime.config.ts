// Journeys through the editor on its harness with a real input method: Unikey under ibus, in a Chromium with a window, with
// keys pressed by xdotool. `cargo xtask test ime` gives them a display and a session bus of their own.

import { defineConfig } from '@playwright/test';

import editor from './editor.config';
import { FLAGS } from './support/flags.mjs';

const WINDOW = ['--ozone-platform=x11', '--gtk-version=3', '--window-position=0,0', '--window-size=1280,800', '--accept-lang=vi-VN,vi'];

export default defineConfig({
  ...editor,
  testDir: './ime',
  outputDir: '../target/end2end-ime',
  globalSetup: './ime/desktop.ts',
  timeout: 120_000,
  use: {
    ...editor.use,
    launchOptions: {
      executablePath: process.env.CHROMIUM,
      headless: false,
      args: [...FLAGS.filter((flag) => flag !== '--headless'), ...WINDOW],
      env: { ...(process.env as Record<string, string>), GTK_IM_MODULE: 'ibus', XMODIFIERS: '@im=ibus' },
    },
  },
});
