//! Running text, compared word by word.

use serde_json::Value;

use super::align::{Stretches, align, numbered};
use super::change::Run;
use super::node::kind;

/// The longest piece between two changes that is not worth reading by itself, in words and signs.
const MAX_FILLER: usize = 3;

pub(super) fn runs(before: &[Value], after: &[Value]) -> Vec<Run> {
    let (before, after) = (atoms(before), atoms(after));
    let key = |atoms: &[Value]| atoms.iter().map(Value::to_string).collect();
    let (one, other) = numbered::<String>(key(&before), key(&after));
    let stretches = align(&one, &other);
    let mut readable = Stretches::default();
    for (index, stretch) in stretches.iter().enumerate() {
        let kept = before.get(stretch.before.clone()).unwrap_or_default();
        let is_between = index > 0 && index + 1 < stretches.len();
        let is_filler = is_between && kept.len() <= MAX_FILLER && kept.iter().all(is_filler);
        readable.push(stretch.is_alike && !is_filler, stretch.before.len(), stretch.after.len());
    }
    let mut runs = Vec::new();
    for stretch in readable.done {
        let (old, new) = (before.get(stretch.before).unwrap_or_default(), after.get(stretch.after).unwrap_or_default());
        if stretch.is_alike {
            runs.push(Run::Keep(joined(old)));
            continue;
        }
        if !old.is_empty() {
            runs.push(Run::Remove(joined(old)));
        }
        if !new.is_empty() {
            runs.push(Run::Add(joined(new)));
        }
    }
    runs
}

/// Space and punctuation; a break or a footnote is seen by itself.
fn is_filler(atom: &Value) -> bool {
    let text = atom.get("text").and_then(Value::as_str);
    text.is_some_and(|text| !text.chars().any(char::is_alphanumeric))
}

/// Every word, space and sign as an inline node of its own, with the marks on it.
fn atoms(content: &[Value]) -> Vec<Value> {
    let mut atoms = Vec::new();
    for node in content {
        let Some(text) = node.get("text").and_then(Value::as_str) else {
            atoms.push(node.clone());
            continue;
        };
        for word in split(text) {
            let mut atom = node.clone();
            atom["text"] = word.into();
            atoms.push(atom);
        }
    }
    atoms
}

/// Words, which hold letters, their combining marks and digits, and spaces as a whole; every other sign by itself.
fn split(text: &str) -> Vec<&str> {
    let sort = |c: char| match c {
        '\u{300}'..='\u{36f}' => Some(false),
        c if c.is_alphanumeric() => Some(false),
        c if c.is_whitespace() => Some(true),
        _ => None,
    };
    let mut words = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, c) in text.char_indices() {
        let this = sort(c);
        if at > start && (this.is_none() || this != last) {
            words.extend(text.get(start..at));
            start = at;
        }
        last = this;
    }
    words.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    words
}

/// The canonical form: neighbours with the same marks are one text.
pub(super) fn joined(nodes: &[Value]) -> Vec<Value> {
    let mut joined: Vec<Value> = Vec::new();
    for node in nodes {
        let text = node.get("text").and_then(Value::as_str);
        match (joined.last_mut(), text) {
            (Some(last), Some(text)) if kind(last) == "text" && last.get("marks") == node.get("marks") => {
                let before = last.get("text").and_then(Value::as_str).unwrap_or_default();
                last["text"] = format!("{before}{text}").into();
            }
            _ => joined.push(node.clone()),
        }
    }
    joined
}
