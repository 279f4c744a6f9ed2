//! `machi-plan.js`: one file with everything inside, so that MIME types, upload lists, paths and caches of a host
//! cannot break it.
//!
//! The same bytes run as a classic script, with `defer` or `async`, and with `type=module`: all of it stands in one
//! function (a second copy on the page leaves no doubled name behind), in strict mode (as in a module), and it never
//! asks for `import.meta` or `document.currentScript`.
//!
//! In that function stand, in this order: `wasm_bindgen` (the generated glue), `STYLE` (the text of machi-plan.css),
//! `program` (gives the module: LZMA, base64), `PLANS` (plan id → plan file: LZMA, base64), `src/widget/unpack.js`, then
//! `src/widget/element.js`, which uses them, and `src/widget/hooks.js`. It must define the element before it first waits for anything: the guard against a second copy
//! asks whether the element is defined.

use anyhow::{Context, Result};
use serde_json::{Map, Value};

use super::plans::Built;
use super::wasm::Wasm;
use super::{esbuild, kb, pack};
use crate::places::Places;
use crate::stamp;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The first line of the file, kept by every minifier because of its `!`.
const BANNER: &str = concat!(
    "/*! machi-plan ",
    env!("CARGO_PKG_VERSION"),
    " | MIT OR Apache-2.0 | a city's reform plan as one HTML element; the plans inside are the cities' own */"
);

/// Writes `pkg/machi-plan.js`.
pub fn build(places: &Places, wasm: &Wasm, style: &str, plans: &[Built]) -> Result<((), String)> {
    let mut packed = Map::new();
    for plan in plans {
        let lzma = pack::lzma(&super::read(&plan.file(places))?)?;
        packed.insert(plan.id.clone(), Value::String(pack::base64(&lzma)));
    }
    let plans = Value::Object(packed);
    let module = module(places, wasm, style, &plans)?;
    let script = finished(places, "machi-plan", wasm, style, plans)?;
    let note = format!("{}, as a module {}", kb(script.len()), kb(module.len()));
    stamp::write(&places.pkg.join("machi-plan.js"), script)?;
    stamp::write(&places.pkg.join("machi-plan.mjs"), module)?;
    stamp::write(&places.pkg.join("machi-plan_bg.wasm"), &wasm.bytes)?;
    Ok(((), note))
}

/// The same as a module for npm and bundlers: the wasm is a file beside it, which they find by its `new URL`. Loaded where
/// there are no elements, as a server does that writes pages, it does nothing.
fn module(places: &Places, wasm: &Wasm, style: &str, plans: &Value) -> Result<String> {
    let program = "const program = async () => {\n\
        const response = await fetch(new URL(\"machi-plan_bg.wasm\", import.meta.url));\n\
        return response.arrayBuffer();\n};";
    let whole = assemble(&wasm.glue, style, program, plans, &written(places)?);
    let exports = format!(
        "export const version = \"{VERSION}\";\n\
         export const upgrade = (within) => globalThis.machiPlan?.upgrade(within);\n"
    );
    minified(places, "machi-plan-module", &(whole + &exports), BANNER)
}

/// The hand-written half: what runs after the constants.
fn written(places: &Places) -> Result<String> {
    Ok(unpack(places)?
        + &hand_written(places, "src/widget/element.js")?
        + &hand_written(places, "src/widget/hooks.js")?)
}

/// The script with no plan inside, for a page that brings its own.
pub fn without_plans(places: &Places, wasm: &Wasm, style: &str) -> Result<String> {
    finished(places, "without-plans", wasm, style, Value::Object(Map::new()))
}

fn finished(places: &Places, name: &str, wasm: &Wasm, style: &str, plans: Value) -> Result<String> {
    let program = format!("const program = () => unpacked({});", Value::from(pack::base64(&wasm.packed)));
    let whole = assemble(&wasm.glue, style, &program, &plans, &written(places)?);
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
fn assemble(glue: &str, style: &str, program: &str, plans: &Value, element: &str) -> String {
    let style = Value::from(style);
    format!(
        "(() => {{\n\"use strict\";\nif (typeof customElements === \"undefined\" || customElements.get(\"machi-plan\")) return;\n{glue}\n\
         const VERSION = \"{VERSION}\";\nconst STYLE = {style};\n{program}\nconst PLANS = {plans};\n{element}\n}})();\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_stands_in_one_function_and_constants_are_quoted() {
        let whole = assemble(
            "let wasm_bindgen;",
            "a{content:\"\\201c\"}",
            "const program = () => 0;",
            &Value::Object(Map::new()),
            "go();",
        );
        assert!(whole.starts_with("(() => {") && whole.ends_with("})();\n"));
        assert!(whole.contains(r#"const STYLE = "a{content:\"\\201c\"}";"#));
        assert!(whole.contains("const program = () => 0;\nconst PLANS = {};\ngo();"));
    }
}
