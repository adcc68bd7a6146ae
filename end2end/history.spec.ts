// Versions of an article: found from its form, compared, gone back to, by keyboard and on a phone.

import AxeBuilder from '@axe-core/playwright';

import { expect, test, type Page } from './support/test';
import { expectComplaint } from './support/complaints';
import { signIn } from './support/desk';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const body = (page: Page) => page.getByLabel('Nội dung', { exact: true });

async function save(page: Page, text: string) {
  await body(page).fill(text);
  await button(page, 'Lưu bản nháp').click();
  await expect(page.getByRole('status')).toHaveText('Đã lưu.');
}

test('two versions are compared and one is gone back to, by keyboard', async ({ page, site }) => {
  await signIn(page, site);
  await page.goto('/bien-tap?hang=tat-ca');
  await page.getByRole('link', { name: /^Mười năm giữ vị chè/ }).click();
  await save(page, 'Chè Đồng Sim được mùa.\n\nBà con phấn khởi.');
  await save(page, 'Chè Đồng Sim mất mùa.\n\nBà con phấn khởi.');

  const versions = page.getByRole('link', { name: 'Xem các bản đã lưu' });
  await versions.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Các bản đã lưu');
  await page.getByRole('radio', { name: 'Từ: Bản 2', exact: true }).press('Space');
  await page.getByRole('radio', { name: 'Đến: Bản 3', exact: true }).press('Space');
  await button(page, 'So sánh hai bản').press('Enter');
  const changes = page.locator('.changes');
  await expect(changes.locator('ins')).toContainText('mất');
  await expect(changes.locator('del')).toContainText('được');
  await expect(changes).toContainText('Thêm 1 chữ, bớt 1 chữ.');

  await page.getByRole('link', { name: 'Xem các bản đã lưu' }).press('Enter');
  await page.getByRole('textbox', { name: 'Tên, Bản 2' }).fill('Bản được duyệt');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText('Đã đặt tên.');
  await button(page, 'Lấy lại bản này, Bản 2').press('Enter');
  await expect(page.getByRole('status')).toHaveText('Đã lấy lại thành bản nháp mới.');
  await page.getByRole('main').getByRole('link', { name: 'Sửa' }).press('Enter');
  await expect(body(page)).toHaveValue(/^Chè Đồng Sim được mùa\./);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`versions stand in nobody's way, ${colorScheme}, ${width} pixels`, async ({ page, site, context, complaints }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await signIn(page, site);
      await page.goto('/bien-tap/bai-viet/2');
      const late = await context.newPage();
      await late.emulateMedia({ colorScheme });
      await late.setViewportSize({ width, height: 800 });
      await late.goto('/bien-tap/bai-viet/2');
      await save(page, 'Một câu.\n\n| Xã | Sản lượng |\n|---|---|\n| Tân Hợp | 12 |');
      await body(late).fill('Câu khác.\n\n| Xã | Sản lượng |\n|---|---|\n| Tân Hợp | 15 |');
      await button(late, 'Lưu bản nháp').click();
      await expect(late.getByRole('heading', { name: /^Chữ của bạn so với bản/ })).toBeVisible();
      expectComplaint(complaints, /409/);
      const found: string[] = [];
      const look = async (tab: Page, place: string) => {
        const { violations } = await new AxeBuilder({ page: tab }).analyze();
        found.push(...violations.flatMap(({ id, nodes }) => nodes.map((node) => `${place}: ${id}: ${node.target.join(' ')}`)));
        const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wide > 0) found.push(`${place} is ${wide} pixels wider than the window`);
      };
      await look(late, 'a late save');
      await button(late, 'Lưu bản nháp').click();
      await expect(late.getByRole('status')).toHaveText('Đã lưu.');
      await page.goto('/bien-tap/bai-viet/2/lich-su');
      await look(page, 'the list');
      await button(page, 'So sánh hai bản').click();
      await expect(page.locator('.changes')).toBeVisible();
      await look(page, 'the comparison');
      await page.goto('/bai-viet/2/x/ban/1');
      await expect(page.getByText('Mã kiểm tra (SHA-256)')).toBeVisible();
      await look(page, 'a version for good');
      expect(found).toEqual([]);
    });
  }
}
