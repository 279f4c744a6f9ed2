//! The words of charts.

/// What charts say: under, inside and read aloud.
pub struct ChartWords {}
