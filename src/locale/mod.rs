//! Every word of the interface. A language is one value of [`Locale`]: a missing word does not compile.
//!
//! Never in this room: text of a plan.

mod chart;
mod controls;
mod data;
mod departments;
mod error;
mod item;
mod items;
mod ja;
#[cfg(feature = "officer")]
mod officer;
mod overview;
mod plan_file;
#[cfg(feature = "package")]
mod print;
mod strip;

pub use chart::ChartWords;
pub use controls::{ControlWords, FacetWords, ViewWords};
pub use data::DataWords;
pub use departments::DepartmentsWords;
pub use error::ErrorWords;
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
pub use strip::StripWords;

use crate::plan::FiscalYear;
use crate::selection::View;

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

impl Locale {
    /// The words of a view.
    pub fn view(&self, view: View) -> &ViewWords {
        const NONE: &ViewWords = &ViewWords { key: "", name: "", nothing: "" };
        self.controls.view.iter().find(|words| words.key == view.name()).unwrap_or(NONE)
    }

    /// The words of a facet, by its key.
    pub fn facet(&self, key: &str) -> &FacetWords {
        const NONE: &FacetWords = &FacetWords::PLAIN;
        self.controls.facets.iter().find(|words| words.key == key).unwrap_or(NONE)
    }
}
