//! How much each department has to do: the one count behind 概要, 部署 and the open data, by the rule of the list.

use super::prepared::Prepared;
use super::select::count;
use crate::list::List;

/// What a department has to do. A repost beside its original, or beside another repost of it, is in neither; where the
/// original belongs to others alone it is the department's like any item.
#[derive(Debug, PartialEq, Eq)]
pub struct Load {
    /// How many items it leads.
    pub leads: usize,
    /// The items that it has any part in, by their place in the plan.
    pub items: Vec<usize>,
}

/// What a department has to do, by its place in the plan.
pub fn load(prepared: &Prepared, department: usize) -> Load {
    let takes_part = |item| prepared.takes_part(item, department);
    let counts = |item: &usize| takes_part(*item) && !prepared.facts[*item].is_beside(&takes_part);
    Load {
        leads: count(prepared, &|item| prepared.leads(item, department)).items,
        items: (0..prepared.facts.len()).filter(counts).list(),
    }
}
