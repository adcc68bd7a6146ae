// Reading: from page to page without loading a document again, with everything a document would do.

import { expect, test, type Page } from './support/test';
import { expectComplaint } from './support/complaints';
import { publishMany, signIn } from './support/desk';
import {
  LONG_ARTICLE,
  LONG_ARTICLE_PATH,
  SECTIONS,
  SITE_NAME,
  heading,
  hydrated,
  main,
  menu,
  open,
  pollBlock,
} from './support/pages';

declare global {
  interface Window {
    marker?: string;
  }
}

/** Checks what a page change owes the reader. */
async function expectArrived(page: Page, path: string, from: string): Promise<void> {
  await expect(page).toHaveURL(path);
  await expect(heading(page)).toHaveCount(1);
  await expect(heading(page)).not.toHaveText(from);
  await expect(heading(page)).toBeVisible();
  const words = await heading(page).innerText();
  await expect(page).toHaveTitle(`${words} | ${SITE_NAME}`);
  await expect(main(page)).toBeFocused();
  await expect.poll(() => page.evaluate(() => scrollY), 'a new page begins at its top').toBe(0);
}

test('twenty pages are one document and one stream', async ({ page }) => {
  let streams = 0;
  page.on('request', (request) => {
    streams += request.url().endsWith('/live') ? 1 : 0;
  });
  await open(page, '/');
  await page.evaluate(() => {
    window.marker = 'the first document';
  });
  const paths = new Set(['/']);
  const follow = async (link: ReturnType<Page['getByRole']>) => {
    const path = await link.getAttribute('href');
    const from = await heading(page).innerText();
    await link.click();
    await expectArrived(page, path ?? '', from);
    paths.add(path ?? '');
  };
  for (const name of SECTIONS) {
    await follow(menu(page).getByRole('link', { name, exact: true }));
    await follow(main(page).getByRole('article').first().getByRole('link'));
    const related = page.getByRole('region', { name: 'Tin khác cùng chuyên mục' });
    await follow(related.getByRole('link').last());
  }
  await follow(menu(page).getByRole('link', { name: 'Thông báo' }));
  await follow(pollBlock(page).getByRole('link', { name: 'Thăm dò dư luận' }));
  await follow(page.getByRole('contentinfo').getByRole('link', { name: 'Thống kê truy cập' }));

  expect(paths.size, 'different pages').toBeGreaterThanOrEqual(20);
  expect(await page.evaluate(() => performance.getEntriesByType('navigation').length)).toBe(1);
  expect(await page.evaluate(() => window.marker)).toBe('the first document');
  expect(streams).toBe(1);
});

test('every public page says the same before and after the client runs', async ({ page, request }) => {
  test.setTimeout(180_000);
  await page.goto('/');
  const paths = new Set(['/', '/thong-bao', '/thong-ke', '/tham-do/1']);
  for (const link of await menu(page).getByRole('link').all()) {
    paths.add((await link.getAttribute('href')) ?? '');
  }
  for (const path of [...paths].filter((path) => path.startsWith('/chuyen-muc/'))) {
    await page.goto(path);
    for (const link of await main(page).getByRole('article').getByRole('link').all()) {
      paths.add((await link.getAttribute('href')) ?? '');
    }
  }
  expect(paths.size).toBeGreaterThanOrEqual(24 + 5 + 4);
  for (const path of paths) {
    const sent = await (await request.get(path)).text();
    await open(page, path);
    await expect(heading(page), path).toHaveCount(1);
    expect(sent, path).toContain(`<title>${(await page.title()).replaceAll('&', '&amp;')}</title>`);
    const before = await page.evaluate((html) => {
      const parsed = new DOMParser().parseFromString(html, 'text/html');
      return parsed.querySelector('main')?.textContent;
    }, sent);
    expect(await main(page).evaluate((element) => element.textContent), path).toBe(before);
  }
});

test('pages that are asked for at once all come', async ({ request }) => {
  const answers = new Map<number, number>();
  for (let round = 0; round < 40; round += 1) {
    const paths = ['/', LONG_ARTICLE_PATH, '/chuyen-muc/tin-hoat-dong', '/thong-bao'];
    for (const answer of await Promise.all([...paths, ...paths].map((path) => request.get(path)))) {
      answers.set(answer.status(), (answers.get(answer.status()) ?? 0) + 1);
    }
  }
  expect([...answers]).toEqual([[200, 320]]);
});

test('going back restores where the reader was', async ({ page }) => {
  await open(page, '/');
  const link = main(page).getByRole('link').last();
  await link.scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => scrollY);
  expect(place).toBeGreaterThan(300);
  await link.click();
  await expect(page).not.toHaveURL('/');
  await expect(main(page)).toBeFocused();
  await page.goBack();
  await expect(page).toHaveURL('/');
  await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBeGreaterThan(place - 5);
  expect(await page.evaluate(() => scrollY)).toBeLessThan(place + 5);
  await page.goForward();
  await expect(heading(page)).not.toHaveText('Trang chủ');
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
});

test('the table of contents leads to its headings', async ({ page }) => {
  await open(page, '/');
  await main(page).getByRole('link', { name: LONG_ARTICLE }).first().click();
  const contents = page.getByRole('navigation', { name: 'Trong bài này' });
  const name = 'Ba điểm nghẽn';
  await contents.getByRole('link', { name }).click();
  await expect(page).toHaveURL(/#muc-\d+$/);
  const target = page.getByRole('heading', { level: 2, name });
  await expect(target).toBeInViewport();
  await expect.poll(async () => (await target.boundingBox())?.y ?? -1).toBeLessThan(200);
  expect(await page.evaluate(() => performance.getEntriesByType('navigation').length)).toBe(1);
  await page.goBack();
  await expect(page).not.toHaveURL(/#/);
  await expect(heading(page)).toHaveText(LONG_ARTICLE);
});

test('an address with a hash opens at its heading', async ({ page }) => {
  await open(page, `${LONG_ARTICLE_PATH}#muc-2`);
  const second = page.locator('#muc-2');
  await expect(second).toBeInViewport();
  await expect.poll(async () => (await second.boundingBox())?.y ?? -1).toBeLessThan(200);
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(200);
});

test('a notice in the side block leads to itself on the page of notices', async ({ page }) => {
  await open(page, LONG_ARTICLE_PATH);
  const block = page.getByRole('complementary').getByRole('region', { name: 'Thông báo' });
  const last = block.getByRole('listitem').last().getByRole('link');
  const name = await last.innerText();
  await last.click();
  await expect(heading(page)).toHaveText('Thông báo');
  await expect(page.getByRole('heading', { level: 2, name })).toBeInViewport();
});

test('a long section is turned page by page', async ({ page, site }) => {
  await signIn(page, site);
  await publishMany(page, 8);
  await open(page, '/');
  await menu(page).getByRole('link', { name: 'Tin hoạt động', exact: true }).click();
  await expect(main(page).getByRole('article')).toHaveCount(12);
  const pager = page.getByRole('navigation', { name: 'Các trang' });
  const first = await main(page).getByRole('article').first().innerText();
  await pager.getByRole('link', { name: 'Cũ hơn' }).click();
  await expect(page).toHaveURL(/\?trang=2$/);
  await expect(main(page).getByRole('article')).toHaveCount(2);
  await expect(main(page).getByRole('article').first()).not.toHaveText(first);
  await expect(page).toHaveTitle(/trang 2/);
  await expect(pager.getByRole('link', { name: '2' })).toHaveAttribute('aria-current', 'page');
  await pager.getByRole('link', { name: 'Mới hơn' }).click();
  await expect(main(page).getByRole('article')).toHaveCount(12);
  await expect(page).toHaveURL(/tin-hoat-dong$/);
  expect(await page.evaluate(() => performance.getEntriesByType('navigation').length)).toBe(1);
});

for (const path of ['/khong-co', '/bai-viet/999/khong-co', '/bai-viet/x/y', '/chuyen-muc/khong-co', '/tham-do/999']) {
  test(`${path} is missing, in the frame of the site`, async ({ page, complaints }) => {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await hydrated(page);
    await expect(heading(page)).toHaveText('Không mở được trang');
    await expect(page).toHaveTitle(`Không mở được trang | ${SITE_NAME}`);
    await expect(page.getByText('Trang này không có, hoặc đã được gỡ xuống.')).toBeVisible();
    await expect(page.getByRole('contentinfo')).toBeVisible();
    await expect(pollBlock(page)).toBeVisible();
    expectComplaint(complaints, /404/);
    await main(page).getByRole('link', { name: 'Về trang chủ' }).click();
    await expect(page).toHaveURL('/');
    await expect(page.getByRole('region', { name: 'Tin nổi bật' })).toBeVisible();
  });
}
