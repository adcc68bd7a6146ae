// The editor's page on its harness, and what an input method does there.

import { type CDPSession, type Page, expect } from '@playwright/test';

type Json = Record<string, unknown>;
interface Told {
  text: string;
  doc: Json;
  fields: Record<string, unknown>;
  version: number;
  pasted: { html: string }[];
}

let last = 1000 + Math.floor(Math.random() * 1_000_000);

export class Desk {
  private cdp: CDPSession | null = null;

  private constructor(readonly page: Page, readonly id: number) {}

  /** A page with an article of its own. */
  static async open(page: Page, sample: 'rong' | 'day' = 'rong', doc?: Json): Promise<Desk> {
    last += 1;
    const desk = new Desk(page, last);
    if (doc) await desk.steer('doc', { doc });
    await desk.load(sample);
    return desk;
  }

  async load(sample: 'rong' | 'day' = 'rong'): Promise<void> {
    await this.page.goto(`/bien-tap/bai-viet/${this.id}/soan?mau=${sample}`);
    await this.page.locator('[data-editor][data-ready]').waitFor();
    await expect(this.page.locator('[data-editor]')).toHaveAttribute('data-state', /saved|connecting|read_only/);
  }

  get text() {
    return this.page.locator('.ProseMirror');
  }

  async steer(deed: string, told: Json = {}): Promise<Told> {
    const response = await this.page.request.post(`/thu/${this.id}/${deed}`, { data: told });
    return (await response.json()) as Told;
  }

  /** Waits until the server has everything, and says what it has. */
  async stored(): Promise<Told> {
    await expect(this.page.locator('[data-editor]')).toHaveAttribute('data-state', 'saved');
    await expect.poll(() => this.page.evaluate(() => (document.querySelector('[data-editor]') as never as { editor: { session: { isUnconfirmed: boolean } } }).editor.session.isUnconfirmed)).toBe(false);
    return this.steer('state');
  }

  /** What a second writer puts at a place. */
  async insert(pos: number, text: string): Promise<void> {
    await this.steer('write', { steps: [{ stepType: 'replace', from: pos, to: pos, slice: { content: [{ type: 'text', text }] } }] });
  }

  async select(anchor: number, head = anchor): Promise<void> {
    await this.page.evaluate(
      ([from, to]) => {
        const { view } = (document.querySelector('[data-editor]') as never as { editor: { view: never } }).editor as never as {
          view: { state: { doc: { resolve(pos: number): unknown }; selection: { constructor: unknown }; tr: { setSelection(s: unknown): unknown } }; dispatch(tr: unknown): void; focus(): void };
        };
        view.focus();
        // A text selection's own constructor comes from a text selection.
        const { $anchor, $head } = { $anchor: view.state.doc.resolve(from ?? 0), $head: view.state.doc.resolve(to ?? 0) };
        const Text = view.state.selection.constructor as new (a: unknown, b: unknown) => unknown;
        view.dispatch(view.state.tr.setSelection(new Text($anchor, $head)));
      },
      [anchor, head],
    );
  }

  json(): Promise<Json> {
    return this.page.evaluate(() => (document.querySelector('[data-editor]') as never as { editor: { view: { state: { doc: { toJSON(): Json } } } } }).editor.view.state.doc.toJSON());
  }

  private async session(): Promise<CDPSession> {
    this.cdp ??= await this.page.context().newCDPSession(this.page);
    return this.cdp;
  }

  /** M1: a composition, state by state, as preedit shows it. */
  async compose(states: string[], between: () => Promise<void> = async () => {}, replace?: { start: number; end: number }): Promise<void> {
    const cdp = await this.session();
    let first = true;
    for (const text of states) {
      const range = first && replace ? { replacementStart: replace.start, replacementEnd: replace.end } : {};
      await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length, ...range });
      first = false;
      await between();
    }
    await cdp.send('Input.insertText', { text: states.at(-1) ?? '' });
  }

  private async key(type: 'rawKeyDown' | 'keyDown' | 'keyUp', told: { key?: string; code?: string; windowsVirtualKeyCode: number; text?: string; modifiers?: number; commands?: string[] }): Promise<void> {
    await (await this.session()).send('Input.dispatchKeyEvent', { type, ...told });
  }

  /** A letter that no key bears, as VK_PACKET. */
  async packet(text: string): Promise<void> {
    await this.key('keyDown', { windowsVirtualKeyCode: 0xe7, text });
    await this.key('keyUp', { windowsVirtualKeyCode: 0xe7 });
  }

  async backspace(): Promise<void> {
    const told = { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 };
    await this.key('rawKeyDown', told);
    await this.key('keyUp', told);
  }

  async shiftLeft(): Promise<void> {
    const told = { key: 'ArrowLeft', code: 'ArrowLeft', windowsVirtualKeyCode: 37, modifiers: 8 };
    await this.key('rawKeyDown', { ...told, commands: ['MoveLeftAndModifySelection'] });
    await this.key('keyUp', told);
  }
}
