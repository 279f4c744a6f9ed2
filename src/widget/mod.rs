//! The element in the page: the one room that knows the DOM. It turns events and settings into a `ViewState`, and
//! applies the steps of the model to the DOM.
//!
//! - `surface` has the elements and no plan: it does five kinds of steps on parts.
//! - `address` reads and writes the address of the page.
//! - `turn` is the widget: it goes from one `Model` to the next. `mount`, `events`, `chart` and `download` call it.
//!
//! Never in this room: a decision about what is visible, markup, a reference to a text node that outlives a call, a
//! borrow across a call of the browser (`kept` returns only copies).
//!
//! `element.js` has the parts of a custom element that must be JavaScript; it calls the exports below.

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
mod parts;
mod share;
mod surface;
mod turn;

/// It replaces Rust's own allocator, which is 8 KB of code.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
