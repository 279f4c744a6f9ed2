//! The element in the page: the one room that knows the DOM. It reads events and settings into a `ViewState`, and
//! applies to the DOM what `selection()` and `change()` decided.
//!
//! Never in this room: a decision about what is visible, markup, a reference to a text node that outlives a call.
//!
//! `element.js` holds what a custom element must be written in JavaScript for; it calls the exports below.

mod apply;
mod chart;
mod controls;
mod dom;
mod download;
mod events;
mod exports;
mod marks;
mod mount;
mod objects;

/// In place of the allocator that Rust brings, which is 8 KB of code.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
