//! The site's settings and secrets in the database.

use super::SiteInfo;
use crate::auth::Publisher;
use crate::db::{Db, DbFault, DbResult, args, row, statements};
use crate::ids::random_hex;

statements! { "site";
    SETTING = "SELECT value FROM setting WHERE name = $1";
    SET = "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    SECRET = "SELECT value FROM secret WHERE name = $1";
    ADD_SECRET = "INSERT INTO secret (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
}

row! { struct ValueRow { value: String } }

/// What the site says about itself; empty before anything was saved.
pub async fn site_info(db: &Db) -> DbResult<SiteInfo> {
    let row: Option<ValueRow> = SETTING.with(args!["site"]).first(db).await?;
    let Some(row) = row else {
        return Ok(SiteInfo::default());
    };
    serde_json::from_str(&row.value).map_err(|error| DbFault::Broken(format!("setting site: {error}")))
}

/// Saves what the site says about itself.
pub async fn save_site(db: &Db, _guard: &Publisher, site: &SiteInfo) -> DbResult<()> {
    let value = serde_json::to_string(site).map_err(|error| DbFault::Broken(format!("setting site: {error}")))?;
    db.write(move |tx| {
        Box::pin(async move {
            SET.with(args!["site", value]).run(tx).await?;
            Ok(())
        })
    })
    .await
}

/// The secret with this name, made at first use.
pub async fn secret(db: &Db, name: &'static str) -> DbResult<String> {
    db.write(move |tx| {
        Box::pin(async move {
            ADD_SECRET.with(args![name, random_hex::<32>()]).run(tx).await?;
            let row: Option<ValueRow> = SECRET.with(args![name]).first_in(tx).await?;
            row.map(|row| row.value).ok_or_else(|| DbFault::Broken(format!("secret {name} is missing")))
        })
    })
    .await
}
