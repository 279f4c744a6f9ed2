//! 概要: what the plan is and how it is built, how much stands where, what is missing, and the document's own prose
//! and tables. The same whatever is chosen.

mod counts;
mod document;
mod missing;
mod outline;

use maud::{Markup, html};

use super::{Page, link, names::*};
use crate::locale::or;
use crate::plan::{FiscalYear, Indicator};
use crate::selection::{Count, View, ViewState};

/// What the plan is, how it is built, what is missing, and the document's own prose and tables.
pub fn overview(page: &Page) -> Markup {
    let words = &page.locale.overview;
    html! {
        div class="machi-plan-overview" {
            (page.heading(1, "machi-plan-head", html! { (words.about) }))
            (about(page))
            (page.heading(1, "machi-plan-head", html! { (words.outline) }))
            (outline::outline(page))
            (page.heading(1, "machi-plan-head", html! { (words.counts) }))
            (counts::counts(page))
            (page.heading(1, "machi-plan-head", html! { (words.missing) }))
            (missing::missing(page))
            (page.heading(1, "machi-plan-head", html! { (words.document) }))
            (document::document(page))
        }
        div class=(TAIL) {}
    }
}

/// What the plan is and covers, in the document's own words.
fn about(page: &Page) -> Markup {
    let plan = &page.prepared.plan;
    let about = &plan.about;
    let words = &page.locale.overview;
    let items = &page.locale.items;
    let indicators: Vec<&Indicator> = plan.items.iter().flat_map(|item| &item.indicators).collect();
    let firsts = indicators.iter().filter(|row| row.repost_of.is_none()).count();
    let rows = Count { items: firsts, reposts: indicators.len() - firsts };
    let has_series = indicators.iter().any(|row| !row.series.is_empty());
    let takes_part = |at: &usize| (0..plan.items.len()).any(|item| page.prepared.takes_part(item, *at));
    let departments = (0..plan.departments.len()).filter(takes_part).count();
    html! {
        dl class="machi-plan-facts" {
            dt { (words.title) }
            dd { (about.title) @if !about.subtitle.is_empty() { " " (about.subtitle) } }
            dt { (page.locale.data.municipality) }
            dd { (about.municipality) }
            dt { (page.locale.data.years) }
            dd { ((items.span)(about.first_year, about.last_year)) }
            @if !plan.outline.is_empty() {
                dt { (page.locale.item.path) }
                dd { ((words.levels)(&outline::levels(page))) }
            }
            dt { (or(about.item_label(), items.name)) }
            dd {
                ((words.count)(tally(page, &|_| true)))
                @if let Some((level, count)) = outline::undivided(page) {
                    p { ((words.undivided)(level, about.item_label(), count)) }
                }
            }
            dt { (or(&about.indicators_label, items.indicators)) }
            dd {
                ((words.count)(rows))
                @if has_series { p { (words.series) } }
            }
            dt { (or(&about.departments_label, items.departments)) }
            dd { ((words.departments)(departments)) }
            dt { (or(&about.results_label, page.locale.item.results)) }
            dd { ((words.results)(results_year(page))) }
        }
        p { (link::go(page, &view(View::Data), html! { (words.see_data) })) }
    }
}

/// The latest year of which there are results.
fn results_year(page: &Page) -> Option<FiscalYear> {
    let plan = &page.prepared.plan;
    let results = plan.items.iter().flat_map(|item| &item.results);
    plan.about.results_year.or(results.map(|result| result.year).max())
}

/// How many items hold: a repost is counted apart, with its original.
fn tally(page: &Page, holds: &dyn Fn(usize) -> bool) -> Count {
    let mut count = Count::default();
    for (at, item) in page.prepared.plan.items.iter().enumerate() {
        if holds(at) {
            if item.repost_of.is_some() { count.reposts += 1 } else { count.items += 1 }
        }
    }
    count
}

/// A view without conditions.
fn view(view: View) -> ViewState {
    ViewState { view, ..ViewState::default() }
}

/// For each row the place of its parent, where that stands before it; a row whose parent is missing stands at the top,
/// so that nothing is lost.
fn parents<'a>(ids: &[&'a str], parent_of: &dyn Fn(usize) -> Option<&'a str>) -> Vec<Option<usize>> {
    let place = |at: usize| ids[..at].iter().position(|id| Some(*id) == parent_of(at));
    (0..ids.len()).map(place).collect()
}
