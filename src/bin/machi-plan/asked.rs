//! The parts of a plan that options ask for. A page about a name that the plan does not have would be about nothing.

use machi_plan::locale::messages;
use machi_plan::plan::{DepartmentNames, Plan};
use machi_plan::selection::{Prepared, ViewState};

/// The most ids that a message names.
const MOST: usize = 20;

/// Checks that the plan has the departments and items that a state names. The error says which it has.
pub fn is_known(plan: &Plan, state: &ViewState) -> Result<(), String> {
    let asked = state.facets.of("department");
    if asked.is_empty() && state.items.is_empty() {
        return Ok(());
    }
    // It also lists the departments that only cells name, and the items that went.
    let prepared = Prepared::new(plan.clone());
    let plan = &prepared.plan;
    let (words, between) = (&messages().command, messages().text.between);
    let known = DepartmentNames::new(plan);
    if let Some(asked) = asked.iter().find(|name| known.find(name).is_none()) {
        let names: Vec<&str> = plan.departments.iter().map(|department| department.name.as_str()).collect();
        return Err(words.unknown_department(asked, names.join(between)));
    }
    let is_item = |id: &&String| plan.item(id).is_some() || prepared.end_of(id).is_some();
    if let Some(asked) = state.items.iter().find(|id| !is_item(id)) {
        let mut ids: Vec<String> = plan.items.iter().take(MOST).map(|item| item.id.clone()).collect();
        if plan.items.len() > MOST {
            ids.push(words.others(plan.items.len() - MOST));
        }
        return Err(words.unknown_item(asked, ids.join(between)));
    }
    Ok(())
}
