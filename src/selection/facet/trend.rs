//! The facet of where the indicators of an item went, by arithmetic only: see [`Trend`].

use super::{FacetSpec, PLAIN, Values};
use crate::list::List;
use crate::plan::Trend;
use crate::selection::per_item::PerItem;

pub(super) const TREND: FacetSpec = FacetSpec {
    key: "trend",
    fixed: &Trend::NAMES,
    is_named_in_chips: true,
    read: |texts| {
        let asked = Trend::NAMES.into_iter().filter(|name| texts.iter().any(|text| text == name));
        asked.map(str::to_owned).list()
    },
    prepare: |plan, _| {
        let of_items = PerItem::of(plan, |item| {
            let mut has = [false; Trend::ALL.len()];
            plan[item].indicators.iter().for_each(|row| has[row.trend() as usize] = true);
            (0..has.len()).filter(|trend| has[*trend]).list()
        });
        vec![Values::plain(Trend::NAMES.into_iter().map(str::to_owned).list(), of_items)]
    },
    ..PLAIN
};
