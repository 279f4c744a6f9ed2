//! Files for whoever presses a download: the items that are selected, the values of their indicators, the plan
//! file. The zip of all open data would be another 5 KB: the command writes it.

use wasm_bindgen::prelude::*;
use web_sys::Element;

use super::exports::Widget;
use super::{dom, objects};
use crate::export;
use crate::plan::Plan;
use crate::planfile::{wire, write_body};
use crate::view;

#[wasm_bindgen]
impl Widget {
    /// The items that are selected, in their order, as the text of a CSV: the download without its BOM.
    #[wasm_bindgen(js_name = exportCsv)]
    pub fn export_csv(&self) -> JsValue {
        self.of_selection(export::items_at).into()
    }
}

impl Widget {
    /// Makes a file, gives it to the browser, and says so.
    pub(super) fn download(&self, kind: &str, control: &Element) {
        let (name, mime, text) = match kind {
            "items" => ("-items.csv", CSV, export::BOM.to_owned() + &self.of_selection(export::items_at)),
            "values" => ("-values.csv", CSV, export::BOM.to_owned() + &self.of_selection(export::values_at)),
            _ => (".json", "application/json", self.plan_file()),
        };
        let name = self.plan.prepared.plan.about.id.clone() + name;
        dom::download(&name, mime, text.as_bytes());
        let place = control.closest(&format!(".{}", view::DOWNLOADS)).ok().flatten();
        if let Some(live) = place.and_then(|place| dom::first(&place, "[role=status]")) {
            dom::speak(&live, &(self.page().locale.data.made)(&name));
        }
    }

    fn of_selection(&self, write: fn(&Plan, &[usize]) -> String) -> String {
        let now = self.now.borrow();
        let mut places = now.selection.order.clone();
        places.retain(|at| now.selection.matches[*at]);
        write(&self.plan.prepared.plan, &places)
    }

    /// The plan file: what the compiler writes, character by character.
    fn plan_file(&self) -> String {
        let object = objects::object_of(&wire::to_json(&self.plan.prepared.printed));
        let body = js_sys::JSON::stringify(&object).map_or(String::new(), String::from);
        write_body(&body)
    }
}

const CSV: &str = "text/csv;charset=utf-8";
