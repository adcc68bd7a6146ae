// Title, lead and what stands beside the text: plain fields, each sent as a whole. What somebody else writes is put into a
// field only when nobody is in it here.

import { chooseFile, fileLine } from './chooser';
import type { Context } from './context';
import type { Fields, Json } from './wire';
import { element, find, word } from './words';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

// A field is sent when typing pauses for this long, in milliseconds; the journal has it before.
const PAUSE = 250;

export class SideFields {
  private readonly values: Fields;
  private readonly later = new Map<string, Json>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly context: Context,
    values: Fields,
    private readonly changed: (name: string, value: Json) => void,
  ) {
    this.values = { ...values };
    const { root, boot } = context;
    const section = find<HTMLSelectElement>('[data-field=section]', root);
    section.replaceChildren(element('option', { value: '' }, word('no_section')), ...boot.sections.map(({ slug, name }) => element('option', { value: slug }, name)));
    for (const control of root.querySelectorAll<Control>('[data-field]')) this.bind(control);
    this.files();
    for (const name of Object.keys(values)) this.show(name);
    context.library.onChange(() => this.show('picture'));
  }

  private bind(control: Control): void {
    const name = control.dataset['field'] ?? '';
    control.disabled = !this.context.view.editable && control instanceof HTMLSelectElement;
    if (!(control instanceof HTMLSelectElement)) control.readOnly = !this.context.view.editable;
    const typed = (): void => {
      this.values[name] = control.value.normalize('NFC');
      if (control instanceof HTMLTextAreaElement) grow(control);
      clearTimeout(this.timers.get(name));
      this.timers.set(name, setTimeout(() => this.send(name), PAUSE));
    };
    control.addEventListener('input', typed);
    control.addEventListener('change', () => this.send(name));
    control.addEventListener('blur', () => {
      this.send(name);
      const held = this.later.get(name);
      this.later.delete(name);
      if (held !== undefined) this.set(name, held);
    });
    // The title is one line; Enter goes on to the next field, as in a letter.
    if (name === 'title') {
      control.addEventListener('keydown', (event) => {
        const { key, isComposing } = event as KeyboardEvent;
        if (key !== 'Enter' || isComposing) return;
        event.preventDefault();
        find('[data-field=lead]', this.context.root).focus();
      });
    }
  }

  /** Sends a field that was typed in; false where there is nothing to send. */
  private send(name: string): void {
    const timer = this.timers.get(name);
    if (timer === undefined) return;
    clearTimeout(timer);
    this.timers.delete(name);
    this.later.delete(name);
    this.changed(name, this.values[name] ?? '');
  }

  /** What was typed and not told yet, for the journal. */
  flush(): void {
    for (const name of [...this.timers.keys()]) this.send(name);
  }

  /** Takes a field as somebody else left it. */
  set(name: string, value: Json): void {
    const control = this.context.root.querySelector<Control>(`[data-field="${CSS.escape(name)}"]`);
    if (this.timers.has(name)) return;
    if (control && control === document.activeElement) {
      this.later.set(name, value);
      return;
    }
    this.values[name] = value;
    this.show(name);
  }

  private show(name: string): void {
    if (name === 'picture') return this.showPicture();
    if (name === 'attachments') return this.showAttachments();
    const control = this.context.root.querySelector<Control>(`[data-field="${CSS.escape(name)}"]`);
    if (!control) return;
    control.value = typeof this.values[name] === 'string' ? (this.values[name] as string) : '';
    if (control instanceof HTMLTextAreaElement) grow(control);
  }

  private change(name: string, value: Json): void {
    this.values[name] = value;
    this.show(name);
    this.changed(name, value);
  }

  private files(): void {
    const { root, view } = this.context;
    const choose = find<HTMLButtonElement>('[data-choose-picture]', root);
    const remove = find<HTMLButtonElement>('[data-remove-picture]', root);
    const add = find<HTMLButtonElement>('[data-add-attachment]', root);
    for (const button of [choose, remove, add]) button.disabled = !view.editable;
    choose.addEventListener('click', () => chooseFile(this.context, 'anh', (chosen) => this.change('picture', chosen.id)));
    remove.addEventListener('click', () => this.change('picture', null));
    add.addEventListener('click', () => chooseFile(this.context, null, (chosen) => {
      const list = this.attachments();
      if (!list.includes(chosen.id)) this.change('attachments', [...list, chosen.id]);
    }));
  }

  private attachments(): number[] {
    const list = this.values['attachments'];
    return Array.isArray(list) ? list.filter((id): id is number => typeof id === 'number') : [];
  }

  private showPicture(): void {
    const id = this.values['picture'];
    const { root, library } = this.context;
    find('[data-remove-picture]', root).hidden = typeof id !== 'number';
    const info = typeof id === 'number' ? library.file(id) : undefined;
    const alt = String(this.values['picture_alt'] ?? '');
    const shown = info?.src ? [element('img', { src: info.src, alt, width: String(info.width), height: String(info.height) })] : [];
    find('[data-picture]', root).replaceChildren(...(typeof id === 'number' && shown.length === 0 ? [fileLine(this.context, id)] : shown));
  }

  private showAttachments(): void {
    const list = this.attachments();
    const rows = list.map((id) => {
      const name = this.context.library.file(id)?.name ?? String(id);
      const remove = element('button', { type: 'button', class: 'ed-close', 'aria-label': word('remove_file', { name }) }, '×');
      remove.disabled = !this.context.view.editable;
      remove.addEventListener('click', () => this.change('attachments', list.filter((one) => one !== id)));
      return element('li', {}, fileLine(this.context, id), remove);
    });
    find('[data-attachments]', this.context.root).replaceChildren(...rows);
  }
}

/** A field as high as its words. */
function grow(area: HTMLTextAreaElement): void {
  area.style.setProperty('height', 'auto');
  area.style.setProperty('height', `${area.scrollHeight + 2}px`);
}
