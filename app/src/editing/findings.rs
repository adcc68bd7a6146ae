//! What the checks find in a body, for the editor: where it is, what it means, and the change that mends it.

use prose::check::{Finding, Fix, Options, Severity, check};
use prose::steps::Tree;
use prose::{Document, Place};
use serde_json::{Value, json};

use super::replacing::replacing;
use crate::text::Language;

/// Beyond so many nobody reads on.
const MOST: usize = 300;
/// For so many the change is made ready; each costs as much as reading the body.
const MOST_FIXES: usize = 40;

/// The findings as the editor gets them. `tree` is the body that their positions and changes are of.
pub fn findings(tree: &Tree) -> Result<Vec<Value>, prose::steps::StepError> {
    let document = tree.to_document()?;
    let spelling = |line: &str| vietnamese::spelling::check(line).into_iter().map(|word| word.range).collect();
    let options = Options { spelling: &spelling, ..Options::default() };
    let found = check(&document, &options);
    let mut fixes = 0;
    let told = found.iter().take(MOST).map(|finding| {
        let fix = finding.fix.as_ref().filter(|_| fixes < MOST_FIXES).and_then(|fix| {
            fixes += 1;
            steps_of(tree, &document, fix)
        });
        told(finding, fix)
    });
    Ok(told.collect())
}

fn told(finding: &Finding, fix: Option<Vec<Value>>) -> Value {
    let words = Language::Vietnamese.labels().co_editing();
    let severity = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "hint",
    };
    let (block, footnote) = match &finding.place {
        Place::Node(id) => (Some(id.as_str()), None),
        Place::Footnote(id) => (None, Some(id.as_str())),
    };
    json!({
        "kind": finding.kind.as_str(),
        "severity": severity,
        "label": finding.kind.label(),
        "text": finding.kind.explanation(),
        "block": block,
        "footnote": footnote,
        "from": finding.range.as_ref().map(|range| range.start),
        "to": finding.range.as_ref().map(|range| range.end),
        "fix": fix.map(|steps| json!({ "label": words.fix, "steps": steps })),
    })
}

fn steps_of(tree: &Tree, document: &Document, fix: &Fix) -> Option<Vec<Value>> {
    let mut mended = document.clone();
    if !fix.apply(&mut mended) {
        return None;
    }
    Some(replacing(tree, &Tree::from_document(&mended).ok()?))
}
