// Vietnamese typed by keys through Unikey, in every kind of place, alone and while somebody else writes.

import { type Page, expect, test } from '@playwright/test';

import { PLACES, start, type Place } from '../editor/places';
import { choose, focus, press, type Method } from './desktop';

/** The same word by both methods; the space ends the composition. */
const KEYS: Record<Method, string> = { telex: 'tieengs ', vni: 'tie6ng1 ' };
/** Between two changes by the second writer, in milliseconds; quicker than the keys come. */
const PACE = 35;

/** Presses the keys while somebody else writes. */
async function pressBeside(place: Place, keys: string): Promise<void> {
  let isTyping = true;
  const other = async (): Promise<void> => {
    while (isTyping) {
      await place.desk.insert(1, 'x');
      await place.desk.page.waitForTimeout(PACE);
    }
  };
  await Promise.all([other(), press(keys).finally(() => (isTyping = false))]);
}

/** The keyboard is the page's own, and its caret stands at the place. */
async function begin(page: Page, id: string, offset: number): Promise<Place> {
  const place = await start(page, id, offset);
  await focus();
  // A new window's keyboard is the address bar's until somebody clicks into the page.
  await page.mouse.click(5, 400);
  await page.evaluate(() => (document.querySelector('[data-editor]') as never as { editor: { view: { focus(): void } } }).editor.view.focus());
  return place;
}

for (const method of Object.keys(KEYS) as Method[]) {
  for (const isShared of [false, true]) {
    test(`${method} in ${PLACES.length} places${isShared ? ', while somebody else writes' : ''}`, async ({ page }) => {
      await choose(method);
      const wrong: string[] = [];
      for (const [name, id, offset] of PLACES) {
        const place = await begin(page, id, offset);
        await (isShared ? pressBeside(place, KEYS[method]) : press(KEYS[method]));
        const { text } = await place.desk.stored();
        const words = await place.words();
        if (words !== place.expected('tiếng ') || !text.includes('tiếng')) wrong.push(`${name}: ${JSON.stringify(words)}, stored ${JSON.stringify(text)}`);
      }
      console.log(`RAN ${method} by Unikey${isShared ? ' beside a second writer' : ''}: ${PLACES.length - wrong.length} of ${PLACES.length} places right`);
      expect(wrong).toEqual([]);
    });
  }
}

test('a sentence typed by keys is there and stored', async ({ page }) => {
  await choose('telex');
  const place = await begin(page, 'p1', 0);
  await press('Lieen minh howpj tacs xax tinhr Hungw Yeen ');
  await expect(place.desk.text).toContainText('Liên minh hợp tác xã tỉnh Hưng Yên');
  expect((await place.desk.stored()).text).toContain('Liên minh hợp tác xã tỉnh Hưng Yên');
});
