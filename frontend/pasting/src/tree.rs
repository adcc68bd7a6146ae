//! The browser's own tree, as the rules of the import see it.

use std::borrow::Cow;

use prose::import::{Dom, Kind};
use web_sys::{Document, DomParser, Element, Node, SupportedType};

/// What styles are called while the browser parses them: the page's policy allows none in the markup, holds for every page
/// that is parsed in it, and complains of each. In the case in which they are written, so that text which only speaks of
/// them comes back as it was.
const STYLES: [(&str, &str); 3] =
    [("style=", "data-dinh-style="), ("STYLE=", "DATA-DINH-STYLE="), ("Style=", "Data-Dinh-Style=")];
/// A style sheet is a title for as long: the one other element of a head whose content is text.
const SHEETS: [(&str, &str); 4] = [
    ("<style", "<title data-dinh-sheet"),
    ("</style", "</title"),
    ("<STYLE", "<TITLE data-dinh-sheet"),
    ("</STYLE", "</TITLE"),
];

/// A page parsed by the browser. Nothing in it runs, is loaded or is shown.
pub struct Tree(Document);

impl Tree {
    /// Parses HTML; nothing where the browser has no parser.
    pub fn parse(html: &str) -> Option<Self> {
        let parser = DomParser::new().ok()?;
        let hide = |html: String, (name, hidden): &(&str, &str)| html.replace(name, hidden);
        let hidden = STYLES.iter().chain(&SHEETS).fold(html.to_owned(), hide);
        parser.parse_from_string(&hidden, SupportedType::TextHtml).ok().map(Self)
    }
}

/// Text as it was before styles were hidden in it.
fn shown(text: String) -> String {
    if !text.to_ascii_lowercase().contains("data-dinh-style=") {
        return text;
    }
    STYLES.iter().fold(text, |text, (name, hidden)| text.replace(hidden, name))
}

impl Dom for Tree {
    type Node = Node;

    fn root(&self) -> Node {
        Node::clone(&self.0)
    }

    fn kind(&self, node: &Node) -> Kind<'_> {
        let text = || Cow::Owned(shown(node.node_value().unwrap_or_default()));
        match node.node_type() {
            Node::ELEMENT_NODE if element(node).has_attribute("data-dinh-sheet") => Kind::Element("style".into()),
            Node::ELEMENT_NODE => Kind::Element(Cow::Owned(element(node).local_name())),
            Node::TEXT_NODE => Kind::Text(text()),
            Node::COMMENT_NODE => Kind::Comment(text()),
            _ => Kind::Other,
        }
    }

    fn attribute(&self, node: &Node, name: &str) -> Option<Cow<'_, str>> {
        if node.node_type() != Node::ELEMENT_NODE {
            return None;
        }
        let hidden = if name == "style" { element(node).get_attribute("data-dinh-style") } else { None };
        hidden.or_else(|| element(node).get_attribute(name)).map(|value| Cow::Owned(shown(value)))
    }

    fn first_child(&self, node: &Node) -> Option<Node> {
        node.first_child()
    }

    fn next_sibling(&self, node: &Node) -> Option<Node> {
        node.next_sibling()
    }
}

/// The node as an element, which its type says that it is. The usual check of the class would fail for every node of a
/// parsed page, since its window is another one.
fn element(node: &Node) -> &Element {
    wasm_bindgen::JsCast::unchecked_ref(node)
}
