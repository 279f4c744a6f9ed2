//! The conditions on the years of an item: the year, and whether the item has new words in it or goes on. One year has to
//! meet both.

use super::count::{Count, counts, turns};
use super::facet::{FacetSpec, KINDS, OfYears};
use super::facets::Asked;
use super::per_item::PerItem;
use super::prepared::Prepared;
use crate::list::List;
use crate::plan::{ItemIndex, YearKind};

/// The conditions of a state on the years.
pub(super) struct YearConditions {
    /// For each year of the plan, whether the state asks for it. All are true where it asks for none.
    years: Vec<bool>,
    /// The same for each of [`KINDS`].
    kinds: Vec<bool>,
    /// Whether the state has a condition on the years, and on the kinds.
    is_any: [bool; 2],
    /// The index of the facet of years. That of kinds follows it.
    first: usize,
}

impl YearConditions {
    /// `asked` is the condition on each of [`Prepared::facets`].
    pub(super) fn new(prepared: &Prepared, asked: &[Asked]) -> YearConditions {
        let is_its = |of: &(&FacetSpec, _)| of.0.of_years.is_some();
        let first = prepared.facets.iter().position(is_its).unwrap_or_default();
        let mask = |at: usize, values: usize| asked[at].values.clone().unwrap_or_else(|| vec![true; values]);
        YearConditions {
            years: mask(first, prepared.plan.years().count()),
            kinds: mask(first + 1, KINDS.len()),
            is_any: [first, first + 1].map(|at| asked[at].values.is_some()),
            first,
        }
    }

    /// The index of the condition that both facets share.
    pub(super) fn condition(&self) -> usize {
        self.first
    }

    /// Whether a year of an item meets both conditions.
    pub(super) fn are_met_by(&self, prepared: &Prepared, item: ItemIndex) -> bool {
        let mut years = prepared.facts.years.get(item).iter().enumerate();
        years.any(|(year, kind)| {
            self.years[year] && OfYears::Kind.value(year, *kind).is_some_and(|kind| self.kinds[kind])
        })
    }

    /// For each item the values of a facet in the years that meet the condition on the other one; `None` where there is no such
    /// condition.
    pub(super) fn lists(&self, prepared: &Prepared, of: OfYears) -> Option<PerItem<usize>> {
        let is_of_year = of == OfYears::Year;
        if !self.is_any[usize::from(is_of_year)] {
            return None;
        }
        let other = if is_of_year { OfYears::Kind } else { OfYears::Year };
        let mask = if is_of_year { &self.kinds } else { &self.years };
        Some(PerItem::of(&prepared.plan, |item| {
            let mut list = Vec::new();
            for (year, kind) in prepared.facts.years.get(item).iter().enumerate() {
                let value = other.value(year, *kind).filter(|value| mask[*value]).and(of.value(year, *kind));
                list.extend(value.filter(|value| !list.contains(value)));
            }
            list
        }))
    }

    /// How many of the items for which `meets_others` is true say each kind in the asked years, by the kind. An item that has new
    /// words in one year and goes on in another counts for both; one that is in none of them counts for what it says most.
    pub(super) fn said(&self, prepared: &Prepared, meets_others: &dyn Fn(ItemIndex) -> bool) -> Vec<Count> {
        let turns = turns(&prepared.facts, meets_others);
        let kinds = PerItem::of(&prepared.plan, |item| {
            let years = prepared.facts.years.get(item).iter().zip(&self.years);
            let mut kinds = years.filter(|(_, asked)| **asked).map(|(kind, _)| *kind as usize).list();
            kinds.sort_unstable();
            kinds.dedup();
            let most = kinds.last().copied();
            kinds.retain(|kind| *kind >= YearKind::Continues as usize || Some(*kind) == most);
            kinds
        });
        counts(&prepared.facts, &turns, YearKind::New as usize + 1, meets_others, &kinds)
    }
}
