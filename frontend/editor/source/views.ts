// Nodes that are more than their text: plain DOM, made once and changed in place, so that input methods are not disturbed.

import type { Node } from 'prosemirror-model';
import { NodeSelection } from 'prosemirror-state';
import type { EditorView, NodeView, NodeViewConstructor, ViewMutationRecord } from 'prosemirror-view';

import { fileLine } from './chooser';
import type { Context } from './context';
import { PROVIDERS } from './embeds';
import { editFigure } from './figures';
import { editFootnote, numberOf, textOf } from './footnotes';
import { kind } from './schema';
import { element, word } from './words';

type Pos = () => number | undefined;

/** A picture with its caption, and a way to what is said of it. */
class FigureView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  private readonly picture = element('div', { class: 'ed-figure__picture', contenteditable: 'false' });
  private readonly button = element('button', { type: 'button', class: 'ed-figure__edit', tabindex: '-1' });
  private readonly forget: () => void;
  private shown = '';

  constructor(private node: Node, private readonly context: Context, private readonly pos: Pos) {
    this.contentDOM = element('figcaption', { 'data-placeholder': word('figure_caption') });
    this.dom = element('figure', { class: 'figure ed-figure' }, this.picture, this.contentDOM);
    this.button.addEventListener('mousedown', (event) => event.preventDefault());
    this.button.addEventListener('click', () => {
      const at = this.pos();
      if (at !== undefined) editFigure(context, at);
    });
    this.forget = context.library.onChange(() => this.draw());
    this.draw();
  }

  private draw(): void {
    const { media_id, alt, decorative, size, focal, id } = this.node.attrs as Record<string, unknown>;
    this.dom.dataset['block'] = String(id ?? '');
    this.dom.className = `figure ed-figure figure--${String(size)}`;
    this.dom.toggleAttribute('data-empty', this.node.content.size === 0);
    const info = typeof media_id === 'number' ? this.context.library.file(media_id) : null;
    const key = JSON.stringify([media_id, info?.src, alt, decorative, focal]);
    if (key === this.shown) return;
    this.shown = key;
    const isBare = decorative !== true && alt === '';
    this.button.textContent = isBare ? word('figure_no_alt') : word('figure_edit');
    this.button.classList.toggle('ed-figure__edit--bare', isBare);
    this.picture.replaceChildren(this.image(info, String(alt), focal as number[] | null), this.button);
  }

  private image(info: ReturnType<Context['library']['file']>, alt: string, focal: number[] | null): HTMLElement {
    if (!info?.src) return element('p', { class: 'ed-missing' }, word(info === undefined ? 'loading' : 'figure_missing'));
    const image = element('img', { src: info.src, alt, width: String(info.width), height: String(info.height), draggable: 'false' });
    if (info.srcset) image.setAttribute('srcset', info.srcset), image.setAttribute('sizes', '44rem');
    if (focal) image.style.setProperty('object-position', `${(focal[0] ?? 0.5) * 100}% ${(focal[1] ?? 0.5) * 100}%`);
    return image;
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  stopEvent(event: Event): boolean {
    return this.button.contains(event.target as HTMLElement);
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
  }

  destroy(): void {
    this.forget();
  }
}

/** A block or a sign without a caret inside, drawn by one function. */
class AtomView implements NodeView {
  readonly dom: HTMLElement;
  private readonly forget: () => void;

  constructor(private node: Node, tag: 'div' | 'span', name: string, private readonly paint: (node: Node) => (globalThis.Node | string)[], context: Context) {
    this.dom = element(tag, { class: `ed-atom ed-atom--${name}`, contenteditable: 'false' });
    this.forget = context.library.onChange(() => this.draw());
    this.draw();
  }

  private draw(): void {
    if (this.node.attrs['id'] && this.node.isBlock) this.dom.dataset['block'] = String(this.node.attrs['id']);
    this.dom.replaceChildren(...this.paint(this.node));
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.forget();
  }
}

/** A table with its caption above. */
class TableView implements NodeView {
  readonly dom = element('div', { class: 'ed-table' });
  readonly contentDOM = element('tbody');
  private readonly caption = element('caption', { contenteditable: 'false' });

  constructor(private node: Node) {
    this.dom.append(element('table', {}, this.caption, this.contentDOM));
    this.draw();
  }

  private draw(): void {
    this.dom.dataset['block'] = String(this.node.attrs['id'] ?? '');
    this.caption.textContent = String(this.node.attrs['caption']);
    this.caption.hidden = this.node.attrs['caption'] === '';
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
  }
}

function footnoteView(node: Node, view: EditorView, pos: Pos, context: Context): NodeView {
  const button = element('button', { type: 'button', class: 'ed-footnote', tabindex: '-1' });
  const made = new AtomView(node, 'span', 'footnote', (now) => {
    const id = String(now.attrs['id']);
    const n = numberOf(view.state.doc, id);
    button.textContent = `[${n}]`;
    button.setAttribute('aria-label', word('footnote_n', { n, text: textOf(view.state.doc, id) }));
    button.title = textOf(view.state.doc, id);
    return [button];
  }, context);
  button.addEventListener('click', () => {
    const at = pos();
    if (at === undefined) return;
    view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)));
    editFootnote(context, String(view.state.doc.nodeAt(at)?.attrs['id']));
  });
  return made;
}

export function nodeViews(context: () => Context): Record<string, NodeViewConstructor> {
  const atom = (tag: 'div' | 'span', name: string, paint: (node: Node) => (globalThis.Node | string)[]): NodeViewConstructor =>
    (node) => new AtomView(node, tag, name, paint, context());
  return {
    [kind('figure').name]: (node, _, pos) => new FigureView(node, context(), pos),
    table: (node) => new TableView(node),
    attachment: atom('div', 'attachment', (node) => [fileLine(context(), node.attrs['media_id'] as number)]),
    embed: atom('div', 'embed', (node) => [
      element('b', {}, PROVIDERS[String(node.attrs['provider'])] ?? ''), ` ${String(node.attrs['title'] || node.attrs['ref'])}`,
    ]),
    unknown_block: atom('div', 'unknown', () => [word('unknown_block')]),
    unknown_inline: atom('span', 'unknown', () => ['[?]']),
    page_ref: atom('span', 'page', (node) => [context().library.page(node.attrs['page_id'] as number)?.title ?? word('page_missing')]),
    footnote: (node, view, pos) => footnoteView(node, view, pos, context()),
  };
}
