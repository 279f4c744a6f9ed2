//! What the chart of a document's own table gives to a page.

/// A table of the document as a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct TableFigure {
    /// The chart.
    pub svg: String,
    /// The content of the drawing in words; also its `<desc>`.
    pub sentence: String,
    /// For a rank chart, each wish with its rank in every survey, in the order of their names in the drawing; empty
    /// for other charts.
    pub ways: Vec<String>,
}
