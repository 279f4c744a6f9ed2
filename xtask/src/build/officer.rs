//! `officer.js`: the second module, for the officer's page. It is one file like the widget's, because a page that is
//! opened from a disk may fetch nothing.
//!
//! `src/officer/page.js` is its entry. The build gives it `instance` (the generated glue, fresh at every call,
//! because a stopped module cannot be started again), `WASM` (the module: deflate, base64) and `SCRIPT` (machi-plan-empty.js,
//! for the self-contained page: deflate, base64).

use std::path::PathBuf;

use anyhow::Result;
use serde_json::Value;

use super::bundle::{Bundle, Format};
use super::pack::{self, Effort};
use super::wasm::Wasm;
use super::{bytes, script};
use crate::paths::Paths;
use crate::stamp;

const BANNER: &str =
    concat!("/*! machi-plan ", env!("CARGO_PKG_VERSION"), " | MIT OR Apache-2.0 | for the officer's page */");

/// Writes the script into the work folder and returns its text.
pub fn build(paths: &Paths, officer: &Wasm) -> Result<(String, String)> {
    let without_plans = super::read(&paths.pkg.join(script::EMPTY))?;
    let packed = pack::deflate(&without_plans, Effort::Some)?;
    let built = built(&officer.glue, &pack::base64(&officer.packed), &pack::base64(&packed));
    let modules = [("built", built)];
    let script = Bundle { name: "officer", entry: "src/officer/page.js", modules: &modules, banner: BANNER }
        .write(paths, Format::Script)?;
    let note = bytes(script.len());
    stamp::write(&written(paths), &script)?;
    Ok((script, note))
}

/// Where the script is after it was built.
pub fn written(paths: &Paths) -> PathBuf {
    paths.work.join("officer.js")
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
