//! The address of the page: reads the state in it, and writes a state into it.

use super::{dom, objects};
use crate::selection::{Prepared, ViewState, arriving, linked_item, parse_address, reaching, write_address};

/// The effect of a change of state on the address.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Address {
    /// A new entry in the history: a condition, a view or an item was chosen.
    Add,
    /// The same entry.
    Replace,
    /// The same, once the reader stops typing.
    Rest,
    /// No change: the state came from the address or from attributes.
    Keep,
}

/// Writes a state into the address.
pub(super) fn write(name: &str, state: &ViewState, address: Address) {
    if matches!(address, Address::Keep | Address::Rest) {
        return;
    }
    dom::go(&whole(&write_address(&fragment(), name, state)), address == Address::Add);
}

/// The address of this page with another fragment. It is whole, because a `<base>` would send `#…` alone to another page.
pub(super) fn whole(fragment: &str) -> String {
    let href = dom::address();
    let page = href.split('#').next().unwrap_or_default();
    format!("{page}#{fragment}")
}

/// The fragment of the address, without its `#`.
pub(super) fn fragment() -> String {
    dom::address().split_once('#').map(|(_, fragment)| fragment.to_owned()).unwrap_or_default()
}

/// The same, decoded as by a browser that looks for an id; `None` where that fails.
pub(super) fn decoded_fragment() -> Option<String> {
    js_sys::decode_uri_component(&fragment()).ok().map(String::from)
}

/// The state in the address, over the state of the attributes, which are JSON text.
pub(super) fn state_of(attributes: &str, name: &str, prepared: &Prepared) -> ViewState {
    // That attribute is the language of the element, and not a choice of its reader.
    let attributes = ViewState { lang: String::new(), ..objects::state_from(attributes) };
    let fragment = fragment();
    let state = parse_address(&fragment, name, &attributes).unwrap_or(attributes);
    match linked_item(&fragment, name) {
        Some(item) => reaching(prepared, state, &item),
        None => arriving(prepared, state),
    }
}
