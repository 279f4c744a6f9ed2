//! The facets of fiscal years. An item has a year in which it is planned: its schedule has words there, or an arrow
//! carries on what was before. `schedule` says which of both. One year has to meet the conditions on both facets.

use super::{FacetSpec, PLAIN, ValueName, Values, known_of};
use crate::list::List;
use crate::plan::{FiscalYear, Plan, YearKind};
use crate::selection::per_item::PerItem;

/// The kinds of a planned year, by their value in addresses.
pub(in crate::selection) const KINDS: [(&str, YearKind); 2] =
    [("new", YearKind::New), ("continues", YearKind::Continues)];
const KIND_NAMES: [&str; KINDS.len()] = [KINDS[0].0, KINDS[1].0];

pub(super) const YEAR: FacetSpec = FacetSpec {
    key: "year",
    // The short form of a year with three digits in its era cannot be read back, and no plan extends so far.
    read: |texts| {
        let short = |text: &String| Some(FiscalYear::parse(text)?.short());
        texts.iter().filter_map(short).filter(|short| FiscalYear::parse(short).is_some()).list()
    },
    name: |_, _, year| FiscalYear::parse(year).map_or(ValueName::Itself, ValueName::Year),
    of_years: Some(OfYears::Year),
    prepare: |plan, facts| {
        vec![values(plan, plan.years().map(FiscalYear::short).list(), &facts.years, OfYears::Year)]
    },
    ..PLAIN
};

pub(super) const SCHEDULE: FacetSpec = FacetSpec {
    key: "schedule",
    fixed: &KIND_NAMES,
    is_named_in_chips: true,
    of_years: Some(OfYears::Kind),
    read: |texts| known_of(&KIND_NAMES, &texts),
    prepare: |plan, facts| {
        let names = KIND_NAMES.into_iter().map(str::to_owned).list();
        vec![values(plan, names, &facts.years, OfYears::Kind)]
    },
    ..PLAIN
};

/// Whether the values of a facet are planned years or kinds of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::selection) enum OfYears {
    /// The year itself.
    Year,
    /// One of [`KINDS`].
    Kind,
}

impl OfYears {
    /// The value of a year, as the index of a value of the facet. A year that is not planned has none.
    pub(in crate::selection) fn value(self, year: usize, kind: YearKind) -> Option<usize> {
        let of_kind = KINDS.iter().position(|(_, of)| *of == kind)?;
        Some(if self == OfYears::Year { year } else { of_kind })
    }
}

fn values(plan: &Plan, names: Vec<String>, years: &PerItem<YearKind>, of: OfYears) -> Values {
    let of_items = PerItem::of(plan, |item| {
        let mut had = vec![false; names.len()];
        for value in years.get(item).iter().enumerate().filter_map(|(year, kind)| of.value(year, *kind)) {
            had[value] = true;
        }
        (0..had.len()).filter(|value| had[*value]).list()
    });
    Values::plain(names, of_items)
}
