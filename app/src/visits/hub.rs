//! Counting while the server runs: events in, figures out, additions to the database in batches.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::broadcast;

use super::key::Visitor;
use super::tally::{Added, Tab, Tally};
use super::{Counts, LiveEvent, store};
use crate::db::{Db, DbResult};
use crate::ids::{ArticleId, random_hex};
use crate::time::{Day, Stamp};

/// The live side of counting. One per process.
pub struct Hub {
    site: String,
    inner: Mutex<Inner>,
    events: broadcast::Sender<LiveEvent>,
}

struct Inner {
    tally: Tally,
    salts: BTreeMap<Day, String>,
    pending: Vec<Added>,
    uncounted: HashMap<(Day, &'static str), i64>,
    shown: Counts,
}

impl Hub {
    /// Continues where the database left off. `site` keeps keys of two sites on one machine apart.
    pub async fn start(db: &Db, site: &str, now: Stamp) -> DbResult<Self> {
        let today = now.day();
        let salts = store::salts(db, vec![today, today.plus(1)]).await?;
        let mut tally = store::load(db, today).await?;
        let shown = tally.counts(now);
        let inner = Inner { tally, salts, pending: Vec::new(), uncounted: HashMap::new(), shown };
        Ok(Self { site: site.to_owned(), inner: Mutex::new(inner), events: broadcast::Sender::new(256) })
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a view or a heartbeat, or books it as uncounted.
    pub fn seen(&self, visitor: &Visitor, tab: Tab, now: Stamp) {
        let mut inner = self.lock();
        if let Some(key) = inner.key(visitor, &self.site, now) {
            let added = inner.tally.seen(key, tab, now);
            inner.pending.extend(added);
        }
    }

    /// Counts a read, or books it as uncounted.
    pub fn read(&self, visitor: &Visitor, article: ArticleId, tab: Tab, now: Stamp) {
        let mut inner = self.lock();
        if let Some(key) = inner.key(visitor, &self.site, now) {
            let added = inner.tally.read(article, key, tab, now);
            inner.pending.extend(added);
        }
    }

    /// A page was left for good.
    pub fn left(&self, visitor: &Visitor, tab: Tab, now: Stamp) {
        let mut inner = self.lock();
        if let Some(key) = inner.key(visitor, &self.site, now) {
            inner.tally.left(key, tab);
        }
    }

    /// The figures now.
    pub fn counts(&self, now: Stamp) -> Counts {
        self.lock().tally.counts(now)
    }

    /// Listens to what is pushed from now on.
    pub fn listen(&self) -> broadcast::Receiver<LiveEvent> {
        self.events.subscribe()
    }

    /// Pushes an event to every open page.
    pub fn push(&self, event: LiveEvent) {
        // No listener is no fault.
        let _ = self.events.send(event);
    }

    /// Pushes the figures if they changed since they were last pushed. Called about once a second.
    pub fn tick(&self, now: Stamp) {
        let changed = {
            let mut inner = self.lock();
            let counts = inner.tally.counts(now);
            let changed = counts != inner.shown;
            inner.shown = counts;
            changed.then_some(counts)
        };
        if let Some(counts) = changed {
            self.push(LiveEvent::Counts(counts));
        }
    }

    /// Stores what was counted since the last time; what cannot be stored now stays for the next time.
    pub async fn flush(&self, db: &Db) -> DbResult<()> {
        let (added, uncounted) = {
            let mut inner = self.lock();
            (std::mem::take(&mut inner.pending), std::mem::take(&mut inner.uncounted))
        };
        if added.is_empty() && uncounted.is_empty() {
            return Ok(());
        }
        let rows = uncounted.iter().map(|((day, rule), hits)| (*day, *rule, *hits)).collect();
        let stored = store::store(db, added.clone(), rows).await;
        if stored.is_err() {
            let mut inner = self.lock();
            let newer = std::mem::replace(&mut inner.pending, added);
            inner.pending.extend(newer);
            for (slot, hits) in uncounted {
                *inner.uncounted.entry(slot).or_default() += hits;
            }
        }
        stored
    }

    /// Makes tomorrow's salt before it is needed, and destroys the keys and salts of days past.
    pub async fn turn_day(&self, db: &Db, now: Stamp) -> DbResult<()> {
        let today = now.day();
        let salts = store::salts(db, vec![today, today.plus(1)]).await?;
        self.lock().salts = salts;
        store::forget(db, today).await
    }
}

impl Inner {
    fn key(&mut self, visitor: &Visitor, site: &str, now: Stamp) -> Option<u64> {
        self.tally.turn(now);
        let day = self.tally.today();
        let skipped = if visitor.opted_out { Some("opted out") } else { visitor.bot };
        if let Some(rule) = skipped {
            *self.uncounted.entry((day, rule)).or_default() += 1;
            return None;
        }
        // A clock that jumps days ahead finds no salt; one that lives in memory only is as good for that day.
        let salt = self.salts.entry(day).or_insert_with(random_hex::<32>);
        Some(visitor.key(salt.as_bytes(), site))
    }
}
