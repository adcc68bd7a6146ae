//! A saved page in HTML: where its article is, who wrote it and when, and the article as a body.

mod general;
mod locate;
mod nukeviet;
mod portal;

use std::borrow::Cow;
use std::cell::RefCell;

use prose::import::dom::{find, meta};
use prose::import::{Dom, Imported, Kind, Options, Page, parse};
use prose::{Document, Node, rewrite, text};
use vietnamese::encoding::Encoding;
use vietnamese::encoding::latin::bytes_of_1252;
use vietnamese::repair::repair;

use super::entry::{Entry, place_in, provisional, provisional_link};
use super::tree::resolve;
use super::{ImportError, Report, citations};

/// A page of a tree.
pub struct Source<'a> {
    /// Its path in the tree.
    pub path: &'a str,
    /// Its text.
    pub html: &'a str,
    /// Whether the tree has a file.
    pub has: &'a dyn Fn(&str) -> bool,
}

/// The files that a page uses, in the order in which it names them, and those that it links to and the tree lacks.
#[derive(Default)]
struct Files(RefCell<Vec<String>>, RefCell<Vec<String>>);

impl Files {
    /// The place of a file, which it gets when it is first named.
    fn place(&self, path: String) -> usize {
        let mut files = self.0.borrow_mut();
        files.iter().position(|known| *known == path).unwrap_or_else(|| {
            files.push(path);
            files.len() - 1
        })
    }

    fn absent(&self, path: String) {
        let mut absent = self.1.borrow_mut();
        if !absent.contains(&path) {
            absent.push(path);
        }
    }
}

/// Reads a page and notes in the report what it has, lacks and leaves in doubt.
///
/// # Errors
/// A page that is too large, or that holds no article.
pub fn read(source: &Source<'_>, report: &mut Report) -> Result<Entry, ImportError> {
    let page = parse(source.html).map_err(|error| ImportError::page(error.to_string()))?;
    if !source.html.to_ascii_lowercase().contains("</html") {
        report.doubtful.push("the page ends in the middle: it has no </html>".into());
    }
    let files = Files::default();
    let body = find(&page, &page.root(), &|_, name| name == "body").unwrap_or(page.root());
    let reader = Reader { page: &page, source, files: &files };
    let mut entry = match (nukeviet::read(&reader, &body, report), portal::is_one(&page, &body)) {
        (Some(entry), _) => entry,
        (None, true) => portal::read(&reader, &body, report)?,
        (None, false) => general::read(&reader, &body, report)?,
    };
    if entry.title.trim().is_empty() {
        return Err(ImportError::page("the page has no title"));
    }
    mend(&mut entry, report);
    drop_title(&mut entry);
    if entry.body.is_empty() && entry.lead.is_empty() {
        return Err(ImportError::page("the page has no text of its own"));
    }
    entry.addresses = addresses(&page, source);
    entry.files = files.0.into_inner();
    report.missing.extend(files.1.into_inner().into_iter().map(|path| format!("linked file {path}")));
    tell(&entry, report);
    citations::tell(&entry.title, &entry.lead, &entry.body, report);
    Ok(entry)
}

/// What the readers of the kinds of page share.
struct Reader<'a> {
    page: &'a Page,
    source: &'a Source<'a>,
    files: &'a Files,
}

impl Reader<'_> {
    /// The place of the file behind an address, when the tree has it.
    fn file(&self, address: &str) -> Option<usize> {
        let path = resolve(self.source.path, address).filter(|path| (self.source.has)(path))?;
        Some(self.files.place(path))
    }

    /// Where a link of the page leads from now on: to a file of the tree, or where it led on the old site, from which a
    /// redirect leads on; `None` for an address of elsewhere.
    fn link(&self, address: &str) -> Option<String> {
        let path = resolve(self.source.path, address)?;
        let (tail, query) = address.find(['?', '#']).map_or(("", ""), |at| {
            let tail = address.get(at..).unwrap_or_default();
            (tail, tail.split('#').next().unwrap_or_default())
        });
        // A mirror puts the query into the name of the file.
        let named = [format!("{path}{query}"), path.clone()];
        match named.into_iter().find(|path| (self.source.has)(path)) {
            Some(file) if !is_page_name(&file) => Some(provisional_link(self.files.place(file))),
            Some(_) => Some(format!("/{path}{tail}")),
            None => {
                if !is_page_name(&path) {
                    self.files.absent(path.clone());
                }
                Some(format!("/{path}{tail}"))
            }
        }
    }

    /// The body below a node; `habits` of portals without headings, lists and captions of their own.
    fn body(&self, node: &<Page as Dom>::Node, habits: bool, report: &mut Report) -> Document {
        let options = Options {
            // Its address was rewritten as that of a link before.
            media: &|address| place_in(address).or_else(|| self.file(address)).map(provisional),
            rewrite: &|address| self.link(address),
            decode_font: &decode_font,
            clean_text: &|text| Cow::Owned(vietnamese::nfc(text)),
            promote_numbered_headings: habits,
            dash_lists: habits,
            caption_after_image: true,
        };
        let Imported { document, images, notes, .. } = prose::import::read(self.page, node, &options);
        for image in images.iter().filter(|image| image.media.is_none()) {
            let address: String = image.src.chars().take(120).collect();
            report.missing.push(format!("picture {address}"));
            self.files.1.borrow_mut().retain(|path| image.src.strip_prefix('/') != Some(path));
        }
        report.doubtful.extend(notes.into_iter().map(|(note, times)| match times {
            1 => note.to_string(),
            times => format!("{note} ({times})"),
        }));
        document
    }
}

/// Text in a font that names its encoding.
pub fn decode_font(font: &str, text: &str) -> Option<String> {
    let encoding = Encoding::from_font(font)?;
    Some(encoding.decode(&bytes_of_1252(text)?).text)
}

/// Whether a name is that of a page rather than of a file to keep.
pub fn is_page_name(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or(path);
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    ["html", "htm", "xhtml", "shtml", "asp", "aspx", "php", "jsp", ""].contains(&ending.as_str())
}

/// Repairs broken letters in all that was read; the body is judged as a whole.
fn mend(entry: &mut Entry, report: &mut Report) {
    let mut changed = Vec::new();
    for text in [&mut entry.title, &mut entry.lead, &mut entry.byline_name, &mut entry.byline_office] {
        let repair = repair(text);
        changed.extend(repair.changes.into_iter().map(|change| (change.before, change.after)));
        *text = repair.text.trim().to_owned();
    }
    if let Some(section) = &mut entry.section {
        *section = repair(section).text;
    }
    rewrite(&mut entry.body, &mut |text| {
        let changes = repair(text).changes;
        changed.extend(changes.iter().map(|change| (change.before.clone(), change.after.clone())));
        changes.into_iter().map(|change| (change.range, change.after)).collect()
    });
    report.repaired.extend(changed);
}

/// A body that begins with the title again loses it there, and one that begins with the lead loses that.
fn drop_title(entry: &mut Entry) {
    for repeated in [entry.title.clone(), entry.lead.clone()] {
        let first = entry.body.blocks.first();
        let is_text = first.is_some_and(|block| matches!(block.node, Node::Heading(..) | Node::Paragraph(_)));
        if is_text && !repeated.is_empty() && entry.body.blocks.len() > 1 {
            let alone = Document { blocks: entry.body.blocks.iter().take(1).cloned().collect(), ..Document::default() };
            if text::plain(&alone).trim() == repeated.trim() {
                entry.body.blocks.remove(0);
            }
        }
    }
}

/// Where the page was: what it calls its own address, where it was saved from, and its path in the tree.
fn addresses(page: &Page, source: &Source<'_>) -> Vec<String> {
    let canonical = find(page, &page.root(), &|node, name| {
        name == "link" && page.attribute(node, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
    });
    let canonical = canonical.and_then(|node| page.attribute(&node, "href").map(Cow::into_owned));
    let mut found: Vec<String> = canonical.into_iter().chain(meta(page, "og:url")).chain(saved_from(page)).collect();
    let path = source.path;
    found.push(format!("/{path}"));
    // A mirror keeps each host in a folder of its name.
    if let Some((host, rest)) = path.split_once('/')
        && host.contains('.')
        && host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-')
    {
        found.push(format!("/{rest}"));
    }
    found.dedup();
    found
}

/// Browsers and HTTrack write down in a comment where a page was.
fn saved_from(page: &Page) -> Option<String> {
    let mut next = page.first_child(&page.root());
    while let Some(node) = next {
        if let Kind::Comment(text) = page.kind(&node) {
            let text = text.trim();
            if let Some((_, address)) = text.strip_prefix("saved from url=(").and_then(|rest| rest.split_once(')')) {
                return Some(address.trim().to_owned());
            }
            if let Some(rest) = text.strip_prefix("Mirrored from ") {
                return rest.split_whitespace().next().map(|address| format!("http://{address}"));
            }
        }
        next = page.next_sibling(&node);
    }
    None
}

fn tell(entry: &Entry, report: &mut Report) {
    let date = entry.date.map_or_else(|| "none".to_owned(), |date| date.short());
    report.found.extend([
        ("title", entry.title.clone()),
        ("section", entry.section.clone().unwrap_or_default()),
        ("date", date),
        ("words", text::word_count(&entry.body).to_string()),
        ("files", entry.files.len().to_string()),
    ]);
    for (name, value) in [("byline", &entry.byline_name), ("office", &entry.byline_office)] {
        if !value.is_empty() {
            report.found.push((name, value.clone()));
        }
    }
}
