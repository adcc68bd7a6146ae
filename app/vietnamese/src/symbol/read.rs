//! The reading of a cut symbol: its family, kind and issuers, and every fault on the way.

use unicode_normalization::UnicodeNormalization;

use super::kind::DocumentKind;
use super::scan::{Part, Raw, Strictness};
use super::{Family, Fault, Malformed, Symbol, issuer};

/// What a code is compared by: capitals, every kind of Đ as D.
pub(super) fn loose(code: &str) -> String {
    code.nfc().flat_map(char::to_uppercase).map(|c| if matches!(c, 'Đ' | 'Ð' | 'Ɖ') { 'D' } else { c }).collect()
}

/// A hyphen or what is typed in its place.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−')
}

/// Faults in the order of their finding, each once.
#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, fault: Fault) {
        if !self.0.contains(&fault) {
            self.0.push(fault);
        }
    }

    fn add_if(&mut self, is_fault: bool, fault: Fault) {
        if is_fault {
            self.add(fault);
        }
    }

    /// The ways in which a code differs from its right spelling.
    fn compare(&mut self, code: &str, right: &str) {
        let with_d: String = code
            .chars()
            .map(|c| {
                if matches!(c, 'Ð' | 'Ɖ') {
                    'Đ'
                } else if matches!(c, 'ð' | 'ɖ') {
                    'đ'
                } else {
                    c
                }
            })
            .collect();
        let plain = |text: &str| text.replace('Đ', "D").replace('đ', "d");
        self.add_if(with_d != code, Fault::ForeignD);
        self.add_if(with_d.to_lowercase() != right.to_lowercase(), Fault::PlainD);
        self.add_if(plain(&with_d) != plain(right), Fault::LetterCase);
    }
}

/// The kind part of a symbol.
struct KindPart {
    kind: DocumentKind,
    code: String,
    /// How many parts it takes: 0 where the code is missing or the document has none, else 1.
    taken: usize,
}

/// The symbol, its faults, or `None` when the number begins no citation.
pub(super) fn read(raw: &Raw<'_>) -> Option<Result<Symbol, Malformed>> {
    let mut faults = Faults::default();
    let (year, codes) = match raw.parts.split_first() {
        Some((first, rest)) if first.atom.bytes().all(|byte| byte.is_ascii_digit()) => {
            (first.atom.parse::<u16>().ok(), rest)
        }
        _ => (None, raw.parts.as_slice()),
    };
    if codes.is_empty() {
        let is_cited = raw.lead.kind.is_some() && (raw.lead.has_word || year.is_some());
        return is_cited.then(|| Err(Malformed { faults: vec![Fault::MissingSymbol], suggestion: None }));
    }
    for part in &raw.parts {
        faults_of_separator(part.separator, &mut faults);
    }
    let family = family(&raw.parts, codes);
    let kind = kind(raw, codes, family, &mut faults)?;
    let issuers = codes.get(kind.taken..)?;
    if !is_plausible(raw, &kind, issuers) {
        return None;
    }
    let issuer = issuers_code(issuers, year, family, &mut faults);
    // Where a part is missing, the places of the others say nothing.
    let lacks_part = issuers.is_empty() || faults.0.contains(&Fault::MissingKind);
    faults.add_if(!lacks_part && has_swapped(&raw.parts, year.is_some(), kind.taken, family), Fault::SwappedSeparator);
    faults.add_if(year.is_some_and(|year| !(1945..=2100).contains(&year)), Fault::Year);
    let lacks_year = match family {
        Family::State => year.is_none() && kind.kind.needs_year(),
        Family::Assembly => year.is_none(),
        Family::Party => false,
    };
    faults.add_if(lacks_year, Fault::MissingYear);
    let has_no_code = kind.code.is_empty() && faults.0.contains(&Fault::MissingKind);
    let is_open = lacks_year || has_no_code || faults.0.contains(&Fault::Year);
    let year = year.filter(|_| family != Family::Party);
    let number = raw.number.to_owned();
    let symbol = issuer.map(|issuer| Symbol { number, year, kind: kind.kind, kind_code: kind.code, issuer, family });
    match symbol {
        Some(symbol) if faults.0.is_empty() => Some(Ok(symbol)),
        symbol => Some(Err(Malformed { faults: faults.0, suggestion: symbol.filter(|_| !is_open) })),
    }
}

fn faults_of_separator(separator: &str, faults: &mut Faults) {
    let signs = separator.chars().filter(|c| *c == '/' || *c == '_' || is_dash(*c)).count();
    faults.add_if(signs == 0, Fault::MissingSeparator);
    faults.add_if(signs > 1, Fault::DoubledSeparator);
    faults.add_if(signs > 0 && separator.contains([' ', '\u{a0}']), Fault::Space);
    // U+2010 and U+2011 are hyphens too.
    faults.add_if(separator.contains(|c| is_dash(c) && !matches!(c, '-' | '\u{2010}' | '\u{2011}')), Fault::Dash);
}

fn family(parts: &[Part<'_>], codes: &[Part<'_>]) -> Family {
    if codes.iter().any(|part| issuer::assembly(part.atom).is_some()) {
        return Family::Assembly;
    }
    let is_party = |part: &Part<'_>| issuer::is_party(part.atom);
    // The last code decides, since TW is also the end of State issuers' own codes, and CB or TĐ may be a kind.
    let looks_party = parts.len() == codes.len()
        && matches!(codes, [kind, issuer] if kind.separator.contains(is_dash)
            && issuer.separator.contains('/')
            && DocumentKind::from_code(kind.atom, true).is_some());
    let knows_state = codes.iter().skip(1).any(|part| issuer::known(part.atom).is_some() && !is_party(part));
    if codes.last().is_some_and(is_party) || (looks_party && !knows_state) { Family::Party } else { Family::State }
}

fn kind(raw: &Raw<'_>, codes: &[Part<'_>], family: Family, faults: &mut Faults) -> Option<KindPart> {
    let first = codes.first()?.atom;
    let is_party = family == Family::Party;
    if issuer::assembly(first).is_some() {
        let kind = raw.lead.kind.unwrap_or(DocumentKind::Law);
        return Some(KindPart { kind, code: String::new(), taken: 0 });
    }
    if let Some((kind, right)) = DocumentKind::from_code(first, is_party) {
        faults.compare(first, right);
        // The words before tell kinds that share a code apart, as Quy định and Quyết định of the Party.
        let named = raw.lead.kind.filter(|named| named.code(is_party) == right);
        return Some(KindPart { kind: named.unwrap_or(kind), code: right.to_owned(), taken: 1 });
    }
    let bare = first.trim_end_matches(|c: char| c.is_ascii_digit());
    match (raw.lead.kind, issuer::known(bare)) {
        // A letter names its issuer and the unit that wrote it: 15/UBND-KT.
        (None | Some(DocumentKind::Letter), Some(_)) if codes.len() > 1 && !is_party => {
            Some(KindPart { kind: DocumentKind::Letter, code: String::new(), taken: 0 })
        }
        (Some(kind), Some(_)) => {
            faults.add(Fault::MissingKind);
            Some(KindPart { kind, code: kind.code(is_party).to_owned(), taken: 0 })
        }
        (Some(kind), None) if codes.len() > 1 => Some(KindPart { kind, code: first.to_owned(), taken: 1 }),
        _ => None,
    }
}

/// Whether a running text would hold this by no accident.
fn is_plausible(raw: &Raw<'_>, kind: &KindPart, issuers: &[Part<'_>]) -> bool {
    if raw.strictness == Strictness::Field || raw.lead.kind.is_some() {
        return true;
    }
    let has_capitals = |part: &Part<'_>| part.atom.chars().any(char::is_uppercase);
    let is_known = |part: &Part<'_>| issuer::known(part.atom).is_some() || issuer::assembly(part.atom).is_some();
    !issuers.is_empty()
        && (raw.parts.iter().any(has_capitals) || issuers.iter().any(is_known))
        && (kind.taken == 1 || kind.kind != DocumentKind::Letter || raw.parts.iter().all(has_capitals))
}

/// The codes of the issuers in their right form, joined; `None` when one is missing or cannot be told.
fn issuers_code(issuers: &[Part<'_>], year: Option<u16>, family: Family, faults: &mut Faults) -> Option<String> {
    if issuers.is_empty() {
        faults.add(Fault::MissingIssuer);
        return None;
    }
    let codes: Vec<Option<String>> =
        issuers.iter().map(|part| issuer_code(part.atom, year, family == Family::Party, faults)).collect();
    Some(codes.into_iter().collect::<Option<Vec<_>>>()?.join("-"))
}

fn issuer_code(code: &str, year: Option<u16>, is_party: bool, faults: &mut Faults) -> Option<String> {
    if let Some((right, term)) = issuer::assembly(code) {
        faults.compare(code, &format!("{right}{term}"));
        if !term.is_empty() {
            return Some(format!("{right}{term}"));
        }
        faults.add(Fault::MissingTerm);
        return year.and_then(issuer::term_of).map(|term| format!("{right}{term}"));
    }
    if let Some(right) = issuer::known(code) {
        if code == "TƯ" {
            faults.add(Fault::Issuer)
        } else {
            faults.compare(code, right)
        }
        return Some(right.to_owned());
    }
    let bare = code.trim_end_matches(|c: char| c.is_ascii_digit());
    if let Some(right) = issuer::known(bare).filter(|_| is_party && bare != code) {
        faults.add(Fault::IssuerNumber);
        return Some(right.to_owned());
    }
    match issuer::near(code, is_party).as_slice() {
        [] if code.chars().any(char::is_uppercase) => Some(code.to_owned()),
        [] => {
            faults.add(Fault::LetterCase);
            Some(code.to_uppercase())
        }
        near => {
            faults.add(Fault::Issuer);
            if let [right] = near { Some((*right).to_owned()) } else { None }
        }
    }
}

/// Whether a separator is of the wrong sort for its place; its other faults are told elsewhere.
fn has_swapped(parts: &[Part<'_>], has_year: bool, kind_parts: usize, family: Family) -> bool {
    let is_wrong = |(index, part): (usize, &Part<'_>)| {
        let slash_places = match family {
            // Number - kind / issuer; a year does not belong there at all.
            Family::Party => index == kind_parts && kind_parts > 0,
            Family::State | Family::Assembly => index <= usize::from(has_year),
        };
        let has_slash = part.separator.contains('/');
        let has_hyphen = part.separator.contains(is_dash);
        part.separator.contains('_') || (slash_places && has_hyphen) || (!slash_places && has_slash)
    };
    (family == Family::Party && has_year) || parts.iter().enumerate().any(is_wrong)
}
