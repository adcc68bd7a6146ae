//! The kinds of step and their JSON.

use serde_json::{Map, Value, json};

use super::json::{self, Budget};
use super::marks::{Mark, malformed};
use super::slice::Slice;
use super::{MAX_POSITION, StepError};
use crate::schema::NODES;

/// One change, as the editor makes it. A step belongs to the document that it was made for; see [`Step::map`].
#[derive(Clone, Debug, PartialEq)]
pub struct Step(pub(super) Kind);

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Replace(Replace),
    Around(Around),
    Mark(MarkRange),
    MarkSet(Vec<MarkRange>),
    AddNodeMark(usize, Mark),
    RemoveNodeMark(usize, Mark),
    Attr(usize, Setting),
    DocAttr(Setting),
}

/// A range replaced by a slice.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Replace {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) slice: Slice,
    /// Whether to refuse when anything but the edges of nodes would be overwritten.
    pub(super) structure: bool,
}

/// A range replaced by a slice into which the part between the gap's ends is put back.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Around {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) gap_from: usize,
    pub(super) gap_to: usize,
    pub(super) slice: Slice,
    /// Where in the slice the gap's content goes.
    pub(super) insert: usize,
    pub(super) structure: bool,
}

/// A mark put on the inline content of a range, or taken from it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MarkRange {
    pub(super) adds: bool,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) mark: Mark,
}

/// An attribute and its new value; none for the schema's default, as undoing may ask for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Setting {
    pub(super) name: String,
    pub(super) value: Option<Value>,
}

impl Step {
    /// Reads a step. Unknown attributes of nodes and marks are dropped, as ProseMirror drops them.
    ///
    /// # Errors
    /// [`StepError::Malformed`] for anything that is not a step with nodes and marks of this schema, whose positions
    /// are in order and whose attributes have the right types; limits as for a whole document.
    pub fn from_json(json: &Value) -> Result<Self, StepError> {
        let fields = Fields::of(json)?;
        let kind = match fields.text("stepType")? {
            "replace" => Kind::Replace(fields.replace()?),
            "replaceAround" => Kind::Around(fields.around()?),
            "addMark" => Kind::Mark(fields.mark_range(true)?),
            "removeMark" => Kind::Mark(fields.mark_range(false)?),
            "markSet" => Kind::MarkSet(fields.mark_set()?),
            "addNodeMark" => Kind::AddNodeMark(fields.position("pos")?, fields.mark()?),
            "removeNodeMark" => Kind::RemoveNodeMark(fields.position("pos")?, fields.mark()?),
            "attr" => Kind::Attr(fields.position("pos")?, fields.setting()?),
            "docAttr" => Kind::DocAttr(fields.setting()?),
            _ => return Err(malformed("stepType is unknown")),
        };
        Ok(Self(kind))
    }

    /// The step as ProseMirror's `toJSON` gives it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        match &self.0 {
            Kind::Replace(step) => {
                let json = json!({ "stepType": "replace", "from": step.from, "to": step.to });
                with_slice(json, &step.slice, step.structure)
            }
            Kind::Around(step) => {
                let json = json!({
                    "stepType": "replaceAround", "from": step.from, "to": step.to,
                    "gapFrom": step.gap_from, "gapTo": step.gap_to, "insert": step.insert,
                });
                with_slice(json, &step.slice, step.structure)
            }
            Kind::Mark(range) => range.to_json(),
            Kind::MarkSet(ranges) => {
                json!({ "stepType": "markSet", "steps": ranges.iter().map(MarkRange::to_json).collect::<Vec<_>>() })
            }
            Kind::AddNodeMark(at, mark) => json!({ "stepType": "addNodeMark", "pos": at, "mark": mark.to_json() }),
            Kind::RemoveNodeMark(at, mark) => {
                json!({ "stepType": "removeNodeMark", "pos": at, "mark": mark.to_json() })
            }
            Kind::Attr(at, setting) => setting.to_json(json!({ "stepType": "attr", "pos": at })),
            Kind::DocAttr(setting) => setting.to_json(json!({ "stepType": "docAttr" })),
        }
    }
}

impl MarkRange {
    fn to_json(&self) -> Value {
        let kind = if self.adds { "addMark" } else { "removeMark" };
        json!({ "stepType": kind, "mark": self.mark.to_json(), "from": self.from, "to": self.to })
    }
}

impl Setting {
    fn to_json(&self, mut step: Value) -> Value {
        if let Some(object) = step.as_object_mut() {
            object.insert("attr".to_owned(), self.name.as_str().into());
            object.extend(self.value.clone().map(|value| ("value".to_owned(), value)));
        }
        step
    }
}

fn with_slice(mut step: Value, slice: &Slice, structure: bool) -> Value {
    if let Some(object) = step.as_object_mut() {
        object.extend(json::slice(slice).map(|slice| ("slice".to_owned(), slice)));
        object.extend(structure.then(|| ("structure".to_owned(), true.into())));
    }
    step
}

/// The fields of a step's object.
struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    fn of(json: &'a Value) -> Result<Self, StepError> {
        json.as_object().map(Self).ok_or_else(|| malformed("a step is not an object"))
    }

    fn text(&self, name: &str) -> Result<&'a str, StepError> {
        let text = self.0.get(name).and_then(Value::as_str);
        text.ok_or_else(|| StepError::Malformed(format!("{name} is not a text")))
    }

    fn position(&self, name: &str) -> Result<usize, StepError> {
        let number = self.0.get(name).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
        let number = number.filter(|number| *number <= MAX_POSITION);
        number.ok_or_else(|| StepError::Malformed(format!("{name} is not a position")))
    }

    fn range(&self) -> Result<(usize, usize), StepError> {
        let (from, to) = (self.position("from")?, self.position("to")?);
        if from <= to { Ok((from, to)) } else { Err(malformed("from is behind to")) }
    }

    fn mark(&self) -> Result<Mark, StepError> {
        Mark::from_json(self.0.get("mark"))
    }

    fn mark_range(&self, adds: bool) -> Result<MarkRange, StepError> {
        let (from, to) = self.range()?;
        Ok(MarkRange { adds, from, to, mark: self.mark()? })
    }

    fn mark_set(&self) -> Result<Vec<MarkRange>, StepError> {
        let steps = self.0.get("steps").and_then(Value::as_array);
        let steps = steps.ok_or_else(|| malformed("a set of mark steps is not a list"))?;
        let read = |json: &Value| {
            let fields = Fields::of(json)?;
            match fields.text("stepType")? {
                "addMark" => fields.mark_range(true),
                "removeMark" => fields.mark_range(false),
                _ => Err(malformed("a set of mark steps holds another step")),
            }
        };
        steps.iter().map(read).collect()
    }

    fn setting(&self) -> Result<Setting, StepError> {
        let name = self.text("attr")?;
        if NODES.iter().flat_map(|spec| spec.attrs).any(|attr| attr.name == name) {
            Ok(Setting { name: name.to_owned(), value: self.0.get("value").cloned() })
        } else {
            Err(malformed("no node has an attribute of that name"))
        }
    }

    fn slice(&self) -> Result<(Slice, bool), StepError> {
        let structure = match self.0.get("structure") {
            None | Some(Value::Null) => false,
            Some(value) => value.as_bool().ok_or_else(|| malformed("structure is not a yes or no"))?,
        };
        Ok((Budget::new().slice(self.0.get("slice"))?, structure))
    }

    fn replace(&self) -> Result<Replace, StepError> {
        let ((from, to), (slice, structure)) = (self.range()?, self.slice()?);
        Ok(Replace { from, to, slice, structure })
    }

    fn around(&self) -> Result<Around, StepError> {
        let ((from, to), (slice, structure)) = (self.range()?, self.slice()?);
        let (gap_from, gap_to, insert) = (self.position("gapFrom")?, self.position("gapTo")?, self.position("insert")?);
        if from > gap_from || gap_from > gap_to || gap_to > to || insert > slice.size() {
            return Err(malformed("the gap is not within its range"));
        }
        Ok(Around { from, to, gap_from, gap_to, slice, insert, structure })
    }
}
