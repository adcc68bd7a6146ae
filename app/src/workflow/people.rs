//! Who could have a text.

use crate::auth::{Action, Actor, Place, Role, Staff, authorize_at};
use crate::db::{Db, DbFault, DbResult, args, row, statements};
use crate::ids::{AccountId, SectionId};

statements! { "colleagues";
    PEOPLE = "SELECT a.id, a.name, a.role, g.role AS granted FROM account a
        LEFT JOIN account_section g ON g.account_id = a.id AND g.section_id = $1 ORDER BY a.name, a.id";
    EVERYBODY = "SELECT DISTINCT a.id, a.name FROM account a LEFT JOIN account_section g ON g.account_id = a.id
        WHERE a.role <> 'reader' OR g.role IS NOT NULL ORDER BY a.name, a.id";
}
pub use STATEMENTS as PEOPLE_STATEMENTS;

row! { struct PersonRow { id: i64, name: String, role: String, granted: Option<String> } }
row! { struct NameRow { id: i64, name: String } }

/// Who may do `action` in a section, by name.
pub async fn people_at(db: &Db, action: Action, section: SectionId) -> DbResult<Vec<(AccountId, String)>> {
    let rows: Vec<PersonRow> = PEOPLE.with(args![section.0]).all(db).await?;
    let mut people = Vec::new();
    for PersonRow { id, name, role: role_text, granted } in rows {
        let role =
            |text: &str| Role::parse(text).ok_or_else(|| DbFault::Broken(format!("role {text} of account {id}")));
        let (own, granted) = (role(&role_text)?, granted.as_deref().map(&role).transpose()?);
        let grants = granted.map(|granted| (section, granted)).into_iter().collect();
        let staff = Staff { id: AccountId(id), name: name.clone(), role: own, grants, has_second_step: false };
        if authorize_at(&Actor::Staff(staff), action, Place::Section(section)).is_ok() {
            people.push((AccountId(id), name));
        }
    }
    Ok(people)
}

/// Everybody who may open the desk, by name.
pub async fn everybody(db: &Db) -> DbResult<Vec<(AccountId, String)>> {
    let rows: Vec<NameRow> = EVERYBODY.with(args![]).all(db).await?;
    Ok(rows.into_iter().map(|row| (AccountId(row.id), row.name)).collect())
}
