//! The results of the checks: every difference, not only the first, and the number of comparisons.

use crate::text::squash;

#[derive(Default)]
pub struct Report {
    pub failures: Vec<String>,
    /// Strings of the package that were searched in the document.
    pub strings: usize,
    /// Cells of the document that were compared with the package.
    pub cells: usize,
}

impl Report {
    /// Package → document: each line of a cell occurs in `scope`, which has no white space.
    pub fn string(&mut self, address: &str, text: &str, scope: &str) {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.strings += 1;
            if !scope.contains(&squash(line)) {
                self.failures
                    .push(format!("{address}: 「{line}」 does not stand in the document's own row or block"));
            }
        }
    }

    /// Document → package: compares a printed cell with the package's field, without white space.
    pub fn cell(&mut self, address: &str, printed: &str, package: &str) {
        self.cells += usize::from(!printed.trim().is_empty());
        if squash(printed) != squash(package) {
            self.failures
                .push(format!("{address}: the document has 「{printed}」, the package 「{package}」"));
        }
    }

    /// Another fact: an order, a count, a reference.
    pub fn equal<T: PartialEq + std::fmt::Debug>(&mut self, address: &str, document: T, package: T) {
        if document != package {
            self.failures.push(format!("{address}: the document has {document:?}, the package {package:?}"));
        }
    }

    pub fn fact(&mut self, holds: bool, message: impl FnOnce() -> String) {
        if !holds {
            self.failures.push(message());
        }
    }

    /// Prints the counts on one line, then fails with every difference.
    pub fn finish(self, city: &str) {
        let counts = format!(
            "{city}: {} strings of the package looked up in the document, {} cells of the document held against the package",
            self.strings, self.cells
        );
        println!("{counts}");
        assert!(
            self.failures.is_empty(),
            "{counts}; {} disagreements:\n{}",
            self.failures.len(),
            self.failures.join("\n")
        );
    }
}
