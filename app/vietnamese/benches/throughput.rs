//! How many megabytes a second `repair` reads, on one core: sound text, and text of each damage.
//!
//! Run with `cargo bench -p vietnamese`, with `-- vni` for the rows of that name. The exit code is 1 where a limit is missed.

use std::hint::black_box;
use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

use unicode_normalization::UnicodeNormalization;
use vietnamese::encoding::Encoding;
use vietnamese::encoding::latin::shown_as_1252;
use vietnamese::repair::repair;

const SENTENCES: &str = include_str!("../tests/data/vietnamese.txt");
const FOREIGN: &str = include_str!("../tests/data/foreign.txt");
/// The least that is good enough, in megabytes (10^6 bytes of UTF-8) a second.
const SOUND_LIMIT: f64 = 50.0;
const DAMAGED_LIMIT: f64 = 10.0;
/// The length of each text.
const BYTES: usize = 200_000;
/// Rounds, of which the median counts.
const ROUNDS: usize = 31;

fn main() -> ExitCode {
    let mut rows = vec![("sound Vietnamese".to_owned(), filled(SENTENCES), SOUND_LIMIT)];
    for encoding in
        [Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii, Encoding::Vps, Encoding::Tcvn5712, Encoding::Windows1258]
    {
        let lines = SENTENCES.lines().filter_map(|line| encoding.encode(line).ok());
        let broken: Vec<String> = lines.map(|bytes| shown_as_1252(&bytes)).collect();
        rows.push((format!("{} as windows-1252", encoding.as_str()), filled(&broken.join("\n")), DAMAGED_LIMIT));
    }
    rows.push(("utf-8 as windows-1252".to_owned(), filled(&shown_as_1252(SENTENCES.as_bytes())), DAMAGED_LIMIT));
    rows.push(("decomposed".to_owned(), filled(&SENTENCES.nfd().collect::<String>()), DAMAGED_LIMIT));
    rows.push(("other languages, addresses, code".to_owned(), filled(FOREIGN), DAMAGED_LIMIT));
    // A word after `--` picks rows; cargo's own flags begin with a hyphen.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    rows.retain(|(name, _, _)| wanted.iter().all(|word| name.contains(word)));
    let mut has_missed = false;
    let mut out = std::io::stdout();
    let mut table = format!("{:34} | {:>7} | {:>5}\n", "what", "MB/s", "limit");
    for (name, text, limit) in &rows {
        let speed = megabytes_a_second(text);
        has_missed |= speed < *limit;
        table += &format!("{name:34} | {speed:7.1} | {limit:5.0}\n");
    }
    let is_written = out.write_all(table.as_bytes()).is_ok();
    if has_missed || !is_written { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// A text repeated line by line up to the length.
fn filled(text: &str) -> String {
    let mut filled = String::with_capacity(BYTES + text.len());
    while filled.len() < BYTES {
        filled.push_str(text);
        filled.push('\n');
    }
    filled
}

fn megabytes_a_second(text: &str) -> f64 {
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            black_box(repair(black_box(text)));
            text.len() as f64 / 1e6 / begun.elapsed().as_secs_f64()
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    rounds.get(ROUNDS / 2).copied().unwrap_or(0.0)
}
