// Holds back what comes from others while somebody here composes a word or typed a moment ago: some input methods select
// the letter before the caret and type over it, and a change between the two would be typed into.

import type { EditorView } from 'prosemirror-view';

// Typing counts as going on for this long, in milliseconds.
const QUIET = 300;
// After this long it is enough that no key was pressed for a moment and nothing is selected, or a composition rests.
const LONGEST = 3000;
const MOMENT = 60;
const RESTING = 1500;

export class Quiet<T> {
  private waiting: T[] = [];
  private since = 0;
  private last = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly control = new AbortController();

  constructor(
    private readonly view: EditorView,
    private readonly take: (item: T) => void,
  ) {
    const typed = (): void => void (this.last = performance.now());
    for (const name of ['keydown', 'beforeinput', 'compositionstart', 'compositionupdate', 'compositionend']) {
      view.dom.addEventListener(name, typed, { signal: this.control.signal, capture: true });
    }
  }

  /** How long ago something was typed. */
  get idle(): number {
    return performance.now() - this.last;
  }

  private get isQuiet(): boolean {
    const { idle, view } = this;
    if (!view.composing && idle >= QUIET) return true;
    if (performance.now() - this.since < LONGEST) return false;
    return view.composing ? idle >= RESTING : idle >= MOMENT && view.state.selection.empty;
  }

  push(item: T): void {
    if (this.waiting.length === 0) this.since = performance.now();
    this.waiting.push(item);
    this.run();
  }

  private readonly run = (): void => {
    clearTimeout(this.timer);
    if (this.waiting.length === 0 || this.view.isDestroyed) return;
    if (!this.isQuiet) {
      this.timer = setTimeout(this.run, 20);
      return;
    }
    const all = this.waiting;
    this.waiting = [];
    for (const item of all) this.take(item);
  };

  close(): void {
    clearTimeout(this.timer);
    this.control.abort();
  }
}
