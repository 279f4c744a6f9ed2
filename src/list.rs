//! Collects an iterator into a list with little code in the module: see `docs/decisions/size.md`.
//!
//! `collect()` compiles several functions for each kind of iterator, and the module has about two hundred kinds. Here
//! each kind adds only its step to the next value; the loop that gathers is compiled once for each kind of value.
//! This saves 3 KB of brotli in the script and costs one call through a pointer for each value.

/// `list()` instead of `collect::<Vec<_>>()`.
pub(crate) trait List: Iterator + Sized {
    /// All values that are left, in order.
    fn list(mut self) -> Vec<Self::Item> {
        gather(&mut self)
    }
}

impl<I: Iterator> List for I {}

/// The one method of an iterator that the shared loop needs.
trait Steps {
    type Item;
    fn step(&mut self) -> Option<Self::Item>;
}

impl<I: Iterator> Steps for I {
    type Item = I::Item;
    fn step(&mut self) -> Option<I::Item> {
        self.next()
    }
}

#[inline(never)]
fn gather<T>(steps: &mut dyn Steps<Item = T>) -> Vec<T> {
    let mut list = Vec::new();
    while let Some(value) = steps.step() {
        list.push(value);
    }
    list
}
