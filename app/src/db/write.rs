//! Writing: each piece of work runs to its end in a task of its own.
//!
//! On SQLite one task owns the one writing connection. It takes a piece of work, then whatever else waits, runs each
//! in a savepoint, commits once, and only then answers: a disk flush is shared, and nobody is told "saved" early.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use futures::future::BoxFuture;
use sqlx::{Connection, Executor, SqliteConnection};
use tokio::sync::{mpsc, oneshot};

use super::open::{Engine, Trace, note};
use super::{Db, DbFault, DbResult, Sql, args, statements};

/// How many pieces of work may share one commit.
const GROUP: usize = 64;

statements! { "db";
    /// Takes the next id of a kind; the row's lock makes it unique on PostgreSQL, the one writer on SQLite.
    NEXT_ID = "INSERT INTO id_counter (kind, last) VALUES ($1, 1)
        ON CONFLICT (kind) DO UPDATE SET last = id_counter.last + 1 RETURNING last";
}

super::row! { struct LastRow { last: i64 } }

/// An open transaction. It commits when the work that holds it succeeds.
pub struct Tx {
    pub(super) conn: Conn,
    trace: Option<Trace>,
}

pub(super) enum Conn {
    Sqlite(SqliteConnection),
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
}

impl Tx {
    /// The next id of `kind`, counted from 1.
    pub async fn next_id(&mut self, kind: &'static str) -> DbResult<i64> {
        let row: Option<LastRow> = NEXT_ID.with(args![kind]).first_in(self).await?;
        row.map(|row| row.last).ok_or_else(|| DbFault::Broken(format!("no id for {kind}")))
    }

    pub(super) fn note(&self, sql: &Sql, rows: usize) {
        note(self.trace.as_ref(), sql, rows);
    }

    async fn raw(&mut self, text: &'static str) -> DbResult<()> {
        match &mut self.conn {
            Conn::Sqlite(conn) => conn.execute(text).await.map(|_| ()),
            Conn::Postgres(conn) => conn.execute(text).await.map(|_| ()),
        }
        .map_err(DbFault::driver(text))
    }
}

type Ack = Box<dyn FnOnce(DbResult<()>) + Send>;
type Work = Box<dyn for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, (bool, Ack)> + Send>;

impl Db {
    /// Runs `work` in one transaction and answers after the commit. Dropping the returned future does not stop it.
    ///
    /// # Errors
    /// What `work` refused with, or the fault that kept it from being committed; in both cases nothing was stored.
    pub async fn write<T, F>(&self, work: F) -> DbResult<T>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, DbResult<T>> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        match &self.engine {
            Engine::Sqlite { writer, .. } => {
                let boxed: Work = Box::new(move |tx| {
                    Box::pin(async move {
                        let result = work(tx).await;
                        let ok = result.is_ok();
                        let ack: Ack = Box::new(move |commit| {
                            let _ = reply.send(commit.and(result));
                        });
                        (ok, ack)
                    })
                });
                writer.queue.send(Message::Work(boxed)).await.map_err(|_| DbFault::WriterGone)?;
            }
            Engine::Postgres(pool) => {
                let (pool, trace) = (pool.clone(), self.trace.clone());
                tokio::spawn(async move {
                    let _ = reply.send(write_postgres(&pool, trace, work).await);
                });
            }
        }
        answer.await.map_err(|_| DbFault::WriterGone)?
    }
}

async fn write_postgres<T, F>(pool: &sqlx::PgPool, trace: Option<Trace>, work: F) -> DbResult<T>
where
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, DbResult<T>> + Send,
{
    let conn = pool.begin().await.map_err(DbFault::driver("db.begin"))?;
    let mut tx = Tx { conn: Conn::Postgres(conn), trace };
    let result = work(&mut tx).await?;
    if let Conn::Postgres(conn) = tx.conn {
        conn.commit().await.map_err(DbFault::driver("db.commit"))?;
    }
    Ok(result)
}

enum Message {
    Work(Work),
    Close(oneshot::Sender<()>),
}

/// The one task that writes to the SQLite file.
#[derive(Clone)]
pub(super) struct Writer {
    queue: mpsc::Sender<Message>,
}

impl Writer {
    pub(super) fn start(conn: SqliteConnection, trace: Option<Trace>) -> Self {
        let (queue, inbox) = mpsc::channel(1024);
        tokio::spawn(run(Tx { conn: Conn::Sqlite(conn), trace }, inbox));
        Self { queue }
    }

    pub(super) async fn close(&self) {
        let (done, closed) = oneshot::channel();
        if self.queue.send(Message::Close(done)).await.is_ok() {
            let _ = closed.await;
        }
    }
}

async fn run(mut tx: Tx, mut inbox: mpsc::Receiver<Message>) {
    let mut closing = None;
    while closing.is_none() {
        let Some(message) = inbox.recv().await else {
            break;
        };
        let mut group = Vec::new();
        let mut next = Some(message);
        while let Some(message) = next {
            match message {
                Message::Work(work) => group.push(work),
                Message::Close(done) => {
                    closing = Some(done);
                    break;
                }
            }
            next = if group.len() < GROUP { inbox.try_recv().ok() } else { None };
        }
        commit(&mut tx, group).await;
    }
    if let Conn::Sqlite(conn) = tx.conn {
        let _ = conn.close().await;
    }
    if let Some(done) = closing {
        let _ = done.send(());
    }
}

/// Runs a group inside one transaction. A piece that refuses or panics loses its savepoint, the others go on.
async fn commit(tx: &mut Tx, group: Vec<Work>) {
    if group.is_empty() {
        return;
    }
    if let Err(fault) = tx.raw("BEGIN IMMEDIATE").await {
        tracing::error!(%fault, "cannot begin to write");
        // Dropping the work drops its reply, and the caller hears that the writer did not answer.
        return;
    }
    let mut acks = Vec::new();
    for work in group {
        if let Some(ack) = piece(tx, work).await {
            acks.push(ack);
        }
    }
    let outcome = tx.raw("COMMIT").await;
    if let Err(fault) = &outcome {
        tracing::error!(%fault, "cannot commit");
        let _ = tx.raw("ROLLBACK").await;
    }
    for ack in acks {
        ack(match &outcome {
            Ok(()) => Ok(()),
            Err(DbFault::Full(what)) => Err(DbFault::Full(what.clone())),
            Err(fault) => Err(DbFault::Broken(format!("not stored: {fault}"))),
        });
    }
}

async fn piece(tx: &mut Tx, work: Work) -> Option<Ack> {
    if let Err(fault) = tx.raw("SAVEPOINT piece").await {
        tracing::error!(%fault, "cannot open a savepoint");
        return None;
    }
    let done = AssertUnwindSafe(work(tx)).catch_unwind().await;
    let keep = matches!(done, Ok((true, _)));
    if !keep {
        let _ = tx.raw("ROLLBACK TO piece").await;
    }
    let _ = tx.raw("RELEASE piece").await;
    done.ok().map(|(_, ack)| ack)
}
