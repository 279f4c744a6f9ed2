//! The order of the items.

use super::prepared::Prepared;
use super::state::{Sort, SortKey};
use crate::list::List;
use crate::plan::ItemIndex;

/// All items in an order. Items with the same key keep the order of the document, in both directions.
pub(super) fn order(prepared: &Prepared, sort: Sort) -> Vec<ItemIndex> {
    let key = |item: ItemIndex| match sort.key {
        SortKey::Number => item.0,
        // Items without a department come after the last department.
        SortKey::Department => {
            let first = prepared.facts.departments.get(item).first();
            first.map_or(prepared.plan.departments.len(), |at| prepared.facts.department_places[at.0])
        }
        SortKey::Indicators => prepared.plan[item].indicators.len(),
    };
    let keys = prepared.plan.item_indices().map(key).list();
    let last = keys.iter().copied().max().unwrap_or_default();
    // For each key, in the direction of the sort, the place of its next item.
    let place = |key: usize| if sort.descending { last - key } else { key };
    let mut next = vec![0; last + 2];
    keys.iter().for_each(|key| next[place(*key) + 1] += 1);
    for at in 1..next.len() {
        next[at] += next[at - 1];
    }
    let mut order = vec![ItemIndex(0); keys.len()];
    for (item, key) in prepared.plan.item_indices().zip(keys) {
        order[next[place(key)]] = item;
        next[place(key)] += 1;
    }
    order
}
