//! 項目: one item alone on the page, with what stands around it in the outline.

use maud::{Markup, html};

use super::{Page, link, names::*};
use crate::plan::Item;
use crate::selection::{Selection, ViewState};

/// So many others under the same row of the outline are named; of more, the link to that row tells.
const MOST_BESIDE: usize = 50;

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
    let at = page.prepared.plan.items.iter().position(|item| item.id == id);
    html! {
        section class=(ALONE) data-item=(id) {
            @match at {
                Some(at) => { (whole(page, at)) }
                None => { (unknown(page, id)) }
            }
        }
    }
}

fn unknown(page: &Page, id: &str) -> Markup {
    let words = &page.locale.item;
    html! {
        (page.heading_to_go_to(1, ALONE_NAME, html! { ((words.unknown)(id)) }))
        p { a href=(link::go(page, &ViewState::default())) data-do="go" { (words.to_list) } }
    }
}

fn whole(page: &Page, at: usize) -> Markup {
    let item = &page.prepared.plan.items[at];
    // The heads inside stand below the item's own, which the list has not.
    let below = Page { heading_level: page.heading_level + 1, ..*page };
    html! {
        (page.heading_to_go_to(1, ALONE_NAME, html! {
            (item.id) " " (item.name)
            @if item.repost_of.is_some() { " " span class="machi-plan-repost" { (page.locale.items.repost) } }
        }))
        (place(page, item))
        (super::item::inside_alone(&below, item))
        (around(&below, at))
    }
}

/// Where the item stands: in the outline, with links into the list, and with whom.
fn place(page: &Page, item: &Item) -> Markup {
    let plan = &page.prepared.plan;
    let words = &page.locale.item;
    html! {
        dl class="machi-plan-facts" {
            dt { (words.path) }
            dd {
                @for (at, row) in plan.path(item).into_iter().enumerate() {
                    @if at > 0 { " › " }
                    a href=(link::branch(page, &row.id)) data-do="go" {
                        @if !row.mark.is_empty() { (row.mark) " " }
                        (row.name)
                    }
                }
            }
            @if !item.mark.is_empty() {
                dt { (words.mark) }
                dd { (item.mark) }
            }
            (super::item::departments(page, item))
        }
    }
}

/// The way back to the list, the items before and behind, those that repeat this one, and those under the same row.
fn around(page: &Page, at: usize) -> Markup {
    let plan = &page.prepared.plan;
    let words = &page.locale.item;
    let item = &plan.items[at];
    let row = page.prepared.row_above(at);
    let beside: Vec<&Item> = (0..plan.items.len())
        .filter(|other| *other != at && row.is_some() && page.prepared.row_above(*other) == row)
        .map(|other| &plan.items[other])
        .collect();
    html! {
        nav class="machi-plan-around" aria-label=((words.around)(&item.id)) {
            ul {
                @if let Some(before) = at.checked_sub(1) { (entry(page, words.previous, &plan.items[before])) }
                @if let Some(next) = plan.items.get(at + 1) { (entry(page, words.next, next)) }
                li { a href={ "#" (item_id(page.name, &item.id)) } data-do="open" data-item=(item.id) { (words.in_list) } }
            }
            @if let Some(row) = row && (1..=MOST_BESIDE).contains(&beside.len()) {
                @let row = &plan.outline[row];
                (page.heading(1, "machi-plan-head", html! { ((words.beside)(&row.mark, &row.name)) }))
                ul { @for other in beside { (entry(page, "", other)) } }
            }
        }
    }
}

/// A link to another item alone, behind what it is to this one.
fn entry(page: &Page, what: &str, item: &Item) -> Markup {
    html! {
        li {
            a href=(link::alone(page, &item.id)) data-do="go" {
                @if !what.is_empty() { (what) " " }
                (item.id) " " (item.name)
                @if item.repost_of.is_some() { " " span class="machi-plan-repost" { (page.locale.items.repost) } }
            }
        }
    }
}
