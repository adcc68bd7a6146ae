// Vietnamese input methods as a page sees them, in every kind of place, alone and while somebody else writes.

import { expect, test } from '@playwright/test';

import { Desk } from './page';
import { PLACES, start } from './places';

const STATES = ['t', 'ti', 'tie', 'tiê', 'tiên', 'tiêng', 'tiếng'];

/** Types one word by a mode; `between` is what happens meanwhile. */
const MODES: Record<string, (desk: Desk, between: () => Promise<void>) => Promise<void>> = {
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
        await MODES[mode]?.(place.desk, between);
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
