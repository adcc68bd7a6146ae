// Blocks as a whole: moved, copied, turned into another kind, taken away. All of it is in a menu that the keyboard and a
// finger reach as well as a mouse does.

import { Fragment, type Node } from 'prosemirror-model';
import { type Command, type EditorState, NodeSelection, Plugin, Selection, TextSelection } from 'prosemirror-state';

import { TOOLS, openers } from './commands';
import type { Context } from './context';
import { openMenu } from './menu';
import { kind } from './schema';
import { word } from './words';

interface Place {
  node: Node;
  pos: number;
  parent: Node;
  index: number;
}

/** The block with the caret that can stand alone: an item of a list, a picture of a gallery, or a block of the body. */
export function blockAt(state: EditorState): Place | null {
  const { $from } = state.selection;
  if (state.selection instanceof NodeSelection && state.selection.node.isBlock) {
    return { node: state.selection.node, pos: state.selection.from, parent: $from.parent, index: $from.index() };
  }
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const parent = $from.node(depth - 1);
    const isPart = ['doc', 'bullet_list', 'ordered_list', 'gallery', 'table_cell', 'table_header', 'callout', 'blockquote'].includes(parent.type.name);
    if (isPart) return { node: $from.node(depth), pos: $from.before(depth), parent, index: $from.index(depth - 1) };
  }
  return null;
}

function move(by: 1 | -1): Command {
  return (state, dispatch) => {
    const place = blockAt(state);
    const other = place?.parent.maybeChild(place.index + by);
    if (!place || !other) return false;
    if (!dispatch) return true;
    const { tr, selection } = state;
    const to = by < 0 ? place.pos - other.nodeSize : place.pos + other.nodeSize;
    const [first, second] = by < 0 ? [place.node, other] : [other, place.node];
    const start = Math.min(place.pos, to);
    // Only the two are written anew, and the caret goes along.
    tr.replaceWith(start, start + first.nodeSize + second.nodeSize, Fragment.from([first, second]));
    const offset = to - place.pos;
    const isNode = selection instanceof NodeSelection;
    tr.setSelection(isNode ? NodeSelection.create(tr.doc, to) : TextSelection.create(tr.doc, selection.anchor + offset, selection.head + offset));
    dispatch(tr.scrollIntoView());
    return true;
  };
}

export const moveUp = move(-1);
export const moveDown = move(1);

const duplicate: Command = (state, dispatch) => {
  const place = blockAt(state);
  if (!place) return false;
  const after = place.pos + place.node.nodeSize;
  const tr = state.tr.insert(after, place.node);
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(after + 1))).scrollIntoView());
  return true;
};

const remove: Command = (state, dispatch) => {
  const place = blockAt(state);
  if (!place) return false;
  const { tr } = state;
  if (place.parent.childCount > 1) tr.delete(place.pos, place.pos + place.node.nodeSize);
  else if (place.parent === state.doc || place.parent.type.validContent(Fragment.from(kind('paragraph').create()))) {
    tr.replaceWith(place.pos, place.pos + place.node.nodeSize, kind('paragraph').create());
  } else tr.deleteRange(place.pos, place.pos + place.node.nodeSize);
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(place.pos + 1, tr.doc.content.size)))).scrollIntoView());
  return true;
};

const TURNS = ['paragraph', 'heading2', 'heading3', 'heading4', 'bullet_list', 'ordered_list', 'blockquote', 'callout'];

function open({ view, say }: Context): void {
  const { state } = view;
  const doing = (command: Command, said: string) => () => {
    if (command(view.state, view.dispatch, view)) say(said);
    view.focus();
  };
  const turns = TURNS.filter((name) => !TOOLS[name]?.isActive?.(state) && TOOLS[name]?.command?.(state));
  const choices = [
    ...(moveUp(state) ? [{ label: word('move_up'), note: 'Alt+Shift+↑', run: doing(moveUp, word('said_moved')) }] : []),
    ...(moveDown(state) ? [{ label: word('move_down'), note: 'Alt+Shift+↓', run: doing(moveDown, word('said_moved')) }] : []),
    { label: word('duplicate'), run: doing(duplicate, word('said_added', { name: word('duplicate') })) },
    ...turns.map((name) => ({
      label: word('turn_into', { name: word(name) }),
      run: doing(TOOLS[name]?.command ?? duplicate, word('said_block', { name: word(name) })),
    })),
    { label: word('delete_block'), run: doing(remove, word('said_deleted')) },
  ];
  const handle = document.querySelector<HTMLElement>('.ed-handle:not([hidden])');
  const button = handle ?? view.dom;
  const place = handle ? button.getBoundingClientRect() : caretPlace(view);
  openMenu(word('block_menu'), choices, place, () => view.focus());
}

function caretPlace(view: Context['view']): DOMRect {
  const { left, top, bottom } = view.coordsAtPos(view.state.selection.from);
  return new DOMRect(left, top, 0, bottom - top);
}

openers['block_menu'] = open;

/** The handle beside the block with the caret; it stands there for mouse, pen and finger, not only under a pointer. */
export class Handle {
  private readonly button: HTMLButtonElement;

  constructor(private readonly context: Context, host: HTMLElement) {
    this.button = document.createElement('button');
    this.button.type = 'button';
    this.button.className = 'ed-handle';
    this.button.textContent = '⋮⋮';
    this.button.setAttribute('aria-label', word('block_menu'));
    this.button.title = word('block_menu');
    // The keyboard has the same menu in the toolbar, so this is no further stop on its way.
    this.button.tabIndex = -1;
    this.button.addEventListener('mousedown', (event) => event.preventDefault());
    this.button.addEventListener('click', () => open(context));
    host.append(this.button);
  }

  update(): void {
    const { view } = this.context;
    const place = blockAt(view.state);
    const dom = place && view.nodeDOM(place.pos);
    const isShown = dom instanceof HTMLElement && view.editable;
    this.button.hidden = !isShown;
    if (!isShown) return;
    const host = this.button.offsetParent?.getBoundingClientRect();
    const top = dom.getBoundingClientRect().top - (host?.top ?? 0);
    this.button.style.setProperty('--top', `${top}px`);
  }
}

/** A tap below the last block goes on there, also below a table or a picture, out of which a finger finds no other way. */
export function goingOn(): Plugin {
  return new Plugin({
    props: {
      handleClick(view, _, event) {
        const { doc, tr } = view.state;
        const paragraph = kind('paragraph');
        if (!view.editable || !doc.lastChild || doc.lastChild.type === paragraph) return false;
        const last = view.nodeDOM(doc.content.size - doc.lastChild.nodeSize);
        if (!(last instanceof HTMLElement) || event.clientY <= last.getBoundingClientRect().bottom) return false;
        tr.insert(doc.content.size, paragraph.create());
        view.dispatch(tr.setSelection(Selection.atEnd(tr.doc)).scrollIntoView());
        return true;
      },
    },
  });
}
