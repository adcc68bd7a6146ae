//! The log in the database.

use sha2::{Digest, Sha256};

use super::Deed;
use crate::auth::Administrator;
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::ids::{AccountId, hex};
use crate::time::Stamp;

/// How many rows a page of the desk shows.
const PAGE: i64 = 50;

statements! { "audit";
    /// The head's row is locked until the deed is committed, so rows are numbered in the order of their commits.
    NEXT = "INSERT INTO audit_head (id, number, digest) VALUES (1, 1, '')
        ON CONFLICT (id) DO UPDATE SET number = audit_head.number + 1 RETURNING number, digest";
    ADD = "INSERT INTO audit (number, at, account_id, deed, subject, detail, previous, digest)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    MOVE_HEAD = "UPDATE audit_head SET digest = $1 WHERE id = 1";
    HEAD = "SELECT number, digest FROM audit_head WHERE id = 1";
    CHAIN = "SELECT number, at, account_id, deed, subject, detail, previous, digest FROM audit
        WHERE number > $1 ORDER BY number LIMIT 500";
    PAGE_OF = "SELECT a.number, a.at, a.account_id, p.name, a.deed, a.subject, a.detail FROM audit a
        LEFT JOIN account p ON p.id = a.account_id
        WHERE a.number < $1 AND (a.account_id = $2 OR $2 IS NULL) AND (a.subject = $3 OR $3 IS NULL)
        ORDER BY a.number DESC LIMIT $4";
}

row! { struct HeadRow { number: i64, digest: String } }
row! {
    struct ChainRow {
        number: i64, at: i64, account_id: Option<i64>, deed: String, subject: String, detail: String, previous: String,
        digest: String,
    }
}
row! {
    /// A row as the desk shows it.
    #[derive(Clone)]
    pub struct AuditRow {
        number: i64, at: i64, account_id: Option<i64>, name: Option<String>, deed: String, subject: String,
        detail: String,
    }
}

/// A page of the log, newest first.
#[derive(Clone)]
pub struct AuditPage {
    /// The rows.
    pub rows: Vec<AuditRow>,
    /// Rows before this number are on the next page; none when there are no more.
    pub older: Option<i64>,
}

/// The digest of a row: the SHA-256 of the JSON list of its values in the order of the table, the digest of the row
/// before among them.
fn digest(row: &ChainRow) -> String {
    let ChainRow { number, at, account_id, deed, subject, detail, previous, .. } = row;
    let whole = serde_json::json!([number, at, account_id, deed, subject, detail, previous]);
    hex(&Sha256::digest(whole.to_string().as_bytes()))
}

/// Adds a row, in the transaction of the deed itself. `subject` names what it was done to, such as `article 5`;
/// `detail` says what changed, in ids and words of the program, never with a person's name or address.
///
/// # Errors
/// A database that does not answer; then the deed is not stored either.
pub async fn record(
    tx: &mut Tx,
    actor: Option<AccountId>,
    deed: Deed,
    subject: &str,
    detail: &str,
    now: Stamp,
) -> DbResult<()> {
    let head: Option<HeadRow> = NEXT.with(args![]).first_in(tx).await?;
    let head = head.ok_or_else(|| DbFault::Broken("the audit log has no head".into()))?;
    // PostgreSQL cannot hold U+0000 and `Arg` drops it, so the digest must not see it either.
    let clean = |text: &str| text.replace('\0', "");
    let mut row = ChainRow {
        number: head.number,
        at: now.0,
        account_id: actor.map(|account| account.0),
        deed: deed.as_str().to_owned(),
        subject: clean(subject),
        detail: clean(detail),
        previous: head.digest,
        digest: String::new(),
    };
    row.digest = digest(&row);
    let arguments =
        args![row.number, row.at, row.account_id, row.deed, row.subject, row.detail, row.previous, &row.digest];
    ADD.with(arguments).run(tx).await?;
    MOVE_HEAD.with(args![row.digest]).run(tx).await?;
    Ok(())
}

/// A line for each place at which the log is not what was written; empty when it is whole.
///
/// # Errors
/// A database that does not answer.
pub async fn broken_audit(db: &Db) -> DbResult<Vec<String>> {
    let mut broken = Vec::new();
    let (mut last, mut previous) = (0, String::new());
    loop {
        let rows: Vec<ChainRow> = CHAIN.with(args![last]).all(db).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            if row.number == last + 2 {
                broken.push(format!("audit row {} is missing", last + 1));
            } else if row.number != last + 1 {
                broken.push(format!("audit rows {} to {} are missing", last + 1, row.number - 1));
            } else if row.previous != previous {
                broken.push(format!("audit row {} does not follow the row before it", row.number));
            }
            if row.digest != digest(&row) {
                broken.push(format!("audit row {} was changed", row.number));
            }
            (last, previous) = (row.number, row.digest);
        }
    }
    let head: Option<HeadRow> = HEAD.with(args![]).first(db).await?;
    let head = head.map_or((0, String::new()), |head| (head.number, head.digest));
    if head.0 > last {
        broken.push(format!("audit rows {} to {} are missing", last + 1, head.0));
    } else if head != (last, previous) {
        broken.push(format!("audit row {last} is not the one that was written last"));
    }
    Ok(broken)
}

/// A page of the log: rows before `before`, of one account and about one subject where they are given.
///
/// # Errors
/// A database that does not answer.
pub async fn audit_page(
    db: &Db,
    _guard: &Administrator,
    before: Option<i64>,
    account: Option<AccountId>,
    subject: Option<String>,
) -> DbResult<AuditPage> {
    let account = account.map(|account| account.0);
    let arguments = args![before.unwrap_or(i64::MAX), account, subject, PAGE + 1];
    let mut rows: Vec<AuditRow> = PAGE_OF.with(arguments).all(db).await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > page;
    rows.truncate(page);
    let older = rows.last().filter(|_| more).map(|row| row.number);
    Ok(AuditPage { rows, older })
}
