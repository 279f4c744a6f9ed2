//! A stored value that is only copied and replaced.

use std::cell::RefCell;

use web_sys::Element;

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

/// Elements by an index, as far as they are in the page. They are returned only as copies too.
pub(super) struct Elements(RefCell<Vec<Option<Element>>>);

impl Elements {
    pub fn new(elements: Vec<Option<Element>>) -> Elements {
        Elements(RefCell::new(elements))
    }

    /// The element of an index.
    pub fn get(&self, at: usize) -> Option<Element> {
        self.0.borrow().get(at).cloned().flatten()
    }

    /// Adds an element that was just written. An index beyond the last is ignored.
    pub fn set(&self, at: usize, element: Element) {
        let before = self.0.borrow_mut().get_mut(at).map(|slot| slot.replace(element));
        drop(before);
    }

    /// All of them.
    pub fn all(&self) -> Vec<Option<Element>> {
        self.0.borrow().clone()
    }
}
