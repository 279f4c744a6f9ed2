//! 項目: one item alone on the page, with its neighbours in the outline.

use super::say;
use maud::{Markup, html};

use super::{Controls, Page, Parts, Rows, ViewSpec, link, names::*};
use crate::plan::{Item, ItemIndex};
use crate::selection::{Selection, View};

/// The spec of this view.
pub(super) static SPEC: ViewSpec = ViewSpec {
    view: View::Item,
    name: |words| words.controls.view_item,
    rows: Rows::None,
    parts: Parts::Alone,
    by_link_only: true,
    // The list already has a row for each item.
    is_below_others: false,
    offers: Controls::Views,
    write: |page, _, selection| item_view(page, selection),
    ..ViewSpec::PLAIN
};

/// How many items before and after an item are searched for others under the same row. A plan may have thousands
/// under one row. The list shows all of them, and the row itself is a link to it.
const BESIDE: usize = 50;

/// The item that the selection names, with all its content. In the widget the sections of items shown earlier are
/// beside it, hidden.
pub fn item_view(page: &Page, selection: &Selection) -> Markup {
    html! {
        div class="machi-plan-item-view" { (alone(page, &selection.alone)) }
        div class=(TAIL) {}
    }
}

/// The section of an item, found by its id. Where the plan has no such item, a sentence says so.
pub fn alone(page: &Page, id: &str) -> Markup {
    let at = page.prepared.plan.item_index(id);
    html! {
        section class=(ALONE) data-item=(id) {
            @match at {
                Some(at) => { (whole(page, at)) }
                None => {
                    @match page.prepared.end_of(id) {
                        Some((end, changes)) => {
                            (page.heading_to_go_to(html! { (id) " " (end.before) }))
                            p { (page.locale.changes.became) }
                            (super::changes::became(page, changes, true))
                        }
                        None => { (page.heading_to_go_to(html! { (say::unknown(page.locale, id)) })) }
                    }
                    p { (link::to_list(page, &[], page.locale.item.to_list)) }
                }
            }
        }
    }
}

fn whole(page: &Page, at: ItemIndex) -> Markup {
    let item = &page.prepared.plan[at];
    // The headings inside are below the heading of the item, which the list does not have.
    let below = Page { heading_level: page.heading_level + 1, ..*page };
    html! {
        (page.heading_to_go_to(html! { (item.id) " " (item.name) (repost(page, item)) }))
        dl class="machi-plan-facts" {
            (super::item::context(page, at, true))
            @if !item.mark.is_empty() {
                dt { (page.locale.item.mark) }
                dd { (item.mark) }
            }
        }
        (super::item::contents(&below, at, true))
        @if page.has_controls { (around(&below, at)) }
    }
}

fn repost(page: &Page, item: &Item) -> Markup {
    html! { @if item.repost_of.is_some() { " " span class="machi-plan-repost" { (page.locale.items.repost) } } }
}

/// The items before and after, the way back to the list, and the others under the same row.
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
        nav class=(AROUND) aria-label=(words.around(&plan[at].id)) {
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

/// A link to another item alone, after the word for its relation to this one.
fn entry(page: &Page, what: &str, at: ItemIndex) -> Markup {
    let item = &page.prepared.plan[at];
    html! {
        li { (link::to_item(page, item, true, None, format!("{what}{} {}", item.id, item.name))) (repost(page, item)) }
    }
}
