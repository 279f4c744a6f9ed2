//! What `element.js` calls: a plan from bytes or from an object, a widget in an element, messages.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use super::{dom, objects};
use crate::locale::JA;
use crate::model::Problem;
use crate::plan::Plan;
use crate::planfile::{self, Damage, PlanFileError, wire};
use crate::selection::{Prepared, Selection, View, ViewState};
use crate::view::Page;

/// A plan that was read, ready for any number of widgets.
#[wasm_bindgen]
pub struct LoadedPlan(pub(super) Rc<Loaded>);

pub(super) struct Loaded {
    /// The plan as its cells are.
    pub printed: Plan,
    pub prepared: Prepared,
    pub fingerprint: String,
}

/// Reads a compiled plan file. The error is an object: `code` and `message`.
#[wasm_bindgen(js_name = loadPlan)]
pub fn load_plan(bytes: &[u8], address: &str) -> Result<LoadedPlan, JsValue> {
    read(bytes).map_err(|error| told(&Problem::File { name: address.to_owned(), error }))
}

/// Takes a plan as a plain object, as `planData` gives it.
#[wasm_bindgen(js_name = planFromObject)]
pub fn plan_from_object(object: JsValue) -> Result<LoadedPlan, JsValue> {
    // No file, no fingerprint: a fragment in the page is never taken for this plan.
    let loaded = plan_from(object).map(|plan| loaded(plan, String::new()));
    loaded.map_err(|error| told(&Problem::File { name: "planData".to_owned(), error }))
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
    let prepared = Prepared::of(&plan);
    LoadedPlan(Rc::new(Loaded { printed: plan, prepared, fingerprint }))
}

/// The problem of an element with neither `plan` nor `src`.
#[wasm_bindgen(js_name = noPlan)]
pub fn no_plan() -> JsValue {
    told(&Problem::NoPlan)
}

/// The problem of a plan that the script does not have; `known` are the ids of those that it has.
#[wasm_bindgen(js_name = unknownPlan)]
pub fn unknown_plan(asked: String, known: Vec<String>) -> JsValue {
    told(&Problem::UnknownPlan { asked, known })
}

/// The problem of a plan file that cannot be fetched; `status` is the server's answer, 0 where there is none.
#[wasm_bindgen(js_name = notFound)]
pub fn not_found(address: String, status: u32) -> JsValue {
    told(&Problem::NotFound { address, status })
}

/// The problem of a plan file that is too large.
#[wasm_bindgen(js_name = tooLarge)]
pub fn too_large(address: String, bytes: u32) -> JsValue {
    told(&Problem::TooLarge { address, bytes: bytes as usize })
}

/// The problem of a program that stopped.
#[wasm_bindgen]
pub fn stopped() -> JsValue {
    told(&Problem::Stopped)
}

fn told(problem: &Problem) -> JsValue {
    let object = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&object, &"code".into(), &problem.code().name().into());
    let _ = js_sys::Reflect::set(&object, &"message".into(), &problem.message(&JA).into());
    object.into()
}

/// Puts a message above what stands in the element.
#[wasm_bindgen(js_name = showMessage)]
pub fn show_message(host: &HtmlElement, message: &str) {
    let has_fallback = host.text_content().is_some_and(|text| !text.trim().is_empty());
    hide_message(host);
    let Some(document) = host.owner_document() else { return };
    let Ok(place) = document.create_element("div") else { return };
    let _ = place.set_attribute("class", crate::view::ROOT);
    let _ = place.set_attribute("data-message", "");
    let _ = host.prepend_with_node_1(&place);
    dom::set_markup(&place, crate::view::message(&JA, message, has_fallback));
}

/// Takes the message away.
#[wasm_bindgen(js_name = hideMessage)]
pub fn hide_message(host: &HtmlElement) {
    if let Some(message) = dom::first(host, ":scope > [data-message]") {
        message.remove();
    }
}

/// A widget in an element, until it is freed.
#[wasm_bindgen]
pub struct Widget {
    pub(super) host: HtmlElement,
    pub(super) root: Element,
    pub(super) plan: Rc<Loaded>,
    pub(super) name: String,
    pub(super) heading_level: u8,
    pub(super) has_controls: bool,
    /// What is shown now. Borrowed for reading and replacing only, never across a call that can fire events.
    pub(super) now: RefCell<Now>,
    /// The boxes of the views that were written, with the row of each item.
    pub(super) boxes: RefCell<Vec<ViewBox>>,
    pub(super) chips: Last,
    pub(super) composing: Cell<bool>,
    /// How often more rows were asked for before the page began to print.
    pub(super) more_before_print: Cell<u16>,
}

pub(super) struct Now {
    pub state: ViewState,
    pub selection: Rc<Selection>,
}

pub(super) struct ViewBox {
    pub view: View,
    pub element: Element,
    /// By the item's place in the plan.
    pub rows: Vec<Option<Element>>,
    /// What stands behind the rows: looked for at every key it would be a walk through all of them.
    pub tail: Option<Element>,
    pub last_tail: Last,
}

/// What was last written into a small region, where the widget has written there. What stands in it is no measure: the
/// browser writes signs otherwise than we do.
pub(super) type Last = RefCell<Option<String>>;

impl Widget {
    pub(super) fn page(&self) -> Page<'_> {
        Page {
            prepared: &self.plan.prepared,
            fingerprint: &self.plan.fingerprint,
            locale: &JA,
            name: &self.name,
            heading_level: self.heading_level,
        }
    }
}

#[wasm_bindgen]
impl Widget {
    /// The state as a plain object.
    #[wasm_bindgen(getter)]
    pub fn state(&self) -> JsValue {
        objects::state_object(&self.now.borrow().state)
    }

    /// Goes to a state given as a plain object.
    #[wasm_bindgen(js_name = setState)]
    pub fn set_state(&self, object: &JsValue) {
        self.go(objects::state_from(object), super::apply::Address::Add);
    }

    /// The plan as a plain object.
    #[wasm_bindgen(js_name = planData)]
    pub fn plan_data(&self) -> JsValue {
        objects::object_of(&wire::to_json(&self.plan.printed))
    }
}
