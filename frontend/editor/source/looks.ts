// How nodes and marks look while they are edited and copied. What a reader gets is made by prose, not here.

import type { DOMOutputSpec, Mark, Node } from 'prosemirror-model';

type Look = (node: Node) => DOMOutputSpec;
type MarkLook = (mark: Mark, inline: boolean) => DOMOutputSpec;
type Values = Record<string, unknown>;

/** The id and other attributes that the reader of copied markup takes back. */
function data(node: Node, more: Values = {}): Record<string, string> {
  const all: Values = { 'data-block': node.attrs['id'], ...more };
  const told = Object.entries(all).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return Object.fromEntries(told.map(([key, value]) => [key, String(value)]));
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

function cell(tag: 'td' | 'th'): Look {
  return (node) => {
    const { colspan, rowspan, colwidth, scope } = node.attrs as Record<string, number | number[] | string | null>;
    const spans = { colspan: colspan === 1 ? null : colspan, rowspan: rowspan === 1 ? null : rowspan };
    const widths = Array.isArray(colwidth) ? colwidth.join(',') : null;
    return [tag, data(node, { ...spans, scope: tag === 'th' ? scope : null, 'data-colwidth': widths }), 0];
  };
}

const LIST_TYPES: Record<string, string> = { lower_alpha: 'a', upper_alpha: 'A', lower_roman: 'i', upper_roman: 'I' };

export const NODE_LOOKS: Record<string, Look> = {
  paragraph: (node) => ['p', data(node), 0],
  heading: (node) => [`h${String(node.attrs['level'])}`, data(node), 0],
  bullet_list: (node) => ['ul', data(node), 0],
  ordered_list: (node) => {
    const { start, kind } = node.attrs as { start: number; kind: string };
    return ['ol', data(node, { start: start === 1 ? null : start, type: LIST_TYPES[kind] }), 0];
  },
  list_item: (node) => ['li', data(node), 0],
  blockquote: (node) => ['blockquote', data(node, { cite: node.attrs['cite'] as unknown }), 0],
  callout: (node) => {
    const kind = String(node.attrs['kind']);
    return ['div', data(node, { class: `callout callout--${kind}`, 'data-callout': kind }), 0];
  },
  figure: (node) => {
    const { media_id, alt, decorative, focal, crop, size } = node.attrs as Values;
    const told = { 'data-media': media_id, 'data-alt': alt, 'data-decorative': decorative || null, 'data-size': size };
    return ['figure', data(node, { ...told, 'data-focal': json(focal), 'data-crop': json(crop) }), ['figcaption', 0]];
  },
  gallery: (node) => ['div', data(node, { class: 'gallery', 'data-gallery': 'true' }), 0],
  table: (node) => {
    const body: DOMOutputSpec = ['tbody', 0];
    return ['table', data(node, { 'data-caption': node.attrs['caption'] as unknown }), body];
  },
  table_row: (node) => ['tr', data(node), 0],
  table_cell: cell('td'),
  table_header: cell('th'),
  attachment: (node) => ['p', data(node, { class: 'attachment', 'data-attachment': node.attrs['media_id'] as unknown })],
  embed: (node) => {
    const { provider, ref, title } = node.attrs as Record<string, string>;
    return ['figure', data(node, { class: 'embed', 'data-provider': provider, 'data-ref': ref, 'data-title': title })];
  },
  rule: (node) => ['hr', data(node)],
  unknown_block: (node) => ['p', data(node, { class: 'unknown', 'data-original': json(node.attrs['original']) }), '…'],
  hard_break: () => ['br'],
  footnote: (node) => ['sup', { class: 'footnote-ref', 'data-footnote': String(node.attrs['id']) }],
  page_ref: (node) => ['span', { class: 'page-ref', 'data-page-ref': String(node.attrs['page_id']) }],
  unknown_inline: (node) => ['span', { class: 'unknown', 'data-original': json(node.attrs['original']) ?? '' }, '…'],
};

function suggested(tag: 'ins' | 'del' | 'span', name: string): MarkLook {
  return (mark) => [tag, { class: `suggestion--${name}`, 'data-suggestion': JSON.stringify(mark.attrs) }, 0];
}

export const MARK_LOOKS: Record<string, MarkLook> = {
  link: (mark) => {
    const { href, page_id } = mark.attrs as { href: string | null; page_id: number | null };
    return ['a', page_id === null ? { href: href ?? '', rel: 'noopener' } : { 'data-page': String(page_id) }, 0];
  },
  strong: () => ['strong', 0],
  em: () => ['em', 0],
  strike: () => ['s', 0],
  sub: () => ['sub', 0],
  sup: () => ['sup', 0],
  code: () => ['code', 0],
  lang: (mark) => ['span', { lang: String(mark.attrs['tag']), class: 'ed-lang' }, 0],
  insertion: suggested('ins', 'insertion'),
  deletion: suggested('del', 'deletion'),
  modification: suggested('span', 'modification'),
};
