//! Files for whoever presses a download: the items that are selected, all open data, the plan file.

use wasm_bindgen::prelude::*;
use web_sys::Element;

use super::exports::Widget;
use super::{dom, objects};
use crate::export;
use crate::planfile::{wire, write_body};
use crate::view;

#[wasm_bindgen]
impl Widget {
    /// The items that are selected, in their order, as the text of a CSV: the bytes of the download without its BOM.
    #[wasm_bindgen(js_name = exportCsv)]
    pub fn export_csv(&self) -> String {
        self.items_csv().trim_start_matches(export::BOM).to_owned()
    }
}

impl Widget {
    /// Makes a file, gives it to the browser, and says so.
    pub(super) fn download(&self, kind: &str, control: &Element) {
        let prepared = &self.plan.prepared;
        let id = &prepared.plan.about.id;
        let (name, mime, bytes) = match kind {
            "items" => (format!("{id}-items.csv"), "text/csv;charset=utf-8", self.items_csv().into_bytes()),
            "open-data" => {
                let files = export::open_data(&prepared.printed);
                (format!("{id}-open-data.zip"), "application/zip", export::zip(&files))
            }
            _ => (format!("{id}.json"), "application/json", self.plan_file().into_bytes()),
        };
        dom::download(&name, mime, &bytes);
        let place = control.closest(&format!(".{}", view::DOWNLOADS)).ok().flatten();
        if let Some(live) = place.and_then(|place| dom::first(&place, "[role=status]")) {
            dom::speak(&live, &(self.page().locale.data.made)(&name));
        }
    }

    fn items_csv(&self) -> String {
        let plan = &self.plan.prepared.plan;
        let now = self.now.borrow();
        let selected = now.selection.order.iter().filter(|at| now.selection.matches[**at]);
        export::items_of(plan, &mut selected.map(|at| &plan.items[*at]))
    }

    /// The plan file: what the compiler writes, character by character.
    fn plan_file(&self) -> String {
        let object = objects::object_of(&wire::to_json(&self.plan.prepared.printed));
        let body = js_sys::JSON::stringify(&object).map_or(String::new(), String::from);
        write_body(&body)
    }
}
