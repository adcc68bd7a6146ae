// What the parts of the editor share.

import type { EditorView } from 'prosemirror-view';

import type { Dialogs } from './dialogs';
import type { Library } from './library';
import type { Boot } from './wire';

export interface Context {
  view: EditorView;
  boot: Boot;
  /** The address below which this article's editor is served. */
  base: string;
  library: Library;
  dialogs: Dialogs;
  root: HTMLElement;
  /** Tells a screen reader. */
  say(words: string): void;
  /** Runs a command by its name. */
  run(name: string): void;
  isUnconfirmed(): boolean;
}
