//! `machi-plan.js`: one file with everything inside, so that MIME types, upload lists, paths and caches of a host
//! cannot break it.
//!
//! The same bytes run as a classic script, with `defer` or `async`, and with `type=module`: all of it stands in one
//! function (a second copy on the page leaves no doubled name behind), in strict mode (as in a module), and it never
//! asks for `import.meta` or `document.currentScript`.
//!
//! In that function stand, in this order: `wasm_bindgen` (the generated glue), `STYLE` (the text of machi-plan.css),
//! `WASM` (the module: LZMA, base64), `PLANS` (all plan files: phrases, LZMA, base64), `src/widget/unpack.js`, `src/widget/plans.js`
//! and then `src/widget/element.js`, which uses them. It must define the element before it first waits for anything: the guard against a second copy
//! asks whether the element is defined.

use anyhow::{Context, Result};
use serde_json::Value;

use super::plans::Built;
use super::wasm::Wasm;
use super::{esbuild, kb, pack, phrases};
use crate::places::Places;
use crate::stamp;

/// The first line of the file, kept by every minifier because of its `!`.
const BANNER: &str = concat!(
    "/*! machi-plan ",
    env!("CARGO_PKG_VERSION"),
    " | MIT OR Apache-2.0 | a city's reform plan as one HTML element; the plans inside are the cities' own */"
);

/// Writes `pkg/machi-plan.js`.
pub fn build(places: &Places, wasm: &Wasm, style: &str, plans: &[Built]) -> Result<((), String)> {
    let mut files = Vec::new();
    for plan in plans {
        files.push((plan.id.as_str(), super::text(&plan.file(places))?));
    }
    let script = finished(places, "machi-plan", wasm, style, &files)?;
    let note = kb(script.len());
    stamp::write(&places.pkg.join("machi-plan.js"), script)?;
    Ok(((), note))
}

/// The script with no plan inside, for a page that brings its own.
pub fn without_plans(places: &Places, wasm: &Wasm, style: &str) -> Result<String> {
    finished(places, "without-plans", wasm, style, &[])
}

fn finished(
    places: &Places,
    name: &str,
    wasm: &Wasm,
    style: &str,
    plans: &[(&str, String)],
) -> Result<String> {
    let plans: Vec<_> = plans.iter().map(|(id, file)| (*id, file.as_str())).collect();
    let plans = pack::base64(&pack::lzma(&phrases::join(&plans), pack::Units::Pairs)?);
    let parts = ["src/widget/plans.js", "src/widget/element.js"].map(|path| hand_written(places, path));
    let element = parts.into_iter().try_fold(unpack(places)?, |whole, part| anyhow::Ok(whole + &part?))?;
    let whole = assemble(&wasm.glue, style, &pack::base64(&wasm.packed), &plans, &element);
    minified(places, name, &whole, BANNER)
}

/// What undoes [`pack::lzma`].
pub(super) fn unpack(places: &Places) -> Result<String> {
    hand_written(places, "src/widget/unpack.js")
}

pub(super) fn hand_written(places: &Places, path: &str) -> Result<String> {
    super::text(&places.root.join(path)).context("the hand-written half of the script")
}

/// A whole script after esbuild, its banner before it.
pub(super) fn minified(places: &Places, name: &str, whole: &str, banner: &str) -> Result<String> {
    let place = |ending: &str| places.work.join(format!("{name}.{ending}"));
    let (from, to) = (place("whole.js"), place("js"));
    stamp::write(&from, whole)?;
    let (outfile, banner) = (format!("--outfile={}", to.display()), format!("--banner:js={banner}"));
    let from = from.to_string_lossy();
    let options =
        ["--minify", "--target=es2022", "--charset=utf8", "--legal-comments=inline", "--log-level=warning"];
    esbuild(places, &[&[&*from, &*outfile, &*banner][..], &options].concat())?;
    super::text(&to)
}

/// JSON is JavaScript, so each constant is written as JSON.
fn assemble(glue: &str, style: &str, wasm: &str, plans: &str, element: &str) -> String {
    let (style, wasm, plans) = (Value::from(style), Value::from(wasm), Value::from(plans));
    format!(
        "(() => {{\n\"use strict\";\nif (customElements.get(\"machi-plan\")) return;\n{glue}\n\
         const STYLE = {style};\nconst WASM = {wasm};\nconst PLANS = {plans};\n{element}\n}})();\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_stands_in_one_function_and_constants_are_quoted() {
        let whole = assemble("let wasm_bindgen;", "a{content:\"\\201c\"}", "AA==", "BB==", "go();");
        assert!(whole.starts_with("(() => {") && whole.ends_with("})();\n"));
        assert!(whole.contains(r#"const STYLE = "a{content:\"\\201c\"}";"#));
        assert!(whole.contains("const PLANS = \"BB==\";\ngo();"));
    }
}
