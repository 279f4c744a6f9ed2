//! `machi-plan.js`: one file with everything inside, so that MIME types, upload lists, paths and caches of a host
//! cannot break it.
//!
//! The same bytes run as a classic script, with `defer` or `async`, and with `type=module`: all of it stands in one
//! function (a second copy on the page leaves no doubled name behind), in strict mode (as in a module), and it never
//! asks for `import.meta` or `document.currentScript`.
//!
//! In that function stand, in this order: `wasm_bindgen` (the generated glue), `STYLE` (the text of machi-plan.css),
//! `program` (gives the module: LZMA, base64), `PLANS` (all plan files: phrases, LZMA, base64), `src/widget/unpack.js`,
//! `src/widget/plans.js`, `src/widget/element.js`, which uses them, and `src/widget/hooks.js`. It must define the element
//! before it first waits for anything: the guard against a second copy
//! asks whether the element is defined.

use anyhow::{Context, Result};
use serde_json::Value;

use super::plans::Built;
use super::wasm::Wasm;
use super::{esbuild, kb, pack, phrases};
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
    let mut files = Vec::new();
    for plan in plans {
        files.push((plan.id.as_str(), super::text(&plan.file(places))?));
    }
    let plans = packed(&files)?;
    let module = module(places, wasm, style, &plans)?;
    let script = whole(places, "machi-plan", wasm, style, &plans)?;
    let note = format!("{}, as a module {}", kb(script.len()), kb(module.len()));
    stamp::write(&places.pkg.join("machi-plan.js"), script)?;
    stamp::write(&places.pkg.join("machi-plan.mjs"), module)?;
    stamp::write(&places.pkg.join("machi-plan_bg.wasm"), &wasm.bytes)?;
    Ok(((), note))
}

/// The same as a module for npm and bundlers: the wasm is a file beside it, which they find by its `new URL`. Loaded where
/// there are no elements, as a server does that writes pages, it does nothing.
fn module(places: &Places, wasm: &Wasm, style: &str, plans: &str) -> Result<String> {
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

/// The script with no plan inside, for a page that brings its own.
pub fn without_plans(places: &Places, wasm: &Wasm, style: &str) -> Result<String> {
    whole(places, "without-plans", wasm, style, &packed(&[])?)
}

fn whole(places: &Places, name: &str, wasm: &Wasm, style: &str, plans: &str) -> Result<String> {
    let program = format!("const program = () => unpacked({}, 0);", Value::from(pack::base64(&wasm.packed)));
    let whole = assemble(&wasm.glue, style, &program, plans, &written(places)?);
    minified(places, name, &whole, BANNER)
}

/// The plan files of the script as one text.
fn packed(plans: &[(&str, String)]) -> Result<String> {
    let plans: Vec<_> = plans.iter().map(|(id, file)| (*id, file.as_str())).collect();
    Ok(pack::base64(&pack::lzma(&phrases::join(&plans), pack::Units::Pairs)?))
}

/// The hand-written half: what runs after the constants.
fn written(places: &Places) -> Result<String> {
    let parts = ["plans.js", "element.js", "hooks.js"];
    let parts = parts.map(|name| hand_written(places, &format!("src/widget/{name}")));
    parts.into_iter().try_fold(unpack(places)?, |whole, part| Ok(whole + &part?))
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
        ["--minify", "--target=es2022", "--charset=ascii", "--legal-comments=inline", "--log-level=warning"];
    esbuild(places, &[&[&*from, &*outfile, &*banner][..], &options].concat())?;
    super::text(&to)
}

/// JSON is JavaScript, so each constant is written as JSON.
fn assemble(glue: &str, style: &str, program: &str, plans: &str, element: &str) -> String {
    let (style, plans) = (Value::from(style), Value::from(plans));
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
        let whole =
            assemble("let wasm_bindgen;", "a{content:\"\\201c\"}", "const program = 0;", "BB==", "go();");
        assert!(whole.starts_with("(() => {") && whole.ends_with("})();\n"));
        assert!(whole.contains(r#"const STYLE = "a{content:\"\\201c\"}";"#));
        assert!(whole.contains("const program = 0;\nconst PLANS = \"BB==\";\ngo();"));
    }
}
