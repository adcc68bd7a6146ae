//! A database of a test's own: a file in its folder, or a database of the server that the environment names.

use std::path::Path;

use app::db::{Db, DbOptions};
use sqlx::{Connection, Executor, PgConnection};

/// A database that nobody else uses.
pub struct TestDatabase {
    pub url: String,
}

impl TestDatabase {
    /// Makes one; `folder` is where an SQLite file goes.
    pub async fn new(folder: &Path) -> Self {
        let Ok(base) = std::env::var("DINH_TEST_DATABASE_URL") else {
            return Self { url: format!("sqlite://{}/dinh.db", folder.display()) };
        };
        Self::create(&base, "").await
    }

    async fn create(base: &str, how: &str) -> Self {
        let name = format!("t_{}", app::ids::random_hex::<8>());
        let mut server = PgConnection::connect(base).await.expect("the PostgreSQL of DINH_TEST_DATABASE_URL");
        let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}{how}"));
        server.execute(create).await.expect("a database of our own");
        let (root, _) = base.rsplit_once('/').expect("a URL with a database");
        let query = base.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
        Self { url: format!("{root}/{name}{query}") }
    }

    /// Makes one with the content of another that nobody has open.
    pub async fn copy_of(template: &str, folder: &Path) -> Self {
        let Ok(base) = std::env::var("DINH_TEST_DATABASE_URL") else {
            let from = template.trim_start_matches("sqlite://");
            std::fs::copy(from, folder.join("dinh.db")).expect("a copied database");
            return Self { url: format!("sqlite://{}/dinh.db", folder.display()) };
        };
        let name_of = |url: &str| url.split('?').next().and_then(|url| url.rsplit('/').next()).map(str::to_owned);
        let source = name_of(template).expect("the template's name");
        Self::create(&base, &format!(" TEMPLATE {source}")).await
    }

    /// Opens it with a ledger of the statements that run.
    pub async fn open(&self) -> Db {
        Db::open(&DbOptions { trace: true, ..DbOptions::new(&self.url) }).await.expect("the database opens")
    }
}

/// Runs a statement behind the program's back.
pub fn run_sql(url: &str, text: &str) {
    tokio::runtime::Runtime::new().expect("a runtime").block_on(run_sql_on(url, text));
}

/// As [`run_sql`], where something runs already.
pub async fn run_sql_on(url: &str, text: &str) {
    let text = sqlx::AssertSqlSafe(text.to_owned());
    if url.starts_with("sqlite") {
        let mut conn = sqlx::SqliteConnection::connect(url).await.expect("the file");
        conn.execute(sqlx::query(text)).await.expect("it runs");
    } else {
        let mut conn = sqlx::PgConnection::connect(url).await.expect("the server");
        conn.execute(sqlx::query(text)).await.expect("it runs");
    }
}

/// The one number that a query answers with, read behind the program's back.
pub fn number_of(url: &str, text: &str) -> i64 {
    let text = sqlx::AssertSqlSafe(text.to_owned());
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        if url.starts_with("sqlite") {
            let mut conn = sqlx::SqliteConnection::connect(url).await.expect("the file");
            sqlx::query_scalar(text).fetch_one(&mut conn).await.expect("a number")
        } else {
            let mut conn = sqlx::PgConnection::connect(url).await.expect("the server");
            sqlx::query_scalar(text).fetch_one(&mut conn).await.expect("a number")
        }
    })
}
