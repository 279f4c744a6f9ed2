//! Counts passed and failed checks in the output of cargo and node.

use std::ops::Add;

/// How many characters of an error follow the name of the failed test.
const ERROR_LENGTH: usize = 240;

/// How many checks passed and how many failed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Count {
    pub passed: usize,
    pub failed: usize,
    /// The names of the failed checks, where they have names.
    pub names: Vec<String>,
}

impl Count {
    /// One check that passed: a lint step, the build.
    pub const PASSED: Count = Count { passed: 1, failed: 0, names: Vec::new() };
    /// One check that failed, or a part that crashed.
    pub const FAILED: Count = Count { passed: 0, failed: 1, names: Vec::new() };

    /// A check that is only a call and its exit code.
    pub fn of(success: bool) -> Count {
        if success { Count::PASSED } else { Count::FAILED }
    }

    /// The sum of the lines `test result: ok. 12 passed; 0 failed; …`.
    pub fn of_cargo(output: &str) -> Count {
        let results = output.lines().filter_map(|line| line.trim().strip_prefix("test result: "));
        let sum = results.fold(Count::default(), |sum, line| {
            let (passed, failed) = (number_before(line, "passed"), number_before(line, "failed"));
            sum + Count { passed, failed, ..Count::default() }
        });
        // The head of the output of a failed test.
        let head = |line: &str| Some(line.strip_prefix("---- ")?.strip_suffix(" stdout ----")?.to_owned());
        Count { names: output.lines().filter_map(head).collect(), ..sum }
    }

    /// The summary at the end of node's TAP: `# pass 3`, `# fail 0`, `# cancelled 0`.
    pub fn of_tap(output: &str) -> Count {
        let number = |name: &str| {
            let line = output.lines().rev().find_map(|line| line.strip_prefix("# ")?.strip_prefix(name));
            line.and_then(|rest| rest.trim().parse().ok()).unwrap_or(0)
        };
        Count {
            passed: number("pass "),
            failed: number("fail ") + number("cancelled "),
            names: failures_of_tap(output),
        }
    }

    /// A program that failed without a failed test (it crashed, or did not compile), or that ran no test, counts as
    /// failed: silence is not success.
    pub fn or_crashed(self, success: bool) -> Count {
        let silent = !success && self.failed == 0 || self == Count::default();
        if silent { self + Count::FAILED } else { self }
    }
}

impl Add for Count {
    type Output = Count;

    fn add(self, other: Count) -> Count {
        Count {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            names: [self.names, other.names].concat(),
        }
    }
}

/// The failed tests, each with the beginning of its error: a run on another machine is often known only by its last
/// lines.
fn failures_of_tap(output: &str) -> Vec<String> {
    let mut failures: Vec<String> = Vec::new();
    let mut lines = output.lines().map(str::trim);
    while let Some(line) = lines.next() {
        // `not ok 12 - the name of the test`, indented for a test within a test.
        if let Some((_, name)) = line.strip_prefix("not ok ").and_then(|rest| rest.split_once(" - ")) {
            failures.push(name.to_owned());
        }
        // `error: 'one line'`, or `error: |-` with several lines below, up to the next key.
        let (Some(error), Some(failure)) = (line.strip_prefix("error: "), failures.last_mut()) else {
            continue;
        };
        let words = match error {
            "|-" => {
                lines.by_ref().take_while(|line| !line.starts_with("code: ")).collect::<Vec<_>>().join(" ")
            }
            line => line.to_owned(),
        };
        *failure += &format!(": {}", words.chars().take(ERROR_LENGTH).collect::<String>());
    }
    failures
}

fn number_before(line: &str, word: &str) -> usize {
    let words: Vec<&str> = line.split_whitespace().collect();
    let pair = words.windows(2).find(|pair| pair[1].trim_end_matches(';') == word);
    pair.and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: &str = "\
test a ... ok
test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
---- b stdout ----
---- c::d stdout ----
test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";

    fn count(passed: usize, failed: usize, names: &[&str]) -> Count {
        Count { passed, failed, names: names.iter().map(|name| name.to_string()).collect() }
    }

    #[test]
    fn cargo_and_node_are_summed() {
        assert_eq!(Count::of_cargo(CARGO), count(15, 2, &["b", "c::d"]));
        let tap = "\
    not ok 1 - a - b
      ---
      error: |-
        Expected values to be strictly equal:

        1 !== 2

      code: 'ERR_ASSERTION'
      stack: |-
        somewhere
not ok 2 - c
  error: '1 subtest failed'
ok 3 - x
# pass 3
# fail 1
# cancelled 2
# skipped 0";
        let failures = ["a - b: Expected values to be strictly equal:  1 !== 2 ", "c: '1 subtest failed'"];
        assert_eq!(Count::of_tap(tap), count(3, 3, &failures));
    }

    #[test]
    fn a_crash_and_an_empty_run_count_as_failed() {
        assert_eq!(Count::of_cargo("error: could not compile").or_crashed(false), Count::FAILED);
        assert_eq!(Count::of_tap("").or_crashed(true), Count::FAILED);
        assert_eq!(count(4, 0, &[]).or_crashed(false), count(4, 1, &[]));
        assert_eq!(count(4, 1, &[]).or_crashed(false), count(4, 1, &[]));
        assert_eq!(count(4, 0, &[]).or_crashed(true), count(4, 0, &[]));
    }
}
