//! A plan made ready for selecting: what each item stands under, who takes part, where its schedule has words.

use super::facets::FacetKind;
use super::state::Has;
use crate::list::List;
use crate::plan::{CorrectionMiss, DepartmentIndex, FiscalYear, Item, ItemIndex, OutlineIndex, Plan};
use crate::search::Index;

/// A plan with everything that does not depend on the state worked out once.
#[derive(Debug)]
pub struct Prepared {
    /// The plan as it is shown.
    pub plan: Plan,
    /// Corrections that matched nothing.
    pub misses: Vec<CorrectionMiss>,
    /// The years that the charts of all indicators share.
    pub indicator_years: (FiscalYear, FiscalYear),
    /// The search index.
    pub index: Index,
    /// The depth of each row of the outline, 0 at the top; `None` for a row that is an item of its own: as a branch it
    /// narrows to nothing that the list does not show.
    pub(super) branches: Vec<Option<usize>>,
    /// The statuses of results: those of the sheet 状況区分, then others as they come.
    pub(super) statuses: Vec<String>,
    /// The facts of each item, in the plan's order.
    pub(super) facts: Vec<Facts>,
}

/// What the facets ask of an item.
#[derive(Debug)]
pub(super) struct Facts {
    /// Places in `plan.departments` of every department that takes part; a name that the sheet lacks has none.
    pub departments: Vec<usize>,
    /// Those that lead.
    pub leads: Vec<usize>,
    /// Places in `plan.outline` of the rows above.
    pub branches: Vec<usize>,
    /// Places among the plan's years of those whose schedule has words.
    pub years: Vec<usize>,
    /// Places among the statuses of those that the item has now.
    pub statuses: Vec<usize>,
    /// Places in [`Has::ALL`] of what the item has.
    pub has: Vec<usize>,
    /// The item that this one repeats.
    pub original: Option<ItemIndex>,
    /// The items that repeat this one, in the plan's order. Each item of the plan is in one such list at most.
    pub reposts: Vec<ItemIndex>,
}

impl Prepared {
    /// Makes a plan ready. Cost: the length of the plan, and items × outline depth.
    pub fn new(printed: Plan) -> Prepared {
        Prepared::of(&printed)
    }

    /// The same of a plan that stays with the caller.
    pub fn of(printed: &Plan) -> Prepared {
        let (mut plan, misses) = printed.corrected();
        plan.list_departments();
        let index = Index::new(printed, &plan);
        let mut statuses: Vec<String> = plan.statuses.iter().map(|row| row.status.clone()).list();
        let mut facts: Vec<Facts> = plan.items.iter().map(|item| facts(&plan, item)).list();
        for (item, facts) in plan.items.iter().zip(&mut facts) {
            for status in statuses_now(&plan, item) {
                let place = statuses.iter().position(|known| known == status).unwrap_or(statuses.len());
                if place == statuses.len() {
                    statuses.push(status.to_owned());
                }
                if !facts.statuses.contains(&place) {
                    facts.statuses.push(place);
                }
            }
        }
        for item in plan.item_indices() {
            if let Some(original) = facts[item.0].original {
                facts[original.0].reposts.push(item);
            }
        }
        let branches = branches(&plan);
        let indicator_years = plan.indicator_years();
        Prepared { plan, misses, indicator_years, index, branches, statuses, facts }
    }
}

impl Prepared {
    /// Whether a department takes part in an item.
    pub fn takes_part(&self, item: ItemIndex, department: DepartmentIndex) -> bool {
        self.facts[item.0].departments.contains(&department.0)
    }

    /// Whether it leads the item.
    pub fn leads(&self, item: ItemIndex, department: DepartmentIndex) -> bool {
        self.facts[item.0].leads.contains(&department.0)
    }

    /// The row of the outline that holds an item. A row that is the item itself is not above it.
    pub fn row_above(&self, item: ItemIndex) -> Option<OutlineIndex> {
        let above = &self.facts[item.0].branches;
        let own = usize::from(Plan::is_own_outline_row(&self.plan[item]));
        // Parents come before their children.
        above.len().checked_sub(1 + own).map(|at| OutlineIndex(above[at]))
    }

    /// Whether an item is below a row of the outline.
    pub fn is_below(&self, item: ItemIndex, row: OutlineIndex) -> bool {
        self.facts[item.0].branches.contains(&row.0)
    }
}

impl Facts {
    /// The values of a facet that the item has, by their place; departments may be asked only where they lead.
    pub(super) fn places(&self, kind: FacetKind, lead: bool) -> &[usize] {
        match kind {
            FacetKind::Branch => &self.branches,
            FacetKind::Department if lead => &self.leads,
            FacetKind::Department => &self.departments,
            FacetKind::Year => &self.years,
            FacetKind::Status => &self.statuses,
            FacetKind::Has => &self.has,
        }
    }
}

fn branches(plan: &Plan) -> Vec<Option<usize>> {
    let mut depths: Vec<usize> = Vec::with_capacity(plan.outline.len());
    for row in &plan.outline {
        // Parents stand before their children.
        let above = &plan.outline[..depths.len()];
        let parent = above.iter().position(|above| Some(&above.id) == row.parent_id.as_ref());
        depths.push(parent.map_or(0, |parent| depths[parent] + 1));
    }
    let offered = |at: usize| plan.item(&plan.outline[at].id).is_none();
    depths.into_iter().enumerate().map(|(at, depth)| offered(at).then_some(depth)).list()
}

fn item_has(item: &Item, has: Has) -> bool {
    match has {
        Has::Indicator => !item.indicators.is_empty(),
        Has::Result => !item.results.is_empty(),
    }
}

/// The statuses of an item's results of the year that the plan reports; where it names none, of the latest year that
/// the item has. An earlier status is history: an item that is done is no longer under consideration.
fn statuses_now<'a>(plan: &Plan, item: &'a Item) -> impl Iterator<Item = &'a str> {
    let latest = || item.results.iter().map(|result| result.year).max();
    let year = plan.about.results_year.or_else(latest);
    let now = item.results.iter().filter(move |result| Some(result.year) == year);
    now.map(|result| result.status.trim()).filter(|status| !status.is_empty())
}

fn facts(plan: &Plan, item: &Item) -> Facts {
    let assignments = plan.departments_of(item);
    let place = |name: &str| {
        let name = plan.department_name(name);
        plan.departments.iter().position(|department| department.name == name)
    };
    let above = plan.ancestors(item);
    let is_above = |id: &str| above.iter().any(|row| row.id == id);
    let has_words = |cell: &String| cell.lines().any(|line| !line.trim().is_empty() && line.trim() != "→");
    Facts {
        departments: assignments.iter().filter_map(|a| place(&a.department)).list(),
        leads: assignments.iter().filter(|a| a.lead).filter_map(|a| place(&a.department)).list(),
        branches: (0..plan.outline.len()).filter(|at| is_above(&plan.outline[*at].id)).list(),
        years: (0..plan.years().count())
            .filter(|at| item.actions.iter().any(|action| action.cells.get(*at).is_some_and(has_words)))
            .list(),
        has: (0..Has::ALL.len()).filter(|at| item_has(item, Has::ALL[*at])).list(),
        statuses: Vec::new(),
        original: item.repost_of.as_ref().and_then(|id| plan.item_index(id)),
        reposts: Vec::new(),
    }
}
