// Brings the page to life: reads what the page carries, takes up what an earlier page left, and goes when the page goes.

import { Editor } from './editor';
import { Store, browserLocks, lockName } from './journal';
import { type Recovered, recover } from './recover';
import { SCHEMA_VERSION } from './schema';
import type { Boot } from './wire';
import { find, setWords, word } from './words';

// The checksum is compared at most this often, in milliseconds; after a refusal that may pass it is tried again that often.
const COMPARE = 2000;
const AGAIN = 10_000;

function newClient(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function openStore(): Promise<Store | null> {
  try {
    return await Store.open(indexedDB);
  } catch {
    return null;
  }
}

/** Leaving asks only while something is neither in the database nor on this device; a link asks while it is not in the database. */
function guardLeaving(editor: Editor): void {
  addEventListener('beforeunload', (event) => {
    editor.keep();
    if (editor.session.isUnconfirmed && !editor.journal.isKept) event.preventDefault();
  });
  const asks = (event: Event): void => {
    if (editor.session.isUnconfirmed && !confirm(word('leave'))) event.preventDefault();
  };
  document.addEventListener('click', (event) => {
    const link = (event.target as HTMLElement).closest?.<HTMLAnchorElement>('a[href]');
    const isHere = !link || link.target === '_blank' || editor.context.root.contains(link) || link.getAttribute('href')?.startsWith('#');
    if (!isHere && event.button === 0) asks(event);
  });
  document.addEventListener('submit', (event) => {
    if (!editor.context.root.contains(event.target as HTMLElement)) asks(event);
  });
}

function keepWatch(editor: Editor): void {
  addEventListener('visibilitychange', () => {
    editor.keep();
    if (document.visibilityState === 'visible' && editor.session.trouble === 'signed_out') editor.again();
  });
  addEventListener('pagehide', (event) => {
    editor.keep();
    if (!event.persisted) editor.destroy();
  });
  // A page that comes back from the browser's store is behind; its record has what it did not send.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
  const idle = typeof requestIdleCallback === 'function' ? requestIdleCallback : (run: () => void): unknown => setTimeout(run);
  setInterval(() => idle(() => editor.compare()), COMPARE);
  setInterval(() => {
    if (['away', 'full', 'signed_out'].includes(editor.session.trouble)) editor.again();
  }, AGAIN);
}

async function open(): Promise<void> {
  const root = find('[data-editor]');
  const boot = JSON.parse(find('#editor-boot').textContent ?? '') as Boot;
  setWords(boot.labels);
  if (boot.schema !== SCHEMA_VERSION) throw new Error('the page and its script are of two builds');
  const client = newClient();
  const base = `/bien-tap/bai-viet/${boot.article}/soan`;
  const store = await openStore();
  await browserLocks.take(lockName(boot.article, client));
  let recovered: Recovered | null = null;
  if (store && boot.may.write) recovered = await recover(store, browserLocks, boot, base, client).catch(() => null);
  const editor = new Editor(root, boot, store, client);
  // A new build may find what the last one wrote.
  root.dataset['ready'] = 'true';
  for (const field of root.querySelectorAll<HTMLInputElement>('[data-field]')) field.disabled = false;
  editor.start(recovered, (entry) => store?.remove(entry.article, entry.client) ?? Promise.resolve());
  guardLeaving(editor);
  keepWatch(editor);
  // For the journeys of the tests, which look at the state and not only at the page.
  Object.assign(root, { editor });
}

open().catch((error: unknown) => {
  console.error(error);
  const root = document.querySelector<HTMLElement>('[data-editor]');
  const line = root?.querySelector('[data-status]');
  if (root && line) line.textContent = root.dataset['failed'] ?? '';
});
