// The library's uploads: dropped, cut off, gone on with, by keyboard, and without any script.

import { expect, test, type Page } from './support/test';
import { expectComplaint } from './support/complaints';
import { signIn } from './support/desk';
import { violations } from './support/axe';

/** A PDF of this many bytes. */
function pdf(size: number, mark: string): Buffer {
  return Buffer.from(`%PDF-1.4\n% ${mark}\n`.padEnd(size, `${mark} `));
}

/** Drops files made in the page onto the form. */
async function drop(page: Page, files: { name: string; bytes: Buffer }[]): Promise<void> {
  const made = files.map(({ name, bytes }) => ({ name, text: bytes.toString('latin1') }));
  await page.locator('form.upload').evaluate((form, files) => {
    const dataTransfer = new DataTransfer();
    for (const { name, text } of files) {
      dataTransfer.items.add(new File([text], name, { type: 'application/pdf', lastModified: 1 }));
    }
    form.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
    form.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, made);
}

const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
const PIECES = '**/bien-tap/tep/phan/*';

test('two files are dropped, the line is cut, and both arrive', async ({ page, site, complaints }) => {
  await signIn(page, site);
  await page.goto('/bien-tap/tep');
  await expect(page.getByText('thả tệp vào đây')).toBeVisible();
  expect(await violations(page, 'library')).toEqual([]);
  let cut = 0;
  await page.route(PIECES, async (route) => {
    const offset = Number(route.request().headers()['upload-offset']);
    if (offset === 1024 * 1024 && cut < 2) {
      cut += 1;
      return route.abort('connectionreset');
    }
    return route.continue();
  });
  const sent: string[] = [];
  page.on('requestfinished', (request) => {
    if (request.method() === 'PUT') sent.push(`${request.url()} ${request.headers()['upload-offset']}`);
  });
  await drop(page, [
    { name: 'bao-cao.pdf', bytes: pdf(3_500_000, 'a') },
    { name: 'phu-luc.pdf', bytes: pdf(2_500_000, 'b') },
  ]);
  for (const name of ['bao-cao.pdf', 'phu-luc.pdf']) {
    await expect(row(page, name).getByText(/^Đã nhận/)).toBeVisible({ timeout: 20_000 });
  }
  expect(cut).toBe(2);
  expect(new Set(sent).size, 'no piece is sent twice').toBe(sent.length);
  await expect(page.getByText('Đã nhận 2 trên 2 tệp.')).toBeVisible();
  expect(await violations(page, 'library with files')).toEqual([]);
  await row(page, 'bao-cao.pdf').getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('bao-cao.pdf');
  expectComplaint(complaints, /ERR_CONNECTION_RESET/);
});

test('a page that was loaded again goes on where it was', async ({ page, site, complaints }) => {
  await signIn(page, site);
  await page.goto('/bien-tap/tep');
  const file = { name: 'dai.pdf', bytes: pdf(4_000_000, 'c') };
  await page.route(PIECES, (route) =>
    Number(route.request().headers()['upload-offset']) >= 2 * 1024 * 1024 ? route.abort() : route.continue(),
  );
  await drop(page, [file]);
  await expect(row(page, 'dai.pdf').getByText('Mất kết nối')).toBeVisible();
  await expect(row(page, 'dai.pdf').getByRole('progressbar')).toHaveAttribute('value', '52');
  await page.unroute(PIECES);
  await page.reload();
  await expect(page.getByText(/dai\.pdf: đã có/)).toBeVisible();
  const first = page.waitForRequest((request) => request.method() === 'PUT');
  await drop(page, [file]);
  expect((await first).headers()['upload-offset']).toBe(String(2 * 1024 * 1024));
  await expect(row(page, 'dai.pdf').getByText(/^Đã nhận/)).toBeVisible();
  expectComplaint(complaints, /ERR_FAILED/);
});

test('by keyboard a file is given up, another is sent', async ({ page, site }) => {
  // The browser hands its dialog over from the first listener on, which takes it a moment.
  page.on('filechooser', () => {});
  await signIn(page, site);
  await page.goto('/bien-tap/tep');
  await expect(page.getByText('thả tệp vào đây')).toBeVisible();
  await page.route(PIECES, async (route) => {
    if (route.request().headers()['upload-offset'] === '1048576') await new Promise((resolve) => setTimeout(resolve, 3_000));
    await route.continue().catch(() => {});
  });
  const picker = page.getByLabel(/^Chọn tệp/);
  await picker.focus();
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles([
    { name: 'bo.pdf', mimeType: 'application/pdf', buffer: pdf(3_000_000, 'd') },
    { name: 'giu.pdf', mimeType: 'application/pdf', buffer: pdf(5_000, 'e') },
  ]);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Hủy: bo.pdf' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row(page, 'bo.pdf').getByText('Đã hủy')).toBeVisible();
  await expect(picker).toBeFocused();
  await expect(row(page, 'giu.pdf').getByText(/^Đã nhận/)).toBeVisible();
  // The server hears of it even though the page is left at once.
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('giu.pdf').first()).toBeVisible();
    await expect(page.getByText('bo.pdf')).toHaveCount(0);
  }).toPass({ timeout: 10_000 });
});

test('what is refused is said, and tried again in vain', async ({ page, site, complaints }) => {
  await signIn(page, site);
  await page.goto('/bien-tap/tep');
  await expect(page.getByText('thả tệp vào đây')).toBeVisible();
  await drop(page, [{ name: 'gia.pdf', bytes: Buffer.from('MZ'.padEnd(5_000)) }]);
  const refused = row(page, 'gia.pdf');
  await expect(refused.getByText('Loại tệp này không được nhận')).toBeVisible();
  await refused.getByRole('button', { name: /^Gửi lại/ }).click();
  await expect(refused.getByText('Loại tệp này không được nhận')).toBeVisible();
  await expect(page.getByText('Đã nhận 0 trên 1 tệp.')).toBeVisible();
  expectComplaint(complaints, /422/);
});

test('without a script the form sends files as it ever did', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site.url });
  const page = await context.newPage();
  await signIn(page, site);
  await page.goto('/bien-tap/tep');
  await expect(page.getByText('thả tệp vào đây')).toBeHidden();
  await page.getByLabel(/^Chọn tệp/).setInputFiles([
    { name: 'mot.pdf', mimeType: 'application/pdf', buffer: pdf(1_000, 'f') },
    { name: 'hai.pdf', mimeType: 'application/pdf', buffer: pdf(1_000, 'g') },
  ]);
  await page.getByRole('button', { name: 'Tải lên' }).click();
  await expect(page.getByRole('status')).toHaveText('Đã lưu.');
  await expect(page.getByText('hai.pdf')).toBeVisible();
  await context.close();
});

test('a file sent from the article form is attached, and what is typed stays', async ({ page, site }) => {
  await signIn(page, site);
  await page.goto('/bien-tap/bai-viet/moi');
  await page.getByLabel('Tiêu đề').fill('Bài có tệp');
  const buffer = pdf(1_500_000, 'h');
  await page.getByLabel('Tải lên và đính kèm').setInputFiles({ name: 'kem.pdf', mimeType: 'application/pdf', buffer });
  await expect(row(page, 'kem.pdf').getByText(/^Đã nhận/)).toBeVisible();
  await expect(page.getByLabel('Tệp đính kèm', { exact: false }).first()).toHaveValue(/^\d+$/);
  await expect(page.getByLabel('Tiêu đề')).toHaveValue('Bài có tệp');
});

test('a picture of the library is chosen by keyboard, with its words, and nothing typed is lost', async ({ page, site }) => {
  await signIn(page, site);
  await page.goto('/bien-tap/tep?loai=anh');
  await page.getByRole('row').nth(1).getByRole('link').click();
  await page.getByLabel('Mô tả ảnh cho người không nhìn thấy').fill('Cánh đồng mùa gặt');
  await page.getByLabel('Chú thích', { exact: true }).fill('Mùa gặt 2025');
  const name = await page.getByRole('heading', { level: 1 }).innerText();
  await page.getByRole('button', { name: 'Lưu thông tin' }).click();
  await expect(page.getByRole('status')).toHaveText('Đã lưu.');
  await page.goto('/bien-tap/bai-viet/moi');
  await page.getByLabel('Tiêu đề').fill('Bài đang gõ');
  const opener = page.getByRole('button', { name: 'Chọn ảnh chính trong thư viện' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Chọn tệp trong thư viện' });
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  expect(await violations(page, 'chooser')).toEqual([]);
  await page.keyboard.type('mua gat');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  const choose = dialog.getByRole('button', { name: `Chọn: ${name}` });
  await choose.focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  await expect(page.getByLabel('Ảnh chính (số tệp)')).toHaveValue(/^\d+$/);
  await expect(page.getByText(`: ${name}`)).toBeVisible();
  await expect(page.getByLabel('Mô tả ảnh cho người không nhìn thấy')).toHaveValue('Cánh đồng mùa gặt');
  await expect(page.getByLabel('Chú thích ảnh')).toHaveValue('Mùa gặt 2025');
  await expect(page.getByLabel('Tiêu đề')).toHaveValue('Bài đang gõ');
  // Words that somebody typed are theirs.
  await page.getByLabel('Chú thích ảnh').fill('Chữ của tôi');
  await opener.press('Enter');
  await dialog.getByRole('button', { name: /^Chọn: / }).last().click();
  await expect(page.getByLabel('Chú thích ảnh')).toHaveValue('Chữ của tôi');
  await page.getByRole('button', { name: 'Chọn tệp đính kèm trong thư viện' }).click();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
