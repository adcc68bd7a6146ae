//! ProseMirror's own word, asked in Node: the schema, trees and steps are the same on both sides.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use prose::steps::{Mapped, Mapping, Side, Step, StepMap, Tree, rebase};
use serde_json::{Value, json};

use super::generate;

const TREES: usize = 5_000;
const STEPS: usize = 10_500;
const SEED: u32 = 20_261_123;

/// The folder with ProseMirror's packages, once they are there.
fn packages() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node");
    let runs = |name: &str| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success());
    if !runs("node") {
        return Err("node is not installed".to_owned());
    }
    if !folder.join("node_modules/prosemirror-collab").is_dir() {
        let install = Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder).output();
        let output = install.map_err(|error| format!("npm is not there: {error}"))?;
        if !output.status.success() {
            return Err(format!("npm ci failed: {}", String::from_utf8_lossy(&output.stderr)));
        }
    }
    Ok(folder)
}

/// Documents from a fixed seed, as ProseMirror's JSON.
fn trees() -> impl Iterator<Item = Value> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = generate::document();
    let draw = move || strategy.new_tree(&mut runner).unwrap().current().to_value()["doc"].take();
    std::iter::repeat_with(draw).take(TREES)
}

fn start(folder: &Path) -> Child {
    let mut child = Command::new("node")
        .arg("conformance.mjs")
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let order = json!({ "schema": prose::schema::editor_json(), "seed": SEED, "steps": STEPS });
    // Beside the reading, or both pipes fill up; the trees are drawn while the steps are compared. A child that ended early is found by what it did not say.
    std::thread::spawn(move || {
        for line in std::iter::once(order).chain(trees()) {
            if writeln!(stdin, "{line}").is_err() {
                break;
            }
        }
    });
    child
}

#[test]
fn prosemirror_takes_the_same_trees_and_makes_the_same_of_steps() {
    let folder = match packages() {
        Ok(folder) => folder,
        Err(reason) => {
            assert!(std::env::var_os("CI").is_none(), "prosemirror is needed here: {reason}");
            return eprintln!("SKIPPED prosemirror: {reason}");
        }
    };
    let mut child = start(&folder);
    let mut judge = Judge::default();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        judge.hear(&serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}")));
    }
    assert!(child.wait().unwrap().success(), "node failed");
    assert!(judge.faults.is_empty(), "{} faults, the first ones:{}", judge.faults.len(), judge.first_faults());
    assert_eq!(judge.trees, TREES);
    assert!(judge.steps >= STEPS && judge.rebased > STEPS / 10, "{} steps, {} rebased", judge.steps, judge.rebased);
    let names =
        ["replace", "replaceAround", "addMark", "removeMark", "addNodeMark", "removeNodeMark", "attr", "docAttr"];
    for name in names {
        assert!(judge.kinds[name]["applied"].as_u64() > Some(50), "{name}: {}", judge.kinds);
    }
    eprintln!("RAN prosemirror: {TREES} trees accepted and written alike");
    eprintln!("RAN prosemirror: {} steps alike, {} of them refused by both", judge.steps, judge.refused);
    eprintln!("RAN prosemirror: {} steps mapped and {} rebased alike", judge.mapped, judge.rebased);
    let (thrown, cut) = &judge.left_out;
    eprintln!("RAN prosemirror: rebases left out since it threw: {thrown}, since it split a character: {cut}");
}

/// Compares what ProseMirror says with our own.
#[derive(Default)]
struct Judge {
    trees: usize,
    steps: usize,
    refused: usize,
    mapped: usize,
    rebased: usize,
    kinds: Value,
    /// Rebases that cannot be compared: ProseMirror threw, or split a character.
    left_out: (Value, Value),
    faults: Vec<String>,
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn step(json: &Value) -> Option<Step> {
    Step::from_json(json).ok()
}

fn optional(step: Option<Step>) -> Value {
    step.map_or(Value::Null, |step| step.to_json())
}

impl Judge {
    fn hear(&mut self, told: &Value) {
        if let Some(count) = told["trees"].as_u64() {
            self.trees = usize::try_from(count).unwrap();
        } else if !told["error"].is_null() {
            self.faults.push(told.to_string());
        } else if !told["kinds"].is_null() {
            self.kinds = told["kinds"].clone();
            self.left_out = (told["thrown"].clone(), told["cut"].clone());
        } else {
            self.round(told);
        }
    }

    fn first_faults(&self) -> String {
        self.faults.iter().take(3).fold(String::new(), |mut text, fault| {
            let _ = write!(text, "\n{}", fault.chars().take(6_000).collect::<String>());
            text
        })
    }

    fn same(&mut self, what: &str, ours: &Value, theirs: &Value, about: impl Fn() -> Value) {
        if ours != theirs {
            self.faults.push(format!("{what}\n about {}\n ours {ours}\n theirs {theirs}", about()));
        }
    }

    fn round(&mut self, told: &Value) {
        let doc = Tree::from_json(&told["doc"]).unwrap();
        self.same("doc", &doc.to_json(), &told["doc"], || Value::Null);
        if let Err(error) = doc.check() {
            self.faults.push(format!("{error}: {}", told["doc"]));
        }
        for tried in list(&told["careless"]) {
            self.tried(&doc, tried);
        }
        let mut tree = doc.clone();
        for tried in list(&told["steps"]) {
            if let Some(next) = self.tried(&tree, tried) {
                tree = next;
            }
        }
        self.carried(&doc, told);
    }

    /// One step: result, inverse, and back.
    fn tried(&mut self, tree: &Tree, told: &Value) -> Option<Tree> {
        self.steps += 1;
        let made = step(&told["step"]);
        let result = made.as_ref().and_then(|step| step.apply(tree).ok());
        let about = || json!({ "step": told["step"], "doc": tree.to_json() });
        self.same("result", &result.as_ref().map_or(Value::Null, Tree::to_json), &told["result"], about);
        if let Some(step) = &made {
            self.same("step", &step.to_json(), &told["step"], || Value::Null);
            self.maps(&Mapping::from(vec![step.step_map()]), &told["maps"], &told["step"]);
        }
        let (Some(step), Some(result)) = (made, result) else {
            self.refused += 1;
            return None;
        };
        self.same("inverse", &optional(step.invert(tree).ok()), &told["inverse"], about);
        let undone = Step::from_json(&told["inverse"]).and_then(|back| back.apply(&result));
        let undone = undone.map_or(Value::Null, |tree| tree.to_json());
        // ProseMirror says what undoing gives only where it is not the document before.
        let theirs = if told.get("undone").is_some() { told["undone"].clone() } else { tree.to_json() };
        self.same("undone", &undone, &theirs, about);
        Some(result)
    }

    fn maps(&mut self, mapping: &Mapping, told: &Value, about: &Value) {
        for sample in list(told) {
            let at = usize::try_from(sample[0].as_u64().unwrap()).unwrap();
            let side = if sample[1] == -1 { Side::Before } else { Side::After };
            let Mapped { position, deleted, deleted_before, deleted_after, deleted_across } =
                mapping.map_result(at, side);
            let ours = json!([at, sample[1], position, deleted, deleted_before, deleted_after, deleted_across]);
            self.same("map", &ours, sample, || about.clone());
        }
    }

    /// One person's steps over another's.
    fn carried(&mut self, doc: &Tree, told: &Value) {
        if told["steps"].is_null() {
            return;
        }
        let read = |steps: &Value| -> Vec<Step> { list(steps).iter().map(|json| step(json).unwrap()).collect() };
        let steps: Vec<Step> = list(&told["steps"]).iter().map(|tried| step(&tried["step"]).unwrap()).collect();
        let over = read(&told["over"]);
        let merged: Vec<Value> = steps.windows(2).map(|pair| optional(pair[0].merge(&pair[1]))).collect();
        self.same("merge", &merged.into(), &told["merged"], || told["steps"].clone());
        let mapping = Mapping::from(over.iter().map(Step::step_map).collect::<Vec<StepMap>>());
        self.maps(&mapping, &told["through"], &told["over"]);
        let mapped: Vec<Value> = steps.iter().map(|step| optional(step.map(&mapping))).collect();
        self.mapped += mapped.len();
        let about = || json!({ "mine": steps.iter().map(Step::to_json).collect::<Vec<_>>(), "over": told["over"] });
        self.same("mapped", &mapped.into(), &told["mapped"], about);
        let head = over.iter().try_fold(doc.clone(), |tree, step| step.apply(&tree)).unwrap();
        let rebased = rebase(&steps, &over, &head).unwrap();
        if told["rebased"].is_null() {
            return;
        }
        self.rebased += rebased.steps.len();
        let ours: Vec<Value> = rebased.steps.iter().map(Step::to_json).collect();
        self.same("rebased", &ours.into(), &told["rebased"], about);
        self.same("rebased document", &rebased.tree.to_json(), &told["rebasedDoc"], about);
    }
}
