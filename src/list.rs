//! Collecting into a list, in a form that is small in the module: see `docs/decisions/size.md`.
//!
//! `collect()` is compiled anew for each kind of iterator, several functions each time, and there are about two hundred
//! kinds. Here only the step to the next value is; the loop that gathers is compiled once for each kind of value. It costs
//! the script 3 KB less in brotli, and a call through a pointer for each value.

/// `list()` in place of `collect::<Vec<_>>()`.
pub(crate) trait List: Iterator + Sized {
    /// All that is left, in order.
    fn list(mut self) -> Vec<Self::Item> {
        gather(&mut self)
    }
}

impl<I: Iterator> List for I {}

/// An iterator without all that it could do besides.
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
