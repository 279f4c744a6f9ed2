//! The words of the strip of years.

use crate::plan::FiscalYear;

/// The strip of years.
pub struct StripWords {
    /// Marks the fiscal year of today.
    pub today: &'static str,
    /// Head of the column of what really happened.
    pub results: &'static str,
    /// The years that a bar spans, to the ear.
    pub span: fn(FiscalYear, FiscalYear) -> String,
    /// A dash in place of an entry, to the ear.
    pub dash: &'static str,
    /// A bar that goes on after an arrow of no single entry, to the ear.
    pub again: &'static str,
}
