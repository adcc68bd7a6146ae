//! A database of a test's own: a file in its folder, or a database of the server that the environment names.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};
use std::time::{Duration, Instant};

use app::db::{Db, DbOptions};
use sqlx::{Connection, Executor, PgConnection};

/// The databases that PostgreSQL holds for a test, by the test's folder.
static MADE: LazyLock<Mutex<HashMap<PathBuf, Vec<String>>>> = LazyLock::new(Mutex::default);

/// A database that nobody else uses. It is there as long as the folder that it was made for.
pub struct TestDatabase {
    pub url: String,
}

impl TestDatabase {
    /// Makes one; `folder` is where an SQLite file goes.
    pub async fn new(folder: &Path) -> Self {
        let Ok(base) = std::env::var("DINH_TEST_DATABASE_URL") else {
            return Self { url: format!("sqlite://{}/dinh.db", folder.display()) };
        };
        Self::create(&base, folder, "").await
    }

    async fn create(base: &str, folder: &Path, how: &str) -> Self {
        let name = format!("t_{}", app::ids::random_hex::<8>());
        let mut server = server(base).await;
        MADE.lock().expect("the list").entry(folder.to_owned()).or_default().push(name.clone());
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
        Self::create(&base, folder, &format!(" TEMPLATE {source}")).await
    }

    /// Opens it with a ledger of the statements that run.
    pub async fn open(&self) -> Db {
        Db::open(&DbOptions { trace: true, ..DbOptions::new(&self.url) }).await.expect("the database opens")
    }
}

/// Whether this is PostgreSQL saying that it is starting (SQLSTATE `57P03`), as it does after one of its processes died:
/// then the test during which that happened fails, and those after it do not.
fn is_starting(problem: &sqlx::Error) -> bool {
    problem.as_database_error().and_then(|problem| problem.code()).is_some_and(|code| code == "57P03")
}

async fn server(base: &str) -> PgConnection {
    let begun = Instant::now();
    loop {
        match PgConnection::connect(base).await {
            Err(problem) if is_starting(&problem) && begun.elapsed() < Duration::from_secs(60) => {
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
            answer => return answer.expect("the PostgreSQL of DINH_TEST_DATABASE_URL"),
        }
    }
}

/// Drops the databases of a folder. Hundreds of them would fill the disk of a small machine.
pub fn drop_databases(folder: &Path) {
    let names = MADE.lock().expect("the list").remove(folder).unwrap_or_default();
    let Ok(base) = std::env::var("DINH_TEST_DATABASE_URL") else { return };
    if names.is_empty() {
        return;
    }
    // A test may be asynchronous itself, and no runtime waits inside another.
    let dropped = std::thread::spawn(move || {
        tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
            let mut server = server(&base).await;
            for name in names {
                let drop = sqlx::AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
                let _ = server.execute(drop).await;
            }
        });
    });
    let _ = dropped.join();
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
