//! Renditions in the database, and the pictures that still wait for theirs.

use std::collections::HashMap;

use prose::Crop;

use super::file_url;
use super::image::Made;
use crate::db::{Db, DbResult, Tx, args, row, statements};
use crate::ids::MediaId;
use crate::time::Stamp;

/// The crops of one picture that are made at most.
const MOST_CROPS: i64 = 40;

statements! { "renditions";
    ADD = "INSERT INTO media_rendition (media_id, crop, width, height, format, sha256, size)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (media_id, crop, width, format) DO NOTHING";
    OF = "SELECT crop, width, height, format FROM media_rendition WHERE media_id = $1 ORDER BY width";
    ONE = "SELECT sha256 FROM media_rendition
        WHERE media_id = $1 AND crop = $2 AND width = $3 AND format = $4";
    WANT_CROP = "INSERT INTO media_work (media_id, kind, detail, tries, due_at)
        SELECT m.id, 'crop', $2, 0, $3 FROM media m WHERE m.id = $1 AND m.width > 0
            AND NOT EXISTS (SELECT 1 FROM media_rendition r WHERE r.media_id = $1 AND r.crop = $2)
            AND (SELECT COUNT(*) FROM media_work w WHERE w.media_id = $1) < $4
            AND (SELECT COUNT(DISTINCT r.crop) FROM media_rendition r WHERE r.media_id = $1) < $4
        ON CONFLICT (media_id, kind, detail) DO NOTHING";
}
pub use STATEMENTS as RENDITION_STATEMENTS;

row! { struct RenditionRow { crop: String, width: i64, height: i64, format: String } }
row! { struct HashRow { sha256: String } }

/// What can be asked of a picture's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For every browser.
    Jpeg,
    /// A third of the size at the same quality, for every browser of the last years.
    WebP,
}

impl Format {
    /// The word in the address and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::WebP => "webp",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Jpeg, Self::WebP].into_iter().find(|format| format.as_str() == text)
    }

    /// The MIME type.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
        }
    }
}

/// The part of a picture as the database and the address write it.
pub(super) fn crop_key(crop: Crop) -> String {
    let [x, y, width, height] = crop.parts().map(|part| (part.get() * 10_000.0).round());
    format!("{x}-{y}-{width}-{height}")
}

/// Left, top, width and height in ten-thousandths.
pub(super) fn parse_crop(key: &str) -> Option<[u32; 4]> {
    let parts: Vec<u32> = key.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    <[u32; 4]>::try_from(parts).ok()
}

/// A rendition whose bytes are stored.
#[derive(Clone, Debug)]
pub(super) struct StoredRendition {
    pub sha256: String,
    pub made: Made,
}

/// Gives renditions their rows.
pub(super) async fn add_in(tx: &mut Tx, id: i64, crop: &str, renditions: &[StoredRendition]) -> DbResult<()> {
    for StoredRendition { sha256, made } in renditions {
        let (width, height) = (i64::from(made.width), i64::from(made.height));
        let size = i64::try_from(made.size).unwrap_or(i64::MAX);
        ADD.with(args![id, crop, width, height, made.format.as_str(), sha256, size]).run(tx).await?;
    }
    Ok(())
}

/// Asks for the parts of pictures that a body shows and that are not made yet.
pub async fn want_crops_in(tx: &mut Tx, document: &prose::Document, now: Stamp) -> DbResult<()> {
    for (id, crop) in prose::crops(document) {
        want_in(tx, id.0, &crop_key(crop), now).await?;
    }
    Ok(())
}

/// Asks for a part of a picture, unless it is made or too many are.
pub(super) async fn want_in(tx: &mut Tx, id: i64, key: &str, now: Stamp) -> DbResult<()> {
    WANT_CROP.with(args![id, key, now.0, MOST_CROPS]).run(tx).await?;
    Ok(())
}

/// The hash of a rendition's bytes.
pub async fn find_rendition(db: &Db, id: MediaId, crop: &str, width: i64, format: Format) -> DbResult<Option<String>> {
    let row: Option<HashRow> = ONE.with(args![id.0, crop, width, format.as_str()]).first(db).await?;
    Ok(row.map(|row| row.sha256))
}

/// The renditions of a picture, by the part of it that they show.
pub(super) async fn renditions_of(db: &Db, id: i64, name: &str) -> DbResult<HashMap<String, Sources>> {
    let rows: Vec<RenditionRow> = OF.with(args![id]).all(db).await?;
    let mut sources: HashMap<String, Sources> = HashMap::new();
    for row in rows {
        let url = rendition_url(MediaId(id), name, &row);
        let of = sources.entry(row.crop.clone()).or_default();
        let list = if row.format == Format::WebP.as_str() { &mut of.webp } else { &mut of.jpeg };
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(&format!("{url} {}w", row.width));
        if row.format == Format::Jpeg.as_str() {
            (of.src, of.width, of.height) = (url, row.width, row.height);
        }
    }
    Ok(sources)
}

/// Where the renditions of one part of a picture are served.
#[derive(Clone, Debug, Default)]
pub(super) struct Sources {
    /// `srcset` of each format.
    pub webp: String,
    pub jpeg: String,
    /// The widest JPEG.
    pub src: String,
    pub width: i64,
    pub height: i64,
}

fn rendition_url(id: MediaId, name: &str, row: &RenditionRow) -> String {
    let crop = if row.crop.is_empty() { String::new() } else { format!("&c={}", row.crop) };
    format!("{}?w={}&f={}{crop}", file_url(id, name), row.width, row.format)
}
