// What is known of files and pages that the article names.

import type { Boot, MediaInfo, PageInfo } from './wire';

export class Library {
  private readonly media = new Map<number, MediaInfo | null>();
  private readonly pages = new Map<number, PageInfo>();
  private readonly waiting = new Set<number>();
  private readonly listeners = new Set<() => void>();

  constructor(boot: Pick<Boot, 'media' | 'pages'>) {
    this.learn(boot);
  }

  learn({ media, pages }: Pick<Boot, 'media' | 'pages'>): void {
    for (const one of Object.values(media ?? {})) this.media.set(one.id, one);
    for (const one of Object.values(pages ?? {})) this.pages.set(one.id, one);
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A file; undefined while it is asked for, null where it is gone. */
  file(id: number): MediaInfo | null | undefined {
    if (!this.media.has(id) && !this.waiting.has(id)) {
      this.waiting.add(id);
      if (this.waiting.size === 1) queueMicrotask(() => void this.fetch());
    }
    return this.media.get(id);
  }

  page(id: number): PageInfo | undefined {
    return this.pages.get(id);
  }

  know(page: PageInfo): void {
    this.pages.set(page.id, page);
  }

  async load(ids: readonly number[]): Promise<void> {
    for (let from = 0; from < ids.length; from += 50) {
      const some = ids.slice(from, from + 50);
      const response = await fetch(`/bien-tap/tep/tin?id=${some.join(',')}`);
      if (!response.ok) throw new Error(String(response.status));
      const found = (await response.json()) as Record<string, MediaInfo>;
      for (const id of some) this.media.set(id, found[id] ?? null);
    }
  }

  private async fetch(): Promise<void> {
    const ids = [...this.waiting];
    try {
      await this.load(ids);
    } catch {
      // Offline; the next drawing of the file asks again.
    }
    for (const id of ids) this.waiting.delete(id);
    this.redraw();
  }

  /** Draws what is shown of files anew. */
  redraw(): void {
    for (const listener of this.listeners) listener();
  }

  async find(words: string): Promise<PageInfo[]> {
    const response = await fetch(`/bien-tap/trang?q=${encodeURIComponent(words)}`);
    if (!response.ok) throw new Error(String(response.status));
    return (await response.json()) as PageInfo[];
  }
}
