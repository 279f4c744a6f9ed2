//! Converts to and from JSON text: the state, the attributes, the detail of `machi-plan:change`. Objects of the page do not
//! come in here, because `border.js` reads them.

use web_sys::HtmlElement;

use super::dom;
use crate::list::List;
use crate::planfile::Json;
use crate::selection::{Count, ViewState};

/// The state as an object: its keys with a value, as texts.
pub(super) fn state_json(state: &ViewState) -> Json {
    let entries =
        ViewState::KEYS.into_iter().filter_map(|key| Some((key.to_owned(), Json::Text(state.get(key)?))));
    Json::Object(entries.list())
}

/// A state from such an object. A missing key is not set.
pub(super) fn state_from(text: &str) -> ViewState {
    let mut state = ViewState::default();
    for (key, value) in &entries(text) {
        set(&mut state, key, value);
    }
    state
}

/// The entries of an object as text; none where it is no object.
pub(super) fn entries(text: &str) -> Vec<(String, Json)> {
    match Json::parse(text) {
        Ok(Json::Object(entries)) => entries,
        _ => Vec::new(),
    }
}

fn set(state: &mut ViewState, key: &str, value: &Json) {
    match value {
        Json::List(values) => state.set_values(key, &values.iter().filter_map(text_of).list()),
        Json::Bool(flag) => state.set(key, if *flag { "true" } else { "false" }),
        value => {
            if let Some(text) = text_of(value) {
                state.set(key, &text);
            }
        }
    }
}

fn text_of(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Sends `machi-plan:change` from the element.
pub(super) fn send_change(host: &HtmlElement, state: &ViewState, count: Count) {
    let number = |count: usize| Json::Number(u32::try_from(count).unwrap_or(u32::MAX));
    let detail = Json::Object(vec![
        ("items".to_owned(), number(count.items)),
        ("reposts".to_owned(), number(count.reposts)),
        ("state".to_owned(), state_json(state)),
    ]);
    dom::send(host, "machi-plan:change", &detail.text());
}
