//! The line between an open editor and the server: changes one way, what others do the other way.

use std::sync::Arc;
use std::time::Duration;

use app::auth::{Actor, SESSION_COOKIE, editor, find_actor, peek_actor};
use app::editing::{Answer, Batch, Commit, News, Peer, Refusal, Session, Writer, leave, since};
use app::error::AppError;
use app::ids::ArticleId;
use app::state::AppState;
use axum::Extension;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

use super::editing::{open, refusal_json, stale_json, stored_json, taken};
use super::render::SignedIn;
use crate::layers::cookie;
use crate::live::Stopping;

/// The largest message: a body's worth of steps, and room for their JSON.
const LARGEST: usize = 4 * 1024 * 1024;
/// How often this process looks whether another one stored something.
const LOOK: Duration = Duration::from_secs(1);
/// Every so many looks it is asked again who this is.
const ASK: u32 = 10;
/// A page that takes nothing for so long is gone, and its line with it.
const SLOWEST: Duration = Duration::from_secs(10);
/// Whoever says nothing at the beginning for so long is no editor.
const HELLO: Duration = Duration::from_secs(15);

/// What an editor says.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Said {
    Hello { client: String, version: i64, schema: u32 },
    Batch(Batch),
    Presence { anchor: i64, head: i64, version: i64 },
    Ping,
}

/// Opens the line. Browsers always name the site that asks, which must be this one; what names none is no browser.
pub async fn editing_socket(
    State(state): State<AppState>,
    Extension(stopping): Extension<Stopping>,
    who: SignedIn,
    Path(id): Path<ArticleId>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Response {
    if !is_ours(&state, &headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    if let Err(error) = open(&state, &who.actor(), id).await {
        return super::editing::refused(&Refusal::from(error), None);
    }
    let token = cookie(&headers, SESSION_COOKIE).unwrap_or_default().to_owned();
    let session = state.sessions.of(id);
    let line = Line { state, session, token, actor: who.actor(), client: String::new(), told: 0 };
    match upgrade {
        Ok(upgrade) => upgrade
            .max_message_size(LARGEST)
            .max_frame_size(LARGEST)
            .on_upgrade(move |socket| line.run(socket, stopping.0)),
        Err(rejection) => rejection.into_response(),
    }
}

fn is_ours(state: &AppState, headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = text(header::ORIGIN) else { return true };
    let host = origin.split_once("://").map(|(_, host)| host);
    origin == &*state.base_url || (host.is_some() && host == text(header::HOST))
}

/// One open page.
struct Line {
    state: AppState,
    session: Arc<Session>,
    token: String,
    actor: Actor,
    /// The page's name; empty before it said hello.
    client: String,
    /// The version up to which it was told everything.
    told: i64,
}

/// The other end is gone, or has to go.
struct Over;

impl Line {
    async fn run(mut self, mut socket: WebSocket, stopping: watch::Receiver<bool>) {
        let ended = self.talk(&mut socket, stopping).await;
        if let Err(Over) = ended {
            let _ = socket.send(Message::Close(None)).await;
        }
        if !self.client.is_empty()
            && let Ok(guard) = editor(&self.actor)
        {
            leave(&self.state.db, &self.session, &self.client, &guard, self.state.clock.now()).await;
        }
    }

    async fn talk(&mut self, socket: &mut WebSocket, mut stopping: watch::Receiver<bool>) -> Result<(), Over> {
        let mut news = self.session.listen();
        let mut stopped = Box::pin(async move {
            let _ = stopping.wait_for(|stopping| *stopping).await;
        });
        match tokio::time::timeout(HELLO, socket.recv()).await {
            Ok(Some(Ok(Message::Text(text)))) => self.greet(socket, &text).await?,
            _ => return Err(Over),
        }
        let mut ticks = interval(LOOK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut looks = 0;
        loop {
            tokio::select! {
                said = socket.recv() => match said {
                    Some(Ok(Message::Text(text))) => self.hear(socket, &text).await?,
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return Ok(()),
                    Some(Ok(_)) => {}
                },
                told = news.recv() => match told {
                    Ok(News::Commit(commit)) => self.pass(socket, &commit).await?,
                    Ok(News::Peers) => self.tell_peers(socket).await?,
                    Err(RecvError::Lagged(_)) => self.catch_up(socket).await?,
                    Err(RecvError::Closed) => return Err(Over),
                },
                _ = ticks.tick() => {
                    looks += 1;
                    self.look(socket, looks).await?;
                }
                () = &mut stopped => return Err(Over),
            }
        }
    }

    async fn send(&self, socket: &mut WebSocket, value: &Value) -> Result<(), Over> {
        let sent = tokio::time::timeout(SLOWEST, socket.send(Message::Text(value.to_string().into()))).await;
        sent.map_err(|_| Over)?.map_err(|_| Over)
    }

    async fn refuse(&self, socket: &mut WebSocket, refusal: &Refusal, batch: Option<&str>) -> Result<(), Over> {
        self.send(socket, &refusal_json(refusal, batch)).await
    }

    /// The first words: where the page is, and what it lacks.
    async fn greet(&mut self, socket: &mut WebSocket, text: &str) -> Result<(), Over> {
        let Ok(Said::Hello { client, version, schema }) = serde_json::from_str(text) else { return Err(Over) };
        if schema != prose::SCHEMA_VERSION {
            self.send(socket, &json!({ "type": "reload", "reason": "schema" })).await?;
            return Err(Over);
        }
        let is_name = (1..=64).contains(&client.len()) && client.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !is_name {
            return Err(Over);
        }
        let now = self.state.clock.now();
        let found = since(&self.state.db, &self.session, version, now).await;
        let (head, commits) = match found.map_err(AppError::from) {
            Ok(Some(found)) => found,
            Ok(None) => {
                self.send(socket, &json!({ "type": "reload", "reason": "unknown" })).await?;
                return Err(Over);
            }
            Err(error) => {
                self.refuse(socket, &Refusal::from(error), None).await?;
                return Err(Over);
            }
        };
        self.client = client;
        self.told = head;
        self.note(None, head);
        let peers = self.session.peers();
        self.send(socket, &json!({ "type": "welcome", "version": head, "commits": commits, "peers": peers })).await
    }

    fn note(&self, caret: Option<(i64, i64)>, version: i64) {
        let Actor::Staff(staff) = &self.actor else { return };
        self.session.note(Peer {
            client: self.client.clone(),
            account: staff.id,
            name: staff.name.clone(),
            anchor: caret.map(|(anchor, _)| anchor),
            head: caret.map(|(_, head)| head),
            version,
            seen: self.state.clock.now(),
        });
    }

    async fn hear(&mut self, socket: &mut WebSocket, text: &str) -> Result<(), Over> {
        match serde_json::from_str(text) {
            Ok(Said::Batch(batch)) => self.take(socket, &batch).await,
            Ok(Said::Presence { anchor, head, version }) => {
                self.note(Some((anchor, head)), version);
                Ok(())
            }
            Ok(Said::Ping) => {
                self.session.is_here(&self.client, self.state.clock.now());
                self.send(socket, &json!({ "type": "pong" })).await
            }
            Ok(Said::Hello { .. }) | Err(_) => self.refuse(socket, &Refusal::invalid(), None).await,
        }
    }

    /// Who this is now. Somebody signed out, or let go, is told so, and the line ends.
    async fn ask(&mut self, socket: &mut WebSocket, batch: Option<&str>) -> Result<(), Over> {
        let now = self.state.clock.now();
        let asked = match batch {
            Some(_) => find_actor(&self.state.db, &self.token, now).await,
            None => peek_actor(&self.state.db, &self.token, now).await,
        };
        let refusal = match asked {
            Ok(Actor::Anonymous) => Refusal::from(AppError::SignIn),
            Ok(actor) => {
                self.actor = actor;
                match open(&self.state, &self.actor, self.session.id).await {
                    Ok(_) => return Ok(()),
                    Err(error) => Refusal::from(error),
                }
            }
            Err(fault) => return self.refuse(socket, &Refusal::from(fault), batch).await,
        };
        self.refuse(socket, &refusal, batch).await?;
        Err(Over)
    }

    async fn take(&mut self, socket: &mut WebSocket, batch: &Batch) -> Result<(), Over> {
        self.ask(socket, Some(&batch.batch)).await?;
        let taken = match (editor(&self.actor), &self.actor) {
            (Ok(guard), Actor::Staff(staff)) => {
                let writer = Writer { guard, name: staff.name.clone() };
                taken(&self.state, &self.session, &writer, batch).await
            }
            _ => Err(Refusal::from(AppError::Denied)),
        };
        let answer = match taken {
            Ok(Answer::Stored { version, checksum, commits, .. }) => {
                // Without others between, the sender knows all there is.
                if commits.is_empty() {
                    self.told = self.told.max(version);
                }
                self.told = commits.iter().map(|commit| commit.version).fold(self.told, i64::max);
                stored_json(&batch.batch, version, &checksum, &json!(commits))
            }
            Ok(Answer::Stale { version, commits }) => {
                self.told = self.told.max(version);
                stale_json(&batch.batch, version, &json!(commits))
            }
            Ok(Answer::Unknown) => json!({ "type": "reload", "reason": "unknown" }),
            Err(refusal) => refusal_json(&refusal, Some(&batch.batch)),
        };
        self.send(socket, &answer).await
    }

    async fn pass(&mut self, socket: &mut WebSocket, commit: &Commit) -> Result<(), Over> {
        if commit.version <= self.told {
            return Ok(());
        }
        if commit.version > self.told + 1 {
            return self.catch_up(socket).await;
        }
        self.told = commit.version;
        self.send(socket, &json!({ "type": "commits", "commits": [commit] })).await
    }

    async fn catch_up(&mut self, socket: &mut WebSocket) -> Result<(), Over> {
        match since(&self.state.db, &self.session, self.told, self.state.clock.now()).await {
            Ok(Some((_, commits))) if commits.is_empty() => Ok(()),
            Ok(Some((version, commits))) => {
                self.told = version;
                self.send(socket, &json!({ "type": "commits", "commits": commits })).await
            }
            Ok(None) => self.send(socket, &json!({ "type": "reload", "reason": "unknown" })).await,
            Err(fault) => {
                tracing::warn!(%fault, "an editor is not told what came");
                Ok(())
            }
        }
    }

    async fn tell_peers(&self, socket: &mut WebSocket) -> Result<(), Over> {
        self.send(socket, &json!({ "type": "peers", "peers": self.session.peers() })).await
    }

    /// Other processes on the same database do not tell this one, so it looks; forms of this one are seen that way, too.
    async fn look(&mut self, socket: &mut WebSocket, looks: u32) -> Result<(), Over> {
        self.session.is_here(&self.client, self.state.clock.now());
        if looks.is_multiple_of(ASK) {
            self.ask(socket, None).await?;
        }
        self.catch_up(socket).await
    }
}
