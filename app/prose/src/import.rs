//! HTML from outside, clipboard or old page, to a document.

pub mod dom;
#[cfg(feature = "html5ever")]
mod parsed;

pub use dom::{Dom, Kind};
#[cfg(feature = "html5ever")]
pub use parsed::{MAX_INPUT, MAX_PARSED_DEPTH, MAX_PARSED_NODES, Page, ParseError, Place, parse};
