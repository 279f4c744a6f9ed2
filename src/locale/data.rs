//! The words of the view of data.

use crate::plan::About;

/// The view of data.
pub struct DataWords {
    /// Head of the document and its dates.
    pub source: &'static str,
    /// The document's title.
    pub title: &'static str,
    /// The city.
    pub municipality: &'static str,
    /// When the document was published.
    pub published: &'static str,
    /// The years of the plan.
    pub years: &'static str,
    /// The latest year whose results are reported.
    pub results_year: &'static str,
    /// When the package was last changed.
    pub updated: &'static str,
    /// The terms of use.
    pub licence: &'static str,
    /// Whom to ask.
    pub contact: &'static str,
    /// Where the document stands.
    pub address: &'static str,
    /// Head of the downloads.
    pub downloads: &'static str,
    /// Whose the data are, and the terms of use.
    pub terms: fn(&About) -> String,
    /// The items that are selected, as CSV.
    pub items: &'static str,
    /// What that file holds.
    pub items_hold: &'static str,
    /// All open data, as one zip.
    pub open_data: &'static str,
    /// What that file holds, and where its columns are explained.
    pub open_data_holds: &'static str,
    /// The plan file.
    pub plan_file: &'static str,
    /// What that file holds.
    pub plan_file_holds: &'static str,
    /// A file was made; whether it was saved the browser does not say.
    pub made: fn(name: &str) -> String,
    /// Head of the corrections.
    pub corrections: &'static str,
    /// Why there are some.
    pub corrections_why: &'static str,
    /// There are none.
    pub no_corrections: &'static str,
    /// The heads of their table.
    pub correction_heads: [&'static str; 4],
    /// Head of the rows that were placed by rule.
    pub inferred: &'static str,
    /// Why there are some, and how many.
    pub inferred_why: fn(usize) -> String,
    /// There are none.
    pub no_inferred: &'static str,
    /// The heads of their table.
    pub inferred_heads: [&'static str; 3],
    /// Head of what the widget works out itself.
    pub rules: &'static str,
    /// By which rules.
    pub rule_list: [&'static str; 6],
    /// Which results the statuses of the controls are of.
    pub status_rule: &'static str,
}
