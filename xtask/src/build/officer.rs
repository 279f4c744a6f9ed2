//! `officer.js`: the second module, for the officer's page. It is one file like the widget's, because a page that is
//! opened from a disk may fetch nothing.
//!
//! `src/officer/page.js` is its entry. The build gives it `instance` (the generated glue, fresh at every call,
//! because a stopped module cannot be started again), `WASM` (the module: Brotli, base64), `SCRIPT` (machi-plan-empty.js,
//! for the self-contained page: Brotli, base64) and `UNPACKER`, which reads both.

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
    let packed = pack::brotli(&[&without_plans], Effort::Some)?;
    let texts = [officer.packed.clone(), packed, pack::unpacker(paths)?].map(|bytes| pack::base64(&bytes));
    let built = built(&officer.glue, &texts);
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

fn built(glue: &str, texts: &[String; 3]) -> String {
    let [wasm, script, unpacker] = texts.each_ref().map(|text| Value::from(text.as_str()));
    format!(
        "export const instance = () => {{\n{glue}\nreturn wasm_bindgen;\n}};\n\
         export const WASM = {wasm};\nexport const SCRIPT = {script};\n\
         export const UNPACKER = {unpacker};\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glue_is_made_anew_at_every_call() {
        let built = built("let wasm_bindgen = 1;", &["AA==", "BB==", "CC=="].map(String::from));
        let call = "export const instance = () => {\nlet wasm_bindgen = 1;\nreturn wasm_bindgen;\n};";
        assert!(built.contains(call), "{built}");
        assert!(built.contains("const WASM = \"AA==\";\nexport const SCRIPT = \"BB==\";"), "{built}");
    }
}
