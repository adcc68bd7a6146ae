//! The one renderer: a document to HTML, for page, preview and feeds alike.
//!
//! It is total (every document gives markup), escapes every character that came from
//! outside, and writes no attribute that could run anything: no `style`, no `on…`, and
//! link targets only as [`crate::Href`].

mod inline;

use inline::{escape, inlines};

use crate::text::inline_text;
use crate::{Block, Cell, Document, Figure, Href, ListItem, MAX_DEPTH, MediaId, Node, Row, Scope};

/// How wide a figure is shown: the whole screen, or the text's measure of 44 rem.
const SIZES: &str = "(min-width: 48rem) 44rem, 100vw";

/// What is known of a stored file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Media {
    /// Where it is served; a path of this site or an `http(s)` address.
    pub src: String,
    /// The `srcset` of an image's sizes; empty for none.
    pub srcset: String,
    /// Width in pixels; 0 for what is not an image.
    pub width: u32,
    /// Height in pixels; 0 for what is not an image.
    pub height: u32,
    /// The file's name as readers see it.
    pub name: String,
}

/// Looks up stored files while rendering.
pub trait Assets {
    /// The file, or `None` when it is gone or may not be shown.
    fn media(&self, id: MediaId) -> Option<Media>;
}

/// A document as HTML, without a wrapping element. Headings get the anchors of [`crate::outline`].
#[must_use]
pub fn render(document: &Document, assets: &dyn Assets) -> String {
    let mut renderer = Renderer { assets, out: String::new(), headings: 0 };
    renderer.blocks(&document.blocks, 0);
    renderer.out
}

/// The anchor of the n-th heading that is not blank, counted from 1.
pub(crate) fn anchor(number: usize) -> String {
    format!("muc-{number}")
}

struct Renderer<'a> {
    assets: &'a dyn Assets,
    out: String,
    headings: usize,
}

impl Renderer<'_> {
    fn push(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// As deep as [`crate::walk::blocks`] goes, so that anchors and outline agree.
    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        if depth <= MAX_DEPTH {
            blocks.iter().for_each(|block| self.block(block, depth));
        }
    }

    fn block(&mut self, block: &Block, depth: usize) {
        match &block.node {
            Node::Paragraph(content) => {
                if !content.is_empty() {
                    self.push("<p>");
                    inlines(&mut self.out, content);
                    self.push("</p>");
                }
            }
            Node::Heading(level, content) => {
                if !inline_text(content).trim().is_empty() {
                    self.headings += 1;
                    let level = level.get();
                    let open = format!("<h{level} id=\"{}\">", anchor(self.headings));
                    self.push(&open);
                    inlines(&mut self.out, content);
                    self.push(&format!("</h{level}>"));
                }
            }
            Node::BulletList(items) => self.list("ul", "", items, depth),
            Node::OrderedList { start, items } => {
                let attribute = if *start == 1 { String::new() } else { format!(" start=\"{start}\"") };
                self.list("ol", &attribute, items, depth);
            }
            Node::Blockquote(children) => {
                self.push("<blockquote>");
                self.blocks(children, depth + 1);
                self.push("</blockquote>");
            }
            Node::Callout(kind, children) => {
                let (name, label) = (kind.as_str(), kind.label());
                self.push(&format!("<div class=\"callout callout--{name}\" role=\"note\" aria-label=\"{label}\">"));
                self.blocks(children, depth + 1);
                self.push("</div>");
            }
            Node::Figure(figure) => self.figure(figure),
            Node::Table(rows) => self.table(rows, depth),
            Node::Rule => self.push("<hr>"),
            Node::Attachment(media) => self.attachment(*media),
            Node::Unknown(_) => self.push("<p class=\"unknown\">[Nội dung chưa hiển thị được]</p>"),
        }
    }

    fn list(&mut self, tag: &str, attribute: &str, items: &[ListItem], depth: usize) {
        self.push(&format!("<{tag}{attribute}>"));
        for item in items {
            self.push("<li>");
            self.loose_blocks(&item.blocks, depth + 1);
            self.push("</li>");
        }
        self.push(&format!("</{tag}>"));
    }

    /// The blocks of an item or a cell; where the first is the only paragraph, it needs no `<p>`.
    fn loose_blocks(&mut self, blocks: &[Block], depth: usize) {
        let paragraphs = blocks.iter().filter(|block| matches!(block.node, Node::Paragraph(_))).count();
        match blocks {
            [Block { node: Node::Paragraph(content), .. }, rest @ ..] if paragraphs == 1 && depth <= MAX_DEPTH => {
                inlines(&mut self.out, content);
                self.blocks(rest, depth);
            }
            _ => self.blocks(blocks, depth),
        }
    }

    fn figure(&mut self, figure: &Figure) {
        let found = figure.media_id.and_then(|id| self.assets.media(id));
        let has_caption = !inline_text(&figure.caption).trim().is_empty();
        match &found {
            Some(media) => {
                self.push("<figure class=\"figure\">");
                self.image(media, if figure.decorative { "" } else { &figure.alt });
            }
            None if !has_caption && figure.alt.trim().is_empty() => return,
            None => self.push("<figure class=\"figure figure--missing\">"),
        }
        if has_caption {
            self.push("<figcaption>");
            inlines(&mut self.out, &figure.caption);
            self.push("</figcaption>");
        } else if found.is_none() {
            self.push("<figcaption>");
            escape(&mut self.out, &figure.alt);
            self.push("</figcaption>");
        }
        self.push("</figure>");
    }

    fn image(&mut self, media: &Media, alt: &str) {
        self.push("<img");
        self.attribute("src", &media.src);
        self.attribute("alt", alt);
        if media.width > 0 && media.height > 0 {
            self.attribute("width", &media.width.to_string());
            self.attribute("height", &media.height.to_string());
        }
        self.push(" loading=\"lazy\" decoding=\"async\"");
        if !media.srcset.is_empty() {
            self.attribute("srcset", &media.srcset);
            self.attribute("sizes", SIZES);
        }
        self.push(">");
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.push(&format!(" {name}=\""));
        escape(&mut self.out, value);
        self.push("\"");
    }

    fn attachment(&mut self, id: MediaId) {
        let media = self.assets.media(id);
        let target = media.as_ref().and_then(|media| Href::parse(&media.src).ok());
        match (media, target) {
            (Some(media), Some(target)) => {
                self.push("<p class=\"attachment\"><a");
                self.attribute("href", target.as_str());
                self.push(" download>");
                escape(&mut self.out, if media.name.is_empty() { "Tệp đính kèm" } else { &media.name });
                self.push("</a></p>");
            }
            _ => self.push("<p class=\"attachment attachment--missing\">Tệp đính kèm không còn nữa</p>"),
        }
    }

    /// Leading rows of header cells alone form the head; both parts are always written, since a
    /// browser inserts a missing `tbody` by itself and hydration then finds another tree.
    fn table(&mut self, rows: &[Row], depth: usize) {
        let is_head = |row: &&Row| row.cells.iter().all(|cell| cell.header.is_some());
        let head = rows.iter().take_while(is_head).count();
        let (head, body) = rows.split_at(if head == rows.len() { head.min(1) } else { head });
        self.push("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Bảng\"><table><thead>");
        self.rows(head, depth);
        self.push("</thead><tbody>");
        self.rows(body, depth);
        self.push("</tbody></table></div>");
    }

    fn rows(&mut self, rows: &[Row], depth: usize) {
        for row in rows {
            self.push("<tr>");
            row.cells.iter().for_each(|cell| self.cell(cell, depth));
            self.push("</tr>");
        }
    }

    fn cell(&mut self, cell: &Cell, depth: usize) {
        let tag = if cell.header.is_some() { "th" } else { "td" };
        self.push(&format!("<{tag}"));
        match cell.header {
            Some(Scope::Col) => self.push(" scope=\"col\""),
            Some(Scope::Row) => self.push(" scope=\"row\""),
            None => {}
        }
        for (name, span) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
            if span > 1 {
                self.attribute(name, &span.to_string());
            }
        }
        self.push(">");
        self.loose_blocks(&cell.blocks, depth + 1);
        self.push(&format!("</{tag}>"));
    }
}
