//! The parts of a view that have a key.

use machi_plan::model::Key;
use machi_plan::view;

use super::{Id, Tree};

impl Tree {
    /// A key is found by its attribute; an entry of a department, below that department.
    pub(super) fn keyed(&self, view_box: Id, keys: &[Key], at: usize) -> Option<Id> {
        let fits = |key: &Key, id: Id| self.attribute(id, key.attribute) == Some(key.id);
        let key = &keys[at];
        let head = keys[..at].iter().rev().find(|key| key.attribute == view::DATA_DEPARTMENT);
        let within = match head.filter(|_| key.attribute == view::DATA_ITEM) {
            Some(department) => self.first(view_box, |id| fits(department, id))?,
            None => view_box,
        };
        self.first(within, |id| fits(key, id) && matches!(self.0[id].name.as_str(), "section" | "li" | "div"))
    }
}
