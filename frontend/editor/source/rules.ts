// What typing at the start of a line or around words turns into. None of it can come from Telex or VNI, which write with
// letters and digits, and none of it happens while an input method composes. One Backspace takes it back.

import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import type { Attrs, MarkType, NodeType } from 'prosemirror-model';
import type { Plugin, Transaction } from 'prosemirror-state';

import { kind, markKind } from './schema';

function around(pattern: RegExp, type: MarkType): InputRule {
  return new InputRule(pattern, (state, match, start, end): Transaction | null => {
    const [whole, before = '', words = ''] = match;
    if (words.trim() === '' || !state.doc.resolve(start).parent.type.allowsMarkType(type)) return null;
    const from = start + before.length;
    const text = state.doc.textBetween(from, end, '', ' ');
    const sign = (whole.length - before.length - words.length) / 2;
    const { tr } = state;
    const inner = from + sign;
    // The last sign is not in the document yet.
    tr.delete(end - (sign - 1), end);
    tr.delete(from, inner);
    if (text.length === 0) return null;
    tr.addMark(from, from + words.length, type.create());
    return tr.removeStoredMark(type);
  });
}

/** Only in a paragraph of its own: a heading or a cell is not turned by accident. */
function block(pattern: RegExp, type: NodeType, attrs: (match: RegExpMatchArray) => Attrs): InputRule {
  return textblockTypeInputRule(pattern, type, attrs);
}

function rule(): InputRule {
  return new InputRule(/^---$/u, (state, _match, start) => {
    const $start = state.doc.resolve(start);
    if ($start.depth !== 1 || $start.parent.type !== kind('paragraph')) return null;
    const { tr } = state;
    const at = $start.before();
    tr.replaceWith(at, $start.after(), [kind('rule').create(), kind('paragraph').create()]);
    return tr;
  });
}

export function typingRules(): Plugin {
  const heading = block(/^(#{2,4})\s$/u, kind('heading'), (match) => ({ level: (match[1] ?? '##').length }));
  const rules = [
    heading,
    wrappingInputRule(/^\s*[-*]\s$/u, kind('bullet_list')),
    wrappingInputRule(/^(\d{1,3})\.\s$/u, kind('ordered_list'), (match) => ({ start: Number(match[1]) })),
    wrappingInputRule(/^\s*>\s$/u, kind('blockquote')),
    rule(),
    around(/(^|[\s(“"])\*\*([^*\s][^*]*)\*\*$/u, markKind('strong')),
    around(/(^|[\s(“"])`([^`\s][^`]*)`$/u, markKind('code')),
  ];
  return inputRules({ rules });
}
