// The article as readers will get it, from the server's own renderer, in a frame as wide as a phone, a tablet or a desk's screen.

import { openers } from './commands';
import type { Context } from './context';
import { Panel } from './dialogs';
import { blockAt } from './blocks';
import { element, word } from './words';

const WIDTHS = ['360', '768', '1280'];

export function previewPanel(context: Context): { changed(): void } {
  const { root, view, base } = context;
  const frame = element('iframe', { class: 'ed-frame', title: word('preview_title'), sandbox: 'allow-same-origin' });
  const stage = element('div', { class: 'ed-stage' }, frame);
  let width = 360;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const panel = new Panel(root, 'preview', () => view.focus(), (action) => act(action), () => told());
  panel.place.append(stage);
  const fit = (): void => {
    const part = Math.min(1, stage.clientWidth / width);
    frame.style.setProperty('width', `${width}px`);
    frame.style.setProperty('height', `${Math.round(stage.clientHeight / part)}px`);
    frame.style.setProperty('transform', `scale(${part})`);
    for (const name of WIDTHS) panel.root.querySelector(`[data-action=preview_${name}]`)?.setAttribute('aria-pressed', String(name === String(width)));
  };
  const load = (): void => {
    panel.said(context.isUnconfirmed() ? word('preview_wait') : '');
    // Another search part makes the frame ask anew.
    frame.src = `${base}/xem?luc=${Date.now()}`;
  };
  const follow = (): void => {
    const id = blockAt(view.state)?.node.attrs['id'] as string | undefined;
    const target = id ? frame.contentDocument?.querySelector(`[data-block="${CSS.escape(id)}"]`) : null;
    target?.scrollIntoView({ block: 'center' });
  };
  frame.addEventListener('load', follow);
  const told = (): void => {
    root.toggleAttribute('data-preview', panel.isOpen);
    if (!panel.isOpen) return;
    fit();
    load();
  };
  const act = (action: string): void => {
    const wanted = action.replace('preview_', '');
    if (WIDTHS.includes(wanted)) width = Number(wanted);
    else load();
    fit();
  };
  if (typeof ResizeObserver === 'function') new ResizeObserver(() => panel.isOpen && fit()).observe(stage);
  openers['preview'] = () => (panel.isOpen ? panel.close() : panel.open());
  return {
    changed: () => {
      if (!panel.isOpen) return;
      clearTimeout(timer);
      timer = setTimeout(load, 1500);
    },
  };
}
