//! Passed and failed: read from what cargo and node print.

use std::ops::Add;

/// How many checks passed and how many failed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    pub passed: usize,
    pub failed: usize,
}

impl Count {
    /// One check that passed: a lint step, the build.
    pub const PASSED: Count = Count { passed: 1, failed: 0 };
    /// One that failed, or a part that crashed.
    pub const FAILED: Count = Count { passed: 0, failed: 1 };

    /// A check that is nothing but a call and its exit code.
    pub fn of(success: bool) -> Count {
        if success { Count::PASSED } else { Count::FAILED }
    }

    /// The sum of the lines `test result: ok. 12 passed; 0 failed; …`.
    pub fn of_cargo(output: &str) -> Count {
        let results = output.lines().filter_map(|line| line.trim().strip_prefix("test result: "));
        results.fold(Count::default(), |sum, line| {
            sum + Count { passed: number_before(line, "passed"), failed: number_before(line, "failed") }
        })
    }

    /// The summary at the end of node's TAP: `# pass 3`, `# fail 0`, `# cancelled 0`.
    pub fn of_tap(output: &str) -> Count {
        let number = |name: &str| {
            let line = output.lines().rev().find_map(|line| line.strip_prefix("# ")?.strip_prefix(name));
            line.and_then(|rest| rest.trim().parse().ok()).unwrap_or(0)
        };
        Count { passed: number("pass "), failed: number("fail ") + number("cancelled ") }
    }

    /// A program that failed without a failed test (it crashed, or nothing compiled) or that ran no test at all has
    /// failed: silence is not success.
    pub fn or_crashed(self, success: bool) -> Count {
        let silent = !success && self.failed == 0 || self == Count::default();
        if silent { self + Count::FAILED } else { self }
    }
}

impl Add for Count {
    type Output = Count;

    fn add(self, other: Count) -> Count {
        Count { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
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
test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";

    #[test]
    fn cargo_and_node_are_summed() {
        assert_eq!(Count::of_cargo(CARGO), Count { passed: 15, failed: 2 });
        let tap =
            "# Subtest: x\nok 1 - x\n# tests 6\n# suites 0\n# pass 3\n# fail 1\n# cancelled 2\n# skipped 0\n";
        assert_eq!(Count::of_tap(tap), Count { passed: 3, failed: 3 });
    }

    #[test]
    fn a_crash_and_an_empty_run_count_as_failed() {
        assert_eq!(Count::of_cargo("error: could not compile").or_crashed(false), Count::FAILED);
        assert_eq!(Count::of_tap("").or_crashed(true), Count::FAILED);
        assert_eq!(Count { passed: 4, failed: 0 }.or_crashed(false), Count { passed: 4, failed: 1 });
        assert_eq!(Count { passed: 4, failed: 1 }.or_crashed(false), Count { passed: 4, failed: 1 });
        assert_eq!(Count { passed: 4, failed: 0 }.or_crashed(true), Count { passed: 4, failed: 0 });
    }
}
