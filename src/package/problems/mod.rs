//! A problem of a package: its cell, the text that was found, the form that is needed, the remedy.

pub(in crate::package) mod catalogue;
pub(in crate::package) mod cms;
pub(in crate::package) mod summary;

use std::fmt;

use crate::locale::{fill, messages};
use crate::package::problems::catalogue::Code;
use crate::package::sheets::CellAddress;

/// The severity of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The plan cannot be built.
    Error,
    /// The plan can be built, and the doubt is shown.
    Warning,
    /// Nothing is wrong. The note answers a question that an officer may have.
    Note,
}

impl Severity {
    /// The word before a problem.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => messages().check.error,
            Severity::Warning => messages().check.warning,
            Severity::Note => messages().check.note,
        }
    }

    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A problem of a package.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The kind of problem: its stable code, severity, message and advice.
    pub code: &'static Code,
    /// The sheet, 取組; the name of the file where it is not a sheet of the format.
    pub sheet: String,
    /// The row as a spreadsheet counts, from 1; `None` for the sheet as a whole.
    pub row: Option<usize>,
    /// The column from 1.
    pub column: Option<usize>,
    /// The column's head as the sheet writes it.
    pub head: String,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// How many values or rows it is about; 0 where it counts none.
    pub count: usize,
}

impl Problem {
    /// A problem of a sheet as a whole.
    pub fn of_sheet(code: &'static Code, sheet: &str) -> Problem {
        let empty = String::new;
        Problem {
            code,
            sheet: sheet.to_owned(),
            row: None,
            column: None,
            head: empty(),
            found: empty(),
            expected: empty(),
            count: 0,
        }
    }

    /// Sets its cell.
    #[must_use]
    pub fn at(mut self, cell: CellAddress) -> Problem {
        (self.row, self.column) = (Some(cell.row + 1), Some(cell.column + 1));
        self
    }

    /// Sets what was found.
    #[must_use]
    pub fn found(mut self, found: impl Into<String>) -> Problem {
        self.found = found.into();
        self
    }

    /// Sets what was expected.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Problem {
        self.expected = expected.into();
        self
    }

    /// The severity of its code.
    pub fn severity(&self) -> Severity {
        self.code.severity
    }

    /// The address of the cell without its sheet, `D12`; `None` where the problem is not about a single cell.
    pub fn cell(&self) -> Option<CellAddress> {
        Some(CellAddress { row: self.row? - 1, column: self.column? - 1 })
    }

    /// The address of the cell or the row: `年次計画!D12`.
    pub fn address(&self) -> String {
        match (self.cell(), self.row) {
            (Some(cell), _) => format!("{}!{cell}", self.sheet),
            (None, Some(row)) => messages().check.sheet_row(&self.sheet, row),
            _ => self.sheet.clone(),
        }
    }

    /// The address with the head of its column: `取組!E14（担当部署）`.
    pub fn address_and_head(&self) -> String {
        let address = self.address();
        if self.head.is_empty() {
            address
        } else {
            messages().check.with_head(address, shortened(&self.head))
        }
    }

    /// The code, and the rule about it.
    pub fn reference(&self) -> String {
        self.code.rule.map_or(self.code.name.to_owned(), |rule| messages().check.rule(self.code.name, rule))
    }

    /// A sentence about what was found and what was expected.
    pub fn message(&self) -> String {
        self.fill(self.code.words.message())
    }

    /// How to mend it.
    pub fn hint(&self) -> String {
        self.fill(self.code.words.hint())
    }

    fn fill(&self, template: &str) -> String {
        fill(template, &[&shortened(&self.found), &self.expected, &self.count])
    }
}

/// A cell in a message: on one line and shortened.
fn shortened(cell: &str) -> String {
    const LIMIT: usize = 60;
    let line = cell.replace("\r\n", "⏎").replace(['\n', '\r'], "⏎").replace(char::is_control, "�");
    match line.char_indices().nth(LIMIT) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// Address, then message, then hint: 「取組!E14（担当部署）: …」, with the hint on its own line.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, address, reference) = (self.severity().word(), self.address_and_head(), self.reference());
        write!(f, "{word} {address}: {}\n  → {} [{reference}]", self.message(), self.hint())
    }
}

/// The problems for a program: a JSON array with one object for each problem, in the order of the list. Every object
/// has every key: `code` (stable, [`crate::package::CATALOGUE`]), `severity` (`error`, `warning`, `note`), `sheet`,
/// `row` and `column` (numbers from 1, or `null`), `cell` (`D12`, or `null`), `head` (the column's), `found`,
/// `expected`, `message` and `hint` (sentences), `rule` (`L1-07` of the Digital Agency's rules, or `null`).
///
/// ```
/// use machi_plan::package;
/// let (_, problems) = package::read_files([]);
/// let json = package::problems_json(&problems);
/// assert!(json.starts_with("[{\"cell\":null,\"code\":\"missing-table\""));
/// ```
pub fn problems_json(problems: &[Problem]) -> String {
    let object = |problem: &Problem| {
        serde_json::json!({
            "code": problem.code.name,
            "severity": problem.severity().name(),
            "sheet": problem.sheet,
            "row": problem.row,
            "column": problem.column,
            "cell": problem.cell().map(|cell| cell.to_string()),
            "head": problem.head,
            "found": problem.found,
            "expected": problem.expected,
            "message": problem.message(),
            "hint": problem.hint(),
            "rule": problem.code.rule,
        })
    };
    serde_json::Value::Array(problems.iter().map(object).collect()).to_string()
}

/// Whether any of the problems is an error. Then the plan must not be published.
pub fn has_errors(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity() == Severity::Error)
}
