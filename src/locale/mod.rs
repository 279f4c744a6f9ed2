//! Every word of the interface, as data.
//!
//! A language is one file of plain strings, `ja.txt`, of which `build.rs` makes a static of the type [`Locale`]: a field
//! for each word, a method for each template. Here are only the functions of grammar that need more than a template.
//!
//! **Why this room imports nothing but `plan`.** The room that has the facts (a chart, a plan file, a package) fills the
//! templates itself, in a file named `say.rs`; it imports the words, and they do not import it. The other way, words that
//! know every kind of fact, was a cycle of `locale` with `chart`, `planfile`, `selection` and `package`, and a second
//! language had to write the sentences anew in Rust.
//!
//! Never in this room: text of a plan.

mod fill;
mod grammar;
#[cfg(feature = "package")]
mod problem;
mod words;

pub(crate) use fill::fill;
pub(crate) use grammar::or;
#[cfg(feature = "package")]
pub use problem::ProblemWords;
pub use words::*;
