//! What the element knows and decides, without a browser: compiled natively too, and tested there.
//!
//! Never in this room: an element, an event, a call into the browser.

mod problem;
mod script;

pub use problem::{Code, Problem};
pub use script::{SETTINGS, names_for_script};
