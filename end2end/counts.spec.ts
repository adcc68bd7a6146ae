// Counting visitors: what is counted, what is not, and how soon everybody sees it.

import { expect, test } from './support/test';
import { CHROME_ON_ANDROID, CHROME_ON_LINUX, CRAWLER } from './support/browsers';
import {
  LONG_ARTICLE_PATH,
  expectOnline,
  main,
  open,
  openAndBeSeen,
  serverCounts,
  shownCounts,
} from './support/pages';

test('two browsers see each other come and go within five seconds', async ({ page, reader }) => {
  await openAndBeSeen(page, '/');
  await expectOnline(page, 1);
  const other = await reader(CHROME_ON_ANDROID);
  await openAndBeSeen(other.page, '/thong-bao');
  await expectOnline(page, 2);
  await expectOnline(other.page, 2);
  const { today, week, all } = await shownCounts(page);
  expect([today, week, all]).toEqual([2, 2, 2]);

  await other.page.close();
  await expectOnline(page, 1);
  expect((await shownCounts(page)).today, 'who left was here today all the same').toBe(2);
});

test('one browser in two networks is two visitors', async ({ page, reader }) => {
  await openAndBeSeen(page, '/');
  const other = await reader(CHROME_ON_LINUX, { extraHTTPHeaders: { 'X-Forwarded-For': '203.0.113.9' } });
  await openAndBeSeen(other.page, '/');
  await expectOnline(page, 2);
});

test('one browser is one visitor, with two tabs and after a reload', async ({ page, context }) => {
  await openAndBeSeen(page, '/');
  const second = await context.newPage();
  await openAndBeSeen(second, '/thong-ke');
  expect(await serverCounts(page)).toMatchObject({ online: 1, today: 1 });
  await openAndBeSeen(page, '/');
  await openAndBeSeen(page, '/thong-bao');
  expect(await serverCounts(page)).toMatchObject({ online: 1, today: 1, week: 1, all: 1 });

  // The visitor stays online until the last tab is closed.
  const bye = page.waitForEvent('close');
  await second.close();
  expect(await serverCounts(page)).toMatchObject({ online: 1 });
  await page.close();
  await bye;
  const witness = await context.newPage();
  await expect.poll(async () => (await serverCounts(witness)).online, { timeout: 5_000 }).toBe(0);
});

test('a page change inside the site is the same visitor', async ({ page }) => {
  await openAndBeSeen(page, '/');
  const seen = page.waitForResponse((response) => response.url().endsWith('/_fn/record_view'));
  await page.getByRole('link', { name: 'Thông báo' }).first().click();
  await seen;
  expect(await serverCounts(page)).toMatchObject({ online: 1, today: 1 });
});

test('the figures survive a restart of the server', async ({ page, reader, site, complaints }) => {
  await openAndBeSeen(page, '/');
  const other = await reader(CHROME_ON_ANDROID);
  await openAndBeSeen(other.page, LONG_ARTICLE_PATH);
  await expectOnline(page, 2);
  const before = await serverCounts(page);

  // Both streams are open while the server is asked to end.
  await site.end();
  await site.run();
  const after = await serverCounts(page);
  expect({ ...after, online: before.online }).toEqual(before);
  // The pages' streams come back by themselves, and who was counted is not counted again.
  const third = await reader(`${CHROME_ON_ANDROID} Version/4.0`);
  await openAndBeSeen(third.page, '/');
  await expect.poll(async () => (await shownCounts(page)).today, { timeout: 15_000 }).toBe(before.today + 1);
  await openAndBeSeen(page, '/');
  expect((await serverCounts(page)).today).toBe(before.today + 1);
  // Browsers say that the streams were cut off.
  const cut = complaints.filter((one) => /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING/.test(one));
  complaints.splice(0, complaints.length, ...complaints.filter((one) => !cut.includes(one)));
});

test('while somebody changes the program, open pages load themselves again', async ({ page, site, complaints }) => {
  await site.end();
  await site.run({ DINH_WATCH: '1' });
  await openAndBeSeen(page, '/');
  await page.evaluate(() => document.body.setAttribute('data-before', ''));
  await site.end();
  await site.run({ DINH_WATCH: '1' });
  await expect(page.locator('body[data-before]')).toHaveCount(0, { timeout: 20_000 });
  await expect(page.getByRole('heading', { name: 'Thống kê truy cập' })).toBeVisible();
  const cut = complaints.filter((one) => /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING/.test(one));
  complaints.splice(0, complaints.length, ...complaints.filter((one) => !cut.includes(one)));
});

test('an article is read when half of it was scrolled, once a day by each visitor', async ({ page, reader }) => {
  const read = async (visitor: typeof page) => {
    const noted = visitor.waitForResponse((response) => response.url().endsWith('/_fn/record_read'));
    await main(visitor).getByText('Tệp đính kèm').scrollIntoViewIfNeeded();
    expect((await noted).status()).toBe(200);
  };
  const expectReads = (count: number) =>
    expect(async () => {
      await page.reload();
      await expect(main(page).getByText(/^Lượt đọc/)).toHaveText(`Lượt đọc: ${count}`, { timeout: 500 });
    }).toPass({ timeout: 5_000 });

  await open(page, LONG_ARTICLE_PATH);
  await expect(main(page).getByText(/^Lượt đọc/)).toHaveText('Lượt đọc: 0');
  await read(page);
  await expectReads(1);
  await open(page, LONG_ARTICLE_PATH);
  await page.evaluate(() => scrollTo(0, 0));
  await read(page);
  const other = await reader(CHROME_ON_ANDROID);
  await open(other.page, LONG_ARTICLE_PATH);
  await read(other.page);
  // The second read of the same visitor came before this one, and would make it three.
  await expectReads(2);
});

for (const [who, agent, headers] of [
  ['a reader who asks not to be followed (GPC)', CHROME_ON_ANDROID, { 'Sec-GPC': '1' }],
  ['a reader who asks not to be followed (DNT)', CHROME_ON_ANDROID, { DNT: '1' }],
  ['a crawler', CRAWLER, {}],
] as const) {
  test(`${who} is not counted`, async ({ page, reader }) => {
    await openAndBeSeen(page, '/');
    const before = await serverCounts(page);
    const other = await reader(agent, { extraHTTPHeaders: headers });
    await openAndBeSeen(other.page, LONG_ARTICLE_PATH);
    const noted = other.page.waitForResponse((response) => response.url().endsWith('/_fn/record_read'));
    await main(other.page).getByText('Tệp đính kèm').scrollIntoViewIfNeeded();
    await noted;
    expect(await serverCounts(page)).toEqual(before);
    // Who is not counted still sees the figures.
    expect(await shownCounts(other.page)).toEqual(before);
  });
}

test('reading sets no cookie and keeps nothing in the browser', async ({ page, context }) => {
  await openAndBeSeen(page, '/');
  for (const path of ['/chuyen-muc/tin-hoat-dong', LONG_ARTICLE_PATH, '/thong-bao', '/thong-ke']) {
    await openAndBeSeen(page, path);
  }
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

test('the page of figures explains them and agrees with the block', async ({ page }) => {
  await openAndBeSeen(page, '/');
  await open(page, '/thong-ke');
  const row = (name: string) => page.getByRole('row', { name }).getByRole('cell');
  await expect(row('Trực tuyến')).toHaveText('1');
  await expect(row('Hôm nay')).toHaveText('1');
  await expect(page.getByText('Lúc này có 1 khách đang xem; hôm nay đã có 1 lượt khách.')).toBeVisible();
  for (const rule of ['Đơn vị tính', 'Lượt đọc', 'Riêng tư']) {
    await expect(main(page).getByRole('heading', { level: 2, name: rule })).toBeVisible();
  }
  await expectOnline(page, 1);
  expect(await shownCounts(page)).toMatchObject({ online: 1, today: 1 });
});
