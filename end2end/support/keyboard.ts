// Going through a page by keyboard.

import { expect, type Locator, type Page } from '@playwright/test';

/** More stops than the longest page has. */
const STOPS = 150;

/** The element with the focus must show it, on the screen. */
export async function expectVisibleFocus(page: Page): Promise<void> {
  const look = () =>
    page.evaluate(() => {
      const element = document.activeElement ?? document.body;
      const style = getComputedStyle(element);
      const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
      return {
        element: element.outerHTML.slice(0, 120),
        outlined: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0,
        onScreen: bottom > 0 && right > 0 && top < innerHeight && left < innerWidth && width > 0 && height > 0,
      };
    });
  const { element } = await look();
  // Scrolling to it may take a moment.
  await expect.poll(look).toEqual({ element, outlined: true, onScreen: true });
}

export async function tab(page: Page): Promise<void> {
  await page.keyboard.press('Tab');
  await expectVisibleFocus(page);
}

/** Goes on with Tab until the target has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < STOPS; stop += 1) {
    await tab(page);
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
  }
  throw new Error('Tab never reaches the target');
}
