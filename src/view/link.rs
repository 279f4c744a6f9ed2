//! Addresses of states, for links that lead to them (`data-do="go"`): the same that the address bar would show, so that a
//! new tab and a bookmark work too.

use super::Page;
use crate::selection::{View, ViewState, write_address};

/// The address of a state.
pub(super) fn go(page: &Page, state: &ViewState) -> String {
    format!("#{}", write_address("", page.name, state))
}

/// The address of an item alone on the page.
pub(super) fn alone(page: &Page, item: &str) -> String {
    go(page, &ViewState { view: View::Item, items: vec![item.to_owned()], ..ViewState::default() })
}

/// The address of the list, narrowed to what stands under a row of the outline.
pub(super) fn branch(page: &Page, row: &str) -> String {
    go(page, &ViewState { branches: vec![row.to_owned()], ..ViewState::default() })
}
