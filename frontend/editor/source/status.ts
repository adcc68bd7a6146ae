// Where the words are: in the database, on their way, or on this device only. "Saved" is said when the database has them.

import type { Journal } from './journal';
import type { Session } from './session';
import { element, find, word } from './words';

export interface Deeds {
  again(): void;
  reload(): void;
  abandon(): void;
}

const SIGN_IN = '/dang-nhap';

export class Status {
  private readonly line: HTMLElement;
  private readonly trouble: HTMLElement;
  private shown = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly session: Session,
    private readonly journal: Journal,
    private readonly mayWrite: boolean,
    private readonly deeds: Deeds,
  ) {
    this.line = find('[data-status]', root);
    this.trouble = find('[data-trouble]', root);
    root.addEventListener('ed-notice', (event) => this.notice(String((event as CustomEvent).detail)));
  }

  /** The state's name, which is also the look of the line. */
  private state(isUp: boolean): string {
    const { session } = this;
    if (!this.mayWrite) return 'read_only';
    if (session.trouble === 'schema') return 'new_build';
    if (session.trouble === 'invalid' || session.trouble === 'too_large') return 'conflict';
    if (session.trouble !== 'none') return session.trouble;
    if (!session.isUnconfirmed) return isUp ? 'saved' : 'connecting';
    if (isUp) return 'saving';
    return this.journal.failed ? 'offline_unkept' : 'offline';
  }

  /** Says it at once, but for "saving", which flickers on every key otherwise. */
  update(isUp: boolean): void {
    const state = this.state(isUp);
    if (state === this.shown) return;
    clearTimeout(this.timer);
    const wait = state === 'saving' && this.shown === 'saved' ? 400 : state === 'connecting' ? 1000 : 0;
    const show = (): void => this.show(this.state(isUp));
    this.root.dataset['saved'] = String(state === 'saved');
    if (wait > 0) this.timer = setTimeout(show, wait);
    else show();
  }

  private show(state: string): void {
    if (state === this.shown) return;
    this.shown = state;
    this.line.textContent = word(state);
    this.root.dataset['state'] = state;
    this.offer(state);
  }

  /** What a person can do about it. */
  private offer(state: string): void {
    const button = (name: string, act: () => void): HTMLElement => {
      const made = element('button', { type: 'button', class: 'button button--plain' }, word(name));
      made.addEventListener('click', act);
      return made;
    };
    const parts: Record<string, () => (Node | string)[]> = {
      signed_out: () => [
        word('signed_out'), ' ', element('a', { href: SIGN_IN, target: '_blank', rel: 'noopener' }, word('sign_in')), ' ', button('try_again', this.deeds.again),
      ],
      full: () => [word('full'), ' ', button('try_again', this.deeds.again)],
      new_build: () => [word('new_build'), ' ', button('reload', this.deeds.reload)],
      conflict: () => [word('refused'), ' ', this.session.message, ' ', button('recover_text', this.deeds.abandon)],
      gone: () => [word('gone')],
      denied: () => [word('denied')],
    };
    const made = parts[state]?.();
    this.trouble.hidden = !made;
    this.trouble.replaceChildren(...(made ?? []));
  }

  notice(words: string): void {
    const close = element('button', { type: 'button', class: 'ed-close' }, word('close'));
    close.addEventListener('click', () => this.offer(this.shown));
    this.trouble.hidden = false;
    this.trouble.replaceChildren(element('span', {}, words), ' ', close);
  }
}
