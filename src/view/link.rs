//! Links between the views. Without script a state in an address leads nowhere; an item's link is the id of its row.

use maud::{Markup, html};

use super::{Page, names::*};
use crate::plan::Item;
use crate::selection::{View, ViewState, write_address};

/// A link to a view with conditions: keys of the state, each with one value.
pub(super) fn go(page: &Page, view: View, conditions: &[(&str, &str)], text: &str) -> Markup {
    let mut state = ViewState { view, ..ViewState::default() };
    for (key, value) in conditions {
        state.choose(key, value, true);
    }
    html! { a href={ "#" (write_address("", page.name, &state)) } data-do="go" { (text) } }
}

/// A link to an item, by its number and its name.
pub(super) fn item(page: &Page, item: &Item) -> Markup {
    open(page, item, &item.id)
}

/// A link to an item, by its name and what stands before it.
pub(super) fn open(page: &Page, item: &Item, mark: &str) -> Markup {
    html! {
        a href={ "#" (item_id(page.name, &item.id)) } data-do="open" data-item=(item.id) { (mark) " " (item.name) }
    }
}
