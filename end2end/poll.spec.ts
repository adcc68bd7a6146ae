// The poll: one ballot for each browser, seen by all others at once.

import { expect, test, type Page } from './support/test';
import { CHROME_ON_ANDROID, CHROME_ON_LINUX } from './support/browsers';
import { expectComplaint } from './support/complaints';
import { signIn } from './support/desk';
import { hydrated, main, open, pollBlock } from './support/pages';

const CHOICE = 'Rất hữu ích';
const OTHER_CHOICE = 'Hữu ích';
const THANKS = 'Phiếu của bạn đã được ghi nhận. Xin cảm ơn.';
const DOUBLE = 'Trình duyệt này đã gửi phiếu trước đó; mỗi trình duyệt một phiếu.';
const CLOSED = 'Cuộc thăm dò đã đóng nên phiếu không được tính.';

type Block = ReturnType<typeof pollBlock>;

async function vote(block: Block, choice: string): Promise<void> {
  await block.getByRole('radio', { name: choice, exact: true }).check();
  await block.getByRole('button', { name: 'Gửi phiếu' }).click();
}

const bar = (block: Block, choice: string) => block.getByRole('listitem').filter({ hasText: new RegExp(`^${choice}`) });

/** Sends a ballot as a program would, with the browser's own cookie. */
function replay(page: Page, body: string): Promise<{ status: number; text: string }> {
  return page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch('/_fn/cast_ballot', { method: 'POST', headers, body });
    return { status: answer.status, text: await answer.text() };
  }, body);
}

test('a vote beside an article moves the bars in another browser', async ({ page, reader }) => {
  const other = await reader(CHROME_ON_ANDROID);
  await open(other.page, '/');
  const there = pollBlock(other.page);
  await there.getByRole('button', { name: 'Xem kết quả' }).click();
  await expect(bar(there, CHOICE)).toContainText('0 phiếu (0 %)');

  await open(page, '/thong-bao');
  const here = pollBlock(page);
  await vote(here, CHOICE);
  await expect(bar(there, CHOICE)).toContainText('1 phiếu (100 %)', { timeout: 5_000 });
  await expect(there.getByText('Tổng số phiếu: 1')).toBeVisible();
  await expect(here.getByRole('status')).toHaveText(THANKS);
  await expect(bar(here, CHOICE)).toContainText('1 phiếu (100 %)');

  // The other browser still has its own ballot.
  await there.getByRole('button', { name: 'Quay lại phiếu' }).click();
  await vote(there, OTHER_CHOICE);
  await expect(there.getByRole('status')).toHaveText(THANKS);
  await expect(bar(here, CHOICE)).toContainText('1 phiếu (50 %)', { timeout: 5_000 });
  await expect(here.getByText('Tổng số phiếu: 2')).toBeVisible();
});

test('who voted stays so, on other pages and after a reload', async ({ page }) => {
  await open(page, '/');
  await vote(pollBlock(page), CHOICE);
  await expect(pollBlock(page).getByRole('status')).toHaveText(THANKS);
  await page.getByRole('link', { name: 'Thông báo' }).first().click();
  await expect(page).toHaveURL('/thong-bao');
  await expect(pollBlock(page).getByRole('status')).toHaveText(THANKS);
  await page.reload();
  await hydrated(page);
  await expect(pollBlock(page).getByRole('status')).toHaveText(THANKS);
  await expect(pollBlock(page).getByRole('radio')).toHaveCount(0);
  await open(page, '/tham-do/1');
  await expect(main(page).getByRole('status')).toHaveText(THANKS);
  await expect(main(page).getByRole('radio')).toHaveCount(0);
});

test('a second ballot is refused in words, in another tab and by hand', async ({ page, context, complaints }) => {
  const second = await context.newPage();
  await open(second, '/');
  await open(page, '/');
  const sent = page.waitForRequest((request) => request.url().endsWith('/_fn/cast_ballot'));
  await vote(pollBlock(page), CHOICE);
  await expect(pollBlock(page).getByRole('status')).toHaveText(THANKS);
  const body = (await sent).postData() ?? '';

  // The same ballot again, as after an answer that was lost, gets the first answer.
  const again = await replay(page, body);
  expect(again.status).toBe(200);
  expect(JSON.parse(again.text).votes).toEqual([1, 0, 0, 0]);
  const another = body.replace(/ballot_id=\w+/, `ballot_id=${'0'.repeat(32)}`);
  expect(another).not.toBe(body);
  const refused = await replay(page, another);
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('AlreadyVoted');
  const changed = await replay(page, body.replace(/choice=\d+/, 'choice=2'));
  expect(changed.text).toContain('AlreadyVoted');

  await vote(pollBlock(second), OTHER_CHOICE);
  await expect(pollBlock(second).getByRole('alert')).toHaveText(DOUBLE);
  await open(second, '/tham-do/1');
  await expect(main(second).getByText('Tổng số phiếu: 1')).toBeVisible();
  expectComplaint(complaints, /status of 409/);
});

test('the page of the poll takes a ballot in place', async ({ page }) => {
  await open(page, '/tham-do/1');
  await vote(main(page), CHOICE);
  await expect(main(page).getByRole('status')).toHaveText(THANKS);
  await expect(bar(main(page), CHOICE)).toContainText('1 phiếu (100 %)');
  await expect(page).toHaveURL('/tham-do/1');
  await expect(main(page).getByText(/Thăm dò mở: mỗi trình duyệt một phiếu/)).toBeVisible();
  await expect(main(page).getByText(/Mở từ ngày/)).toBeVisible();
});

test('an empty ballot is not sent', async ({ page }) => {
  await open(page, '/');
  await pollBlock(page).getByRole('button', { name: 'Gửi phiếu' }).click();
  await expect(pollBlock(page).getByRole('alert')).toHaveText('Hãy chọn một phương án trước khi gửi.');
  await vote(pollBlock(page), CHOICE);
  await expect(pollBlock(page).getByRole('status')).toHaveText(THANKS);
});

test('a closed poll says so, to those who had it open too', async ({ page, reader, site, complaints }) => {
  const beside = await reader(CHROME_ON_ANDROID);
  await open(beside.page, '/');
  const inPage = await reader(CHROME_ON_LINUX);
  await open(inPage.page, '/tham-do/1');

  await signIn(page, site);
  await page.getByRole('link', { name: 'Thăm dò' }).click();
  await page.getByRole('link', { name: 'Đánh giá của bạn về website này' }).click();
  await page.getByRole('button', { name: 'Đóng thăm dò' }).click();
  await expect(page.getByRole('button', { name: 'Mở thăm dò' })).toBeVisible();

  await vote(pollBlock(beside.page), CHOICE);
  await expect(pollBlock(beside.page).getByRole('alert')).toHaveText(CLOSED);
  await vote(main(inPage.page), CHOICE);
  await expect(main(inPage.page).getByRole('alert')).toHaveText(CLOSED);
  await open(inPage.page, '/tham-do/1');
  await expect(main(inPage.page).getByRole('status')).toHaveText('Cuộc thăm dò đã đóng.');
  await expect(main(inPage.page).getByRole('radio')).toHaveCount(0);
  await expect(main(inPage.page).getByText('Tổng số phiếu: 0')).toBeVisible();
  await expect(pollBlock(inPage.page)).toHaveCount(0);
  expectComplaint(complaints, /status of 410/);
});
