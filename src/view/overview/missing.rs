//! What is missing: counts that follow from the data, and nothing judged.

use maud::{Markup, html};

use super::{results_year, view};
use crate::plan::{Indicator, Item, is_dash};
use crate::selection::{View, ViewState};
use crate::view::{Page, departments::marks_leads, link, names::*};

/// So many of so many, and what was counted.
struct Gap<'a> {
    what: &'a str,
    of: usize,
    count: usize,
    /// Links to what was counted.
    list: Vec<Markup>,
    /// A state that shows just what was counted.
    state: Option<ViewState>,
}

/// Each gap as a sentence; what was counted behind it.
pub(super) fn missing(page: &Page) -> Markup {
    let prepared = page.prepared;
    let plan = &prepared.plan;
    let words = &page.locale.overview;
    let items: Vec<&Item> = plan.items.iter().filter(|item| item.repost_of.is_none()).collect();
    let rows: Vec<(&Item, &Indicator)> = plan
        .items
        .iter()
        .flat_map(|item| item.indicators.iter().map(move |row| (item, row)))
        .filter(|(_, row)| row.repost_of.is_none())
        .collect();
    let of_items = |what, lacks: &dyn Fn(&Item) -> bool| {
        let list = items.iter().filter(|item| lacks(item)).map(|item| link::item(page, item)).collect();
        gap(what, items.len(), list, View::Items)
    };
    let of_rows = |what, lacks: &dyn Fn(&Indicator) -> bool| {
        let list = rows.iter().filter(|(_, row)| lacks(row)).map(|(item, row)| indicator(page, item, row));
        gap(what, rows.len(), list.collect(), View::Indicators)
    };
    let in_words = |row: &Indicator| {
        row.targets.iter().any(|cell| !is_dash(&cell.printed) && row.read(&cell.printed).is_empty())
    };
    let results = results_year(page);
    let no_results = results.map(words.no_results).unwrap_or_default();
    let mut gaps = vec![of_items(words.no_indicators, &|item| item.indicators.is_empty())];
    if let Some(year) = results {
        gaps.push(of_items(&no_results, &|item| !item.results.iter().any(|result| result.year == year)));
    }
    gaps.push(of_rows(words.no_actuals, &|row| row.actuals.is_empty()));
    gaps.push(of_rows(words.no_baseline, &|row| row.baseline.is_empty()));
    gaps.push(of_rows(words.no_targets, &|row| row.targets.is_empty()));
    // That there is none of these is no news.
    let others = [
        of_items(words.no_departments, &|item| plan.departments_of(item).is_empty()),
        of_rows(words.dashes, &|row| row.targets.iter().any(|cell| is_dash(&cell.printed))),
        of_rows(words.in_words, &in_words),
        leads_nothing(page),
        inferred(page),
    ];
    gaps.extend(others.into_iter().filter(|gap| gap.count > 0));
    html! {
        p { (words.missing_hint) }
        ul class="machi-plan-gaps" {
            @if results.is_none() { li { ((words.results)(None)) } }
            @for gap in gaps { (entry(page, &gap)) }
        }
    }
}

/// A gap; where everything is counted, the whole view shows just that.
fn gap(what: &str, of: usize, list: Vec<Markup>, of_view: View) -> Gap<'_> {
    let count = list.len();
    let all = count == of && of > 0;
    Gap { what, of, count, list: if all { Vec::new() } else { list }, state: all.then(|| view(of_view)) }
}

fn entry(page: &Page, gap: &Gap) -> Markup {
    let words = &page.locale.overview;
    html! {
        @if gap.of > 0 {
            li {
                ((words.gap)(gap.what, gap.count, gap.of))
                @if let Some(state) = &gap.state {
                    " " (link::go(page, state, html! { ((words.see)((page.locale.controls.view)(state.view))) }))
                }
                @if !gap.list.is_empty() {
                    details {
                        summary { span class=(HIDDEN) { (gap.what) " " } (words.list) }
                        ul { @for link in &gap.list { li { (link) } } }
                    }
                }
            }
        }
    }
}

fn indicator(page: &Page, item: &Item, row: &Indicator) -> Markup {
    html! {
        (link::item(page, item))
        span class="machi-plan-path" { (row.name) @if !row.series.is_empty() { "（" (row.series) "）" } }
    }
}

/// Departments that take part and lead nothing, where the document marks who leads.
fn leads_nothing<'a>(page: &'a Page) -> Gap<'a> {
    let prepared = page.prepared;
    let plan = &prepared.plan;
    let any = |holds: &dyn Fn(usize) -> bool| (0..plan.items.len()).any(holds);
    let active = |at: &usize| any(&|item| prepared.takes_part(item, *at));
    let departments: Vec<usize> = (0..plan.departments.len()).filter(active).collect();
    let follows = |at: &&usize| marks_leads(page) && !any(&|item| prepared.leads(item, **at));
    let names: Vec<String> =
        departments.iter().filter(follows).map(|at| plan.departments[*at].name.clone()).collect();
    Gap {
        what: page.locale.overview.leads_nothing,
        of: departments.len(),
        count: names.len(),
        list: Vec::new(),
        state: Some(ViewState { departments: names, ..view(View::Departments) }),
    }
}

/// Rows that were placed by rule; the view of data lists them.
fn inferred<'a>(page: &'a Page) -> Gap<'a> {
    let items = &page.prepared.plan.items;
    let count = items.iter().flat_map(crate::view::data::inferred_rows).count();
    Gap {
        what: page.locale.overview.inferred,
        of: items.iter().map(|item| item.actions.len() + item.indicators.len()).sum(),
        count,
        list: Vec::new(),
        state: Some(view(View::Data)),
    }
}
