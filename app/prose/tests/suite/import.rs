//! HTML in: pages, clipboards, hostile text.

mod parsing;
