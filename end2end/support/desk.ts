// What journeys do at the desk, in the words of its forms.

import { expect, type Page } from '@playwright/test';

import type { Site } from './site';

/** Signs the demo editor in by the form. */
export async function signIn(page: Page, site: Site): Promise<void> {
  await signInAs(page, ...(await site.signIn()));
}

/** Signs somebody in by the form. */
export async function signInAs(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/dang-nhap');
  await page.getByLabel('Thư điện tử').fill(email);
  await page.getByLabel('Mật khẩu').fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible();
}

/** An article as typed. */
export interface Typed {
  title: string;
  section?: string;
  lead?: string;
  body?: string;
}

/** Fills the article form. */
export async function type(page: Page, article: Typed): Promise<void> {
  await page.getByLabel('Tiêu đề').fill(article.title);
  await page.getByLabel('Chuyên mục').selectOption({ label: article.section ?? 'Tin hoạt động' });
  await page.getByLabel('Sapo (đoạn dẫn)').fill(article.lead ?? '');
  await page.getByLabel('Nội dung', { exact: true }).fill(article.body ?? '');
}

/** Opens an empty form, fills it and publishes. */
export async function publish(page: Page, article: Typed): Promise<void> {
  await page.goto('/bien-tap/bai-viet/moi');
  await type(page, article);
  await page.getByRole('button', { name: 'Đăng', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText('Đã đăng.');
}

/** Publishes so many short articles in the first section that its list has a second page. */
export async function publishMany(page: Page, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    await publish(page, { title: `Bản tin số ${number}`, lead: 'Tin ngắn.', body: 'Một đoạn.' });
  }
}
