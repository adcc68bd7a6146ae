//! Quotation marks and brackets that open without closing, or close without opening.

use std::ops::Range;

use super::line::{OBJECT, tokens};

/// A sign without its other half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Single {
    pub(super) range: Range<usize>,
    pub(super) sign: char,
    /// Whether nothing but blanks stands before it.
    pub(super) leads: bool,
}

pub(super) fn is_balanced(line: &str) -> bool {
    singles(line).is_empty()
}

/// Where the signs of each kind stand that are open.
#[derive(Default)]
struct Open {
    round: Vec<usize>,
    square: Vec<usize>,
    curly: Vec<usize>,
    angle: Vec<usize>,
    single: Vec<usize>,
    straight: Vec<usize>,
}

impl Open {
    fn of(&mut self, sign: char) -> &mut Vec<usize> {
        match sign {
            '(' | ')' => &mut self.round,
            '[' | ']' => &mut self.square,
            '“' | '”' => &mut self.curly,
            '«' | '»' => &mut self.angle,
            '\'' => &mut self.single,
            _ => &mut self.straight,
        }
    }

    fn left(mut self) -> impl Iterator<Item = (usize, char)> {
        let mut left = Vec::new();
        for sign in ['(', '[', '“', '«', '\'', '"'] {
            left.extend(self.of(sign).drain(..).map(|at| (at, sign)));
        }
        left.into_iter()
    }
}

/// What has no other half in the line.
pub(super) fn singles(line: &str) -> Vec<Single> {
    let mut singles = Vec::new();
    let mut open = Open::default();
    let german = line.contains('„');
    let literal = literal(line);
    let mut literal = literal.iter().peekable();
    let mut last = '\n';
    for (at, c) in line.char_indices() {
        while literal.next_if(|range| range.end <= at).is_some() {}
        let before = std::mem::replace(&mut last, c);
        if literal.peek().is_some_and(|range| range.contains(&at)) || (german && matches!(c, '“' | '”')) {
            continue;
        }
        let next = line.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        match c {
            '(' if matches!(before, ':' | ';') => {}
            '\'' if opens(before, next) => open.single.push(at),
            '(' | '[' | '“' | '«' => open.of(c).push(at),
            '\'' if closes(before, next) => drop(open.single.pop()),
            '"' if before.is_ascii_digit() && open.straight.is_empty() => {}
            '"' if open.straight.is_empty() => open.straight.push(at),
            '"' => open.straight.clear(),
            ')' | ']' | '”' | '»' if open.of(c).pop().is_none() && !stands_alone(c, before, line, at) => {
                singles.push(single(line, at, c));
            }
            _ => {}
        }
    }
    singles.extend(open.left().map(|(at, sign)| single(line, at, sign)));
    singles.sort_by_key(|single| single.range.start);
    singles
}

/// Addresses, which may hold brackets; those around them are none of theirs.
fn literal(line: &str) -> Vec<Range<usize>> {
    let opening = ['(', '[', '“', '«', '"'];
    let closing = [')', ']', '”', '»', '"', '.', ',', ';'];
    let found = tokens(line).filter(|(_, token)| token.contains("://"));
    found
        .map(|(at, token)| {
            let address = token.trim_start_matches(opening);
            let start = at + token.len() - address.len();
            let own = if address.contains('(') { address } else { address.trim_end_matches(closing) };
            start..start + own.len()
        })
        .collect()
}

fn single(line: &str, at: usize, sign: char) -> Single {
    let leads = line.get(..at).is_some_and(|before| before.trim_start().is_empty());
    Single { range: at..at + sign.len_utf8(), sign, leads }
}

/// Whether a closing sign without its other half is right: a smile, an arrow as in `Đọc tiếp »`, the name of a point.
fn stands_alone(sign: char, before: char, line: &str, at: usize) -> bool {
    match sign {
        ')' => matches!(before, ':' | ';') || is_counted(line.get(..at).unwrap_or_default()),
        '»' => before.is_whitespace(),
        _ => false,
    }
}

/// A straight sign between a blank and a letter; before a digit it stands for a century left out.
fn opens(last: char, next: Option<char>) -> bool {
    (last.is_whitespace() || matches!(last, '(' | '[' | '“' | OBJECT)) && next.is_some_and(char::is_alphabetic)
}

/// Every other straight sign may be an apostrophe, so that a closing one is never missed.
fn closes(last: char, next: Option<char>) -> bool {
    !last.is_whitespace() && next.is_none_or(|next| !next.is_alphanumeric())
}

/// Whether a bracket closes the name of a point: `a)`, `12)`, `iv)`, `a1)`.
fn is_counted(before: &str) -> bool {
    let word_start = before.char_indices().rev().find(|(_, c)| !c.is_alphanumeric());
    let word = before.get(word_start.map_or(0, |(at, c)| at + c.len_utf8())..).unwrap_or_default();
    let mut chars = word.chars();
    let (Some(first), rest) = (chars.next(), chars.as_str()) else { return false };
    let digits = |text: &str| text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    let roman = word.len() <= 5 && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X'));
    (first.is_alphanumeric() && digits(rest)) || roman
}
