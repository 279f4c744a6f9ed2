//! A plan made ready for selecting: what each item stands under, who takes part, where its schedule has words.

use crate::plan::{CorrectionMiss, Plan};
use crate::search::Index;

/// A plan with everything that does not depend on the state worked out once.
#[derive(Debug)]
pub struct Prepared {
    /// The plan as its cells are, misreadings included.
    pub printed: Plan,
    /// The plan as it is shown.
    pub plan: Plan,
    /// Corrections that matched nothing.
    pub misses: Vec<CorrectionMiss>,
    /// The search index.
    pub index: Index,
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
    /// For each fiscal year of the plan whether the schedule has words in it.
    pub years: Vec<bool>,
    pub has_indicator: bool,
    pub has_result: bool,
    /// The place of the item that this one repeats.
    pub original: Option<usize>,
    /// Earlier reposts of the same original.
    pub earlier_reposts: Vec<usize>,
}

impl Prepared {
    /// Makes a plan ready. Cost: the length of the plan, and items × outline depth.
    pub fn new(printed: Plan) -> Prepared {
        let (plan, misses) = printed.corrected();
        let index = Index::new(&printed, &plan);
        let mut facts: Vec<Facts> = plan.items.iter().map(|item| facts(&plan, item)).collect();
        let mut reposts: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
        for (item, facts) in facts.iter_mut().enumerate() {
            if let Some(original) = facts.original {
                let of_original = reposts.entry(original).or_default();
                facts.earlier_reposts.clone_from(of_original);
                of_original.push(item);
            }
        }
        Prepared { printed, plan, misses, index, facts }
    }
}

fn facts(plan: &Plan, item: &crate::plan::Item) -> Facts {
    let assignments = plan.departments_of(item);
    let place = |name: &str| {
        let name = plan.department_name(name);
        plan.departments.iter().position(|department| department.name == name)
    };
    let above = plan.ancestors(item);
    let is_above = |id: &str| above.iter().any(|row| row.id == id);
    let has_words = |cell: &String| cell.lines().any(|line| !line.trim().is_empty() && line.trim() != "→");
    Facts {
        departments: assignments.iter().filter_map(|a| place(&a.department)).collect(),
        leads: assignments.iter().filter(|a| a.lead).filter_map(|a| place(&a.department)).collect(),
        branches: (0..plan.outline.len()).filter(|at| is_above(&plan.outline[*at].id)).collect(),
        years: plan
            .years()
            .enumerate()
            .map(|(at, _)| item.actions.iter().any(|action| action.cells.get(at).is_some_and(has_words)))
            .collect(),
        has_indicator: !item.indicators.is_empty(),
        has_result: !item.results.is_empty(),
        original: item.repost_of.as_ref().and_then(|id| plan.items.iter().position(|other| other.id == *id)),
        earlier_reposts: Vec::new(),
    }
}
