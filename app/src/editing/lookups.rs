//! What the editor asks about files and articles, and what it shows of the whole.

use std::collections::BTreeMap;

use prose::Assets;
use prose::steps::Tree;
use serde_json::{Value, json};

use super::store::{TITLES_MOST, titles};
use super::{Fields, PreviewView};
use crate::articles::{article_url, assets_for};
use crate::db::{Db, DbFault, DbResult};
use crate::ids::{ArticleId, MediaId};
use crate::media::{self, Attachment, Picture, Stored, file_url, small_url};
use crate::text::Language;
use crate::time::Stamp;

/// What the editor needs to know of stored files, by their numbers.
pub async fn files(db: &Db, ids: impl IntoIterator<Item = MediaId>) -> DbResult<BTreeMap<String, Value>> {
    let mut found = BTreeMap::new();
    for id in ids {
        if let Some(file) = media::find(db, id).await? {
            found.insert(id.to_string(), described(&file));
        }
    }
    Ok(found)
}

fn described(file: &Stored) -> Value {
    let id = MediaId(file.id);
    let srcset = if file.small_width > 0 {
        let (small, whole) = (small_url(id, &file.name), file_url(id, &file.name));
        format!("{small} {}w, {whole} {}w", file.small_width, file.width)
    } else {
        String::new()
    };
    json!({
        "id": file.id,
        "name": file.name,
        "kind": if file.width > 0 { "image" } else { "document" },
        "src": file_url(id, &file.name),
        "srcset": srcset,
        "width": file.width,
        "height": file.height,
        "alt": "",
        "size": file.size,
        "mime": file.mime,
    })
}

/// The files and articles that a body and its fields name.
pub async fn named(db: &Db, tree: &Tree, fields: &Fields) -> DbResult<(Value, Value)> {
    let document = tree.to_document().map_err(|error| DbFault::Broken(error.to_string()))?;
    let in_body = prose::media(&document).into_iter().map(|id| MediaId(id.0));
    let files = files(db, in_body.chain(fields.picture).chain(fields.attachments.iter().copied())).await?;
    let pages = prose::text::pages(&document);
    let assets = assets_for(db, &document, &pages).await?;
    let pages: BTreeMap<String, Value> = pages
        .into_iter()
        .filter_map(|id| Some((id.0, assets.page(id)?)))
        .map(|(id, page)| (id.to_string(), json!({ "id": id, "title": page.title, "url": page.href.as_str() })))
        .collect();
    Ok((json!(files), json!(pages)))
}

/// Articles that readers see, the newest first, whose titles hold every one of the words, with or without marks.
pub async fn find_pages(db: &Db, words: &str) -> DbResult<Vec<Value>> {
    let fold = |text: &str| vietnamese::fold(text);
    let wanted: Vec<String> = words.split_whitespace().take(10).map(fold).collect();
    let rows = titles(db, TITLES_MOST).await?;
    let found = rows.into_iter().filter(|row| {
        let title = fold(&row.title);
        wanted.iter().all(|word| title.contains(word.as_str()))
    });
    let told = found.take(20).map(|row| {
        let date = row.published_at.map(|at| Stamp(at).day().short()).unwrap_or_default();
        json!({ "id": row.id, "title": row.title, "url": article_url(ArticleId(row.id), &row.slug), "date": date })
    });
    Ok(told.collect())
}

/// The words as readers would see them.
pub async fn preview(db: &Db, tree: &Tree, fields: &Fields) -> DbResult<PreviewView> {
    let document = tree.to_document().map_err(|error| DbFault::Broken(error.to_string()))?;
    let assets = assets_for(db, &document, &prose::text::pages(&document)).await?;
    let options = prose::html::Options { block_ids: true, ..prose::html::Options::default() };
    let picture = match fields.picture {
        Some(id) => media::find(db, id).await?,
        None => None,
    };
    let mut attachments = Vec::new();
    for id in &fields.attachments {
        attachments.extend(media::find(db, *id).await?.map(|file| Attachment {
            id: *id,
            about: Language::Vietnamese.labels().media().about(&file.name, file.size, 0, 0),
            as_text: String::new(),
            name: file.name,
            sha256: file.sha256,
        }));
    }
    let byline = [fields.byline_name.trim(), fields.byline_office.trim()];
    Ok(PreviewView {
        title: fields.title.clone(),
        lead: fields.lead.clone(),
        picture: picture.filter(|file| file.width > 0).map(|file| Picture {
            id: MediaId(file.id),
            name: file.name,
            width: file.width,
            height: file.height,
            small_width: file.small_width,
            alt: fields.picture_alt.clone(),
        }),
        picture_caption: fields.picture_caption.clone(),
        html: prose::html::render_with(&document, &assets, &options),
        byline: byline.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
        attachments,
    })
}
