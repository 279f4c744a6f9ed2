//! Japanese.

mod chart;

use super::{ChartWords, Locale};

/// Japanese, the language of the plans.
pub static JA: Locale = Locale {
    lang: "ja",
    chart: ChartWords { role: chart::role, year: chart::year, sentence: chart::sentence },
};
