//! Files of the download buttons: the selected items, all open data, the plan file.

use wasm_bindgen::prelude::*;
use web_sys::Element;

use super::dom;
use super::turn::Widget;
use crate::export;
use crate::plan::ItemIndex;
use crate::planfile;
use crate::selection::Prepared;
use crate::view::{self, Download};

#[wasm_bindgen]
impl Widget {
    /// The selected items in their order, as the text of a CSV without a BOM: tidy as in the open data, or the list for
    /// a spreadsheet.
    #[wasm_bindgen(js_name = exportCsv)]
    pub fn export_csv(&self, excel: bool) -> String {
        self.items(if excel { export::list_at } else { export::items_at })
    }
}

impl Widget {
    /// Makes a file, gives it to the browser, and says so, or that a script of the page prevents it.
    pub(super) fn download(&self, file: Download, control: &Element) {
        let model = self.model();
        let plan = &model.plan().prepared;
        let (name, mime, bytes) = match file {
            Download::Items => {
                let list = export::BOM.to_owned() + &self.items(export::list_at);
                ("-list.csv", CSV, list.into_bytes())
            }
            Download::OpenData => {
                // Its few files are in this memory, which is smaller than a zip may be.
                let zip = export::zip(&export::open_data_of(plan)).unwrap_or_default();
                ("-open-data.zip", "application/zip", zip)
            }
            Download::PlanFile => {
                (".json", "application/json", planfile::write(model.plan().prepared.printed()).into_bytes())
            }
        };
        let name = plan.plan.about.id.clone() + name;
        let done = dom::download(&name, mime, &bytes);
        let region = control.closest(&format!(".{}", view::DOWNLOADS)).ok().flatten();
        if let Some(live) = region.and_then(|region| dom::first(&region, "[role=status]")) {
            let words = &model.page().locale.data;
            dom::speak(&live, &if done { words.made(&name) } else { words.not_made(&name) });
        }
    }

    fn items(&self, write: fn(&Prepared, &[ItemIndex]) -> String) -> String {
        let model = self.model();
        let selection = model.selected();
        let mut items = selection.order.clone();
        items.retain(|item| selection.matches[item.0]);
        write(&model.plan().prepared, &items)
    }
}

const CSV: &str = "text/csv;charset=utf-8";
