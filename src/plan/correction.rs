//! Corrections: the printed text stays in the package, the corrected text is shown.

use super::Plan;

/// A row of the sheet 訂正.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Correction {
    /// The sheet, 取組.
    pub table: String,
    /// The row's id; in 年次計画 the item's id and the action's mark, `12③`; in 計画 the key;
    /// in `表_<ID>` the number of the row below the head, from 1.
    pub id: String,
    /// The column's head.
    pub column: String,
    /// The wrong part as printed; every occurrence in the cell.
    pub printed: String,
    /// What it should say.
    pub corrected: String,
    /// Why.
    pub reason: String,
    /// When, for a correction by the city.
    pub date: String,
}

/// A correction that changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectionMiss {
    /// Its index in [`super::Plan::corrections`].
    pub index: usize,
    /// Why it changes nothing.
    pub why: Miss,
}

/// Why a correction changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// The plan has no such cell.
    NoCell,
    /// The cell does not have the printed text.
    NoText,
    /// With this one the corrections come to more than [`MAX_GROWTH`] or [`MAX_WORK`]: neither it nor any behind it is
    /// applied. So it is the last miss.
    TooMuch,
}

/// Bytes by which all corrections together may lengthen a plan. Forty rows that each write a word twice would else
/// fill any memory.
pub const MAX_GROWTH: usize = 1_000_000;
/// Bytes and items among which the corrections may look for what they correct, with every row anew. Ten thousand
/// corrections in cells as long as ten pages stay below it.
pub const MAX_WORK: usize = 200_000_000;

/// The reason of a row that corrects nothing: the officer has looked, and the cell is right as it is.
pub const CONFIRMED: &str = "確認済み";

impl Correction {
    /// Whether the row confirms a cell as it reads, instead of correcting it. Such a row is in no list of corrections.
    pub fn is_confirmation(&self) -> bool {
        self.printed == self.corrected && self.reason.trim() == CONFIRMED
    }
}

impl Plan {
    /// The rows of 訂正 that correct something, for lists of corrections.
    pub fn corrections_shown(&self) -> impl Iterator<Item = &Correction> {
        self.corrections.iter().filter(|correction| !correction.is_confirmation())
    }
}
