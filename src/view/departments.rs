//! 部署: for each department what it leads and supports, where in the outline, with which indicators.

use maud::{Markup, html};

use super::{Page, names::*};
use crate::plan::{Department, EVERY_SECTION, Item};
use crate::selection::{Selection, View, ViewState, write_address};

/// The departments; those that the state does not name, and those with nothing in the selection, are hidden.
pub fn departments(page: &Page, state: &ViewState, selection: &Selection) -> Markup {
    let plan = &page.prepared.plan;
    html! {
        div class="machi-plan-departments-view" {
            // A department of the sheet that takes part in nothing has no page.
            @for department in plan.departments.iter().filter(|one| items_of(page, &one.name).next().is_some()) {
                (section(page, department, state, selection))
            }
        }
        div class=(TAIL) { (super::tail(page, View::Departments, state, selection, super::Offers::default())) }
    }
}

/// Whether a department's page is shown: it is asked for, or none is, and one of its items is in the selection.
pub fn shows_department(page: &Page, state: &ViewState, selection: &Selection, name: &str) -> bool {
    let asked = state.departments.is_empty() || state.departments.iter().any(|other| other == name);
    asked && items_of(page, name).any(|(at, _)| selection.matches[at])
}

/// The items of a department, each with its place in the plan.
fn items_of<'a>(page: &'a Page, name: &'a str) -> impl Iterator<Item = (usize, &'a Item)> {
    let plan = &page.prepared.plan;
    let takes_part = move |item: &Item| {
        plan.departments_of(item).iter().any(|other| plan.department_name(&other.department) == name)
    };
    plan.items.iter().enumerate().filter(move |(_, item)| takes_part(item))
}

fn leads(page: &Page, item: &Item, name: &str) -> bool {
    let plan = &page.prepared.plan;
    plan.departments_of(item)
        .iter()
        .any(|other| other.lead && plan.department_name(&other.department) == name)
}

/// A link to the list, or another view, with this department and perhaps a branch chosen.
fn link(page: &Page, view: View, department: &str, branch: Option<&str>) -> String {
    let state = ViewState {
        view,
        departments: vec![department.to_owned()],
        branches: branch.map(str::to_owned).into_iter().collect(),
        ..ViewState::default()
    };
    format!("#{}", write_address("", page.name, &state))
}

fn section(page: &Page, department: &Department, state: &ViewState, selection: &Selection) -> Markup {
    let plan = &page.prepared.plan;
    let words = &page.locale.departments;
    let name = &department.name;
    let items: Vec<(usize, &Item)> = items_of(page, name).collect();
    // A repost is counted with its original.
    let firsts: Vec<&Item> =
        items.iter().map(|(_, item)| *item).filter(|item| item.repost_of.is_none()).collect();
    let has_leads = plan.items.iter().any(|item| plan.departments_of(item).iter().any(|other| other.lead));
    let leading = firsts.iter().filter(|item| leads(page, item, name)).count();
    let indicators = firsts.iter().map(|item| item.indicators.len()).sum();
    html! {
        section class=(DEPARTMENT) data-department=(name) hidden[!shows_department(page, state, selection, name)] {
            (page.heading(1, "machi-plan-head", html! { (name) }))
            @if name == EVERY_SECTION { p class="machi-plan-note" { (words.every_section) } }
            @if !department.aliases.is_empty() {
                p class="machi-plan-note" { ((words.aliases)(&department.aliases)) }
            }
            p { ((words.load)(has_leads.then_some(leading), firsts.len(), indicators)) }
            (branches(page, name, &firsts))
            @if indicators > 0 {
                p { a href=(link(page, View::Indicators, name, None)) data-do="go" { ((words.see_indicators)(name)) } }
            }
            ul class="machi-plan-department-items" {
                @for (at, item) in &items {
                    li data-item=(item.id) hidden[!selection.matches[*at]] { (entry(page, item, name)) }
                }
            }
        }
    }
}

/// How many of its items stand under each branch at the top of the outline, as links into the list.
fn branches(page: &Page, name: &str, items: &[&Item]) -> Markup {
    let plan = &page.prepared.plan;
    let under = |id: &str| {
        let is_under = |item: &&&Item| plan.ancestors(item).first().is_some_and(|row| row.id == id);
        items.iter().filter(is_under).count()
    };
    html! {
        ul class="machi-plan-branches" {
            @for row in plan.outline.iter().filter(|row| row.parent_id.is_none()) {
                @let count = under(&row.id);
                @if count > 0 {
                    li {
                        a href=(link(page, View::Items, name, Some(&row.id))) data-do="go" { (row.mark) " " (row.name) }
                        " " ((page.locale.departments.count)(count))
                    }
                }
            }
        }
    }
}

fn entry(page: &Page, item: &Item, name: &str) -> Markup {
    let words = page.locale;
    html! {
        @if leads(page, item, name) {
            span class="machi-plan-lead" { (words.items.lead) span class=(HIDDEN) { (words.items.lead_more) } } " "
        }
        @if item.repost_of.is_some() { span class="machi-plan-repost" { (words.items.repost) } " " }
        a href={ "#" (item_id(page.name, &item.id)) } data-do="open" data-item=(item.id) { (item.id) " " (item.name) }
        @for row in &item.indicators {
            span class="machi-plan-path" { (words.item.indicators) ": " (row.name) @if !row.series.is_empty() { "（" (row.series) "）" } }
        }
    }
}
