//! What the figures of a plan share.

use super::scale::Scales;
use crate::plan::FiscalYear;

/// What every figure takes from its plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame<'a> {
    /// The years of the plan.
    pub years: Vec<FiscalYear>,
    /// The first and the last year that all charts of the plan share, so that readers can compare them. Values
    /// outside these years widen only their own chart.
    pub axis: (FiscalYear, FiscalYear),
    /// The document's own word for a baseline (基準値の見出し), or nothing.
    pub baseline: &'a str,
    /// Whether the plan has an actual. Where it has none, the page says so once, and no figure does.
    pub has_actuals: bool,
    /// The scales of the indicators of the item.
    pub scales: Scales,
}
