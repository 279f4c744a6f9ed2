//! The document's own tables as charts, and the bar beside a count.

use super::rank::rank;
use super::stacked::stacked;
use super::table_figure::TableFigure;
use crate::locale::Locale;
use crate::plan::{DocumentChart, DocumentTable};

/// A chart of more cells is no longer readable. The backend also stores the number of a group in one byte.
const CELLS: usize = 250;

/// The chart of a table, of the kind that its column 図 names. `None` where it names none, or where the cells do not
/// suffice.
///
/// `title` is the name of both the drawing and the table. `id_prefix` begins the ids inside the SVG; the caller makes
/// it unique on the page. The page shows the table beside the chart, because a chart leaves out cells without a
/// number or a rank.
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

/// A bar next to a number. `count` of `most` gives its length; the page shows the number as text.
///
/// ```
/// let bar = machi_plan::chart::count_bar(5, 10);
/// assert!(bar.contains("width=\"50\""));
/// ```
pub fn count_bar(count: usize, most: usize) -> String {
    // Counts in 64 bits on every machine, because a browser's usize has 32. The bound keeps the product below from
    // overflowing.
    let (count, most) = (count as u64, (most as u64).clamp(1, 1 << 56));
    let hundredths = (count.min(most) * 200 + most) / (most * 2);
    // A count above zero is always visible.
    let width = if count > 0 { hundredths.max(1) } else { 0 };
    format!(
        "<svg class=\"machi-plan-chart-bar\" viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect width=\"{width}\" height=\"1\"/></svg>"
    )
}
