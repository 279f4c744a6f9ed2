//! The facet of the parts that an item has: indicators, results.

use super::{FacetSpec, PLAIN, Values, known_of};
use crate::list::List;
use crate::plan::Item;
use crate::selection::per_item::PerItem;

/// The parts, by their value in addresses.
const THINGS: [&str; 2] = ["indicator", "result"];

/// The indices in [`THINGS`] of the parts that an item has.
fn things_of(item: &Item) -> Vec<usize> {
    let has = [!item.indicators.is_empty(), !item.results.is_empty()];
    (0..has.len()).filter(|thing| has[*thing]).list()
}

pub(super) const HAS: FacetSpec = FacetSpec {
    key: "has",
    fixed: &THINGS,
    read: |texts| known_of(&THINGS, &texts),
    prepare: |plan, _| {
        let of_items = PerItem::of(plan, |item| things_of(&plan[item]));
        vec![Values::plain(THINGS.into_iter().map(str::to_owned).list(), of_items)]
    },
    ..PLAIN
};
