//! The element in the page: the one room that knows the DOM. It reads events and settings into a `ViewState`, and does to
//! the DOM what the model says.
//!
//! - `surface` has the elements and no plan: five things that are done to parts.
//! - `address` reads and writes the address of the page.
//! - `turn` is the widget: it goes from one `Model` to the next. `mount`, `events`, `chart` and `download` call it.
//!
//! Never in this room: a decision about what is visible, markup, a reference to a text node that outlives a call, a
//! borrow across a call of the browser (`kept` gives copies only).
//!
//! `element.js` holds what a custom element must be written in JavaScript for; it calls the exports below.

mod address;
mod chart;
mod dom;
mod download;
mod events;
mod exports;
mod kept;
mod marks;
mod mount;
mod objects;
mod surface;
mod turn;

/// In place of the allocator that Rust brings, which is 8 KB of code.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
