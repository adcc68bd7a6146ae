// Vietnamese input methods as a page sees them, in every kind of place, alone and while somebody else writes.

import { expect, test } from '@playwright/test';

import { Desk } from './page';

type Json = Record<string, unknown>;
const text = (words: string, ...marks: Json[]): Json => ({ type: 'text', text: words, ...(marks.length > 0 ? { marks } : {}) });
const block = (type: string, id: string, content: Json[], attrs: Json = {}): Json => ({ type, attrs: { id, ...attrs }, content });
const link = { type: 'link', attrs: { href: '/a', page_id: null } };
const spans = { colspan: 1, rowspan: 1, colwidth: null };

/** One document with every kind of place; the first paragraph is the second writer's. */
const DOC: Json = {
  type: 'doc', attrs: { footnotes: { f1: [text('Nguồn.')] } },
  content: [
    block('paragraph', 'p0', [text('Người khác.')]),
    { type: 'paragraph', attrs: { id: 'p1' } },
    block('paragraph', 'p2', [text('Làng ta.')]),
    block('paragraph', 'p3', [text('a '), text('đậm', { type: 'strong' }), text(' b')]),
    block('paragraph', 'p4', [text('xem '), text('trang', link)]),
    block('paragraph', 'p5', [text('x'), { type: 'footnote', attrs: { id: 'f1' } }, text('y')]),
    block('heading', 'h1', [text('Mục')], { level: 2 }),
    block('bullet_list', 'l1', [block('list_item', 'i1', [block('paragraph', 'p6', [text('mục')])])]),
    block('table', 't1', [block('table_row', 'r1', [block('table_cell', 'c1', [block('paragraph', 'p7', [text('ô')])], spans)])], { caption: '' }),
    block('figure', 'g1', [text('ảnh')], { media_id: 5, alt: 'a', decorative: false, focal: null, crop: null, size: 'normal' }),
    block('paragraph', 'p8', [text('một'), { type: 'hard_break' }, text('hai')]),
  ],
};

/** Block and offset within it, with what stands there before and after. */
const PLACES: [string, string, number][] = [
  ['empty', 'p1', 0], ['start', 'p2', 0], ['end', 'p2', 8], ['in strong', 'p3', 3], ['end of strong', 'p3', 5], ['end of link', 'p4', 9],
  ['before atom', 'p5', 1], ['after atom', 'p5', 2], ['heading', 'h1', 3], ['list item', 'p6', 3], ['cell', 'p7', 1], ['caption', 'g1', 3], ['after br', 'p8', 4],
];

const STATES = ['t', 'ti', 'tie', 'tiê', 'tiên', 'tiêng', 'tiếng'];

async function start(page: import('@playwright/test').Page, id: string, offset: number): Promise<{ desk: Desk; words(): Promise<string>; expected(word: string): string; at(): Promise<number> }> {
  const desk = await Desk.open(page, 'rong', DOC);
  const find = (): Promise<{ pos: number; text: string }> => page.evaluate((wanted) => {
    const { view } = (document.querySelector('[data-editor]') as never as { editor: { view: { state: { doc: { descendants(f: (n: { attrs: Json; content: { size: number }; textBetween(a: number, b: number, c: string, d: string): string }, p: number) => void): void } } } } }).editor;
    let found = { pos: 0, text: '' };
    view.state.doc.descendants((node, pos) => {
      if (node.attrs['id'] === wanted) found = { pos, text: node.textBetween(0, node.content.size, '|', '|') };
    });
    return found;
  }, id);
  const before = await find();
  await desk.select(before.pos + 1 + offset);
  return {
    desk,
    words: async () => (await find()).text,
    at: async () => (await find()).pos + 1 + offset,
    expected: (word) => before.text.slice(0, offset) + word + before.text.slice(offset),
  };
}

/** Types one word by a mode; `between` is what happens meanwhile. */
const MODES: Record<string, (desk: Desk, between: () => Promise<void>, at: () => Promise<number>) => Promise<void>> = {
  M1: (desk, between) => desk.compose(STATES, between),
  M2: async (desk, between) => {
    for (const letter of 'tie') await desk.packet(letter);
    await between();
    await desk.backspace();
    await desk.packet('ê');
    for (const letter of 'ng') await desk.packet(letter);
    await between();
    for (let i = 0; i < 3; i += 1) await desk.backspace();
    for (const letter of 'ếng') await desk.packet(letter);
  },
  M3: async (desk, between) => {
    for (const letter of 'tie') await desk.packet(letter);
    await desk.shiftLeft();
    await between();
    await desk.packet('ê');
    for (const letter of 'ng') await desk.packet(letter);
    for (let i = 0; i < 3; i += 1) await desk.shiftLeft();
    await between();
    await desk.packet('ế');
    for (const letter of 'ng') await desk.packet(letter);
  },
  M5: async (desk, between) => {
    await desk.compose(['t', 'ti', 'tie', 'tieng'], between);
    await between();
    // The finished word is taken up again and replaced where it stands.
    for (let i = 0; i < 5; i += 1) await desk.shiftLeft();
    await desk.compose(['tiêng', 'tiếng'], between);
  },
};

for (const mode of Object.keys(MODES)) {
  for (const isShared of [false, true]) {
    test(`${mode} in ${PLACES.length} places${isShared ? ', while somebody else writes' : ''}`, async ({ page }) => {
      test.setTimeout(180_000);
      const wrong: string[] = [];
      for (const [name, id, offset] of PLACES) {
        const place = await start(page, id, offset);
        const between = isShared ? () => place.desk.insert(1, 'x') : () => Promise.resolve();
        await MODES[mode]?.(place.desk, between, place.at);
        const words = await place.words();
        const { text: stored } = await place.desk.stored();
        const isRight = words === place.expected('tiếng') && stored.includes('tiếng') && !(await page.evaluate(() => (document.querySelector('[data-editor]') as never as { editor: { view: { composing: boolean } } }).editor.view.composing));
        if (!isRight) wrong.push(`${name}: ${JSON.stringify(words)}, stored ${JSON.stringify(stored)}`);
      }
      expect(wrong).toEqual([]);
    });
  }
}

test('a word that was composed is undone as one', async ({ page }) => {
  const desk = await Desk.open(page);
  await desk.text.click();
  await desk.compose(STATES);
  await expect(desk.text).toContainText('tiếng');
  await page.keyboard.press('Control+z');
  await expect(desk.text).not.toContainText('t');
});
