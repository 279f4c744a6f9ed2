//! Plain JavaScript objects in and out: the plan, the state, the details of events.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use crate::selection::{Count, ViewState};

/// The state as an object: the keys that say something, as text.
pub(super) fn state_object(state: &ViewState) -> JsValue {
    let entries = ViewState::KEYS.into_iter().filter_map(|key| Some((key, state.get(key)?)));
    to_object(&entries.collect::<BTreeMap<_, _>>())
}

/// A state from such an object; what it does not name is not set.
pub(super) fn state_from(object: &JsValue) -> ViewState {
    let mut state = ViewState::default();
    let entries: BTreeMap<String, String> =
        serde_wasm_bindgen::from_value(object.clone()).unwrap_or_default();
    entries.iter().for_each(|(key, value)| state.set(key, value));
    state
}

/// Any of our wire structs as a plain object.
pub(super) fn to_object(value: &impl Serialize) -> JsValue {
    let plain = Serializer::new().serialize_maps_as_objects(true);
    value.serialize(&plain).unwrap_or(JsValue::NULL)
}

/// Sends `machi-plan:change` from the element.
pub(super) fn send_change(host: &HtmlElement, state: &ViewState, count: Count) {
    #[derive(Serialize)]
    struct Detail {
        items: usize,
        reposts: usize,
    }
    let detail = to_object(&Detail { items: count.items, reposts: count.reposts });
    let _ = js_sys::Reflect::set(&detail, &"state".into(), &state_object(state));
    send(host, "machi-plan:change", &detail);
}

/// Sends an event that bubbles, with a plain object as its detail.
pub(super) fn send(host: &HtmlElement, name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = host.dispatch_event(&event);
    }
}
