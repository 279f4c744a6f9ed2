//! A value that is kept and replaced whole.

use std::cell::RefCell;

/// A value of which only copies come out. No borrow of it can outlive a call, so none is held while the browser runs the
/// listeners of a page.
pub(super) struct Kept<T>(RefCell<T>);

impl<T: Clone> Kept<T> {
    pub fn new(value: T) -> Kept<T> {
        Kept(RefCell::new(value))
    }

    /// A copy of the value.
    pub fn get(&self) -> T {
        self.0.borrow().clone()
    }

    /// Puts another value in its place.
    pub fn set(&self, value: T) {
        drop(self.0.replace(value));
    }
}
