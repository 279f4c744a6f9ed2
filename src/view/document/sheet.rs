//! A page of A4 for each item, for a committee: everything that the plan says of it, a field for the remark of the
//! committee, and the address of the item as a code for a telephone.
//!
//! Each item is a table of one cell, because a browser repeats the head of a table on every page that the table reaches.
//! So an item that needs a second page has its number and name there too.

use maud::{Markup, html};

use super::paper::{Papers, document, item_name, items, link, page, result};
use super::qr;
use crate::locale::Locale;
use crate::plan::ItemIndex;
use crate::selection::Prepared;
use crate::view::{Page, item_id};

const STYLE: &str = include_str!("sheet.css");

/// The items that the state selects, a page of A4 or more for each: a whole HTML document. Corrections are applied.
///
/// ```
/// use machi_plan::{locale::JA, plan::Plan, selection::{Prepared, ViewState}, view::{Paper, Papers, item_sheets}};
/// let papers = Papers { state: &ViewState::default(), base: None, paper: Paper::default() };
/// assert!(item_sheets(&Prepared::new(Plan::default()), &JA, &papers).starts_with("<!DOCTYPE html>"));
/// ```
pub fn item_sheets(prepared: &Prepared, locale: &Locale, papers: &Papers) -> String {
    let page = &page(prepared, locale);
    let (state, selection, items) = items(prepared, papers.state);
    let title = locale.papers.sheets(&prepared.plan.about.title);
    let body = html! {
        // The screen has it once; on paper each page has its own head.
        header class="screen" {
            h1 { (title) }
            p { (result(page, &state, &selection)) }
            p { (locale.papers.how_to_print) }
        }
        main { @for item in items { (sheet(page, papers, item)) } }
    };
    document(page, STYLE, &title, body)
}

fn sheet(page: &Page, papers: &Papers, at: ItemIndex) -> Markup {
    let about = &page.prepared.plan.about;
    let item = &page.prepared.plan[at];
    let words = &page.locale.papers;
    html! {
        article class="sheet" id=(item_id(page.name, &item.id)) {
            table class="paper-frame" role="presentation" {
                thead { tr { td {
                    p class="paper-plan" { (about.municipality) " " (about.title) }
                    h2 { (item_name(page, item)) }
                } } }
                tbody { tr { td {
                    (crate::view::item::on_paper(page, at, address(page, papers, &item.id)))
                    div class="paper-remark" { h3 { (words.remark) } }
                } } }
            }
        }
    }
}

/// The address of the item as a code, and below it as text.
fn address(page: &Page, papers: &Papers, item: &str) -> Markup {
    let words = &page.locale.papers;
    html! {
        @if let Some(address) = link(page, papers, item) {
            div class="paper-address" {
                (qr::code(&address, &words.code_of(item)).unwrap_or_default())
                p { (words.address) " " a href=(address) { (address) } }
            }
        }
    }
}
