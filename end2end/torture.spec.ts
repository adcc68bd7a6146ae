// A numbered stream of keystrokes while tab, server, network and session are killed: every word that the database
// acknowledged and every word that the device kept is in the article afterwards, or offered back, and no word is there twice.

import type { BrowserContext } from '@playwright/test';

import { allowComplaint } from './support/complaints';
import { signIn, signInAs } from './support/desk';
import { expect, test, type Page } from './support/test';
import type { Site } from './support/site';

const ROUNDS = Number(process.env.DINH_TEST_ROUNDS ?? 8);
const PAGE = '/bien-tap/bai-viet/2/soan';
/** Words of a round, and the most of them that are typed before something is killed. */
const WORDS = 14;

/** Numbers that a seed decides. */
function numbers(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >> 8) % end;
  };
}

interface Handle {
  editor: {
    journal: { isKept: boolean };
    session: { isUnconfirmed: boolean };
    view: { state: { doc: { textContent: string } } };
  };
}

/** Opens the article at its end and reports, as long as the page lives, which word is safe. */
async function open(page: Page): Promise<void> {
  await page.goto(PAGE);
  await page.locator('[data-editor][data-ready]').waitFor();
  const recovered = page.getByRole('dialog');
  await page.getByRole('textbox', { name: 'Thân bài' }).focus();
  await expect(recovered).toBeHidden();
  await page.keyboard.press('ControlOrMeta+End');
  await page.evaluate(() => {
    const { editor } = document.querySelector('[data-editor]') as never as Handle;
    let reported = -1;
    const look = (): void => {
      const last = Number(/.*«(\d+)»/su.exec(editor.view.state.doc.textContent)?.[1] ?? -1);
      // What the device keeps or the database has acknowledged is safe; all before it as well.
      if (last > reported && (editor.journal.isKept || !editor.session.isUnconfirmed)) {
        reported = last;
        void (globalThis as never as { safe(word: number): Promise<void> }).safe(last);
      }
    };
    setInterval(look, 10);
  });
}

/** What can happen, and how it is mended; gives the page to go on with. */
type Fault = (page: Page, site: Site, context: BrowserContext, type: () => Promise<void>) => Promise<Page>;

async function reopened(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await open(page);
  return page;
}

const FAULTS: Record<string, Fault> = {
  'tab closed': async (page, _site, context, type) => {
    await type();
    await page.close({ runBeforeUnload: false });
    return reopened(context);
  },
  'tab crashed': async (page, _site, context, type) => {
    await type();
    const session = await context.newCDPSession(page);
    // A crashed page answers no more.
    await Promise.race([session.send('Page.crash').catch(() => {}), page.waitForEvent('crash')]);
    await page.close();
    return reopened(context);
  },
  'page loaded anew': async (page, _site, _context, type) => {
    await type();
    await open(page);
    return page;
  },
  'server killed': async (page, site, _context, type) => {
    await site.kill();
    await type();
    await site.run();
    return page;
  },
  'server killed, then the tab': async (page, site, context, type) => {
    await site.kill();
    await type();
    await page.close({ runBeforeUnload: false });
    await site.run();
    return reopened(context);
  },
  'network gone': async (page, _site, context, type) => {
    await context.setOffline(true);
    await type();
    await context.setOffline(false);
    return page;
  },
  'network gone, then the tab': async (page, _site, context, type) => {
    await context.setOffline(true);
    await type();
    await page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    return reopened(context);
  },
  'session ended': async (page, site, context, type) => {
    const other = await context.newPage();
    await other.goto('/bien-tap');
    await other.getByRole('button', { name: 'Đăng xuất' }).click();
    await other.waitForURL(/dang-nhap|\/$/);
    await page.bringToFront();
    await type();
    await expect(page.locator('[data-editor]')).toHaveAttribute('data-state', 'signed_out', { timeout: 20_000 });
    await signInAs(other, ...(await site.signIn()));
    await other.close();
    const again = page.getByRole('button', { name: 'Thử lại' });
    // The page may have noticed by itself.
    if (await again.isVisible()) await again.click({ timeout: 2000 }).catch(() => {});
    return page;
  },
};

test('no word that was kept is lost, whatever is killed', async ({ page: first, site, context, complaints }) => {
  test.setTimeout(60_000 + ROUNDS * 30_000);
  const random = numbers(20_261_124);
  let safe = -1;
  let typed = 0;
  await context.exposeFunction('safe', (word: number) => void (safe = Math.max(safe, word)));
  await signIn(first, site);
  await open(first);
  let page = first;
  const tally: Record<string, number> = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    const names = Object.keys(FAULTS);
    // Each kind once, then by chance.
    const name = names[round < names.length ? round : random(names.length)] ?? '';
    tally[name] = (tally[name] ?? 0) + 1;
    const alive = page;
    const from = typed;
    await alive.keyboard.press('Enter');
    const before = random(WORDS);
    const press = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i += 1) {
        await alive.keyboard.type(`«${typed}» `);
        typed += 1;
      }
    };
    await press(before);
    page = await FAULTS[name]?.(alive, site, context, () => press(1 + random(WORDS))) ?? page;
    await expect(page.locator('[data-editor]'), name).toHaveAttribute('data-state', 'saved', { timeout: 30_000 });
    const text = await page.evaluate(async () => {
      const answer = await fetch(`${location.pathname}/ban`);
      return JSON.stringify(await answer.json());
    });
    const offered = await page.locator('dialog[open] textarea').allTextContents();
    const gone = Array.from({ length: safe + 1 - from }, (_, i) => `«${from + i}»`).filter((word) => !text.includes(word) && !offered.join().includes(word));
    expect(gone, `${name}, round ${round}: typed ${typed}, safe ${safe}`).toEqual([]);
    const twice = Array.from({ length: typed }, (_, i) => `«${i}»`).filter((word) => text.split(word).length > 2);
    expect(twice, `${name}, round ${round}: words that are there twice`).toEqual([]);
    // A page that lives on has lost nothing at all.
    if (page === alive && name !== 'page loaded anew') expect(text, name).toContain(`«${typed - 1}»`);
  }
  console.log(`RAN ${ROUNDS} rounds, ${typed} words, ${safe + 1} of them kept, none of those lost, none twice: ${JSON.stringify(tally)}`);
  expect(safe, 'words are kept at all').toBeGreaterThan(typed / 2);
  // Lines that break are told by the browser; nothing else may be.
  allowComplaint(complaints, /ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|WebSocket|status of 401/);
});
