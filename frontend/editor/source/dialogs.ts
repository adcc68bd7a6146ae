// The page's dialogs: filled, shown, and asked for what was decided.

import { find, word } from './words';

export type Values = Record<string, string | number | boolean>;

export interface Opened {
  dialog: HTMLDialogElement;
  place: HTMLElement;
  /** Shows what is wrong. */
  problem(words: string): void;
  values(): Record<string, string>;
  isChecked(name: string): boolean;
  /** Closes, and tells whether it was still open. */
  close(): boolean;
}

type Decide = (action: string, opened: Opened) => boolean | Promise<boolean>;

export class Dialogs {
  constructor(
    private readonly root: HTMLElement,
    private readonly back: () => void,
  ) {}

  /** Opens a dialog. `decide` is asked for each button; where it says true, the dialog closes. */
  open(id: string, values: Values, decide: Decide, prepare?: (opened: Opened) => void): void {
    const dialog = find<HTMLDialogElement>(`[data-dialog="${id}"]`, this.root);
    if (dialog.open) return;
    const form = find<HTMLFormElement>('form', dialog);
    form.reset();
    for (const control of dialog.querySelectorAll<HTMLInputElement>('[name]')) fill(control, values[control.name]);
    const place = find('[data-place]', dialog);
    place.replaceChildren();
    const problem = (words: string): void => void (find('[data-problem]', dialog).textContent = words);
    problem('');
    const control = new AbortController();
    const opened: Opened = {
      dialog,
      place,
      problem,
      values: () => read(form),
      isChecked: (name) => find<HTMLInputElement>(`[name="${name}"]`, form).checked,
      close: () => this.close(dialog, control),
    };
    this.listen(opened, form, decide, control);
    prepare?.(opened);
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[name]:not([type=file])')?.focus();
  }

  /** Closes and gives the text its caret back at once: the browser's own event comes later than the next key may. */
  private close(dialog: HTMLDialogElement, control: AbortController): boolean {
    if (control.signal.aborted) return false;
    control.abort();
    dialog.close();
    this.back();
    return true;
  }

  private listen(opened: Opened, form: HTMLFormElement, decide: Decide, control: AbortController): void {
    const { dialog } = opened;
    const { signal } = control;
    const act = async (action: string): Promise<void> => {
      if (await decide(action, opened)) opened.close();
    };
    const clicked = (event: MouseEvent): void => {
      const button = (event.target as HTMLElement).closest<HTMLElement>('[data-action],[data-close]');
      if (!button) return;
      if (button.dataset['action']) void act(button.dataset['action']);
      else opened.close();
    };
    dialog.addEventListener('click', clicked, { signal });
    // Enter in a line means the last button, which is the main one.
    form.addEventListener('keydown', (event) => {
      const isLine = event.target instanceof HTMLInputElement && !['search', 'file'].includes(event.target.type);
      if (event.key !== 'Enter' || event.isComposing || !isLine) return;
      event.preventDefault();
      const main = [...dialog.querySelectorAll<HTMLElement>('[data-action]')].at(-1);
      if (main?.dataset['action']) void act(main.dataset['action']);
    }, { signal });
    form.addEventListener('submit', (event) => event.preventDefault(), { signal });
    // Escape closes without asking. A file dialog that is left says `cancel` as well.
    dialog.addEventListener('cancel', (event) => {
      if (event.target !== dialog) return;
      event.preventDefault();
      opened.close();
    }, { signal });
    dialog.addEventListener('close', () => dialog.open || opened.close(), { signal });
  }
}

function fill(control: HTMLInputElement, value: string | number | boolean | undefined): void {
  if (control.type === 'checkbox') control.checked = value === true;
  else if (control.type !== 'file' && value !== undefined) control.value = String(value);
}

function read(form: HTMLFormElement): Record<string, string> {
  const all = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return Object.fromEntries(all);
}

/** A panel beside the text. */
export class Panel {
  readonly root: HTMLElement;
  readonly place: HTMLElement;

  constructor(
    page: HTMLElement,
    id: string,
    private readonly back: () => void,
    act: (action: string) => void,
    private readonly told: () => void = () => {},
  ) {
    this.root = find(`[data-panel="${id}"]`, page);
    this.place = find('[data-place]', this.root);
    this.root.addEventListener('click', (event) => {
      const button = (event.target as HTMLElement).closest<HTMLElement>('[data-action],[data-close]');
      if (!button) return;
      if (button.dataset['action']) act(button.dataset['action']);
      else this.close();
    });
    this.root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      this.close();
    });
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  open(): void {
    for (const other of this.root.parentElement?.querySelectorAll<HTMLElement>('[data-panel]') ?? []) other.hidden = other !== this.root;
    this.root.hidden = false;
    (this.root.querySelector<HTMLElement>('[name]') ?? find('button', this.root)).focus();
    this.told();
  }

  close(): void {
    this.root.hidden = true;
    this.told();
    this.back();
  }

  said(words: string): void {
    find('[data-problem]', this.root).textContent = words;
  }
}

export const closeWord = (): string => word('close');
