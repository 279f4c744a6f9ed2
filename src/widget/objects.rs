//! Converts to and from plain JavaScript objects: the plan, the state, the details of events.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use crate::list::List;
use crate::planfile::Json;
use crate::selection::{Count, ViewState};

/// The state as an object: its keys with a value, as texts.
pub(super) fn state_object(state: &ViewState) -> JsValue {
    object_of(&state_json(state))
}

fn state_json(state: &ViewState) -> Json {
    let entries =
        ViewState::KEYS.into_iter().filter_map(|key| Some((key.to_owned(), Json::Text(state.get(key)?))));
    Json::Object(entries.list())
}

/// A state from such an object. A missing key is not set.
pub(super) fn state_from(object: &JsValue) -> ViewState {
    let mut state = ViewState::default();
    if let Json::Object(entries) = json_of(object) {
        for (key, value) in &entries {
            set(&mut state, key, value);
        }
    }
    state
}

fn set(state: &mut ViewState, key: &str, value: &Json) {
    match value {
        Json::Text(text) => state.set(key, text),
        Json::Bool(flag) => state.set(key, if *flag { "true" } else { "false" }),
        Json::Number(number) => state.set(key, &number.to_string()),
        Json::List(values) => state.set_values(key, &values.iter().filter_map(text_of).list()),
        Json::Null | Json::Object(_) | Json::Other => {}
    }
}

fn text_of(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A tree as a plain object.
pub(super) fn object_of(json: &Json) -> JsValue {
    json.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// Deeper than any plan. A hostile object must not exhaust the stack.
const MAX_DEPTH: usize = 8;

/// A plain object as a tree. The reader is our own: those of serde-wasm-bindgen bring the printing of floats with
/// their messages, are twelve times this code, and follow any depth.
pub(super) fn json_of(value: &JsValue) -> Json {
    tree(value, MAX_DEPTH)
}

fn tree(value: &JsValue, depth: usize) -> Json {
    if value.is_null() || value.is_undefined() {
        Json::Null
    } else if let Some(flag) = value.as_bool() {
        Json::Bool(flag)
    } else if let Some(number) = value.as_f64() {
        // The cast saturates, so a number that was not whole and small does not come back equal.
        let whole = number as u32;
        if f64::from(whole) == number { Json::Number(whole) } else { Json::Other }
    } else if let Some(text) = value.as_string() {
        Json::Text(text)
    } else if depth == 0 {
        Json::Other
    } else if let Some(list) = value.dyn_ref::<js_sys::Array>() {
        Json::List((0..list.length()).map(|at| tree(&list.get(at), depth - 1)).list())
    } else if value.is_object() {
        // `instanceof` would fail for an object of another frame and for one without a prototype, and both are plain
        // objects.
        let entries = js_sys::Object::entries(value.unchecked_ref());
        let entry = |at: u32| {
            let pair: js_sys::Array = entries.get(at).unchecked_into();
            (pair.get(0).as_string().unwrap_or_default(), tree(&pair.get(1), depth - 1))
        };
        Json::Object((0..entries.length()).map(entry).list())
    } else {
        Json::Other
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
    send(host, "machi-plan:change", &object_of(&detail));
}

/// Sends a bubbling event with a plain object as its detail.
pub(super) fn send(host: &HtmlElement, name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = host.dispatch_event(&event);
    }
}
