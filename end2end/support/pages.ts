// What journeys do on public pages, in the words of the page.

import { expect, type Locator, type Page } from '@playwright/test';

/** The name that ends every title. */
export const SITE_NAME = 'Liên minh HTX Sông Ngàn';
/** The demo's longest article: headings, a table, a picture, a list, an attachment. */
export const LONG_ARTICLE = /^Hợp tác xã Sông Ngàn sau hai năm thực hiện Luật mới/;
export const LONG_ARTICLE_PATH =
  '/bai-viet/2/hop-tac-xa-song-ngan-sau-hai-nam-thuc-hien-luat-moi-dong-hon-chac-hon-con-nhieu';
/** A page of each kind that readers have. */
export const PUBLIC = ['/', '/chuyen-muc/tin-hoat-dong', LONG_ARTICLE_PATH, '/thong-bao', '/tham-do/1', '/thong-ke'];
/** The menu's sections, in order. */
export const SECTIONS = [
  'Tin hoạt động',
  'Kinh tế tập thể',
  'Chính sách – pháp luật',
  'Hợp tác xã điển hình',
  'Đào tạo – tập huấn',
  'Xúc tiến thương mại',
];

export const menu = (page: Page): Locator => page.getByRole('navigation', { name: 'Chuyên mục' });
export const main = (page: Page): Locator => page.getByRole('main');
export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 });
export const counter = (page: Page): Locator => page.getByRole('region', { name: 'Thống kê truy cập' });
export const pollBlock = (page: Page): Locator => page.getByRole('region', { name: 'Thăm dò dư luận' });

/** Waits until the client runs: the reading tools appear only then. */
export async function hydrated(page: Page): Promise<void> {
  await expect(page.getByRole('group', { name: 'Hiển thị' })).toBeVisible({ timeout: 15_000 });
}

/** Loads an address and waits until the client runs. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

/** The five figures. */
export interface Counts {
  online: number;
  today: number;
  yesterday: number;
  week: number;
  all: number;
}

/** The figures have to agree with each other whenever they are looked at. */
export function expectConsistent(counts: Counts): void {
  const { online, today, yesterday, week, all } = counts;
  const text = JSON.stringify(counts);
  expect(online, text).toBeLessThanOrEqual(today);
  expect(today, text).toBeLessThanOrEqual(week);
  expect(week, text).toBeLessThanOrEqual(all);
  expect(yesterday + today, text).toBeLessThanOrEqual(all);
}

/** The figures that a page shows now. */
export async function shownCounts(page: Page): Promise<Counts> {
  // Read in one step, for the stream may change them between two.
  const lines = await counter(page).evaluate((block) =>
    [...block.querySelectorAll('dt')].map((term) => [term.textContent, term.nextElementSibling?.textContent]),
  );
  const figures = new Map(lines.map(([name, value]) => [name, Number(value?.replaceAll('.', ''))]));
  const figure = (name: string) => figures.get(name) ?? Number.NaN;
  const counts = {
    online: figure('Trực tuyến'),
    today: figure('Hôm nay'),
    yesterday: figure('Hôm qua'),
    week: figure('Tuần này'),
    all: figure('Tất cả'),
  };
  expectConsistent(counts);
  return counts;
}

/** Waits until a page shows so many visitors; five seconds is the promise. */
export async function expectOnline(page: Page, online: number): Promise<void> {
  await expect.poll(async () => (await shownCounts(page)).online, { timeout: 5_000 }).toBe(online);
}

/** The figures as the server has them now. */
export async function serverCounts(page: Page): Promise<Counts> {
  const answer = await page.request.post('/_fn/get_counts', { form: {} });
  expect(answer.status()).toBe(200);
  const counts = (await answer.json()) as Counts;
  expectConsistent(counts);
  return counts;
}

/** Loads an address and waits until the server has taken its view. */
export async function openAndBeSeen(page: Page, path: string): Promise<void> {
  const seen = page.waitForResponse((response) => response.url().endsWith('/_fn/record_view'));
  await open(page, path);
  expect((await seen).status()).toBe(200);
}
