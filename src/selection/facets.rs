//! Decides which conditions an item meets, and counts how many items each value of a facet would leave.

use super::count::{Count, counts};
use super::facet::{FACETS, FacetSpec, Value, ValueName, Values};
use super::prepared::Prepared;
use super::state::ViewState;
use crate::list::List;
use crate::plan::{ItemIndex, Lookup};
use crate::search::Word;

/// One facet of a plan under a state.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// The description of the facet.
    pub spec: &'static FacetSpec,
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
    index: usize,
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
    values: Option<Vec<bool>>,
    /// Whether an item must meet the condition `only` too.
    only: bool,
    /// Whether the counts of the values are under the condition `only`. It applies to them even without chosen
    /// values.
    counts_only: bool,
}

/// The conditions of a state on each facet, in the order of [`FACETS`].
pub(super) struct Wanted(Vec<Asked>);

impl Wanted {
    pub(super) fn new(prepared: &Prepared, state: &ViewState) -> Wanted {
        let mut chosen = state.facets.clone();
        chosen.rename(&prepared.plan);
        let asked = chosen.iter().zip(&prepared.facets).map(|((_, choice), facet)| {
            let any = !choice.values.is_empty();
            let asked = Lookup::new(choice.values.iter().map(String::as_str));
            let is_asked = |known: &Value| asked.find(&known.value).is_some();
            let values = any.then(|| facet.values.iter().map(is_asked).list());
            Asked { values, only: choice.only && any, counts_only: choice.only }
        });
        Wanted(asked.list())
    }

    /// For each value of a facet, whether the state asks for it. All are true where it asks for none of them.
    pub(super) fn asks_for(&self, key: &str, values: usize) -> Vec<bool> {
        let asked = FACETS.iter().zip(&self.0).find(|(spec, _)| spec.key == key);
        match asked.and_then(|(_, asked)| asked.values.as_ref()) {
            Some(asked) => asked.clone(),
            None => vec![true; values],
        }
    }

    /// Decides which conditions an item meets.
    fn verdict(&self, prepared: &Prepared, item: ItemIndex) -> Verdict {
        let mut verdict = Verdict::Meets;
        for (facet, (asked, known)) in self.0.iter().zip(&prepared.facets).enumerate() {
            let Some(values) = &asked.values else { continue };
            if !known.lists(asked.only).get(item).iter().any(|value| values[*value]) {
                if verdict != Verdict::Meets {
                    return Verdict::Fails;
                }
                verdict = Verdict::FailsOnly(facet);
            }
        }
        verdict
    }
}

/// Which conditions an item meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// All of them.
    Meets,
    /// All except that of one facet, by its index in [`FACETS`]. The item still counts for the values of that facet.
    FailsOnly(usize),
    /// It fails the query, the chosen indicators, or at least two facets.
    Fails,
}

/// Decides which conditions of a state an item meets.
pub(super) fn verdict(
    prepared: &Prepared,
    state: &ViewState,
    wanted: &Wanted,
    query: &[Word],
    item: ItemIndex,
) -> Verdict {
    let meets = state.asks_for(&prepared.plan[item].indicators) && prepared.index.matches(item, query);
    if meets { wanted.verdict(prepared, item) } else { Verdict::Fails }
}

/// The facets that divide the plan, with counts. `verdicts` has one entry for each item.
///
/// The list of values does not depend on the state: it is written once, then the counts are filled in.
pub(super) fn facets(prepared: &Prepared, wanted: &Wanted, verdicts: &[Verdict]) -> Vec<Facet> {
    let mut facets = Vec::new();
    for (at, (spec, (known, asked))) in FACETS.iter().zip(prepared.facets.iter().zip(&wanted.0)).enumerate() {
        let items = prepared.plan.items.len();
        let mut holding = vec![0_usize; known.values.len()];
        known.of_items.all().iter().for_each(|value| holding[*value] += 1);
        if !holding.iter().any(|holding| (1..items).contains(holding)) {
            continue;
        }
        let meets_others = |item: ItemIndex| {
            let verdict = verdicts[item.0];
            verdict == Verdict::Meets || verdict == Verdict::FailsOnly(at)
        };
        let counts = counts(&prepared.facts, holding.len(), &meets_others, known.lists(asked.counts_only));
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
        facets.push(Facet { spec, values: values.list(), has_only, only: asked.counts_only });
    }
    facets
}

impl Prepared {
    fn values_of(&self, key: &str) -> Option<&Values> {
        FACETS.iter().zip(&self.facets).find(|(spec, _)| spec.key == key).map(|(_, values)| values)
    }

    /// How many items have each value of a facet, by the index of the value. With `only`, the condition applies. The
    /// values of `branch` are the rows of the outline, those of `department` the departments.
    pub fn counts_by(&self, key: &str, only: bool) -> Vec<Count> {
        let of = |values: &Values| counts(&self.facts, values.values.len(), &|_| true, values.lists(only));
        self.values_of(key).map_or(Vec::new(), of)
    }

    /// The readable name of a value of a facet in this plan.
    pub fn value_name(&self, facet: &FacetSpec, value: &FacetValue) -> ValueName<'_> {
        (facet.name)(&self.plan, value.index)
    }

    /// The readable name of a value that a state asks for. The plan may not have the value.
    pub fn asked_name(&self, facet: &FacetSpec, value: &str) -> ValueName<'_> {
        let index = self.values_of(facet.key).and_then(|known| known.find(value));
        index.map_or(ValueName::Itself, |index| (facet.name)(&self.plan, index))
    }
}
