//! The search for numbers that begin a symbol, and their cutting into parts.

use super::kind::DocumentKind;
use super::{Citation, issuer, read};
use crate::fold;

/// How little makes a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strictness {
    /// A running text: other numbers stand in it too.
    Prose,
    /// A field that is meant for a symbol.
    Field,
}

/// The number and what follows it, cut at the separators.
#[derive(Debug)]
pub(super) struct Raw<'a> {
    pub(super) number: &'a str,
    pub(super) parts: Vec<Part<'a>>,
    pub(super) lead: Lead,
    pub(super) strictness: Strictness,
}

/// A code or a year, with the separator before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    pub(super) separator: &'a str,
    pub(super) atom: &'a str,
}

/// The words before the number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lead {
    /// The kind that they name.
    pub(super) kind: Option<DocumentKind>,
    /// Whether `số` stands before the number.
    pub(super) has_word: bool,
}

/// More parts than any symbol has: year, kind, and issuers of a joint document.
const MAX_PARTS: usize = 6;

pub(super) fn all(text: &str, strictness: Strictness) -> Vec<Citation> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())).map(|i| at + i) {
        let tail = text.get(start..).unwrap_or_default();
        let digits = tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        at = start + digits;
        let before = text.get(..start).unwrap_or_default();
        if let Some((raw, length)) = raw(before, tail, digits, strictness)
            && let Some(symbol) = read::read(&raw)
        {
            at = start + length;
            let cited = tail.get(..length).unwrap_or_default().to_owned();
            found.push(Citation { range: start..at, text: cited, symbol });
        }
    }
    found
}

/// Whether nothing but a kind and `số` stands in a text.
pub(super) fn is_only_lead(before: &str) -> bool {
    let rest = strip_word(before);
    let rest = DocumentKind::at_end(rest).and_then(|(_, start)| rest.get(..start)).unwrap_or(rest);
    rest.trim().is_empty()
}

/// The number at the start of `tail` with the parts after it, and how many bytes they take.
fn raw<'a>(before: &str, tail: &'a str, digits: usize, strictness: Strictness) -> Option<(Raw<'a>, usize)> {
    let glued = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '–' | '.' | '_' | '+');
    if digits > 5 || before.chars().next_back().is_some_and(glued) {
        return None;
    }
    let mut after = tail.get(digits..)?.chars();
    let letter = after.next().filter(char::is_ascii_lowercase);
    let has_letter = letter.is_some() && !after.next().is_some_and(char::is_alphanumeric);
    let number = tail.get(..digits + usize::from(has_letter))?;
    let lead = lead(before);
    let mut length = number.len();
    let mut parts: Vec<Part<'a>> = Vec::new();
    while parts.len() < MAX_PARTS {
        let Some(part) = next_part(tail.get(length..)?) else { break };
        if !belongs(part, parts.is_empty(), lead, strictness) {
            break;
        }
        length += part.separator.len() + part.atom.len();
        parts.push(part);
    }
    let next = tail.get(length..)?.chars().next();
    if parts.is_empty() && next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '–' | '%' | '°')) {
        return None;
    }
    Some((Raw { number, parts, lead, strictness }, length))
}

fn next_part(rest: &str) -> Option<Part<'_>> {
    let is_separator = |c: char| matches!(c, ' ' | '\u{a0}' | '/' | '_') || read::is_dash(c);
    let at = rest.find(|c| !is_separator(c))?;
    let (separator, tail) = rest.split_at_checked(at)?;
    // Some agencies have an ampersand in their code: SNN&PTNT.
    let is_part = |c: char| c.is_alphanumeric() || c == '&' || ('\u{300}'..'\u{370}').contains(&c);
    let end = tail.find(|c| !is_part(c)).unwrap_or(tail.len());
    let atom = tail.get(..end)?.trim_end_matches('&');
    (!separator.is_empty() && separator.chars().count() <= 4 && !atom.is_empty()).then_some(Part { separator, atom })
}

/// Whether a part goes on with the symbol that the parts before it began.
fn belongs(Part { separator, atom }: Part<'_>, is_first: bool, lead: Lead, strictness: Strictness) -> bool {
    let is_year = is_first && atom.len() == 4 && atom.bytes().all(|byte| byte.is_ascii_digit());
    if is_year {
        return separator.contains(['/', '-']);
    }
    if !atom.chars().any(char::is_alphabetic) || atom.chars().count() > 12 {
        return false;
    }
    let bare = atom.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_known = DocumentKind::from_code(atom, false).or(DocumentKind::from_code(atom, true)).is_some()
        || issuer::known(bare).is_some()
        || issuer::assembly(atom).is_some();
    let is_capital = atom.chars().filter(|c| c.is_uppercase()).count() * 2 > bare.chars().count();
    let has_space = separator.contains([' ', '\u{a0}']);
    let has_sign = separator.chars().any(|c| !matches!(c, ' ' | '\u{a0}'));
    match strictness {
        Strictness::Field => is_known || (is_capital && has_sign),
        Strictness::Prose if !has_sign => is_known && is_capital && lead.kind.is_some(),
        Strictness::Prose if has_space => is_known && is_capital,
        Strictness::Prose => is_known || is_capital,
    }
}

fn lead(before: &str) -> Lead {
    let rest = strip_word(before);
    let kind = DocumentKind::at_end(rest).map(|(kind, _)| kind);
    Lead { kind, has_word: rest.len() < before.trim_end().len() }
}

/// A text without `số` or `số:` at its end.
fn strip_word(before: &str) -> &str {
    let trimmed = before.trim_end().trim_end_matches(':').trim_end();
    let start = trimmed.char_indices().rev().take_while(|(_, c)| crate::token::is_word_part(*c)).last();
    let start = start.map_or(trimmed.len(), |(index, _)| index);
    match trimmed.split_at_checked(start) {
        Some((rest, word)) if fold(word) == "so" => rest.trim_end(),
        _ => before.trim_end(),
    }
}
