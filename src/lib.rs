//! machi-plan: a city's reform plan in its own web page, searched, filtered and charted.
pub mod chart;
pub mod locale;
pub mod plan;
