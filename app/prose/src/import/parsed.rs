//! HTML text parsed by html5ever into a tree of our own, within bounds.

mod sink;

use std::borrow::Cow;
use std::fmt;

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{LocalName, ParseOpts, parse_document};

use super::{Dom, Kind};
use sink::{Data, Item, Sink};

/// The longest HTML accepted, in bytes: Word's clipboard of a long report is some megabytes, images aside.
pub const MAX_INPUT: usize = 16 * 1024 * 1024;
/// The most nodes accepted, ten times what a body may hold.
pub const MAX_PARSED_NODES: usize = 400_000;
/// The deepest nesting accepted. Browsers stop at 512; unclosed tags of old portals go beyond that, and the parser's
/// time grows with the product of depth and length.
pub const MAX_PARSED_DEPTH: usize = 1_000;

/// How much is parsed between two looks at the bounds, in bytes.
const CHUNK: usize = 4 * 1024;

/// Why HTML was not parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseError {
    /// It is longer than [`MAX_INPUT`].
    TooLarge,
    /// It has more than [`MAX_PARSED_NODES`] nodes.
    TooManyNodes,
    /// It nests deeper than [`MAX_PARSED_DEPTH`].
    TooDeep,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(f, "the HTML is longer than {} MB", MAX_INPUT / 1024 / 1024),
            Self::TooManyNodes => write!(f, "the HTML has more than {MAX_PARSED_NODES} nodes"),
            Self::TooDeep => write!(f, "the HTML nests deeper than {MAX_PARSED_DEPTH} elements"),
        }
    }
}

impl std::error::Error for ParseError {}

/// A parsed page. Its nodes are places in one table, so it can be dropped and walked at any depth.
#[derive(Clone, Debug)]
pub struct Page {
    nodes: Vec<Item>,
}

/// A node of a [`Page`]; of use only with the page it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place(usize);

/// Parses a page or a fragment as browsers do with scripting on.
///
/// # Errors
/// [`ParseError`] when a bound is passed; memory stays within the bounds until then.
pub fn parse(html: &str) -> Result<Page, ParseError> {
    if html.len() > MAX_INPUT {
        return Err(ParseError::TooLarge);
    }
    let tree_builder = TreeBuilderOpts { drop_doctype: true, ..TreeBuilderOpts::default() };
    let mut parser = parse_document(Sink::default(), ParseOpts { tree_builder, ..ParseOpts::default() });
    let mut rest = html;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(rest.floor_char_boundary(CHUNK));
        parser.process(StrTendril::from(chunk));
        parser.tokenizer.sink.sink.within_bounds()?;
        rest = after;
    }
    Ok(Page { nodes: parser.finish()? })
}

impl Page {
    /// Every attribute of an element, by local name; none of other nodes.
    pub fn attributes(&self, node: &Place) -> impl Iterator<Item = (&str, &str)> {
        let own = match self.nodes.get(node.0).map(|item| &item.data) {
            Some(Data::Element { attributes, .. }) => attributes.as_slice(),
            _ => &[],
        };
        own.iter().map(|(name, value)| (&**name, value.as_str()))
    }
}

impl Dom for Page {
    type Node = Place;

    fn root(&self) -> Place {
        Place(0)
    }

    fn kind(&self, node: &Place) -> Kind<'_> {
        match self.nodes.get(node.0).map(|item| &item.data) {
            Some(Data::Element { name, .. }) => Kind::Element(Cow::Borrowed(&*name.local)),
            Some(Data::Text(text)) => Kind::Text(Cow::Borrowed(text)),
            Some(Data::Comment(text)) => Kind::Comment(Cow::Borrowed(text)),
            Some(Data::Other) | None => Kind::Other,
        }
    }

    fn attribute(&self, node: &Place, name: &str) -> Option<Cow<'_, str>> {
        let Data::Element { attributes, .. } = &self.nodes.get(node.0)?.data else {
            return None;
        };
        let is_named = |own: &LocalName| **own == *name;
        attributes.iter().find(|(own, _)| is_named(own)).map(|(_, value)| Cow::Borrowed(value.as_str()))
    }

    fn first_child(&self, node: &Place) -> Option<Place> {
        self.nodes.get(node.0)?.first_child.map(Place)
    }

    fn next_sibling(&self, node: &Place) -> Option<Place> {
        self.nodes.get(node.0)?.next_sibling.map(Place)
    }
}
