//! Steps made on an older document, carried over what others did meanwhile.

use super::map::Mapping;
use super::tree::Tree;
use super::{MAX_OVER, MAX_STEPS, Step, StepError};

/// What is left of steps after others came first.
#[derive(Clone, Debug)]
pub struct Rebased {
    /// The steps as they apply now, one after the other.
    pub steps: Vec<Step>,
    /// The tree after them.
    pub tree: Tree,
    /// For each step given, in order, whether it is still there; a step whose place was deleted is not.
    pub kept: Vec<bool>,
}

/// Carries `steps` over `over`. Both were made on the same document; `head` is that document after `over`.
/// The result is that of prosemirror-collab's `rebaseSteps`: positions go back through the steps' own maps, on through
/// those of `over`, and through the steps carried over so far, each of which restores what its inverse deleted.
///
/// # Errors
/// [`StepError::TooManySteps`] for more than [`MAX_STEPS`] steps, or [`MAX_OVER`] others.
pub fn rebase(steps: &[Step], over: &[Step], head: &Tree) -> Result<Rebased, StepError> {
    for (count, most) in [(steps.len(), MAX_STEPS), (over.len(), MAX_OVER)] {
        if count > most {
            return Err(StepError::TooManySteps(count));
        }
    }
    let back = steps.iter().rev().map(|step| step.step_map().inverted());
    let mut mapping = Mapping::from(back.chain(over.iter().map(Step::step_map)).collect::<Vec<_>>());
    let mut rebased = Rebased { steps: Vec::new(), tree: head.clone(), kept: Vec::with_capacity(steps.len()) };
    for (index, step) in steps.iter().enumerate() {
        let first = steps.len() - index;
        let carried = step.map_from(&mapping, first);
        let applied = carried.and_then(|step| step.apply(&rebased.tree).ok().map(|tree| (step, tree)));
        rebased.kept.push(applied.is_some());
        if let Some((step, tree)) = applied {
            mapping.push(step.step_map(), Some(first - 1));
            rebased.steps.push(step);
            rebased.tree = tree;
        }
    }
    Ok(rebased)
}
