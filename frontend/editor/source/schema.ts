// The schema that prose emits, with ProseMirror's own extras added by name: how a node looks while it is edited,
// and how it is read back from what was copied here.

import { type Attrs, type MarkSpec, type NodeSpec, Schema } from 'prosemirror-model';

import told from '../schema.json';
import { isEmbed } from './embeds';
import { isHref } from './href';
import { MARK_LOOKS, NODE_LOOKS } from './looks';
import { MARK_READERS, NODE_READERS } from './readers';

export const SCHEMA_VERSION: number = told.schema_version;

type Entry = { name: string } & Record<string, unknown>;

const ROLES: Record<string, string> = { table: 'table', table_row: 'row', table_cell: 'cell', table_header: 'header_cell' };

/** Only what prose would take may come in, be it from the clipboard or from another writer. */
function hrefOnly(value: unknown): void {
  if (value !== null && !(typeof value === 'string' && isHref(value))) throw new RangeError('not an address');
}

function withHref(name: string, attrs: Record<string, object> | undefined): Record<string, object> | undefined {
  const key = name === 'link' ? 'href' : name === 'blockquote' ? 'cite' : null;
  return key && attrs?.[key] ? { ...attrs, [key]: { ...attrs[key], validate: hrefOnly } } : attrs;
}

function nodeSpec({ name, leaf: _, ...spec }: Entry): [string, NodeSpec] {
  const attrs = withHref(name, spec['attrs'] as Record<string, object> | undefined);
  const role = ROLES[name];
  const toDOM = NODE_LOOKS[name];
  const extras: NodeSpec = { ...(role ? { tableRole: role } : {}), ...(toDOM ? { toDOM } : {}), parseDOM: NODE_READERS[name] ?? [] };
  if (name === 'figure' || name === 'attachment' || name === 'embed' || name === 'gallery') extras.draggable = true;
  if (name === 'hard_break') Object.assign(extras, { selectable: false, linebreakReplacement: true, leafText: () => '\n' });
  return [name, { ...spec, ...(attrs ? { attrs } : {}), ...extras }];
}

function markSpec({ name, ...spec }: Entry): [string, MarkSpec] {
  const attrs = withHref(name, spec['attrs'] as Record<string, object> | undefined);
  const toDOM = MARK_LOOKS[name];
  return [name, { ...spec, ...(attrs ? { attrs } : {}), ...(toDOM ? { toDOM } : {}), parseDOM: MARK_READERS[name] ?? [] }];
}

export const schema = new Schema({
  topNode: told.topNode,
  nodes: Object.fromEntries((told.nodes as Entry[]).map(nodeSpec)),
  marks: Object.fromEntries((told.marks as Entry[]).map(markSpec)),
});

type Kind = NonNullable<(typeof schema.nodes)[string]>;
type MarkKind = NonNullable<(typeof schema.marks)[string]>;

/** A node type that is known to be there. */
export function kind(name: string): Kind {
  const found = schema.nodes[name];
  if (!found) throw new RangeError(`no node is called ${name}`);
  return found;
}

/** A mark type that is known to be there. */
export function markKind(name: string): MarkKind {
  const found = schema.marks[name];
  if (!found) throw new RangeError(`no mark is called ${name}`);
  return found;
}

export function embedAttrs(attrs: Attrs): boolean {
  return isEmbed({ provider: String(attrs['provider']), ref: String(attrs['ref']) });
}
