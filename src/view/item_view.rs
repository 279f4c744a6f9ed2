//! 項目: one item alone on the page, with what stands around it in the outline.

use super::say;
use maud::{Markup, html};

use super::{Controls, Page, Rows, ViewSpec, link, names::*};
use crate::plan::{Item, ItemIndex};
use crate::selection::{Selection, View};

/// What this view is.
pub(super) static SPEC: ViewSpec = ViewSpec {
    view: View::Item,
    name: |words| words.controls.view_item,
    rows: Rows::None,
    by_link_only: true,
    // An item alone is a row of the list already.
    is_below_others: false,
    offers: Controls::Views,
    write: |page, _, selection| item_view(page, selection),
    ..ViewSpec::PLAIN
};

/// How far before and behind an item the others of its row are looked for: a plan may have thousands under one row. All of
/// them stand in the list, to which the row itself is a link.
const BESIDE: usize = 50;

/// The item that the selection names, whole. In the widget the sections of items that were asked for before stand
/// beside it, hidden.
pub fn item_view(page: &Page, selection: &Selection) -> Markup {
    html! {
        div class="machi-plan-item-view" { (alone(page, &selection.alone)) }
        div class=(TAIL) {}
    }
}

/// The section of an item, found by its id; where the plan has none such, that is said.
pub fn alone(page: &Page, id: &str) -> Markup {
    let at = page.prepared.plan.item_index(id);
    html! {
        section class=(ALONE) data-item=(id) {
            @match at {
                Some(at) => { (whole(page, at)) }
                None => {
                    (page.heading_to_go_to(html! { (say::unknown(page.locale, id)) }))
                    p { (link::to_list(page, &[], page.locale.item.to_list)) }
                }
            }
        }
    }
}

fn whole(page: &Page, at: ItemIndex) -> Markup {
    let item = &page.prepared.plan[at];
    // The heads inside stand below the item's own, which the list has not.
    let below = Page { heading_level: page.heading_level + 1, ..*page };
    html! {
        (page.heading_to_go_to(html! { (item.id) " " (item.name) (repost(page, item)) }))
        dl class="machi-plan-facts" {
            (super::item::place(page, at, true))
            @if !item.mark.is_empty() {
                dt { (page.locale.item.mark) }
                dd { (item.mark) }
            }
        }
        (super::item::contents(&below, at, true))
        (around(&below, at))
    }
}

fn repost(page: &Page, item: &Item) -> Markup {
    html! { @if item.repost_of.is_some() { " " span class="machi-plan-repost" { (page.locale.items.repost) } } }
}

/// The items before and behind, the way back to the list, and the others under the same row.
fn around(page: &Page, at: ItemIndex) -> Markup {
    let plan = &page.prepared.plan;
    let words = &page.locale.item;
    let row = page.prepared.row_above(at);
    let beside = html! {
        @for other in (at.0.saturating_sub(BESIDE)..plan.items.len().min(at.0 + BESIDE)).map(ItemIndex) {
            @if other != at && row.is_some() && page.prepared.row_above(other) == row { (entry(page, "", other)) }
        }
    };
    html! {
        nav class="machi-plan-around" aria-label=(words.around(&plan[at].id)) {
            ul {
                @if at.0 > 0 { (entry(page, words.previous, ItemIndex(at.0 - 1))) }
                @if at.0 + 1 < plan.items.len() { (entry(page, words.next, ItemIndex(at.0 + 1))) }
                li { (link::to_item(page, &plan[at], false, None, words.in_list)) }
            }
            @if let Some(row) = row.filter(|_| !beside.0.is_empty()) {
                (page.head(&words.beside(&plan[row].name)))
                ul { (beside) }
            }
        }
    }
}

/// A link to another item alone, behind what it is to this one.
fn entry(page: &Page, what: &str, at: ItemIndex) -> Markup {
    let item = &page.prepared.plan[at];
    html! {
        li { (link::to_item(page, item, true, None, &format!("{what}{} {}", item.id, item.name))) (repost(page, item)) }
    }
}
