//! Inline events gathered into the content of one paragraph, heading or cell.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::notes;
use crate::builders::push_text;
use crate::model::mark::canonical;
use crate::{Figure, Href, Inline, Mark, MediaId, Node, PageId};

/// Running text under construction.
#[derive(Default)]
pub(super) struct Run {
    content: Vec<Inline>,
    /// The marks that are open; `None` for a link whose target was refused.
    open: Vec<Option<Mark>>,
    /// A link to a page of this site that holds nothing so far, and so shows the page's title.
    bare_page: Option<PageId>,
    /// An image that is alone so far.
    alone: Option<Image>,
    /// An image whose alternative text is being read, and how many images it is within.
    reading: Option<(Image, usize)>,
}

#[derive(Default)]
struct Image {
    url: String,
    title: String,
    alt: String,
}

impl Run {
    /// Takes one inline event; block events are none of its business.
    pub(super) fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text, None),
            Event::Code(text) => self.text(&text, Some(Mark::Code)),
            Event::FootnoteReference(label) => self.reference(&label),
            Event::SoftBreak => self.text(" ", None),
            Event::HardBreak => self.hard_break(),
            Event::Start(tag) => self.start(tag),
            Event::End(TagEnd::Image) => self.end_image(),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
                if self.reading.is_none() =>
            {
                self.open.pop();
                if let Some(page) = self.bare_page.take().filter(|_| self.alone.is_none()) {
                    let marks = self.marks(None);
                    self.content.push(Inline::PageRef(page, marks));
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        if let Tag::Image { dest_url, title, .. } = tag {
            match &mut self.reading {
                Some((_, within)) => *within += 1,
                None => {
                    let image = Image { url: dest_url.into(), title: title.into(), alt: String::new() };
                    self.reading = Some((image, 0));
                }
            }
            return;
        }
        if self.reading.is_some() {
            return;
        }
        self.bare_page = match &tag {
            Tag::Link { dest_url, .. } => PageId::from_address(dest_url),
            _ => self.bare_page,
        };
        if self.bare_page.is_some() {
            self.settle();
        }
        self.open.push(match tag {
            Tag::Emphasis => Some(Mark::Em),
            Tag::Strong => Some(Mark::Strong),
            Tag::Strikethrough => Some(Mark::Strike),
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => link(&format!("mailto:{dest_url}")),
            Tag::Link { dest_url, .. } => link(&dest_url),
            _ => None,
        });
    }

    fn text(&mut self, text: &str, more: Option<Mark>) {
        if let Some((image, _)) = &mut self.reading {
            image.alt.push_str(text);
            return;
        }
        self.settle();
        self.bare_page = None;
        let marks = self.marks(more);
        push_text(&mut self.content, text, &marks);
    }

    fn reference(&mut self, label: &str) {
        if self.reading.is_some() {
            return self.text(&format!("[^{label}]"), None);
        }
        self.settle();
        self.bare_page = None;
        let marks = self.marks(None);
        self.content.push(Inline::Footnote(notes::name(label), marks));
    }

    /// The marks that are open, and one more.
    fn marks(&self, more: Option<Mark>) -> Vec<Mark> {
        let mut marks: Vec<Mark> = self.open.iter().flatten().cloned().chain(more).collect();
        canonical(&mut marks);
        marks
    }

    fn hard_break(&mut self) {
        if self.reading.is_some() {
            self.text(" ", None);
        } else {
            self.settle();
            self.bare_page = None;
            self.content.push(Inline::hard_break());
        }
    }

    fn end_image(&mut self) {
        match self.reading.take() {
            Some((image, 0)) if self.content.is_empty() && self.alone.is_none() => self.alone = Some(image),
            Some((image, 0)) => {
                self.settle();
                self.say(image);
            }
            Some((image, within)) => self.reading = Some((image, within - 1)),
            None => {}
        }
    }

    /// An image that turned out to have neighbours becomes words.
    fn settle(&mut self) {
        if let Some(image) = self.alone.take() {
            self.say(image);
        }
    }

    fn say(&mut self, image: Image) {
        let own = link(&image.url).filter(|_| !self.open.iter().any(|mark| matches!(mark, Some(Mark::Link(_)))));
        let words = if image.alt.is_empty() { &image.title } else { &image.alt };
        self.text(words, own);
    }

    /// The content, for places where no figure can stand.
    pub(super) fn inlines(mut self) -> Vec<Inline> {
        self.settle();
        self.content
    }

    /// The paragraph or figure; `None` for nothing.
    pub(super) fn block(mut self, media: &dyn Fn(&str) -> Option<MediaId>) -> Option<Node> {
        match self.alone.take() {
            Some(image) => Some(Node::Figure(Figure {
                media_id: media(&image.url),
                alt: image.alt,
                caption: Inline::lines(&image.title),
                ..Figure::default()
            })),
            None if self.content.is_empty() => None,
            None => Some(Node::Paragraph(self.content)),
        }
    }
}

fn link(target: &str) -> Option<Mark> {
    PageId::from_address(target).map(Mark::PageLink).or_else(|| Href::parse(target).ok().map(Mark::Link))
}
