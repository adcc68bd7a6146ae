//! Official documents that an imported text cites: how many, and which symbols cannot be right.

use prose::{Document, text};
use vietnamese::symbol::find;

use super::Report;

/// Lists what title, lead and body cite. A malformed symbol is named with its faults and, where only one is likely, the
/// right form; nothing is changed, since only a person can know which document was meant.
pub fn tell(title: &str, lead: &str, body: &Document, report: &mut Report) {
    let words = format!("{title}\n{lead}\n{}", text::plain(body));
    let citations = find(&words);
    if citations.is_empty() {
        return;
    }
    report.found.push(("citations", citations.len().to_string()));
    for citation in citations {
        match citation.symbol {
            Ok(symbol) => report.found.push(("cited", symbol.to_string())),
            Err(malformed) => {
                let faults: Vec<&str> = malformed.faults.iter().map(|fault| fault.message()).collect();
                let right = malformed.suggestion.map(|symbol| format!("; likely {symbol}")).unwrap_or_default();
                report.doubtful.push(format!("citation \"{}\": {}{right}", citation.text, faults.join(", ")));
            }
        }
    }
}
