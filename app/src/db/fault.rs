//! What can go wrong in storage, kept apart from what a reader is told.

use std::fmt;

use crate::error::AppError;

/// The result of storage code.
pub type DbResult<T> = Result<T, DbFault>;

/// A failure below the features: the driver, the data, or a refusal decided inside a transaction.
#[derive(Debug)]
pub enum DbFault {
    /// The driver or the server failed; `statement` is the registered name.
    Driver {
        /// The registered name of the statement, or the step that failed.
        statement: &'static str,
        /// What the driver said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A stored value does not mean anything to this program.
    Broken(String),
    /// The work inside the transaction refused; the transaction was rolled back.
    Refused(AppError),
    /// There is no room left on the disk; nothing was stored. The text is for the log.
    Full(String),
    /// The store of files does not answer; what was to be stored there is not. The text is for the log.
    Away(String),
    /// The writer stopped before it answered, so the caller cannot know the outcome.
    WriterGone,
}

/// SQLite's `SQLITE_FULL`, and PostgreSQL's `disk_full`.
fn says_full(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| code == "13" || code == "53100")
}

impl DbFault {
    /// Wraps a driver's error with the statement or step it belongs to.
    pub fn driver(statement: &'static str) -> impl FnOnce(sqlx::Error) -> Self {
        move |source| match says_full(&source) {
            true => Self::Full(format!("{statement}: {source}")),
            false => Self::Driver { statement, source: source.into() },
        }
    }

    /// Wraps what the disk or the store said to a file that was to be stored or read.
    pub fn disk(error: std::io::Error) -> Self {
        use std::io::ErrorKind::{HostUnreachable, QuotaExceeded, StorageFull};
        let text = format!("file could not be stored: {error}");
        match error.kind() {
            StorageFull | QuotaExceeded => Self::Full(text),
            HostUnreachable => Self::Away(error.to_string()),
            _ => Self::Broken(text),
        }
    }

    /// The same for the driver of readers.
    pub(super) fn lite(statement: &'static str) -> impl FnOnce(rusqlite::Error) -> Self {
        move |source| Self::Driver { statement, source: source.into() }
    }
}

impl fmt::Display for DbFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Driver { statement, source } => write!(f, "{statement}: {source}"),
            Self::Broken(what) => write!(f, "stored data is broken: {what}"),
            Self::Refused(error) => write!(f, "refused: {error}"),
            Self::Full(what) => write!(f, "no room left: {what}"),
            Self::Away(what) => write!(f, "the store of files does not answer: {what}"),
            Self::WriterGone => write!(f, "the writer stopped before it answered"),
        }
    }
}

impl std::error::Error for DbFault {}

impl From<AppError> for DbFault {
    fn from(error: AppError) -> Self {
        Self::Refused(error)
    }
}

/// Readers get a code; the log gets the whole story under the same code.
impl From<DbFault> for AppError {
    fn from(fault: DbFault) -> Self {
        match fault {
            DbFault::Refused(error) => error,
            DbFault::Full(what) => {
                tracing::error!(what, "no room left on the disk");
                Self::Full
            }
            DbFault::Away(what) => {
                tracing::error!(what, "the store of files does not answer");
                Self::Away
            }
            other => {
                let trace = crate::ids::random_hex::<4>();
                tracing::error!(%trace, fault = %other, "storage failed");
                Self::Internal { trace }
            }
        }
    }
}
