//! What staff did, in order, in a log that can only grow.
//!
//! Invariants: a row is written in the transaction of the deed, so neither exists without the other; rows are numbered
//! without gaps and each holds the digest of the one before, so that `dinh check` names a row that was changed, added
//! or taken out; a row holds ids and never a name or address, so a person can be erased without breaking the chain.

mod desk_page;
mod store;
mod types;

pub use desk_page::DeskAudit;
pub use store::{AuditPage, AuditRow, STATEMENTS, audit_page, broken_audit, record};
pub use types::Deed;
