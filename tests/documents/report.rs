//! What the checks found: every disagreement, never only the first, and how much was looked at.

use crate::text::squash;

#[derive(Default)]
pub struct Report {
    pub failures: Vec<String>,
    /// Strings of the package that were looked for in the document.
    pub strings: usize,
    /// Cells of the document that were held against the package.
    pub cells: usize,
}

impl Report {
    /// Package → document: each line of a cell stands in `scope`, which has no white space left.
    pub fn string(&mut self, place: &str, text: &str, scope: &str) {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.strings += 1;
            if !scope.contains(&squash(line)) {
                self.failures
                    .push(format!("{place}: 「{line}」 does not stand in the document's own row or block"));
            }
        }
    }

    /// Document → package: one printed cell and the package's field, white space aside.
    pub fn cell(&mut self, place: &str, printed: &str, package: &str) {
        self.cells += usize::from(!printed.trim().is_empty());
        if squash(printed) != squash(package) {
            self.failures.push(format!("{place}: the document has 「{printed}」, the package 「{package}」"));
        }
    }

    /// A fact that is neither: an order, a count, a reference.
    pub fn equal<T: PartialEq + std::fmt::Debug>(&mut self, place: &str, document: T, package: T) {
        if document != package {
            self.failures.push(format!("{place}: the document has {document:?}, the package {package:?}"));
        }
    }

    pub fn fact(&mut self, holds: bool, message: impl FnOnce() -> String) {
        if !holds {
            self.failures.push(message());
        }
    }

    /// Says in one line what was looked at, then fails with every disagreement.
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
