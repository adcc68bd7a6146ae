//! `dinh repair-text`: broken Vietnamese, of a stream or of the whole site.

use std::io::{Read, Write};

use vietnamese::encoding::Encoding;
use vietnamese::repair::repair_chosen;

use super::{Failure, offline, say};
use crate::config::Config;

/// Standard input to standard output, with a line for each change on standard error.
pub fn repair_text(encoding: Option<&str>) -> Result<(), Failure> {
    if let Some(name) = encoding.filter(|name| Encoding::from_name(name).is_none()) {
        let known: Vec<&str> = Encoding::ALL.iter().map(|encoding| encoding.as_str()).collect();
        return Err(format!("--encoding: {name} is none of {}", known.join(", ")).into());
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(|error| format!("standard input: {error}"))?;
    let repair = repair_chosen(&text, encoding.unwrap_or_default());
    std::io::stdout().write_all(repair.text.as_bytes())?;
    let mut report = std::io::stderr();
    for change in &repair.changes {
        writeln!(
            report,
            "{}: {} -> {} ({}, {})",
            change.range.start,
            change.before,
            change.after,
            change.rule.as_str(),
            change.confidence.as_str()
        )?;
    }
    Ok(writeln!(report, "{} words repaired", repair.changes.len())?)
}

/// What is damaged on this site, each with its changes.
pub async fn damaged_site() -> Result<(), Failure> {
    let state = offline(&Config::load()?).await?;
    let found = app::repair::damaged(&state.db, usize::MAX).await;
    state.db.close().await;
    let found = found?;
    for piece in &found {
        say(format!("/bien-tap/{}  {}", piece.piece.path(), piece.title))?;
        for place in &piece.places {
            let (field, change) = (place.field.as_str(), &place.change);
            say(format!("  {field}: {} -> {} ({})", change.before, change.after, change.confidence.as_str()))?;
        }
    }
    let words: usize = found.iter().map(|piece| piece.places.len()).sum();
    say(format!("{} pieces with {words} damaged words; see /bien-tap/chu-hong", found.len()))
}
