//! The functions for `element.js`: a plan from bytes or from an object, a widget in an element, messages.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::address::Address;
use super::turn::Widget;
use super::{dom, objects};
use crate::locale::JA;
use crate::model::{Loaded, Problem};
use crate::plan::Plan;
use crate::planfile::{self, Damage, PlanFileError, wire};

/// A plan that was read, prepared for any number of widgets.
#[wasm_bindgen]
pub struct LoadedPlan(pub(super) Rc<Loaded>);

/// Reads a compiled plan file. The error is an object: `code` and `message`.
#[wasm_bindgen(js_name = loadPlan)]
pub fn load_plan(bytes: &[u8], address: &str) -> Result<LoadedPlan, JsValue> {
    read(bytes).map_err(|error| problem_object(&Problem::File { name: address.to_owned(), error }))
}

/// Reads a plan from a plain object, as `planData` gives it.
#[wasm_bindgen(js_name = planFromObject)]
pub fn plan_from_object(object: JsValue) -> Result<LoadedPlan, JsValue> {
    // Without a file there is no fingerprint, so no fragment in the page is taken for this plan.
    let loaded = plan_from(object).map(|plan| loaded(plan, String::new()));
    loaded.map_err(|error| problem_object(&Problem::File { name: "planData".to_owned(), error }))
}

fn read(bytes: &[u8]) -> Result<LoadedPlan, PlanFileError> {
    let head = planfile::read_head(bytes)?;
    let object = js_sys::JSON::parse(head.body).map_err(|_| UNREADABLE)?;
    Ok(loaded(plan_from(object)?, head.fingerprint.to_owned()))
}

fn plan_from(object: JsValue) -> Result<Plan, PlanFileError> {
    wire::from_json(objects::json_of(&object))
}

/// JSON of another shape; the browser's parser gives no line.
const UNREADABLE: PlanFileError = PlanFileError::Damaged(Damage::Json { line: 0, column: 0 });

fn loaded(plan: Plan, fingerprint: String) -> LoadedPlan {
    LoadedPlan(Rc::new(Loaded::new(plan, fingerprint)))
}

/// The problem of an element with neither `plan` nor `src`.
#[wasm_bindgen(js_name = noPlan)]
pub fn no_plan() -> JsValue {
    problem_object(&Problem::NoPlan)
}

/// The problem of a plan that the script does not have. `known` are the ids of its plans.
#[wasm_bindgen(js_name = unknownPlan)]
pub fn unknown_plan(asked: String, known: Vec<String>) -> JsValue {
    problem_object(&Problem::UnknownPlan { asked, known })
}

/// The problem of a plan file that cannot be fetched. `status` is the code of the server, 0 without an answer.
#[wasm_bindgen(js_name = notFound)]
pub fn not_found(address: String, status: u32) -> JsValue {
    problem_object(&Problem::NotFound { address, status })
}

/// The problem of a plan file that is too large.
#[wasm_bindgen(js_name = tooLarge)]
pub fn too_large(address: String, bytes: u32) -> JsValue {
    problem_object(&Problem::TooLarge { address, bytes: bytes as usize })
}

/// The problem of a stopped program.
#[wasm_bindgen]
pub fn stopped() -> JsValue {
    problem_object(&Problem::Stopped)
}

fn problem_object(problem: &Problem) -> JsValue {
    let object = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&object, &"code".into(), &problem.code().name().into());
    let _ = js_sys::Reflect::set(&object, &"message".into(), &problem.message(&JA).into());
    object.into()
}

/// Shows a message above the content of the element.
#[wasm_bindgen(js_name = showMessage)]
pub fn show_message(host: &HtmlElement, message: &str) {
    let has_fallback = host.text_content().is_some_and(|text| !text.trim().is_empty());
    hide_message(host);
    let Some(document) = host.owner_document() else { return };
    let Ok(message_box) = document.create_element("div") else { return };
    let _ = message_box.set_attribute("class", crate::view::ROOT);
    let _ = message_box.set_attribute("data-message", "");
    let _ = host.prepend_with_node_1(&message_box);
    dom::set_markup(&message_box, crate::view::message(&JA, message, has_fallback));
}

/// Removes the message.
#[wasm_bindgen(js_name = hideMessage)]
pub fn hide_message(host: &HtmlElement) {
    if let Some(message) = dom::first(host, ":scope > [data-message]") {
        message.remove();
    }
}

#[wasm_bindgen]
impl Widget {
    /// The state as a plain object.
    #[wasm_bindgen(getter)]
    pub fn state(&self) -> JsValue {
        objects::state_object(&self.state_now())
    }

    /// Goes to a state, given as a plain object.
    #[wasm_bindgen(js_name = setState)]
    pub fn set_state(&self, object: &JsValue) {
        self.go(objects::state_from(object), Address::Add);
    }

    /// The plan as a plain object.
    #[wasm_bindgen(js_name = planData)]
    pub fn plan_data(&self) -> JsValue {
        objects::object_of(&wire::to_json(&self.model().plan().printed))
    }
}
