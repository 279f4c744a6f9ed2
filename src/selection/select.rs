//! `selection()`: the one place that decides which items are visible, in which order, with which counts.

use super::facets::{Facet, FacetKind, Wanted, facets};
use super::prepared::Prepared;
use super::state::{SortKey, ViewState};
use crate::search::{Hits, words};

/// How many matching rows are shown before more are asked for: the browser's layout is the cost of a large table.
pub const FIRST_ROWS: usize = 200;

/// How many items a selection holds. A repost is counted where its original is not in the selection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Items.
    pub items: usize,
    /// Reposts beside them.
    pub reposts: usize,
}

/// What a state shows of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// All items in the chosen order, by their place in the plan.
    pub order: Vec<usize>,
    /// For each item, by its place in the plan, whether it matches.
    pub matches: Vec<bool>,
    /// For each item, by its place in the plan, whether its row is shown: the first of those that match.
    pub shown: Vec<bool>,
    /// For each item, by its place in the plan, whether its row stands open.
    pub open: Vec<bool>,
    /// How many match.
    pub count: Count,
    /// How many there are.
    pub total: Count,
    /// The facets that divide the plan, with counts under every other condition.
    pub facets: Vec<Facet>,
    /// Where the query stands in each shown row; empty without a query.
    pub hits: Vec<Hits>,
}

impl Selection {
    /// How many rows match but are not shown yet.
    pub fn waiting(&self) -> usize {
        let count = |flags: &[bool]| flags.iter().filter(|flag| **flag).count();
        count(&self.matches) - count(&self.shown)
    }
}

/// What `state` shows of a plan.
///
/// Within a facet any value, between facets all of them. Cost: items × (facet values + length of the text that the
/// query is looked for in).
pub fn selection(prepared: &Prepared, state: &ViewState) -> Selection {
    let plan = &prepared.plan;
    let query = words(&state.query);
    let wanted = Wanted::new(prepared, state);
    // For each item, which facets it fails. Counting a facet leaves its own condition out.
    let failed: Vec<Option<Vec<FacetKind>>> = (0..plan.items.len())
        .map(|item| prepared.index.matches(item, &query).then(|| wanted.failed(&prepared.facts[item])))
        .collect();
    let matches: Vec<bool> = failed.iter().map(|failed| failed.as_ref().is_some_and(Vec::is_empty)).collect();
    let order = order(prepared, state);
    let mut left = FIRST_ROWS.saturating_mul(usize::from(state.more) + 1);
    let open: Vec<bool> = plan.items.iter().map(|item| state.items.contains(&item.id)).collect();
    let mut shown = vec![false; plan.items.len()];
    for &item in &order {
        // A linked item is shown wherever it stands in a long list.
        if matches[item] && (left > 0 || open[item]) {
            shown[item] = true;
            left = left.saturating_sub(1);
        }
    }
    let hits = |item: usize| {
        if shown[item] && !query.is_empty() { prepared.index.hits(item, &query) } else { Vec::new() }
    };
    Selection {
        count: count(prepared, |item| matches[item]),
        total: count(prepared, |_| true),
        facets: facets(prepared, &wanted, &failed),
        hits: (0..plan.items.len()).map(hits).collect(),
        order,
        matches,
        shown,
        open,
    }
}

/// Counts items; a repost beside its original, or beside another repost of it, is counted apart.
fn count(prepared: &Prepared, holds: impl Fn(usize) -> bool) -> Count {
    let mut count = Count::default();
    for (_, facts) in prepared.facts.iter().enumerate().filter(|(item, _)| holds(*item)) {
        if facts.is_beside(&holds) {
            count.reposts += 1;
        } else {
            count.items += 1;
        }
    }
    count
}

fn order(prepared: &Prepared, state: &ViewState) -> Vec<usize> {
    let mut order: Vec<usize> = (0..prepared.plan.items.len()).collect();
    let department = |item: usize| prepared.facts[item].departments.first().copied().unwrap_or(usize::MAX);
    let indicators = |item: usize| prepared.plan.items[item].indicators.len();
    let descending = state.sort.descending;
    // Stable: what is equal stays in the order of the document, in both directions.
    match state.sort.key {
        SortKey::Number if descending => order.reverse(),
        SortKey::Number => {}
        SortKey::Department if descending => order.sort_by_key(|item| std::cmp::Reverse(department(*item))),
        SortKey::Department => order.sort_by_key(|item| department(*item)),
        SortKey::Indicators if descending => order.sort_by_key(|item| std::cmp::Reverse(indicators(*item))),
        SortKey::Indicators => order.sort_by_key(|item| indicators(*item)),
    }
    order
}
