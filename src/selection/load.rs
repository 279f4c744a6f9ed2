//! How much each department has to do: the one count behind 概要, 部署 and the open data, by the rule of the list.

use super::count;
use super::prepared::Prepared;
use crate::plan::{DepartmentIndex, ItemIndex};

/// What a department has to do. A repost beside its original, or beside another repost of it, is in neither; where the
/// original belongs to others alone it is the department's like any item.
#[derive(Debug, PartialEq, Eq)]
pub struct Load {
    /// How many items it leads.
    pub leads: usize,
    /// The items that it has any part in, as many as [`count`] says.
    pub items: Vec<ItemIndex>,
}

/// What a department has to do. Cost: the items.
pub fn load(prepared: &Prepared, department: DepartmentIndex) -> Load {
    let takes_part = |item| prepared.takes_part(item, department);
    let mut items = Vec::new();
    // For each item, whether a repost of it was counted.
    let mut counted = vec![false; prepared.facts.len()];
    for item in prepared.plan.item_indices().filter(|item| takes_part(*item)) {
        let is_beside = prepared.facts[item.0].original.is_some_and(|original| {
            takes_part(original) || std::mem::replace(&mut counted[original.0], true)
        });
        if !is_beside {
            items.push(item);
        }
    }
    Load { leads: count(prepared, &|item| prepared.leads(item, department)).items, items }
}
