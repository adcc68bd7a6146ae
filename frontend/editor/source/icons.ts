// The pictures on the tools, drawn on 24 × 24 with strokes; those without one show their words.

const ICONS: Record<string, string> = {
  undo: 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  redo: 'm15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3',
  paragraph: 'M13 4v16M17 4v16M19 4H9.5a4.5 4.5 0 0 0 0 9H13',
  heading2: 'M4 5v14M13 5v14M4 12h9M17 12c0-2 4-2 4 .5S17 16 17 19h4',
  heading3: 'M4 5v14M13 5v14M4 12h9M17 11h4l-2.5 3c3.5 0 3.5 5 0 5H17',
  heading4: 'M4 5v14M13 5v14M4 12h9M17 10v5h4M21 10v9',
  strong: 'M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z',
  em: 'M10 5h8M6 19h8M14 5l-4 14',
  link: 'M10 13a5 5 0 0 0 7.5.5l3-3a5 5 0 0 0-7-7l-1.5 1.5M14 11a5 5 0 0 0-7.5-.5l-3 3a5 5 0 0 0 7 7l1.5-1.5',
  strike: 'M4 12h16M17 7c-1-2-3-3-5-3-3 0-5 1.5-5 4M7 17c1 2 3 3 5 3 3 0 5-1.5 5-4',
  sub: 'm4 5 8 10M12 5 4 15M16 17c0-2 4-2 4 0s-4 2-4 4h4',
  sup: 'm4 9 8 10M12 9 4 19M16 5c0-2 4-2 4 0s-4 2-4 4h4',
  code: 'm8 7-5 5 5 5M16 7l5 5-5 5',
  lang: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
  bullet_list: 'M9 6h12M9 12h12M9 18h12M4 6h.01M4 12h.01M4 18h.01',
  ordered_list: 'M10 6h11M10 12h11M10 18h11M4 4h1v5M4 15c0-1.5 2.5-1.5 2.5 0S4 17 4 19h2.5',
  indent: 'M11 6h10M11 12h10M11 18h10M3 8l4 4-4 4',
  outdent: 'M11 6h10M11 12h10M11 18h10M7 8l-4 4 4 4',
  blockquote: 'M4 5v14M9 8h11M9 12h11M9 16h7',
  callout: 'M4 5h16v14H4zM8 5v14M12 10h5M12 14h3',
  insert: 'M12 5v14M5 12h14',
  picture: 'M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 5M15 9h.01',
  gallery: 'M3 7h13v13H3zM7 4h14v13M3 16l4-4 4 4 2-2 3 3',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14',
  attachment: 'm20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.5 3.5 0 0 1 5 5l-8.5 8.5a2 2 0 0 1-3-3L14 7',
  embed: 'M4 5h16v14H4zM10 9l5 3-5 3z',
  footnote: 'M4 6h9M4 11h7M4 16h9M17 5l2-1v7M17 11h4',
  page_ref: 'M6 3h9l4 4v14H6zM14 3v5h5M9 13h7M9 17h5',
  rule: 'M4 12h16M8 7h8M8 17h8',
  block_menu: 'M9 5h.01M15 5h.01M9 12h.01M15 12h.01M9 19h.01M15 19h.01',
  find: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M20 20l-5-5',
  check: 'M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5',
  preview: 'M3 12c4-8 14-8 18 0-4 8-14 8-18 0M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5',
  calm: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  shortcuts: 'M3 7h18v11H3zM7 11h.01M11 11h.01M15 11h.01M8 15h8',
  version: 'M5 4h11l4 4v12H5zM8 4v5h7V4M8 20v-6h8v6',
  row_after: 'M4 4h16v8H4zM12 15v6M9 18h6',
  row_delete: 'M4 4h16v8H4zM9 18h6',
  column_after: 'M4 4h8v16H4zM18 9v6M15 12h6',
  column_delete: 'M4 4h8v16H4zM15 12h6',
  header_row: 'M4 5h16v14H4zM4 10h16M4 6.5h16M4 8h16',
  header_column: 'M4 5h16v14H4zM9 5v14M5.5 5v14M7 5v14',
  merge: 'M4 5h16v14H4zM8 12h8M10 9.5 7.5 12l2.5 2.5M14 9.5l2.5 2.5-2.5 2.5',
  split: 'M4 5h16v14H4zM12 5v14',
  table_caption: 'M4 9h16v11H4zM4 14h16M7 5h10',
  table_delete: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v6M14 11v6',
  quote_source: 'M10 13a5 5 0 0 0 7.5.5l3-3a5 5 0 0 0-7-7l-1.5 1.5M4 15v6M8 18h.01',
  lift: 'M12 20V6M6 12l6-6 6 6',
  figure_edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
};

const SPACE = 'http://www.w3.org/2000/svg';

export function icon(name: string): SVGElement | null {
  const path = ICONS[name];
  if (!path) return null;
  const svg = document.createElementNS(SPACE, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'ed-icon');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SPACE, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}
