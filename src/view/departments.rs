//! 部署: the items that each department leads and supports, by branch of the outline, with their indicators.

use super::say;
use maud::{Markup, html};

use super::{Controls, Page, Parts, Rows, ViewSpec, link, names::*};
use crate::plan::{DepartmentIndex, EVERY_SECTION, Item, ItemIndex, OutlineIndex, Plan};
use crate::selection::{Load, Selection, View, ViewState, count, loads};

/// The spec of this view.
pub(super) static SPEC: ViewSpec = ViewSpec {
    view: View::Departments,
    name: |words| words.controls.view_departments,
    nothing: |words| words.items.nothing_departments,
    rows: Rows::Departments,
    parts: Parts::Departments,
    has_caption: true,
    offers: Controls::WithoutOrder,
    write: departments,
    ..ViewSpec::PLAIN
};

/// The departments. Those whose page the selection does not show are hidden.
pub fn departments(page: &Page, state: &ViewState, selection: &Selection) -> Markup {
    let prepared = page.prepared;
    let has_leads = marks_leads(page);
    html! {
        div class="machi-plan-departments-view" {
            (inherited_note(page))
            @for (department, load) in prepared.plan.department_indices().zip(loads(prepared)) {
                // A listed department without any item has no page.
                @if !load.all.is_empty() { (section(page, department, &load, has_leads, selection)) }
            }
        }
        div class=(TAIL) { (super::tail(page, SPEC.view, state, selection, super::Offers::default())) }
    }
}

/// Whether the document marks who leads.
pub(super) fn marks_leads(page: &Page) -> bool {
    let prepared = page.prepared;
    prepared.plan.item_indices().any(|item| prepared.departments_of(item).iter().any(|of| of.lead))
}

/// Whether the plan has items that repeat others.
pub(super) fn has_reposts(page: &Page) -> bool {
    page.prepared.plan.items.iter().any(|item| item.repost_of.is_some())
}

/// A note, where the document names departments for a row of the outline as a whole: all items below it are counted.
pub(super) fn inherited_note(page: &Page) -> Markup {
    let prepared = page.prepared;
    html! {
        @if prepared.plan.item_indices().any(|item| prepared.departments_inherited(item)) {
            p { (page.locale.departments.inherited) }
        }
    }
}

fn section(
    page: &Page,
    department: DepartmentIndex,
    load: &Load,
    has_leads: bool,
    selection: &Selection,
) -> Markup {
    let (prepared, plan) = (page.prepared, &page.prepared.plan);
    let words = &page.locale.departments;
    let name = &plan[department].name;
    let aliases = &plan[department].aliases;
    let indicators = indicators_of(plan, &load.items);
    html! {
        section class=(DEPARTMENT) data-department=(name) hidden[!selection.departments[department.0]] {
            (page.head(name))
            @if name == EVERY_SECTION { p class=(NOTE) { (words.every_section) } }
            @if !aliases.is_empty() { p class=(NOTE) { (words.aliases(aliases.join(words.names_between))) } }
            p { (say::load(page.locale, has_leads.then_some(load.leads), load.items.len(), indicators, has_reposts(page))) }
            (branches(page, department))
            @if indicators > 0 {
                p { (link::go(page, super::indicators::SPEC.view, &[("department", name)], &words.see_indicators(name))) }
            }
            ul class="machi-plan-department-items" {
                @for &item in &load.all {
                    li data-item=(plan[item].id) hidden[!selection.matches[item.0]] {
                        (entry(page, &plan[item], prepared.leads(item, department)))
                    }
                }
            }
        }
    }
}

/// How many indicators the items have, without those that repeat another.
fn indicators_of(plan: &Plan, items: &[ItemIndex]) -> usize {
    let rows = || items.iter().flat_map(|item| &plan[*item].indicators);
    rows().filter(|row| !rows().any(|other| row.repost_of.as_ref() == Some(&other.id))).count()
}

/// How many of its items are under each top branch of the outline, as links into the list, which gives the same
/// counts.
fn branches(page: &Page, department: DepartmentIndex) -> Markup {
    let prepared = page.prepared;
    let name = prepared.plan[department].name.as_str();
    let count_below = |row: OutlineIndex| {
        let holds = |item| prepared.takes_part(item, department) && prepared.is_below(item, row);
        count(prepared, &holds).items
    };
    html! {
        ul class="machi-plan-branches" {
            @for at in prepared.plan.outline_indices().filter(|at| prepared.plan[*at].parent_id.is_none()) {
                @let row = &prepared.plan[at];
                @let count = count_below(at);
                @if count > 0 {
                    li {
                        @let conditions = [("department", name), ("branch", row.id.as_str())];
                        (link::to_list(page, &conditions, &row.label()))
                        " " (page.locale.text.count(count))
                    }
                }
            }
        }
    }
}

fn entry(page: &Page, item: &Item, leads: bool) -> Markup {
    let words = page.locale;
    html! {
        @if leads {
            span class=(LEAD) { (words.items.lead) span class=(HIDDEN) { (words.items.lead_more) } } " "
        }
        @if item.repost_of.is_some() { span class="machi-plan-repost" { (words.items.repost) } " " }
        (link::item(page, item))
        @for row in &item.indicators {
            span class=(PATH) {
                (words.item.indicators) ": " (row.name)
                @if !row.series.is_empty() { "（" (row.series) "）" }
                @if row.repost_of.is_some() { " " span class="machi-plan-repost" { (words.items.repost) } }
            }
        }
    }
}
