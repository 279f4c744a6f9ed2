//! How many items each branch and each department has, as numbers with bars.

use maud::{Markup, html};

use super::outline::link_to_items;
use crate::chart::count_bar;
use crate::locale::or;
use crate::selection::{Count, loads};
use crate::view::departments::{has_reposts, inherited_note, marks_leads};
use crate::view::{Page, names::NOTE, page::drawing};

/// A row of a table of counts.
struct Row<'a> {
    name: String,
    /// The condition that shows the counted items.
    condition: (&'static str, &'a str),
    all: Count,
    /// For a department, the items that it leads.
    leads: Count,
}

/// The two tables.
pub(super) fn counts(page: &Page) -> Markup {
    let prepared = page.prepared;
    let plan = &prepared.plan;
    let about = &plan.about;
    let words = &page.locale.overview;
    let items = or(about.item_label(), page.locale.items.name);
    let below = prepared.counts_by("branch", false);
    let mut branches = Vec::new();
    for at in plan.outline_indices() {
        let row = &plan[at];
        if row.parent_id.is_none() {
            let all = below[at.0];
            let condition = ("branch", row.id.as_str());
            branches.push(Row { name: row.label(), condition, all, leads: Count::default() });
        }
    }
    let mut departments = Vec::new();
    for (department, load) in plan.departments.iter().zip(loads(prepared)) {
        let items = |items| Count { items, reposts: 0 };
        let (all, leads) = (items(load.items.len()), items(load.leads));
        if all.items > 0 {
            let condition = ("department", department.name.as_str());
            departments.push(Row { name: department.name.clone(), condition, all, leads });
        }
    }
    let level = about.level_names.first().map_or("", String::as_str);
    let department = or(&about.departments_label, page.locale.items.departments);
    let with_leads = [department, words.leading, words.taking_part];
    let heads: &[&str] = if marks_leads(page) { &with_leads } else { &[department, items] };
    html! {
        (table(page, words.by_branch, &[or(level, words.branch), items], &branches))
        (table(page, words.by_department[usize::from(has_reposts(page))], heads, &departments))
        (inherited_note(page))
        @if !departments.is_empty() { p class=(NOTE) { (words.shared) } }
    }
}

fn table(page: &Page, caption: &str, heads: &[&str], rows: &[Row]) -> Markup {
    let most = rows.iter().map(|row| row.all.items).max().unwrap_or_default();
    let bar = |count: Count, conditions: &[(&str, &str)]| {
        html! { td { (link_to_items(page, conditions, count)) (drawing(&count_bar(count.items, most))) } }
    };
    html! {
        @if !rows.is_empty() {
            table class="machi-plan-values machi-plan-bars" {
                caption { (caption) }
                thead { tr { @for head in heads { th scope="col" { (head) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            th scope="row" { (row.name) }
                            @if heads.len() > 2 { (bar(row.leads, &[row.condition, ("lead", "")])) }
                            (bar(row.all, &[row.condition]))
                        }
                    }
                }
            }
        }
    }
}
