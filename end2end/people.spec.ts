// People: a second step of signing in, an invitation, and what an administrator does.

import { createHmac } from 'node:crypto';

import { violations } from './support/axe';
import { expectComplaint } from './support/complaints';
import { signIn } from './support/desk';
import { expect, test, type Page } from './support/test';

/** The code that an authenticator app shows (RFC 6238), so many steps of thirty seconds from now. */
function code(key: string, steps = 0): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...key].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const secret = Buffer.from(bytes.map((eight) => Number.parseInt(eight, 2)));
  const digest = createHmac('sha1', secret).update(time).digest();
  const start = (digest[19] ?? 0) & 15;
  return ((digest.readUInt32BE(start) & 0x7fffffff) % 1_000_000).toString().padStart(6, '0');
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

for (const [colorScheme, width] of [['light', 1280], ['dark', 360]] as const) {
  test(`a second step is set up and asked for, ${colorScheme}, ${width} pixels`, async ({ page, site, complaints }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    const found: string[] = [];
    const look = async (place: string) => {
      found.push(...(await violations(page, place)));
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), place).toBeLessThanOrEqual(0);
    };
    await signIn(page, site);
    await page.getByRole('link', { name: 'Lê Hoàng Phúc' }).click();
    await look('my account');
    await button(page, 'Bắt đầu').click();
    await expect(page.getByRole('img', { name: 'Mã QR của khóa' })).toBeVisible();
    await look('the key');
    const key = await page.locator('.qr__key').innerText();
    await page.getByLabel('Mã', { exact: true }).fill(code(key));
    await button(page, 'Bật').click();
    await expect(page.locator('.codes li')).toHaveCount(10);
    await look('the recovery codes');
    const recovery = await page.locator('.codes li').first().innerText();
    await button(page, 'Đăng xuất').click();

    const [email, password] = await site.signIn();
    const enter = async () => {
      await page.goto('/dang-nhap');
      await page.getByLabel('Thư điện tử').fill(email);
      await page.getByLabel('Mật khẩu').fill(password);
      await button(page, 'Đăng nhập').click();
      await expect(page.getByLabel('Mã', { exact: true })).toBeFocused();
    };
    await enter();
    await look('the second step');
    await page.keyboard.type('000000');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toHaveText('Mã không đúng hoặc đã dùng rồi.');
    expectComplaint(complaints, /401/);
    await page.getByLabel('Mã', { exact: true }).fill(code(key, 1));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible();
    await button(page, 'Đăng xuất').click();
    await enter();
    await page.keyboard.type(recovery);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible();
    await page.goto('/bien-tap/toi');
    await expect(page.getByText('Đang bật. Còn 9 mã dự phòng.')).toBeVisible();
    expect(found).toEqual([]);
  });

  test(`somebody is invited and kept out again, ${colorScheme}, ${width} pixels`, async ({ page, site, browser }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    const found: string[] = [];
    const [email, password] = await site.signIn('quantri');
    await page.goto('/dang-nhap');
    await page.getByLabel('Thư điện tử').fill(email);
    await page.getByLabel('Mật khẩu').fill(password);
    await button(page, 'Đăng nhập').click();
    await page.getByRole('link', { name: 'Người dùng' }).click();
    await page.getByText('Mời người mới').click();
    found.push(...(await violations(page, 'people')));
    await page.getByLabel('Thư điện tử').fill('moi@songngan.example');
    await page.getByLabel('Họ và tên').fill('Nguyễn Thị Mới');
    await page.getByLabel('Vai trò').selectOption({ label: 'Biên tập viên' });
    await button(page, 'Tạo đường dẫn mời').click();
    const link = await page.getByLabel(/Hãy gửi đường dẫn này/).inputValue();
    found.push(...(await violations(page, 'the link')));

    const context = await browser.newContext({ locale: 'vi', colorScheme, viewport: { width, height: 800 } });
    const theirs = await context.newPage();
    await theirs.goto(link);
    found.push(...(await violations(theirs, 'the invitation')));
    await theirs.getByLabel('Mật khẩu mới, ít nhất 12 ký tự').fill('mật khẩu rất dài');
    await button(theirs, 'Tiếp tục').click();
    await expect(theirs.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible();

    await page.goto('/bien-tap/nguoi');
    await page.getByRole('link', { name: 'Nguyễn Thị Mới' }).click();
    found.push(...(await violations(page, 'a person')));
    await page.getByLabel('Tin hoạt động').selectOption({ label: 'Người duyệt đăng' });
    await button(page, 'Lưu quyền').click();
    await expect(page.getByRole('status')).toHaveText('Đã xong.');
    await expect(page.getByLabel('Tin hoạt động')).toHaveValue('publisher');
    await button(page, 'Khóa tài khoản').click();
    await expect(button(page, 'Mở khóa')).toBeVisible();
    await theirs.reload();
    await expect(theirs).toHaveURL('/dang-nhap');
    await context.close();
    await page.goto('/bien-tap/nhat-ky');
    await expect(page.getByRole('cell', { name: 'Khóa tài khoản' })).toBeVisible();
    found.push(...(await violations(page, 'the log')));
    expect(found).toEqual([]);
  });
}
