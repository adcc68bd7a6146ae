//! Lists of nodes, compared: what stays, what was edited, and what is gone or new.

use std::collections::HashMap;
use std::slice;

use serde_json::Value;

use super::align::{align, numbered};
use super::change::{Change, Content, Edit, in_order};
use super::node::{attr, bare, class, content, holds_words, shell, texts};
use super::words;

/// The most pairs of nodes between two that stay of which the likeness is measured.
const MAX_PAIRS: usize = 10_000;
/// The share of words, in thousandths, that two nodes have in common when they are one.
const ALIKE: u32 = 500;
/// The same for nodes with the same id, which an editor keeps through every change.
const ALIKE_BY_ID: u32 = 250;
/// What the same id adds: little, since bodies read from a file are numbered anew.
const SAME_ID: u32 = 150;

pub(super) fn changes(before: &[Value], after: &[Value]) -> Vec<Change> {
    let bare = |nodes: &[Value]| nodes.iter().map(bare).collect();
    let (one, other) = numbered::<String>(bare(before), bare(after));
    let mut changes = Changes::default();
    for stretch in align(&one, &other) {
        let (old, new) = (before.get(stretch.before).unwrap_or_default(), after.get(stretch.after).unwrap_or_default());
        if stretch.is_alike {
            old.iter().zip(new).for_each(|(old, new)| changes.pair(old, new));
        } else if old.len() == before.len() && new.len() == after.len() {
            changes.gap(old, new, only_pair(old, new));
        } else {
            changes.gap(old, new, None);
        }
    }
    changes.done
}

/// The only node of a cell or an item is edited, however much of it; so are cells as long as their number stays.
fn only_pair(old: &[Value], new: &[Value]) -> Option<Vec<(usize, usize)>> {
    let fits = old.len() == new.len()
        && old.iter().zip(new).all(|(old, new)| class(old) == class(new))
        && (old.len() == 1 || old.first().is_some_and(|node| class(node).0 == "cell"));
    fits.then(|| (0..old.len()).map(|at| (at, at)).collect())
}

/// Footnotes, which go by their names.
pub(super) fn notes(before: &[Value], after: &[Value]) -> Vec<Change> {
    let name = |note: &Value| note.get("name").and_then(Value::as_str).map(str::to_owned);
    let mut names: Vec<_> = before.iter().chain(after).map(name).collect();
    names.sort();
    names.dedup();
    let (mut old, mut new) = (before.iter().peekable(), after.iter().peekable());
    let mut changes = Changes::default();
    for wanted in names {
        match (old.next_if(|note| name(note) == wanted), new.next_if(|note| name(note) == wanted)) {
            (Some(old), Some(new)) => changes.pair(old, new),
            (old, new) => {
                changes.put(Change::Remove, old.map(slice::from_ref).unwrap_or_default());
                changes.put(Change::Add, new.map(slice::from_ref).unwrap_or_default());
            }
        }
    }
    in_order(changes.done)
}

#[derive(Default)]
struct Changes {
    done: Vec<Change>,
}

impl Changes {
    fn gap(&mut self, old: &[Value], new: &[Value], pairs: Option<Vec<(usize, usize)>>) {
        let pairs = pairs.unwrap_or_else(|| pairs_of(old, new));
        let (mut from, mut other) = (0, 0);
        for (at, other_at) in pairs.into_iter().chain([(old.len(), new.len())]) {
            self.put(Change::Remove, old.get(from..at).unwrap_or_default());
            self.put(Change::Add, new.get(other..other_at).unwrap_or_default());
            if let (Some(old), Some(new)) = (old.get(at), new.get(other_at)) {
                self.pair(old, new);
            }
            (from, other) = (at + 1, other_at + 1);
        }
    }

    fn put(&mut self, change: fn(Vec<Value>) -> Change, nodes: &[Value]) {
        if !nodes.is_empty() {
            self.done.push(change(nodes.to_vec()));
        }
    }

    fn pair(&mut self, old: &Value, new: &Value) {
        if old != new {
            return self.done.push(Change::Edit(Box::new(edit(old, new))));
        }
        match self.done.last_mut() {
            Some(Change::Keep(count)) => *count += 1,
            _ => self.done.push(Change::Keep(1)),
        }
    }
}

fn edit(old: &Value, new: &Value) -> Edit {
    let (before, after) = (content(old), content(new));
    let content = if holds_words(old) {
        Content::Words(words::runs(before, after))
    } else {
        Content::Nodes(changes(before, after))
    };
    Edit { before: shell(old), after: shell(new), content }
}

/// What is known of a node to find its counterpart.
struct Sketch<'a> {
    class: (&'a str, &'a Value),
    id: &'a Value,
    words: HashMap<&'a str, u32>,
    total: u32,
}

impl<'a> Sketch<'a> {
    fn of(node: &'a Value) -> Self {
        let mut words: HashMap<&str, u32> = HashMap::new();
        texts(node, &mut |text| {
            let found = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            found.for_each(|word| *words.entry(word).or_default() += 1);
        });
        let total = words.values().sum();
        Self { class: class(node), id: attr(node, "id"), words, total }
    }

    /// The likeness in thousandths (Dice's coefficient of the words) and some more for the same id; 0 for two nodes.
    fn likeness(&self, other: &Self) -> u32 {
        if self.class != other.class {
            return 0;
        }
        let common: u32 = self.words.iter().map(|(word, count)| *count.min(other.words.get(word).unwrap_or(&0))).sum();
        let same_id = self.id.is_string() && self.id == other.id;
        let likeness = (2000 * common).checked_div(self.total + other.total).unwrap_or(1000);
        match same_id {
            true if likeness >= ALIKE_BY_ID => likeness + SAME_ID,
            false if likeness >= ALIKE => likeness,
            _ => 0,
        }
    }
}

/// The pairs in order that are most alike in sum.
fn pairs_of(old: &[Value], new: &[Value]) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > MAX_PAIRS {
        return Vec::new();
    }
    let (one, other): (Vec<_>, Vec<_>) = (old.iter().map(Sketch::of).collect(), new.iter().map(Sketch::of).collect());
    let likeness: Vec<Vec<u32>> =
        one.iter().map(|one| other.iter().map(|other| one.likeness(other)).collect()).collect();
    let like = |i: usize, j: usize| likeness.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0);
    // best[i][j] is the largest sum for what follows the i-th old and the j-th new node.
    let mut best = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let paired = if like(i, j) > 0 { like(i, j) + best[i + 1][j + 1] } else { 0 };
            best[i][j] = paired.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if best[i][j] == best[i + 1][j] {
            i += 1;
        } else if best[i][j] == best[i][j + 1] {
            j += 1;
        } else {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        }
    }
    pairs
}
