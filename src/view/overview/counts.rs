//! How many items each department has, as numbers with bars. The branches are at the top of the view, in `glance`.

use maud::{Markup, html};

use super::outline::link_to_items;
use crate::chart::count_bar;
use crate::locale::or;
use crate::selection::{Count, loads};
use crate::view::departments::{has_reposts, inherited_note, marks_leads};
use crate::view::{Page, names::*, page::drawing};

/// A department with its items.
struct Row<'a> {
    name: &'a str,
    all: Count,
    /// The items that it leads.
    leads: Count,
}

/// The table below its head; nothing where no department takes part in any item.
pub(super) fn counts(page: &Page) -> Markup {
    let plan = &page.prepared.plan;
    let about = &plan.about;
    let words = &page.locale.overview;
    let mut rows = Vec::new();
    for (department, load) in plan.departments.iter().zip(loads(page.prepared)) {
        let items = |items| Count { items, reposts: 0 };
        let (all, leads) = (items(load.items.len()), items(load.leads));
        if all.items > 0 {
            rows.push(Row { name: &department.name, all, leads });
        }
    }
    let head = or(&about.departments_label, page.locale.items.departments);
    let with_leads = [head, words.leading, words.taking_part];
    let item = or(about.item_label(), page.locale.items.name);
    let heads: &[&str] = if marks_leads(page) { &with_leads } else { &[head, item] };
    let caption = words.by_department[usize::from(has_reposts(page))];
    html! {
        @if !rows.is_empty() {
            (page.head(caption))
            (table(page, caption, heads, &rows))
            (inherited_note(page))
            p class=(NOTE) { (words.shared) }
        }
    }
}

fn table(page: &Page, caption: &str, heads: &[&str], rows: &[Row]) -> Markup {
    let most = rows.iter().map(|row| row.all.items).max().unwrap_or_default();
    let bar = |of: &str, count: Count, conditions: &[(&str, &str)]| {
        html! { td { (link_to_items(page, conditions, of, count)) (drawing(&count_bar(count.items, most))) } }
    };
    html! {
        table class="machi-plan-values machi-plan-bars" {
            caption class=(HIDDEN) { (caption) }
            thead { tr { @for head in heads { th scope="col" { (head) } } } }
            tbody {
                @for row in rows {
                    @let condition = ("department", row.name);
                    tr {
                        th scope="row" { (row.name) }
                        @if heads.len() > 2 { (bar(row.name, row.leads, &[condition, ("lead", "")])) }
                        (bar(row.name, row.all, &[condition]))
                    }
                }
            }
        }
    }
}
