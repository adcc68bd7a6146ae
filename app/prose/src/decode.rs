//! Stored or submitted JSON to the tree: strict on known nodes, keeping what is unknown.

use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::Value;

use crate::{
    Block, CalloutKind, Document, Figure, Level, MAX_BYTES, MAX_DEPTH, MAX_NODES, MediaId, Node, ProseError,
    SCHEMA_VERSION,
};

mod attrs;
mod inline;
mod parts;

use attrs::{KNOWN_KINDS, id_of, kept};

impl Document {
    /// Reads the stored form; see the crate's page for what becomes of the unexpected.
    ///
    /// # Errors
    /// Every variant of [`ProseError`]; nothing is read in part.
    pub fn from_json(json: &str) -> Result<Self, ProseError> {
        if json.len() > MAX_BYTES {
            return Err(ProseError::TooLarge { bytes: json.len() });
        }
        let value: Value = serde_json::from_str(json).map_err(|error| ProseError::Json(error.to_string()))?;
        Self::from_value(&value)
    }

    /// As [`Document::from_json`], from a value that was parsed already.
    ///
    /// # Errors
    /// Every variant of [`ProseError`] but those about the text.
    pub fn from_value(value: &Value) -> Result<Self, ProseError> {
        let invalid = |reason: &str| ProseError::Invalid { path: "doc".to_owned(), reason: reason.to_owned() };
        match value.get("schema_version").and_then(Value::as_u64) {
            Some(version) if version == u64::from(SCHEMA_VERSION) => {}
            Some(version) => return Err(ProseError::UnsupportedVersion(version)),
            None => return Err(invalid("schema_version is missing")),
        }
        let doc = value.get("doc").ok_or_else(|| invalid("doc is missing"))?;
        if doc.get("type").and_then(Value::as_str) != Some("doc") {
            return Err(invalid("the root is not of type doc"));
        }
        let mut reader = Reader { nodes: 0, path: Vec::new() };
        match reader.blocks(doc) {
            Ok(blocks) => Ok(Self::new(blocks)),
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
    Reader { nodes: 0, path: vec![0; depth] }.block(&value).ok().flatten()
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
    /// Indexes of the children that lead to the node being read; its length is the depth.
    path: Vec<usize>,
}

impl Reader {
    fn invalid<T>(&self, reason: impl Into<String>) -> Read<T> {
        let path = self.path.iter().fold("doc".to_owned(), |path, index| format!("{path}/{index}"));
        Err(Fault::Refused(ProseError::Invalid { path, reason: reason.into() }))
    }

    /// Runs `read` on each child, counting nodes and depth.
    fn children<T>(&mut self, node: &Value, mut read: impl FnMut(&mut Self, &Value) -> Read<T>) -> Read<Vec<T>> {
        let Some(content) = node.get("content").filter(|content| !content.is_null()) else {
            return Ok(Vec::new());
        };
        let Some(content) = content.as_array() else {
            return self.invalid("content is not a list");
        };
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

    /// One block; `None` for a list or table without rows, which says nothing and cannot be edited.
    fn block(&mut self, node: &Value) -> Read<Option<Block>> {
        let depth = self.path.len();
        match self.known_block(node) {
            Ok(known) => Ok(known.map(|known| Block { id: id_of(node), node: known })),
            Err(Fault::Foreign) => {
                self.path.truncate(depth);
                let original = kept(node)?;
                Ok(Some(Block { id: id_of(node), node: Node::Unknown(original) }))
            }
            Err(refused) => Err(refused),
        }
    }

    fn known_block(&mut self, node: &Value) -> Read<Option<Node>> {
        let known = match self.kind(node)? {
            "paragraph" => self.own(node, &[]).and_then(|_| self.inlines(node)).map(Node::Paragraph)?,
            "heading" => self.heading(node)?,
            "bullet_list" | "ordered_list" | "table" => return self.rows_or_items(node),
            "blockquote" => self.own(node, &[]).and_then(|_| self.filled(node)).map(Node::Blockquote)?,
            "callout" => {
                let name = self.own(node, &["kind"])?.string("kind").unwrap_or("note");
                let kind = CalloutKind::from_name(name).ok_or(Fault::Foreign)?;
                Node::Callout(kind, self.filled(node)?)
            }
            "figure" => self.figure(node)?,
            "rule" => self.own(node, &[]).map(|_| Node::Rule)?,
            "attachment" => match self.own(node, &["media_id"])?.integer("media_id") {
                Some(media) => Node::Attachment(MediaId(media)),
                None => return self.invalid("an attachment has no media_id"),
            },
            "unknown_block" => match self.own(node, &["original"])?.get("original") {
                Some(original) => Node::Unknown(kept(original)?),
                None => return self.invalid("an unknown_block has no original"),
            },
            kind if KNOWN_KINDS.contains(&kind) => {
                return self.invalid(format!("{kind} cannot stand as a block"));
            }
            _ => return Err(Fault::Foreign),
        };
        Ok(Some(known))
    }

    fn heading(&mut self, node: &Value) -> Read<Node> {
        let level = match self.own(node, &["level"])?.integer("level") {
            Some(2) => Level::Two,
            Some(3) => Level::Three,
            Some(4) => Level::Four,
            _ => return self.invalid("a heading's level is 2, 3 or 4"),
        };
        Ok(Node::Heading(level, self.inlines(node)?))
    }

    fn figure(&mut self, node: &Value) -> Read<Node> {
        let attrs = self.own(node, &["media_id", "alt", "decorative"])?;
        let media_id = match attrs.get("media_id") {
            None => None,
            Some(id) => match id.as_i64() {
                Some(id) => Some(MediaId(id)),
                None => return self.invalid("media_id is not a number"),
            },
        };
        let alt = attrs.string("alt").unwrap_or_default().to_owned();
        let decorative = attrs.get("decorative").and_then(Value::as_bool).unwrap_or(false);
        Ok(Node::Figure(Figure { media_id, alt, decorative, caption: self.inlines(node)? }))
    }
}
