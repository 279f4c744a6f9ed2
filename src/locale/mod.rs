//! Every word of the interface. A language is one value of [`Locale`]: a missing word does not compile.
//!
//! Never in this room: text of a plan.

mod chart;
mod ja;
mod plan_file;

pub use chart::ChartWords;
pub use ja::JA;
pub use plan_file::PlanFileWords;

/// The words of one language.
pub struct Locale {
    /// The language tag, `ja`.
    pub lang: &'static str,
    /// What charts say.
    pub chart: ChartWords,
    /// What is said of a plan file that is not read.
    pub plan_file: PlanFileWords,
}
