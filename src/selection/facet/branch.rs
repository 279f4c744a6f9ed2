//! The facet of branches, which is the tree of outline rows. A row includes every item below it.

use super::{FacetSpec, PLAIN, Value, ValueName, Values};
use crate::list::List;
use crate::plan::{Lookup, OutlineIndex};
use crate::selection::per_item::PerItem;

pub(super) const BRANCH: FacetSpec = FacetSpec {
    key: "branch",
    name: |plan, row, _| ValueName::Row(&plan[OutlineIndex(row)]),
    prepare: |plan, facts| {
        let items = Lookup::new(plan.items.iter().map(|item| item.id.as_str()));
        let depths = facts.tree.depths();
        let value = |row: OutlineIndex| Value {
            value: plan[row].id.clone(),
            depth: depths[row.0],
            // A row that is itself an item would narrow the list to that one item.
            is_offered: items.find(&plan[row].id).is_none(),
        };
        vec![Values {
            vocabulary: String::new(),
            values: plan.outline_indices().map(value).list(),
            of_items: PerItem::of(plan, |item| facts.tree.ancestors(item).iter().map(|row| row.0).list()),
            only: None,
        }]
    },
    ..PLAIN
};
