//! What `element.js` calls: a plan from bytes or from an object, a widget in an element, messages.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use super::{dom, objects};
use crate::locale::JA;
use crate::plan::Plan;
use crate::planfile::{self, Damage, MAX_BYTES, PlanFileError, wire};
use crate::selection::{Prepared, Selection, View, ViewState};
use crate::view::Page;

/// A plan that was read, ready for any number of widgets.
#[wasm_bindgen]
pub struct LoadedPlan(pub(super) Rc<Loaded>);

pub(super) struct Loaded {
    /// The plan as its cells are. Borrowed for writing it out only.
    pub printed: RefCell<Plan>,
    pub prepared: Prepared,
    pub fingerprint: String,
}

/// Reads a compiled plan file. The error is an object: `code` and `message`.
#[wasm_bindgen(js_name = loadPlan)]
pub fn load_plan(bytes: &[u8], address: &str) -> Result<LoadedPlan, JsValue> {
    let failed = |error: PlanFileError| problem(error.code(), &error.say(&JA, address));
    let head = planfile::read_head(bytes).map_err(failed)?;
    let object = js_sys::JSON::parse(head.body).map_err(|_| failed(UNREADABLE))?;
    let plan = plan_from(object).map_err(failed)?;
    Ok(loaded(plan, head.fingerprint.to_owned()))
}

/// Takes a plan as a plain object, as `planData` gives it.
#[wasm_bindgen(js_name = planFromObject)]
pub fn plan_from_object(object: JsValue) -> Result<LoadedPlan, JsValue> {
    let failed = |error: PlanFileError| problem(error.code(), &error.say(&JA, "planData"));
    // No file, no fingerprint: a fragment in the page is never taken for this plan.
    plan_from(object).map(|plan| loaded(plan, String::new())).map_err(failed)
}

fn plan_from(object: JsValue) -> Result<Plan, PlanFileError> {
    wire::from_json(objects::json_of(&object))
}

/// JSON of another shape; the browser's parser gives no place.
const UNREADABLE: PlanFileError = PlanFileError::Damaged(Damage::Json { line: 0, column: 0 });

fn loaded(mut plan: Plan, fingerprint: String) -> LoadedPlan {
    // Written and read again, which has no error after the first time: without the code that copies a plan the script is
    // 2 KB smaller.
    let copy = wire::from_json(wire::to_json_in_place(&mut plan)).unwrap_or_default();
    let prepared = Prepared::of_copies(&plan, copy);
    LoadedPlan(Rc::new(Loaded { printed: RefCell::new(plan), prepared, fingerprint }))
}

/// The problem of which `element.js` knows the code: `unknown-plan` (asked, known ids), `no-plan`, `not-found`
/// (address, status), `too-large` (address, bytes), `stopped`.
#[wasm_bindgen(js_name = problemOf)]
pub fn problem_of(code: &str, asked: &str, known: Vec<String>, number: u32) -> JsValue {
    let words = &JA.error;
    let message = match code {
        "unknown-plan" => {
            words.unknown_plan(asked, known.iter().map(|id| words.known_plan(id)).collect::<String>())
        }
        "no-plan" => words.no_plan.to_owned(),
        "not-found" => {
            let answer = if number == 0 { words.no_answer.to_owned() } else { words.answer(number) };
            words.not_found(asked, answer)
        }
        "too-large" => PlanFileError::TooLarge { bytes: number as usize, limit: MAX_BYTES }.say(&JA, asked),
        _ => words.stopped.to_owned(),
    };
    problem(code, &message)
}

fn problem(code: &str, message: &str) -> JsValue {
    let object = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&object, &"code".into(), &code.into());
    let _ = js_sys::Reflect::set(&object, &"message".into(), &message.into());
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
        objects::object_of(&wire::to_json_in_place(&mut self.plan.printed.borrow_mut()))
    }
}
