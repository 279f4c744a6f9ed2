//! Links between the views. Without script a state in an address leads nowhere; an item's link is the id of its row.

use maud::{Markup, html};

use super::{Page, names::*};
use crate::plan::Item;
use crate::selection::{ViewState, write_address};

/// A link to a state of this widget.
pub(super) fn go(page: &Page, state: &ViewState, text: Markup) -> Markup {
    html! { a href={ "#" (write_address("", page.name, state)) } data-do="go" { (text) } }
}

/// A link to an item, by its number and its name.
pub(super) fn item(page: &Page, item: &Item) -> Markup {
    open(page, item, html! { (item.id) " " (item.name) })
}

/// A link to an item.
pub(super) fn open(page: &Page, item: &Item, text: Markup) -> Markup {
    html! { a href={ "#" (item_id(page.name, &item.id)) } data-do="open" data-item=(item.id) { (text) } }
}
