//! The text of documents: read by a process of its own, kept in the database.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;

use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::ids::MediaId;

/// A reader that takes longer is ended.
const TIME: Duration = Duration::from_secs(60);
/// More than a reader may say: the longest text, escaped.
const ANSWER: u64 = 16 * 1024 * 1024;

statements! { "texts";
    SET = "INSERT INTO media_text (media_id, pages, text, state) VALUES ($1, $2, $3, $4)
        ON CONFLICT (media_id) DO UPDATE SET pages = excluded.pages, text = excluded.text, state = excluded.state";
    OF = "SELECT pages, text, state FROM media_text WHERE media_id = $1";
}
pub use STATEMENTS as TEXT_STATEMENTS;

row! { struct TextRow { pages: i64, text: String, state: String } }

/// How far the text of a document could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// All of it.
    Read,
    /// Its beginning; it is longer than what is kept.
    Cut,
    /// There is none: pages are pictures, as a scanner makes them.
    Empty,
    /// A password is needed.
    Encrypted,
    /// It is damaged, or takes more time or memory than is given.
    Unreadable,
    /// Files of this kind are not read.
    Unknown,
}

impl Reading {
    const ALL: [Self; 6] = [Self::Read, Self::Cut, Self::Empty, Self::Encrypted, Self::Unreadable, Self::Unknown];

    /// The word stored for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Cut => "cut",
            Self::Empty => "empty",
            Self::Encrypted => "encrypted",
            Self::Unreadable => "unreadable",
            Self::Unknown => "unknown",
        }
    }
}

/// What was read from a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileText {
    /// Pages; 0 where a kind of file has none.
    pub pages: i64,
    /// The text; a form feed stands between pages.
    pub text: String,
    /// How far it could be read.
    pub state: Reading,
}

impl FileText {
    /// Nothing but how far reading came.
    pub fn none(state: Reading) -> Self {
        Self { pages: 0, text: String::new(), state }
    }
}

/// Reads documents in a process of its own, which a hostile one may bring down.
#[derive(Clone, Debug)]
pub struct Reader {
    program: PathBuf,
}

impl Reader {
    /// A reader that runs `program read-file KIND`.
    pub fn new(program: PathBuf) -> Self {
        Self { program }
    }

    /// The text of a document.
    ///
    /// # Errors
    /// A process that cannot be started.
    pub async fn read(&self, mime: &str, bytes: &[u8]) -> DbResult<FileText> {
        let broken = |error: std::io::Error| DbFault::Broken(format!("no reader of documents: {error}"));
        let mut command = Command::new(&self.program);
        command.args(["read-file", mime]).env_clear().kill_on_drop(true);
        // The allocator reserves a gigabyte at a time otherwise, which the limit of the process would refuse.
        command.env("MIMALLOC_ARENA_RESERVE", "65536");
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(broken)?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Ok(FileText::none(Reading::Unreadable));
        };
        let talk = async move {
            let mut said = Vec::new();
            let send = async move {
                // A reader that has seen enough closes its end.
                let _ = input.write_all(bytes).await;
            };
            let mut limited = output.take(ANSWER);
            let (_, heard) = tokio::join!(send, limited.read_to_end(&mut said));
            heard.map(|_| said)
        };
        let said = match tokio::time::timeout(TIME, talk).await {
            Ok(Ok(said)) => said,
            _ => Vec::new(),
        };
        Ok(serde_json::from_slice(&said).unwrap_or_else(|_| FileText::none(Reading::Unreadable)))
    }
}

/// Keeps the text of a document.
pub(super) async fn set_in(tx: &mut Tx, id: i64, text: &FileText) -> DbResult<()> {
    SET.with(args![id, text.pages, &text.text, text.state.as_str()]).run(tx).await?;
    Ok(())
}

/// The text of a document; none while it was not read yet.
pub async fn text_of(db: &Db, id: MediaId) -> DbResult<Option<FileText>> {
    let row: Option<TextRow> = OF.with(args![id.0]).first(db).await?;
    Ok(row.map(|row| FileText {
        pages: row.pages,
        state: Reading::ALL.into_iter().find(|state| state.as_str() == row.state).unwrap_or(Reading::Unknown),
        text: row.text,
    }))
}
