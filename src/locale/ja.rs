//! Japanese.

use super::{ChartWords, Locale, plan_file};

/// Japanese, the language of the plans.
pub static JA: Locale = Locale { lang: "ja", chart: ChartWords {}, plan_file: plan_file::JA };
