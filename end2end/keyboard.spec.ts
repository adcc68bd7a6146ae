// The site by keyboard alone: everything can be reached, and one always sees where one is.

import { expect, test } from './support/test';
import { expectVisibleFocus, tab, tabTo } from './support/keyboard';
import { heading, main, menu, open, pollBlock } from './support/pages';

test('the first stop leads past the menu', async ({ page }) => {
  await open(page, '/');
  await tab(page);
  await expect(page.getByRole('link', { name: 'Đến nội dung chính' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(main(page)).toBeFocused();
  await tab(page);
  await expect(main(page).getByRole('link').first()).toBeFocused();
});

test('from the menu to an article and back', async ({ page }) => {
  await open(page, '/');
  await tabTo(page, menu(page).getByRole('link', { name: 'Kinh tế tập thể' }));
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Kinh tế tập thể');
  // The next Tab goes on from the content, as it would in a document just loaded.
  await expect(main(page)).toBeFocused();
  const first = main(page).getByRole('article').first().getByRole('link');
  const name = await first.innerText();
  await tabTo(page, first);
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText(name);
  await expect(main(page)).toBeFocused();
  // The keys for it belong to the browser's window, which a headless one does not have.
  await page.goBack();
  await expect(heading(page)).toHaveText('Kinh tế tập thể');
});

test('a ballot is chosen with the arrows and sent with Enter', async ({ page }) => {
  await open(page, '/thong-bao');
  const block = pollBlock(page);
  await tabTo(page, block.getByRole('radio').first());
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expectVisibleFocus(page);
  await expect(block.getByRole('radio', { name: 'Cần cải thiện nội dung' })).toBeChecked();
  await tabTo(page, block.getByRole('button', { name: 'Gửi phiếu' }));
  await page.keyboard.press('Enter');
  await expect(block.getByRole('status')).toHaveText('Phiếu của bạn đã được ghi nhận. Xin cảm ơn.');
  await expect(block.getByRole('listitem').nth(2)).toContainText('1 phiếu');
});

test('theme and text size are switched with the space bar, and kept', async ({ page }) => {
  await open(page, '/');
  const tools = page.getByRole('group', { name: 'Hiển thị' });
  const dark = tools.getByRole('button', { name: 'Giao diện tối' });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await tabTo(page, dark);
  await page.keyboard.press('Space');
  await expect(dark).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(background).not.toBe(light);
  const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
  const before = await size();
  await tabTo(page, tools.getByRole('button', { name: 'Cỡ chữ lớn' }));
  await page.keyboard.press('Space');
  await expect.poll(size).toBeGreaterThan(before);
  const chosen = [await background(), await size()];
  await open(page, '/thong-bao');
  expect([await background(), await size()]).toEqual(chosen);
});

test('every stop of a long page shows the focus', async ({ page }) => {
  await open(page, '/bai-viet/2/x');
  await tabTo(page, page.getByRole('contentinfo').getByRole('link').last());
});
