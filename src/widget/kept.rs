//! A stored value that is only copied and replaced.

use std::cell::RefCell;

/// A value that is returned only as a copy. So no borrow can outlive a call, and none is held while the browser runs
/// the listeners of a page.
pub(super) struct Kept<T>(RefCell<T>);

impl<T: Clone> Kept<T> {
    pub fn new(value: T) -> Kept<T> {
        Kept(RefCell::new(value))
    }

    /// A copy of the value.
    pub fn get(&self) -> T {
        self.0.borrow().clone()
    }

    /// Replaces the value.
    pub fn set(&self, value: T) {
        drop(self.0.replace(value));
    }
}
