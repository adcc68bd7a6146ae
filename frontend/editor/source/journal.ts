// Keeps on this device what the server has not confirmed, so that a crash, a closed tab or an ended session loses
// nothing. Each page load has a record of its own, guarded by a lock that ends with the page.

import type { Maker } from './pending';
import type { Fields, StepJson } from './wire';

export interface Entry {
  article: number;
  client: string;
  account: number;
  schema: number;
  /** The version on which the first step stands. */
  version: number;
  /** With the page that made each, and its number there. */
  steps: (Maker & { step: StepJson })[];
  fields: Fields;
  at: number;
  /** The words as they stood, for when the steps fit nowhere any more. */
  text: string;
}

export interface Locks {
  /** Holds a lock as long as the page lives; false where somebody else has it. */
  take(name: string): Promise<boolean>;
}

const STORE = 'journals';
// No change is away from the device for longer than this, in milliseconds.
const WAIT = 250;

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('indexeddb'));
  });
}

/** The records of this device. */
export class Store {
  private constructor(private readonly db: IDBDatabase) {}

  static async open(factory: IDBFactory): Promise<Store> {
    const request = factory.open('dinh-editor', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: ['article', 'client'] });
    return new Store(await asked(request));
  }

  private change(work: (store: IDBObjectStore) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.db.transaction(STORE, 'readwrite');
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('indexeddb'));
      work(transaction.objectStore(STORE));
    });
  }

  put(entry: Entry): Promise<void> {
    return this.change((store) => store.put(entry));
  }

  remove(article: number, client: string): Promise<void> {
    return this.change((store) => store.delete([article, client]));
  }

  async of(article: number): Promise<Entry[]> {
    const range = IDBKeyRange.bound([article], [article, []]);
    const store = this.db.transaction(STORE).objectStore(STORE);
    const all = (await asked(store.getAll(range))) as Entry[];
    return all.sort((one, other) => one.at - other.at);
  }
}

/** The lock of one page's record. */
export const lockName = (article: number, client: string): string => `dinh-editor-${article}-${client}`;

export const browserLocks: Locks = {
  take(name) {
    // Without TLS a browser has no locks; then a record is taken for a dead page's, and its batches keep their names.
    if (!('locks' in navigator)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const hold = (lock: Lock | null): Promise<void> | void => {
        resolve(lock !== null);
        if (lock) return new Promise<void>(() => {});
      };
      navigator.locks.request(name, { ifAvailable: true }, hold).catch(() => resolve(false));
    });
  },
};

/** Writes this page's record soon after every change. */
export class Journal {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = 0;
  private changes = 0;
  private kept = 0;
  private writing: Promise<void> = Promise.resolve();
  private isEmpty = true;
  failed = false;

  constructor(
    private readonly store: Store | null,
    private readonly read: () => Entry | null,
    private readonly told: () => void,
    private readonly article: number,
    private readonly client: string,
  ) {
    this.failed = store === null;
  }

  /** Whether all that is unconfirmed is on this device. */
  get isKept(): boolean {
    return !this.failed && this.kept === this.changes;
  }

  /** Something changed. The first change after a pause is written at once. */
  mark(): void {
    this.changes += 1;
    if (this.timer !== undefined) return;
    const wait = Math.max(0, this.last + WAIT - Date.now());
    this.timer = setTimeout(() => void this.write(), wait);
  }

  /** Writes now, as when the page is about to go. */
  write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.last = Date.now();
    if (!this.store) return Promise.resolve();
    const changes = this.changes;
    const entry = this.read();
    if (!entry && this.isEmpty) {
      this.kept = changes;
      return Promise.resolve();
    }
    this.isEmpty = !entry;
    const written = entry ? this.store.put(entry) : this.store.remove(this.article, this.client);
    this.writing = written.then(
      () => this.ended(changes, false),
      () => this.ended(changes, true),
    );
    return this.writing;
  }

  private ended(changes: number, failed: boolean): void {
    const before = this.failed;
    this.failed = failed;
    if (!failed) this.kept = Math.max(this.kept, changes);
    if (before !== failed || !failed) this.told();
  }
}
