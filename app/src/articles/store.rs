//! What readers see of articles.

use super::assets::assets_for;
use super::{ArticleCard, ArticleLink, ArticleView, HomeView, OutlineEntry, SectionDigest};
use crate::db::{Db, DbFault, DbResult, args, row, statements};
use crate::ids::{ArticleId, MediaId, SectionId};
use crate::media::{Attachment, CardPart, Picture};
use crate::paging::{PAGE_SIZE, Page, offset};
use crate::sections::{Section, all_sections};
use crate::text::Language;
use crate::time::Stamp;
use crate::visits::{baseline, reads_of};

/// How many articles stand beside the lead story.
const LATEST: i64 = 6;
/// How many articles a section shows on the home page.
const DIGEST: i64 = 4;
/// How many other articles stand under an article.
const RELATED: i64 = 5;

statements! { "articles";
    NEWEST = "SELECT a.id, a.slug, v.title, v.lead, a.published_at, s.name AS section, m.id AS picture_id,
            m.name AS picture_name, m.width, m.height, m.small_width, v.picture_alt, l.focal_x, l.focal_y
        FROM article a
        JOIN article_version v ON v.article_id = a.id AND v.version = a.live_version
        JOIN section s ON s.id = a.section_id
        LEFT JOIN media m ON m.id = v.picture_id LEFT JOIN library_file l ON l.media_id = v.picture_id
        WHERE a.published_at IS NOT NULL
        ORDER BY a.published_at DESC, a.id DESC LIMIT $1";
    IN_SECTION = "SELECT a.id, a.slug, v.title, v.lead, a.published_at, s.name AS section, m.id AS picture_id,
            m.name AS picture_name, m.width, m.height, m.small_width, v.picture_alt, l.focal_x, l.focal_y
        FROM article a
        JOIN article_version v ON v.article_id = a.id AND v.version = a.live_version
        JOIN section s ON s.id = a.section_id
        LEFT JOIN media m ON m.id = v.picture_id LEFT JOIN library_file l ON l.media_id = v.picture_id
        WHERE a.section_id = $1 AND a.id <> $2 AND a.published_at IS NOT NULL
        ORDER BY a.published_at DESC, a.id DESC LIMIT $3 OFFSET $4";
    RELATED_TO = "SELECT a.id, a.slug, v.title, a.published_at
        FROM article a JOIN article_version v ON v.article_id = a.id AND v.version = a.live_version
        WHERE a.section_id = $1 AND a.id <> $2 AND a.published_at IS NOT NULL
        ORDER BY a.published_at DESC, a.id DESC LIMIT $3";
    COUNT_IN_SECTION = "SELECT COUNT(*) AS total FROM article
        WHERE section_id = $1 AND live_version IS NOT NULL AND published_at IS NOT NULL";
    IS_PUBLIC = "SELECT COUNT(*) AS total FROM article WHERE id = $1 AND live_version IS NOT NULL";
    LIVE = "SELECT a.slug, a.published_at, a.changed_at, v.version, v.title, v.lead, v.body, v.byline_name,
            v.byline_office, v.picture_alt, v.picture_caption, s.id AS section_id, s.slug AS section_slug,
            s.name AS section, s.description, m.id AS picture_id, m.name AS picture_name, m.width, m.height,
            m.small_width
        FROM article a
        JOIN article_version v ON v.article_id = a.id AND v.version = a.live_version
        JOIN section s ON s.id = a.section_id
        LEFT JOIN media m ON m.id = v.picture_id
        WHERE a.id = $1 AND a.published_at IS NOT NULL";
    ATTACHMENTS = "SELECT m.id, m.name, m.size, m.sha256, COALESCE(x.pages, 0) AS pages, x.state,
            (SELECT CAST(COALESCE(SUM(d.count), 0) AS BIGINT) FROM media_download d WHERE d.media_id = m.id) AS downloads
        FROM attachment t JOIN media m ON m.id = t.media_id LEFT JOIN media_text x ON x.media_id = m.id
        WHERE t.article_id = $1 AND t.version = $2 ORDER BY t.position";
}

row! {
    struct CardRow {
        id: i64, slug: String, title: String, lead: String, published_at: i64, section: String,
        picture_id: Option<i64>, picture_name: Option<String>, width: Option<i64>, height: Option<i64>,
        small_width: Option<i64>, picture_alt: String, focal_x: Option<i64>, focal_y: Option<i64>,
    }
}
row! { struct LinkRow { id: i64, slug: String, title: String, published_at: i64 } }
row! { struct TotalRow { total: i64 } }
row! {
    struct LiveRow {
        slug: String, published_at: i64, changed_at: Option<i64>, version: i64, title: String, lead: String,
        body: String, byline_name: String, byline_office: String, picture_alt: String, picture_caption: String,
        section_id: i64, section_slug: String, section: String, description: String,
        picture_id: Option<i64>, picture_name: Option<String>, width: Option<i64>, height: Option<i64>,
        small_width: Option<i64>,
    }
}
row! {
    struct AttachmentRow {
        id: i64, name: String, size: i64, sha256: String, pages: i64, state: Option<String>, downloads: i64,
    }
}

fn picture(id: Option<i64>, name: Option<String>, size: [Option<i64>; 3], alt: String) -> Option<Picture> {
    let [width, height, small_width] = size.map(|length| length.unwrap_or(0));
    Some(Picture { id: MediaId(id?), name: name?, width, height, small_width, alt })
}

/// The part of a picture that a card shows, where somebody said which point must stay in sight.
fn around(picture: Picture, focal: Option<(i64, i64)>) -> Picture {
    let part = focal.and_then(|focal| CardPart::around((picture.width, picture.height), focal));
    match part {
        Some(part) => Picture {
            name: part.name_in(&picture.name),
            width: part.width,
            height: part.height,
            small_width: part.small_width(),
            ..picture
        },
        None => picture,
    }
}

impl From<CardRow> for ArticleCard {
    fn from(row: CardRow) -> Self {
        let focal = row.focal_x.zip(row.focal_y);
        Self {
            id: ArticleId(row.id),
            slug: row.slug,
            title: row.title,
            lead: row.lead,
            published_at: Stamp(row.published_at),
            section: row.section,
            picture: picture(
                row.picture_id,
                row.picture_name,
                [row.width, row.height, row.small_width],
                row.picture_alt,
            )
            .map(|picture| around(picture, focal)),
        }
    }
}

fn cards(rows: Vec<CardRow>) -> Vec<ArticleCard> {
    rows.into_iter().map(ArticleCard::from).collect()
}

async fn section_cards(db: &Db, section: SectionId, but: i64, limit: i64, skip: i64) -> DbResult<Vec<ArticleCard>> {
    Ok(cards(IN_SECTION.with(args![section.0, but, limit, skip]).all(db).await?))
}

/// What the home page shows now.
pub async fn home_view(db: &Db) -> DbResult<HomeView> {
    let mut newest = cards(NEWEST.with(args![LATEST + 1]).all(db).await?);
    if newest.is_empty() {
        return Ok(HomeView::default());
    }
    let lead = newest.remove(newest.iter().position(|card| card.picture.is_some()).unwrap_or(0));
    let mut sections = Vec::new();
    for section in all_sections(db).await? {
        let cards = section_cards(db, section.id, lead.id.0, DIGEST, 0).await?;
        if !cards.is_empty() {
            sections.push(SectionDigest { section, cards });
        }
    }
    Ok(HomeView { lead: Some(lead), latest: newest, sections })
}

/// One page of a section's articles, newest first.
pub async fn in_section(db: &Db, section: SectionId, page: i64) -> DbResult<Page<ArticleCard>> {
    let total: Option<TotalRow> = COUNT_IN_SECTION.with(args![section.0]).first(db).await?;
    let total = total.map_or(0, |row| row.total);
    let items = section_cards(db, section, 0, PAGE_SIZE, offset(page)).await?;
    Ok(Page::new(items, page, total))
}

/// Says whether readers may see an article.
pub async fn is_public(db: &Db, id: ArticleId) -> DbResult<bool> {
    let total: Option<TotalRow> = IS_PUBLIC.with(args![id.0]).first(db).await?;
    Ok(total.is_some_and(|row| row.total == 1))
}

/// Everything the page of a published article shows.
pub async fn article_view(db: &Db, id: ArticleId) -> DbResult<Option<ArticleView>> {
    let live: Option<LiveRow> = LIVE.with(args![id.0]).first(db).await?;
    let Some(live) = live else { return Ok(None) };
    let document = prose::Document::from_json(&live.body)
        .map_err(|error| DbFault::Broken(format!("body of article {id}: {error}")))?;
    let summary = prose::text::summary(&document);
    let assets = assets_for(db, &document, &summary.pages).await?;
    let attachments: Vec<AttachmentRow> = ATTACHMENTS.with(args![id.0, live.version]).all(db).await?;
    let section = SectionId(live.section_id);
    let (reads, baseline) = (reads_of(db, id).await?, baseline(db, "reads", id.0).await?);
    let related: Vec<LinkRow> = RELATED_TO.with(args![section.0, id.0, RELATED]).all(db).await?;
    let outline = summary.outline.into_iter().map(|heading| OutlineEntry {
        level: heading.level,
        anchor: heading.anchor,
        text: heading.text,
    });
    Ok(Some(ArticleView {
        html: prose::html::render(&document, &assets),
        outline: outline.collect(),
        minutes: summary.minutes,
        section: Section {
            id: section,
            slug: live.section_slug,
            name: live.section.clone(),
            description: live.description,
        },
        card: ArticleCard {
            id,
            slug: live.slug,
            title: live.title,
            lead: live.lead,
            published_at: Stamp(live.published_at),
            section: live.section,
            picture: picture(
                live.picture_id,
                live.picture_name,
                [live.width, live.height, live.small_width],
                live.picture_alt,
            ),
        },
        picture_caption: live.picture_caption,
        changed_at: live.changed_at.map(Stamp),
        byline_name: live.byline_name,
        byline_office: live.byline_office,
        attachments: attachments.into_iter().map(Attachment::from).collect(),
        reads,
        baseline,
        related: related.into_iter().map(ArticleLink::from).collect(),
    }))
}

impl From<LinkRow> for ArticleLink {
    fn from(row: LinkRow) -> Self {
        Self { id: ArticleId(row.id), slug: row.slug, title: row.title, published_at: Stamp(row.published_at) }
    }
}

impl From<AttachmentRow> for Attachment {
    fn from(row: AttachmentRow) -> Self {
        let words = Language::Vietnamese.labels().media();
        let has_text = row.state.is_some_and(|state| ["read", "cut"].contains(&state.as_str()));
        Self {
            id: MediaId(row.id),
            about: words.about(&row.name, row.size, row.pages, row.downloads),
            as_text: if has_text { words.as_text.to_owned() } else { String::new() },
            name: row.name,
            sha256: row.sha256,
        }
    }
}
