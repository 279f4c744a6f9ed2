//! The difference between two selections, as a value: what to hide, show, open, close and reorder.

use super::Selection;
use crate::list::List;

/// What stands differently after a change of state. Items are named by their place in the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// Rows to hide.
    pub hide: Vec<usize>,
    /// Rows to show.
    pub show: Vec<usize>,
    /// Rows to open.
    pub open: Vec<usize>,
    /// Rows to close.
    pub close: Vec<usize>,
    /// Rows whose hits differ.
    pub hits: Vec<usize>,
    /// The new order of all rows, where it differs.
    pub order: Option<Vec<usize>>,
    /// Whether counts, chips or facets differ.
    pub counts: bool,
}

/// What leads from one selection to another of the same plan. Cost: items.
pub fn change(before: &Selection, after: &Selection) -> Change {
    let rows = 0..after.shown.len();
    let turned = |before: &[bool], after: &[bool], to: bool| -> Vec<usize> {
        rows.clone().filter(|row| after[*row] == to && before[*row] != to).list()
    };
    Change {
        hide: turned(&before.shown, &after.shown, false),
        show: turned(&before.shown, &after.shown, true),
        open: turned(&before.open, &after.open, true),
        close: turned(&before.open, &after.open, false),
        hits: rows.clone().filter(|row| before.hits[*row] != after.hits[*row]).list(),
        order: (before.order != after.order).then(|| after.order.clone()),
        counts: before.facets != after.facets
            || before.count != after.count
            || before.waiting() != after.waiting(),
    }
}
