//! The words of the print sheet and of a page that stands alone. Not in the widget.

use crate::plan::{Correction, FiscalYear};

/// What stands on paper beside the words of the views.
pub struct PrintWords {
    /// The script's text would end the element that it stands in.
    pub script_refused: &'static str,
    /// Link to a page that stands alone, for whom the widget does not come.
    pub read_as_table: &'static str,
    /// What narrows the sheet.
    pub conditions: fn(&[String]) -> String,
    /// When the package was last changed, as it writes it.
    pub updated: fn(&str) -> String,
    /// When the document was published, as printed.
    pub published: fn(&str) -> String,
    /// The name of a level that the document leaves unnamed, counted from 1.
    pub level: fn(usize) -> String,
    /// Head of the column that says what a row of years is: an action or an indicator.
    pub row_head: fn(indicators_label: &str) -> String,
    /// Head of the column that parts targets from actuals.
    pub role: &'static str,
    /// Head of the column of what stands beside the years.
    pub beside: &'static str,
    /// A value with the year that it stands under.
    pub in_year: fn(FiscalYear, &str) -> String,
    /// The baseline has a year and no value.
    pub no_baseline: fn(FiscalYear) -> String,
    /// The unit behind a name.
    pub unit: fn(&str) -> String,
    /// The day or month inside the year, behind a role.
    pub as_of: fn(&str) -> String,
    /// The page of the document.
    pub page: fn(&str) -> String,
    /// Departments that the document names for the row above.
    pub inherited: &'static str,
    /// A number that leads to a note.
    pub note_mark: fn(usize) -> String,
    /// How the sheet is read: blank, dash, zero and arrow.
    pub reading: &'static str,
    /// What a row means that was placed by rule.
    pub inferred_means: fn(mark: &str) -> String,
    /// Head of how the sheet is read.
    pub reading_head: &'static str,
    /// Head of the notes.
    pub notes: &'static str,
    /// Head of the outline's descriptions.
    pub descriptions: &'static str,
    /// Head of the document's prose and tables.
    pub sections: &'static str,
    /// Head of the words and what they mean.
    pub glossary: &'static str,
    /// Head of the corrections.
    pub corrections: &'static str,
    /// One of them.
    pub correction: fn(&Correction) -> String,
    /// Head of where it comes from.
    pub source: &'static str,
    /// The terms of use.
    pub licence: fn(&str) -> String,
    /// Whom to ask.
    pub contact: fn(&str) -> String,
}
