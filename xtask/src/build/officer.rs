//! `officer.js`: the second module for the officer's page, in one file as the widget's, because a page that is opened
//! from a disk may fetch nothing.
//!
//! `src/officer/page.js` begins it. From the build it has `instance` (the generated glue, anew at every call: a module
//! that has stopped cannot be started again), `WASM` (the module: LZMA, base64) and `SCRIPT` (machi-plan.js without
//! plans, for the page that is one file: LZMA, base64).

use anyhow::Result;
use serde_json::Value;

use super::bundle::{Bundle, Format};
use super::wasm::Wasm;
use super::{bytes, pack, script};
use crate::places::Places;
use crate::stamp;

const BANNER: &str =
    concat!("/*! machi-plan ", env!("CARGO_PKG_VERSION"), " | MIT OR Apache-2.0 | for the officer's page */");

/// Writes the script among the work in progress; returns its text.
pub fn build(places: &Places, officer: &Wasm, widget: &Wasm, style: &str) -> Result<(String, String)> {
    let without_plans = script::without_plans(places, widget, style)?;
    let packed = pack::lzma(without_plans.as_bytes(), pack::Units::Bytes)?;
    let built = built(&officer.glue, &pack::base64(&officer.packed), &pack::base64(&packed));
    let modules = [("built", built)];
    let script = Bundle { name: "officer", entry: "src/officer/page.js", modules: &modules, banner: BANNER }
        .write(places, Format::Script)?;
    let note = bytes(script.len());
    stamp::write(&places.work.join("officer.js"), &script)?;
    Ok((script, note))
}

fn built(glue: &str, wasm: &str, script: &str) -> String {
    let (wasm, script) = (Value::from(wasm), Value::from(script));
    format!(
        "export const instance = () => {{\n{glue}\nreturn wasm_bindgen;\n}};\n\
         export const WASM = {wasm};\nexport const SCRIPT = {script};\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glue_is_made_anew_at_every_call() {
        let built = built("let wasm_bindgen = 1;", "AA==", "BB==");
        let call = "export const instance = () => {\nlet wasm_bindgen = 1;\nreturn wasm_bindgen;\n};";
        assert!(built.contains(call), "{built}");
        assert!(built.contains("const WASM = \"AA==\";\nexport const SCRIPT = \"BB==\";"), "{built}");
    }
}
