// Accessibility that a program can check (axe-core): no violation, in both themes, on a screen and on a phone.

import { expect, test } from './support/test';
import { violations } from './support/axe';
import { expectComplaint } from './support/complaints';
import { signIn } from './support/desk';
import { LONG_ARTICLE_PATH, hydrated, open } from './support/pages';

const PUBLIC = ['/', '/chuyen-muc/tin-hoat-dong', LONG_ARTICLE_PATH, '/thong-bao', '/tham-do/1', '/thong-ke'];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`nothing stands in anybody's way, ${colorScheme}, ${width} pixels`, async ({ page, site, complaints }) => {
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
      await signIn(page, site);
      for (const path of ['/bien-tap', '/bien-tap?hang=tat-ca', '/bien-tap/bao-cao', '/bien-tap/bai-viet/2', '/bien-tap/bai-viet/2/lich-su', '/bien-tap/thong-bao/moi', '/bien-tap/tham-do/1', '/bien-tap/tep', '/bien-tap/tep?dang=luoi', '/bien-tap/tep/1', '/bien-tap/chu-hong', '/bien-tap/toi']) {
        await page.goto(path);
        found.push(...(await violations(page, path)));
      }
      expect(found).toEqual([]);
    });

    test(`no page is wider than the window, ${colorScheme}, ${width} pixels`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await signIn(page, site);
      for (const path of [...PUBLIC, '/cong-cu/sua-phong', '/bien-tap', '/bien-tap?hang=tat-ca', '/bien-tap/bao-cao', '/bien-tap/bai-viet/2', '/bien-tap/tep', '/bien-tap/tep/1', '/bien-tap/chu-hong', '/bien-tap/toi']) {
        await page.goto(path);
        const room = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(room, path).toBeLessThanOrEqual(0);
      }
    });
  }
}
