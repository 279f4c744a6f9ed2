//! Every word of the interface. A language is one value of [`Locale`]: a missing word does not compile.
//!
//! Never in this room: text of a plan.

mod chart;
mod controls;
mod data;
mod departments;
mod error;
#[cfg(feature = "package")]
mod fill;
mod item;
mod items;
mod ja;
#[cfg(feature = "officer")]
mod officer;
mod overview;
mod plan_file;
#[cfg(feature = "package")]
mod print;
#[cfg(feature = "package")]
mod problem;
#[cfg(feature = "package")]
mod readings;
mod strip;
#[cfg(feature = "package")]
pub mod words;

pub use chart::ChartWords;
pub use controls::ControlWords;
pub use data::DataWords;
pub use departments::DepartmentsWords;
pub use error::ErrorWords;
#[cfg(feature = "package")]
pub(crate) use fill::fill;
pub use item::ItemWords;
pub use items::ItemsWords;
pub use ja::JA;
#[cfg(feature = "officer")]
pub use officer::{OFFICER_JA, OfficerWords};
pub use overview::OverviewWords;
pub use plan_file::PlanFileWords;
#[cfg(feature = "package")]
pub(crate) use plan_file::fault_ja;
#[cfg(feature = "package")]
pub use print::PrintWords;
#[cfg(feature = "package")]
pub use problem::ProblemWords;
#[cfg(feature = "package")]
pub use readings::{READINGS_JA, ReadingsWords};
pub use strip::StripWords;

use crate::plan::FiscalYear;

/// The document's own word, or ours where it has none.
pub(crate) fn or<'a>(own: &'a str, ours: &'a str) -> &'a str {
    if own.is_empty() { ours } else { own }
}

/// The words of one language.
pub struct Locale {
    /// The language tag, `ja`.
    pub lang: &'static str,
    /// A fiscal year in full, era and western: 令和6年度（2024年度）.
    pub year: fn(FiscalYear) -> String,
    /// Search, facets, chips, the sentence about the result.
    pub controls: ControlWords,
    /// The table of items.
    pub items: ItemsWords,
    /// The inside of an item.
    pub item: ItemWords,
    /// The view of data.
    pub data: DataWords,
    /// The overview.
    pub overview: OverviewWords,
    /// The departments' pages.
    pub departments: DepartmentsWords,
    /// The strip of years.
    pub strip: StripWords,
    /// What charts say.
    pub chart: ChartWords,
    /// What stands in place of a plan that could not be shown.
    pub error: ErrorWords,
    /// What is said of a plan file that is not read.
    pub plan_file: PlanFileWords,
    /// The print sheet, which the widget cannot write.
    #[cfg(feature = "package")]
    pub print: PrintWords,
}
