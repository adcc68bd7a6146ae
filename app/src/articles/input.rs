//! What an editor typed, made into what is stored: repaired, normalised, checked.

use prose::Document;

use crate::error::{AppError, FieldError, Problem};
use crate::ids::MediaId;

/// An article as the desk's form sends it.
#[derive(Clone, Debug, Default)]
pub struct ArticleInput {
    /// The slug of the section.
    pub section: String,
    /// The title; also the source of the address.
    pub title: String,
    /// The lead: a text of its own, never cut from the body.
    pub lead: String,
    /// The body in Markdown.
    pub body: String,
    /// Who wrote it.
    pub byline_name: String,
    /// The office they hold.
    pub byline_office: String,
    /// The picture's stored file.
    pub picture: Option<MediaId>,
    /// What the picture shows.
    pub picture_alt: String,
    /// The picture's caption.
    pub picture_caption: String,
    /// Files to download, in order.
    pub attachments: Vec<MediaId>,
}

/// An article that may be stored.
#[derive(Clone, Debug)]
pub struct ArticleText {
    pub section: String,
    pub title: String,
    pub slug: String,
    pub lead: String,
    pub body: Document,
    pub byline_name: String,
    pub byline_office: String,
    pub picture: Option<MediaId>,
    pub picture_alt: String,
    pub picture_caption: String,
    pub attachments: Vec<MediaId>,
}

/// The stored file that an address of this site names.
pub fn media_in_address(address: &str) -> Option<MediaId> {
    address.strip_prefix("/tep/")?.split('/').next()?.parse().ok()
}

/// The body as Markdown, for the form.
pub fn body_to_markdown(document: &Document) -> String {
    prose::markdown::write(document, &|id| format!("/tep/{}/tep", id.0))
}

/// One line: normalised, repaired where it is certain, without control characters.
fn line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    vietnamese::repair::repair(&vietnamese::nfc(&text)).text.trim().to_owned()
}

impl ArticleInput {
    /// Checks and normalises the input; `media` says which stored file an address names.
    ///
    /// # Errors
    /// One entry for each field that cannot be taken.
    pub fn check(self, media: &dyn Fn(&str) -> Option<MediaId>) -> Result<ArticleText, AppError> {
        let title = line(&self.title);
        let lead = line(&self.lead);
        let mut errors = Vec::new();
        let mut refuse = |field: &str, problem| errors.push(FieldError { field: field.to_owned(), problem });
        match title.chars().count() {
            0 => refuse("title", Problem::Missing),
            1..=300 => {}
            _ => refuse("title", Problem::TooLong),
        }
        if lead.chars().count() > 2000 {
            refuse("lead", Problem::TooLong);
        }
        if self.body.len() > 1_000_000 {
            refuse("body", Problem::TooLong);
        }
        if self.picture.is_some() && self.picture_alt.trim().is_empty() {
            refuse("picture_alt", Problem::Missing);
        }
        if !errors.is_empty() {
            return Err(AppError::Invalid(errors));
        }
        let body = vietnamese::repair::repair(&vietnamese::nfc(&self.body)).text;
        let lookup = |address: &str| media(address).map(|id| prose::MediaId(id.0));
        Ok(ArticleText {
            slug: vietnamese::slug(&title),
            section: self.section,
            title,
            lead,
            body: prose::markdown::read(&body, &lookup),
            byline_name: line(&self.byline_name),
            byline_office: line(&self.byline_office),
            picture: self.picture,
            picture_alt: line(&self.picture_alt),
            picture_caption: line(&self.picture_caption),
            attachments: self.attachments,
        })
    }
}
