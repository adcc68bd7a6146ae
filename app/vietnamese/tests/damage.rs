//! Every kind of damage done to whole texts and undone, and sound text of many languages left alone.
//!
//! The damage is done by the encoders of the crate, whose bytes `tests/encoding.rs` holds against the
//! published standards, and by the standard library's UTF-8.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use vietnamese::encoding::Encoding;
use vietnamese::encoding::latin::{shown_as_1252, shown_as_latin1};
use vietnamese::repair::repair;
use vietnamese::syllable::inventory;

const SENTENCES: &str = include_str!("data/vietnamese.txt");
const FOREIGN: &str = include_str!("data/foreign.txt");

type Show = fn(&[u8]) -> String;

/// One kind of damage; `None` for a text that the encoding cannot hold.
type Damage = Box<dyn Fn(&str) -> Option<String>>;

fn kinds() -> Vec<(String, Damage)> {
    let mut kinds: Vec<(String, Damage)> = Vec::new();
    let shows: [(&str, Show); 2] = [("windows-1252", shown_as_1252), ("latin-1", shown_as_latin1)];
    for (page, show) in shows {
        for encoding in
            [Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii, Encoding::Vps, Encoding::Tcvn5712, Encoding::Windows1258]
        {
            let name = format!("{} as {page}", encoding.as_str());
            kinds.push((name, Box::new(move |text| encoding.encode(text).ok().map(|bytes| show(&bytes)))));
        }
        kinds.push((format!("utf-8 as {page}"), Box::new(move |text| Some(show(text.as_bytes())))));
        kinds.push((
            format!("utf-8 as {page}, twice"),
            Box::new(move |text| Some(show(show(text.as_bytes()).as_bytes()))),
        ));
    }
    kinds.push(("decomposed".to_owned(), Box::new(|text| Some(text.nfd().collect()))));
    kinds
}

/// Sentences of syllables drawn from the inventory by a fixed sequence, 10,000 in all.
fn drawn() -> Vec<String> {
    let all: Vec<String> = inventory().collect::<BTreeSet<_>>().into_iter().collect();
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let mut sentences = Vec::new();
    let mut left = 10_000;
    while left > 0 {
        let words: Vec<&str> = (0..(8 + next(18)).min(left)).map(|_| all[next(all.len())].as_str()).collect();
        left -= words.len();
        sentences.push(words.join(" ") + ".");
    }
    sentences
}

/// Punctuation that the encodings of the time lacked, as people typed it then.
fn plain(line: &str) -> String {
    let quote = |c: char| if matches!(c, '“' | '”') { '"' } else { c };
    line.chars().map(quote).collect::<String>().replace(['–', '—'], "-").replace('…', "...").replace(['‘', '’'], "'")
}

/// The words of all texts, the wrong ones among them, and what became of those.
fn rate(name: &str, damage: &Damage, texts: &[String], folds: bool) -> (usize, usize, Vec<String>) {
    let (mut all, mut wrong, mut shown) = (0, 0, Vec::new());
    for text in texts {
        let (text, broken) = match damage(text) {
            Some(broken) => (text.clone(), broken),
            None => match damage(&plain(text)) {
                Some(broken) => (plain(text), broken),
                None => continue,
            },
        };
        let mended = repair(&broken).text;
        for ((wanted, mended), line) in text.lines().zip(mended.lines()).zip(broken.lines()) {
            let fold = |line: &str| if folds { line.to_lowercase() } else { line.to_owned() };
            let (wanted, mended) = (fold(wanted), fold(mended));
            let (wanted, mended): (Vec<&str>, Vec<&str>) = (wanted.split(' ').collect(), mended.split(' ').collect());
            all += wanted.len();
            if wanted.len() != mended.len() {
                wrong += wanted.len();
                shown.push(format!("{name}: {} became {}", wanted.join(" "), mended.join(" ")));
                continue;
            }
            for (wanted, mended) in wanted.iter().zip(&mended).filter(|(wanted, mended)| wanted != mended) {
                wrong += 1;
                shown.push(format!("{name}: {wanted} became {mended} @ {line}"));
            }
        }
    }
    (all, wrong, shown)
}

/// Texts as pages of so many lines. What an encoding cannot hold is left out.
fn pages(lines: &[String], length: usize) -> Vec<String> {
    let fits = |line: &&String| Encoding::Viscii.encode(&plain(line)).is_ok();
    let lines: Vec<&String> = lines.iter().filter(fits).collect();
    lines.chunks(length).map(|lines| lines.iter().map(|line| line.as_str()).collect::<Vec<_>>().join("\n")).collect()
}

/// Checks kinds of damage on some texts: at most `limit` words of 10,000 may come out wrong.
fn check(source: &str, kinds: Vec<(String, Damage)>, texts: &[String], limit: usize) {
    let mut missed = Vec::new();
    for (name, damage) in kinds {
        let (all, wrong, shown) = rate(&name, &damage, texts, name.starts_with("tcvn3"));
        let share = 100.0 * (1.0 - wrong as f64 / all as f64);
        eprintln!("RAN {source}, {name}: {all} words, {wrong} wrong, {share:.3} %");
        assert!(all > 9_000, "{name}: only {all} words could be damaged");
        if wrong * 10_000 > all * limit {
            missed.push(format!("{source}, {name}: {wrong} of {all}\n  {}", shown[..shown.len().min(25)].join("\n  ")));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

fn sentences() -> Vec<String> {
    let sentences: Vec<String> = SENTENCES.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    assert!(sentences.len() >= 1_500, "{}", sentences.len());
    sentences
}

#[test]
fn damage_of_pages_is_undone_in_999_of_1000_words() {
    check("pages of sentences", kinds(), &pages(&sentences(), 12), 10);
}

#[test]
fn damage_of_drawn_syllables_is_undone_in_999_of_1000_words() {
    check("drawn syllables", kinds(), &drawn(), 10);
}

/// A short sentence alone can be read in more than one way, so the limit is lower.
#[test]
fn damage_of_single_sentences_is_undone_in_994_of_1000_words() {
    let as_1252 = kinds().into_iter().filter(|(name, _)| !name.contains("latin-1")).collect();
    check("single sentences", as_1252, &sentences(), 60);
}

#[test]
fn sound_text_never_changes() {
    let mut count = 0;
    let mut changed = Vec::new();
    for text in SENTENCES.lines().chain(FOREIGN.lines()).chain([SENTENCES, FOREIGN]) {
        count += 1;
        changed.extend(
            repair(text)
                .changes
                .into_iter()
                .map(|change| format!("{} -> {} in {:.80}", change.before, change.after, text)),
        );
    }
    eprintln!("RAN sound text: {count} texts, {} changes", changed.len());
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}
