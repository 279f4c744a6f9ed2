//! Charts as accessible SVG text, the figures beside them, and the facts of the sentence below them.
//!
//! Never in this room: the DOM, a size asked of the browser, a colour, a word of the interface. All arithmetic uses
//! whole numbers, so that the native command and the browser write the same bytes.

mod axis;
mod backend;
mod bar;
mod canvas;
mod cell;
mod compare;
mod document;
mod draw;
mod fact;
mod frame;
mod label;
mod number;
mod rank;
mod ranking;
mod reading;
mod say;
mod say_table;
mod scale;
mod sentence;
mod stacked;
mod symbol;
mod table;
mod table_figure;
mod text;
mod track;
mod trend;

pub use backend::{Ink, SvgBackend};
pub use bar::{Bar, Part};
pub use cell::Role;
pub use cell::one_value;
pub use document::{count_bar, table_figure};
pub use fact::{Difference, Fact, Gap, Said, Span};
pub use frame::Frame;
pub use ranking::{Entry, Fate, Ranking};
pub use reading::{Point, PointGroup, Reading, Step, point_groups, reading_of, said, step};
pub use say::{moved, role as role_name};
pub use scale::Scales;
pub use table::{Cells, Table, TableRow};
pub use table_figure::TableFigure;
pub use track::{mark_of, scale_head};

use crate::locale::Locale;
use crate::plan::Indicator;

/// Everything that is shown of one indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure<'a> {
    /// The chart; `None` where no two values of one unit are in different years.
    pub svg: Option<String>,
    /// The content of the chart as a sentence.
    pub sentence: String,
    /// Every printed cell, for the table beside the chart.
    pub table: Table<'a>,
    /// For each series its values as points in one line; none where there is no chart.
    pub tracks: Vec<String>,
    /// The value, where all cells say the same number.
    pub value: Option<String>,
}

/// The figure of an indicator. `series` are the rows of one item that share their name.
///
/// `id_prefix` begins the ids inside the SVG; the caller makes it unique on the page. For a row that repeats another
/// (再掲) the caller passes the original.
pub fn indicator_figure<'a>(
    series: &[&'a Indicator],
    frame: &Frame<'a>,
    locale: &Locale,
    id_prefix: &str,
) -> Figure<'a> {
    let sentence = say::sentence(locale, &sentence::facts(series, frame));
    let trend = trend::Trend::of(series, &frame.scales);
    let svg = trend.as_ref().and_then(|trend| draw::draw(trend, frame, locale, &sentence, id_prefix));
    let tracks = match (&svg, &trend) {
        (Some(_), Some(trend)) => track::tracks(series, trend),
        _ => Vec::new(),
    };
    let table = Table::of(series, frame.years.clone());
    Figure { svg, sentence, table, tracks, value: cell::one_value(series) }
}

/// The unit of the chart of an indicator; `None` where it has none.
pub fn charted_unit(series: &[&Indicator]) -> Option<String> {
    trend::unit(series, &series.iter().map(|row| cell::Cell::all(row)).collect::<Vec<_>>())
}
