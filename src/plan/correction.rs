//! Corrections: the package keeps the printed text, the page shows the corrected text.

use super::Plan;

/// A row of the sheet 訂正.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Correction {
    /// The sheet, 取組.
    pub table: String,
    /// The row's id; in 年次計画 the item's id and the action's mark, `12③`; in 計画 the key;
    /// in `表_<ID>` the number of the row below the head, from 1, and 0 for the head.
    pub id: String,
    /// The column's head.
    pub column: String,
    /// The wrong part as printed. Every occurrence in the cell is corrected.
    pub printed: String,
    /// The right text.
    pub corrected: String,
    /// The reason.
    pub reason: String,
    /// The date, for a correction by the city.
    pub date: String,
}

/// A correction that changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectionMiss {
    /// Its index in [`super::Plan::corrections`].
    pub index: usize,
    /// The cause.
    pub why: Miss,
}

/// Why a correction changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// The plan has no such cell.
    NoCell,
    /// The cell does not have the printed text.
    NoText,
    /// With this correction the plan would grow by more than [`MAX_GROWTH`], or the work would pass [`MAX_WORK`].
    /// Neither this one nor any later one is applied, so this is the last miss.
    TooMuch,
}

/// How many bytes all corrections together may add to a plan. Without this bound, forty rows that each double a text
/// would fill any memory.
pub const MAX_GROWTH: usize = 1_000_000;
/// How many bytes and items the corrections may search, counted again for every row. Ten thousand corrections in
/// cells of ten pages each stay below it.
pub const MAX_WORK: usize = 200_000_000;

/// The reason of a row that corrects nothing: the officer has checked the cell, and it is right.
pub const CONFIRMED: &str = "確認済み";

impl Correction {
    /// Whether the row confirms a cell as it is, instead of correcting it. Lists of corrections leave such a row out.
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
