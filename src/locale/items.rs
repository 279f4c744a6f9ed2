//! The words of the table of items.

use crate::plan::FiscalYear;
use crate::search::Section;
use crate::selection::Count;

/// The table of items.
pub struct ItemsWords {
    /// The caption of a table of items: the name of the view, the document's own word for an item, how many of how many,
    /// the conditions.
    pub caption:
        fn(view: &str, item_label: &str, shown: Count, total: Count, conditions: &[String]) -> String,
    /// Head of the column of numbers.
    pub number: &'static str,
    /// Head of the column of names where the document has no word for an item.
    pub name: &'static str,
    /// Head of the column of departments where the document has no word for them.
    pub departments: &'static str,
    /// Head of the column of indicators.
    pub indicators: &'static str,
    /// A number of indicators; none is said in words.
    pub indicator_count: fn(usize) -> String,
    /// Stands before a name that repeats another item.
    pub repost: &'static str,
    /// Marks the department that leads.
    pub lead: &'static str,
    /// The rest of that word, to the ear.
    pub lead_more: &'static str,
    /// The years of a plan: from, to.
    pub span: fn(FiscalYear, FiscalYear) -> String,
    /// Where a query stands in the closed part: 「実績に1か所」.
    pub hits: fn(section: &str, count: usize) -> String,
    /// Between two of them.
    pub hits_between: &'static str,
    /// The name of a section where the document has no word for it.
    pub section: fn(Section) -> &'static str,
    /// The plan has no items.
    pub no_items: &'static str,
}
