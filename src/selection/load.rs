//! How much each department has to do: the one count behind 概要, 部署 and the open data, by the rule of the list.

use super::prepared::Prepared;
use crate::list::List;
use crate::plan::ItemIndex;

/// What a department has to do.
#[derive(Debug, PartialEq, Eq)]
pub struct Load {
    /// How many items it leads.
    pub leads: usize,
    /// The items that it has any part in, as many as [`super::count`] says. A repost beside its original, or beside
    /// another repost of it, is left out; where the original belongs to others alone it is the department's like any item.
    pub items: Vec<ItemIndex>,
    /// All items that it has any part in.
    pub all: Vec<ItemIndex>,
}

/// What each department has to do. Cost: the items and their departments.
pub fn loads(prepared: &Prepared) -> Vec<Load> {
    let mut all: Vec<Vec<ItemIndex>> = vec![Vec::new(); prepared.plan.departments.len()];
    for item in prepared.plan.item_indices() {
        for department in prepared.facts.departments.get(item) {
            // A cell may name a department twice.
            if all[department.0].last() != Some(&item) {
                all[department.0].push(item);
            }
        }
    }
    let leads = prepared.counts_by("department", true);
    // For each item the last department for which a repost of it was counted.
    let mut counted_for = vec![None; prepared.plan.items.len()];
    let load = |(department, all): (_, Vec<ItemIndex>)| {
        let mut items = Vec::new();
        for &item in &all {
            let is_beside = prepared.original(item).is_some_and(|original| {
                prepared.takes_part(original, department)
                    || counted_for[original.0].replace(department) == Some(department)
            });
            if !is_beside {
                items.push(item);
            }
        }
        Load { leads: leads.get(department.0).map_or(0, |count| count.items), items, all }
    };
    prepared.plan.department_indices().zip(all).map(load).list()
}
