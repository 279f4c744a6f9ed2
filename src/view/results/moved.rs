//! The items that came and went between the compared years, by name.

use maud::{Markup, html};

use crate::list::List;
use crate::locale::or;
use crate::plan::{Change, ItemIndex};
use crate::selection::{Scale, moves};
use crate::view::{Page, link, names::NOTE};

/// A sentence for each year that has other items than the year before; nothing where all years have the same.
pub(super) fn moved(page: &Page, scales: &[Scale], matches: &[bool]) -> Markup {
    let words = &page.locale.results;
    let plan = &page.prepared.plan;
    let label = or(plan.about.item_label(), page.locale.items.name);
    let mut years = Vec::new();
    scales.iter().flat_map(|scale| &scale.years).for_each(|year| year.insert_into(&mut years));
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return Markup::default() };
    let moves = moves(page.prepared, (*first, *last), matches);
    let named = |items: &[ItemIndex]| items.iter().map(|at| link::item(page, &plan[*at])).list();
    html! {
        @if !moves.is_empty() {
            (page.head(&words.moved(label)))
            p { (words.moved_hint(label)) }
            ul {
                @for of in &moves {
                    @let year = page.locale.full_year(of.year);
                    @let before = page.locale.full_year(crate::plan::FiscalYear(of.year.0 - 1));
                    (line(page, &words.came(&year, label, of.came.len()), named(&of.came)))
                    (line(page, &words.ended(before, label, of.ended.len()), named(&of.ended)))
                    (line(page, &words.went(year, label, of.went.len()), of.went.iter().map(|(end, _)| gone(page, end)).list()))
                }
            }
            @if moves.iter().any(|of| !of.went.is_empty()) { p class=(NOTE) { (words.went_hint(label)) } }
        }
    }
}

fn line(page: &Page, sentence: &str, names: Vec<Markup>) -> Markup {
    html! {
        @if !names.is_empty() {
            li {
                (sentence)
                @for (at, name) in names.iter().enumerate() {
                    @if at > 0 { (page.locale.text.between) }
                    (name)
                }
            }
        }
    }
}

/// An item that is not in the data any more, and what became of it.
fn gone(page: &Page, row: &Change) -> Markup {
    let words = &page.locale.results;
    let plan = &page.prepared.plan;
    html! {
        (row.id) " " (row.before)
        @for (at, id) in row.successors.iter().enumerate() {
            (if at > 0 { page.locale.text.between } else { words.into })
            @match plan.item(id) {
                Some(item) => { (link::item(page, item)) }
                None => { (id) }
            }
        }
    }
}
