//! Blocks by their type.

use serde_json::Value;

use super::attrs::{Attrs, KNOWN_KINDS};
use super::{Fault, Read, Reader};
use crate::keys::MAX_KEY;
use crate::{
    CalloutKind, Crop, Embed, EmbedRef, Figure, FigureSize, Focal, Fraction, Href, Level, MediaId, Node, PageId,
    Provider,
};

impl Reader {
    /// What the block is; `None` for a list, table or gallery without content.
    pub(super) fn known_block(&mut self, node: &Value) -> Read<Option<Node>> {
        let known = match self.kind(node)? {
            "paragraph" => self.own(node, &[]).and_then(|_| self.inlines(node)).map(Node::Paragraph)?,
            "heading" => self.heading(node)?,
            "bullet_list" | "ordered_list" => return self.list(node),
            "table" => return self.table(node),
            "gallery" => return self.gallery(node),
            "blockquote" => {
                let cite = self.own(node, &["cite"])?.text("cite").map_err(|()| self.not_text("cite"))?;
                let cite = cite.map(Href::parse).transpose()?;
                Node::Blockquote { cite, blocks: self.filled(node)? }
            }
            "callout" => {
                let name = self.own(node, &["kind"])?.string("kind").unwrap_or("note");
                let kind = CalloutKind::from_name(name).ok_or(Fault::Foreign)?;
                Node::Callout(kind, self.filled(node)?)
            }
            "figure" => Node::Figure(self.figure(node)?),
            "rule" => self.leaf(node, &[]).map(|_| Node::Rule)?,
            "attachment" => {
                let attrs = self.leaf(node, &["media_id"])?;
                match self.media_id(&attrs)? {
                    Some(media) => Node::Attachment(media),
                    None => return self.invalid("an attachment has no media_id"),
                }
            }
            "embed" => self.embed(node)?,
            "unknown_block" => match self.leaf(node, &["original"])?.get("original") {
                Some(original) => Node::Unknown(self.keep(original)?),
                None => return self.invalid("an unknown_block has no original"),
            },
            kind if KNOWN_KINDS.contains(&kind) => {
                return self.invalid(format!("{kind} cannot stand as a block"));
            }
            _ => return Err(Fault::Foreign),
        };
        Ok(Some(known))
    }

    /// The attributes of a node that holds nothing.
    fn leaf<'a>(&self, node: &'a Value, known: &[&str]) -> Read<Attrs<'a>> {
        match node.get("content") {
            None | Some(Value::Null) => self.own(node, known),
            Some(Value::Array(content)) if content.is_empty() => self.own(node, known),
            Some(_) => self.invalid("a node holds content that its type has no place for"),
        }
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

    /// A figure, by itself or in a gallery.
    pub(super) fn figure(&mut self, node: &Value) -> Read<Figure> {
        let attrs = self.own(node, &["media_id", "alt", "decorative", "focal", "crop", "size"])?;
        let media_id = self.media_id(&attrs)?;
        let alt = attrs.text("alt").map_err(|()| self.not_text("alt"))?.unwrap_or_default().to_owned();
        let decorative = match attrs.get("decorative") {
            None => false,
            Some(Value::Bool(decorative)) => *decorative,
            Some(_) => return self.invalid("decorative is neither true nor false"),
        };
        let size = match attrs.text("size").map_err(|()| self.not_text("size"))? {
            None => FigureSize::Normal,
            Some(name) => FigureSize::from_name(name).ok_or(Fault::Foreign)?,
        };
        let focal = match attrs.get("focal").map(fractions) {
            None => None,
            Some(Some([x, y])) => Some(Focal { x, y }),
            Some(None) => return self.invalid("focal is not two fractions of at most four decimals"),
        };
        let crop = match attrs.get("crop").map(|crop| fractions(crop).and_then(|[x, y, w, h]| Crop::new(x, y, w, h))) {
            None => None,
            Some(Some(crop)) => Some(crop),
            Some(None) => {
                return self.invalid("crop is not a part of the picture, as fractions of at most four decimals");
            }
        };
        Ok(Figure { media_id, alt, decorative, focal, crop, size, caption: self.inlines(node)? })
    }

    fn embed(&self, node: &Value) -> Read<Node> {
        let attrs = self.leaf(node, &["provider", "ref", "title"])?;
        let (Some(provider), Some(reference)) = (attrs.string("provider"), attrs.string("ref")) else {
            return self.invalid("an embed has no provider or no ref");
        };
        let provider = Provider::from_name(provider).ok_or(Fault::Foreign)?;
        let title = attrs.text("title").map_err(|()| self.not_text("title"))?.unwrap_or_default().to_owned();
        Ok(Node::Embed(Embed { source: EmbedRef::new(provider, reference)?, title }))
    }

    fn media_id(&self, attrs: &Attrs<'_>) -> Read<Option<MediaId>> {
        Ok(self.key(attrs, "media_id")?.map(MediaId))
    }

    pub(super) fn page_id(&self, attrs: &Attrs<'_>) -> Read<Option<PageId>> {
        Ok(self.key(attrs, "page_id")?.map(PageId))
    }

    fn key(&self, attrs: &Attrs<'_>, name: &str) -> Read<Option<i64>> {
        match attrs.get(name).map(Value::as_i64) {
            None => Ok(None),
            Some(Some(key)) if (-MAX_KEY..=MAX_KEY).contains(&key) => Ok(Some(key)),
            Some(_) => self.invalid(format!("{name} is not a whole number that every reader holds")),
        }
    }

    /// The refusal of an attribute that should be text.
    pub(super) fn not_text(&self, name: &str) -> Fault {
        self.invalid::<()>(format!("{name} is not text")).err().unwrap_or(Fault::Foreign)
    }
}

/// A list of exactly so many fractions.
fn fractions<const N: usize>(value: &Value) -> Option<[Fraction; N]> {
    let parts = value.as_array()?.iter().map(|part| part.as_f64().and_then(Fraction::exact));
    parts.collect::<Option<Vec<_>>>()?.try_into().ok()
}
