//! Faults in every corner of documents by chance: told where they are, mended without harm to the rest.

use std::ops::Range;

use proptest::prelude::*;
use prose::check::{Finding, FindingKind as Kind, Language, Options, check};
use prose::{Document, Inline, Place};

mod damage;
mod tree;

use damage::damaged;
use tree::{Role, Spot, spots};

fn canonical(document: &Document) -> Document {
    Document::from_json(&document.to_json()).unwrap()
}

/// What is found by a speller that also tells ranges that are none.
fn found(document: &Document, language: Language) -> Vec<Finding> {
    let spelling = |line: &str| {
        let mut ranges: Vec<Range<usize>> =
            line.match_indices("nghành").map(|(at, word)| at..at + word.len()).collect();
        let cut = line.char_indices().find(|(_, c)| c.len_utf8() > 1).map(|(at, _)| at..at + 1);
        ranges.extend(cut);
        ranges.extend([0..usize::MAX, line.len()..line.len() + 1, line.len()..0, 0..0]);
        ranges
    };
    check(document, &Options { spelling: &spelling, language })
}

/// Whether what is told fits what stands there.
fn fits(finding: &Finding, spot: &Spot) -> bool {
    let Some(range) = finding.range.clone() else {
        return match finding.kind {
            Kind::AltMissing | Kind::AltIsFileName | Kind::DecorativeWithAlt | Kind::FigureWithoutMedia => {
                spot.role == Role::Figure
            }
            Kind::HeadingSkip | Kind::HeadingEmpty | Kind::FirstHeadingLevel => spot.role == Role::Heading,
            Kind::TableWithoutHeader | Kind::TableWithoutCaption => spot.role == Role::Table,
            Kind::EmbedWithoutTitle => spot.role == Role::Embed,
            Kind::FootnoteMissing => spot.content.iter().any(|inline| matches!(inline, Inline::Footnote(..))),
            Kind::FootnoteUnused => spot.role == Role::Footnote,
            Kind::HeadingByBold | Kind::ListByHand | Kind::ParagraphEmpty => spot.role == Role::Paragraph,
            _ => false,
        };
    };
    let units = spot.units();
    let Some(inside) = units.get(range.clone()).filter(|units| !units.is_empty()) else { return false };
    let Ok(text) = String::from_utf16(&inside.iter().map(|unit| unit.code).collect::<Vec<_>>()) else { return false };
    let after = char::decode_utf16(units.iter().skip(range.end).map(|unit| unit.code)).next().and_then(Result::ok);
    let all = |holds: fn(char) -> bool| text.chars().all(holds);
    let edges = |c: char| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c);
    let words = text.starts_with(char::is_alphanumeric) && text.ends_with(edges);
    match finding.kind {
        Kind::DoubleSpace => all(|c| c == ' ') && inside.len() > 1 && after != Some(' '),
        Kind::SpaceBeforePunctuation => all(|c| c == ' ') && after.is_some_and(|c| ",.;:!?".contains(c)),
        Kind::MissingSpace => all(|c| ",.;!?".contains(c)) && after.is_some_and(char::is_alphabetic),
        Kind::Spelling => text == "nghành",
        Kind::Capitals => words && !text.chars().any(char::is_lowercase) && text.split_whitespace().count() > 4,
        Kind::ColourAlone => text.split_whitespace().count() > 1 && text.ends_with(edges),
        Kind::LanguageUnmarked => words && inside.iter().all(|unit| !unit.silent),
        Kind::Unbalanced => text.chars().count() == 1 && all(|c| "()[]“”«»\"'".contains(c)),
        Kind::LinkBlank => all(|c| c.is_whitespace() || c == '\u{fffc}') && inside.iter().all(|unit| unit.linked),
        Kind::LinkVague | Kind::LinkIsAddress => inside.iter().all(|unit| unit.linked),
        Kind::LinkRepeated => [inside.first(), inside.last()].iter().flatten().all(|unit| unit.linked),
        Kind::ListByHand => spot.role == Role::Paragraph && text.contains('\n'),
        _ => false,
    }
}

/// Kinds for which a paragraph is judged by its neighbours, or a sign by its other half.
const AMONG_OTHERS: [Kind; 6] = [
    Kind::HeadingSkip,
    Kind::FirstHeadingLevel,
    Kind::HeadingByBold,
    Kind::ListByHand,
    Kind::ParagraphEmpty,
    Kind::Unbalanced,
];

/// The place of a finding in reading order.
fn order(finding: &Finding, spots: &[Spot]) -> (Option<usize>, usize) {
    let spot = spots.iter().position(|spot| spot.place == finding.place);
    (spot, finding.range.as_ref().map_or(0, |range| range.start))
}

fn failed(finding: &Finding, what: &str, of: &dyn std::fmt::Debug) -> Result<(), String> {
    Err(format!("{what}: {of:?} after {finding:?}"))
}

/// What a fix did that it should not have done.
fn harm(document: &Document, before: &[Finding], finding: &Finding, language: Language) -> Result<(), String> {
    let Some(fix) = &finding.fix else { return Ok(()) };
    let mut mended = document.clone();
    if !fix.apply(&mut mended) {
        return failed(finding, "does not apply", document);
    }
    if canonical(&mended) != mended {
        return failed(finding, "not as it would be read", &mended);
    }
    let after = found(&mended, language);
    let is_it = |other: &&Finding| {
        let starts = |finding: &Finding| finding.range.as_ref().map(|range| range.start);
        other.kind == finding.kind && other.place == finding.place && starts(other) == starts(finding)
    };
    // Of three links in a row the first two, made one, stand beside the third.
    let repeated = |findings: &[Finding]| {
        let same = |one: &&Finding| one.kind == Kind::LinkRepeated && one.place == finding.place;
        findings.iter().filter(same).count()
    };
    let fewer = finding.kind == Kind::LinkRepeated && repeated(&after) < repeated(before);
    if let Some(left) = after.iter().find(is_it).filter(|_| !fewer) {
        return failed(finding, "still found", left);
    }
    let black = |document: &Document| prose::text::plain(document).split_whitespace().collect::<String>();
    if finding.kind != Kind::ListByHand && black(document) != black(&mended) {
        return failed(finding, "words changed", &black(&mended));
    }
    elsewhere((document, before), (&mended, &after), finding)
}

/// What a fix changed at places that are not its own.
fn elsewhere(was: (&Document, &[Finding]), is: (&Document, &[Finding]), finding: &Finding) -> Result<(), String> {
    let ((document, before), (mended, after)) = (was, is);
    let (old, new) = (spots(document), spots(mended));
    let same = |place: &Place| {
        let at = |spots: &[Spot]| spots.iter().find(|spot| spot.place == *place).cloned();
        at(&old).is_some_and(|spot| Some(spot) == at(&new))
    };
    let apart = |finding: &&Finding| same(&finding.place);
    let told = |findings: &[Finding], one: &Finding| {
        findings.iter().any(|it| (it.kind, &it.place, &it.range) == (one.kind, &one.place, &one.range))
    };
    // The first heading, too deep under none before, is too deep under the new one by the other name.
    let renamed = |one: &Finding| {
        let was = Finding { kind: Kind::FirstHeadingLevel, ..one.clone() };
        (finding.kind, one.kind) == (Kind::HeadingByBold, Kind::HeadingSkip) && told(before, &was)
    };
    // `12.Đất`, once parted, goes on a list with the paragraph before, which then stands under what is above it
    // and is no heading, which may be in capitals.
    let counted = |one: &Finding| {
        finding.kind == Kind::MissingSpace
            && matches!(one.kind, Kind::ListByHand | Kind::HeadingByBold | Kind::Capitals)
    };
    let explained = |one: &Finding| told(before, one) || renamed(one) || counted(one);
    if let Some(brought) = after.iter().filter(apart).find(|one| !explained(one)) {
        return failed(finding, "brought elsewhere", brought);
    }
    let own = |finding: &&Finding| !AMONG_OTHERS.contains(&finding.kind);
    if let Some(lost) = before.iter().filter(apart).filter(own).find(|one| !told(after, one)) {
        return failed(finding, "lost elsewhere", lost);
    }
    if finding.kind != Kind::ListByHand
        && let Some(spot) = old.iter().find(|spot| spot.place != finding.place && !same(&spot.place))
    {
        return failed(finding, "another place changed", spot);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn whatever_is_found_is_there_and_mended_without_harm(
        document in damaged(),
        language in prop::sample::select(vec![Language::Vietnamese, Language::English]),
    ) {
        // As it is before it is read: without names, with empty and parted texts.
        found(&document, language);
        let document = canonical(&document);
        let before = found(&document, language);
        prop_assert_eq!(&before, &found(&document, language), "the same twice");
        let spots = spots(&document);
        for finding in &before {
            let spot = spots.iter().find(|spot| spot.place == finding.place);
            prop_assert!(spot.is_some_and(|spot| fits(finding, spot)), "{:?} in {:?}", finding, spot);
        }
        let orders: Vec<_> = before.iter().map(|finding| order(finding, &spots)).collect();
        prop_assert!(orders.is_sorted(), "{:?}", orders);
        for finding in &before {
            prop_assert_eq!(harm(&document, &before, finding, language), Ok(()));
        }
    }
}
