//! The changes themselves, their reverse and their extent.

use serde_json::{Map, Value};

use super::{Extent, node};

/// What happens to a list of nodes, from its beginning to its end.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    /// So many nodes stay.
    Keep(usize),
    Remove(Vec<Value>),
    Add(Vec<Value>),
    Edit(Box<Edit>),
}

/// What happens to one node.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Edit {
    /// The node without its content, on both sides.
    pub before: Map<String, Value>,
    pub after: Map<String, Value>,
    pub content: Content,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    Nodes(Vec<Change>),
    Words(Vec<Run>),
}

/// Inline nodes that have the same fate.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Run {
    Keep(Vec<Value>),
    Remove(Vec<Value>),
    Add(Vec<Value>),
}

impl Run {
    /// The nodes as they were before; none where they are new.
    pub(super) fn before(&self) -> &[Value] {
        match self {
            Self::Keep(nodes) | Self::Remove(nodes) => nodes,
            Self::Add(_) => &[],
        }
    }

    /// The nodes as they are now; none where they are gone.
    pub(super) fn after(&self) -> &[Value] {
        match self {
            Self::Keep(nodes) | Self::Add(nodes) => nodes,
            Self::Remove(_) => &[],
        }
    }
}

pub(super) fn invert(changes: &[Change]) -> Vec<Change> {
    let back = |change: &Change| match change {
        Change::Keep(count) => Change::Keep(*count),
        Change::Remove(nodes) => Change::Add(nodes.clone()),
        Change::Add(nodes) => Change::Remove(nodes.clone()),
        Change::Edit(edit) => Change::Edit(Box::new(Edit {
            before: edit.after.clone(),
            after: edit.before.clone(),
            content: match &edit.content {
                Content::Nodes(changes) => Content::Nodes(invert(changes)),
                Content::Words(runs) => Content::Words(invert_runs(runs)),
            },
        })),
    };
    in_order(changes.iter().map(back).collect())
}

/// What is gone is told before what is new.
pub(super) fn in_order(changes: Vec<Change>) -> Vec<Change> {
    sorted(changes, |change| match change {
        Change::Keep(_) | Change::Edit(_) => None,
        Change::Remove(_) => Some(false),
        Change::Add(_) => Some(true),
    })
}

/// Sorts what stands between two parts that have no rank.
fn sorted<T>(mut parts: Vec<T>, rank: fn(&T) -> Option<bool>) -> Vec<T> {
    let between = parts.chunk_by_mut(|one, next| rank(one).is_some() && rank(next).is_some());
    between.for_each(|parts| parts.sort_by_key(rank));
    parts
}

fn invert_runs(runs: &[Run]) -> Vec<Run> {
    sorted(runs.iter().map(invert_run).collect(), |run| match run {
        Run::Keep(_) => None,
        Run::Remove(_) => Some(false),
        Run::Add(_) => Some(true),
    })
}

fn invert_run(run: &Run) -> Run {
    match run {
        Run::Keep(nodes) => Run::Keep(nodes.clone()),
        Run::Remove(nodes) => Run::Add(nodes.clone()),
        Run::Add(nodes) => Run::Remove(nodes.clone()),
    }
}

pub(super) fn measure(changes: &[Change], extent: &mut Extent) {
    for change in changes {
        match change {
            Change::Keep(_) => {}
            Change::Remove(nodes) => {
                extent.removed += nodes.len();
                extent.words_removed += words(nodes);
            }
            Change::Add(nodes) => {
                extent.added += nodes.len();
                extent.words_added += words(nodes);
            }
            Change::Edit(edit) => measure_edit(edit, extent),
        }
    }
}

fn measure_edit(edit: &Edit, extent: &mut Extent) {
    let mut own = differs(&edit.before, &edit.after);
    match &edit.content {
        Content::Nodes(changes) => measure(changes, extent),
        Content::Words(runs) => {
            own |= runs.iter().any(|run| !matches!(run, Run::Keep(_)));
            for run in runs {
                match run {
                    Run::Keep(_) => {}
                    Run::Remove(nodes) => extent.words_removed += words(nodes),
                    Run::Add(nodes) => extent.words_added += words(nodes),
                }
            }
        }
    }
    extent.edited += usize::from(own);
}

/// Whether a node differs in more than its id.
fn differs(before: &Map<String, Value>, after: &Map<String, Value>) -> bool {
    before != after && node::bare(&before.clone().into()) != node::bare(&after.clone().into())
}

fn words(nodes: &[Value]) -> usize {
    let mut count = 0;
    let is_word = |token: &&str| token.chars().any(char::is_alphanumeric);
    for one in nodes {
        node::texts(one, &mut |text| count += text.split_whitespace().filter(is_word).count());
    }
    count
}
