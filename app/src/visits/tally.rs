//! The arithmetic of counting: a pure state machine over events, with no clock, database or network of its own.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Counts;
use crate::ids::ArticleId;
use crate::time::{Day, Stamp};

/// A visitor's key: the first eight bytes of the day's HMAC.
pub type Key = u64;
/// A random number that one open page made for itself.
pub type Tab = u64;

/// How long a page counts as online after its last sign of life.
const ONLINE: i64 = 5 * 60_000;
/// Open pages of one key that are told apart; more than that is no reader.
const TABS: usize = 32;

/// Everything the public figures are made from.
#[derive(Clone, Debug)]
pub struct Tally {
    today: Day,
    visitors: HashSet<Key>,
    readers: HashSet<(ArticleId, Key)>,
    online: HashMap<Key, HashMap<Tab, Stamp>>,
    /// Closed days, each with its sum; today is not among them.
    days: BTreeMap<Day, i64>,
    before: i64,
}

/// What an event added, to be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// A visitor-day.
    Visitor(Day, Key),
    /// A read.
    Reader(Day, ArticleId, Key),
}

impl Tally {
    /// A tally as the database remembers it: today's keys and reads, and the sums of earlier days.
    pub fn restore(
        today: Day,
        visitors: HashSet<Key>,
        readers: HashSet<(ArticleId, Key)>,
        sums: impl IntoIterator<Item = (Day, i64)>,
    ) -> Self {
        let (mut days, mut before) = (BTreeMap::new(), 0);
        for (day, sum) in sums {
            // Eight days answer every question about a week; older ones only matter as a sum.
            if day < today && day >= today.plus(-8) {
                days.insert(day, sum);
            } else if day < today {
                before += sum;
            }
        }
        Self { today, visitors, readers, online: HashMap::new(), days, before }
    }

    /// The day being counted.
    pub fn today(&self) -> Day {
        self.today
    }

    /// Moves to the day of `now`. A clock that steps back stays on the later day, so no sum is ever reopened.
    pub fn turn(&mut self, now: Stamp) {
        let day = now.day();
        if day <= self.today {
            return;
        }
        let sum = i64::try_from(self.visitors.len()).unwrap_or(i64::MAX);
        self.days.insert(self.today, sum);
        self.today = day;
        self.visitors.clear();
        self.readers.clear();
        // Keys are made with the day's salt, so yesterday's cannot be matched with today's.
        self.online.clear();
        while let Some((first, sum)) = self.days.first_key_value().map(|(day, sum)| (*day, *sum)) {
            if first >= day.plus(-8) {
                break;
            }
            self.before += sum;
            self.days.remove(&first);
        }
    }

    /// A page was seen, or is still being looked at. Every sign of life opens the visitor-day if it must, so that
    /// online can never pass today.
    pub fn seen(&mut self, key: Key, tab: Tab, now: Stamp) -> Option<Added> {
        self.turn(now);
        let tabs = self.online.entry(key).or_default();
        if tabs.len() < TABS || tabs.contains_key(&tab) {
            tabs.insert(tab, now);
        }
        self.visitors.insert(key).then_some(Added::Visitor(self.today, key))
    }

    /// An article was read. The reader is a visitor too, so reads of one article cannot pass all visitor-days.
    pub fn read(&mut self, article: ArticleId, key: Key, tab: Tab, now: Stamp) -> Vec<Added> {
        let mut added: Vec<Added> = self.seen(key, tab, now).into_iter().collect();
        if self.readers.insert((article, key)) {
            added.push(Added::Reader(self.today, article, key));
        }
        added
    }

    /// A page was left for good.
    pub fn left(&mut self, key: Key, tab: Tab) {
        if let Some(tabs) = self.online.get_mut(&key) {
            tabs.remove(&tab);
            if tabs.is_empty() {
                self.online.remove(&key);
            }
        }
    }

    /// The five figures at `now`.
    pub fn counts(&mut self, now: Stamp) -> Counts {
        self.turn(now);
        let since = (now.0 - ONLINE).max(self.today.start().0);
        self.online.retain(|_, tabs| {
            tabs.retain(|_, last| last.0 > since);
            !tabs.is_empty()
        });
        let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
        let today = count(self.visitors.len());
        let monday = self.today.monday();
        let week: i64 = self.days.range(monday..self.today).map(|(_, sum)| sum).sum();
        let earlier: i64 = self.days.values().sum();
        Counts {
            online: count(self.online.len()),
            today,
            yesterday: self.days.get(&self.today.plus(-1)).copied().unwrap_or(0),
            week: week + today,
            all: self.before + earlier + today,
        }
    }
}
