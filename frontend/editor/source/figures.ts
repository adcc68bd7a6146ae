// Pictures: what they show in words, how large they are, which point stays in view, which part is shown. Cropping is a matter
// of numbers: the picture itself is never changed here.

import type { Node } from 'prosemirror-model';

import { chooseFile } from './chooser';
import { around, openers } from './commands';
import type { Context } from './context';
import type { Opened } from './dialogs';
import { kind } from './schema';
import { element, find, word } from './words';

type Pair = [number, number];

const part = (percent: string): number => Math.round(Math.min(100, Math.max(0, Number(percent) || 0)) * 100) / 10_000;
const percent = (value: number | undefined, otherwise: string): string => (value === undefined ? otherwise : String(Math.round(value * 10_000) / 100));

function values(node: Node): Record<string, string | boolean> {
  const { alt, decorative, size, focal, crop } = node.attrs as { alt: string; decorative: boolean; size: string; focal: Pair | null; crop: number[] | null };
  return {
    alt, decorative, size,
    focal_x: percent(focal?.[0], ''), focal_y: percent(focal?.[1], ''),
    crop_x: percent(crop?.[0], '0'), crop_y: percent(crop?.[1], '0'), crop_w: percent(crop?.[2], '100'), crop_h: percent(crop?.[3], '100'),
  };
}

function attrs(told: Record<string, string>, isDecorative: boolean): Record<string, unknown> {
  const get = (name: string): string => told[name] ?? '';
  const focal = get('focal_x') === '' || get('focal_y') === '' ? null : [part(get('focal_x')), part(get('focal_y'))];
  const [x, y] = [part(get('crop_x')), part(get('crop_y'))];
  const round = (value: number): number => Math.round(value * 10_000) / 10_000;
  const width = round(Math.min(part(get('crop_w')) || 1, 1 - x));
  const height = round(Math.min(part(get('crop_h')) || 1, 1 - y));
  const isWhole = (x === 0 && y === 0 && width === 1 && height === 1) || width <= 0 || height <= 0;
  return { alt: isDecorative ? '' : get('alt').trim(), decorative: isDecorative, size: get('size'), focal, crop: isWhole ? null : [x, y, width, height] };
}

/** The picture on which the focal point is set, by pointer or by arrows. */
function focalField(opened: Opened, src: string): void {
  const field = (name: string): HTMLInputElement => find<HTMLInputElement>(`[name=${name}]`, opened.dialog);
  const dot = element('span', { class: 'ed-focal__dot' });
  const area = element('button', { type: 'button', class: 'ed-focal', 'aria-label': word('focal') }, element('img', { src, alt: '' }), dot);
  const show = (): void => {
    dot.hidden = field('focal_x').value === '';
    dot.style.setProperty('left', `${field('focal_x').value || 50}%`);
    dot.style.setProperty('top', `${field('focal_y').value || 50}%`);
  };
  const set = (x: number, y: number): void => {
    field('focal_x').value = String(Math.min(100, Math.max(0, Math.round(x))));
    field('focal_y').value = String(Math.min(100, Math.max(0, Math.round(y))));
    show();
  };
  area.addEventListener('pointerdown', (event) => {
    const box = area.getBoundingClientRect();
    set(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100);
  });
  area.addEventListener('keydown', (event) => {
    const by: Record<string, Pair> = { ArrowLeft: [-2, 0], ArrowRight: [2, 0], ArrowUp: [0, -2], ArrowDown: [0, 2] };
    const [x, y] = by[event.key] ?? [0, 0];
    if (!(event.key in by)) return;
    event.preventDefault();
    set(Number(field('focal_x').value || 50) + x, Number(field('focal_y').value || 50) + y);
  });
  for (const name of ['focal_x', 'focal_y']) field(name).oninput = show;
  opened.place.append(element('p', { class: 'ed-hint' }, word('focal')), area);
  show();
}

export function editFigure(context: Context, pos: number): void {
  const { view, library, dialogs } = context;
  const node = view.state.doc.nodeAt(pos);
  if (node?.type !== kind('figure')) return;
  const id = node.attrs['id'] as string | null;
  const info = node.attrs['media_id'] === null ? null : library.file(node.attrs['media_id'] as number);
  dialogs.open('figure', values(node), (action, opened) => {
    const at = placeOf(context, id, pos);
    if (at === null) return true;
    if (action === 'figure_delete') {
      view.dispatch(view.state.tr.deleteRange(at, at + (view.state.doc.nodeAt(at)?.nodeSize ?? 0)).scrollIntoView());
      return true;
    }
    if (action === 'figure_replace') {
      opened.close();
      chooseFile(context, 'anh', (chosen) => replacePicture(context, id, pos, chosen.id));
      return false;
    }
    const isDecorative = opened.isChecked('decorative');
    const told = attrs(opened.values(), isDecorative);
    if (!isDecorative && told['alt'] === '') {
      opened.problem(word('figure_alt_missing'));
      find('[name=alt]', opened.dialog).focus();
      return false;
    }
    const now = view.state.doc.nodeAt(at);
    const { tr } = view.state;
    for (const [name, value] of Object.entries(told)) {
      if (JSON.stringify(now?.attrs[name]) !== JSON.stringify(value)) tr.setNodeAttribute(at, name, value);
    }
    if (tr.docChanged) view.dispatch(tr);
    return true;
  }, (opened) => info?.src && focalField(opened, info.src));
}

/** Where the block with that name stands now. */
export function placeOf({ view }: Context, id: string | null, otherwise: number): number | null {
  let found: number | null = null;
  view.state.doc.descendants((node, pos) => {
    if (id !== null && node.attrs['id'] === id) found = pos;
    return found === null;
  });
  return id === null ? otherwise : found;
}

function replacePicture(context: Context, id: string | null, pos: number, media: number): void {
  const at = placeOf(context, id, pos);
  if (at === null) return;
  const { tr } = context.view.state;
  tr.setNodeAttribute(at, 'media_id', media).setNodeAttribute(at, 'focal', null).setNodeAttribute(at, 'crop', null);
  context.view.dispatch(tr);
}

openers['figure_edit'] = (context) => {
  const found = around(context.view.state, kind('figure'));
  if (found) editFigure(context, found.pos);
};
