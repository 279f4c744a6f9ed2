//! データ: the source of the plan, its corrections, the rows that were assigned to years by rule, and the values that
//! the widget computes.

use maud::{Markup, html};

use super::{Controls, Download, Page, Parts, Rows, Verb, ViewSpec, names::*};
use crate::list::List;
use crate::locale::or;
use crate::plan::{Correction, Item};
use crate::selection::{Selection, View, ViewState};

/// The spec of this view.
pub(super) static SPEC: ViewSpec = ViewSpec {
    view: View::Data,
    name: |words| words.controls.view_data,
    rows: Rows::None,
    parts: Parts::Downloads,
    offers: Controls::Views,
    write: |page, _, _| data(page),
    ..ViewSpec::PLAIN
};

/// The content of the view.
pub fn data(page: &Page) -> Markup {
    let words = &page.locale.data;
    html! {
        div class="machi-plan-data" {
            (page.head(words.source))
            (source(page))
            (super::page::to_site(page))
            div class=(DOWNLOADS) {}
            (page.head(words.corrections))
            (corrections(page))
            (page.head(words.inferred))
            (inferred(page))
            (super::meanings::all(page))
            (page.head(words.rules))
            ul class=(RULES) {
                @for rule in words.rule_list { li { (rule) } }
                // A plan without statuses does not need this explanation.
                @if page.prepared.plan.items.iter().flat_map(|item| &item.results).any(|result| !result.status.is_empty()) {
                    li { (words.status_rule) }
                }
            }
        }
        div class=(TAIL) {}
    }
}

/// The document and its dates, and separately the years of its figures.
fn source(page: &Page) -> Markup {
    let about = &page.prepared.plan.about;
    let words = &page.locale.data;
    let results = about.results_year.map_or(String::new(), |year| page.locale.full_year(year));
    let years = page.locale.full_years(about.first_year, about.last_year);
    let facts: [(&str, &str); 8] = [
        (words.title, &about.source_title),
        (words.municipality, &about.municipality),
        (words.published, &about.published),
        (words.years, &years),
        (words.results_year, &results),
        (words.updated, &about.updated),
        (words.licence, &about.licence),
        (words.contact, &about.contact),
    ];
    html! {
        dl class="machi-plan-facts" {
            @for (head, text) in facts {
                dt { (head) }
                dd {
                    @if text.is_empty() { span class="machi-plan-not-stated" { (page.locale.item.not_stated) } } @else { (text) }
                }
            }
            // These are of the package, not of the document.
            @if !about.municipality_code.is_empty() { dt { (words.code) } dd { (about.municipality_code) } }
            @if let Some(address) = link(&about.page_url) {
                dt { (words.page) }
                dd { a href=(address) { (about.title) } }
            }
            dt { (words.address) }
            dd {
                @match link(&about.source_url) {
                    Some(address) => { a href=(address) { (or(&about.source_title, &about.title)) } }
                    None => { span class="machi-plan-not-stated" { (page.locale.item.not_stated) } }
                }
            }
        }
    }
}

/// The sentence about the download of the selection: the caption of the list.
pub fn selected(page: &Page, state: &ViewState, selection: &Selection) -> String {
    super::caption(page, super::items::SPEC.view, state, selection)
}

/// The files to download, each with its content, and the terms of use.
pub fn downloads(page: &Page, state: &ViewState, selection: &Selection) -> Markup {
    let words = &page.locale.data;
    let about = &page.prepared.plan.about;
    html! {
        (page.head(words.downloads))
        p { (words.terms(&about.municipality, or(&about.source_title, &about.title), or(&about.licence, words.no_terms))) }
        p class=(SELECTED) { (selected(page, state, selection)) }
        ul {
            (download(Download::Items, words.items, words.items_hold))
            (download(Download::OpenData, words.open_data, words.open_data_holds))
            (download(Download::PlanFile, words.plan_file, words.plan_file_holds))
        }
        p role="status" {}
    }
}

fn download(file: Download, name: &str, holds: &str) -> Markup {
    html! {
        li {
            button type="button" data-do=(Verb::Download.name()) data-value=(file.name()) { (name) }
            p { (holds) }
        }
    }
}

/// The address, if it may become a link. A template escapes text but accepts every scheme.
pub(crate) fn link(address: &str) -> Option<&str> {
    let address = address.trim();
    let known = ["https://", "http://"].into_iter().any(|scheme| address.starts_with(scheme));
    known.then_some(address)
}

/// The corrections as a table, or that there are none.
pub(crate) fn corrections(page: &Page) -> Markup {
    let words = &page.locale.data;
    let plan = &page.prepared.plan;
    html! {
        @if plan.corrections_shown().next().is_none() {
            p { (words.no_corrections) }
        } @else {
            p { (words.corrections_why) }
            table class="machi-plan-values" {
                caption class=(HIDDEN) { (words.corrections) }
                thead { tr { @for head in words.correction_heads { th scope="col" { (head) } } } }
                tbody { @for row in plan.corrections_shown() { (correction(row)) } }
            }
        }
    }
}

fn correction(row: &Correction) -> Markup {
    html! {
        tr {
            th scope="row" { (row.table) " " (row.id) " " (row.column) }
            td { del { (row.printed) } }
            td { ins { (row.corrected) } }
            td { (row.reason) @if !row.date.is_empty() { " " (row.date) } }
        }
    }
}

/// Every row that was assigned to its years by rule, with the reason that the package gives.
fn inferred(page: &Page) -> Markup {
    let words = &page.locale.data;
    let rows: Vec<(&Item, String, &str)> = page.prepared.plan.items.iter().flat_map(inferred_rows).list();
    html! {
        @if rows.is_empty() {
            p { (words.no_inferred) }
        } @else {
            p { (words.inferred_why(rows.len())) }
            table class="machi-plan-values" {
                caption class=(HIDDEN) { (words.inferred) }
                thead { tr { @for head in words.inferred_heads { th scope="col" { (head) } } } }
                tbody {
                    @for (item, what, why) in rows {
                        tr {
                            th scope="row" {
                                (super::link::item(page, item))
                            }
                            td { (what) }
                            td { (why) }
                        }
                    }
                }
            }
        }
    }
}

/// The rows of an item that were assigned by rule, each with its item, its description and the reason.
pub(super) fn inferred_rows(item: &Item) -> impl Iterator<Item = (&Item, String, &str)> {
    let actions = item.actions.iter().filter(|row| row.inferred);
    let actions = actions.map(move |row| (item, format!("{}{}", row.mark, row.text), row.note.as_str()));
    let indicators = item.indicators.iter().filter(|row| row.inferred);
    actions.chain(indicators.map(move |row| (item, row.name.clone(), row.note.as_str())))
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn only_an_address_of_the_web_becomes_a_link() {
        assert_eq!(link(" https://example.lg.jp/a "), Some("https://example.lg.jp/a"));
        for other in ["", "javascript:alert(1)", "ftp://a", "市のホームページ", "//a", "data:text/html,a"]
        {
            assert_eq!(link(other), None, "{other}");
        }
    }
}
