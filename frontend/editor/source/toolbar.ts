// The toolbar after the ARIA practices: one stop for Tab, arrows within, Escape back to the text with its selection.

import type { Context } from './context';
import { TOOLS, around, isInTable } from './commands';
import { icon } from './icons';
import { kind } from './schema';
import { find, word } from './words';

const KEYS: Record<string, string> = {
  undo: 'Ctrl+Z', redo: 'Ctrl+Y', strong: 'Ctrl+B', em: 'Ctrl+I', link: 'Ctrl+K', find: 'Ctrl+F', shortcuts: 'Ctrl+/', insert: '/',
  heading2: 'Ctrl+Alt+2', heading3: 'Ctrl+Alt+3', heading4: 'Ctrl+Alt+4', paragraph: 'Ctrl+Alt+0', footnote: 'Ctrl+Alt+F',
};

export class Toolbar {
  private readonly bar: HTMLElement;
  private readonly buttons: HTMLButtonElement[];
  private readonly all: HTMLButtonElement[];
  private current = 0;

  constructor(private readonly context: Context) {
    const { root } = context;
    this.bar = find('[data-toolbar]', root);
    this.buttons = [...this.bar.querySelectorAll<HTMLButtonElement>('[data-command]')];
    this.all = [...root.querySelectorAll<HTMLButtonElement>('[data-command]')];
    for (const button of this.all) this.prepare(button);
    for (const button of root.querySelectorAll<HTMLButtonElement>('.ed-bar [data-command]')) button.tabIndex = 0;
    this.bar.addEventListener('keydown', (event) => this.keyed(event));
    this.move(0);
  }

  private prepare(button: HTMLButtonElement): void {
    const name = button.dataset['command'] ?? '';
    const picture = icon(name);
    if (picture) button.prepend(picture);
    button.disabled = false;
    const keys = KEYS[name];
    if (keys) button.title = `${button.title} (${keys})`;
    // The caret stays in the text when a tool is pressed with a pointer.
    button.addEventListener('mousedown', (event) => event.preventDefault());
    button.addEventListener('click', () => {
      if (button.getAttribute('aria-disabled') === 'true') return;
      this.context.run(name);
    });
    if (this.bar.contains(button)) button.addEventListener('focus', () => this.move(this.shown().indexOf(button), false));
  }

  private shown(): HTMLButtonElement[] {
    return this.buttons.filter((button) => !button.closest('[hidden]'));
  }

  private move(to: number, isFocus = false): void {
    const shown = this.shown();
    this.current = (to + shown.length) % shown.length;
    for (const button of this.buttons) button.tabIndex = -1;
    const button = shown[this.current];
    if (!button) return;
    button.tabIndex = 0;
    if (!isFocus) return;
    button.focus();
    button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  focus(): void {
    this.move(Math.min(this.current, this.shown().length - 1), true);
  }

  private keyed(event: KeyboardEvent): void {
    const end = this.shown().length - 1;
    const to: Record<string, number> = { ArrowRight: this.current + 1, ArrowLeft: this.current - 1, Home: 0, End: end };
    if (event.key === 'Escape') this.context.view.focus();
    else if (event.key in to) this.move(to[event.key] ?? 0, true);
    else return;
    event.preventDefault();
  }

  update(): void {
    const { state } = this.context.view;
    const isEditable = this.context.view.editable;
    const contexts: Record<string, boolean> = { table: isInTable(state) };
    for (const name of ['blockquote', 'callout', 'figure']) contexts[name] = around(state, kind(name)) !== null;
    for (const group of this.bar.querySelectorAll<HTMLElement>('[data-when]')) {
      const hidden = !contexts[group.dataset['when'] ?? ''];
      // What goes away may not take the keyboard with it.
      if (hidden && group.contains(document.activeElement)) this.context.view.focus();
      group.hidden = hidden;
    }
    for (const button of this.all) this.show(button, isEditable);
    if (!this.shown().some((button) => button.tabIndex === 0)) this.move(0);
  }

  private show(button: HTMLButtonElement, isEditable: boolean): void {
    const tool = TOOLS[button.dataset['command'] ?? ''];
    if (!tool) return;
    const { state } = this.context.view;
    const isActive = tool.isActive?.(state) ?? false;
    if (tool.isActive) set(button, 'aria-pressed', String(isActive));
    const isChange = this.bar.contains(button);
    const can = (!isChange || isEditable) && (isActive || !tool.command || tool.command(state, undefined, this.context.view));
    set(button, 'aria-disabled', can ? null : 'true');
  }
}

function set(button: HTMLElement, name: string, value: string | null): void {
  if (button.getAttribute(name) === value) return;
  if (value === null) button.removeAttribute(name);
  else button.setAttribute(name, value);
}

export const commandName = (name: string): string => word(name);
