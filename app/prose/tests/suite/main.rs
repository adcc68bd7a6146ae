//! What the body promises: stored form, rendering, Markdown, links and limits.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod check;
mod conformance;
mod diff;
mod draft;
mod figure;
mod generate;
mod hostile;
mod html;
#[cfg(feature = "html5ever")]
mod import;
mod json;
mod limits;
mod links;
mod markdown;
mod media;
mod migrate;
mod rewrite;
mod schema;
mod steps;
mod text;
