//! What is made of a plan that may be published: files with their names, one at a time, so that the page can show
//! how far it is.

use wasm_bindgen::prelude::*;

use super::Reading;
use crate::locale::JA;
use crate::package::{self, Problem};
use crate::selection::{Prepared, ViewState};
use crate::view::{self, FragmentOptions};
use crate::{export, planfile};

/// A finished file.
#[wasm_bindgen]
pub struct Product {
    name: String,
    bytes: Vec<u8>,
}

#[wasm_bindgen]
impl Product {
    /// The name under which it is saved.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.name.clone()
    }

    /// Its content.
    #[wasm_bindgen(js_name = takeBytes)]
    pub fn take_bytes(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }
}

#[wasm_bindgen]
impl Reading {
    /// The plan file: for saving, and for the preview.
    #[wasm_bindgen(js_name = planFile)]
    pub fn plan_file(&self) -> String {
        planfile::write(&self.plan)
    }

    /// A finished file by its kind. `script` is machi-plan.js without plans, for the page that stands alone; `src` is
    /// where a pasted fragment finds the plan file, empty where the page's script has the plan inside.
    pub fn product(&self, kind: &str, script: &str, src: &str) -> Result<Product, String> {
        let id = &self.plan.about.id;
        let pasted = || {
            let src = Some(src.to_owned()).filter(|src| !src.is_empty());
            FragmentOptions { src, ..FragmentOptions::default() }
        };
        let (name, bytes) = match kind {
            "plan-file" => (format!("{id}.json"), self.plan_file().into_bytes()),
            // Of the same plan file, under a name that content management systems take.
            "plan-text" => {
                let name = format!("{id}.txt");
                let bytes = planfile::bytes_for(&name, &self.plan_file());
                (name, bytes)
            }
            "cms-notes" => {
                let lines = self.cms_notes.iter().map(ToString::to_string);
                let lines = lines.chain([package::summary(&self.cms_notes)]).map(|line| line + "\n");
                let name = format!("{id}-cms.txt");
                let bytes = planfile::bytes_for(&name, &lines.collect::<String>());
                (name, bytes)
            }
            "editor" => {
                let fragment = view::editor_file(&self.plan, &JA, &pasted());
                (format!("{id}-editor.html"), fragment.into_bytes())
            }
            "fragment" => {
                let fragment = view::fragment_file(&self.plan, &JA, &pasted());
                (format!("{id}-paste.html"), fragment.into_bytes())
            }
            "print" => {
                let prepared = Prepared::new(self.plan.clone());
                let sheet = view::print_sheet(&prepared, &JA, &ViewState::default());
                (format!("{id}-print.html"), sheet.into_bytes())
            }
            "open-data" => (format!("{id}-open-data.zip"), export::zip(&export::open_data(&self.plan))),
            "single-page" => {
                // The page's own heading is the plan's.
                let options = FragmentOptions { heading_level: 1, ..FragmentOptions::default() };
                let page = view::single_page(&self.plan, &JA, &options, Some(script))?;
                (format!("{id}.html"), page.into_bytes())
            }
            "next-year" => {
                let year = package::next_results_year(&self.plan).short();
                let workbook = package::write_next_year(&self.plan).map_err(|problems| refused(&problems))?;
                (format!("{id}-{year}.xlsx"), workbook)
            }
            "workbook" => {
                let workbook = package::write_workbook(&self.plan).map_err(|problems| refused(&problems))?;
                (format!("{id}.xlsx"), workbook)
            }
            other => return Err(JA.officer.not_made(other)),
        };
        Ok(Product { name, bytes })
    }
}

/// What Excel does not take, in the words of the problems.
fn refused(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    JA.officer.not_made(&lines.join("\n"))
}
