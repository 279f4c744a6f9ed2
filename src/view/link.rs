//! Links that lead to a state (`data-do="go"`) or to a row of the list (`data-do="open"`). Their addresses are those that
//! the address bar would show, so that a new tab and a bookmark work too.

use maud::{Markup, html};

use super::{Page, names::item_id};
use crate::plan::Item;
use crate::selection::{View, ViewState, write_address};

/// The address of a state.
pub(super) fn go(page: &Page, state: &ViewState) -> String {
    format!("#{}", write_address("", page.name, state))
}

/// The address of a view with one value of one key: the list narrowed to a branch, an item alone.
pub(super) fn with(page: &Page, view: View, key: &str, value: &str) -> String {
    let mut state = ViewState { view, ..ViewState::default() };
    state.choose(key, value, true);
    go(page, &state)
}

/// A link to an item: alone on the page, or to its row.
pub(super) fn item(page: &Page, item: &Item, alone: bool, class: Option<&str>, text: &str) -> Markup {
    let (address, leads) = if alone {
        (with(page, View::Item, "item", &item.id), "go")
    } else {
        (format!("#{}", item_id(page.name, &item.id)), "open")
    };
    html! { a class=[class] href=(address) data-do=(leads) data-item=(item.id) { (text) } }
}

/// The same by number and name, behind some words.
pub(super) fn named(page: &Page, of: &Item, alone: bool, before: &str) -> Markup {
    item(page, of, alone, None, &format!("{before}{} {}", of.id, of.name))
}
