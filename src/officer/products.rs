//! The products of a plan that may be published. The page asks for them one at a time, so that it can show its
//! progress. This file also makes the code to paste.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::Reading;
use crate::locale::JA;
use crate::product::{self, Made, NotMade, Product, Source};
use crate::view::{self, FragmentOptions};

/// A finished file.
#[wasm_bindgen]
pub struct Finished {
    name: String,
    bytes: Vec<u8>,
    integrity: Option<String>,
}

#[wasm_bindgen]
impl Finished {
    /// The name for saving it.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.name.clone()
    }

    /// The value of the attribute `integrity`, for a script.
    #[wasm_bindgen(getter)]
    pub fn integrity(&self) -> Option<String> {
        self.integrity.clone()
    }

    /// Its content.
    #[wasm_bindgen(js_name = takeBytes)]
    pub fn take_bytes(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }
}

#[wasm_bindgen]
impl Reading {
    /// The id of the plan.
    #[wasm_bindgen(getter, js_name = planId)]
    pub fn plan_id(&self) -> String {
        self.plan.about.id.clone()
    }

    /// The plan file as JSON. The element takes its `plan` as `planData`.
    #[wasm_bindgen(js_name = planFile)]
    pub fn plan_file(&self) -> String {
        crate::planfile::write(&self.plan)
    }

    /// Makes a finished file by the code of its product. `script` is machi-plan.js without plans, for the
    /// self-contained page and the script of the city. `address` is the future address of the plan file; empty where the page's script contains
    /// the plan.
    pub fn product(&self, code: &str, script: &str, address: &str) -> Result<Finished, String> {
        let not_made = |reason: &str| JA.officer.not_made(reason);
        let product = Product::from_code(code).ok_or_else(|| not_made(code))?;
        let src = Some(address.to_owned()).filter(|address| product.names_address() && !address.is_empty());
        let source = Source {
            plan: &self.plan,
            locale: &JA,
            cms_notes: &self.cms_notes,
            options: &FragmentOptions { src, ..product.options() },
            script: Some(script),
            base: None,
            paper: view::Paper::default(),
            font: None,
        };
        match product.make(&source) {
            Ok(Made::File(bytes)) => {
                let integrity = (product == Product::Script).then(|| product::integrity(&bytes));
                Ok(Finished { name: product.file_name(&self.plan), bytes, integrity })
            }
            // The page can save files only.
            Ok(Made::Folder(_)) => Err(not_made(code)),
            Err(NotMade::Refused(sentence)) => Err(sentence),
            Err(NotMade::Problems(problems)) => {
                let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
                Err(not_made(&lines.join("\n")))
            }
        }
    }

    /// The address that the page proposes for the plan file.
    #[wasm_bindgen(getter, js_name = proposedAddress)]
    pub fn proposed_address(&self) -> String {
        view::proposed_address(&Product::PlanText.file_name(&self.plan))
    }

    /// The code to paste, as `{folder, page, head, element, mark}`: see [`view::Snippet`].
    pub fn snippet(&self, address: &str) -> JsValue {
        let snippet = view::snippet(&self.plan, &Product::Page.file_name(&self.plan), address, &JA);
        snippet.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
    }
}
