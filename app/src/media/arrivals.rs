//! Files that arrive in pieces, as the desk asks about them; what they are on disk is in `chunks`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::{Mutex, MutexGuard};

use super::chunks::{
    ABOUT, ArrivalId, Arriving, MIN_PIECE, PieceFault, folders, known, note_of, remove, remove_folder, sweep,
    unfinished,
};
use super::files::settle;
use crate::ids::{AccountId, MediaId};
use crate::time::Stamp;

/// Where files that are arriving lie: `<folder>/<account>/<id>/<offset>`. Nobody reaches another's.
#[derive(Clone, Debug)]
pub struct Arrivals {
    folder: Arc<Path>,
    beginning: Arc<Mutex<()>>,
}

async fn aside<T: Send + 'static, F: From<io::Error> + Send + 'static>(
    work: impl FnOnce() -> Result<T, F> + Send + 'static,
) -> Result<T, F> {
    tokio::task::spawn_blocking(work).await.map_err(|error| F::from(io::Error::other(error)))?
}

impl Arrivals {
    /// Pieces below `folder`, which is made when the first file begins.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder: folder.into(), beginning: Arc::default() }
    }

    fn of(&self, account: AccountId, id: &ArrivalId) -> PathBuf {
        self.folder.join(account.to_string()).join(id.as_str())
    }

    /// Held while limits are asked and a file begins, so that many at once do not pass together.
    pub async fn one_begins(&self) -> MutexGuard<'_, ()> {
        self.beginning.lock().await
    }

    /// The unfinished files of an account, or of everybody, oldest first.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub async fn unfinished(&self, account: Option<AccountId>) -> io::Result<Vec<(ArrivalId, Arriving)>> {
        let root = self.folder.clone();
        aside(move || match account {
            Some(account) => unfinished(&root.join(account.to_string())),
            None => {
                let accounts = folders(&root)?.into_iter().map(|folder| unfinished(&folder));
                accounts.collect::<io::Result<Vec<_>>>().map(|all| all.concat())
            }
        })
        .await
    }

    /// Names a file and, when it is not known, begins it.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub async fn begin(
        &self,
        account: AccountId,
        (name, size, mark): (&str, u64, &str),
        now: Stamp,
    ) -> io::Result<(ArrivalId, Arriving)> {
        let id = ArrivalId::of(name, size, mark);
        let folder = self.of(account, &id);
        let name: String = name.chars().take(200).collect();
        let new = Arriving { name, size, begun: now.0, received: 0, taken: None };
        let begun = aside(move || {
            if let Some(known) = known(&folder)?.filter(|known| known.taken.is_none()) {
                return Ok(known);
            }
            // What was taken may have been removed from the library since; sent again, it is recognised there.
            remove(&folder)?;
            fs::create_dir_all(&folder)?;
            settle(&folder.join(ABOUT), &serde_json::to_vec(&new)?)?;
            Ok::<_, io::Error>(new)
        });
        Ok((id, begun.await?))
    }

    /// How far a file is.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub async fn state(&self, account: AccountId, id: &ArrivalId) -> io::Result<Option<Arriving>> {
        let folder = self.of(account, id);
        aside(move || known(&folder)).await
    }

    /// Keeps a piece; an empty one asks how far the file is. The piece is on disk when this returns.
    ///
    /// # Errors
    /// A piece that does not go on where the last one ended, or that cannot be written.
    pub async fn add(
        &self,
        account: AccountId,
        id: &ArrivalId,
        offset: u64,
        bytes: axum::body::Bytes,
    ) -> Result<Arriving, PieceFault> {
        let folder = self.of(account, id);
        aside(move || {
            let mut file = known(&folder)?.ok_or(PieceFault::Unknown)?;
            if offset != file.received {
                return Err(PieceFault::Elsewhere(file.received));
            }
            let end = offset.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
            if end > file.size || (bytes.len() < MIN_PIECE && end < file.size) {
                return Err(PieceFault::Malformed);
            }
            if !bytes.is_empty() {
                settle(&folder.join(offset.to_string()), &bytes)?;
            }
            file.received = end;
            Ok(file)
        })
        .await
    }

    /// The whole file, once all of it is here.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub async fn whole(&self, account: AccountId, id: &ArrivalId) -> io::Result<Vec<u8>> {
        let folder = self.of(account, id);
        aside(move || {
            let mut whole = Vec::new();
            loop {
                match fs::read(folder.join(whole.len().to_string())) {
                    Ok(piece) if !piece.is_empty() => whole.extend_from_slice(&piece),
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                    _ => return Ok(whole),
                }
            }
        })
        .await
    }

    /// Removes the pieces. Of a file that was taken a note stays, for a browser that did not hear of it.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub async fn end(
        &self,
        account: AccountId,
        id: &ArrivalId,
        taken: Option<(Arriving, MediaId, bool)>,
    ) -> io::Result<()> {
        let folder = self.of(account, id);
        aside(move || {
            if let Some((mut file, media, is_known)) = taken {
                file.taken = Some((media, is_known));
                settle(&note_of(&folder), &serde_json::to_vec(&file)?)?;
                return remove_folder(&folder);
            }
            remove(&folder)
        })
        .await
    }

    /// Removes what began a day ago, and says how many unfinished files that were.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub async fn sweep(&self, now: Stamp) -> io::Result<usize> {
        // A file that begins this moment has no note yet.
        let _beginning = self.one_begins().await;
        let root = self.folder.clone();
        aside(move || sweep(&root, now)).await
    }
}
