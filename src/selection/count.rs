//! Counts items. A repost whose original, or an earlier repost of the same item, is also in the selection is counted
//! separately.

use super::per_item::PerItem;
use super::prepared::{Facts, Prepared};
use crate::list::List;
use crate::plan::ItemIndex;

/// How many items a selection holds. A repost counts as an item where its original is not in the selection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Items.
    pub items: usize,
    /// Reposts of counted items.
    pub reposts: usize,
}

/// Counts the items for which `holds` is true. Calls it at most three times for each.
pub fn count(prepared: &Prepared, holds: &dyn Fn(ItemIndex) -> bool) -> Count {
    let turns = turns(&prepared.facts, holds);
    count_with(&prepared.facts, &turns, 1, holds, &|_| &[0])[0]
}

/// The items that can count, if `holds` is true for no others: those for which it is true, and the originals of such ones.
pub(super) fn turns(facts: &Facts, holds: &dyn Fn(ItemIndex) -> bool) -> Vec<ItemIndex> {
    let reposts = facts.reposts.iter().enumerate();
    let counts = |(at, reposts): (usize, &Vec<ItemIndex>)| {
        (holds(ItemIndex(at)) || reposts.iter().any(|repost| holds(*repost))).then_some(ItemIndex(at))
    };
    reposts.filter_map(counts).list()
}

/// The same for each of `values` values, by index: the items for which `holds` is true and which have the value. They are
/// among the `turns`. Cost: twice these items and their values.
pub(super) fn counts(
    facts: &Facts,
    turns: &[ItemIndex],
    values: usize,
    holds: &dyn Fn(ItemIndex) -> bool,
    of_items: &PerItem<usize>,
) -> Vec<Count> {
    count_with(facts, turns, values, holds, &|item| of_items.get(item))
}

fn count_with<'a>(
    facts: &Facts,
    turns: &[ItemIndex],
    values: usize,
    holds: &dyn Fn(ItemIndex) -> bool,
    values_of: &dyn Fn(ItemIndex) -> &'a [usize],
) -> Vec<Count> {
    let mut counts = vec![Count::default(); values];
    // For each value, the last item that was counted, itself or through its first repost with the value.
    let mut counted_for: Vec<Option<ItemIndex>> = vec![None; values];
    for &item in turns {
        let (original, reposts) = (facts.originals[item.0], &facts.reposts[item.0]);
        // Nearly every item is neither a repost nor reposted.
        if original.is_none() && reposts.is_empty() {
            if holds(item) {
                values_of(item).iter().for_each(|value| counts[*value].items += 1);
            }
            continue;
        }
        for &other in std::iter::once(&item).chain(reposts).filter(|other| holds(**other)) {
            let values = values_of(other);
            // A repost is counted in the turn of its original, not in its own.
            if other != item || original.is_none() {
                for &value in values {
                    if counted_for[value] == Some(item) {
                        counts[value].reposts += 1;
                    } else {
                        counts[value].items += 1;
                    }
                }
            }
            values.iter().for_each(|value| counted_for[*value] = Some(item));
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Assignment, Department, DepartmentIndex, Item, Plan};
    use proptest::prelude::*;
    use std::cell::Cell;

    /// Items that repeat others, with the indices of their departments.
    fn prepared(rows: &[(Option<usize>, Vec<usize>)]) -> Prepared {
        let item = |(at, (original, departments)): (usize, &(Option<usize>, Vec<usize>))| Item {
            id: at.to_string(),
            repost_of: original.map(|original| original.to_string()),
            departments: departments
                .iter()
                .map(|department| Assignment { department: department.to_string(), lead: false })
                .collect(),
            ..Item::default()
        };
        let department = |at: usize| Department { name: at.to_string(), ..Department::default() };
        Prepared::new(Plan {
            items: rows.iter().enumerate().map(item).collect(),
            departments: (0..4).map(department).collect(),
            ..Plan::default()
        })
    }

    /// The rule written directly: a repost is counted separately where its original or an earlier repost holds.
    fn plainly(prepared: &Prepared, holds: &dyn Fn(ItemIndex) -> bool) -> Count {
        let facts = &prepared.facts;
        let mut count = Count::default();
        for item in prepared.plan.item_indices().filter(|item| holds(*item)) {
            let original = facts.originals[item.0];
            let mut earlier = (0..item.0).map(ItemIndex).filter(|at| facts.originals[at.0] == original);
            if original.is_some_and(|original| holds(original) || earlier.any(holds)) {
                count.reposts += 1;
            } else {
                count.items += 1;
            }
        }
        count
    }

    proptest! {
        #[test]
        fn reposts_are_counted_as_the_rule_says(
            rows in prop::collection::vec(
                (prop::option::of(0_usize..12), prop::collection::btree_set(0_usize..4, 0..4)),
                1..12,
            ),
            held in prop::collection::vec(any::<bool>(), 12),
        ) {
            let rows: Vec<_> = rows
                .iter()
                .enumerate()
                // Reading a plan refuses an item that repeats itself.
                .map(|(at, (original, departments))| {
                    (original.filter(|original| *original != at), departments.iter().copied().collect())
                })
                .collect();
            let prepared = prepared(&rows);
            prop_assert_eq!(count(&prepared, &|item| held[item.0]), plainly(&prepared, &|item| held[item.0]));
            let values = PerItem::of(&prepared.plan, |item| {
                prepared.facts.departments.get(item).iter().map(|department| department.0).collect()
            });
            let turns = turns(&prepared.facts, &|item| held[item.0]);
            let by_department =
                counts(&prepared.facts, &turns, 4, &|item| held[item.0], &values);
            for (department, count) in by_department.into_iter().enumerate() {
                let department = DepartmentIndex(department);
                let holds = |item: ItemIndex| held[item.0] && prepared.takes_part(item, department);
                prop_assert_eq!(count, plainly(&prepared, &holds));
            }
        }
    }

    #[test]
    fn many_reposts_of_one_item_are_each_kept_and_asked_for_once() {
        let many = 20_000;
        let mut rows = vec![(Some(0), vec![1]); many];
        rows[0].0 = None;
        let prepared = prepared(&rows);
        assert_eq!(prepared.facts.reposts.iter().map(Vec::len).sum::<usize>(), many - 1);
        let asked = Cell::new(0);
        let last = |item: ItemIndex| {
            asked.set(asked.get() + 1);
            item.0 == many - 1
        };
        assert_eq!(count(&prepared, &last), Count { items: 1, reposts: 0 });
        assert!(asked.get() <= 4 * many, "{}", asked.get());
    }
}
