// Writes an HTML page as a Leptos page without data: the same elements, attributes and texts as `view!`.
// node page.mjs INPUT.html OUTPUT.rs

import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

// The journeys' packages.
const { parse } = createRequire(new URL('../../end2end/package.json', import.meta.url))('parse5');

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
// What a component is handed, as it is handed texts; the macro would fold literals into its template.
const VALUES = new Set(['alt', 'content', 'datetime', 'height', 'href', 'id', 'src', 'srcset', 'value', 'width']);
const RUST_WORDS = new Set(['as', 'async', 'for', 'loop', 'type']);
// Their content goes in as one text, as the product does with scripts and with the body of an article.
const isRaw = (node) =>
  node.nodeName === 'script' || (node.attrs ?? []).some(({ name, value }) => name === 'class' && value === 'prose');

/** A Rust string literal. */
function literal(text) {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')}"`;
}

const texts = [];

/** An expression for a text that the macro cannot fold into its template. */
function dynamic(text) {
  texts.push(text);
  return `{TEXTS[${texts.length - 1}]}`;
}

function inner(source, node) {
  const { startTag, endTag } = node.sourceCodeLocation;
  return source.slice(startTag.endOffset, endTag.startOffset);
}

/** Attributes as the macro reads them: names that are words of Rust need a mark. */
function attributesOf(node) {
  const named = (name) => (RUST_WORDS.has(name) ? `r#${name}` : name);
  const given = ({ name, value }) => (VALUES.has(name) ? dynamic(value).slice(1, -1) : literal(value));
  return node.attrs.map((attribute) => ` ${named(attribute.name)}=${given(attribute)}`).join('');
}

function element(source, node) {
  const attributes = attributesOf(node);
  if (VOID.has(node.tagName)) {
    return `<${node.tagName}${attributes}/>`;
  }
  if (isRaw(node)) {
    const place = dynamic(inner(source, node)).slice(1, -1);
    return `<${node.tagName}${attributes} inner_html=${place}></${node.tagName}>`;
  }
  const children = node.childNodes.map((child) => view(source, child)).join('');
  return `<${node.tagName}${attributes}>${children}</${node.tagName}>`;
}

function view(source, node) {
  if (node.nodeName === '#text') {
    return dynamic(node.value);
  }
  // Comments are the renderer's own marks; this page gets its own.
  return node.nodeName === '#comment' ? '' : element(source, node);
}

const [input, output] = process.argv.slice(2);
const source = await readFile(input, 'utf8');
const root = parse(source, { sourceCodeLocationInfo: true }).childNodes.find(({ nodeName }) => nodeName === 'html');
const [head, body] = ['head', 'body'].map((name) => root.childNodes.find(({ nodeName }) => nodeName === name));
// A component for each part of the body, as anybody would write it; one view of a thousand elements takes minutes.
const parts = body.childNodes.filter(({ nodeName }) => nodeName !== '#comment').map((node) => view(source, node));
const components = parts.map(
  (part, place) => `#[leptos::component]
fn Part${place}() -> impl leptos::prelude::IntoView { leptos::view! { ${part} } }
`,
);
const page = `use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

${components.join('\n')}
#[leptos::component]
fn Body() -> impl leptos::prelude::IntoView { leptos::view! { ${parts.map((_, place) => `<Part${place}/>`).join('')} } }

fn page() -> impl leptos::prelude::IntoView {
    leptos::view! {
        <!DOCTYPE html>
        <html${attributesOf(root)}>
            <head>${head.childNodes.map((node) => view(source, node)).join('')}</head>
            <body>
                <Router>
                    <Routes fallback=|| ()><Route path=path!("") view=Body ssr=SsrMode::Async/></Routes>
                </Router>
            </body>
        </html>
    }
}

static TEXTS: [&str; ${texts.length}] = [
${texts.map((text) => `    ${literal(text)},`).join('\n')}
];
`;
await writeFile(output, page);
