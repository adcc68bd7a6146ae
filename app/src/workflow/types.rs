//! The stages of a text and the steps between them.

use crate::auth::Action;

/// Where the newest version of a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Somebody is writing it.
    Writing,
    /// It waits for an editor, or one has it.
    Editing,
    /// It waits for somebody who may publish to judge it.
    Review,
    /// It was found good and waits to be published.
    Approved,
    /// Nothing waits: readers see the newest version.
    Published,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 5] = [Self::Writing, Self::Editing, Self::Review, Self::Approved, Self::Published];

    /// The word stored for this stage.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Writing => "writing",
            Self::Editing => "editing",
            Self::Review => "review",
            Self::Approved => "approved",
            Self::Published => "published",
        }
    }

    /// Reads the word stored for a stage.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == text)
    }

    /// Where a save leaves a text that stood here, when the last stage that the person may vouch for is `vouched`.
    pub fn after_save(self, vouched: Self) -> Self {
        match self {
            // A save after publication begins the way anew.
            Self::Published => Self::Writing,
            stage => stage.min(vouched),
        }
    }
}

/// A step that somebody takes with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The author hands it to the editors.
    Submit,
    /// The author takes it back before an editor judged it.
    Recall,
    /// An editor hands it on to be judged.
    Forward,
    /// It is found good.
    Approve,
    /// It is sent back, with a reason.
    Refuse,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 5] = [Self::Submit, Self::Recall, Self::Forward, Self::Approve, Self::Refuse];

    /// The word typed and stored for this step.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Recall => "recall",
            Self::Forward => "forward",
            Self::Approve => "approve",
            Self::Refuse => "refuse",
        }
    }

    /// Reads the word of a step.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == text)
    }

    /// Where the step leads from a stage; none when it cannot be taken there.
    pub fn from(self, stage: Stage) -> Option<Stage> {
        match (self, stage) {
            (Self::Submit, Stage::Writing) => Some(Stage::Editing),
            (Self::Recall, Stage::Editing) | (Self::Refuse, Stage::Editing) => Some(Stage::Writing),
            (Self::Forward, Stage::Writing | Stage::Editing) => Some(Stage::Review),
            (Self::Approve, Stage::Review) => Some(Stage::Approved),
            (Self::Refuse, Stage::Review | Stage::Approved) => Some(Stage::Editing),
            _ => None,
        }
    }

    /// What one must be allowed to do in the text's section to take the step from a stage. Handing in and taking back is
    /// for the text's own people; for others' texts it takes the right to edit.
    pub fn needs(self, stage: Stage, is_own: bool) -> Action {
        match (self, stage) {
            (Self::Submit | Self::Recall, _) if is_own => Action::Write,
            (Self::Approve, _) | (Self::Refuse, Stage::Review | Stage::Approved) => Action::Publish,
            _ => Action::Edit,
        }
    }
}

/// What happened to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A step.
    Step(Step),
    /// A save brought it back to an earlier stage.
    Reopen,
    /// A version was published.
    Publish,
    /// A version got a time at which it is published.
    Schedule,
    /// The time was taken away.
    Unschedule,
    /// It was taken away from readers.
    TakeDown,
    /// Its time before readers was over.
    Expire,
    /// It was given to somebody, or dates were set.
    Charge,
    /// Its address was changed.
    Readdress,
    /// Somebody said something about it.
    Comment,
    /// Something done to many texts was taken back.
    Undo,
}

impl EventKind {
    /// The word stored for this event.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Step(step) => step.as_str(),
            Self::Reopen => "reopen",
            Self::Publish => "publish",
            Self::Schedule => "schedule",
            Self::Unschedule => "unschedule",
            Self::TakeDown => "take-down",
            Self::Expire => "expire",
            Self::Charge => "charge",
            Self::Readdress => "readdress",
            Self::Comment => "comment",
            Self::Undo => "undo",
        }
    }

    /// Reads the word stored for an event.
    pub fn parse(text: &str) -> Option<Self> {
        let others = [
            Self::Reopen,
            Self::Publish,
            Self::Schedule,
            Self::Unschedule,
            Self::TakeDown,
            Self::Expire,
            Self::Charge,
            Self::Readdress,
            Self::Comment,
            Self::Undo,
        ];
        let steps = Step::ALL.into_iter().map(Self::Step);
        steps.chain(others).find(|kind| kind.as_str() == text)
    }
}
