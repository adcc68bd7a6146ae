//! Sets of marks, with ProseMirror's rules of order and exclusion.

use std::fmt;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::StepError;
use crate::schema::compiled::{MarkType, complete, schema};

/// A mark with all its attributes.
#[derive(Clone, PartialEq)]
pub(super) struct Mark {
    pub(super) kind: &'static MarkType,
    attrs: Arc<Map<String, Value>>,
}

/// The marks of a node, in the schema's order.
pub(super) type Marks = Arc<[Mark]>;

impl fmt::Debug for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.to_json(), f)
    }
}

impl Mark {
    pub(super) fn from_json(json: Option<&Value>) -> Result<Self, StepError> {
        let json = json.and_then(Value::as_object).ok_or_else(|| malformed("a mark is not an object"))?;
        let name = json.get("type").and_then(Value::as_str).unwrap_or_default();
        let kind = schema().mark(name).ok_or_else(|| malformed("a mark is of an unknown type"))?;
        let attrs = complete(kind.spec.attrs, given(json.get("attrs"))?)?;
        Ok(Self { kind, attrs: Arc::new(attrs) })
    }

    pub(super) fn to_json(&self) -> Value {
        let mut json = Map::new();
        json.insert("type".to_owned(), self.kind.spec.name.into());
        if !self.attrs.is_empty() {
            json.insert("attrs".to_owned(), self.attrs.as_ref().clone().into());
        }
        json.into()
    }

    /// The set with this mark. A mark that excludes this one and is not excluded by it keeps this one out.
    pub(super) fn added_to(&self, set: &Marks) -> Marks {
        if set.contains(self) {
            return set.clone();
        }
        if set.iter().any(|other| !self.kind.excludes(other.kind) && other.kind.excludes(self.kind)) {
            return set.clone();
        }
        let mut marks: Vec<Self> = set.iter().filter(|other| !self.kind.excludes(other.kind)).cloned().collect();
        let place = marks.iter().position(|other| other.kind.rank > self.kind.rank).unwrap_or(marks.len());
        marks.insert(place, self.clone());
        marks.into()
    }

    /// The set without this very mark.
    pub(super) fn removed_from(&self, set: &Marks) -> Marks {
        match set.iter().position(|other| other == self) {
            None => set.clone(),
            Some(place) => {
                set.iter().enumerate().filter(|(index, _)| *index != place).map(|(_, mark)| mark.clone()).collect()
            }
        }
    }
}

/// Reads a node's marks into the schema's order; marks that cannot stand together are found by the final check.
pub(super) fn from_json(json: Option<&Value>) -> Result<Marks, StepError> {
    match json {
        None | Some(Value::Null) => Ok(Marks::default()),
        Some(Value::Array(list)) => {
            let mut marks = list.iter().map(|mark| Mark::from_json(Some(mark))).collect::<Result<Vec<_>, _>>()?;
            marks.sort_by_key(|mark| mark.kind.rank);
            Ok(marks.into())
        }
        Some(_) => Err(malformed("marks is not a list")),
    }
}

/// Whether adding the marks one by one gives the same set.
pub(super) fn is_set(marks: &Marks) -> bool {
    marks.iter().fold(Marks::default(), |set, mark| mark.added_to(&set)) == *marks
}

/// An object of attributes, or nothing.
pub(super) fn given(json: Option<&Value>) -> Result<Option<&Map<String, Value>>, StepError> {
    match json {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(map)) => Ok(Some(map)),
        Some(_) => Err(malformed("attrs is not an object")),
    }
}

pub(super) fn malformed(reason: &str) -> StepError {
    StepError::Malformed(reason.to_owned())
}
