//! Facets: what the plan can be narrowed by, and how many items each value would leave.

use super::count::{Count, counts};
use super::prepared::{Facts, Prepared};
use super::state::{Has, ViewState};
use crate::list::List;
use crate::plan::ItemIndex;

/// What a facet is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacetKind {
    /// A tree of outline rows.
    Branch,
    /// Departments, with the condition that they lead.
    Department,
    /// Fiscal years whose schedule has words.
    Year,
    /// The statuses of results.
    Status,
    /// Whether there are indicators, results.
    Has,
}

impl FacetKind {
    /// All facets, in the order in which they are offered.
    pub const ALL: [FacetKind; 5] =
        [FacetKind::Branch, FacetKind::Department, FacetKind::Year, FacetKind::Status, FacetKind::Has];

    /// The key in attributes and addresses.
    pub fn key(self) -> &'static str {
        match self {
            FacetKind::Branch => "branch",
            FacetKind::Department => "department",
            FacetKind::Year => "year",
            FacetKind::Status => "status",
            FacetKind::Has => "has",
        }
    }
}

/// One facet.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// What it is about.
    pub kind: FacetKind,
    /// Its values in the plan's order.
    pub values: Vec<FacetValue>,
    /// For departments: whether the plan marks who leads, so that asking for it divides anything.
    pub has_leads: bool,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetValue {
    /// The value in attributes and addresses.
    pub value: String,
    /// Depth in the outline, 0 at the top; 0 for other facets.
    pub depth: usize,
    /// Whether the state asks for it.
    pub chosen: bool,
    /// How many items it would leave under every other condition.
    pub count: Count,
}

/// The conditions of a state, as places in the plan.
pub(super) struct Wanted {
    /// For each facet the places that are asked for; `None`: nothing is asked of it. A condition that names nothing in
    /// this plan leaves nothing and says so in a chip: it is not dropped silently.
    places: [Option<Vec<usize>>; 5],
    lead: bool,
    /// Asked for, even while no department is named: then it says what the counts of departments count.
    counts_leads: bool,
}

impl Wanted {
    pub(super) fn new(prepared: &Prepared, state: &ViewState) -> Wanted {
        let plan = &prepared.plan;
        let asked = |any: bool, places: Vec<usize>| any.then_some(places);
        let branches =
            state.branches.iter().filter_map(|id| plan.outline.iter().position(|row| row.id == *id));
        let departments = state.departments.iter().filter_map(|name| {
            let name = plan.department_name(name);
            plan.departments.iter().position(|department| department.name == name)
        });
        let years = state.years.iter().filter_map(|year| plan.years().position(|of_plan| of_plan == *year));
        let statuses =
            state.statuses.iter().filter_map(|name| prepared.statuses.iter().position(|own| own == name));
        let has = state.has.iter().filter_map(|has| Has::ALL.iter().position(|other| other == has));
        Wanted {
            places: [
                asked(!state.branches.is_empty(), branches.list()),
                asked(!state.departments.is_empty(), departments.list()),
                asked(!state.years.is_empty(), years.list()),
                asked(!state.statuses.is_empty(), statuses.list()),
                asked(!state.has.is_empty(), has.list()),
            ],
            // Who leads is only asked of departments that are named.
            lead: state.lead && !state.departments.is_empty(),
            counts_leads: state.lead,
        }
    }

    /// Whether a value of a facet, by its place, is asked for, or none of the facet's is.
    pub(super) fn asks_for(&self, kind: FacetKind, place: usize) -> bool {
        self.places[kind as usize].as_ref().is_none_or(|asked| asked.contains(&place))
    }

    /// The facets whose condition an item does not meet.
    pub(super) fn failed(&self, facts: &Facts) -> Vec<FacetKind> {
        let meets = |kind: FacetKind| {
            let asked = self.places[kind as usize].as_ref();
            asked.is_none_or(|asked| facts.places(kind, self.lead).iter().any(|place| asked.contains(place)))
        };
        FacetKind::ALL.into_iter().filter(|kind| !meets(*kind)).list()
    }
}

/// The facets whose condition an item does not meet; `None` where it is the query, or no indicator that is asked for.
pub(super) fn failed(
    prepared: &Prepared,
    state: &ViewState,
    wanted: &Wanted,
    query: &[String],
    item: ItemIndex,
) -> Option<Vec<FacetKind>> {
    let meets = state.asks_for(&prepared.plan[item].indicators) && prepared.index.matches(item, query);
    meets.then(|| wanted.failed(&prepared.facts[item.0]))
}

/// The facets that divide the plan. `failed` says for each item which conditions it fails; `None`: the query.
///
/// Which values there are does not hang on the state: the list is written once, then counted.
pub(super) fn facets<'a>(
    prepared: &'a Prepared,
    wanted: &Wanted,
    failed: &[Option<Vec<FacetKind>>],
) -> Vec<Facet> {
    let facet = |kind: FacetKind| {
        let values = values(prepared, kind);
        let mut holding = vec![0_usize; values.len()];
        for facts in &prepared.facts {
            facts.places(kind, false).iter().for_each(|place| holding[*place] += 1);
        }
        let divides = holding.iter().any(|items| (1..prepared.facts.len()).contains(items));
        let meets_others = |item: ItemIndex| {
            failed[item.0].as_ref().is_some_and(|failed| failed.iter().all(|other| *other == kind))
        };
        let places = |facts: &'a Facts| facts.places(kind, wanted.counts_leads);
        let counts = counts(&prepared.facts, values.len(), &meets_others, &places);
        let chosen =
            |place: usize| wanted.places[kind as usize].as_ref().is_some_and(|asked| asked.contains(&place));
        let values = values.into_iter().enumerate().filter(|(place, _)| holding[*place] > 0);
        let values = values.filter_map(|(place, value)| {
            let (value, depth) = value?;
            Some(FacetValue { value, depth, chosen: chosen(place), count: counts[place] })
        });
        let has_leads =
            kind == FacetKind::Department && prepared.facts.iter().any(|facts| !facts.leads.is_empty());
        divides.then(|| Facet { kind, values: values.list(), has_leads })
    };
    FacetKind::ALL.into_iter().filter_map(facet).list()
}

/// Every value of a facet with its depth, by place; `None` where the place is not offered.
fn values(prepared: &Prepared, kind: FacetKind) -> Vec<Option<(String, usize)>> {
    let plan = &prepared.plan;
    match kind {
        FacetKind::Branch => {
            let rows = plan.outline.iter().zip(&prepared.branches);
            rows.map(|(row, depth)| Some((row.id.clone(), (*depth)?))).list()
        }
        FacetKind::Department => plan.departments.iter().map(|row| Some((row.name.clone(), 0))).list(),
        FacetKind::Year => plan.years().map(|year| Some((year.short(), 0))).list(),
        FacetKind::Status => prepared.statuses.iter().map(|name| Some((name.clone(), 0))).list(),
        FacetKind::Has => Has::ALL.into_iter().map(|has| Some((has.name().to_owned(), 0))).list(),
    }
}
