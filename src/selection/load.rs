//! How much each department has to do: the one count behind 概要, 部署 and the open data, by the rule of the list.

use super::count;
use super::prepared::Prepared;

/// What a department has to do. A repost beside its original, or beside another repost of it, is in neither; where the
/// original belongs to others alone it is the department's like any item.
#[derive(Debug, PartialEq, Eq)]
pub struct Load {
    /// How many items it leads.
    pub leads: usize,
    /// The items that it has any part in, by their place in the plan: as many as [`count`] says.
    pub items: Vec<usize>,
}

/// What a department has to do, by its place in the plan. Cost: the items.
pub fn load(prepared: &Prepared, department: usize) -> Load {
    let takes_part = |item| prepared.takes_part(item, department);
    let mut items = Vec::new();
    // The originals, by their place, for which a repost stands.
    let mut stood_for = vec![false; prepared.facts.len()];
    for (item, facts) in prepared.facts.iter().enumerate().filter(|(item, _)| takes_part(*item)) {
        let is_beside = facts.original.is_some_and(|original| {
            takes_part(original) || std::mem::replace(&mut stood_for[original], true)
        });
        if !is_beside {
            items.push(item);
        }
    }
    Load { leads: count(prepared, &|item| prepared.leads(item, department)).items, items }
}
