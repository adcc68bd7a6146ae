//! Blocks to HTML.

use super::{Renderer, anchor, inline, shows};
use crate::text::inline_text;
use crate::{Block, Embed, Href, Inline, Level, ListItem, ListKind, MAX_DEPTH, MediaId, Node};

impl Renderer<'_> {
    /// As deep as [`crate::walk::parts`] goes, so that anchors and outline agree.
    pub(super) fn blocks(&mut self, blocks: &[Block], depth: usize) {
        if depth <= MAX_DEPTH {
            for block in blocks {
                self.open_suggestions(&block.suggestions);
                self.block(block, depth);
                self.close_suggestions(&block.suggestions);
            }
        }
    }

    fn block(&mut self, block: &Block, depth: usize) {
        let id = block.id.as_str();
        match &block.node {
            Node::Paragraph(content) => {
                if !content.is_empty() {
                    self.element("p", id);
                    self.push(">");
                    self.inlines(content);
                    self.push("</p>");
                }
            }
            Node::Heading(level, content) => self.heading(id, *level, content),
            Node::BulletList(items) => {
                self.element("ul", id);
                self.items(items, depth);
                self.push("</ul>");
            }
            Node::OrderedList { start, kind, items } => {
                self.element("ol", id);
                if *kind != ListKind::Decimal {
                    self.attribute("type", kind.html_type());
                }
                if *start != 1 {
                    self.attribute("start", &start.to_string());
                }
                self.items(items, depth);
                self.push("</ol>");
            }
            Node::Blockquote { cite, blocks } => self.quote(id, cite.as_ref(), blocks, depth),
            Node::Callout(kind, children) => {
                let (name, label) = (kind.as_str(), kind.label());
                self.element("div", id);
                self.push(&format!(" class=\"callout callout--{name}\" role=\"note\" aria-label=\"{label}\">"));
                self.blocks(children, depth + 1);
                self.push("</div>");
            }
            Node::Figure(figure) => self.figure(id, figure),
            Node::Gallery(pictures) => self.gallery(id, pictures),
            Node::Table { caption, rows } => self.table(id, caption, rows, depth),
            Node::Rule => {
                self.element("hr", id);
                self.push(">");
            }
            Node::Attachment(media) => self.attachment(id, *media),
            Node::Embed(embed) => self.embed(id, embed),
            Node::Unknown(_) => {
                self.element("p", id);
                self.push(" class=\"unknown\">[Nội dung chưa hiển thị được]</p>");
            }
        }
    }

    /// A heading without words has no anchor, as it is not in the outline.
    fn heading(&mut self, id: &str, level: Level, content: &[Inline]) {
        if !shows(content) {
            return;
        }
        let name = format!("h{}", level.get());
        self.element(&name, id);
        if !inline_text(content).trim().is_empty() {
            self.headings += 1;
            self.attribute("id", &anchor(self.headings));
        }
        self.push(">");
        self.inlines(content);
        self.push(&format!("</{name}>"));
    }

    fn items(&mut self, items: &[ListItem], depth: usize) {
        self.push(">");
        for item in items {
            self.element("li", &item.id);
            self.push(">");
            self.open_suggestions(&item.suggestions);
            self.loose_blocks(&item.blocks, depth + 1);
            self.close_suggestions(&item.suggestions);
            self.push("</li>");
        }
    }

    /// The blocks of an item or a cell; where the first is the only paragraph, it needs no `<p>`.
    pub(super) fn loose_blocks(&mut self, blocks: &[Block], depth: usize) {
        let paragraphs = blocks.iter().filter(|block| matches!(block.node, Node::Paragraph(_))).count();
        match blocks {
            [first, rest @ ..] if paragraphs == 1 && depth <= MAX_DEPTH => {
                let Node::Paragraph(content) = &first.node else { return self.blocks(blocks, depth) };
                self.open_suggestions(&first.suggestions);
                self.inlines(content);
                self.close_suggestions(&first.suggestions);
                self.blocks(rest, depth);
            }
            _ => self.blocks(blocks, depth),
        }
    }

    /// A quotation with a source stands in a figure, since the source is not part of what was said
    /// (HTML standard, section 4.4.4).
    fn quote(&mut self, id: &str, cite: Option<&Href>, blocks: &[Block], depth: usize) {
        let Some(cite) = cite else {
            self.element("blockquote", id);
            self.push(">");
            self.blocks(blocks, depth + 1);
            return self.push("</blockquote>");
        };
        self.element("figure", id);
        self.push(" class=\"quote\"><blockquote");
        self.address("cite", cite.as_str());
        self.push(">");
        self.blocks(blocks, depth + 1);
        self.push("</blockquote><figcaption>Nguồn: <a");
        self.address("href", cite.as_str());
        if cite.is_external() {
            self.push(inline::EXTERNAL);
        }
        self.push(">");
        self.text(cite.as_str());
        self.push("</a></figcaption></figure>");
    }

    fn attachment(&mut self, id: &str, media: MediaId) {
        let media = self.assets.media(media);
        let target = media.as_ref().and_then(|media| Href::parse(&media.src).ok());
        self.element("p", id);
        match (media, target) {
            (Some(media), Some(target)) => {
                self.push(" class=\"attachment\"><a");
                self.address("href", target.as_str());
                self.push(" download>");
                self.text(if media.name.is_empty() { "Tệp đính kèm" } else { &media.name });
                self.push("</a></p>");
            }
            _ => self.push(" class=\"attachment attachment--missing\">Tệp đính kèm không còn nữa</p>"),
        }
    }

    /// A link to the provider: nothing is asked of another site before the reader follows it.
    fn embed(&mut self, id: &str, embed: &Embed) {
        let provider = embed.source.provider();
        self.element("figure", id);
        self.push(&format!(" class=\"embed embed--{}\"><a", provider.as_str()));
        self.attribute("href", &embed.source.url());
        self.push(inline::EXTERNAL);
        self.push(">");
        let title = embed.title.trim();
        self.text(if title.is_empty() { provider.noun() } else { title });
        self.push(&format!("</a><figcaption>{} trên {}</figcaption></figure>", provider.noun(), provider.label()));
    }
}
