//! Where html5ever puts what it parses: a table of nodes that know their neighbours by number.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName};

use super::{MAX_PARSED_DEPTH, MAX_PARSED_NODES, ParseError};

/// A node and its neighbours.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub data: Data,
    parent: Option<usize>,
    previous: Option<usize>,
    pub next_sibling: Option<usize>,
    pub first_child: Option<usize>,
    last_child: Option<usize>,
    /// As it was when the node was last attached; moving an ancestor does not renew it, so it is an estimate.
    depth: usize,
}

#[derive(Clone, Debug)]
pub(super) enum Data {
    Element { name: QualName, attributes: Vec<(LocalName, String)>, template: Option<usize>, annotation: bool },
    Text(String),
    Comment(String),
    Other,
}

impl Item {
    fn new(data: Data) -> Self {
        let (parent, previous, next_sibling, first_child, last_child) = (None, None, None, None, None);
        Self { data, parent, previous, next_sibling, first_child, last_child, depth: 0 }
    }
}

pub(super) struct Sink {
    nodes: RefCell<Vec<Item>>,
    deepest: Cell<usize>,
}

impl Default for Sink {
    fn default() -> Self {
        Self { nodes: RefCell::new(vec![Item::new(Data::Other)]), deepest: Cell::new(0) }
    }
}

impl Sink {
    pub fn within_bounds(&self) -> Result<(), ParseError> {
        if self.nodes.borrow().len() > MAX_PARSED_NODES {
            return Err(ParseError::TooManyNodes);
        }
        if self.deepest.get() > MAX_PARSED_DEPTH { Err(ParseError::TooDeep) } else { Ok(()) }
    }

    fn add(&self, data: Data) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Item::new(data));
        nodes.len() - 1
    }

    /// Changes one node; a number that is none of ours changes nothing.
    fn set(&self, node: usize, change: impl FnOnce(&mut Item)) {
        if let Some(item) = self.nodes.borrow_mut().get_mut(node) {
            change(item);
        }
    }

    fn get<T>(&self, node: usize, look: impl FnOnce(&Item) -> Option<T>) -> Option<T> {
        self.nodes.borrow().get(node).and_then(look)
    }

    fn detach(&self, node: usize) {
        let parent = self.get(node, |item| item.parent);
        let previous = self.get(node, |item| item.previous);
        let next = self.get(node, |item| item.next_sibling);
        match (previous, parent) {
            (Some(previous), _) => self.set(previous, |item| item.next_sibling = next),
            (None, Some(parent)) => self.set(parent, |item| item.first_child = next),
            (None, None) => {}
        }
        match (next, parent) {
            (Some(next), _) => self.set(next, |item| item.previous = previous),
            (None, Some(parent)) => self.set(parent, |item| item.last_child = previous),
            (None, None) => {}
        }
        self.set(node, |item| (item.parent, item.previous, item.next_sibling) = (None, None, None));
    }

    /// Attaches the node under `parent` before `next`, or at the end.
    fn attach(&self, node: usize, parent: usize, next: Option<usize>) {
        self.detach(node);
        let previous = match next {
            Some(next) => self.get(next, |item| item.previous),
            None => self.get(parent, |item| item.last_child),
        };
        let depth = self.get(parent, |item| Some(item.depth)).unwrap_or(0) + 1;
        self.deepest.set(self.deepest.get().max(depth));
        self.set(node, |item| {
            (item.parent, item.previous, item.next_sibling, item.depth) = (Some(parent), previous, next, depth);
        });
        match previous {
            Some(previous) => self.set(previous, |item| item.next_sibling = Some(node)),
            None => self.set(parent, |item| item.first_child = Some(node)),
        }
        match next {
            Some(next) => self.set(next, |item| item.previous = Some(node)),
            None => self.set(parent, |item| item.last_child = Some(node)),
        }
    }

    /// Puts a node or text in place; text joins the text before it.
    fn put(&self, child: NodeOrText<usize>, parent: usize, next: Option<usize>) {
        let text = match child {
            NodeOrText::AppendNode(node) => return self.attach(node, parent, next),
            NodeOrText::AppendText(text) => text,
        };
        let before = match next {
            Some(next) => self.get(next, |item| item.previous),
            None => self.get(parent, |item| item.last_child),
        };
        let mut joined = false;
        if let Some(before) = before {
            self.set(before, |item| {
                if let Data::Text(own) = &mut item.data {
                    own.push_str(&text);
                    joined = true;
                }
            });
        }
        if !joined {
            let node = self.add(Data::Text(String::from(&*text)));
            self.attach(node, parent, next);
        }
    }
}

/// An element's name, owned, since the table cannot lend it while it grows.
#[derive(Debug)]
pub(super) struct Name(Option<QualName>);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        static NONE: Namespace = html5ever::ns!();
        self.0.as_ref().map_or(&NONE, |name| &name.ns)
    }

    fn local_name(&self) -> &LocalName {
        static NONE: LocalName = html5ever::local_name!("");
        self.0.as_ref().map_or(&NONE, |name| &name.local)
    }
}

fn owned(attributes: Vec<Attribute>) -> impl Iterator<Item = (LocalName, String)> {
    attributes.into_iter().map(|attribute| (attribute.name.local, String::from(&*attribute.value)))
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Result<Vec<Item>, ParseError>;
    type ElemName<'a> = Name;

    fn finish(self) -> Self::Output {
        self.within_bounds()?;
        Ok(self.nodes.into_inner())
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Name {
        Name(self.get(*target, |item| match &item.data {
            Data::Element { name, .. } => Some(name.clone()),
            _ => None,
        }))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> usize {
        let template = flags.template.then(|| self.add(Data::Other));
        let annotation = flags.mathml_annotation_xml_integration_point;
        self.add(Data::Element { name, attributes: owned(attributes).collect(), template, annotation })
    }

    fn create_comment(&self, text: StrTendril) -> usize {
        self.add(Data::Comment(String::from(&*text)))
    }

    fn create_pi(&self, _: StrTendril, data: StrTendril) -> usize {
        self.add(Data::Comment(String::from(&*data)))
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.put(child, *parent, None);
    }

    fn append_based_on_parent_node(&self, element: &usize, previous: &usize, child: NodeOrText<usize>) {
        match self.get(*element, |item| item.parent) {
            Some(parent) => self.put(child, parent, Some(*element)),
            None => self.put(child, *previous, None),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        let own = self.get(*target, |item| match item.data {
            Data::Element { template, .. } => template,
            _ => None,
        });
        own.unwrap_or(*target)
    }

    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        if let Some(parent) = self.get(*sibling, |item| item.parent) {
            self.put(child, parent, Some(*sibling));
        }
    }

    fn add_attrs_if_missing(&self, target: &usize, more: Vec<Attribute>) {
        self.set(*target, |item| {
            if let Data::Element { attributes, .. } = &mut item.data {
                for (name, value) in owned(more) {
                    if !attributes.iter().any(|(own, _)| *own == name) {
                        attributes.push((name, value));
                    }
                }
            }
        });
    }

    fn remove_from_parent(&self, target: &usize) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        while let Some(child) = self.get(*node, |item| item.first_child) {
            self.attach(child, *new_parent, None);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &usize) -> bool {
        self.get(*target, |item| match item.data {
            Data::Element { annotation, .. } => Some(annotation),
            _ => None,
        })
        .unwrap_or(false)
    }
}
