//! What the rules need to know of a parsed page, whichever parser made it.

use std::borrow::Cow;

/// A parsed page, read only. The server answers from html5ever, the client from the browser's own parser, so that
/// one set of rules reads both.
pub trait Dom {
    /// A place in the tree, cheap to clone.
    type Node: Clone;

    /// The node that holds the whole page, with its head.
    fn root(&self) -> Self::Node;
    /// What the node is.
    fn kind(&self, node: &Self::Node) -> Kind<'_>;
    /// The value of an attribute, named in lower case.
    fn attribute(&self, node: &Self::Node, name: &str) -> Option<Cow<'_, str>>;
    /// The first of the node's children; the content of a `template` is none of them.
    fn first_child(&self, node: &Self::Node) -> Option<Self::Node>;
    /// The node after it, under the same parent.
    fn next_sibling(&self, node: &Self::Node) -> Option<Self::Node>;
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// An element, by its local name in lower case.
    Element(Cow<'a, str>),
    /// Characters, references resolved.
    Text(Cow<'a, str>),
    /// A comment; Word's conditional ones carry meaning.
    Comment(Cow<'a, str>),
    /// The page itself, a doctype or the like.
    Other,
}

/// Visits the node and everything below it in document order, without call frames, so that nesting costs nothing.
/// Below a node for which `visit` says `false` it does not go.
pub(super) fn descend<D: Dom>(dom: &D, node: &D::Node, visit: &mut dyn FnMut(&D::Node, &Kind<'_>) -> bool) {
    let mut stack = vec![node.clone()];
    let mut is_top = true;
    while let Some(node) = stack.pop() {
        if !is_top && let Some(next) = dom.next_sibling(&node) {
            stack.push(next);
        }
        is_top = false;
        if visit(&node, &dom.kind(&node))
            && let Some(child) = dom.first_child(&node)
        {
            stack.push(child);
        }
    }
}

/// The first element, in document order and `under` itself included, that `test` accepts.
pub fn find<D: Dom>(dom: &D, under: &D::Node, test: &dyn Fn(&D::Node, &str) -> bool) -> Option<D::Node> {
    let mut stack = vec![under.clone()];
    let mut is_top = true;
    while let Some(node) = stack.pop() {
        if matches!(dom.kind(&node), Kind::Element(name) if test(&node, &name)) {
            return Some(node);
        }
        if !std::mem::take(&mut is_top) {
            stack.extend(dom.next_sibling(&node));
        }
        stack.extend(dom.first_child(&node));
    }
    None
}

/// The first child element of that name.
pub(super) fn child<D: Dom>(dom: &D, node: &D::Node, name: &str) -> Option<D::Node> {
    let is_it = |child: &D::Node| matches!(dom.kind(child), Kind::Element(own) if own == name);
    std::iter::successors(dom.first_child(node), |child| dom.next_sibling(child)).find(is_it)
}

/// Every element of that name below `under`, in document order.
pub fn find_all<D: Dom>(dom: &D, under: &D::Node, name: &str) -> Vec<D::Node> {
    let mut found = Vec::new();
    descend(dom, under, &mut |node, kind| {
        if matches!(kind, Kind::Element(own) if own == name) {
            found.push(node.clone());
        }
        true
    });
    found
}

/// The first element with that `id`.
pub fn find_by_id<D: Dom>(dom: &D, under: &D::Node, id: &str) -> Option<D::Node> {
    find(dom, under, &|node, _| dom.attribute(node, "id").is_some_and(|own| own == id))
}

/// The first element that has the class.
pub fn find_by_class<D: Dom>(dom: &D, under: &D::Node, class: &str) -> Option<D::Node> {
    find(dom, under, &|node, _| has_class(dom, node, class))
}

/// Whether the element's `class` lists the name.
pub fn has_class<D: Dom>(dom: &D, node: &D::Node, class: &str) -> bool {
    dom.attribute(node, "class").is_some_and(|list| list.split_ascii_whitespace().any(|own| own == class))
}

/// The characters below the node as a reader sees them: without scripts and styles, blanks collapsed, trimmed.
pub fn text_of<D: Dom>(dom: &D, node: &D::Node) -> String {
    let mut text = String::new();
    // An element that breaks the line stands twice in the stack, the second time as nothing but its end.
    let mut stack = vec![(dom.first_child(node), false)];
    if let Kind::Text(own) = dom.kind(node) {
        text.push_str(&own);
    }
    while let Some((node, ends_line)) = stack.pop() {
        if ends_line {
            text.push(' ');
        }
        let Some(node) = node else { continue };
        stack.push((dom.next_sibling(&node), false));
        match dom.kind(&node) {
            Kind::Text(own) => text.push_str(&own),
            Kind::Element(name) if !matches!(&*name, "script" | "style" | "noscript" | "template") => {
                let is_inline = is_phrasing(&name);
                if !is_inline {
                    text.push(' ');
                }
                stack.push((None, !is_inline));
                stack.push((dom.first_child(&node), false));
            }
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether words before and after the element stand on one line with those in it.
fn is_phrasing(name: &str) -> bool {
    const NAMES: [&str; 30] = [
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
        "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    ];
    NAMES.contains(&name) || name.contains(':')
}

/// The page's `title`; empty when it has none.
pub fn title<D: Dom>(dom: &D) -> String {
    find(dom, &dom.root(), &|_, name| name == "title").map(|node| text_of(dom, &node)).unwrap_or_default()
}

/// The `content` of the first `meta` whose `name`, `property` or `http-equiv` is that one, case aside.
pub fn meta<D: Dom>(dom: &D, name: &str) -> Option<String> {
    let is_it =
        |node: &D::Node, key: &str| dom.attribute(node, key).is_some_and(|own| own.trim().eq_ignore_ascii_case(name));
    let node = find(dom, &dom.root(), &|node, tag| {
        tag == "meta" && ["name", "property", "http-equiv"].iter().any(|key| is_it(node, key))
    })?;
    dom.attribute(&node, "content").map(Cow::into_owned)
}
