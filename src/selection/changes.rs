//! The items that each change of the plan belongs to, and so the changes that a selection shows.
//!
//! A change of an item, of its schedule, its indicators, its results or its ratings belongs to the item. A change of a row
//! of the outline belongs to all items below that row. A change by which an item went belongs to the items that it went
//! into. A change is shown where one of its items matches. The others, of the plan itself and of items that went into
//! none, are shown only where nothing narrows the list: no condition can speak of them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::prepared::Prepared;
use crate::list::List;
use crate::plan::{Change, Indicator, ItemIndex, Lookup, OutlineIndex, OutlineRow, Plan};

/// The changes of a plan with the items that each belongs to.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// All changes, the newest first. Changes of one day are in the order of the sheet.
    order: Vec<usize>,
    /// For each change, its items: its own, or those that it went into.
    items: Vec<Vec<ItemIndex>>,
    /// For each change, the row of the outline that it names.
    rows: Vec<Option<OutlineIndex>>,
    /// The items of the changes, each with the index of the change in `order`, sorted.
    of_items: Vec<(ItemIndex, usize)>,
    /// For each change of an indicator, its index in its item.
    indicators: Vec<Option<usize>>,
    /// For each item that went, the change by which it went, and all of its changes.
    gone: Vec<(usize, Vec<usize>)>,
}

/// How many ids are followed from an item that went to those that it went into.
const MOST_IDS: usize = 64;

impl Changes {
    pub(super) fn new(plan: &Plan) -> Changes {
        let changes = &plan.changes;
        if changes.is_empty() {
            return Changes::default();
        }
        let ids = Ids::new(plan);
        let dated = changes.iter().enumerate().map(|(at, change)| (Reverse(change.day()), at)).list();
        let order = BinaryHeap::from(dated).into_sorted_vec().into_iter().map(|(_, at)| at).list();
        let items = changes.iter().map(|change| ids.items_of(change)).list();
        let rows = changes.iter().map(|change| ids.row_of(change)).list();
        let mut of_items = Vec::new();
        for (place, at) in order.iter().enumerate() {
            // What went into an item is a change of that item too.
            of_items.extend(items[*at].iter().map(|item| (*item, place)));
        }
        let mut of_items = BinaryHeap::from(of_items).into_sorted_vec();
        of_items.dedup();
        let indicators = changes.iter().map(|change| ids.indicator_of(change).map(|(_, at)| at)).list();
        Changes { order, items, rows, of_items, indicators, gone: ids.gone() }
    }
}

impl Prepared {
    /// The changes that a selection shows, as indices, the newest first. `matches` says which items match.
    pub fn changes_shown(&self, matches: &[bool], is_narrowed: bool) -> Vec<usize> {
        let changes = &self.facts.changes;
        let mut rows = vec![false; self.plan.outline.len()];
        for item in self.plan.item_indices().filter(|item| matches[item.0]) {
            self.facts.tree.upwards(item).for_each(|row| rows[row.0] = true);
        }
        let is_shown = |at: &usize| {
            let matches = |item: &ItemIndex| matches[item.0];
            !is_narrowed
                || changes.items[*at].iter().any(matches)
                || changes.rows[*at].is_some_and(|row| rows[row.0])
        };
        changes.order.iter().copied().filter(is_shown).list()
    }

    /// The changes of an item, as indices, the newest first: its own, and those of items that went into it.
    pub fn changes_of(&self, item: ItemIndex) -> Vec<usize> {
        let changes = &self.facts.changes;
        let from = changes.of_items.partition_point(|(of, _)| *of < item);
        let own = changes.of_items[from..].iter().take_while(|(of, _)| *of == item);
        own.map(|(_, at)| changes.order[*at]).list()
    }

    /// The items that a change belongs to: its own first, then those that it went into.
    pub fn items_of_change(&self, change: usize) -> &[ItemIndex] {
        &self.facts.changes.items[change]
    }

    /// The row of the outline that a change names.
    pub fn row_of_change(&self, change: usize) -> Option<&OutlineRow> {
        self.facts.changes.rows[change].map(|row| &self.plan[row])
    }

    /// The indicator that a change names.
    pub fn indicator_of_change(&self, change: usize) -> Option<&Indicator> {
        let item = self.items_of_change(change).first()?;
        self.plan[*item].indicators.get(self.facts.changes.indicators[change]?)
    }

    /// The items that went and that the plan does not have: the change by which each went, and its changes as indices.
    pub fn gone(&self) -> impl Iterator<Item = (&Change, &[usize])> {
        self.facts.changes.gone.iter().map(|(end, all)| (&self.plan.changes[*end], all.as_slice()))
    }

    /// The same for one id; `None` where the plan has the item, or does not say that it went.
    pub fn end_of(&self, id: &str) -> Option<(&Change, &[usize])> {
        self.gone().find(|(change, _)| change.id == id)
    }
}

/// The ids of a plan that changes name.
struct Ids<'a> {
    plan: &'a Plan,
    items: Lookup<'a>,
    rows: Lookup<'a>,
    indicators: Lookup<'a>,
    /// The item of each indicator, and its index there.
    owners: Vec<(ItemIndex, usize)>,
    ends: Lookup<'a>,
}

impl<'a> Ids<'a> {
    fn new(plan: &'a Plan) -> Ids<'a> {
        let indicators = || {
            let of_item = |item: ItemIndex| {
                plan[item].indicators.iter().enumerate().map(move |(at, row)| ((item, at), row.id.as_str()))
            };
            plan.item_indices().flat_map(of_item)
        };
        let ends = plan
            .changes
            .iter()
            .map(|change| if change.is_of_item() && change.is_end() { change.id.as_str() } else { "" });
        Ids {
            plan,
            items: Lookup::new(plan.items.iter().map(|item| item.id.as_str())),
            rows: Lookup::new(plan.outline.iter().map(|row| row.id.as_str())),
            indicators: Lookup::new(indicators().map(|(_, id)| id)),
            owners: indicators().map(|(at, _)| at).list(),
            ends: Lookup::new(ends),
        }
    }

    fn row_of(&self, change: &Change) -> Option<OutlineIndex> {
        self.rows.find(&change.id).map(OutlineIndex).filter(|_| change.is_of_outline())
    }

    fn indicator_of(&self, change: &Change) -> Option<(ItemIndex, usize)> {
        self.indicators.find(&change.id).map(|at| self.owners[at]).filter(|_| change.is_of_indicator())
    }

    fn items_of(&self, change: &Change) -> Vec<ItemIndex> {
        let mut items = Vec::new();
        if change.is_of_outline() || change.is_of_plan() {
            return items;
        }
        let own = self.indicator_of(change).map(|(item, _)| item);
        items.extend(own.or_else(|| self.begins(&change.id)));
        let mut ids = change.successors.iter().list();
        let mut next = 0;
        while let Some(id) = ids.get(next) {
            next += 1;
            match (self.items.find(id), self.ends.find(id)) {
                (Some(at), _) => items.push(ItemIndex(at)),
                (None, Some(end)) if next < MOST_IDS => {
                    ids.extend(self.plan.changes[end].successors.iter().take(MOST_IDS));
                }
                _ => {}
            }
        }
        items
    }

    fn gone(&self) -> Vec<(usize, Vec<usize>)> {
        let changes = &self.plan.changes;
        let mut places = vec![None; changes.len()];
        let mut gone: Vec<(usize, Vec<usize>)> = Vec::new();
        for (at, change) in changes.iter().enumerate().filter(|(_, change)| change.is_of_item()) {
            let end = self.ends.find(&change.id).filter(|_| self.items.find(&change.id).is_none());
            let Some(end) = end else { continue };
            let place = *places[end].get_or_insert(gone.len());
            if place == gone.len() {
                gone.push((end, Vec::new()));
            }
            gone[place].1.push(at);
        }
        gone
    }

    /// The item with this id, or with the longest id with which it begins and behind which no other number follows: `12③`,
    /// `3-1-1a R6`.
    fn begins(&self, id: &str) -> Option<ItemIndex> {
        let is_end = |at: &usize| {
            !id[*at..].starts_with(|sign: char| sign.is_ascii_alphanumeric() || "-.".contains(sign))
        };
        let ends = id.char_indices().map(|(at, _)| at).chain([id.len()]).filter(is_end).list();
        ends.into_iter().rev().find_map(|end| self.items.find(&id[..end])).map(ItemIndex)
    }
}
