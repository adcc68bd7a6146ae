// Random editing, as commands do it and as a careless client might, with ProseMirror's results.

import { rebaseSteps } from 'prosemirror-collab';
import { Fragment, Slice } from 'prosemirror-model';
import * as transform from 'prosemirror-transform';

const { Transform, canJoin, canSplit, findWrapping, joinPoint, liftTarget } = transform;

export class Editor {
  constructor(schema, generator) {
    this.schema = schema;
    this.random = generator;
    this.count = 0;
    this.kinds = {};
    this.thrown = 0;
    this.cut = 0;
  }

  position(doc) {
    return this.random.below(doc.content.size + 1);
  }

  range(doc) {
    const one = this.position(doc);
    const two = this.random.chance(0.5) ? this.position(doc) : Math.min(doc.content.size, one + this.random.below(12));
    return one < two ? [one, two] : [two, one];
  }

  // Where nodes of some kind are, with the nodes.
  found(doc, test) {
    const found = [];
    doc.descendants((node, pos, parent, index) => {
      if (test(node)) found.push({ node, pos, parent, index });
    });
    return found;
  }

  slice(doc) {
    const source = this.random.chance(0.5) ? doc : this.random.document();
    const [from, to] = this.range(source).map((pos) => (this.isWithin(source, pos) ? pos - 1 : pos));
    return source.slice(from, to, this.random.chance(0.2));
  }

  // A value for an attribute, such as the editor sets.
  setting(node) {
    const known = {
      id: () => this.random.id(),
      level: () => 2 + this.random.below(3),
      kind: () => this.random.pick(['note', 'warning', 'decimal']),
      start: () => this.random.below(99),
      alt: () => this.random.text(),
      caption: () => this.random.text(),
      title: () => this.random.text(),
      decorative: () => this.random.chance(0.5),
      media_id: () => this.random.below(99),
      colspan: () => 1 + this.random.below(3),
      colwidth: () => this.random.pick([null, [80], [80, 90]]),
      crop: () => this.random.pick([null, [0, 0.5, 1, 0.5]]),
      page_id: () => this.random.below(99),
    };
    const names = Object.keys(node?.attrs ?? {}).filter((name) => name in known);
    const name = names.length > 0 ? this.random.pick(names) : 'id';
    return [name, known[name]()];
  }

  // The commands' ways to change a document.
  commands(tr) {
    const { random, schema } = this;
    const { nodes } = schema;
    const doc = tr.doc;
    const blockRange = () => {
      const [from, to] = this.range(doc);
      return doc.resolve(from).blockRange(doc.resolve(to));
    };
    const place = (test) => random.pick(this.found(doc, test));
    const isRow = (node) => node.type === nodes.table_row;
    return {
      type: () => tr.insert(place((node) => node.isTextblock).pos + 1, schema.text(random.text(), random.marks())),
      insert: () => tr.insert(this.position(doc), random.chance(0.5) ? random.block(2) : random.inline()),
      delete: () => tr.delete(...this.range(doc)),
      deleteRange: () => tr.deleteRange(...this.range(doc)),
      replace: () => tr.replace(...this.range(doc), this.slice(doc)),
      replaceRange: () => tr.replaceRange(...this.range(doc), this.slice(doc)),
      replaceRangeWith: () => tr.replaceRangeWith(...this.range(doc), random.chance(0.6) ? random.block(2) : random.inline()),
      addMark: () => tr.addMark(...this.range(doc), random.mark()),
      removeMark: () => tr.removeMark(...this.range(doc), random.pick([random.mark(), random.mark().type, null])),
      addNodeMark: () => tr.addNodeMark(place((node) => !node.isText).pos, random.suggestion()),
      removeNodeMark: () => {
        const { node, pos } = place((node) => !node.isText && node.marks.length > 0);
        tr.removeNodeMark(pos, random.pick(node.marks));
      },
      wrap: () => {
        const range = blockRange();
        const name = random.pick(['blockquote', 'callout', 'bullet_list', 'ordered_list']);
        tr.wrap(range, findWrapping(range, nodes[name], { id: random.id() }));
      },
      lift: () => {
        const range = blockRange();
        tr.lift(range, liftTarget(range));
      },
      split: () => {
        const { node, pos } = place((node) => node.isTextblock);
        const at = pos + 1 + random.below(node.content.size + 1);
        const depth = random.chance(0.3) ? 2 : 1;
        const types = random.chance(0.3) ? [{ type: nodes.heading, attrs: { level: 2 } }] : undefined;
        if (canSplit(doc, at, depth, types)) tr.split(at, depth, types);
      },
      join: () => {
        const at = random.chance(0.5) ? this.position(doc) : joinPoint(doc, this.position(doc), random.pick([1, -1]));
        if (canJoin(doc, at)) tr.join(at);
      },
      setBlockType: () => tr.setBlockType(...this.range(doc), random.pick([nodes.paragraph, nodes.heading]), { id: random.id() }),
      setNodeMarkup: () => {
        const { node, pos } = place((node) => node.type === nodes.heading || node.type === nodes.table_cell || node.type === nodes.callout);
        const [name, value] = this.setting(node);
        tr.setNodeMarkup(pos, null, { ...node.attrs, [name]: value });
      },
      setNodeAttribute: () => {
        const { node, pos } = place((node) => !node.isText);
        tr.setNodeAttribute(pos, ...this.setting(node));
      },
      setDocAttribute: () => tr.setDocAttribute('footnotes', random.footnotes()),
      addRow: () => {
        const { node, pos } = place(isRow);
        tr.insert(random.chance(0.5) ? pos : pos + node.nodeSize, node);
      },
      deleteRow: () => {
        const { node, pos } = place(isRow);
        tr.delete(pos, pos + node.nodeSize);
      },
      addColumn: () => {
        const rows = this.found(doc, isRow);
        for (const { pos } of rows.slice(0, 3)) tr.insert(tr.mapping.map(pos + 1), nodes.table_cell.createAndFill());
      },
      deleteCell: () => {
        const { node, pos } = place((node) => node.type.spec.isolating);
        tr.delete(pos, pos + node.nodeSize);
      },
      changeCell: () => {
        const { node, pos } = place((node) => node.type === nodes.table_cell);
        tr.setNodeMarkup(pos, nodes.table_header, { ...node.attrs, scope: 'row' });
      },
    };
  }

  // Steps without a command's care; most do not fit.
  careless(doc) {
    const { random } = this;
    const [from, to] = this.range(doc);
    const cuts = [from + random.below(to - from + 1), from + random.below(to - from + 1)].sort((a, b) => a - b);
    const inside = random.chance(0.5) ? [Math.min(from + 1, to), Math.max(to - 1, Math.min(from + 1, to))] : cuts;
    const slice = () => {
      const { content, openStart, openEnd } = this.slice(doc);
      const less = (depth) => (random.chance(0.2) ? random.below(depth + 1) : depth);
      return new Slice(content, less(openStart), less(openEnd));
    };
    const wrapper = () => new Slice(Fragment.from(random.pick([random.make('blockquote'), random.make('callout'), random.make('list_item'), random.make('heading')])), 0, 0);
    const node = doc.nodeAt(from);
    const around = (slice) => {
      const insert = random.below(slice.size + 1);
      return new transform.ReplaceAroundStep(from, to, ...inside, slice, insert, random.chance(0.5));
    };
    const kinds = [
      () => new transform.ReplaceStep(from, to, slice(), random.chance(0.3)),
      () => new transform.ReplaceStep(from, Math.min(doc.content.size, from + random.below(4)), Slice.empty, random.chance(0.5)),
      () => around(slice()),
      () => around(random.chance(0.5) ? wrapper() : Slice.empty),
      () => new transform.AddMarkStep(from, to, random.mark()),
      () => new transform.RemoveMarkStep(from, to, random.mark()),
      () => new transform.AddNodeMarkStep(from, random.mark()),
      () => new transform.RemoveNodeMarkStep(from, random.mark()),
      () => new transform.AttrStep(from, ...this.setting(node)),
      () => new transform.DocAttrStep('footnotes', random.footnotes()),
    ];
    return random.pick(kinds)();
  }

  // A few commands on a document; one that does not fit makes no step.
  edited(doc) {
    const tr = new Transform(doc);
    for (let i = 1 + this.random.below(3); i > 0; i--) {
      const commands = this.commands(tr);
      try {
        commands[this.random.pick(Object.keys(commands))]();
      } catch {
        // A step that was made before the command failed stays.
      }
    }
    return tr;
  }

  outcome(doc, step) {
    try {
      return step.apply(doc).doc;
    } catch {
      return null;
    }
  }

  tried(doc, step) {
    this.count += 1;
    const kind = step.toJSON().stepType;
    const result = this.splits(doc, step) ? null : this.outcome(doc, step);
    this.kinds[kind] ??= { applied: 0, refused: 0 };
    this.kinds[kind][result === null ? 'refused' : 'applied'] += 1;
    const told = { step, result, maps: this.mapped(step.getMap(), doc.content.size) };
    if (result === null) return told;
    const inverse = step.invert(doc);
    const undone = this.outcome(result, inverse);
    return { ...told, inverse, undone: undone?.eq(doc) ? undefined : undone };
  }

  // Whether a position lies within a character: ProseMirror cuts it, the server does not.
  splits(doc, step) {
    const { from, to, gapFrom, gapTo, insert, slice } = step;
    const held = insert === undefined ? null : doc.copy(slice.content);
    if (held !== null && this.isWithin(held, insert + slice.openStart)) return true;
    return [from, to, gapFrom, gapTo].some((pos) => pos !== undefined && this.isWithin(doc, pos));
  }

  isWithin(doc, pos) {
    if (pos < 0 || pos > doc.content.size) return false;
    const $pos = doc.resolve(pos);
    const text = $pos.parent.maybeChild($pos.index())?.text;
    return text !== undefined && $pos.textOffset > 0 && (text.codePointAt($pos.textOffset - 1) ?? 0) > 0xffff;
  }

  mapped(map, size) {
    return Array.from({ length: 6 }, () => {
      const pos = this.random.below(size + 1);
      const assoc = this.random.pick([-1, 1]);
      const result = map.mapResult(pos, assoc);
      return [pos, assoc, result.pos, result.deleted, result.deletedBefore, result.deletedAfter, result.deletedAcross];
    });
  }

  // One document, edited by two and by a careless third.
  round() {
    const doc = this.random.document();
    const [one, two] = [this.edited(doc), this.edited(doc)];
    const isWhole = (tr) => tr.steps.every((step, i) => !this.splits(tr.docs[i], step));
    const told = { doc, careless: Array.from({ length: 3 }, () => this.tried(doc, this.careless(doc))) };
    if (!isWhole(one) || !isWhole(two)) return told;
    told.steps = one.steps.map((step, i) => this.tried(one.docs[i], step));
    told.merged = one.steps.slice(1).map((step, i) => one.steps[i].merge(step));
    told.over = two.steps;
    told.mapped = one.steps.map((step) => step.map(two.mapping));
    told.through = this.mapped(two.mapping, doc.content.size);
    const unconfirmed = one.steps.map((step, i) => ({ step, inverted: step.invert(one.docs[i]), origin: one }));
    const tr = new Transform(one.doc);
    try {
      const rebased = rebaseSteps(unconfirmed, two.steps, tr).map(({ step }) => step);
      const cuts = tr.steps.some((step, i) => this.splits(tr.docs[i], step));
      if (!cuts) Object.assign(told, { rebased, rebasedDoc: tr.doc });
      this.cut += cuts ? 1 : 0;
    } catch {
      // Content that does not fit is an exception here, not a failed step: an editor stops where the server goes on.
      this.thrown += 1;
    }
    return told;
  }
}
