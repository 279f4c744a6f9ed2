//! machi-plan: a city's reform plan in its own web page, searched, filtered and charted.
pub mod chart;
pub mod export;
mod format;
mod list;
pub mod locale;
pub mod model;
#[cfg(all(target_arch = "wasm32", feature = "officer"))]
mod officer;
#[cfg(feature = "package")]
pub mod package;
pub mod plan;
pub mod planfile;
#[cfg(feature = "package")]
pub mod product;
pub mod search;
pub mod selection;
#[cfg(feature = "package")]
pub mod site;
#[cfg(feature = "native")]
pub mod theme;
pub mod view;
#[cfg(all(target_arch = "wasm32", not(feature = "officer")))]
mod widget;
