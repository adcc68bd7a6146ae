// Tools, panels and dialogs of the page, from the plan that the server's page is made from as well.

interface Field {
  name: string;
  label: string;
  type: string;
  hint?: string;
  min?: number;
  max?: number;
  options?: [string, string][];
}

interface Form {
  id: string;
  title: string;
  fields: Field[];
  place?: boolean;
  actions: string[];
}

export interface Plan {
  tools: { label: string; when?: string; tools: string[] }[];
  bar: string[];
  panels: Form[];
  dialogs: Form[];
}

type Words = Record<string, string>;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export class Forms {
  constructor(
    private readonly plan: Plan,
    private readonly words: Words,
  ) {}

  private word(name: string): string {
    const found = this.words[name];
    if (found === undefined) throw new Error(`no word is called ${name}`);
    return escaped(found);
  }

  private tool(command: string): string {
    const word = this.word(command);
    return `<button class="ed-tool" type="button" data-command="${command}" title="${word}" tabindex="-1" disabled><span class="ed-tool__text">${word}</span></button>`;
  }

  bar(): string {
    return this.plan.bar.map((command) => this.tool(command)).join('');
  }

  tools(): string {
    const group = ({ label, when, tools }: Plan['tools'][number]): string =>
      `<div class="ed-toolbar__group" role="group" aria-label="${this.word(label)}"${when ? ` data-when="${when}" hidden` : ''}>${tools.map((command) => this.tool(command)).join('')}</div>`;
    return this.plan.tools.map(group).join('');
  }

  private control(id: string, { name, type, hint, min, max, options = [] }: Field): string {
    const described = hint ? ` aria-describedby="${id}-hint"` : '';
    const bounds = (min === undefined ? '' : ` min="${min}"`) + (max === undefined ? '' : ` max="${max}"`);
    if (type === 'textarea') return `<textarea class="field__control" id="${id}" name="${name}" rows="4"${described}></textarea>`;
    if (type === 'select') {
      return `<select class="field__control" id="${id}" name="${name}">${options.map(([value, label]) => `<option value="${value}">${this.word(label)}</option>`).join('')}</select>`;
    }
    const look = type === 'checkbox' ? 'ed-check' : 'field__control';
    return `<input class="${look}" id="${id}" name="${name}" type="${type}"${bounds}${type === 'file' ? ' multiple' : ''} autocomplete="off"${described}>`;
  }

  private field(form: string, field: Field): string {
    const id = `ed-${form}-${field.name}`;
    const hint = field.hint ? `<p class="ed-hint" id="${id}-hint">${this.word(field.hint)}</p>` : '';
    return `<div class="ed-field" data-kind="${field.type}"><label class="field__label" for="${id}">${this.word(field.label)}</label>${this.control(id, field)}${hint}</div>`;
  }

  private inside(form: Form, heading: string): string {
    const last = form.actions.length - 1;
    const button = (action: string, i: number): string =>
      `<button class="button${i === last ? '' : ' button--plain'}" type="button" data-action="${action}">${this.word(action)}</button>`;
    return `<div class="ed-form__head"><h2 class="ed-form__title" id="${heading}">${this.word(form.title)}</h2><button class="ed-close" type="button" data-close="">${this.word('close')}</button></div>
${form.fields.map((field) => this.field(form.id, field)).join('')}<div data-place=""${form.place ? '' : ' hidden'}></div><p class="ed-problem" role="alert" data-problem=""></p><div class="form__buttons">${form.actions.map(button).join('')}</div>`;
  }

  panels(): string {
    const panel = (form: Form): string =>
      `<section class="ed-panel" data-panel="${form.id}" aria-labelledby="ed-panel-${form.id}" hidden>${this.inside(form, `ed-panel-${form.id}`)}</section>`;
    return this.plan.panels.map(panel).join('\n');
  }

  dialogs(): string {
    const dialog = (form: Form): string =>
      `<dialog class="ed-dialog" data-dialog="${form.id}" aria-labelledby="ed-dialog-${form.id}"><form class="ed-form" method="dialog">${this.inside(form, `ed-dialog-${form.id}`)}</form></dialog>`;
    return this.plan.dialogs.map(dialog).join('\n');
  }

  /** Fills the page's template: `{{parts}}` as they are, `{words}` escaped. */
  page(template: string, parts: Record<string, string>, words: Record<string, string>): string {
    const own: Record<string, string> = { bar: this.bar(), tools: this.tools(), panels: this.panels(), dialogs: this.dialogs(), ...parts };
    return template
      .replace(/\{([a-z]\w*)\}(?!\})/gu, (whole, name: string, at: number) => (template[at - 1] === '{' ? whole : escaped(words[name] ?? this.words[name] ?? whole)))
      .replace(/\{\{(\w+)\}\}/gu, (whole, name: string) => own[name] ?? whole);
  }
}
