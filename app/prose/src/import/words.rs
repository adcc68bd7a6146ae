//! Characters: fonts of old encodings, signs of list items, links around words.

use std::borrow::Cow;

use super::dom::Dom;
use super::images::shown;
use super::lists::ListMark;
use super::marker::{self, Marker};
use super::reader::Reader;
use super::run::Flow;
use super::{Note, Source};
use crate::{Href, ListKind};

impl<D: Dom> Reader<'_, D> {
    /// Takes characters of the source into the block of text.
    pub fn text(&mut self, raw: &str) {
        if self.style.marker || self.in_sign {
            if let Some(pending) = &mut self.pending {
                pending.sign.push_str(raw);
            }
            return;
        }
        let text = self.decoded(raw);
        if text.chars().any(|c| !is_blank(c)) {
            self.settle_sign();
        }
        let marks = self.style.marks();
        for c in text.chars() {
            if self.style.pre {
                self.build.run.add_pre(c, &marks, &self.style);
                continue;
            }
            if !is_blank(c) && self.build.run.flow() == Flow::NewBlock {
                self.build.flush();
            }
            self.build.run.add(c, &marks, &self.style);
        }
    }

    /// The text in Unicode, told by the font it is set in.
    fn decoded<'t>(&mut self, raw: &'t str) -> Cow<'t, str> {
        let Some(font) = self.style.font.clone() else { return Cow::Borrowed(raw) };
        if raw.chars().all(is_blank) {
            return Cow::Borrowed(raw);
        }
        match (self.options.decode_font)(&font, raw) {
            Some(text) => {
                self.notes.add(Note::Decoded(font.to_string()));
                Cow::Owned(text)
            }
            None => {
                let name = font.to_ascii_lowercase();
                if name.starts_with(".vn") || name.starts_with("vni-") {
                    self.notes.add(Note::UnknownFont(font.to_string()));
                }
                Cow::Borrowed(raw)
            }
        }
    }

    /// A list paragraph's sign is complete: it makes the paragraph an item, or goes back to the words.
    pub fn settle_sign(&mut self) {
        let Some(pending) = self.pending.take() else { return };
        let sign = pending.sign.trim_matches(is_blank);
        let format = self.sheet.list(&pending.list_name(), pending.level, "mso-level-number-format");
        let read = if sign.is_empty() { None } else { marker::read(sign) };
        let mark = match read {
            Some(Marker::Number(mut readings)) => {
                if sign.trim_end_matches(['.', ')']).contains('.') {
                    self.notes.add(Note::PartsOfNumber);
                }
                let wanted = format.and_then(marker::word_format);
                readings.sort_by_key(|(numbering, _)| Some(*numbering) != wanted);
                Some(Marker::Number(readings))
            }
            Some(other) => Some(other),
            None if !sign.is_empty() => None,
            None => Some(match format {
                Some("bullet") => Marker::Bullet,
                Some(name) => marker::word_format(name).map_or(Marker::Bullet, |own| Marker::Auto(own, None)),
                None if self.sheet.has_list(&pending.list_name()) => Marker::Auto(ListKind::Decimal, None),
                None => Marker::Bullet,
            }),
        };
        let is_number = matches!(mark, Some(Marker::Number(_)) | None);
        match mark {
            Some(marker) if !pending.is_heading => {
                let mark = ListMark { list: pending.list, level: pending.level, marker };
                self.build.run.hint.list = Some(mark);
            }
            _ if is_number && !sign.is_empty() => {
                if !pending.is_heading {
                    self.notes.add(Note::WordsAsSign(sign.to_owned()));
                }
                let words = format!("{sign} ");
                self.text(&words);
            }
            _ => {}
        }
    }

    /// The characters inside the element become a link, where its target is allowed.
    pub fn link(&mut self, node: &D::Node) {
        let Some(raw) = self.dom.attribute(node, "href") else { return };
        let raw = raw.trim();
        self.style.link = None;
        // Bookmarks that office programs make for themselves lead nowhere once their anchors are gone.
        let is_own = raw.starts_with("#_") || (self.source != Source::Plain && raw.starts_with('#'));
        if raw.is_empty() || raw == "#" || is_own {
            return;
        }
        let target = (self.options.rewrite)(raw).unwrap_or_else(|| raw.to_owned());
        match Href::parse(&target) {
            Ok(href) => self.style.link = Some(href),
            Err(_) => self.notes.add(Note::BadLink(shown(raw))),
        }
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{a0}')
}
