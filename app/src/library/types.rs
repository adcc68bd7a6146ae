//! What editors say of a file, and what of the library is asked for.

use crate::error::{AppError, FieldError, Problem};
use crate::ids::AccountId;

/// The longest line of a file's data, in characters.
const LONGEST: usize = 300;
/// The most tags a file may have.
const MOST_TAGS: usize = 20;
/// The longest tag or folder name, in characters.
const LONGEST_NAME: usize = 60;

/// Under which conditions a file may be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Licence {
    /// Nobody has said.
    #[default]
    Unknown,
    /// Made by this organisation.
    Own,
    /// Creative Commons, with attribution.
    CcBy,
    /// Creative Commons, with attribution and under the same terms.
    CcBySa,
    /// In the public domain.
    PublicDomain,
    /// Handed out to the press.
    Press,
    /// Something else, in words.
    Other,
}

impl Licence {
    /// Every licence, in the order of the form.
    pub const ALL: [Self; 7] =
        [Self::Unknown, Self::Own, Self::CcBy, Self::CcBySa, Self::PublicDomain, Self::Press, Self::Other];

    /// The word stored for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::Own => "own",
            Self::CcBy => "cc-by",
            Self::CcBySa => "cc-by-sa",
            Self::PublicDomain => "public-domain",
            Self::Press => "press",
            Self::Other => "other",
        }
    }

    /// Reads the word stored for a licence.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|licence| licence.as_str() == text)
    }
}

/// What editors say of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileData {
    /// What a picture shows, for those who do not see it.
    pub alt: String,
    /// The picture only decorates, so it needs no such words.
    pub decorative: bool,
    /// The words below it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
    /// Under which conditions it may be shown.
    pub licence: Licence,
    /// Those conditions in words.
    pub licence_note: String,
    /// Where it is from.
    pub source: String,
    /// The folder; empty for none.
    pub folder: String,
    /// Tags, each once.
    pub tags: Vec<String>,
    /// The point of a picture that must stay in view, in per cent from the left and from the top.
    pub focal: Option<(i64, i64)>,
}

/// One line: composed, without control characters or runs of spaces.
pub fn line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    vietnamese::nfc(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The tags of a line that separates them with commas, each once whatever its marks and capitals.
pub fn split_tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split(',').map(line).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|known| vietnamese::fold(known) == vietnamese::fold(&tag)) {
            tags.push(tag);
        }
    }
    tags
}

impl FileData {
    /// The data in the form in which it is stored.
    ///
    /// # Errors
    /// Each field that is too long or does not go with another.
    pub fn check(&self) -> Result<Self, AppError> {
        let clean = Self {
            alt: line(&self.alt),
            decorative: self.decorative,
            caption: line(&self.caption),
            credit: line(&self.credit),
            licence: self.licence,
            licence_note: line(&self.licence_note),
            source: line(&self.source),
            folder: line(&self.folder),
            tags: self.tags.clone(),
            focal: self.focal,
        };
        let mut wrong = Vec::new();
        let mut refuse = |field: &str, problem| wrong.push(FieldError { field: field.to_owned(), problem });
        for (field, text, most) in [
            ("alt", &clean.alt, LONGEST),
            ("caption", &clean.caption, LONGEST),
            ("credit", &clean.credit, LONGEST),
            ("licence_note", &clean.licence_note, LONGEST),
            ("source", &clean.source, LONGEST),
            ("folder", &clean.folder, LONGEST_NAME),
        ] {
            if text.chars().count() > most {
                refuse(field, Problem::TooLong);
            }
        }
        if clean.decorative && !clean.alt.is_empty() {
            refuse("alt", Problem::Malformed);
        }
        if clean.licence == Licence::Other && clean.licence_note.is_empty() {
            refuse("licence_note", Problem::Missing);
        }
        if clean.tags.len() > MOST_TAGS || clean.tags.iter().any(|tag| tag.chars().count() > LONGEST_NAME) {
            refuse("tags", Problem::TooLong);
        }
        if clean.focal.is_some_and(|(x, y)| !(0..=100).contains(&x) || !(0..=100).contains(&y)) {
            refuse("focal_x", Problem::Malformed);
        }
        if wrong.is_empty() { Ok(clean) } else { Err(AppError::Invalid(wrong)) }
    }
}

/// What kind of file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Pictures.
    Picture,
    /// PDF.
    Pdf,
    /// Office files and whatever else is offered for download.
    Office,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Picture, Self::Pdf, Self::Office];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Picture => "anh",
            Self::Pdf => "pdf",
            Self::Office => "van-phong",
        }
    }

    /// Reads the word in an address.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// In which order files are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The newest first.
    #[default]
    Newest,
    /// The oldest first.
    Oldest,
    /// By name.
    Name,
    /// The largest first.
    Largest,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Newest, Self::Oldest, Self::Name, Self::Largest];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Newest => "moi",
            Self::Oldest => "cu",
            Self::Name => "ten",
            Self::Largest => "lon",
        }
    }

    /// Reads the word in an address.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == text)
    }
}

/// What of the library is asked for.
#[derive(Clone, Debug, Default)]
pub struct LibraryFilter {
    /// With these words in name, caption, credit or tags, marks and capitals aside.
    pub words: String,
    /// Of this kind.
    pub kind: Option<FileKind>,
    /// In this folder.
    pub folder: Option<String>,
    /// With this tag.
    pub tag: String,
    /// Named by nothing that anybody reads or works on.
    pub unused: bool,
    /// Uploaded by this person.
    pub mine: Option<AccountId>,
    /// In the trash, in place of those that are not.
    pub trash: bool,
    /// The order.
    pub sort: Sort,
    /// As a grid of pictures in place of a table.
    pub grid: bool,
    /// The page, from 1.
    pub page: i64,
}
