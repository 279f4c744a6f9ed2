//! 概要: what the plan contains and how it is built, the counts of items, the missing parts, and the document's own
//! prose and tables. The conditions do not change it.

mod counts;
pub(super) mod document;
mod missing;
mod outline;

use crate::view::say;
use maud::{Markup, html};

use super::{Controls, Page, Rows, ViewSpec, effects, glance, item::paragraphs, link, names::*, results};
use crate::list::List;
use crate::locale::or;
use crate::plan::{FiscalYear, Lookup, Plan};
use crate::selection::{Count, View, count};

/// The spec of this view.
pub(super) static SPEC: ViewSpec = ViewSpec {
    view: View::Overview,
    name: |words| words.controls.view_overview,
    rows: Rows::None,
    offers: Controls::Views,
    write: |page, _, _| overview(page),
    ..ViewSpec::PLAIN
};

/// The content of the view.
pub fn overview(page: &Page) -> Markup {
    let words = &page.locale.overview;
    html! {
        div class="machi-plan-overview" {
            @if !page.prepared.plan.items.is_empty() { (part(page, page.locale.controls.view_glance, glance::of_plan(page))) }
            @if results::is_rated(&page.prepared.plan) { (part(page, page.locale.controls.view_results, results::summary(page))) }
            @let effects = effects::of_plan(&page.prepared.plan);
            @if !effects.is_empty() { (part(page, page.locale.results.effects, effects::table(page, &effects, true))) }
            (part(page, words.about, about(page)))
            (part(page, words.outline, outline::outline(page)))
            (counts::counts(page))
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

/// The plan's name and scope, in the document's own words.
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
    let departments = page.prepared.counts_by("department", false);
    let departments = departments.iter().filter(|count| **count != Count::default()).count();
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
        p { (link::go(page, super::data::SPEC.view, &[], words.see_data)) }
        (super::page::to_site(page))
    }
}

/// The years with results, in order.
pub(super) fn result_years(plan: &Plan) -> Vec<FiscalYear> {
    let mut years = Vec::new();
    for result in plan.items.iter().flat_map(|item| &item.results) {
        result.year.insert_into(&mut years);
    }
    years
}

/// The year whose results the plan reports: as the package says, or the latest with a result.
pub(super) fn reported_year(plan: &Plan) -> Option<FiscalYear> {
    plan.about.results_year.or_else(|| result_years(plan).last().copied())
}

/// For each section the index of its parent, where that comes earlier. A section without its parent is at the top, so
/// that nothing is lost.
fn parents<'a>(rows: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> Vec<Option<usize>> {
    let rows = rows.list();
    let ids = Lookup::new(rows.iter().map(|(id, _)| *id));
    let parent =
        |(at, (_, parent)): (usize, &(&str, Option<&str>))| ids.find((*parent)?).filter(|above| *above < at);
    rows.iter().enumerate().map(parent).list()
}
