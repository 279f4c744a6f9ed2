//! The document's own tables as charts, and the bar beside a count.

use super::{rank::rank, stacked::stacked};
use crate::locale::Locale;
use crate::plan::{DocumentChart, DocumentTable};

/// More cells than this no longer read as a chart; a group of the drawing is numbered in one byte.
const CELLS: usize = 250;

/// A table of the document as a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct TableFigure {
    /// The chart.
    pub svg: String,
    /// What the drawing shows, in words; also its `<desc>`.
    pub sentence: String,
    /// Of a rank chart each wish with its rank in every survey, in the order of their names in the drawing; empty for
    /// other charts.
    pub ways: Vec<String>,
}

/// The chart of a table, by its 図; `None` where it has none or where its cells do not give one.
///
/// `title` names the drawing, as it names the table; `id_prefix` begins the ids inside the SVG; the caller makes it unique on the page. The table itself stands beside the
/// chart, because a chart leaves out what is no number and no rank.
pub fn table_figure(
    table: &DocumentTable,
    title: &str,
    locale: &Locale,
    id_prefix: &str,
) -> Option<TableFigure> {
    if table.head.len().saturating_mul(table.rows.len()) > CELLS {
        return None;
    }
    match table.figure {
        DocumentChart::None => None,
        DocumentChart::StackedBar => stacked(table, locale, title, id_prefix),
        DocumentChart::Rank => rank(table, locale, title, id_prefix),
    }
}

/// A bar beside a number, as long as `count` of `most`; the number stands beside it as text.
///
/// ```
/// let bar = machi_plan::chart::count_bar(5, 10);
/// assert!(bar.contains("width=\"50\""));
/// ```
pub fn count_bar(count: usize, most: usize) -> String {
    // 64 bits on every machine: a browser's usize has 32. The bound keeps the product below from passing them.
    let (count, most) = (count as u64, (most as u64).clamp(1, 1 << 56));
    let hundredths = (count.min(most) * 200 + most) / (most * 2);
    // What is there is seen.
    let width = if count > 0 { hundredths.max(1) } else { 0 };
    format!(
        "<svg class=\"machi-plan-chart-bar\" viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect width=\"{width}\" height=\"1\"/></svg>"
    )
}
