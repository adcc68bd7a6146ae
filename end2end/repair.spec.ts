// The tool that repairs broken text: it runs in the browser, and nothing that is pasted leaves the device.

import { expect, test } from './support/test';
import { heading, main } from './support/pages';

const PATH = '/cong-cu/sua-phong';

test('a pasted text is repaired on the device, change by change', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Sửa phông chữ' }).click();
  await expect(heading(page)).toHaveText('Sửa chữ tiếng Việt bị hỏng');
  await expect(main(page).getByText('Văn bản được sửa ngay trên máy của bạn')).toBeVisible();

  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.method()} ${request.url()}`));
  await page.getByLabel('Văn bản bị hỏng').fill('Chiều nay, caìc xaÞ và caìc phýõÌng họp.');
  const repaired = page.getByLabel('Văn bản đã sửa');
  await expect(repaired).toHaveValue('Chiều nay, các xã và các phường họp.');
  await expect(page.getByRole('status')).toHaveText('Đã sửa 4 chữ.');
  const rows = page.getByRole('table', { name: 'Những chỗ đã sửa' }).getByRole('row');
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(1)).toContainText('caìc');

  await page.getByLabel('Giữ như cũ: caìc').check();
  await expect(repaired).toHaveValue('Chiều nay, caìc xã và caìc phường họp.');
  await expect(page.getByRole('status')).toHaveText('Đã sửa 2 chữ.');
  await page.getByLabel('Giữ như cũ: caìc').uncheck();

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Sao chép' }).click();
  await expect(page.getByRole('status')).toHaveText('Đã sao chép');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Chiều nay, các xã và các phường họp.');

  await page.getByLabel('Văn bản bị hỏng').fill('Hình ảnh lành.');
  await page.getByRole('button', { name: 'Sửa' }).click();
  await expect(page.getByRole('status')).toHaveText('Không thấy chữ nào cần sửa.');
  await expect(page.getByRole('table')).toHaveCount(0);
  // "Hợp tác xã" in TCVN3, in capitals: only the person knows that the font was one of capitals.
  await page.getByLabel('Văn bản bị hỏng').fill('Hîp t¸c x·');
  await expect(repaired).toHaveValue('Hợp tác xã');
  await page.getByLabel('Bảng mã của văn bản').selectOption('tcvn3-capitals');
  await expect(repaired).toHaveValue('HỢP TÁC XÃ');
  expect(sent, 'nothing leaves the device').toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the form is answered by the server', async ({ page }) => {
    await page.goto(PATH);
    await expect(main(page).getByText('Văn bản được gửi đến máy chủ để sửa')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Sao chép' })).toHaveCount(0);
    await page.getByLabel('Văn bản bị hỏng').fill('tiÒnh Quảng Trị');
    await page.getByRole('button', { name: 'Sửa' }).click();
    await expect(page.getByLabel('Văn bản đã sửa')).toHaveValue('tỉnh Quảng Trị');
    await expect(page.getByRole('status')).toHaveText('Đã sửa 1 chữ.');
  });
});
