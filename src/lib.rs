//! machi-plan: a city's reform plan in its own web page, searched, filtered and charted.
pub mod chart;
#[cfg(feature = "native")]
pub mod export;
pub mod locale;
#[cfg(feature = "native")]
pub mod package;
pub mod plan;
pub mod planfile;
pub mod search;
pub mod selection;
pub mod view;
#[cfg(target_arch = "wasm32")]
mod widget;
