//! 項目: one item alone on the page, with its neighbours.

use maud::{Markup, html};

use super::{Page, names::*};
use crate::selection::ViewState;

/// The items that the state names, each whole.
pub fn item_view(page: &Page, state: &ViewState) -> Markup {
    let items = state.items.iter().filter_map(|id| page.prepared.plan.item(id));
    html! {
        div class="machi-plan-item-view" {
            @for item in items { (super::inside(page, item)) }
        }
        div class=(TAIL) {}
    }
}
