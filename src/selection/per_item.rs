//! A short list for each item of a plan, all of them in one allocation.

use crate::list::List;
use crate::plan::{ItemIndex, Plan};

/// A list for each item.
#[derive(Debug)]
pub(super) struct PerItem<T> {
    values: Vec<T>,
    /// For each item, the end of its list in `values`.
    ends: Vec<usize>,
}

impl<T> PerItem<T> {
    /// Gathers the list of every item.
    pub(super) fn of(plan: &Plan, mut of_item: impl FnMut(ItemIndex) -> Vec<T>) -> PerItem<T> {
        let mut values = Vec::new();
        let mut end = |item| {
            values.append(&mut of_item(item));
            values.len()
        };
        let ends = plan.item_indices().map(&mut end).list();
        PerItem { values, ends }
    }

    /// The list of an item.
    pub(super) fn get(&self, item: ItemIndex) -> &[T] {
        let begin = item.0.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.values[begin..self.ends[item.0]]
    }

    /// All lists, one after the other.
    pub(super) fn all(&self) -> &[T] {
        &self.values
    }
}
