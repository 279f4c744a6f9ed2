//! Links that lead to a state ([`Verb::Go`]) or to a row of the list ([`Verb::Open`]). They have the addresses that
//! the address bar would show, so that a new tab and a bookmark work too. Without a script the address of a state
//! does nothing; an item's link still works, because it is the id of its row.

use maud::{Markup, Render, html};

use super::{Page, Verb, names::item_link};
use crate::list::List;
use crate::plan::Item;
use crate::selection::{View, ViewState, write_address};

/// The address of a view with conditions. Each condition is a key of the state and one value.
fn address(page: &Page, view: View, conditions: &[(&str, &str)]) -> String {
    let mut state = ViewState { view, lang: page.lang.to_owned(), ..ViewState::default() };
    let mut rest = conditions;
    while let Some((key, value)) = rest.first() {
        // All values of a key at once: there may be as many as the plan has departments.
        let (same, others) = rest.split_at(rest.iter().take_while(|other| other.0 == *key).count());
        match same {
            [_] => state.choose(key, value, true),
            _ => state.set_values(key, &same.iter().map(|(_, value)| (*value).to_owned()).list()),
        }
        rest = others;
    }
    format!("#{}", write_address("", page.name, &state))
}

/// A link to a view with conditions.
pub(super) fn go(page: &Page, view: View, conditions: &[(&str, &str)], text: impl Render) -> Markup {
    html! { a href=(address(page, view, conditions)) data-do=(Verb::Go.name()) { (text) } }
}

/// A link to the list with conditions.
pub(super) fn to_list(page: &Page, conditions: &[(&str, &str)], text: impl Render) -> Markup {
    go(page, super::items::SPEC.view, conditions, text)
}

/// A link to the list under the conditions of a state, with other values of some keys.
pub(super) fn narrowed(
    page: &Page,
    state: &ViewState,
    conditions: &[(&str, Vec<String>)],
    text: &str,
) -> Markup {
    under(page, super::items::SPEC.view, state, conditions, html! { (text) })
}

/// The same to any view, around any content.
pub(super) fn under(
    page: &Page,
    view: View,
    state: &ViewState,
    conditions: &[(&str, Vec<String>)],
    content: Markup,
) -> Markup {
    let lang = page.lang.to_owned();
    let mut state = ViewState { view, items: Vec::new(), more: 0, lang, ..state.clone() };
    conditions.iter().for_each(|(key, values)| state.set_values(key, values));
    let address = ["#", &write_address("", page.name, &state)].concat();
    html! { a href=(address) data-do=(Verb::Go.name()) { (content) } }
}

/// A link to an item, shown alone on the page or in its row, with this text.
pub(super) fn to_item(
    page: &Page,
    item: &Item,
    alone: bool,
    class: Option<&str>,
    text: impl Render,
) -> Markup {
    let (address, leads) = match alone {
        true => (address(page, super::item_view::SPEC.view, &[("item", &item.id)]), Verb::Go),
        false => (item_link(page.name, &item.id), Verb::Open),
    };
    html! { a class=[class] href=(address) data-do=(leads.name()) data-item=(item.id) { (text) } }
}

/// A link to the words about an item that went.
pub(super) fn to_gone(page: &Page, id: &str) -> Markup {
    html! { a href=(item_link(page.name, id)) data-do=(Verb::Open.name()) data-item=(id) { (id) } }
}

/// A link to an item's row by its number and its name.
pub(super) fn item(page: &Page, item: &Item) -> Markup {
    open(page, item, &item.id)
}

/// A link to an item's row: a mark, then the name.
pub(super) fn open(page: &Page, item: &Item, mark: &str) -> Markup {
    to_item(page, item, false, None, format!("{mark} {}", item.name))
}
