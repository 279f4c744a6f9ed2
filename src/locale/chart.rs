//! The words of charts.

use crate::chart::{Fact, Role};
use crate::plan::FiscalYear;

/// What charts say: under, inside and read aloud. Facts come as an enum, so that a language that does not know one of
/// them does not compile.
pub struct ChartWords {
    /// What a value is, in a word.
    pub role: fn(Role) -> &'static str,
    /// A fiscal year in full.
    pub year: fn(FiscalYear) -> String,
    /// The facts as text.
    pub sentence: fn(&[Fact<'_>]) -> String,
}
