//! The facet of fiscal years. An item has a year in which it is planned: its schedule has words there, or an arrow
//! carries on what was before.

use super::{FacetSpec, PLAIN, ValueName, Values};
use crate::list::List;
use crate::plan::{FiscalYear, ItemIndex};
use crate::selection::per_item::PerItem;

pub(super) const YEAR: FacetSpec = FacetSpec {
    key: "year",
    // The short form of a year with three digits in its era cannot be read back, and no plan extends so far.
    read: |texts| {
        let short = |text: &String| Some(FiscalYear::parse(text)?.short());
        texts.iter().filter_map(short).filter(|short| FiscalYear::parse(short).is_some()).list()
    },
    name: |_, _, year| FiscalYear::parse(year).map_or(ValueName::Itself, ValueName::Year),
    prepare: |plan, _| {
        let years = plan.years().count();
        let years_of = |item: ItemIndex| {
            let mut had = vec![false; years];
            for year in plan[item].actions.iter().flat_map(|action| plan.years_planned(action)) {
                // Only a checked plan has no column outside its years.
                if let Some(had) = had.get_mut(year) {
                    *had = true;
                }
            }
            (0..years).filter(|year| had[*year]).list()
        };
        vec![Values::plain(plan.years().map(FiscalYear::short).list(), PerItem::of(plan, years_of))]
    },
    ..PLAIN
};
