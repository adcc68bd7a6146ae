// Accessibility that a program can check (axe-core): no violation, in both themes, on a screen and on a phone.

import { expect, test } from './support/test';
import { violations } from './support/axe';
import { expectComplaint } from './support/complaints';
import { signInAs } from './support/desk';
import { DESK_ADDRESSES, DESK_PAGES, NO_PAGES } from './support/desk-pages.mjs';
import { PUBLIC, hydrated, open } from './support/pages';

test('every page of the desk is looked at', async ({ site }) => {
  const routes = (await site.routes()).filter(({ method, access }) => method === 'GET' && access !== 'public');
  const looked = [...Object.keys(DESK_PAGES), ...NO_PAGES].sort();
  expect(routes.map(({ path }) => path).sort()).toEqual(looked);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`nothing stands in anybody's way, ${colorScheme}, ${width} pixels`, async ({ page, site, complaints }) => {
      // Some forty pages, each looked at by axe for a second or two.
      test.slow();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const found: string[] = [];
      for (const path of PUBLIC) {
        await open(page, path);
        found.push(...(await violations(page, path)));
      }
      await page.goto('/khong-co');
      await hydrated(page);
      found.push(...(await violations(page, 'a page that is missing')));
      expectComplaint(complaints, /404/);

      await page.goto('/cong-cu/sua-phong');
      await page.getByLabel('Văn bản bị hỏng').fill('caìc xaÞ, tiÒnh');
      await expect(page.getByRole('table')).toBeVisible();
      found.push(...(await violations(page, 'the tool for broken text')));

      await page.goto('/dang-nhap');
      found.push(...(await violations(page, 'sign-in')));
      await signInAs(page, ...(await site.signIn('quantri')));
      for (const [, path] of DESK_ADDRESSES) {
        await page.goto(path);
        found.push(...(await violations(page, path)));
      }
      expect(found).toEqual([]);
    });

    test(`no page is wider than the window, ${colorScheme}, ${width} pixels`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await signInAs(page, ...(await site.signIn('quantri')));
      for (const path of [...PUBLIC, '/cong-cu/sua-phong', ...DESK_ADDRESSES.map(([, path]) => path)]) {
        await page.goto(path);
        const room = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(room, path).toBeLessThanOrEqual(0);
      }
    });
  }
}
