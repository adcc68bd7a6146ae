//! Who has which article open in the editor, in this process, and what is told to them.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use tokio::sync::broadcast;

use super::Commit;
use super::store::Head;
use crate::ids::{AccountId, ArticleId};
use crate::time::Stamp;

/// Who was silent for so long is gone.
const SILENT: i64 = 15_000;
/// Carets are told of at most so often.
const PACE: i64 = 100;
/// How many changes wait for a slow page; behind that it loads them from the database.
const WAITING: usize = 256;
/// How many articles are kept in memory that nobody has open.
const IDLE: usize = 32;

/// Somebody's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Peer {
    /// The page.
    pub client: String,
    /// Who sits before it.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// Where their selection begins; none before they said so.
    pub anchor: Option<i64>,
    /// Where it ends.
    pub head: Option<i64>,
    /// The version that these positions are of.
    pub version: i64,
    /// When they were last heard of.
    #[serde(skip)]
    pub seen: Stamp,
}

/// What everybody is told.
#[derive(Clone, Debug)]
pub enum News {
    /// A change was stored.
    Commit(Arc<Commit>),
    /// Somebody came, went or moved.
    Peers,
}

#[derive(Default)]
struct Peers {
    list: BTreeMap<String, Peer>,
    told: i64,
    is_changed: bool,
}

/// An article that is open.
pub struct Session {
    /// The article.
    pub id: ArticleId,
    /// The newest words as far as this process knows. Changes are made under this lock, so that they are told in order.
    pub(super) head: tokio::sync::Mutex<Option<Head>>,
    news: broadcast::Sender<News>,
    peers: Mutex<Peers>,
}

impl Session {
    fn new(id: ArticleId) -> Self {
        let (news, _) = broadcast::channel(WAITING);
        Self { id, head: tokio::sync::Mutex::default(), news, peers: Mutex::default() }
    }

    /// What happens from now on.
    pub fn listen(&self) -> broadcast::Receiver<News> {
        self.news.subscribe()
    }

    pub(super) fn tell(&self, commit: &Commit) {
        // Nobody may listen.
        let _ = self.news.send(News::Commit(Arc::new(commit.clone())));
    }

    /// Notes a page that came or moved, and tells the others unless they were told a moment ago.
    pub fn note(&self, peer: Peer) {
        let now = peer.seen;
        let mut peers = self.peers.lock().unwrap_or_else(PoisonError::into_inner);
        peers.list.insert(peer.client.clone(), peer);
        peers.is_changed = true;
        self.pass_on(&mut peers, now);
    }

    /// Keeps a page among those that are there.
    pub fn is_here(&self, client: &str, now: Stamp) {
        let mut peers = self.peers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(peer) = peers.list.get_mut(client) {
            peer.seen = now;
        }
        let before = peers.list.len();
        peers.list.retain(|_, peer| now.0 - peer.seen.0 < SILENT);
        peers.is_changed |= peers.list.len() != before;
        self.pass_on(&mut peers, now);
    }

    fn pass_on(&self, peers: &mut Peers, now: Stamp) {
        if peers.is_changed && now.0 - peers.told >= PACE {
            (peers.is_changed, peers.told) = (false, now.0);
            let _ = self.news.send(News::Peers);
        }
    }

    /// Everybody who is there.
    pub fn peers(&self) -> Vec<Peer> {
        self.peers.lock().unwrap_or_else(PoisonError::into_inner).list.values().cloned().collect()
    }

    /// Takes a page away; says whether it was the last.
    pub(super) fn forget(&self, client: &str) -> bool {
        let mut peers = self.peers.lock().unwrap_or_else(PoisonError::into_inner);
        peers.list.remove(client);
        let _ = self.news.send(News::Peers);
        peers.list.is_empty()
    }
}

/// The articles that are open.
#[derive(Default)]
pub struct Sessions(Mutex<HashMap<ArticleId, Arc<Session>>>);

impl Sessions {
    /// The article's session, begun where there is none.
    pub fn of(&self, id: ArticleId) -> Arc<Session> {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !sessions.contains_key(&id) && sessions.len() >= IDLE {
            // Who holds one goes on with it; the next to come begins with what is stored.
            sessions.retain(|_, session| Arc::strong_count(session) > 1);
        }
        sessions.entry(id).or_insert_with(|| Arc::new(Session::new(id))).clone()
    }
}
