//! Missing parts: counts that follow from the data, without judgement.

use crate::chart::role_name;
use crate::view::say;
use maud::{Markup, html};

use super::reported_year;
use crate::chart::Role;
use crate::list::List;
use crate::locale::or;
use crate::plan::{Indicator, ItemIndex, is_dash};
use crate::selection::Count;
use crate::view::{
    Page, ViewSpec, data,
    departments::{self, has_reposts, marks_leads},
    indicators, items, link,
    names::*,
};

/// An item, or an indicator with its item.
type Row<'a> = (ItemIndex, Option<&'a Indicator>);

/// Each gap as a sentence, with links to the counted items after it.
pub(super) fn missing(page: &Page) -> Markup {
    let plan = &page.prepared.plan;
    let words = &page.locale.overview;
    let mut items: Vec<Row> = Vec::new();
    let mut indicators: Vec<Row> = Vec::new();
    for at in plan.item_indices() {
        let item = &plan[at];
        if item.repost_of.is_none() {
            items.push((at, None));
        }
        for row in item.indicators.iter().filter(|row| row.repost_of.is_none()) {
            indicators.push((at, Some(row)));
        }
    }
    let is_measured = |(_, row): &&Row| row.is_some_and(|row| !row.is_effect());
    let measured: Vec<Row> = indicators.iter().filter(is_measured).copied().list();
    let label = or(plan.about.item_label(), page.locale.items.name);
    let role = |role| role_name(page.locale, role, &plan.about.baseline_label);
    let results = reported_year(plan);
    let has_no_result =
        |item: ItemIndex| !plan[item].results.iter().any(|result| Some(result.year) == results);
    let of_items = |what: &str, say_none, lacks: &dyn Fn(ItemIndex) -> bool| {
        gap(page, &words.lacks(what, label), say_none, &items, &|(item, _)| lacks(item))
    };
    let lacks = |of| words.lacks(role(of), page.locale.items.indicators);
    let of_rows = |what: &str, say_none, lacks: &dyn Fn(&Indicator) -> bool| {
        gap(page, what, say_none, &indicators, &|(_, row)| row.is_some_and(lacks))
    };
    html! {
        p { (words.missing_hint) }
        ul class=(GAPS) {
            @match results {
                None => { li { (words.no_results) } }
                Some(of) => { (of_items(&words.results_of(page.locale.full_year(of)), true, &has_no_result)) }
            }
            (of_items(page.locale.items.indicators, true, &|item| plan[item].indicators.is_empty()))
            // An amount of money that an item brings has no baseline.
            (gap(page, &lacks(Role::Baseline), true, &measured, &|(_, row)| row.is_some_and(|row| row.baseline.is_empty())))
            (of_rows(&lacks(Role::Target), true, &|row| row.targets.is_empty()))
            (of_rows(&lacks(Role::Actual), true, &|row| row.actuals.is_empty()))
            (of_items(page.locale.items.departments, false, &|item| page.prepared.departments_of(item).is_empty()))
            (of_rows(words.dashes, false, &|row| row.targets.iter().any(|cell| is_dash(&cell.printed))))
            (of_rows(words.in_words, false, &is_in_words))
            (leads_nothing(page))
            (inferred(page))
        }
    }
}

fn is_in_words(row: &Indicator) -> bool {
    let grammar = row.grammar();
    row.targets.iter().any(|cell| !is_dash(&cell.printed) && grammar.read(&cell.printed).is_empty())
}

/// How many of the rows lack something, and which. Where all of them lack it, a link to their view replaces the list.
/// With `say_none`, the sentence also says that no row lacks it, because readers would ask.
fn gap(page: &Page, what: &str, say_none: bool, rows: &[Row], lacks: &dyn Fn(Row) -> bool) -> Markup {
    let words = &page.locale.overview;
    let found: Vec<&Row> = rows.iter().filter(|row| lacks(**row)).list();
    html! {
        @if let Some((_, first)) = rows.first().filter(|_| say_none || !found.is_empty()) {
            li {
                (say::gap(page.locale, what, words.units[0], found.len(), rows.len()))
                @if found.len() == rows.len() {
                    (see(page, if first.is_some() { &indicators::SPEC } else { &items::SPEC }, &[]))
                } @else if !found.is_empty() {
                    details {
                        summary { span class=(HIDDEN) { (what) " " } (words.list) }
                        ul {
                            @for (item, row) in found {
                                li {
                                    (link::item(page, &page.prepared.plan[*item]))
                                    @if let Some(row) = row {
                                        span class=(PATH) { (row.name) " " (row.series) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn see(page: &Page, of: &ViewSpec, conditions: &[(&str, &str)]) -> Markup {
    let name = say::view(page.locale, of.view);
    html! { " " (link::go(page, of.view, conditions, page.locale.overview.see(name))) }
}

/// Departments that take part but lead no item, where the document marks leading departments.
fn leads_nothing(page: &Page) -> Markup {
    let prepared = page.prepared;
    let mut of = 0;
    let mut found = Vec::new();
    let [all, led] = [false, true].map(|only| prepared.counts_by("department", only));
    for (department, (all, led)) in prepared.plan.departments.iter().zip(all.into_iter().zip(led)) {
        if all != Count::default() {
            of += 1;
            if led == Count::default() {
                found.push(("department", department.name.as_str()));
            }
        }
    }
    let words = &page.locale.overview;
    html! {
        @if marks_leads(page) && !found.is_empty() {
            li { (say::gap(page.locale, words.leads_nothing, words.units[1], found.len(), of)) (see(page, &departments::SPEC, &found)) }
        }
    }
}

/// Rows that were assigned to their years by rule. The view データ lists them.
fn inferred(page: &Page) -> Markup {
    let words = &page.locale.overview;
    let (mut count, mut of) = (0, 0);
    for item in &page.prepared.plan.items {
        count += crate::view::data::inferred_rows(item).count();
        of += item.actions.len() + item.indicators.len();
    }
    html! {
        @if count > 0 {
            li {
                (say::gap(page.locale, words.inferred[usize::from(has_reposts(page))], words.units[2], count, of))
                (see(page, &data::SPEC, &[]))
            }
        }
    }
}
