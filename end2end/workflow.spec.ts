// A whole article, from the empty form to its readers, by keyboard alone and by touch alone.

import type { Locator } from '@playwright/test';

import { expect, test, type Page } from './support/test';
import { signIn } from './support/desk';
import { tabTo } from './support/keyboard';
import { heading, hydrated, main } from './support/pages';

const TITLE = 'Họp mặt hợp tác xã đầu xuân: ữ ặ ỹ đ';
const status = (page: Page) => page.getByRole('status');

/** Goes to a control with Tab alone and presses Enter. */
async function press(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press('Enter');
}

test('an article goes its whole way by keyboard alone', async ({ page, site }) => {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await signIn(page, site);
  await press(page, page.getByRole('link', { name: 'Viết bài mới' }));
  await expect(heading(page)).toHaveText('Viết bài mới');
  await tabTo(page, page.getByLabel('Tiêu đề'));
  await page.keyboard.type(TITLE);
  await tabTo(page, page.getByLabel('Chuyên mục'));
  for (const _ of [1, 2, 3, 4]) {
    await page.keyboard.press('ArrowDown');
  }
  await tabTo(page, page.getByLabel('Nội dung', { exact: true }));
  await page.keyboard.type('Đoạn một.');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- Việc thứ nhất');
  await press(page, button('Lưu và chuyển duyệt'));
  await expect(status(page)).toHaveText('Đã chuyển bước.');
  await tabTo(page, page.getByLabel('Lý do (khi trả lại)'));
  await page.keyboard.type('Thiếu địa điểm.');
  await press(page, button('Trả lại'));
  await expect(page.getByText('Bị trả lại:')).toBeVisible();
  await expect(page.getByText('Thiếu địa điểm.').first()).toBeVisible();
  await tabTo(page, page.getByLabel('Nội dung', { exact: true }));
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(' tại nhà văn hóa xã');
  await press(page, button('Lưu và chuyển duyệt'));
  await expect(button('Lưu và duyệt')).toBeVisible();
  await press(page, button('Lưu và duyệt'));
  await expect(page.locator('.work__facts')).toContainText('Chờ đăng');
  await press(page, button('Đăng'));
  await expect(status(page)).toHaveText('Đã đăng.');
  await press(page, page.locator('summary', { hasText: 'Đổi địa chỉ' }));
  await tabTo(page, page.getByLabel('Phần cuối của địa chỉ'));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Họp mặt đầu xuân');
  await press(page, button('Đổi địa chỉ'));
  await expect(status(page)).toHaveText('Đã đổi địa chỉ.');
  await press(page, page.getByRole('link', { name: 'Xem trên trang' }));
  await expect(page).toHaveURL(/\/bai-viet\/\d+\/hop-mat-dau-xuan$/);
  await hydrated(page);
  await expect(heading(page)).toHaveText(TITLE);
  await expect(main(page).getByRole('listitem').filter({ hasText: 'tại nhà văn hóa xã' })).toBeVisible();
  await expect(main(page).getByRole('link', { name: 'Đào tạo' }).first()).toBeVisible();
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('an article goes its whole way on a phone', async ({ page, site }) => {
    const tap = (name: string) => page.getByRole('button', { name, exact: true }).tap();
    await signIn(page, site);
    await page.getByRole('link', { name: 'Viết bài mới' }).tap();
    const write = async (label: string, words: string) => {
      await page.getByLabel(label, { exact: true }).tap();
      await page.keyboard.insertText(words);
    };
    await write('Tiêu đề', TITLE);
    await write('Nội dung', 'Đoạn một.');
    await tap('Lưu và chuyển duyệt');
    await page.getByRole('link', { name: 'Bài viết' }).tap();
    await page.getByRole('link', { name: /^Chờ duyệt/ }).tap();
    await page.getByRole('checkbox', { name: `Chọn: ${TITLE}` }).tap();
    await page.getByText('Với các bài đã chọn').tap();
    await page.getByLabel('Việc cần làm').selectOption({ label: 'Duyệt' });
    await tap('Làm');
    await expect(status(page)).toContainText('Đã làm xong 1 bài, 0 bài không làm được.');
    await tap('Hoàn tác');
    await expect(status(page)).toContainText('Đã hoàn tác 1 bài');
    await page.getByRole('link', { name: TITLE }).tap();
    await tap('Lưu và duyệt');
    await page.getByText('Hẹn giờ đăng, giờ gỡ').tap();
    await page.getByLabel('Tự đăng lúc').fill('2100-01-01T07:30');
    await page.locator('details[open]').getByRole('button', { name: 'Lưu' }).tap();
    await expect(status(page)).toHaveText('Đã đặt giờ.');
    await tap('Đăng');
    await expect(status(page)).toHaveText('Đã đăng.');
    await write('Ý kiến', 'Đã báo văn phòng.');
    await tap('Gửi ý kiến');
    await expect(page.getByText('Đã báo văn phòng.')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.getByRole('link', { name: 'Xem trên trang' }).tap();
    await hydrated(page);
    await expect(heading(page)).toHaveText(TITLE);
  });
});
