// What the server finds to mend: listed, marked in the text, with a way there and, where it is safe, a fix in one step.

import { Plugin, PluginKey, Selection, TextSelection } from 'prosemirror-state';
import { Step } from 'prosemirror-transform';
import { Decoration, DecorationSet } from 'prosemirror-view';

import { openers } from './commands';
import type { Context } from './context';
import { Panel } from './dialogs';
import { placeOf } from './figures';
import { schema } from './schema';
import type { StepJson } from './wire';
import { element, word } from './words';

interface Finding {
  kind: string;
  severity: 'error' | 'warning' | 'hint';
  text: string;
  block: string | null;
  footnote: string | null;
  from: number | null;
  to: number | null;
  fix: { label: string; steps: StepJson[] } | null;
}

const key = new PluginKey<DecorationSet>('checker');

export function findings(): Plugin {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, set) => (tr.getMeta(key) as DecorationSet | undefined) ?? set.map(tr.mapping, tr.doc),
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

/** The places of a finding; all of its block where it names no part. */
function range(context: Context, { block, from, to }: Finding): { from: number; to: number; isPart: boolean } | null {
  const { doc } = context.view.state;
  const pos = block === null ? null : placeOf(context, block, 0);
  const node = pos === null ? null : doc.nodeAt(pos);
  if (pos === null || !node) return null;
  const isPart = from !== null && to !== null && node.isTextblock && to <= node.content.size && from < to;
  return isPart ? { from: pos + 1 + from, to: pos + 1 + to, isPart } : { from: pos, to: pos + node.nodeSize, isPart: false };
}

function draw(context: Context, list: readonly Finding[]): void {
  const { view } = context;
  const marks = list.flatMap((finding) => {
    const found = range(context, finding);
    const look = { class: `ed-finding ed-finding--${finding.severity}`, title: finding.text };
    if (!found) return [];
    return [found.isPart ? Decoration.inline(found.from, found.to, look) : Decoration.node(found.from, found.to, look)];
  });
  view.dispatch(view.state.tr.setMeta(key, DecorationSet.create(view.state.doc, marks)).setMeta('addToHistory', false));
}

function goTo(context: Context, finding: Finding): void {
  const { view } = context;
  const found = range(context, finding);
  if (!found) return view.focus();
  const { doc } = view.state;
  const selection = found.isPart ? TextSelection.create(doc, found.from, found.to) : Selection.near(doc.resolve(found.from + 1));
  view.dispatch(view.state.tr.setSelection(selection).scrollIntoView());
  view.focus();
}

export function checkPanel(context: Context, version: () => number): void {
  const { view, root } = context;
  let list: readonly Finding[] = [];
  let checked = -1;
  const panel = new Panel(root, 'check', () => view.focus(), () => void check(), () => panel.isOpen ? void check() : draw(context, []));
  const fix = (finding: Finding): void => {
    if (checked !== version() || context.isUnconfirmed()) return panel.said(word('check_stale'));
    const { tr } = view.state;
    try {
      for (const json of finding.fix?.steps ?? []) tr.step(Step.fromJSON(schema, json));
      view.dispatch(tr.scrollIntoView());
      list = list.filter((one) => one !== finding);
      show();
    } catch {
      panel.said(word('check_stale'));
    }
  };
  const row = (finding: Finding): HTMLElement => {
    const go = element('button', { type: 'button', class: 'button button--plain' }, word('check_go'));
    go.addEventListener('click', () => goTo(context, finding));
    const made = element('li', { class: `ed-check-row ed-check-row--${finding.severity}` },
      element('p', {}, element('b', {}, word(`check_${finding.severity}`)), ` ${finding.text}`), go);
    if (finding.fix && view.editable) {
      const mend = element('button', { type: 'button', class: 'button button--plain' }, finding.fix.label);
      mend.addEventListener('click', () => fix(finding));
      made.append(' ', mend);
    }
    return made;
  };
  const show = (): void => {
    const rows = list.length > 0 ? element('ul', { class: 'ed-check-list' }, ...list.map(row)) : element('p', {}, word('check_none'));
    panel.place.replaceChildren(rows);
    draw(context, list);
  };
  const check = async (): Promise<void> => {
    panel.said('');
    panel.place.setAttribute('aria-busy', 'true');
    try {
      const response = await fetch(`${context.base}/kiem`);
      if (!response.ok) throw new Error(String(response.status));
      const told = (await response.json()) as { version: number; findings: Finding[] };
      list = told.findings;
      checked = told.version;
      show();
    } catch {
      panel.said(word('check_failed'));
    }
    panel.place.removeAttribute('aria-busy');
  };
  openers['check'] = () => (panel.isOpen ? panel.close() : panel.open());
}
