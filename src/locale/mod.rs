//! Every word of the interface, as data.
//!
//! A language is one file of plain strings, `ja.txt`. From it `build.rs` makes a static of the type [`Locale`], with
//! a field for each word and a method for each template. This folder has only the functions of grammar that need more
//! than a template.
//!
//! **Why this room imports only `plan`.** The room that has the facts fills the templates itself, in a file named
//! `say.rs`. So it imports the words, and the words do not import it. Earlier the words knew every kind of fact: this
//! room formed a cycle with four others, and a second language would have had to write the sentences again in Rust.
//!
//! Never in this room: text of a plan.

mod fill;
mod grammar;
#[cfg(feature = "package")]
mod messages;
#[cfg(feature = "package")]
mod problem;
mod words;

pub(crate) use fill::fill;
pub(crate) use grammar::or;
pub use grammar::{BASE, END, READING, plain, with_reading};
#[cfg(feature = "package")]
pub use messages::{messages, say_messages_in};
#[cfg(feature = "package")]
pub use problem::ProblemWords;
pub use words::*;
