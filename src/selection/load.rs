//! The workload of each department. 概要, 部署 and the open data share this one count, and it follows the rule of the
//! list.

use super::per_item::PerItem;
use super::prepared::Prepared;
use crate::list::List;
use crate::plan::{DepartmentIndex, ItemIndex};

/// The workload of one department.
#[derive(Debug, PartialEq, Eq)]
pub struct Load {
    /// How many items it leads.
    pub leads: usize,
    /// The items that it takes part in, as many as [`super::count`] gives. A repost is left out where the department
    /// has its original or an earlier repost too. Where only other departments have the original, the repost counts
    /// like any item.
    pub items: Vec<ItemIndex>,
    /// All items that it takes part in.
    pub all: Vec<ItemIndex>,
    /// Those of them that it leads.
    pub led: Vec<ItemIndex>,
}

/// The workload of each department. Cost: the items and their departments.
pub fn loads(prepared: &Prepared) -> Vec<Load> {
    let all = items_of_departments(prepared);
    let led = by_department(prepared, &prepared.facts.leads);
    let leads = prepared.counts_by("department", true);
    // For each item, the last department for which a repost of it was counted.
    let mut counted_for = vec![None; prepared.plan.items.len()];
    let load = |(department, (all, led)): (DepartmentIndex, (Vec<ItemIndex>, _))| {
        let mut items = Vec::new();
        for &item in &all {
            let is_beside = prepared.original(item).is_some_and(|original| {
                all.binary_search(&original).is_ok()
                    || counted_for[original.0].replace(department) == Some(department)
            });
            if !is_beside {
                items.push(item);
            }
        }
        Load { leads: leads.get(department.0).map_or(0, |count| count.items), items, all, led }
    };
    prepared.plan.department_indices().zip(all.into_iter().zip(led)).map(load).list()
}

/// The items that each department takes part in, in the plan's order. Cost: the items and their departments.
pub fn items_of_departments(prepared: &Prepared) -> Vec<Vec<ItemIndex>> {
    by_department(prepared, &prepared.facts.departments)
}

fn by_department(prepared: &Prepared, of_items: &PerItem<DepartmentIndex>) -> Vec<Vec<ItemIndex>> {
    let mut items: Vec<Vec<ItemIndex>> = vec![Vec::new(); prepared.plan.departments.len()];
    for item in prepared.plan.item_indices() {
        for department in of_items.get(item) {
            // A cell may name a department twice.
            if items[department.0].last() != Some(&item) {
                items[department.0].push(item);
            }
        }
    }
    items
}
