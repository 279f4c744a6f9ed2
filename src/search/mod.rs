//! Search: keys that ignore the written form of a word, and an index of the plan under those keys.
//!
//! Never in this room: rendering. The shown text is never changed; only keys are folded.

mod excerpt;
pub(crate) mod fold;
mod index;
mod query;
mod scan;

pub use excerpt::{Excerpt, excerpt};
pub use fold::{Folded, fold, fold_with_offsets};
pub use index::{Hits, Index, Section};
pub use query::{Word, narrows, words};
