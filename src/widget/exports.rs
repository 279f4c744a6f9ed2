//! The functions for `element.js`: a plan from bytes or from JSON text, a widget in an element, messages.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::address::Address;
use super::turn::Widget;
use super::{dom, objects};
use crate::locale::Locale;
use crate::model::{Loaded, Problem};
use crate::plan::Plan;
use crate::planfile::{self, Damage, Expected, PlanFileError, wire};

/// A plan that was read, for any number of widgets. Preparing it is a task of its own, because a slow processor takes a while.
#[wasm_bindgen]
pub struct LoadedPlan(Stage);

/// How far a plan is prepared.
enum Stage {
    Read(Box<Plan>, String),
    Ready(Rc<Loaded>),
}

#[wasm_bindgen]
impl LoadedPlan {
    /// Prepares the plan, if it is not.
    pub fn prepare(&mut self) {
        self.ready();
    }
}

impl LoadedPlan {
    /// The prepared plan.
    pub(super) fn ready(&mut self) -> Rc<Loaded> {
        let loaded = match &mut self.0 {
            Stage::Ready(loaded) => return Rc::clone(loaded),
            Stage::Read(plan, fingerprint) => {
                Rc::new(Loaded::new(std::mem::take(plan), std::mem::take(fingerprint)))
            }
        };
        self.0 = Stage::Ready(Rc::clone(&loaded));
        loaded
    }
}

/// Reads a compiled plan file, of which `border.js` took no more than the page allows. The error is a problem to throw.
#[wasm_bindgen(js_name = loadPlan)]
pub fn load_plan(bytes: &[u8], address: &str, lang: &str) -> Result<LoadedPlan, JsValue> {
    let read = planfile::read_up_to(bytes, planfile::MOST_BYTES);
    let read = read.map(|(plan, head)| LoadedPlan(Stage::Read(Box::new(plan), head.fingerprint.to_owned())));
    read.map_err(|error| problem_object(&Problem::File { name: address.to_owned(), error }, lang))
}

/// Reads a plan from JSON text, which `border.js` made of an object of the page.
#[wasm_bindgen(js_name = planFromText)]
pub fn plan_from_text(text: &str, lang: &str) -> Result<LoadedPlan, JsValue> {
    // Without a file there is no fingerprint, so no fragment in the page is taken for this plan.
    let read = wire::from_text(text).map(|plan| LoadedPlan(Stage::Read(Box::new(plan), String::new())));
    read.map_err(|error| refused(error, lang))
}

/// The problem of an object that cannot be read where these keys lead: it throws there, or has `found` entries where
/// `limit` are the most.
#[wasm_bindgen]
pub fn unreadable(key: String, found: u32, limit: u32, lang: &str) -> JsValue {
    let (found, expected) = match found {
        0 => (String::new(), Expected::Plain),
        _ => (found.to_string(), Expected::Short(limit)),
    };
    refused(PlanFileError::Damaged(Damage::Value { key, found, expected }), lang)
}

fn refused(error: PlanFileError, lang: &str) -> JsValue {
    problem_object(&Problem::File { name: "planData".to_owned(), error }, lang)
}

/// The problem of an element with neither `plan` nor `src`.
#[wasm_bindgen(js_name = noPlan)]
pub fn no_plan(lang: &str) -> JsValue {
    problem_object(&Problem::NoPlan, lang)
}

/// The problem of a plan that the script does not have. `known` are the ids of its plans.
#[wasm_bindgen(js_name = unknownPlan)]
pub fn unknown_plan(asked: String, known: Vec<String>, lang: &str) -> JsValue {
    problem_object(&Problem::UnknownPlan { asked, known }, lang)
}

/// The problem of a plan file that cannot be fetched. `status` is the code of the server, 0 without an answer.
#[wasm_bindgen(js_name = notFound)]
pub fn not_found(address: String, status: u32, lang: &str) -> JsValue {
    problem_object(&Problem::NotFound { address, status }, lang)
}

/// The problem of a plan file that is larger than `limit`.
#[wasm_bindgen(js_name = tooLarge)]
pub fn too_large(address: String, bytes: u32, limit: u32, lang: &str) -> JsValue {
    problem_object(&Problem::TooLarge { address, bytes: bytes as usize, limit: limit as usize }, lang)
}

/// The problem of a stopped program.
#[wasm_bindgen]
pub fn stopped(lang: &str) -> JsValue {
    problem_object(&Problem::Stopped, lang)
}

/// The problem for an element in this language.
fn problem_object(problem: &Problem, lang: &str) -> JsValue {
    dom::problem(problem.code().name(), &problem.message(Locale::of(lang)))
}

/// Shows a message above the content of the element.
#[wasm_bindgen(js_name = showMessage)]
pub fn show_message(host: &HtmlElement, message: &str, lang: &str) {
    let has_fallback = host.text_content().is_some_and(|text| !text.trim().is_empty());
    hide_message(host);
    let place = dom::made(host);
    let _ = place.set_attribute("class", crate::view::ROOT);
    let _ = place.set_attribute("data-message", "");
    let _ = host.prepend_with_node_1(&place);
    let level = super::mount::heading_level(&host.get_attribute("heading-level").unwrap_or_default());
    let locale = Locale::of(lang);
    dom::set_markup(&place, crate::view::message(locale, level, message, has_fallback), locale);
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
    /// The state as JSON text.
    pub fn state(&self) -> String {
        objects::state_json(&self.state_now()).text()
    }

    /// Goes to a state, given as JSON text.
    #[wasm_bindgen(js_name = setState)]
    pub fn set_state(&self, text: &str) {
        self.go(objects::state_from(text), Address::Add);
    }

    /// Says once, in the language that the reader has just chosen, that this is it.
    #[wasm_bindgen(js_name = sayLanguage)]
    pub fn say_language(&self) {
        if let Some(live) = dom::of_class(self.root(), crate::view::LIVE) {
            dom::speak(&live, &self.model().shown_in_language());
        }
    }

    /// The plan as JSON text.
    #[wasm_bindgen(js_name = planData)]
    pub fn plan_data(&self) -> String {
        wire::to_json(self.model().plan().prepared.printed()).text()
    }
}
