//! Five writers who change one article at random over a line that loses, repeats and delays, while servers are killed: at
//! the end everybody holds what the database holds, and every change that was acknowledged is in the log once.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use prose::steps::{Step, Tree, rebase};
use serde_json::{Value, json};

use crate::support::{Reply, TestApp, new_article, typed};

const WRITERS: usize = 5;

/// What somebody does next.
#[derive(Clone, Debug)]
enum Deed {
    /// Types a letter at a place, as a part of the whole.
    Type(f64),
    /// Deletes a little.
    Delete(f64),
    /// Parts a paragraph.
    Split(f64),
    /// Makes something bold.
    Strong(f64),
    /// Sends what they have.
    Send,
    /// Sends it, and never hears the answer.
    Lose,
    /// Looks what others did.
    Look,
    /// The server is killed and comes back.
    Kill,
}

fn deeds() -> impl Strategy<Value = Vec<(usize, Deed)>> {
    let deed = prop_oneof![
        30 => (0.0..1.0_f64).prop_map(Deed::Type),
        8 => (0.0..1.0_f64).prop_map(Deed::Delete),
        5 => (0.0..1.0_f64).prop_map(Deed::Split),
        5 => (0.0..1.0_f64).prop_map(Deed::Strong),
        30 => Just(Deed::Send),
        8 => Just(Deed::Lose),
        10 => Just(Deed::Look),
        1 => Just(Deed::Kill),
    ];
    proptest::collection::vec((0..WRITERS, deed), 60)
}

/// A page: what the server said last, and what was done on top.
struct Writer {
    name: String,
    version: i64,
    base: Tree,
    tree: Tree,
    pending: Vec<Step>,
    /// The name of the batch on its way, and how many of the steps are in it.
    flight: Option<(String, usize, u32)>,
    batches: usize,
    acknowledged: Vec<String>,
}

impl Writer {
    fn at(&self, part: f64) -> usize {
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place in a small text"
        )]
        let place = (self.tree.size() as f64 * part) as usize;
        place
    }

    fn apply(&mut self, step: &Value) {
        let Ok(step) = Step::from_json(step) else { return };
        // What fits nowhere is no change; what makes no body would be refused.
        if let Ok(tree) = step.apply(&self.tree)
            && tree.check().is_ok()
        {
            self.tree = tree;
            self.pending.push(step);
        }
    }

    fn change(&mut self, deed: &Deed) {
        match deed {
            Deed::Type(part) => self.apply(&typed(self.at(*part), "x")[0]),
            Deed::Delete(part) => {
                let at = self.at(*part);
                self.apply(&json!({ "stepType": "replace", "from": at, "to": at + 3 }));
            }
            Deed::Split(part) => {
                let at = self.at(*part);
                let id = |letter| json!({ "type": "paragraph", "attrs": { "id": format!("{}{letter}{}", self.name, self.pending.len()) } });
                let slice = json!({ "content": [id("p"), id("q")], "openStart": 1, "openEnd": 1 });
                self.apply(&json!({ "stepType": "replace", "from": at, "to": at, "slice": slice }));
            }
            Deed::Strong(part) => {
                let at = self.at(*part);
                let mark = json!({ "type": "strong" });
                self.apply(&json!({ "stepType": "addMark", "from": at, "to": at + 4, "mark": mark }));
            }
            _ => {}
        }
    }

    /// Takes what others did, and what is one's own among it.
    fn take(&mut self, commits: &Value) {
        for commit in commits.as_array().into_iter().flatten() {
            let version = commit["version"].as_i64().expect("a version");
            if version <= self.version {
                continue;
            }
            assert_eq!(version, self.version + 1, "nothing is left out");
            let steps: Vec<Step> = commit["steps"]
                .as_array()
                .expect("steps")
                .iter()
                .map(|step| Step::from_json(step).expect("a step"))
                .collect();
            self.base = steps.iter().fold(self.base.clone(), |tree, step| step.apply(&tree).expect("it fits"));
            self.version = version;
            let own = self.flight.as_ref().is_some_and(|(batch, ..)| commit["batch"] == batch.as_str());
            if own {
                let (batch, sent, _) = self.flight.take().expect("a batch");
                self.acknowledged.push(batch);
                self.pending.drain(..sent.min(self.pending.len()));
                self.tree = self.base.clone();
                let rest = std::mem::take(&mut self.pending);
                for step in rest {
                    if let Ok(tree) = step.apply(&self.tree) {
                        self.tree = tree;
                        self.pending.push(step);
                    }
                }
            } else {
                let rebased = rebase(&self.pending, &steps, &self.base).expect("a rebase");
                if let Some((_, sent, _)) = &mut self.flight {
                    *sent = rebased.kept.iter().take(*sent).filter(|kept| **kept).count();
                }
                (self.pending, self.tree) = (rebased.steps, rebased.tree);
            }
        }
    }

    fn message(&mut self) -> Option<Value> {
        if self.flight.is_none() {
            if self.pending.is_empty() {
                return None;
            }
            self.batches += 1;
            self.flight = Some((format!("{}-{}", self.name, self.batches), self.pending.len(), 0));
        }
        let (batch, sent, attempt) = self.flight.as_ref().expect("a batch");
        let steps: Vec<Value> = self.pending.iter().take(*sent).map(Step::to_json).collect();
        Some(
            json!({ "client": self.name, "batch": batch, "version": self.version, "attempt": attempt, "steps": steps }),
        )
    }

    fn hear(&mut self, reply: &Reply) {
        let answer: Value = serde_json::from_slice(&reply.body).expect("JSON");
        match reply.status {
            200 => {
                if answer["commits"] == json!([]) {
                    let (batch, sent, _) = self.flight.take().expect("a batch");
                    for step in self.pending.drain(..sent) {
                        self.base = step.apply(&self.base).expect("it fits");
                    }
                    self.version = answer["version"].as_i64().expect("a version");
                    self.acknowledged.push(batch);
                } else {
                    self.take(&answer["commits"]);
                }
                let sum = answer["checksum"].as_str().expect("a checksum").to_owned();
                assert!(
                    self.version > answer["version"].as_i64().unwrap_or_default() || self.sum() == sum,
                    "the same body"
                );
            }
            409 => {
                self.take(&answer["commits"]);
                if let Some((_, _, attempt)) = &mut self.flight {
                    *attempt += 1;
                }
            }
            // A batch that would make no body is given up with all that stands on it.
            422 => {
                self.flight = None;
                self.pending.clear();
                self.tree = self.base.clone();
            }
            other => panic!("{other}: {answer}"),
        }
    }

    /// The checksum as the page would make it.
    fn sum(&self) -> String {
        let mut sum = crc32fast::Hasher::new();
        sum.update(self.base.to_json().to_string().as_bytes());
        format!("{:08x}", sum.finalize())
    }
}

fn address(article: &str) -> String {
    format!("/bien-tap/bai-viet/{article}/soan/buoc")
}

fn look(app: &TestApp, cookie: &str, article: &str, writer: &mut Writer) {
    let path = format!("{}?tu={}", address(article), writer.version);
    let reply = app.send("GET", &path, &[("cookie", cookie)], b"");
    let answer: Value = serde_json::from_slice(&reply.body).expect("JSON");
    writer.take(&answer["commits"]);
}

fn head(app: &TestApp, cookie: &str, article: &str) -> Value {
    let path = format!("/bien-tap/bai-viet/{article}/soan/ban");
    serde_json::from_slice(&app.send("GET", &path, &[("cookie", cookie)], b"").body).expect("JSON")
}

/// The bodies of an article over all that happens to it; how many changes there were.
fn write_together(apps: &mut [TestApp], cookie: &str, deeds: &[(usize, Deed)]) -> i64 {
    let article =
        new_article(&apps[0], cookie, "Viết chung", "Một đoạn.\n\nHai đoạn **đậm** nữa.\n\n- mục\n- mục khác");
    let tree = Tree::from_json(&head(&apps[0], cookie, &article)["doc"]).expect("a tree");
    let writer = |number: usize| Writer {
        name: format!("w{number}"),
        version: 0,
        base: tree.clone(),
        tree: tree.clone(),
        pending: Vec::new(),
        flight: None,
        batches: 0,
        acknowledged: Vec::new(),
    };
    let mut writers: Vec<Writer> = (0..WRITERS).map(writer).collect();
    for (number, deed) in deeds {
        let place = number % apps.len();
        let writer = &mut writers[*number];
        match deed {
            Deed::Send | Deed::Lose => {
                let Some(message) = writer.message() else { continue };
                let reply = apps[place].post_json(&address(&article), Some(cookie), &message.to_string());
                if matches!(deed, Deed::Send) {
                    writer.hear(&reply);
                }
            }
            Deed::Look => look(&apps[place], cookie, &article, writer),
            Deed::Kill => apps[place].restart(),
            deed => writer.change(deed),
        }
    }
    settle(apps, cookie, &article, &mut writers);
    compare(apps, cookie, &article, &mut writers)
}

/// Everybody sends the rest.
fn settle(apps: &[TestApp], cookie: &str, article: &str, writers: &mut [Writer]) {
    for round in 0..200 {
        let mut is_quiet = true;
        for (number, writer) in writers.iter_mut().enumerate() {
            let app = &apps[(number + round) % apps.len()];
            if let Some(message) = writer.message() {
                is_quiet = false;
                writer.hear(&app.post_json(&address(article), Some(cookie), &message.to_string()));
            }
        }
        if is_quiet {
            break;
        }
        assert!(round < 199, "somebody never gets through");
    }
}

/// Everybody hears of the rest, and holds what is stored; how many changes there were.
fn compare(apps: &[TestApp], cookie: &str, article: &str, writers: &mut [Writer]) -> i64 {
    let stored = head(&apps[apps.len() - 1], cookie, article);
    for writer in writers.iter_mut() {
        look(&apps[0], cookie, article, writer);
        assert!(writer.pending.is_empty() && writer.base == writer.tree);
        assert_eq!(writer.base.to_json(), stored["doc"], "{} diverged", writer.name);
        assert_eq!(writer.sum(), stored["checksum"].as_str().expect("a checksum"));
    }
    let log = apps[0].send("GET", &format!("{}?tu=0", address(article)), &[("cookie", cookie)], b"");
    let log: Value = serde_json::from_slice(&log.body).expect("JSON");
    let mut batches: Vec<&str> =
        log["commits"].as_array().expect("commits").iter().flat_map(|one| one["batch"].as_str()).collect();
    for batch in writers.iter().flat_map(|writer| &writer.acknowledged) {
        assert_eq!(batches.iter().filter(|stored| *stored == batch).count(), 1, "{batch}");
    }
    let total = batches.len();
    batches.sort_unstable();
    batches.dedup();
    assert_eq!(batches.len(), total);
    i64::try_from(total).expect("a number")
}

fn rounds() -> usize {
    std::env::var("DINH_TEST_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(6)
}

#[test]
fn five_writers_hold_the_same_in_the_end() {
    let mut apps = vec![TestApp::demo()];
    let cookie = apps[0].sign_in("publisher");
    // Two servers share what only PostgreSQL can share.
    if !apps[0].database.starts_with("sqlite") {
        let database = apps[0].database.clone();
        apps.push(TestApp::beside(&database));
    }
    let mut runner = TestRunner::deterministic();
    let (mut changes, count) = (0, rounds());
    for _ in 0..count {
        let deeds = deeds().new_tree(&mut runner).expect("deeds").current();
        changes += write_together(&mut apps, &cookie, &deeds);
    }
    println!("RAN {count} rounds of {WRITERS} writers at {} servers, {changes} changes, 0 diverged", apps.len());
}
