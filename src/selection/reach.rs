//! The state to which a link to an item leads.

use super::facets::{Verdict, Wanted, verdict};
use super::prepared::Prepared;
use super::state::ViewState;
use super::view::View;
use crate::search::words;

/// The state in which a link to an item shows it in the list: conditions that would hide the item are removed. A link
/// to an item that went shows alone what became of it; one to an item that the plan does not know changes nothing.
pub fn reaching(prepared: &Prepared, state: ViewState, item: &str) -> ViewState {
    let Some(item) = prepared.plan.item_index(item) else {
        return match prepared.end_of(item) {
            Some((end, _)) => ViewState { view: View::Item, items: vec![end.id.clone()], ..state },
            None => state,
        };
    };
    // A link to an item opens the list.
    let state = ViewState { view: View::default(), ..state };
    let query = words(&state.query);
    let is_found = query.is_empty() || prepared.index().matches(item, &query);
    let verdict = verdict(prepared, &state, &Wanted::new(prepared, &state), is_found, item);
    if verdict == Verdict::Meets { state } else { state.without_conditions() }
}

/// The state in which a page opens. A list with no other item open than one that went shows alone what became of it.
pub fn arriving(prepared: &Prepared, state: ViewState) -> ViewState {
    let is_list = state.view == View::default() && !state.has_conditions();
    let is_gone = is_list && matches!(state.items.as_slice(), [id] if prepared.end_of(id).is_some());
    ViewState { view: if is_gone { View::Item } else { state.view }, ..state }
}
