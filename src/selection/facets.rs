//! Facets: what the plan can be narrowed by, and how many items each value would leave.

use super::prepared::{Facts, Prepared};
use super::select::{Count, count};
use super::state::{Has, ViewState};

/// What a facet is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacetKind {
    /// A tree of outline rows.
    Branch,
    /// Departments, with the condition that they lead.
    Department,
    /// Fiscal years whose schedule has words.
    Year,
    /// Whether there are indicators, results.
    Has,
}

impl FacetKind {
    /// All facets, in the order in which they are offered.
    pub const ALL: [FacetKind; 4] =
        [FacetKind::Branch, FacetKind::Department, FacetKind::Year, FacetKind::Has];

    /// The key in attributes and addresses.
    pub fn key(self) -> &'static str {
        match self {
            FacetKind::Branch => "branch",
            FacetKind::Department => "department",
            FacetKind::Year => "year",
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
    branches: Vec<usize>,
    departments: Vec<usize>,
    years: Vec<usize>,
    has: Vec<Has>,
    lead: bool,
    /// A condition that names nothing in this plan leaves nothing, and says so in a chip: it is not dropped silently.
    unknown: Vec<FacetKind>,
}

impl Wanted {
    pub(super) fn new(prepared: &Prepared, state: &ViewState) -> Wanted {
        let plan = &prepared.plan;
        let mut unknown = Vec::new();
        let mut places = |kind: FacetKind, asked: usize, found: Vec<usize>| {
            if asked > 0 && found.is_empty() {
                unknown.push(kind);
            }
            found
        };
        let branches =
            state.branches.iter().filter_map(|id| plan.outline.iter().position(|row| row.id == *id));
        let departments = state.departments.iter().filter_map(|name| {
            let name = plan.department_name(name);
            plan.departments.iter().position(|department| department.name == name)
        });
        let years = state.years.iter().filter_map(|year| plan.years().position(|of_plan| of_plan == *year));
        Wanted {
            branches: places(FacetKind::Branch, state.branches.len(), branches.collect()),
            departments: places(FacetKind::Department, state.departments.len(), departments.collect()),
            years: places(FacetKind::Year, state.years.len(), years.collect()),
            has: state.has.clone(),
            // Who leads is only asked of departments that are named.
            lead: state.lead && !state.departments.is_empty(),
            unknown,
        }
    }

    /// The facets whose condition an item does not meet.
    pub(super) fn failed(&self, facts: &Facts) -> Vec<FacetKind> {
        let any =
            |wanted: &[usize], has: &[usize]| wanted.is_empty() || wanted.iter().any(|at| has.contains(at));
        FacetKind::ALL
            .into_iter()
            .filter(|kind| {
                let meets = match kind {
                    FacetKind::Branch => any(&self.branches, &facts.branches),
                    FacetKind::Department => any(&self.departments, self.taking_part(facts)),
                    FacetKind::Year => {
                        self.years.is_empty()
                            || self.years.iter().any(|at| facts.years.get(*at) == Some(&true))
                    }
                    FacetKind::Has => self.has.is_empty() || self.has.iter().any(|has| item_has(facts, *has)),
                };
                !meets || self.unknown.contains(kind)
            })
            .collect()
    }

    fn taking_part<'a>(&self, facts: &'a Facts) -> &'a [usize] {
        if self.lead { &facts.leads } else { &facts.departments }
    }
}

fn item_has(facts: &Facts, has: Has) -> bool {
    match has {
        Has::Indicator => facts.has_indicator,
        Has::Result => facts.has_result,
    }
}

/// The facets that divide the plan. `failed` says for each item which conditions it fails; `None`: the query.
pub(super) fn facets(prepared: &Prepared, wanted: &Wanted, failed: &[Option<Vec<FacetKind>>]) -> Vec<Facet> {
    let kinds = FacetKind::ALL.into_iter();
    let facets = kinds.map(|kind| {
        // Items that meet every other condition.
        let others: Vec<bool> = failed
            .iter()
            .map(|failed| failed.as_ref().is_some_and(|failed| failed.iter().all(|other| *other == kind)))
            .collect();
        let mut divides = false;
        let mut value = |value: String, depth: usize, chosen: bool, holds: &dyn Fn(&Facts) -> bool| {
            let with = prepared.facts.iter().filter(|facts| holds(facts)).count();
            divides |= with > 0 && with < prepared.facts.len();
            let count = count(prepared, |item| others[item] && holds(&prepared.facts[item]));
            (with > 0 || chosen).then_some(FacetValue { value, depth, chosen, count })
        };
        let values: Vec<FacetValue> = match kind {
            FacetKind::Branch => branch_values(prepared, wanted, &mut value),
            FacetKind::Department => prepared
                .plan
                .departments
                .iter()
                .enumerate()
                .filter_map(|(at, department)| {
                    let chosen = wanted.departments.contains(&at);
                    value(department.name.clone(), 0, chosen, &|facts| {
                        wanted.taking_part(facts).contains(&at)
                    })
                })
                .collect(),
            FacetKind::Year => prepared
                .plan
                .years()
                .enumerate()
                .filter_map(|(at, year)| {
                    value(year.short(), 0, wanted.years.contains(&at), &|facts| facts.years[at])
                })
                .collect(),
            FacetKind::Has => Has::ALL
                .into_iter()
                .filter_map(|has| {
                    value(has.name().to_owned(), 0, wanted.has.contains(&has), &|facts| item_has(facts, has))
                })
                .collect(),
        };
        let has_leads =
            kind == FacetKind::Department && prepared.facts.iter().any(|facts| !facts.leads.is_empty());
        divides.then_some(Facet { kind, values, has_leads })
    });
    facets.flatten().collect()
}

/// Makes a value of a facet from its name, depth, whether it is chosen, and what it asks of an item.
type MakeValue<'a> = dyn FnMut(String, usize, bool, &dyn Fn(&Facts) -> bool) -> Option<FacetValue> + 'a;

fn branch_values(prepared: &Prepared, wanted: &Wanted, value: &mut MakeValue) -> Vec<FacetValue> {
    let plan = &prepared.plan;
    let depth = |at: usize| {
        let mut depth = 0;
        let mut parent = plan.outline[at].parent_id.as_deref();
        while let Some(row) = parent.and_then(|id| plan.outline_row(id)) {
            depth += 1;
            parent = row.parent_id.as_deref();
            if depth > plan.outline.len() {
                break;
            }
        }
        depth
    };
    let mut values = Vec::new();
    for (at, row) in plan.outline.iter().enumerate() {
        // A row that is an item of its own, or holds a single item, narrows to nothing that the list does not show.
        let is_item = plan.items.iter().any(|item| item.id == row.id);
        let holds = |facts: &Facts| facts.branches.contains(&at);
        let chosen = wanted.branches.contains(&at);
        if !is_item || chosen {
            values.extend(value(row.id.clone(), depth(at), chosen, &holds));
        }
    }
    values
}
