//! What a body names besides its own words: stored files, and other articles by their keys.

use std::collections::HashMap;

use crate::db::{Db, DbResult, args, row, statements};
use crate::ids::ArticleId;
use crate::media::{self, MediaAssets};

use super::article_url;

statements! { "assets";
    NAMED = "SELECT a.slug, v.title FROM article a
        JOIN article_version v ON v.article_id = a.id AND v.version = a.live_version
        WHERE a.id = $1 AND a.published_at IS NOT NULL";
}
pub use STATEMENTS as ASSET_STATEMENTS;

row! { struct NamedRow { slug: String, title: String } }

/// Files and articles that a body names, looked up before it is rendered.
pub struct BodyAssets {
    media: MediaAssets,
    pages: HashMap<i64, prose::Page>,
}

/// Looks up the files of a body and the articles in `pages`, which its summary lists. An article that readers may not
/// see is not found.
pub async fn assets_for(db: &Db, document: &prose::Document, pages: &[prose::PageId]) -> DbResult<BodyAssets> {
    let media = media::load_for(db, document).await?;
    let mut found = HashMap::new();
    for id in pages {
        let row: Option<NamedRow> = NAMED.with(args![id.0]).first(db).await?;
        let page = row.and_then(|row| {
            let href = prose::Href::parse(&article_url(ArticleId(id.0), &row.slug)).ok()?;
            Some(prose::Page { href, title: row.title })
        });
        found.extend(page.map(|page| (id.0, page)));
    }
    Ok(BodyAssets { media, pages: found })
}

impl prose::Assets for BodyAssets {
    fn media(&self, id: prose::MediaId) -> Option<prose::Media> {
        self.media.media(id)
    }

    fn cropped(&self, id: prose::MediaId, crop: prose::Crop) -> Option<prose::Media> {
        self.media.cropped(id, crop)
    }

    fn page(&self, id: prose::PageId) -> Option<prose::Page> {
        self.pages.get(&id.0).cloned()
    }
}
