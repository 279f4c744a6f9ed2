//! The words of the overview.

use crate::plan::FiscalYear;
use crate::selection::Count;

/// The overview.
pub struct OverviewWords {
    /// Head of what the plan is.
    pub about: &'static str,
    /// The plan's own name.
    pub title: &'static str,
    /// A level of the outline: the document's own name, empty where it has none, the mark of its first row, and how many
    /// rows it has.
    pub level: fn(name: &str, mark: &str, count: usize) -> String,
    /// How many items, with reposts apart.
    pub count: fn(Count) -> String,
    /// So many items are rows of the outline that the document does not divide: the row's level, the word for an item.
    pub undivided: fn(level: &str, item: &str, count: usize) -> String,
    /// Series of one indicator are counted each.
    pub series: &'static str,
    /// How many departments take part.
    pub departments: fn(usize) -> String,
    /// The years of which there are results, or that there are none.
    pub results: fn(&[FiscalYear]) -> String,
    /// Leads to the view of data.
    pub see_data: &'static str,
    /// Head of the outline.
    pub outline: &'static str,
    /// What its links do.
    pub outline_hint: &'static str,
    /// Opens the prose under a row of the outline.
    pub description: &'static str,
    /// Head of the counts.
    pub counts: &'static str,
    /// Caption of the items by branch.
    pub by_branch: &'static str,
    /// Head of the column of branches where the document has no word for them.
    pub branch: &'static str,
    /// Caption of the items by department: of a plan without reposts, and of one that has some, which are left out.
    pub by_department: [&'static str; 2],
    /// Head of the items that a department leads.
    pub leading: &'static str,
    /// Head of all items in which it takes part.
    pub taking_part: &'static str,
    /// Why these do not add up to all items.
    pub shared: &'static str,
    /// Head of what is missing.
    pub missing: &'static str,
    /// What is counted there.
    pub missing_hint: &'static str,
    /// So many of so many, in this unit.
    pub gap: fn(what: &str, unit: &str, count: usize, of: usize) -> String,
    /// How items and indicators are counted, departments, and rows.
    pub units: [&'static str; 3],
    /// Items or indicators of which something is not stated.
    pub lacks: fn(what: &str, item: &str) -> String,
    /// The results of a year.
    pub results_of: fn(FiscalYear) -> String,
    /// Indicators with a dash for a target.
    pub dashes: &'static str,
    /// Indicators with a target that is not read as one number.
    pub in_words: &'static str,
    /// Rows that were placed by rule: of a plan without reposts, and of one that has some, which are counted too.
    pub inferred: [&'static str; 2],
    /// Departments that lead nothing.
    pub leads_nothing: &'static str,
    /// Opens the list of what was counted.
    pub list: &'static str,
    /// Leads to a view, by its name.
    pub see: fn(view: &str) -> String,
    /// Head of the document's prose and tables.
    pub document: &'static str,
    /// The package has none.
    pub no_document: &'static str,
    /// Head of the list of sections.
    pub contents: &'static str,
    /// Head of the list of tables, and of tables that stand in no section.
    pub tables: &'static str,
    /// The unit of a table's numbers.
    pub unit: fn(&str) -> String,
    /// Head of what each line of a rank chart does.
    pub ways: &'static str,
}
