//! The difference between two selections, as a value: what to hide, show, open, close and reorder.

use super::Selection;
use crate::list::List;
use crate::plan::ItemIndex;

/// What differs after a change of state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// Rows to hide.
    pub hide: Vec<ItemIndex>,
    /// Rows to show.
    pub show: Vec<ItemIndex>,
    /// Rows to open.
    pub open: Vec<ItemIndex>,
    /// Rows to close.
    pub close: Vec<ItemIndex>,
    /// Rows whose hits differ.
    pub hits: Vec<ItemIndex>,
    /// The new order of all rows, where it differs.
    pub order: Option<Vec<ItemIndex>>,
    /// Whether counts, chips or facets differ.
    pub counts: bool,
}

/// What leads from one selection to another of the same plan. Cost: items.
pub fn change(before: &Selection, after: &Selection) -> Change {
    let rows = (0..after.shown.len()).map(ItemIndex);
    let turned = |before: &[bool], after: &[bool], to: bool| -> Vec<ItemIndex> {
        rows.clone().filter(|row| after[row.0] == to && before[row.0] != to).list()
    };
    Change {
        hide: turned(&before.shown, &after.shown, false),
        show: turned(&before.shown, &after.shown, true),
        open: turned(&before.open, &after.open, true),
        close: turned(&before.open, &after.open, false),
        hits: rows.clone().filter(|row| before.hits[row.0] != after.hits[row.0]).list(),
        order: (before.order != after.order).then(|| after.order.clone()),
        counts: before.facets != after.facets
            || before.count != after.count
            || before.waiting() != after.waiting(),
    }
}
