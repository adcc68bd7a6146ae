//! From what is on the clipboard to Markdown.

use std::borrow::Cow;

use prose::import::{Dom, Options, Source, read};
use prose::{Document, Figure, Inline, MediaId, Node, markdown, rewrite};
use vietnamese::encoding::Encoding;
use vietnamese::encoding::latin::bytes_of_1252;
use vietnamese::repair::repair;

/// What becomes of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Pasted {
    pub markdown: String,
    /// How many words with broken letters were mended.
    pub mended: usize,
    /// How many pictures could not come along.
    pub pictures: usize,
}

/// Reads a page; nothing where it holds no more than its plain text does, as what is copied from an editor of code.
pub fn pasted<D: Dom>(dom: &D) -> Option<Pasted> {
    let options = Options {
        media: &|address| own_file(address),
        decode_font: &decode_font,
        clean_text: &|text| Cow::Owned(vietnamese::nfc(text)),
        caption_after_image: true,
        ..Options::default()
    };
    let imported = read(dom, &dom.root(), &options);
    let pictures = imported.images.iter().filter(|image| image.media.is_none()).count();
    let mut document = imported.document;
    let shows = |figure: &Figure| figure.media_id.is_some() || !figure.caption.is_empty() || !figure.alt.is_empty();
    document.blocks.retain(|block| !matches!(&block.node, Node::Figure(figure) if !shows(figure)));
    let mended = rewrite(&mut document, &mut |text| {
        repair(text).changes.into_iter().map(|change| (change.range, change.after)).collect()
    });
    if imported.source == Source::Plain && mended == 0 && is_plain(&document) {
        return None;
    }
    Some(Pasted { markdown: markdown::write(&document, &|id| format!("/tep/{}/tep", id.0)), mended, pictures })
}

/// Whether paragraphs without marks are all there is.
fn is_plain(document: &Document) -> bool {
    let plain = |inline: &Inline| match inline {
        Inline::Text(run) => run.marks.is_empty(),
        Inline::HardBreak(_) => true,
        _ => false,
    };
    document.blocks.iter().all(|block| match &block.node {
        Node::Paragraph(content) => content.iter().all(plain),
        _ => false,
    })
}

/// The file behind an address of this site, such as `/tep/12/anh.jpg`.
fn own_file(address: &str) -> Option<MediaId> {
    let (key, _) = address.strip_prefix("/tep/")?.split_once('/')?;
    key.parse().ok().map(MediaId)
}

/// Text in a font that names its encoding.
fn decode_font(font: &str, text: &str) -> Option<String> {
    let encoding = Encoding::from_font(font)?;
    Some(encoding.decode(&bytes_of_1252(text)?).text)
}
