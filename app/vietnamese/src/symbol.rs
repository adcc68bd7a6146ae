//! Symbols of Vietnamese official documents, such as `13-NQ/TW`, `23/2012/QH13` and `05/2017/NQ-HĐND`.
//!
//! Three families are told apart by who issues the document:
//!
//! * [`Family::State`]: `number/KIND-ISSUER`, and with the year `number/year/KIND-ISSUER` where the document is a
//!   legal normative one (Decree 34/2016, amended by 154/2020; Decree 30/2020, annexes I and III);
//! * [`Family::Party`]: `number-KIND/ISSUER` (Guide 36-HD/VPTW of the Party's Central Office);
//! * [`Family::Assembly`]: `number/year/QHterm` and `number/year/KIND-UBTVQHterm` of the National Assembly and its
//!   committee.
//!
//! [`find`] lists the citations of a running text, the malformed ones too, with what is wrong in each and, where
//! only one reading is left, the right form. It looks at the form alone; whether a document exists, the register knows.
//!
//! Symbols from before the law of 1996 on normative documents (`64-CP`) followed other rules and are called malformed.
//!
//! The tables of kinds and issuers were written from knowledge of these rules and not copied from or checked against
//! their text. An issuer that is not in the table is taken as it is, since agencies are many; only one that
//! is a slip of the pen away from a common one is named as a fault.

use std::fmt;
use std::ops::Range;

mod issuer;
mod kind;
mod read;
mod scan;

pub use kind::DocumentKind;

/// A citation in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Where number and symbol stand in the text, in bytes.
    pub range: Range<usize>,
    /// Number and symbol as the text has them.
    pub text: String,
    /// What they say, or what is wrong with them.
    pub symbol: Result<Symbol, Malformed>,
}

/// Number and symbol of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Symbol {
    /// The number as written, with its leading zero; rarely with a letter (`12a`).
    pub number: String,
    /// The year, where the symbol carries one.
    pub year: Option<u16>,
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// The code of the kind; empty for laws and for letters, which have none (`23/2012/QH13`, `15/UBND-KT`).
    pub kind_code: String,
    /// The codes of the issuers, joined as written: `TW`, `HĐND`, `QH13`, `BTP-BTNMT`.
    pub issuer: String,
    /// Which of the three ways of writing it follows.
    pub family: Family,
}

/// The way a symbol is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// Government, ministries, people's councils and committees, offices.
    State,
    /// Bodies of the Communist Party.
    Party,
    /// The National Assembly and its standing committee.
    Assembly,
}

/// Why a citation is no right symbol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Every fault found, at least one.
    pub faults: Vec<Fault>,
    /// The right form, when only one is likely.
    pub suggestion: Option<Symbol>,
}

/// A fault of form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// A space within the symbol: `71- CTHĐ/TU`.
    Space,
    /// A separator written twice: `05/2017//NQ-HĐND`.
    DoubledSeparator,
    /// A dash that is no hyphen: `13–NQ/TW`.
    Dash,
    /// A slash for a hyphen, or the reverse: `13/NQ-TW`.
    SwappedSeparator,
    /// No separator where one belongs: `13 NQ TW`.
    MissingSeparator,
    /// Small letters for capitals: `193/2013/nđ-cp`.
    LetterCase,
    /// D for Đ: `193/2013/ND-CP`.
    PlainD,
    /// The Icelandic Ð or African Ɖ, which look like Đ: `QÐ-UBND`.
    ForeignD,
    /// A normative document without its year: `193/NĐ-CP`.
    MissingYear,
    /// A year before 1945 or after 2100.
    Year,
    /// The National Assembly without its term: `23/2012/QH`.
    MissingTerm,
    /// Digits after an issuer that takes none: `TW5`.
    IssuerNumber,
    /// An issuer that is a slip away from a common one: `HĐNQ`, `TV`.
    Issuer,
    /// No code for the kind of document: `13/TW5`.
    MissingKind,
    /// No issuer: `13-NQ`.
    MissingIssuer,
    /// A number alone: `Kết luận số 56`.
    MissingSymbol,
}

impl Fault {
    /// What is wrong, for people, in Vietnamese.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Space => "Thừa khoảng trắng trong số, ký hiệu",
            Self::DoubledSeparator => "Dấu phân cách bị lặp",
            Self::Dash => "Dùng gạch dài thay cho gạch nối",
            Self::SwappedSeparator => "Dấu gạch chéo và gạch nối đặt chưa đúng chỗ",
            Self::MissingSeparator => "Thiếu dấu gạch chéo hoặc gạch nối",
            Self::LetterCase => "Chữ hoa, chữ thường chưa đúng",
            Self::PlainD => "Viết D thay cho Đ",
            Self::ForeignD => "Dùng chữ Ð của ngôn ngữ khác, trông giống Đ",
            Self::MissingYear => "Thiếu năm ban hành (văn bản quy phạm pháp luật phải ghi năm)",
            Self::Year => "Năm ban hành không hợp lý",
            Self::MissingTerm => "Thiếu khóa Quốc hội",
            Self::IssuerNumber => "Thừa chữ số sau tên viết tắt của cơ quan",
            Self::Issuer => "Tên viết tắt của cơ quan có vẻ gõ nhầm",
            Self::MissingKind => "Thiếu tên viết tắt của loại văn bản",
            Self::MissingIssuer => "Thiếu tên viết tắt của cơ quan ban hành",
            Self::MissingSymbol => "Chỉ có số, thiếu ký hiệu",
        }
    }
}

impl fmt::Display for Symbol {
    /// The right form: `13-NQ/TW`, `193/2013/NĐ-CP`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { number, year, kind_code, issuer, family, .. } = self;
        match (family, year) {
            (Family::Party, _) => return write!(f, "{number}-{kind_code}/{issuer}"),
            (_, Some(year)) => write!(f, "{number}/{year}/")?,
            (_, None) => write!(f, "{number}/")?,
        }
        if kind_code.is_empty() { write!(f, "{issuer}") } else { write!(f, "{kind_code}-{issuer}") }
    }
}

impl Symbol {
    /// What the register matches by: number without leading zeros, year, codes, folded, between single spaces;
    /// `13-NQ/TW` gives `13 nq tw`. Equal for two spellings of one symbol.
    #[must_use]
    pub fn key(&self) -> String {
        folded_key(&self.to_string())
    }
}

/// Reads one symbol, with nothing around it but white space and a kind and `số` before it.
///
/// # Errors
///
/// [`Malformed`] with all its faults; a text that is no symbol at all is [`Fault::MissingSymbol`].
pub fn parse(text: &str) -> Result<Symbol, Malformed> {
    let whole = text.trim();
    let none = || Malformed { faults: vec![Fault::MissingSymbol], suggestion: None };
    let citation = scan::all(whole, scan::Strictness::Field).into_iter().next().ok_or_else(none)?;
    let before = whole.get(..citation.range.start).unwrap_or_default();
    if citation.range.end != whole.len() || !scan::is_only_lead(before) { Err(none()) } else { citation.symbol }
}

/// The citations of a text, from left to right, without overlap.
#[must_use]
pub fn find(text: &str) -> Vec<Citation> {
    scan::all(text, scan::Strictness::Prose)
}

/// What a visitor typed, in the form of [`Symbol::key`]: `13 nq tw`, `số 13-NQ/TW` and `13–nq/tw` all give `13 nq tw`.
///
/// Where the text is no symbol, its letters and digits are folded alike, so that a part of one (`nq tw`) can be found.
#[must_use]
pub fn normalise_query(text: &str) -> String {
    match parse(text) {
        Ok(symbol) => symbol.key(),
        Err(Malformed { suggestion: Some(symbol), .. }) => symbol.key(),
        Err(_) => folded_key(text),
    }
}

fn folded_key(text: &str) -> String {
    let folded = crate::fold(text).replace('ð', "d");
    let parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let bare = parts.map(|part| match part.trim_start_matches('0') {
        "" => "0",
        rest if part.starts_with('0') => rest,
        _ => part,
    });
    bare.collect::<Vec<_>>().join(" ")
}
