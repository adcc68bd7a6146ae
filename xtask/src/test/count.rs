//! Reads how many checks passed and failed out of what the tools print.

use serde_json::Value;

/// The result of a suite.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Count {
    pub passed: u64,
    pub failed: u64,
}

impl Count {
    /// One check with this result.
    pub fn one(good: bool) -> Self {
        Self { passed: u64::from(good), failed: u64::from(!good) }
    }

    pub fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Sums libtest's `test result:` lines. A run that failed without a failed test (it did not
/// compile, it crashed) counts as one failure.
pub fn libtest(text: &str, success: bool) -> Count {
    let mut count = Count::default();
    for line in text.lines() {
        if let Some(result) = line.trim_start().strip_prefix("test result:") {
            count.passed += number_before(result, " passed");
            count.failed += number_before(result, " failed");
        }
    }
    if !success && count.failed == 0 {
        count.failed = 1;
    }
    count
}

/// The 12 of `ok. 12 passed; 0 failed; …` for ` passed`.
fn number_before(result: &str, word: &str) -> u64 {
    let digits = |part: &str| {
        let start = part.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
        part[start..].parse().ok()
    };
    result.split_once(word).and_then(|(before, _)| digits(before)).unwrap_or(0)
}

/// Reads the report of Playwright's `json` reporter. A journey that passed only when it was
/// repeated is a failure: one in three visitors would meet it.
pub fn playwright(report: &Value) -> Count {
    let number = |name: &str| report["stats"][name].as_u64().unwrap_or(0);
    let broken = report["errors"].as_array().map_or(0, Vec::len) as u64;
    Count { passed: number("expected"), failed: number("unexpected") + number("flaky") + broken }
}

/// Sums the last lines of Node's test runner, `# pass 12` or `ℹ pass 12`. A run that failed without a failed test counts
/// as one failure, and so does one that tried nothing.
pub fn node(text: &str, success: bool) -> Count {
    let number = |word: &str| {
        let lines = text.lines().filter_map(|line| line.trim_start_matches(['#', 'ℹ', ' ']).strip_prefix(word));
        lines.filter_map(|rest| rest.trim().parse::<u64>().ok()).sum()
    };
    let mut count = Count { passed: number("pass "), failed: number("fail ") };
    if count.failed == 0 && (!success || count.passed == 0) {
        count.failed = 1;
    }
    count
}

/// Lines in which a test says what it did or could not do on this machine.
pub fn notes(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim) {
        let is_note = line.starts_with("RAN ") || line.starts_with("SKIPPED ");
        // libtest shows the output of a failing test twice.
        if is_note && !found.iter().any(|old| old == line) {
            found.push(line.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const TWO: &str = "\
running 2 tests
test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
";

    #[test]
    fn results_of_several_binaries_are_summed() {
        let expected = Count { passed: 15, failed: 2 };
        assert_eq!(libtest(TWO, false), expected);
    }

    #[test]
    fn the_last_lines_of_node_are_read() {
        assert_eq!(node("✔ a test\nℹ tests 3\nℹ pass 2\nℹ fail 1\n", false), Count { passed: 2, failed: 1 });
        assert_eq!(node("# pass 7\n# fail 0\n", true), Count { passed: 7, failed: 0 });
        assert_eq!(node("no such file", false), Count::one(false));
        assert_eq!(node("# pass 0\n# fail 0\n", true), Count::one(false));
    }

    #[test]
    fn a_broken_build_is_a_failure() {
        assert_eq!(libtest("error: no", false), Count::one(false));
        assert_eq!(libtest("", true), Count::default());
    }

    #[test]
    fn flaky_journeys_and_errors_are_failures() {
        let stats = json!({ "expected": 5, "unexpected": 1, "flaky": 1, "skipped": 2 });
        let count = playwright(&json!({ "stats": stats, "errors": [{}] }));
        let expected = Count { passed: 5, failed: 3 };
        assert_eq!(count, expected);
    }

    #[test]
    fn notes_are_found_once() {
        let text = "RAN real page\n  SKIPPED x: why\nRAN real page\nRANDOM\n";
        assert_eq!(notes(text), ["RAN real page", "SKIPPED x: why"]);
    }
}
