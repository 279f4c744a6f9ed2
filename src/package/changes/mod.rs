//! Compares two editions of a plan by id, and proposes the rows of the sheets 変更 and 訂正 that the newer one lacks.
//!
//! ```text
//! Plan ── rows ──▶ rows with cells ─┐
//! Plan ── rows ──▶ rows with cells ─┴─ compare ─▶ Comparison ─ written ─▶ sentences, JSON, sheets
//!                                        recorded: what the newer edition says itself
//! ```
//!
//! Two rows are the same row if they have the same id, so the order of rows and columns means nothing. A plan
//! promises some cells and reports others: another target is a change of the plan, another value of a reported year
//! mends what was printed. The page of the document, remarks and 読み取り are about the document and the package, and are
//! not compared.

mod compare;
mod completed;
mod question;
mod recorded;
mod rows;
mod written;

pub use compare::changes;
pub use completed::{Completion, completed, kind_word, name_of, published};
pub use question::{changes_question, is_same_edition};
pub use written::{changes_csv, changes_json, changes_text, changes_workbook};

use crate::plan::{Change, Correction};

/// What a newer edition of a plan has that an older one has not, as far as it does not say so itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Rows for the sheet 変更. Date, year and reason are blank: the officer knows them.
    pub changes: Vec<Change>,
    /// Rows for the sheet 訂正: reported values and texts that are other now, and texts that differ only in the form of
    /// their characters. Date and reason are blank.
    pub corrections: Vec<Correction>,
    /// What is reported for the first time: 今回加わった実績.
    pub results: Vec<Reported>,
    /// What an officer should look at before anything is published.
    pub doubts: Vec<Doubt>,
    /// The sheets that differ and whose rows are not compared.
    pub others: Vec<String>,
}

/// A reported cell: 実績, 見込, 達成率, 累計, a text of the sheet 実績, a grade.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reported {
    /// The sheet, 指標.
    pub table: String,
    /// The row's id, as in [`Correction::id`].
    pub id: String,
    /// The name of the row, or of its item.
    pub name: String,
    /// The head of the column, 実績R7.
    pub column: String,
    /// What an earlier forecast was; empty otherwise.
    pub before: String,
    /// The cell.
    pub after: String,
}

/// A doubt about the ids of the newer edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// What is doubtful.
    pub why: Why,
    /// The sheet.
    pub table: String,
    /// The row's id.
    pub id: String,
    /// What the older edition has.
    pub before: String,
    /// What the newer one has; for [`Why::Renumbered`] the id.
    pub after: String,
}

/// Why something is doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The editions have different plan ids.
    OtherPlan,
    /// The id is gone, and 変更 does not say what became of it.
    Gone,
    /// The id is gone, and a row with its name has a new id.
    Renumbered,
    /// The id has a name that has nothing in common with the one before.
    Reused,
    /// An older edition says that the id ended. Now a row has it.
    Revived,
}
