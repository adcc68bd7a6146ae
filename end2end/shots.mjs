// Screenshots of the demo site's pages, full length, in three widths and both themes.
// node shots.mjs ADDRESS FOLDER [E-MAIL PASSWORD]: without a sign-in the desk is left out.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { chromium } from '@playwright/test';

import { DESK_ADDRESSES } from './support/desk-pages.mjs';
import { FLAGS } from './support/flags.mjs';

const WIDTHS = [360, 768, 1280];
const THEMES = ['light', 'dark'];
const PUBLIC = {
  home: '/',
  section: '/chuyen-muc/tin-hoat-dong',
  article: '/bai-viet/2/x',
  notices: '/thong-bao',
  poll: '/tham-do/1',
  stats: '/thong-ke',
  missing: '/khong-co',
};

/** Takes one picture, with the client started and every image there. */
async function shoot(page, path, file, isPublic) {
  await page.goto(path);
  if (isPublic) {
    await page.getByRole('group', { name: 'Hiển thị' }).waitFor();
  }
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (const image of document.images) {
      image.loading = 'eager';
      // An image that cannot be shown is seen in the picture.
      await image.decode().catch(() => {});
    }
  });
  await page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
  console.log(file);
}

async function signIn(page, email, password) {
  await page.goto('/dang-nhap');
  await page.getByLabel('Thư điện tử').fill(email);
  await page.getByLabel('Mật khẩu').fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL('/bien-tap');
}

const [address, folder, email, password] = process.argv.slice(2);
if (!address || !folder) {
  throw new Error('usage: node shots.mjs ADDRESS FOLDER [E-MAIL PASSWORD]');
}
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
try {
  // One session serves all pictures, so that sign-in is asked once.
  const desk = await browser.newContext({ baseURL: address });
  if (email && password) {
    await signIn(await desk.newPage(), email, password);
  } else {
    console.log('SKIPPED the desk: no sign-in was given');
  }
  for (const colorScheme of THEMES) {
    for (const width of WIDTHS) {
      const look = { baseURL: address, locale: 'vi-VN', colorScheme, viewport: { width, height: 800 } };
      const file = (name) => join(folder, `${name}-${width}-${colorScheme}.png`);
      const reader = await browser.newContext(look);
      const page = await reader.newPage();
      for (const [name, path] of Object.entries(PUBLIC)) {
        await shoot(page, path, file(name), true);
      }
      await shoot(page, '/dang-nhap', file('sign-in'), false);
      await reader.close();
      if (email && password) {
        const editor = await browser.newContext({ ...look, storageState: await desk.storageState() });
        const form = await editor.newPage();
        for (const [name, path] of DESK_ADDRESSES) {
          await shoot(form, path, file(name), false);
        }
        await editor.close();
      }
    }
  }
} finally {
  await browser.close();
}
