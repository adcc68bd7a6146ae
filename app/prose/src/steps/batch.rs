//! A batch of steps on a stored body.

use std::io;

use serde_json::Value;

use super::map::StepMap;
use super::tree::Tree;
use super::{MAX_STEPS, Step, StepError};
use crate::{Document, MAX_BYTES};

/// A body after a batch of steps.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The body to store.
    pub document: Document,
    /// What each step did to positions, in order, for whatever is anchored in the body.
    pub maps: Vec<StepMap>,
    /// Whether the stored form is, to the letter, what ProseMirror holds after the same steps. Reading a body mends
    /// it, as when an id occurs twice after a paragraph was split; the client has then to be told of the new form.
    pub is_exact: bool,
}

/// Reads a batch: a JSON list of steps.
///
/// # Errors
/// [`StepError::TooLarge`] before anything is read; [`StepError::TooManySteps`]; those of [`Step::from_json`].
pub fn read(json: &str) -> Result<Vec<Step>, StepError> {
    if json.len() > MAX_BYTES {
        return Err(StepError::TooLarge);
    }
    let steps: Vec<Value> =
        serde_json::from_str(json).map_err(|error| StepError::Malformed(format!("no list of JSON: {error}")))?;
    decode(&steps)
}

fn decode(steps: &[Value]) -> Result<Vec<Step>, StepError> {
    if steps.len() > MAX_STEPS {
        return Err(StepError::TooManySteps(steps.len()));
    }
    steps.iter().map(Step::from_json).collect()
}

/// Applies a batch to a body: all of it, or nothing.
///
/// # Errors
/// Every [`StepError`]: for a step that is none or does not fit, and for a result that is not a body within its limits.
pub fn apply_all(document: &Document, steps: &[Value]) -> Result<Applied, StepError> {
    let mut room = Room(MAX_BYTES);
    serde_json::to_writer(&mut room, steps).map_err(|_| StepError::TooLarge)?;
    apply_steps(document, &decode(steps)?)
}

/// As [`apply_all`], for steps that were read already.
///
/// # Errors
/// As [`apply_all`].
pub fn apply_steps(document: &Document, steps: &[Step]) -> Result<Applied, StepError> {
    if steps.len() > MAX_STEPS {
        return Err(StepError::TooManySteps(steps.len()));
    }
    let start = Tree::from_document(document)?;
    let tree = steps.iter().try_fold(start, |tree, step| step.apply(&tree))?;
    let document = tree.to_document()?;
    let stored = document.to_value();
    let is_exact = stored.get("doc") == Some(&tree.to_json());
    Ok(Applied { document, maps: steps.iter().map(Step::step_map).collect(), is_exact })
}

/// A writer that only measures.
struct Room(usize);

impl io::Write for Room {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or_else(|| io::Error::other("full"))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
