//! How many items stand under each branch and with each department, as numbers with bars beside them.

use maud::{Markup, html};

use super::outline::{branch, link_to_items};
use super::tally;
use crate::chart::count_bar;
use crate::locale::or;
use crate::selection::{Count, ViewState};
use crate::view::departments::marks_leads;
use crate::view::{Page, page::drawing};

/// A row of a table of counts: its name, and each count with the list that it counts.
type Row<'a> = (Markup, Vec<(Count, ViewState)>);

/// The two tables.
pub(super) fn counts(page: &Page) -> Markup {
    let prepared = page.prepared;
    let plan = &prepared.plan;
    let about = &plan.about;
    let words = &page.locale.overview;
    let items = or(about.item_label(), page.locale.items.name);
    let tops = plan.outline.iter().enumerate().filter(|(_, row)| row.parent_id.is_none());
    let branches: Vec<Row> = tops
        .map(|(at, row)| {
            let count = tally(page, &|item| prepared.stands_under(item, at));
            (html! { @if !row.mark.is_empty() { (row.mark) " " } (row.name) }, vec![(count, branch(&row.id))])
        })
        .collect();
    let has_leads = marks_leads(page);
    let departments: Vec<Row> = (0..plan.departments.len())
        .map(|at| {
            let name = &plan.departments[at].name;
            let state = |lead| ViewState { departments: vec![name.clone()], lead, ..ViewState::default() };
            // Reposts are left out: without them a department's page and this table say the same.
            let all = Count { reposts: 0, ..tally(page, &|item| prepared.takes_part(item, at)) };
            let leads = Count { reposts: 0, ..tally(page, &|item| prepared.leads(item, at)) };
            let mut counts = vec![(all, state(false))];
            if has_leads {
                counts.insert(0, (leads, state(true)));
            }
            (html! { (name) }, counts)
        })
        .filter(|(_, counts)| counts.iter().any(|(count, _)| count.items > 0))
        .collect();
    let level = about.level_names.first().map_or("", String::as_str);
    let department = or(&about.departments_label, page.locale.items.departments);
    html! {
        (table(page, words.by_branch, &[or(level, words.branch), items], &branches))
        @if has_leads {
            (table(page, words.by_department, &[department, words.leading, words.taking_part], &departments))
        } @else {
            (table(page, words.by_department, &[department, items], &departments))
        }
        @if !departments.is_empty() { p class="machi-plan-note" { (words.shared) } }
    }
}

fn table(page: &Page, caption: &str, heads: &[&str], rows: &[Row]) -> Markup {
    let counts = rows.iter().flat_map(|(_, counts)| counts);
    let most = counts.map(|(count, _)| count.items).max().unwrap_or_default();
    html! {
        @if !rows.is_empty() {
            table class="machi-plan-values machi-plan-bars" {
                caption { (caption) }
                thead { tr { @for head in heads { th scope="col" { (head) } } } }
                tbody {
                    @for (name, counts) in rows {
                        tr {
                            th scope="row" { (name) }
                            @for (count, state) in counts {
                                td {
                                    (link_to_items(page, state.clone(), *count))
                                    (drawing(&count_bar(count.items, most)))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
