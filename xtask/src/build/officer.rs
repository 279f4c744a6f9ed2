//! `officer.js`: the second module for the officer's page, in one file as the widget's, because a page that is opened
//! from a disk may fetch nothing.
//!
//! In its function stand, in this order: `instance` (the generated glue, anew at every call: a module that has stopped
//! cannot be started again), `WASM` (the module: LZMA, base64), `SCRIPT` (machi-plan.js without plans, for the page
//! that stands alone: LZMA, base64), `src/widget/unpack.js` and then `src/officer/page.js`, which uses them.

use anyhow::Result;
use serde_json::Value;

use super::wasm::Wasm;
use super::{kb, pack, script};
use crate::places::Places;
use crate::stamp;

const BANNER: &str =
    concat!("/*! machi-plan ", env!("CARGO_PKG_VERSION"), " | MIT OR Apache-2.0 | for the officer's page */");

/// Writes the script among the work in progress; returns its text.
pub fn build(places: &Places, officer: &Wasm, widget: &Wasm, style: &str) -> Result<(String, String)> {
    let without_plans = script::without_plans(places, widget, style)?;
    let packed = pack::lzma(without_plans.as_bytes(), pack::Units::Bytes)?;
    let page = script::unpack(places)? + &script::hand_written(places, "src/officer/page.js")?;
    let whole = assemble(&officer.glue, &pack::base64(&officer.packed), &pack::base64(&packed), &page);
    let script = script::minified(places, "officer", &whole, BANNER)?;
    let note = kb(script.len());
    stamp::write(&places.work.join("officer.js"), &script)?;
    Ok((script, note))
}

fn assemble(glue: &str, wasm: &str, script: &str, page: &str) -> String {
    let (wasm, script) = (Value::from(wasm), Value::from(script));
    format!(
        "(() => {{\n\"use strict\";\nconst instance = () => {{\n{glue}\nreturn wasm_bindgen;\n}};\n\
         const WASM = {wasm};\nconst SCRIPT = {script};\n{page}\n}})();\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glue_is_made_anew_at_every_call() {
        let whole = assemble("let wasm_bindgen = 1;", "AA==", "BB==", "go();");
        assert!(whole.contains("const instance = () => {\nlet wasm_bindgen = 1;\nreturn wasm_bindgen;\n};"));
        assert!(whole.contains("const WASM = \"AA==\";\nconst SCRIPT = \"BB==\";\ngo();"));
    }
}
