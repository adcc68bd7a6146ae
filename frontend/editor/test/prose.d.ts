declare module '*/generate.mjs' {
  import type { Node, Schema } from 'prosemirror-model';
  export class Generator {
    constructor(schema: Schema, seed: number);
    document(): Node;
    make(name: string, attrs?: Record<string, unknown>, content?: unknown): Node;
  }
}
declare module '*/edit.mjs' {
  import type { Node, Schema } from 'prosemirror-model';
  import type { Transform } from 'prosemirror-transform';
  export class Editor {
    constructor(schema: Schema, generator: unknown);
    edited(doc: Node): Transform;
  }
}
declare const REPOSITORY: string;
