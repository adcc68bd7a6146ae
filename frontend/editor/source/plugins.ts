// What the editor's state is made of.

import { dropCursor } from 'prosemirror-dropcursor';
import { gapCursor } from 'prosemirror-gapcursor';
import { history } from 'prosemirror-history';
import { Plugin } from 'prosemirror-state';

import { goingOn } from './blocks';
import { findings } from './checker';
import type { Context } from './context';
import { footnoteNumbers } from './footnotes';
import { blockIds } from './ids';
import { keys } from './keys';
import { pasting } from './paste';
import { pending, wholeCharacters } from './pending';
import { presence } from './presence';
import { typingRules } from './rules';
import { searching } from './search';
import { slashMenu } from './slash';
import { tableEditing } from './tables';
import { uploads } from './upload';
import { word } from './words';

/** The editable, as a screen reader hears of it. */
function described(language: string): Plugin {
  const attributes = { role: 'textbox', 'aria-multiline': 'true', 'aria-label': word('editor'), lang: language, class: 'prose ed-text', spellcheck: 'true' };
  return new Plugin({ props: { attributes } });
}

export function plugins(client: string, context: () => Context, toToolbar: () => void): Plugin[] {
  return [
    pending(client),
    history(),
    described(document.documentElement.lang || 'vi'),
    wholeCharacters(),
    slashMenu(context),
    typingRules(),
    pasting(context),
    ...keys(context, toToolbar),
    tableEditing(),
    goingOn(),
    blockIds(),
    uploads(),
    presence(),
    findings(),
    searching(),
    footnoteNumbers(() => context().library.redraw()),
    dropCursor({ class: 'ed-drop', color: false }),
    gapCursor(),
  ];
}
