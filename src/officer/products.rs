//! The products of a plan that may be published, one at a time, so that the page can show how far it is; and the code
//! that names them.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::Reading;
use crate::locale::JA;
use crate::product::{Made, NotMade, Product, Source};
use crate::view::{self, FragmentOptions};

/// A finished file.
#[wasm_bindgen]
pub struct Finished {
    name: String,
    bytes: Vec<u8>,
}

#[wasm_bindgen]
impl Finished {
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
    /// The id of the plan.
    #[wasm_bindgen(getter, js_name = planId)]
    pub fn plan_id(&self) -> String {
        self.plan.about.id.clone()
    }

    /// The plan as the element takes it in `planData`, as JSON: the plan file, whose `plan` it is.
    #[wasm_bindgen(js_name = planFile)]
    pub fn plan_file(&self) -> String {
        crate::planfile::write(&self.plan)
    }

    /// A finished file by the code of its product. `script` is machi-plan.js without plans, for the page that stands
    /// alone; `address` is where the plan file will be, empty where the page's script has the plan inside.
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
        };
        match product.make(&source) {
            Ok(Made::File(bytes)) => Ok(Finished { name: product.file_name(&self.plan), bytes }),
            // The page saves files.
            Ok(Made::Folder(_)) => Err(not_made(code)),
            Err(NotMade::Refused(sentence)) => Err(sentence),
            Err(NotMade::Problems(problems)) => {
                let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
                Err(not_made(&lines.join("\n")))
            }
        }
    }

    /// The address that is proposed for the plan file.
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
