//! Redirects in the database.

use percent_encoding::percent_decode_str;

use crate::articles::article_url;
use crate::auth::Publisher;
use crate::db::{Db, DbResult, Tx, args, row, statements};
use crate::ids::{ArticleId, MediaId};
use crate::media::file_url;
use crate::provenance::RunId;

/// The longest address that is kept or looked up, in bytes.
const LONGEST: usize = 2000;

statements! { "redirects";
    ADD = "INSERT INTO redirect (address, article_id, media_id, run_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT (address) DO NOTHING";
    FIND = "SELECT r.article_id, a.slug, r.media_id, m.name FROM redirect r
        LEFT JOIN article a ON a.id = r.article_id AND a.live_version IS NOT NULL
        LEFT JOIN media m ON m.id = r.media_id WHERE r.address = $1";
    REMOVE = "DELETE FROM redirect WHERE run_id = $1";
}

/// Whether this site answers there itself, so that an old address like it would never be asked for, or lead to itself.
fn is_ours(address: &str) -> bool {
    let mut parts = address.trim_start_matches('/').split('/');
    match parts.next() {
        Some("bien-tap" | "pkg" | "_fn" | "dang-nhap") => true,
        Some("bai-viet" | "tep") => parts.next().is_some_and(|id| id.parse::<i64>().is_ok()),
        _ => false,
    }
}

row! { struct FoundRow { article_id: Option<i64>, slug: Option<String>, media_id: Option<i64>, name: Option<String> } }

/// Where an old address leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// To an article.
    Article(ArticleId),
    /// To a file.
    Media(MediaId),
}

/// An address of another site as it is kept: path and query, in lower case (the portals that are moved here run on
/// servers that ignore it), percent signs decoded, NFC, with one slash in front and no fragment. `None` for the front
/// page, which is always ours, and for what is no address.
pub fn normal(address: &str) -> Option<String> {
    let path = match address.split_once("://") {
        Some((scheme, rest)) if scheme.bytes().all(|b| b.is_ascii_alphanumeric()) => rest.split_once('/')?.1,
        _ => address,
    };
    let path = path.split('#').next().unwrap_or_default();
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let trimmed = decoded.trim().trim_matches('/');
    if trimmed.is_empty() || trimmed.len() > LONGEST || trimmed.chars().any(char::is_control) {
        return None;
    }
    Some(format!("/{}", vietnamese::nfc(&trimmed.to_lowercase())))
}

/// Keeps an old address. One that is known already stays as it is, and one of ours is never taken.
pub async fn add_redirect(tx: &mut Tx, address: &str, target: Target, run: RunId) -> DbResult<()> {
    let Some(address) = normal(address).filter(|address| !is_ours(address)) else {
        return Ok(());
    };
    let (article, media) = match target {
        Target::Article(id) => (Some(id.0), None),
        Target::Media(id) => (None, Some(id.0)),
    };
    ADD.with(args![address, article, media, run.0]).run(tx).await?;
    Ok(())
}

/// Forgets the old addresses that a run brought.
pub async fn remove_redirects(tx: &mut Tx, _guard: &Publisher, run: RunId) -> DbResult<()> {
    REMOVE.with(args![run.0]).run(tx).await?;
    Ok(())
}

/// Where an address leads now, as a path of this site; to nothing that readers may not see.
pub async fn find_target(db: &Db, address: &str) -> DbResult<Option<String>> {
    let Some(address) = normal(address) else { return Ok(None) };
    let row: Option<FoundRow> = FIND.with(args![address]).first(db).await?;
    Ok(row.and_then(|row| match (row.article_id.zip(row.slug), row.media_id.zip(row.name)) {
        (Some((id, slug)), _) => Some(article_url(ArticleId(id), &slug)),
        (_, Some((id, name))) => Some(file_url(MediaId(id), &name)),
        _ => None,
    }))
}
