// A small list to choose from, beside the caret or a button.

import { element } from './words';

export interface Choice {
  label: string;
  note?: string;
  run(): void;
}

let count = 0;

/** Where a box opens: below the place, or above where there is no room. */
export function beside(box: HTMLElement, place: DOMRect): void {
  const { height, width } = box.getBoundingClientRect();
  const below = place.bottom + 4;
  const top = below + height > innerHeight - 8 && place.top - 4 - height > 8 ? place.top - 4 - height : below;
  box.style.setProperty('top', `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`);
  box.style.setProperty('left', `${Math.max(8, Math.min(place.left, innerWidth - width - 8))}px`);
}

/** A menu of buttons that takes the keyboard until something is chosen. */
export function openMenu(label: string, choices: readonly Choice[], place: DOMRect, back: () => void): void {
  const menu = element('div', { class: 'ed-menu', role: 'menu', 'aria-label': label });
  const items = choices.map((choice) => {
    const item = element('button', { type: 'button', role: 'menuitem', class: 'ed-menu__item', tabindex: '-1' }, choice.label);
    if (choice.note) item.append(element('kbd', { class: 'ed-menu__note', 'aria-hidden': 'true' }, choice.note));
    item.addEventListener('click', () => {
      close();
      choice.run();
    });
    return item;
  });
  const close = (): void => {
    removeEventListener('pointerdown', outside, true);
    menu.remove();
    back();
  };
  const outside = (event: Event): void => {
    if (!menu.contains(event.target as Node)) close();
  };
  menu.append(...items);
  menu.addEventListener('keydown', (event) => {
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (event.key in to) items.at((to[event.key] ?? 0) % items.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.body.append(menu);
  beside(menu, place);
  addEventListener('pointerdown', outside, true);
  items[0]?.focus();
}

/** A list whose chosen entry is told to the field that keeps the keyboard. */
export class ListBox {
  readonly root: HTMLElement;
  private choices: readonly Choice[] = [];
  private at = 0;
  private readonly id: string;

  constructor(label: string, private readonly owner: HTMLElement, private readonly empty: string) {
    count += 1;
    this.id = `ed-list-${count}`;
    this.root = element('div', { class: 'ed-menu', role: 'listbox', id: this.id, 'aria-label': label });
    this.root.addEventListener('mousedown', (event) => event.preventDefault());
    owner.setAttribute('aria-controls', this.id);
    owner.setAttribute('aria-expanded', 'true');
  }

  show(choices: readonly Choice[]): void {
    this.choices = choices;
    this.at = 0;
    const rows = choices.map((choice, i) => {
      const row = element('div', { role: 'option', class: 'ed-menu__item', id: `${this.id}-${i}` }, choice.label);
      if (choice.note) row.append(element('span', { class: 'ed-menu__note' }, choice.note));
      row.addEventListener('click', () => choice.run());
      return row;
    });
    this.root.replaceChildren(...(rows.length > 0 ? rows : [element('div', { class: 'ed-menu__empty', role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, this.empty)]));
    this.mark();
  }

  move(by: number): void {
    if (this.choices.length === 0) return;
    this.at = (this.at + by + this.choices.length) % this.choices.length;
    this.mark();
  }

  private mark(): void {
    [...this.root.children].forEach((row, i) => {
      row.setAttribute('aria-selected', String(i === this.at && this.choices.length > 0));
      if (i === this.at) row.scrollIntoView({ block: 'nearest' });
    });
    if (this.choices.length > 0) this.owner.setAttribute('aria-activedescendant', `${this.id}-${this.at}`);
    else this.owner.removeAttribute('aria-activedescendant');
  }

  choose(): boolean {
    const choice = this.choices[this.at];
    choice?.run();
    return choice !== undefined;
  }

  close(): void {
    this.root.remove();
    for (const name of ['aria-controls', 'aria-expanded', 'aria-activedescendant']) this.owner.removeAttribute(name);
  }
}
