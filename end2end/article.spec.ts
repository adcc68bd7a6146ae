// A whole illustrated article with a table, written in the editor: by keyboard alone, and by touch on a phone.

import type { Locator } from '@playwright/test';

import { expect, test, type Page } from './support/test';
import { violations } from './support/axe';
import { signIn } from './support/desk';
import { expectVisibleFocus, tabTo } from './support/keyboard';

const TITLE = 'Hội nghị hợp tác xã: ữ ặ ỹ đ';
const ALT = 'Các đại biểu ngồi quanh bàn họp';
const body = (page: Page) => page.getByRole('textbox', { name: 'Thân bài' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** What the database has of the article, in a short form. */
function stored(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    interface Piece { type: string; text?: string; attrs?: Record<string, unknown>; content?: Piece[] }
    const answer = (await (await fetch(`${location.pathname}/ban`)).json()) as { doc: Piece };
    const words = (piece: Piece): string => piece.text ?? (piece.content ?? []).map(words).join(piece.type === 'table_row' ? ' | ' : piece.type === 'table' ? ' / ' : '');
    return (answer.doc.content ?? []).map((piece) => `${piece.type}: ${words(piece)}`);
  });
}

/** Goes from the text into the toolbar and along it to a tool. */
async function toTool(page: Page, name: string): Promise<void> {
  const wanted = page.getByRole('toolbar').getByRole('button', { name, exact: true });
  await page.keyboard.press('Alt+F10');
  for (let left = 60; left > 0; left -= 1) {
    if (await wanted.evaluate((own) => own === document.activeElement)) return;
    await page.keyboard.press('ArrowRight');
  }
  throw new Error(`no tool ${name}`);
}

/** Goes back with Shift and Tab, from the text to what stands above it. */
async function backTo(page: Page, target: Locator): Promise<void> {
  for (let left = 20; left > 0; left -= 1) {
    await page.keyboard.press('Shift+Tab');
    await expectVisibleFocus(page);
    if (await target.evaluate((own) => own === document.activeElement)) return;
  }
  throw new Error('Tab never leads back');
}

/** What both have written, but for the first block's kind. */
async function expectArticle(page: Page): Promise<void> {
  await expect(page.locator('[data-editor]')).toHaveAttribute('data-state', 'saved');
  await expect(async () => {
    const blocks = await stored(page);
    expect(blocks.filter((block) => !block.endsWith(': '))).toEqual([
      'heading: Kết quả',
      'paragraph: Năm qua có ba hợp tác xã mới.',
      'table: Tên | Số / Xã An | 12',
      'figure: Ảnh: Văn phòng',
    ]);
  }).toPass();
  await expect(page.getByRole('img', { name: ALT })).toBeVisible();
}

/** The same article as readers will have it. */
async function expectPreview(page: Page): Promise<void> {
  const seen = page.frameLocator('iframe');
  await expect(seen.getByRole('heading', { name: 'Kết quả' })).toBeVisible();
  await expect(seen.getByRole('columnheader', { name: 'Số' })).toBeVisible();
  await expect(seen.getByRole('cell', { name: 'Xã An' })).toBeVisible();
  await expect(seen.getByRole('img', { name: ALT })).toBeVisible();
  await expect(seen.getByText('Ảnh: Văn phòng')).toBeVisible();
}

test('an illustrated article with a table is written by keyboard alone', async ({ page, site }) => {
  const { keyboard } = page;
  await signIn(page, site);
  await page.goto('/bien-tap/bai-viet/moi');
  await tabTo(page, page.getByLabel('Tiêu đề'));
  await keyboard.type(TITLE);
  await tabTo(page, button(page, 'Lưu và mở trình soạn thảo'));
  await keyboard.press('Enter');
  await page.locator('[data-editor][data-ready]').waitFor();
  await tabTo(page, body(page));
  await keyboard.type('## Kết quả');
  await keyboard.press('Enter');
  await keyboard.type('Năm qua có ba hợp tác xã mới.');
  await keyboard.press('Enter');
  // The list of what can be inserted is narrowed without marks.
  await keyboard.type('/bang');
  await expect(page.getByRole('listbox')).toBeVisible();
  await keyboard.press('Enter');
  const table = page.getByRole('dialog');
  await table.getByLabel('Số hàng').focus();
  await keyboard.press('ControlOrMeta+A');
  await keyboard.type('2');
  await tabTo(page, table.getByLabel('Số cột'));
  await keyboard.press('ControlOrMeta+A');
  await keyboard.type('2');
  await tabTo(page, button(page, 'Xong'));
  await keyboard.press('Enter');
  for (const [at, words] of ['Tên', 'Số', 'Xã An', '12'].entries()) {
    if (at > 0) await keyboard.press('Tab');
    await keyboard.type(words);
  }
  // Arrows lead out of the table; the toolbar is one key away from the text.
  await keyboard.press('ArrowDown');
  await toTool(page, 'Ảnh');
  await keyboard.press('Enter');
  const chooser = page.getByRole('dialog');
  const first = chooser.locator('[data-choose]').first();
  await expect(first).toBeVisible();
  await tabTo(page, first);
  await keyboard.press('Enter');
  await expect(chooser).toBeHidden();
  await keyboard.type('Ảnh: Văn phòng');
  await toTool(page, 'Sửa ảnh');
  await keyboard.press('Enter');
  await keyboard.type(ALT);
  await tabTo(page, button(page, 'Xong'));
  await keyboard.press('Enter');
  await expectArticle(page);
  expect(await violations(page, 'an article in the editor')).toEqual([]);
  await backTo(page, button(page, 'Xem trước'));
  await keyboard.press('Enter');
  await expectPreview(page);
});

test('a dialog that closes gives the caret back before the next key', async ({ page, site }) => {
  const { keyboard } = page;
  await signIn(page, site);
  await page.goto('/bien-tap/bai-viet/moi');
  await page.getByLabel('Tiêu đề').fill(TITLE);
  await button(page, 'Lưu và mở trình soạn thảo').click();
  await page.locator('[data-editor][data-ready]').waitFor();
  await body(page).click();
  await keyboard.type('Chữ');
  for (const closing of ['[data-close]', 'escape']) {
    await page.getByRole('toolbar').getByRole('button', { name: 'Ảnh', exact: true }).click();
    await page.getByRole('dialog').locator('[data-choose]').first().waitFor();
    // A key may follow in the same moment, sooner than the browser's own event tells that a dialog is closed.
    const held = await page.evaluate((selector) => {
      const dialog = document.querySelector<HTMLDialogElement>('dialog[open]');
      if (selector === 'escape') dialog?.dispatchEvent(new Event('cancel', { cancelable: true }));
      else dialog?.querySelector<HTMLElement>(selector)?.click();
      return document.activeElement?.classList.contains('ProseMirror');
    }, closing);
    expect(held, closing).toBe(true);
  }
  await keyboard.type(' cuối');
  await expect(body(page)).toHaveText('Chữ cuối');
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('an illustrated article with a table is written on a phone', async ({ page, site }) => {
    const { keyboard } = page;
    const tool = (name: string) => page.getByRole('toolbar').getByRole('button', { name, exact: true });
    await signIn(page, site);
    await page.goto('/bien-tap/bai-viet/moi');
    await page.getByLabel('Tiêu đề').tap();
    await keyboard.type(TITLE);
    await button(page, 'Lưu và mở trình soạn thảo').tap();
    await page.locator('[data-editor][data-ready]').waitFor();
    await body(page).tap();
    await tool('Đề mục lớn').tap();
    await keyboard.type('Kết quả');
    await keyboard.press('Enter');
    await keyboard.type('Năm qua có ba hợp tác xã mới.');
    await keyboard.press('Enter');
    await tool('Bảng').tap();
    const table = page.getByRole('dialog');
    await table.getByLabel('Số hàng').fill('2');
    await table.getByLabel('Số cột').fill('2');
    await button(page, 'Xong').tap();
    for (const [at, words] of ['Tên', 'Số', 'Xã An', '12'].entries()) {
      await body(page).locator('th, td').nth(at).tap();
      await keyboard.type(words);
    }
    // A tap below the table goes on there.
    const { x = 0, y = 0, height = 0 } = (await body(page).boundingBox()) ?? {};
    await page.touchscreen.tap(x + 60, y + height - 10);
    await tool('Ảnh').tap();
    const chooser = page.getByRole('dialog');
    await chooser.locator('[data-choose]').first().tap();
    await expect(chooser).toBeHidden();
    await keyboard.type('Ảnh: Văn phòng');
    await tool('Sửa ảnh').tap();
    await page.getByLabel('Mô tả cho người không nhìn thấy').fill(ALT);
    await button(page, 'Xong').tap();
    await expectArticle(page);
    expect(await violations(page, 'an article in the editor')).toEqual([]);
    await button(page, 'Xem trước').tap();
    await expectPreview(page);
  });
});
