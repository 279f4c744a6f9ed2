//! 部署: the items that each department leads and supports, by branch of the outline, with their indicators.

use std::collections::BinaryHeap;

use super::say;
use maud::{Markup, html};

use super::{Controls, Page, Parts, Rows, ViewSpec, link, names::*};
use crate::list::List;
use crate::plan::{DepartmentIndex, EVERY_SECTION, Indicator, Item, ItemIndex, Lookup, OutlineIndex, Plan};
use crate::selection::{Load, Prepared, Selection, View, ViewState, loads};

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

/// How many items and indicators the view lists under all departments together. A browser keeps ten kilobytes for each:
/// 300,000 items were 3 GB.
const MOST_ENTRIES: usize = 20_000;

/// Whether the view lists the items of each department. In a very long plan it links to them.
pub fn lists_items(prepared: &Prepared) -> bool {
    let plan = &prepared.plan;
    let entries = |item| prepared.departments_of(item).len() * (1 + plan[item].indicators.len());
    plan.item_indices().map(entries).sum::<usize>() <= MOST_ENTRIES
}

/// The departments. Those whose page the selection does not show are hidden.
pub fn departments(page: &Page, state: &ViewState, selection: &Selection) -> Markup {
    let prepared = page.prepared;
    let has_leads = marks_leads(page);
    let has_items = lists_items(prepared);
    html! {
        div class="machi-plan-departments-view" {
            (inherited_note(page))
            @for (department, load) in prepared.plan.department_indices().zip(loads(prepared)) {
                // A listed department without any item has no page.
                @if !load.all.is_empty() { (section(page, department, &load, [has_leads, has_items], selection)) }
            }
        }
        div class=(TAIL) { (super::tail(page, SPEC.view, state, selection, super::Offers::default())) }
    }
}

/// Whether the document marks who leads.
pub(crate) fn marks_leads(page: &Page) -> bool {
    let prepared = page.prepared;
    prepared.plan.item_indices().any(|item| prepared.departments_of(item).iter().any(|of| of.lead))
}

/// Whether the plan has items that repeat others.
pub(super) fn has_reposts(page: &Page) -> bool {
    page.prepared.plan.items.iter().any(|item| item.repost_of.is_some())
}

/// A note, where the document names departments for a row of the outline as a whole: all items below it are counted.
pub(crate) fn inherited_note(page: &Page) -> Markup {
    let prepared = page.prepared;
    html! {
        @if prepared.plan.item_indices().any(|item| prepared.departments_inherited(item)) {
            p { (page.locale.departments.inherited) }
        }
    }
}

/// One department on a page of its own, with all of its items.
#[cfg(feature = "package")]
pub(crate) fn department(
    page: &Page,
    department: DepartmentIndex,
    load: &Load,
    has_leads: bool,
    selection: &Selection,
) -> Markup {
    section(page, department, load, [has_leads, true], selection)
}

fn section(
    page: &Page,
    department: DepartmentIndex,
    load: &Load,
    [has_leads, has_items]: [bool; 2],
    selection: &Selection,
) -> Markup {
    let plan = &page.prepared.plan;
    let words = &page.locale.departments;
    let name = &plan[department].name;
    let (kana, aliases) = (&plan[department].kana, &plan[department].aliases);
    let indicators = indicators_of(plan, &load.items, &|_| true);
    html! {
        section class=(DEPARTMENT) data-department=(name) hidden[!selection.departments[department.0]] {
            (page.head(&page.locale.read(name, kana)))
            @if !kana.is_empty() && !page.locale.has_readings() { p class=(NOTE) { (words.kana(kana)) } }
            @if name == EVERY_SECTION { p class=(NOTE) { (words.every_section) } }
            @if !aliases.is_empty() { p class=(NOTE) { (words.aliases(aliases.join(words.names_between))) } }
            p { (say::load(page.locale, has_leads.then_some(load.leads), load.items.len(), indicators, has_reposts(page))) }
            (branches(page, name, load))
            @if let Some(base) = page.site { p { a href={ (base) (super::department_page(name)) } { (words.site_page(name)) } } }
            @if indicators > 0 {
                p { (link::go(page, super::indicators::SPEC.view, &[("department", name)], words.see_indicators(name))) }
            }
            @if has_items {
                ul class="machi-plan-department-items" {
                    @for &item in &load.all {
                        li data-item=(plan[item].id) hidden[!selection.matches[item.0]] {
                            (entry(page, &plan[item], load.led.binary_search(&item).is_ok()))
                        }
                    }
                }
            } @else {
                p { (link::to_list(page, &[("department", name)], words.see_items(name))) }
            }
        }
    }
}

/// How many of the asked indicators the items have, without those that repeat another.
pub(super) fn indicators_of(
    plan: &Plan,
    items: &[ItemIndex],
    is_asked: &dyn Fn(&Indicator) -> bool,
) -> usize {
    let rows = || items.iter().flat_map(|item| &plan[*item].indicators).filter(|row| is_asked(row));
    let ids = Lookup::new(rows().map(|row| row.id.as_str()));
    rows().filter(|row| row.repost_of.as_ref().is_none_or(|id| ids.find(id).is_none())).count()
}

/// How many of its items are under each top branch of the outline, as links into the list, which gives the same
/// counts.
fn branches(page: &Page, name: &str, load: &Load) -> Markup {
    let plan = &page.prepared.plan;
    html! {
        ul class="machi-plan-branches" {
            @for (at, count) in counts_below(page.prepared, load) {
                @let row = &plan[at];
                @if row.parent_id.is_none() {
                    li {
                        @let conditions = [("department", name), ("branch", row.id.as_str())];
                        (link::to_list(page, &conditions, row.label()))
                        " " (page.locale.text.count(count))
                    }
                }
            }
        }
    }
}

/// Each top row of the outline with items of the department below it, and how many [`crate::selection::count`] gives there:
/// several reposts of one item are one where that item is not beside them. Cost: the department's own items.
fn counts_below(prepared: &Prepared, load: &Load) -> Vec<(OutlineIndex, usize)> {
    let top = |item: &ItemIndex| prepared.top_of(*item);
    let is_below = |item: ItemIndex, row| top(&item) == row && load.all.binary_search(&item).is_ok();
    let key = |item: &ItemIndex| {
        let row = top(item);
        match prepared.original(*item) {
            None => Some((row?, *item, false)),
            Some(original) => (!is_below(original, row)).then_some((row?, original, true)),
        }
    };
    let keys = BinaryHeap::from(load.all.iter().filter_map(key).list()).into_sorted_vec();
    let mut counts: Vec<(OutlineIndex, usize)> = Vec::new();
    let mut before = None;
    for key in keys {
        match counts.last_mut() {
            _ if before == Some(key) => {}
            Some((row, count)) if *row == key.0 => *count += 1,
            _ => counts.push((key.0, 1)),
        }
        before = Some(key);
    }
    counts
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
                (words.items.indicators) ": " (row.name)
                @if !row.series.is_empty() { (page.locale.remark(&row.series)) }
                @if row.repost_of.is_some() { " " span class="machi-plan-repost" { (words.items.repost) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Assignment, Department, OutlineRow};
    use crate::selection::count;
    use proptest::prelude::*;

    proptest! {
        /// The rule as the list counts it, for each department and each top row.
        #[test]
        fn branches_count_as_the_list_does(
            rows in prop::collection::vec(
                (prop::option::of(0_usize..12), 0_usize..5, prop::collection::vec(0_usize..3, 0..4)),
                1..12,
            ),
        ) {
            let outline = ["a", "b", "a-1", "b-1", "a-1-1"];
            let row = |id: &&str| OutlineRow {
                id: (*id).to_owned(),
                parent_id: id.rsplit_once('-').map(|(parent, _)| parent.to_owned()),
                ..OutlineRow::default()
            };
            let assigned = |at: &usize| Assignment { department: at.to_string(), lead: false };
            let item = |(at, (original, row, departments)): (usize, &(Option<usize>, usize, Vec<usize>))| Item {
                id: at.to_string(),
                outline_id: outline[*row].to_owned(),
                // Reading a plan refuses an item that repeats itself.
                repost_of: original.filter(|original| *original != at).map(|original| original.to_string()),
                departments: departments.iter().map(assigned).collect(),
                ..Item::default()
            };
            let department = |at: usize| Department { name: at.to_string(), ..Department::default() };
            let prepared = Prepared::new(Plan {
                outline: outline.iter().map(row).collect(),
                items: rows.iter().enumerate().map(item).collect(),
                departments: (0..3).map(department).collect(),
                ..Plan::default()
            });
            for (department, load) in prepared.plan.department_indices().zip(loads(&prepared)) {
                let below = |row| {
                    let holds =
                        |item| prepared.takes_part(item, department) && prepared.is_below(item, row);
                    (row, count(&prepared, &holds).items)
                };
                let tops = prepared.plan.outline_indices().filter(|row| prepared.parent(*row).is_none());
                let expected: Vec<_> = tops.map(below).filter(|(_, count)| *count > 0).collect();
                prop_assert_eq!(counts_below(&prepared, &load), expected);
            }
        }
    }
}
