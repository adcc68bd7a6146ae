//! The invariants of counting, under any order of events, restarts and clock steps.

use std::collections::{BTreeMap, HashSet};

use proptest::prelude::*;

use super::tally::{Added, Key, Tally};
use super::types::Counts;
use crate::ids::ArticleId;
use crate::time::{Day, Stamp};

#[derive(Clone, Debug)]
enum Event {
    Seen(Key, u64),
    Read(i64, Key, u64),
    Left(Key, u64),
    Step(i64),
    Restart,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let key = 0_u64..6;
    let tab = 0_u64..4;
    let event = prop_oneof![
        4 => (key.clone(), tab.clone()).prop_map(|(key, tab)| Event::Seen(key, tab)),
        3 => (1_i64..4, key.clone(), tab.clone()).prop_map(|(article, key, tab)| Event::Read(article, key, tab)),
        2 => (key, tab).prop_map(|(key, tab)| Event::Left(key, tab)),
        3 => prop_oneof![-7_200_000_i64..7_200_000, 0_i64..200_000_000].prop_map(Event::Step),
        1 => Just(Event::Restart),
    ];
    proptest::collection::vec(event, 0..120)
}

/// What a database that stored every addition would hold.
#[derive(Default)]
struct Stored {
    visitors: BTreeMap<Day, HashSet<Key>>,
    readers: BTreeMap<Day, HashSet<(ArticleId, Key)>>,
}

impl Stored {
    fn add(&mut self, added: impl IntoIterator<Item = Added>) {
        for addition in added {
            match addition {
                Added::Visitor(day, key) => drop(self.visitors.entry(day).or_default().insert(key)),
                Added::Reader(day, article, key) => drop(self.readers.entry(day).or_default().insert((article, key))),
            }
        }
    }

    fn sum(&self, day: Day) -> i64 {
        i64::try_from(self.visitors.get(&day).map_or(0, HashSet::len)).unwrap_or(i64::MAX)
    }

    fn restart(&self, today: Day) -> Tally {
        let sums = self.visitors.keys().map(|day| (*day, self.sum(*day)));
        let visitors = self.visitors.get(&today).cloned().unwrap_or_default();
        let readers = self.readers.get(&today).cloned().unwrap_or_default();
        Tally::restore(today, visitors, readers, sums)
    }

    fn reads(&self, article: i64) -> usize {
        self.readers.values().flatten().filter(|(read, _)| read.0 == article).count()
    }
}

fn check(counts: Counts, stored: &Stored, today: Day) -> Result<(), TestCaseError> {
    prop_assert!(counts.online <= counts.today, "{counts:?}");
    prop_assert!(counts.today <= counts.week, "{counts:?}");
    prop_assert!(counts.week <= counts.all, "{counts:?}");
    prop_assert!(counts.yesterday <= counts.week || today.weekday() == 0, "{counts:?}");
    prop_assert_eq!(counts.today, stored.sum(today));
    prop_assert_eq!(counts.yesterday, stored.sum(today.plus(-1)));
    let all: i64 = stored.visitors.keys().map(|day| stored.sum(*day)).sum();
    prop_assert_eq!(counts.all, all, "the sum of the days is all");
    let week: i64 = (0..7).map(|day| today.monday().plus(day)).map(|day| stored.sum(day)).sum();
    prop_assert_eq!(counts.week, week);
    for article in 1..4 {
        prop_assert!(i64::try_from(stored.reads(article)).unwrap_or(i64::MAX) <= counts.all);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn figures_never_contradict_each_other(events in events(), start in 0_i64..2_000_000_000_000) {
        let mut now = Stamp(start);
        let mut stored = Stored::default();
        let mut tally = stored.restart(now.day());
        for event in events {
            match event {
                Event::Seen(key, tab) => stored.add(tally.seen(key, tab, now)),
                Event::Read(article, key, tab) => stored.add(tally.read(ArticleId(article), key, tab, now)),
                Event::Left(key, tab) => tally.left(key, tab),
                Event::Step(by) => now = Stamp((now.0 + by).max(0)),
                // A clock that stepped back over midnight before a restart would reopen a day.
                Event::Restart => {
                    let day = tally.today().max(now.day());
                    now = Stamp(now.0.max(day.start().0));
                    tally = stored.restart(day);
                }
            }
            let counts = tally.counts(now);
            check(counts, &stored, tally.today())?;
        }
    }
}

fn noon() -> Stamp {
    Stamp::parse_local("2026-11-24 12:00").unwrap_or(Stamp(0))
}

fn empty() -> Tally {
    Tally::restore(noon().day(), HashSet::new(), HashSet::new(), [])
}

#[test]
fn a_second_tab_keeps_a_reader_online() {
    let mut tally = empty();
    tally.seen(1, 1, noon());
    tally.seen(1, 2, noon());
    tally.left(1, 1);
    assert_eq!(tally.counts(noon()).online, 1);
    tally.left(1, 2);
    assert_eq!((tally.counts(noon()).online, tally.counts(noon()).today), (0, 1));
}

#[test]
fn five_silent_minutes_end_a_visit_and_midnight_ends_all() {
    let mut tally = empty();
    tally.seen(1, 1, noon());
    assert_eq!(tally.counts(Stamp(noon().0 + 299_999)).online, 1);
    assert_eq!(tally.counts(Stamp(noon().0 + 300_000)).online, 0);
    let late = Stamp::parse_local("2026-11-24 23:59").unwrap_or(Stamp(0));
    tally.seen(1, 1, late);
    let after = tally.counts(Stamp(late.0 + 60_000));
    assert_eq!((after.online, after.today, after.yesterday), (0, 0, 1));
}
