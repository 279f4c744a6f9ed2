//! 概要: what the plan is and how it is built, how much stands where, what is missing, and the document's own prose
//! and tables. The same whatever is chosen.

mod counts;
mod document;
mod missing;
mod outline;

use crate::view::say;
use maud::{Markup, html};

use super::{Page, item::paragraphs, link, names::*};
use crate::locale::or;
use crate::plan::{FiscalYear, Plan};
use crate::selection::{Count, View, count};

/// What the plan is, how it is built, what is missing, and the document's own prose and tables.
pub fn overview(page: &Page) -> Markup {
    let words = &page.locale.overview;
    html! {
        div class="machi-plan-overview" {
            (part(page, words.about, about(page)))
            (part(page, words.outline, outline::outline(page)))
            (part(page, words.counts, counts::counts(page)))
            (part(page, words.missing, missing::missing(page)))
            (part(page, words.document, document::document(page)))
        }
        div class=(TAIL) {}
    }
}

fn part(page: &Page, head: &str, content: Markup) -> Markup {
    html! {
        (page.head(head))
        (content)
    }
}

/// What the plan is and covers, in the document's own words.
fn about(page: &Page) -> Markup {
    let plan = &page.prepared.plan;
    let about = &plan.about;
    let words = &page.locale.overview;
    let items = &page.locale.items;
    let mut indicators = Count::default();
    let mut has_series = false;
    for row in plan.items.iter().flat_map(|item| &item.indicators) {
        if row.repost_of.is_some() {
            indicators.reposts += 1
        } else {
            indicators.items += 1
        }
        has_series |= !row.series.is_empty();
    }
    let mut departments = 0;
    for at in plan.department_indices() {
        departments +=
            usize::from(count(page.prepared, &|item| page.prepared.takes_part(item, at)) != Count::default());
    }
    let mut of_items = say::count(page.locale, count(page.prepared, &|_| true)) + "\n";
    let mut of_rows = say::count(page.locale, indicators) + "\n";
    if has_series {
        of_rows += words.series;
    }
    let levels = outline::levels(page, &mut of_items);
    let facts: [(&str, &str); 8] = [
        (words.title, &format!("{}\n{}", about.title, about.subtitle)),
        (page.locale.data.municipality, &about.municipality),
        (page.locale.data.years, &page.locale.full_years(about.first_year, about.last_year)),
        (page.locale.item.path, &levels),
        (or(about.item_label(), items.name), &of_items),
        (or(&about.indicators_label, items.indicators), &of_rows),
        (or(&about.departments_label, items.departments), &words.departments(departments)),
        (or(&about.results_label, page.locale.item.results), &say::results(page.locale, &result_years(plan))),
    ];
    html! {
        dl class="machi-plan-facts" {
            @for (head, text) in facts {
                dt { (head) }
                dd {
                    (paragraphs(text))
                    @if text.is_empty() { span class="machi-plan-not-stated" { (page.locale.item.not_stated) } }
                }
            }
        }
        p { (link::go(page, View::Data, &[], words.see_data)) }
    }
}

/// The years of which there are results, in order.
pub(super) fn result_years(plan: &Plan) -> Vec<FiscalYear> {
    let mut years = Vec::new();
    for result in plan.items.iter().flat_map(|item| &item.results) {
        result.year.insert_into(&mut years);
    }
    years
}

/// For each row the place of its parent, where that stands before it; a row whose parent is missing stands at the top,
/// so that nothing is lost.
fn parents<'a>(rows: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> Vec<Option<usize>> {
    let mut ids: Vec<&str> = Vec::new();
    let mut parents = Vec::new();
    for (id, parent) in rows {
        parents.push(ids.iter().position(|other| Some(*other) == parent));
        ids.push(id);
    }
    parents
}
