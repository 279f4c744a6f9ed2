//! Search: keys that fold away how a word is written, and an index of the plan under those keys.
//!
//! Never in this room: rendering. The text that is shown is never changed; only keys are folded.

pub(crate) mod fold;
mod index;

pub use fold::{Folded, fold, fold_with_places, words};
pub use index::{Hits, Index, Section};
