//! Decides which conditions an item meets, and counts how many items each value of a facet would leave.

use super::count::{Count, counts, turns};
use super::facet::{FacetSpec, OfYears, Value, ValueName, Values, vocabulary};
use super::prepared::Prepared;
use super::rated::RatedConditions;
use super::state::ViewState;
use super::years::YearConditions;
use crate::list::List;
use crate::plan::{ItemIndex, Lookup};

/// One facet of a plan under a state.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// The description of the facet.
    pub spec: &'static FacetSpec,
    /// The vocabulary of a city that its values belong to; empty where they belong to none.
    pub vocabulary: String,
    /// Its values in the plan's order.
    pub values: Vec<FacetValue>,
    /// Whether [`FacetSpec::only`] makes a difference. For departments: whether the plan marks who leads.
    pub has_only: bool,
    /// Whether the state sets that condition.
    pub only: bool,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetValue {
    /// The value in attributes and addresses.
    pub value: String,
    /// Its index among the values of the plan.
    pub(super) index: usize,
    /// Depth in the outline, 0 at the top; 0 for other facets.
    pub depth: usize,
    /// Whether the state asks for it.
    pub chosen: bool,
    /// How many items it would leave under every other condition.
    pub count: Count,
}

/// The condition that a state sets on one facet, as indices of values.
pub(super) struct Asked {
    /// For each value of the plan, whether the state asks for it; `None` where the state has no condition here. If this
    /// plan has none of the values that the state asks for, no item matches, and a chip shows the condition. It is not
    /// dropped silently.
    pub(super) values: Option<Vec<bool>>,
    /// Whether an item must meet the condition `only` too.
    only: bool,
    /// Whether the counts of the values are under the condition `only`. It applies to them even without chosen
    /// values.
    counts_only: bool,
}

/// The conditions of a state on each facet, in the order of [`Prepared::facets`].
pub(super) struct Wanted {
    asked: Vec<Asked>,
    /// The facets on which the state has a condition, by their index.
    conditions: Vec<usize>,
    /// The conditions on the ratings.
    rated: RatedConditions,
    /// The conditions on the years.
    years: YearConditions,
}

impl Wanted {
    pub(super) fn new(prepared: &Prepared, state: &ViewState) -> Wanted {
        let mut chosen = state.facets.clone();
        chosen.rename(&prepared.plan);
        let mut all = Vec::new();
        for (spec, choice) in chosen.iter() {
            let groups = choice.values.iter().map(|value| prepared.vocabulary(spec, value)).list();
            for (_, known) in prepared.facets.iter().filter(|(of, _)| *of == spec) {
                let own = choice.values.iter().zip(&groups).filter(|(_, group)| **group == known.vocabulary);
                let asked = own.map(|(value, _)| value.as_str()).list();
                let any = !asked.is_empty();
                let asked = Lookup::new(asked);
                let is_asked = |known: &Value| asked.find(&known.value).is_some();
                let values = any.then(|| known.values.iter().map(is_asked).list());
                all.push(Asked { values, only: choice.only && any, counts_only: choice.only });
            }
        }
        let rated = RatedConditions::new(prepared, &all);
        let years = YearConditions::new(prepared, &all);
        let conditions = (0..all.len()).filter(|at| all[*at].values.is_some()).list();
        Wanted { asked: all, conditions, rated, years }
    }

    /// For each value of a facet, whether the state asks for it. All are true where it asks for none of them.
    pub(super) fn asks_for(&self, prepared: &Prepared, key: &str) -> Vec<bool> {
        let mut all = self.asked.iter().zip(&prepared.facets);
        let facet = all.find(|(_, (spec, _))| spec.key == key);
        facet.map_or(Vec::new(), |(asked, (_, known))| {
            asked.values.clone().unwrap_or_else(|| vec![true; known.values.len()])
        })
    }

    /// Decides which conditions an item meets.
    fn verdict(&self, prepared: &Prepared, item: ItemIndex) -> Verdict {
        let mut verdict = Verdict::Meets;
        let (mut is_rated, mut is_in_year) = (None, None);
        for &at in &self.conditions {
            let (asked, (spec, known)) = (&self.asked[at], &prepared.facets[at]);
            let Some(values) = &asked.values else { continue };
            let meets = match (spec.column, spec.of_years) {
                // The conditions on all columns are one, and so are those on the years.
                (Some(_), _) if is_rated.is_some() => continue,
                (_, Some(_)) if is_in_year.is_some() => continue,
                (Some(_), _) => *is_rated.insert(self.rated.are_met_by(prepared, item)),
                (_, Some(_)) => *is_in_year.insert(self.years.are_met_by(prepared, item)),
                _ => known.lists(asked.only).get(item).iter().any(|value| values[*value]),
            };
            if !meets {
                if verdict != Verdict::Meets {
                    return Verdict::Fails;
                }
                verdict = Verdict::FailsOnly(self.condition(spec, at));
            }
        }
        verdict
    }

    /// The index of the condition of a facet. Facets that have one condition together share the first of theirs.
    fn condition(&self, facet: &FacetSpec, at: usize) -> usize {
        if facet.of_years.is_some() { self.years.condition() } else { self.rated.condition(facet, at) }
    }

    /// How many items say each [`crate::plan::YearKind`] in the asked years, under every condition except those on years.
    pub(super) fn said(&self, prepared: &Prepared, verdicts: &[Verdict]) -> Vec<Count> {
        let condition = self.years.condition();
        self.years.said(prepared, &|item| verdicts[item.0].meets_others(condition))
    }
}

/// Which conditions an item meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// All of them.
    Meets,
    /// All except that of one facet, by its index in [`Prepared::facets`]. The item still counts for the values of that facet.
    FailsOnly(usize),
    /// It fails the query, the chosen indicators, or at least two facets.
    Fails,
}

impl Verdict {
    /// Whether the item meets every condition except, perhaps, this one.
    fn meets_others(self, condition: usize) -> bool {
        self == Verdict::Meets || self == Verdict::FailsOnly(condition)
    }
}

/// Decides which conditions of a state an item meets. `is_found` says whether it has the words of the query.
pub(super) fn verdict(
    prepared: &Prepared,
    state: &ViewState,
    wanted: &Wanted,
    is_found: bool,
    item: ItemIndex,
) -> Verdict {
    let meets = is_found && state.names_any(&prepared.plan[item].indicators);
    if meets { wanted.verdict(prepared, item) } else { Verdict::Fails }
}

/// The facets that divide the plan, with counts. `verdicts` has one entry for each item.
///
/// The list of values does not depend on the state: it is written once, then the counts are filled in.
pub(super) fn facets(prepared: &Prepared, wanted: &Wanted, verdicts: &[Verdict]) -> Vec<Facet> {
    let mut facets = Vec::new();
    let turns = turns(&prepared.facts, &|item| verdicts[item.0] != Verdict::Fails);
    for (at, ((spec, known), asked)) in prepared.facets.iter().zip(&wanted.asked).enumerate() {
        let items = prepared.plan.items.len();
        let holding = &prepared.holding[at];
        // In one year, items that all have both kinds may have different ones.
        let divides_years = spec.of_years == Some(OfYears::Kind) && !holding.contains(&0);
        if !divides_years && !holding.iter().any(|holding| (1..items).contains(holding)) {
            continue;
        }
        let condition = wanted.condition(spec, at);
        let meets_others = |item: ItemIndex| verdicts[item.0].meets_others(condition);
        let of_rated = spec.column.map(|column| wanted.rated.lists(prepared, column));
        let of_years = || spec.of_years.and_then(|of| wanted.years.lists(prepared, of));
        let joint = of_rated.or_else(of_years);
        let lists = joint.as_ref().unwrap_or_else(|| known.lists(asked.counts_only));
        let counts = counts(&prepared.facts, &turns, holding.len(), &meets_others, lists);
        let is_chosen = |value: &usize| asked.values.as_ref().is_some_and(|values| values[*value]);
        let offered =
            (0..holding.len()).filter(|value| holding[*value] > 0 && known.values[*value].is_offered);
        let values = offered.map(|index| FacetValue {
            value: known.values[index].value.clone(),
            index,
            depth: known.values[index].depth,
            chosen: is_chosen(&index),
            count: counts[index],
        });
        let has_only = known.only.as_ref().is_some_and(|only| !only.all().is_empty());
        facets.push(Facet {
            spec,
            vocabulary: known.vocabulary.clone(),
            values: values.list(),
            has_only,
            only: asked.counts_only,
        });
    }
    facets
}

impl Prepared {
    /// The lists of values of a facet: one, or one for each vocabulary.
    pub(super) fn values_of<'a>(&'a self, facet: &'a FacetSpec) -> impl Iterator<Item = &'a Values> {
        self.facets.iter().filter(move |(spec, _)| *spec == facet).map(|(_, values)| values)
    }

    /// The vocabulary of a value of a facet; empty where it names none that the plan has.
    fn vocabulary<'a>(&self, facet: &FacetSpec, value: &'a str) -> &'a str {
        let of = vocabulary(value);
        if self.values_of(facet).any(|values| values.vocabulary == of) { of } else { "" }
    }

    /// How many items have each value of a facet, by the index of the value. With `only`, the condition applies. The
    /// values of `branch` are the rows of the outline, those of `department` the departments.
    pub fn counts_by(&self, key: &str, only: bool) -> Vec<Count> {
        let turns = self.plan.item_indices().list();
        let of =
            |values: &Values| counts(&self.facts, &turns, values.values.len(), &|_| true, values.lists(only));
        let facet = self.facets.iter().find(|(spec, _)| spec.key == key);
        facet.map_or(Vec::new(), |(_, values)| of(values))
    }

    /// The readable name of a value of a facet in this plan.
    pub fn value_name(&self, facet: &FacetSpec, value: &FacetValue) -> ValueName<'_> {
        (facet.name)(&self.plan, value.index, &value.value)
    }

    /// The readable name of a value that a state asks for. The plan may not have the value.
    pub fn asked_name(&self, facet: &FacetSpec, value: &str) -> ValueName<'_> {
        let index = self.values_of(facet).find_map(|known| known.find(value));
        index.map_or(ValueName::Itself, |index| (facet.name)(&self.plan, index, value))
    }
}
