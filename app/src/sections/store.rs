//! Sections in the database.

use super::Section;
use crate::auth::Editor;
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::ids::SectionId;

statements! { "sections";
    ALL = "SELECT id, slug, name, description FROM section ORDER BY position, id";
    BY_SLUG = "SELECT id, slug, name, description FROM section WHERE slug = $1";
    ADD = "INSERT INTO section (id, slug, name, description, position) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (slug) DO NOTHING";
    REMOVE_EMPTY = "DELETE FROM section WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM article WHERE section_id = $1)";
}

row! { struct SectionRow { id: i64, slug: String, name: String, description: String } }

impl From<SectionRow> for Section {
    fn from(row: SectionRow) -> Self {
        Self { id: SectionId(row.id), slug: row.slug, name: row.name, description: row.description }
    }
}

/// Every section, in the menu's order.
pub async fn all_sections(db: &Db) -> DbResult<Vec<Section>> {
    let rows: Vec<SectionRow> = ALL.with(args![]).all(db).await?;
    Ok(rows.into_iter().map(Section::from).collect())
}

/// The section with this slug.
pub async fn find_section(db: &Db, slug: &str) -> DbResult<Option<Section>> {
    let row: Option<SectionRow> = BY_SLUG.with(args![slug]).first(db).await?;
    Ok(row.map(Section::from))
}

/// The section of this name, made if there is none with its slug, and whether it was made. Inside a transaction, for
/// importers.
pub async fn ensure_section(
    tx: &mut Tx,
    _guard: &Editor,
    name: &str,
    description: &str,
) -> DbResult<(SectionId, bool)> {
    let slug = vietnamese::slug(name);
    add_in(tx, &slug, name, description).await
}

async fn add_in(tx: &mut Tx, slug: &str, name: &str, description: &str) -> DbResult<(SectionId, bool)> {
    let found: Option<SectionRow> = BY_SLUG.with(args![slug]).first_in(tx).await?;
    if let Some(found) = found {
        return Ok((SectionId(found.id), false));
    }
    let id = tx.next_id("section").await?;
    let made = ADD.with(args![id, slug, name, description, id]).run(tx).await? == 1;
    let found: Option<SectionRow> = BY_SLUG.with(args![slug]).first_in(tx).await?;
    found.map(|row| (SectionId(row.id), made)).ok_or_else(|| DbFault::Broken(format!("section {slug} is missing")))
}

/// Removes a section that holds no article; says whether it did.
pub async fn remove_empty_in(tx: &mut Tx, _guard: &Editor, id: SectionId) -> DbResult<bool> {
    Ok(REMOVE_EMPTY.with(args![id.0]).run(tx).await? == 1)
}

/// Adds a section at the end of the menu; one with the same slug stays as it is.
pub async fn add_section(
    db: &Db,
    _guard: &Editor,
    slug: String,
    name: String,
    description: String,
) -> DbResult<SectionId> {
    db.write(move |tx| Box::pin(async move { Ok(add_in(tx, &slug, &name, &description).await?.0) })).await
}
