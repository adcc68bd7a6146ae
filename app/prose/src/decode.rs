//! Stored or submitted JSON to the tree: strict on known nodes, keeping what is unknown.

use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::Value;

use crate::{Block, Document, MAX_BYTES, MAX_DEPTH, MAX_NODES, Node, ProseError, migrate};

mod attrs;
mod blocks;
mod inline;
mod marks;
mod notes;
mod parts;

use attrs::{id_of, kept};
pub(crate) use notes::footnotes_from_json;

/// The most bytes that the attributes left out by a writer can add to one node, and to one mark.
const NODE_GROWTH: usize = 256;
const MARK_GROWTH: usize = 96;

impl Document {
    /// Reads the stored form of this schema version or an older one; see the crate's page for what
    /// becomes of the unexpected.
    ///
    /// # Errors
    /// Every variant of [`ProseError`]; nothing is read in part.
    pub fn from_json(json: &str) -> Result<Self, ProseError> {
        if json.len() > MAX_BYTES {
            return Err(ProseError::TooLarge { bytes: json.len() });
        }
        let value: Value = serde_json::from_str(json).map_err(|error| ProseError::Json(error.to_string()))?;
        Self::read(value, json.len())
    }

    /// As [`Document::from_json`], from a value that was parsed already.
    ///
    /// # Errors
    /// Every variant of [`ProseError`] but those about the text.
    pub fn from_value(value: &Value) -> Result<Self, ProseError> {
        Self::read(value.clone(), MAX_BYTES)
    }

    fn read(value: Value, bytes: usize) -> Result<Self, ProseError> {
        let value = migrate::to_current(value)?;
        let invalid = |reason: &str| ProseError::Invalid { path: "doc".to_owned(), reason: reason.to_owned() };
        let doc = value.get("doc").ok_or_else(|| invalid("doc is missing"))?;
        if doc.get("type").and_then(Value::as_str) != Some("doc") {
            return Err(invalid("the root is not of type doc"));
        }
        let mut reader = Reader::new(Vec::new());
        match reader.document(doc) {
            Ok(document) => reader.fits(bytes, &document).map(|()| document),
            Err(Fault::Refused(error)) => Err(error),
            Err(Fault::Foreign) => Err(invalid("the root holds something unknown")),
        }
    }

    /// Checks a document made in memory against the limits that reading enforces.
    ///
    /// # Errors
    /// Those of [`Document::from_json`] on the document's own stored form.
    pub fn check(&self) -> Result<(), ProseError> {
        Self::from_json(&self.to_json()).map(drop)
    }
}

/// Reads a single block that stands at `depth` (1 for the document's own), as a fence in Markdown holds it.
pub(crate) fn block_from_json(json: &str, depth: usize) -> Option<Block> {
    let value: Value = serde_json::from_str(json).ok()?;
    Reader::new(vec![0; depth]).block(&value).ok().flatten()
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_value(&Value::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// Why a node was not read as its type says.
enum Fault {
    /// It, or a part that belongs to it, is of a newer schema: the nearest block or inline keeps it whole.
    Foreign,
    /// It can never be right.
    Refused(ProseError),
}

impl From<ProseError> for Fault {
    fn from(error: ProseError) -> Self {
        Self::Refused(error)
    }
}

type Read<T> = Result<T, Fault>;

struct Reader {
    nodes: usize,
    marks: usize,
    /// Whether JSON was kept as it came, whose length when written again is not bounded by the counts.
    keeps_json: bool,
    /// The footnote that is being read, if any.
    note: Option<String>,
    /// Indexes of the children that lead to the node being read; its length is the depth.
    path: Vec<usize>,
}

impl Reader {
    fn new(path: Vec<usize>) -> Self {
        Self { nodes: 0, marks: 0, keeps_json: false, note: None, path }
    }

    fn document(&mut self, doc: &Value) -> Read<Document> {
        let attrs = self.listed(doc, &["type", "attrs", "content"], &["footnotes"])?;
        let footnotes = attrs.get("footnotes").map(|notes| self.footnotes(notes)).transpose()?.unwrap_or_default();
        Ok(Document::with_footnotes(self.blocks(doc)?, footnotes))
    }

    /// Whether the document can be read again from what it is written as, to which writing adds the attributes
    /// that were left out.
    fn fits(&self, bytes: usize, document: &Document) -> Result<(), ProseError> {
        let most = bytes + self.nodes * NODE_GROWTH + self.marks * MARK_GROWTH + NODE_GROWTH;
        if most <= MAX_BYTES && !self.keeps_json {
            return Ok(());
        }
        let bytes = document.to_json().len();
        if bytes > MAX_BYTES { Err(ProseError::TooLarge { bytes }) } else { Ok(()) }
    }

    fn invalid<T>(&self, reason: impl Into<String>) -> Read<T> {
        let root = self.note.as_ref().map_or("doc".to_owned(), |note| format!("doc/footnotes/{note}"));
        let path = self.path.iter().fold(root, |path, index| format!("{path}/{index}"));
        Err(Fault::Refused(ProseError::Invalid { path, reason: reason.into() }))
    }

    /// Runs `read` on each child, counting nodes and depth.
    fn children<T>(&mut self, node: &Value, read: impl FnMut(&mut Self, &Value) -> Read<T>) -> Read<Vec<T>> {
        match node.get("content") {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(content)) => self.each(content, read),
            Some(_) => self.invalid("content is not a list"),
        }
    }

    fn each<T>(&mut self, content: &[Value], mut read: impl FnMut(&mut Self, &Value) -> Read<T>) -> Read<Vec<T>> {
        if !content.is_empty() && self.path.len() >= MAX_DEPTH {
            return Err(ProseError::TooDeep.into());
        }
        let mut children = Vec::new();
        for (index, child) in content.iter().enumerate() {
            self.nodes += 1;
            if self.nodes > MAX_NODES {
                return Err(ProseError::TooManyNodes.into());
            }
            self.path.push(index);
            children.push(read(self, child)?);
            self.path.pop();
        }
        Ok(children)
    }

    fn kind<'a>(&self, node: &'a Value) -> Read<&'a str> {
        match node.get("type").and_then(Value::as_str) {
            Some(kind) => Ok(kind),
            None => self.invalid("a node has no type"),
        }
    }

    fn blocks(&mut self, node: &Value) -> Read<Vec<Block>> {
        let blocks = self.children(node, Self::block)?;
        Ok(blocks.into_iter().flatten().collect())
    }

    /// The blocks of a container, which an editor wants to hold at least one.
    fn filled(&mut self, node: &Value) -> Read<Vec<Block>> {
        let mut blocks = self.blocks(node)?;
        if blocks.is_empty() {
            blocks.push(Block::new(Node::Paragraph(Vec::new())));
        }
        Ok(blocks)
    }

    /// One block; `None` for a list, table or gallery without content, which says nothing and cannot be edited.
    fn block(&mut self, node: &Value) -> Read<Option<Block>> {
        let depth = self.path.len();
        let known = self.known_block(node).and_then(|known| Ok((known, self.suggestions(node)?)));
        match known {
            Ok((known, suggestions)) => Ok(known.map(|known| Block { id: id_of(node), suggestions, node: known })),
            Err(Fault::Foreign) => {
                self.path.truncate(depth);
                let original = self.keep(node)?;
                Ok(Some(Block { id: id_of(node), suggestions: Vec::new(), node: Node::Unknown(original) }))
            }
            Err(refused) => Err(refused),
        }
    }

    /// A copy of JSON that is kept as it came.
    fn keep(&mut self, original: &Value) -> Result<Value, ProseError> {
        self.keeps_json = true;
        kept(original)
    }
}
