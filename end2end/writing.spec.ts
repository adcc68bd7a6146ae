// Writing an article in the editor on the real server: what is typed is kept, others see it, and a restart loses nothing.

import { expect, test, type Page } from './support/test';
import { allowComplaint } from './support/complaints';
import { signIn, signInAs } from './support/desk';

const PAGE = '/bien-tap/bai-viet/2/soan';
const body = (page: Page) => page.getByRole('textbox', { name: 'Thân bài' });

async function open(page: Page): Promise<void> {
  await page.goto(PAGE);
  await expect(body(page)).toBeVisible();
  await expect(page.getByRole('status').first()).toHaveText('Đã lưu');
}

test('what is typed is kept, seen by others and there after a restart', async ({ page, site, browser }) => {
  await signIn(page, site);
  await open(page);
  const context = await browser.newContext({ locale: 'vi', baseURL: site.url });
  const theirs = await context.newPage();
  await signInAs(theirs, ...(await site.signIn('quantri')));
  await open(theirs);

  await body(page).focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('Tiếng Việt: ữ ặ ỹ đ. ');
  await expect(body(theirs)).toContainText('Tiếng Việt: ữ ặ ỹ đ. ');
  await expect(page.getByRole('status').first()).toHaveText('Đã lưu');
  await body(theirs).focus();
  await theirs.keyboard.press('ControlOrMeta+End');
  await theirs.keyboard.type(' Hết bài.');
  await expect(body(page)).toContainText('Hết bài.');
  await context.close();

  await page.reload();
  await expect(body(page)).toContainText('Tiếng Việt: ữ ặ ỹ đ. ');
  await expect(body(page)).toContainText('Hết bài.');
  // Whoever leaves last leaves a version behind, which the plain form shows.
  await page.goto('/bien-tap/bai-viet/2');
  await expect(async () => {
    await page.reload();
    await expect(page.getByLabel('Nội dung', { exact: true })).toHaveValue(/Tiếng Việt: ữ ặ ỹ đ\./);
  }).toPass({ timeout: 15_000 });
});

test('what is typed while the server is away is kept on the device and stored later', async ({ page, site, context, complaints }) => {
  await signIn(page, site);
  await open(page);
  await site.end();
  await body(page).focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('Gõ lúc mất mạng. ');
  await expect(page.getByRole('status').first()).toContainText('giữ trên máy này');
  // The browser is closed as when the power fails: nobody is asked, nothing is sent.
  await page.close({ runBeforeUnload: false });
  await site.run();
  const again = await context.newPage();
  await again.goto(PAGE);
  await expect(body(again)).toContainText('Gõ lúc mất mạng. ');
  await expect(again.getByRole('status').first()).toHaveText('Đã lưu');
  await again.reload();
  await expect(body(again)).toContainText('Gõ lúc mất mạng. ');
  allowComplaint(complaints, /ERR_CONNECTION_REFUSED|WebSocket/);
});
