// Passkeys: one is added, opens the desk by itself, and is removed; a person at the device is needed each time.

import { violations } from './support/axe';
import { expectComplaint } from './support/complaints';
import { expect, test, type Page } from './support/test';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

for (const [colorScheme, width] of [['light', 1280], ['dark', 360]] as const) {
  test(`a passkey opens the desk, ${colorScheme}, ${width} pixels`, async ({ page, site, complaints }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    const found: string[] = [];
    const look = async (place: string) => {
      found.push(...(await violations(page, place)));
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), place).toBeLessThanOrEqual(0);
    };
    // Keys are bound to names, so the site is visited by the one that this machine has for itself.
    const home = site.url.replace('127.0.0.1', 'localhost');
    await site.end();
    await site.run({ DINH_BASE_URL: home, DINH_SECOND_STEP: 'required' });
    const devices = await page.context().newCDPSession(page);
    await devices.send('WebAuthn.enable');
    const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });

    const [email, password] = await site.signIn();
    await page.goto(`${home}/dang-nhap`);
    await expect(button(page, 'Đăng nhập bằng khóa truy cập')).toBeVisible();
    await look('signing in');
    await page.getByLabel('Thư điện tử').fill(email);
    await page.getByLabel('Mật khẩu').fill(password);
    await button(page, 'Đăng nhập').click();
    await expect(page.getByText('Hãy bật xác nhận hai bước')).toBeVisible();
    await page.getByLabel('Tên máy').fill('Máy cơ quan');
    await button(page, 'Thêm khóa truy cập').click();
    await expect(page.getByRole('status')).toHaveText('Đã xong.');
    await expect(page.getByText('Máy cơ quan')).toBeVisible();
    await look('my keys');
    const { credentials } = await devices.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials.map((one) => [one.rpId, one.isResidentCredential])).toEqual([['localhost', true]]);

    await button(page, 'Đăng xuất').click();
    await page.goto(`${home}/dang-nhap`);
    // With the keyboard alone, and the address not typed at all.
    await button(page, 'Đăng nhập bằng khóa truy cập').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible();
    await page.goto(`${home}/bien-tap/toi`);
    await expect(page.getByText('Dùng lần cuối')).toBeVisible();

    // The site wants a second step, so the last key stays.
    await button(page, 'Bỏ khóa: Máy cơ quan').click();
    await expect(page.getByText('Đây là khóa cuối cùng')).toBeVisible();
    await look('the last key');
    expectComplaint(complaints, /422/);

    await button(page, 'Đăng xuất').click();
    await page.goto(`${home}/dang-nhap`);
    await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await button(page, 'Đăng nhập bằng khóa truy cập').click();
    await expect(page.getByRole('alert')).toHaveText('Việc này đã bị ngừng hoặc quá lâu. Hãy thử lại.');
    await look('broken off');
    expect(found).toEqual([]);
  });
}

test('without a script there is nothing but the password', async ({ browser, site }) => {
  const home = site.url.replace('127.0.0.1', 'localhost');
  await site.end();
  await site.run({ DINH_BASE_URL: home });
  const context = await browser.newContext({ locale: 'vi', javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${home}/dang-nhap`);
  await expect(button(page, 'Đăng nhập bằng khóa truy cập')).toBeHidden();
  await expect(page.getByLabel('Mật khẩu')).toBeVisible();
  await context.close();
});
