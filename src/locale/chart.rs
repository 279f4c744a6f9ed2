//! The words of charts.

use crate::chart::{Bar, Fact, Place, Ranking, Role};
use crate::plan::FiscalYear;

/// What charts say: under, inside and read aloud. Facts come as an enum, so that a language that does not know one of
/// them does not compile.
pub struct ChartWords {
    /// What a value is, in a word.
    pub role: fn(Role) -> &'static str,
    /// A fiscal year in full.
    pub year: fn(FiscalYear) -> String,
    /// A point that was walked to: what it says, its place among how many.
    pub point: fn(text: &str, place: usize, of: usize) -> String,
    /// Shows the table in place of the chart.
    pub as_table: &'static str,
    /// Saves the chart as an SVG.
    pub save_svg: &'static str,
    /// Saves its values as a CSV.
    pub save_csv: &'static str,
    /// How the points of a chart are read one by one.
    pub keys: &'static str,
    /// The facts as text.
    pub sentence: fn(&[Fact<'_>]) -> String,
    /// What stacked bars show.
    pub bars: fn(&[Bar<'_>]) -> String,
    /// Why a row has no bar.
    pub no_bar: fn(&Bar<'_>) -> &'static str,
    /// What a rank chart shows.
    pub ranking: fn(&Ranking<'_>) -> String,
    /// The way of a wish through the surveys of these names.
    pub way: fn(&[String], &[Place<'_>]) -> String,
    /// What is said of the lines below the last rank.
    pub without_rank: &'static str,
}
