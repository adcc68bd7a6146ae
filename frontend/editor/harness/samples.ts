// Articles, files and pages of the harness.

import type { MediaInfo, PageInfo } from '../source/wire';

type Sample = { type: string; attrs?: Record<string, unknown>; content?: Sample[]; text?: string; marks?: { type: string; attrs?: Record<string, unknown> }[] };

const text = (words: string, ...marks: string[]): Sample => ({ type: 'text', text: words, ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}) });
const block = (type: string, id: string, content: Sample[], attrs: Record<string, unknown> = {}): Sample => ({ type, attrs: { id, ...attrs }, content });
const paragraph = (id: string, ...content: Sample[]): Sample => ({ type: 'paragraph', attrs: { id }, ...(content.length > 0 ? { content } : {}) });
const spans = { colspan: 1, rowspan: 1, colwidth: null };
const cell = (id: string, words: string, scope?: string): Sample =>
  block(scope ? 'table_header' : 'table_cell', id, [paragraph(`${id}p`, text(words))], scope ? { ...spans, scope } : spans);

export const EMPTY: Sample = { type: 'doc', attrs: { footnotes: {} }, content: [paragraph('b1')] };

export const FULL: Sample = {
  type: 'doc',
  attrs: { footnotes: { f1: [{ type: 'text', text: 'Theo báo cáo của Ủy ban nhân dân xã, tháng 9.' }] } },
  content: [
    paragraph('b1', text('Sáng 2/9, xã Đông Hải '), text('khánh thành', 'strong'), text(' nhà văn hóa thôn Đông, công trình do '), text('nhân dân', 'em'), text(' góp sức trong hai năm.'), { type: 'footnote', attrs: { id: 'f1' } }),
    block('heading', 'b2', [text('Nhà của cả thôn')], { level: 2 }),
    { type: 'figure', attrs: { id: 'b3', media_id: 5, alt: '', decorative: false, focal: [0.75, 0.3], crop: null, size: 'normal' }, content: [text('Quang cảnh buổi lễ. Ảnh: Văn Bình')] },
    paragraph('b4', text('Công trình rộng 300 mét vuông, có phòng đọc sách, sân khấu và chỗ họp cho hai trăm người.')),
    block('bullet_list', 'b5', [
      block('list_item', 'b6', [paragraph('b7', text('Phòng đọc: 1.200 đầu sách'))]),
      block('list_item', 'b8', [paragraph('b9', text('Sân chơi cho thiếu nhi'))]),
    ]),
    block('table', 'b10', [
      block('table_row', 'b11', [cell('b12', 'Hạng mục', 'col'), cell('b13', 'Kinh phí', 'col'), cell('b14', 'Nguồn', 'col')]),
      block('table_row', 'b15', [cell('b16', 'Nhà chính'), cell('b17', '1,2 tỷ đồng'), cell('b18', 'Ngân sách xã')]),
      block('table_row', 'b19', [cell('b20', 'Sân, cổng'), cell('b21', '300 triệu đồng'), cell('b22', 'Nhân dân đóng góp')]),
    ], { caption: 'Kinh phí xây dựng' }),
    block('blockquote', 'b23', [paragraph('b24', text('Có nhà văn hóa, tối nào bà con cũng có chỗ gặp nhau.'))], { cite: 'https://vi.example/phong-van' }),
    block('callout', 'b25', [paragraph('b26', text('Nhà văn hóa mở cửa từ 7 giờ đến 21 giờ hằng ngày.'))], { kind: 'info' }),
    { type: 'embed', attrs: { id: 'b27', provider: 'youtube', ref: 'abcdefghijk', title: 'Lễ khánh thành' } },
    { type: 'attachment', attrs: { id: 'b28', media_id: 6 } },
    paragraph('b29', text('Xem thêm '), { type: 'page_ref', attrs: { page_id: 7 } }, text('.')),
  ],
};

const media = (id: number, name: string, more: Partial<MediaInfo>): MediaInfo => ({ id, name, kind: 'image', src: `/tep/${id}/${name}`, srcset: '', width: 1200, height: 675, alt: '', size: 2_400_000, mime: 'image/jpeg', ...more });

export const MEDIA: Record<string, MediaInfo> = {
  5: media(5, 'le-hoi.jpg', {}),
  6: media(6, 'bao-cao.pdf', { kind: 'document', width: 0, height: 0, mime: 'application/pdf' }),
  8: media(8, 'nha-van-hoa.jpg', { alt: 'Nhà văn hóa hai tầng mái ngói' }),
};

export const PAGES: Record<string, PageInfo> = {
  7: { id: 7, title: 'Lịch lễ hội năm nay', url: '/bai-viet/7/lich-le-hoi', date: '01/09/2026' },
  9: { id: 9, title: 'Quy ước thôn văn hóa', url: '/bai-viet/9/quy-uoc', date: '12/08/2026' },
};

export const SECTIONS = [
  { slug: 'tin-tuc', name: 'Tin tức' },
  { slug: 'van-hoa', name: 'Văn hóa' },
];
