// Reads back what was copied from here, and markup from elsewhere when the server cannot be asked. Whatever it says is
// hostile until it fits: numbers are read as numbers, addresses by the rule, the rest is left out.

import type { TagParseRule } from 'prosemirror-model';

import { embedOf, isEmbed } from './embeds';
import { isHref } from './href';

type Rules = TagParseRule[];
type Values = Record<string, unknown>;

function number(text: string | undefined | null): number | null {
  return text && /^\d{1,12}$/u.test(text) ? Number(text) : null;
}

/** A list of fractions such as a focal point or a crop. */
function fractions(text: string | undefined, length: number): number[] | null {
  try {
    const list: unknown = JSON.parse(text ?? 'null');
    const fits = Array.isArray(list) && list.length === length && list.every((n) => typeof n === 'number' && n >= 0 && n <= 1);
    return fits ? (list as number[]) : null;
  } catch {
    return null;
  }
}

function span(dom: HTMLElement): Values {
  const read = (name: string, most: number): number => Math.min(most, Math.max(1, number(dom.getAttribute(name)) ?? 1));
  const widths = (dom.dataset['colwidth'] ?? '').split(',').map(number);
  const colspan = read('colspan', 1000);
  const fits = widths.length === colspan && widths.every((width) => width !== null && width > 0);
  return { colspan, rowspan: read('rowspan', 65534), colwidth: fits ? widths : null };
}

const LIST_KINDS: Record<string, string> = { a: 'lower_alpha', A: 'upper_alpha', i: 'lower_roman', I: 'upper_roman' };

function figure(dom: HTMLElement): Values {
  const { media, alt, decorative, focal, crop, size } = dom.dataset;
  return {
    media_id: number(media),
    alt: alt ?? '',
    decorative: decorative === 'true',
    focal: fractions(focal, 2),
    crop: fractions(crop, 4),
    size: ['small', 'normal', 'wide', 'full'].includes(size ?? '') ? size : 'normal',
  };
}

/** Where a figure's caption stands; a figure without one is empty. */
function caption(dom: Node): HTMLElement {
  const found = (dom as HTMLElement).querySelector('figcaption');
  return found ?? (dom.ownerDocument as Document).createElement('figcaption');
}

function embed(dom: HTMLElement): Values | false {
  const { provider, ref, title } = dom.dataset;
  const made = { provider: provider ?? '', ref: ref ?? '' };
  return isEmbed(made) && { ...made, title: title ?? '' };
}

function link(dom: HTMLElement): Values | false {
  const page = number(dom.dataset['page']);
  if (page !== null) return { page_id: page, href: null };
  const href = (dom.getAttribute('href') ?? '').trim().replaceAll(' ', '%20');
  return isHref(href) && { href, page_id: null };
}

/** A frame of another page is taken when its address is one of the providers'. */
function frame(dom: HTMLElement): Values | false {
  const made = embedOf(dom.getAttribute('src') ?? '');
  return made && { ...made, title: dom.getAttribute('title') ?? '' } || false;
}

const heading = (tag: string, level: number): TagParseRule => ({ tag, attrs: { level } });

export const NODE_READERS: Record<string, Rules> = {
  paragraph: [{ tag: 'p' }],
  heading: [heading('h1', 2), heading('h2', 2), heading('h3', 3), heading('h4', 4), heading('h5', 4), heading('h6', 4)],
  bullet_list: [{ tag: 'ul' }],
  ordered_list: [
    {
      tag: 'ol',
      getAttrs: (dom) => ({
        start: number(dom.getAttribute('start')) ?? 1,
        kind: LIST_KINDS[dom.getAttribute('type') ?? ''] ?? 'decimal',
      }),
    },
  ],
  list_item: [{ tag: 'li' }],
  blockquote: [
    {
      tag: 'blockquote',
      getAttrs: (dom) => {
        const cite = dom.getAttribute('cite') ?? '';
        return { cite: isHref(cite) ? cite : null };
      },
    },
  ],
  callout: [
    {
      tag: 'div[data-callout]',
      getAttrs: (dom) => {
        const kind = dom.dataset['callout'] ?? '';
        return { kind: ['note', 'info', 'success', 'warning'].includes(kind) ? kind : 'note' };
      },
    },
  ],
  embed: [
    { tag: 'figure[data-provider]', getAttrs: embed, priority: 60 },
    { tag: 'iframe[src]', getAttrs: frame },
  ],
  figure: [{ tag: 'figure', getAttrs: figure, contentElement: caption }],
  gallery: [{ tag: 'div[data-gallery]' }],
  table: [{ tag: 'table', getAttrs: (dom) => ({ caption: dom.dataset['caption'] ?? '' }) }],
  table_row: [{ tag: 'tr' }],
  table_cell: [{ tag: 'td', getAttrs: span }],
  table_header: [
    { tag: 'th', getAttrs: (dom) => ({ ...span(dom), scope: dom.getAttribute('scope') === 'row' ? 'row' : 'col' }) },
  ],
  attachment: [
    {
      tag: 'p[data-attachment]',
      priority: 60,
      getAttrs: (dom) => {
        const media_id = number(dom.dataset['attachment']);
        return media_id !== null && { media_id };
      },
    },
  ],
  rule: [{ tag: 'hr' }],
  hard_break: [{ tag: 'br' }],
  footnote: [
    {
      tag: 'sup[data-footnote]',
      priority: 60,
      getAttrs: (dom) => /^[\w-]{1,64}$/u.test(dom.dataset['footnote'] ?? '') && { id: dom.dataset['footnote'] },
    },
  ],
  page_ref: [
    {
      tag: 'span[data-page-ref]',
      getAttrs: (dom) => {
        const page_id = number(dom.dataset['pageRef']);
        return page_id !== null && { page_id };
      },
    },
  ],
};

const isNormal = (dom: HTMLElement): boolean => dom.style.fontWeight === 'normal' || dom.style.fontWeight === '400';

export const MARK_READERS: Record<string, Rules> = {
  link: [
    { tag: 'a[data-page]', getAttrs: link },
    { tag: 'a[href]', getAttrs: link },
  ],
  strong: [{ tag: 'strong' }, { tag: 'b', getAttrs: (dom) => !isNormal(dom) && null }],
  em: [{ tag: 'em' }, { tag: 'i' }],
  strike: [{ tag: 's' }, { tag: 'del:not([data-suggestion])' }, { tag: 'strike' }],
  sub: [{ tag: 'sub' }],
  sup: [{ tag: 'sup' }],
  code: [{ tag: 'code' }],
  lang: [
    {
      tag: 'span.ed-lang[lang]',
      getAttrs: (dom) => /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/iu.test(dom.lang) && { tag: dom.lang },
    },
  ],
};
