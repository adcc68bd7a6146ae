// Documents by chance, valid for the schema.

const WORDS = ['Đảng', 'uỷ', 'xã ', 'nghị quyết', ' số 23', '😀', 'a', 'Tiếng Việt ', '👩‍🌾 x', ' ', 'e\u0301'];

export class Generator {
  constructor(schema, seed) {
    this.schema = schema;
    this.state = seed >>> 0;
    this.ids = 0;
  }

  // Mulberry32: the same numbers for the same seed on every machine.
  random() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(n) {
    return Math.floor(this.random() * n);
  }

  chance(part) {
    return this.random() < part;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  some(least, most, make) {
    return Array.from({ length: least + this.below(most - least + 1) }, () => make());
  }

  id() {
    this.ids += 1;
    return this.chance(0.1) ? null : `b${this.ids}`;
  }

  text() {
    return this.some(1, 4, () => this.pick(WORDS)).join('');
  }

  mark() {
    const id = this.chance(0.5) ? this.below(4) : `s${this.below(4)}`;
    const make = {
      link: () => (this.chance(0.5) ? { href: this.pick(['/a', 'https://b.vn']) } : { page_id: this.below(3) }),
      lang: () => ({ tag: this.pick(['en', 'fr']) }),
      insertion: () => ({ id }),
      deletion: () => ({ id }),
      modification: () => ({ id, type: 'attr', attrName: 'level', previousValue: this.value(), newValue: this.value() }),
    };
    const name = this.pick(Object.keys(this.schema.marks));
    return this.schema.mark(name, make[name]?.());
  }

  suggestion() {
    for (;;) {
      const mark = this.mark();
      if (['insertion', 'deletion', 'modification'].includes(mark.type.name)) return mark;
    }
  }

  value() {
    return this.pick([null, 2, 3.5, 'x', true, { a: [1, null] }]);
  }

  marks(part = 0.35) {
    let set = [];
    while (this.chance(part)) set = this.mark().addToSet(set);
    return set;
  }

  inline() {
    const { nodes } = this.schema;
    const leaf = [
      () => nodes.hard_break.create(null, null, this.marks()),
      () => nodes.footnote.create({ id: `n${this.below(9)}` }, null, this.marks()),
      () => nodes.page_ref.create({ page_id: this.below(9) }, null, this.marks()),
      () => nodes.unknown_inline.create({ original: { type: 'later', n: this.below(9) } }, null, this.marks()),
    ];
    return this.chance(0.75) ? this.schema.text(this.text(), this.marks()) : this.pick(leaf)();
  }

  make(name, attrs, content) {
    const marks = this.chance(0.06) ? [this.suggestion()] : [];
    return this.schema.nodes[name].create({ id: this.id(), ...attrs }, content, marks);
  }

  inlines() {
    return this.some(0, 4, () => this.inline());
  }

  blocks(depth, inCell) {
    return this.some(1, 3, () => this.block(depth, inCell));
  }

  figure() {
    const crop = this.chance(0.3) ? [0, 0.25, 1, 0.5] : null;
    const attrs = { media_id: this.chance(0.5) ? this.below(9) : null, alt: this.text(), crop };
    return this.make('figure', attrs, this.inlines());
  }

  list(depth) {
    const items = this.some(1, 3, () => this.make('list_item', {}, this.blocks(depth - 1)));
    const start = this.below(9);
    return this.chance(0.6) ? this.make('bullet_list', {}, items) : this.make('ordered_list', { start }, items);
  }

  table(depth) {
    const width = 1 + this.below(3);
    const cell = () => this.make(this.pick(['table_cell', 'table_header']), {}, this.blocks(depth - 1, true));
    const row = () => this.make('table_row', {}, Array.from({ length: width }, cell));
    return this.make('table', { caption: this.text() }, this.some(1, 3, row));
  }

  leaf() {
    const kind = this.below(4);
    if (kind === 0) return this.make('rule');
    if (kind === 1) return this.make('attachment', { media_id: this.below(9) });
    if (kind === 2) return this.make('embed', { provider: 'youtube', ref: 'abc', title: this.text() });
    return this.make('unknown_block', { original: { type: 'poll', n: [this.below(9)] } });
  }

  block(depth, inCell = false) {
    const roll = this.random();
    if (depth <= 0 || roll < 0.45) return this.make('paragraph', {}, this.inlines());
    if (roll < 0.55) return this.make('heading', { level: 2 + this.below(3) }, this.inlines());
    if (roll < 0.68) return this.list(depth);
    if (roll < 0.74) return this.make('blockquote', { cite: this.pick([null, 'Báo']) }, this.blocks(depth - 1));
    if (roll < 0.79) return this.make('callout', { kind: this.pick(['note', 'info']) }, this.blocks(depth - 1));
    if (roll < 0.84) return this.figure();
    if (roll < 0.87) return this.make('gallery', {}, this.some(1, 2, () => this.figure()));
    if (roll < 0.94 && !inCell) return this.table(depth);
    return this.leaf();
  }

  footnotes() {
    return this.chance(0.3) ? { n1: [{ type: 'text', text: this.text() }] } : {};
  }

  document() {
    const attrs = { footnotes: this.footnotes() };
    const doc = this.schema.nodes.doc.create(attrs, this.some(1, 5, () => this.block(2)));
    doc.check();
    return doc;
  }
}
