// How quick the editor is: typing in the middle of a very long article, and the time until a page can be written in on a
// slow line and a slow machine. node typing.mjs SITE E-MAIL PASSWORD: prints one JSON object.

import { chromium } from '@playwright/test';

import { FLAGS } from './support/flags.mjs';

// Lighthouse's slow 4G line, and its slow-down of the processor.
const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const SLOWER = 4;
const WORDS = 20_000;
const KEYS = 150;
// Between two keys, in milliseconds: a quick typist's pace.
const PACE = 80;
const OPENINGS = 5;
// Frames come as soon as they are made, so that the wait for a screen's next refresh, which is up to 16.7 ms for every page
// alike, is not measured.
const FRAMES = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

const [site, email, password] = process.argv.slice(2);

async function signIn(page) {
  await page.goto(`${site}/dang-nhap`);
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await page.locator('main form [type=submit]').first().click();
  await page.waitForURL(/bien-tap/);
}

/** An article of so many words, with headings, lists and tables; its number. */
function write(page, words) {
  return page.evaluate(async (count) => {
    const sentence = 'Hợp tác xã nông nghiệp của tỉnh đã ký kết với doanh nghiệp về bao tiêu sản phẩm cho vụ mùa năm nay.';
    const each = sentence.split(' ').length;
    const parts = [];
    for (let all = 0; all < count; ) {
      parts.push(`## Mục ${parts.length}`, ...Array.from({ length: 8 }, () => `${sentence} **${sentence}** ${sentence}`), `- ${sentence}\n- ${sentence}`, `| Tên | Số |\n|---|---|\n| Xã A | 12 |\n| Xã B | 9 |`);
      all += each * 26;
    }
    const fields = { base: '0', save_key: '', title: 'Bài rất dài', section: 'tin-hoat-dong', lead: '', body: parts.join('\n\n'), byline_name: '', byline_office: '', picture: '', picture_alt: '', picture_caption: '', attachments: '' };
    const response = await fetch('/bien-tap/bai-viet/moi', { method: 'POST', body: new URLSearchParams(fields) });
    return /bai-viet\/(\d+)/.exec(response.url)?.[1];
  }, words);
}

/** Puts the caret into a paragraph in the middle. */
function toTheMiddle(page) {
  return page.evaluate(() => {
    const { view } = document.querySelector('[data-editor]').editor;
    const { doc, selection, tr } = view.state;
    let place = 0;
    doc.forEach((node, pos) => {
      if (place === 0 && pos > doc.content.size / 2 && node.type.name === 'paragraph') place = pos + 10;
    });
    const $place = doc.resolve(place);
    view.dispatch(tr.setSelection(new selection.constructor($place, $place)).scrollIntoView());
    view.focus();
    return doc.textContent.split(/\s+/).length;
  });
}

/** Notes for each key when its handlers are through and when the frame with it is made. */
function watch(page) {
  return page.evaluate(() => {
    globalThis.keys = { handled: [], painted: [] };
    const soon = (run) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = run;
      port2.postMessage(0);
    };
    let began = 0;
    const keydown = (event) => {
      began = performance.now();
      const pressed = event.timeStamp;
      requestAnimationFrame(() => soon(() => keys.painted.push(performance.now() - pressed)));
    };
    addEventListener('keydown', keydown, { capture: true });
    // The editor reads what was typed in a microtask, which is through before the one that is begun last here.
    addEventListener('input', () => {
      const from = began;
      queueMicrotask(() => queueMicrotask(() => keys.handled.push(performance.now() - from)));
    });
  });
}

async function type(page) {
  for (let i = 0; i < KEYS; i += 1) {
    const next = page.waitForTimeout(PACE);
    await page.keyboard.press('nagiot '[i % 7] === ' ' ? 'Space' : 'nagiot '[i % 7]);
    await next;
  }
  return page.evaluate(() => globalThis.keys);
}

const part = (list, share) => [...list].sort((one, other) => one - other)[Math.floor(list.length * share)] ?? Number.NaN;

/** The p95 of both, in a page whose processor is so much slower. */
async function measured(page, rate) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  await watch(page);
  const { handled, painted } = await type(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return { handled: part(handled, 0.95), painted: part(painted, 0.95), keys: painted.length };
}

/** The same in the same text without an editor: what the browser itself needs. */
async function bare(page, rate) {
  await page.evaluate(() => {
    const { view } = document.querySelector('[data-editor]').editor;
    const copy = view.dom.cloneNode(true);
    view.dom.parentNode.replaceChild(copy, view.dom);
    const block = [...copy.children].slice(Math.floor(copy.children.length / 2)).find((one) => one.tagName === 'P');
    getSelection().collapse(block.firstChild, 10);
    copy.focus();
    block.scrollIntoView();
  });
  return measured(page, rate);
}

/** From the first request until the page can be written in, on a first visit. */
async function ready(browser, state, path) {
  const context = await browser.newContext({ storageState: state, locale: 'vi-VN', viewport: { width: 412, height: 823 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(() => {
      const look = () => document.querySelector('[data-editor][data-ready]') && (globalThis.readyAt ??= performance.now());
      new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-ready'] });
    });
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', LINE);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.goto(`${site}${path}`, { waitUntil: 'commit' });
    await page.waitForFunction(() => globalThis.readyAt);
    return await page.evaluate(() => globalThis.readyAt);
  } finally {
    await context.close();
  }
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: [...FLAGS, ...FRAMES] });
try {
  const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await signIn(page);
  const number = await write(page, WORDS);
  const told = {};
  for (const [name, rate] of [['plain', 1], ['slow', SLOWER]]) {
    await page.goto(`${site}/bien-tap/bai-viet/${number}/soan`);
    await page.locator('[data-editor][data-ready]').waitFor();
    told.words = await toTheMiddle(page);
    told[name] = await measured(page, rate);
    await page.waitForTimeout(1000);
    // The changes are in before the page is changed under the editor.
    await page.waitForFunction(() => !document.querySelector('[data-editor]').editor.session.isUnconfirmed);
    told[`${name}_bare`] = await bare(page, rate);
  }
  const state = await context.storageState();
  const times = [];
  for (let i = 0; i < OPENINGS; i += 1) times.push(await ready(browser, state, '/bien-tap/bai-viet/2/soan'));
  told.ready = part(times, 0.5);
  console.log(JSON.stringify(told));
} finally {
  await browser.close();
}
