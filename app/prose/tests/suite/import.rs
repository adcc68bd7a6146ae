//! HTML in: pages, clipboards, hostile text.

mod clipboard;
mod fixed;
mod hostile;
mod markdown;
mod outline;
mod parsing;
mod rules;
mod soup;
