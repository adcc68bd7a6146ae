// A document with every kind of place in which somebody types, and those places.

import type { Page } from '@playwright/test';

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
export const PLACES: [string, string, number][] = [
  ['empty', 'p1', 0], ['start', 'p2', 0], ['end', 'p2', 8], ['in strong', 'p3', 3], ['end of strong', 'p3', 5], ['end of link', 'p4', 9],
  ['before atom', 'p5', 1], ['after atom', 'p5', 2], ['heading', 'h1', 3], ['list item', 'p6', 3], ['cell', 'p7', 1], ['caption', 'g1', 3], ['after br', 'p8', 4],
];

/** A page whose caret stands at a place, what the block's words are now, and what they are to be. */
export interface Place {
  desk: Desk;
  words(): Promise<string>;
  expected(word: string): string;
}

/** Opens the document with the caret in a block, so many signs from its start. */
export async function start(page: Page, id: string, offset: number): Promise<Place> {
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
    expected: (word) => before.text.slice(0, offset) + word + before.text.slice(offset),
  };
}
