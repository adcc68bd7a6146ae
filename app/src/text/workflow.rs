//! The words of the way of a text to its readers. Readers download none of them.

mod en;
mod vi;

use super::Labels;
use crate::workflow::{EventKind, Queue, Stage, Step};

/// The words of the way of a text.
pub struct WorkflowWords {
    /// Queues
    pub queues: &'static str,
    /// My work
    pub mine: &'static str,
    /// Being written
    pub writing: &'static str,
    /// For editing
    pub editing: &'static str,
    /// For review
    pub review: &'static str,
    /// Approved
    pub approved: &'static str,
    /// Published
    pub published: &'static str,
    /// Overdue
    pub overdue: &'static str,
    /// To look at again
    pub stale: &'static str,
    /// All
    pub every: &'static str,
    /// Words in the title
    pub search: &'static str,
    /// Person
    pub person: &'static str,
    /// Anybody
    pub anybody: &'static str,
    /// Nobody
    pub nobody: &'static str,
    /// Any section
    pub any_section: &'static str,
    /// Show
    pub filter: &'static str,
    /// Nothing waits for you.
    pub no_work: &'static str,
    /// Nothing is like that.
    pub none_found: &'static str,
    /// Choose
    pub choose: &'static str,
    /// Has it
    pub assignee: &'static str,
    /// Due
    pub due: &'static str,
    /// late
    pub late: &'static str,
    /// Readers see an older version
    pub readers_older: &'static str,
    /// Goes out
    pub goes_out: &'static str,
    /// Next page
    pub next: &'static str,
    /// Previous page
    pub previous: &'static str,
    /// With those chosen
    pub bulk: &'static str,
    /// What
    pub bulk_what: &'static str,
    /// Do it
    pub bulk_do: &'static str,
    /// {n} done, {m} could not be.
    pub bulk_done: &'static str,
    /// Take it back
    pub bulk_undo: &'static str,
    /// {n} put back, {m} had moved on.
    pub bulk_undone: &'static str,
    /// Choose at least one article.
    pub bulk_none: &'static str,
    /// Reason (to send back)
    pub reason_hint: &'static str,
    /// Give to
    pub assign: &'static str,
    /// Set due day
    pub set_due: &'static str,
    /// Hand in
    pub submit: &'static str,
    /// Take back
    pub recall: &'static str,
    /// Send to review
    pub forward: &'static str,
    /// Approve
    pub approve: &'static str,
    /// Send back
    pub refuse: &'static str,
    /// Save and hand in
    pub save_submit: &'static str,
    /// Save and send to review
    pub save_forward: &'static str,
    /// Save and approve
    pub save_approve: &'static str,
    /// Where it stands
    pub work: &'static str,
    /// Stage
    pub stage: &'static str,
    /// Begun by
    pub author: &'static str,
    /// Who has it, and until when
    pub charge: &'static str,
    /// Answers for the page
    pub owner: &'static str,
    /// Look at it again on
    pub review_day: &'static str,
    /// Save
    pub keep: &'static str,
    /// Publish and take down by itself
    pub times: &'static str,
    /// Publish version {n} at
    pub publish_at: &'static str,
    /// Take down at
    pub expires_at: &'static str,
    /// Times are Vietnamese time (UTC+7). Empty: never. The version that is scheduled goes out even if somebody saves a newer one.
    pub zone: &'static str,
    /// Take down
    pub take_down: &'static str,
    /// Reason, which readers see
    pub why: &'static str,
    /// Change the address
    pub readdress: &'static str,
    /// Last part of the address
    pub slug: &'static str,
    /// Older addresses go on leading here.
    pub slug_hint: &'static str,
    /// What happened
    pub events: &'static str,
    /// Comment
    pub comment: &'static str,
    /// Say it
    pub say: &'static str,
    /// The text is with somebody else now, so you cannot change it. You can still comment.
    pub locked: &'static str,
    /// Sent back:
    pub sent_back: &'static str,
    /// saved; back to this stage
    pub e_reopen: &'static str,
    /// published
    pub e_publish: &'static str,
    /// scheduled
    pub e_schedule: &'static str,
    /// took the time away
    pub e_unschedule: &'static str,
    /// took down
    pub e_take_down: &'static str,
    /// its time was over
    pub e_expire: &'static str,
    /// gave it to somebody or set days
    pub e_charge: &'static str,
    /// changed the address
    pub e_readdress: &'static str,
    /// took something back
    pub e_undo: &'static str,
    /// By itself
    pub by_itself: &'static str,
    /// The text went on.
    pub done_step: &'static str,
    /// Kept.
    pub done_charge: &'static str,
    /// The times are set.
    pub done_times: &'static str,
    /// Your comment is kept.
    pub done_comment: &'static str,
    /// The address is changed.
    pub done_readdress: &'static str,
    /// This article was taken down
    pub gone: &'static str,
    /// Taken down
    pub gone_at: &'static str,
    /// Its time was over.
    pub gone_expired: &'static str,
    /// Report
    pub report: &'static str,
    /// What was written and published, by section and author. An article counts on the day it was first published.
    pub report_lead: &'static str,
    /// From
    pub first: &'static str,
    /// To
    pub last: &'static str,
    /// Published
    pub r_published: &'static str,
    /// Begun
    pub r_begun: &'static str,
    /// Under way
    pub r_open: &'static str,
    /// Saves
    pub r_saves: &'static str,
    /// Total
    pub total: &'static str,
    /// Not known
    pub unknown: &'static str,
    /// Download CSV
    pub as_csv: &'static str,
    /// Download Excel
    pub as_xlsx: &'static str,
    /// Shortcuts (with your browser's access key, such as Alt or Alt+Shift): S save, N new article, F search, M my work.
    pub shortcuts: &'static str,
}

impl WorkflowWords {
    /// The words for a stage.
    pub fn stage_name(&self, stage: Stage) -> &'static str {
        match stage {
            Stage::Writing => self.writing,
            Stage::Editing => self.editing,
            Stage::Review => self.review,
            Stage::Approved => self.approved,
            Stage::Published => self.published,
        }
    }

    /// The words for a step.
    pub fn step_name(&self, step: Step) -> &'static str {
        match step {
            Step::Submit => self.submit,
            Step::Recall => self.recall,
            Step::Forward => self.forward,
            Step::Approve => self.approve,
            Step::Refuse => self.refuse,
        }
    }

    /// The words for a queue.
    pub fn queue_name(&self, queue: Queue) -> &'static str {
        match queue {
            Queue::Mine => self.mine,
            Queue::At(stage) => self.stage_name(stage),
            Queue::Overdue => self.overdue,
            Queue::Stale => self.stale,
            Queue::Every => self.every,
        }
    }

    /// The words for something that happened.
    pub fn event_name(&self, kind: EventKind) -> &'static str {
        match kind {
            EventKind::Step(step) => self.step_name(step),
            EventKind::Reopen => self.e_reopen,
            EventKind::Publish => self.e_publish,
            EventKind::Schedule => self.e_schedule,
            EventKind::Unschedule => self.e_unschedule,
            EventKind::TakeDown => self.e_take_down,
            EventKind::Expire => self.e_expire,
            EventKind::Charge => self.e_charge,
            EventKind::Readdress => self.e_readdress,
            EventKind::Comment => self.comment,
            EventKind::Undo => self.e_undo,
        }
    }
}

impl Labels {
    /// The words of the way of a text in this language.
    pub fn workflow(&self) -> &'static WorkflowWords {
        if self.is_vietnamese() { &vi::WORKFLOW } else { &en::WORKFLOW }
    }
}
