//! `machi-plan.js`: one file with everything inside, so that MIME types, upload lists, paths and caches of a host
//! cannot break it.
//!
//! The same bytes run as a classic script, with `defer` or `async`, and with `type=module`. All code is in one
//! function, so that a second copy on the page causes no duplicate names, and in strict mode, as in a module. It
//! never uses `import.meta` or `document.currentScript`.
//!
//! `src/widget/main.js` is its entry and imports the rest. The build writes three modules (see `bundle`): `glue` (the
//! one of wasm-bindgen, which calls `src/widget/host.js`), `names` (constants of the library) and `built` (the text
//! of machi-plan.css, the plan files and the module: Brotli, base64; and what reads them). `src/widget/built.d.ts` gives their types.

use anyhow::{Context, Result};
use serde_json::Value;

use super::bundle::{Bundle, Format};
use super::bytes;
use super::pack;
use super::phrases::{self, Shortened};
use super::plans::Built;
use super::wasm::Wasm;
use crate::command::Command;
use crate::paths::Paths;
use crate::stamp;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The first line of the file. Every minifier keeps it because of its `!`.
const BANNER: &str = concat!(
    "/*! machi-plan ",
    env!("CARGO_PKG_VERSION"),
    " | MIT OR Apache-2.0 | a city's reform plan as one HTML element; the plans inside are the cities' own */"
);

/// The script without plans, for pages that have a plan of their own.
pub const EMPTY: &str = "machi-plan-empty.js";

/// The plans of the script without plans: those of the line that [`for_a_plan`] adds.
const OWN: &str = "export const [PHRASES, PLANS] = machiPlanOwn;\n";
/// The line into which `machi-plan script` puts the plan of a city (`src/product/script.rs`).
const LINE: &str = "const machiPlanOwn=[[],[]];";

/// Writes the scripts and the module.
pub fn build(paths: &Paths, wasm: &Wasm, style: &str, plans: &[Built]) -> Result<((), String)> {
    let mut files = Vec::new();
    for plan in plans {
        files.push((plan.id.as_str(), super::text(&plan.file(paths))?));
    }
    let plans = packed(paths, &files)?;
    let module = module(paths, wasm, style, &plans)?;
    let script = whole(paths, "machi-plan", wasm, style, &plans)?;
    let empty = for_a_plan(&whole(paths, "machi-plan-empty", wasm, style, OWN)?)?;
    let all = [script.len(), empty.len(), module.len()].map(bytes);
    let note = format!("{}, without plans {}, as a module {}", all[0], all[1], all[2]);
    stamp::write(&paths.pkg.join("machi-plan.js"), script)?;
    stamp::write(&paths.pkg.join(EMPTY), empty)?;
    stamp::write(&paths.pkg.join("machi-plan.mjs"), module)?;
    stamp::write(&paths.pkg.join("machi-plan_bg.wasm"), &wasm.bytes)?;
    Ok(((), note))
}

/// The script with the line for a plan at the beginning of its function. A bundler would shorten its name.
fn for_a_plan(script: &str) -> Result<String> {
    const STRICT: &str = "\"use strict\";";
    let (before, after) = script.split_once(STRICT).context("the function is not strict")?;
    anyhow::ensure!(after.matches("machiPlanOwn").count() == 1, "the line for a plan is not read once");
    Ok(format!("{before}{STRICT}{LINE}{after}"))
}

/// The same as a module for npm and bundlers. The wasm is a file beside it, and bundlers find it by its `new URL`. On
/// a server that writes pages there are no elements; loaded there, the module does nothing.
fn module(paths: &Paths, wasm: &Wasm, style: &str, plans: &str) -> Result<String> {
    let program = "async () => {\n\
        const response = await fetch(new URL(\"machi-plan_bg.wasm\", import.meta.url));\n\
        return response.arrayBuffer();\n}";
    let built = built(paths, style, program, plans)?;
    let modules = [("glue", glue(paths, wasm)), ("names", names(paths)?), ("built", built)];
    Bundle { name: "machi-plan-module", entry: "src/widget/module.js", modules: &modules, banner: BANNER }
        .write(paths, Format::Module)
}

fn whole(paths: &Paths, name: &str, wasm: &Wasm, style: &str, plans: &str) -> Result<String> {
    let program = format!("() => joined(\"{}\")", pack::base64(&wasm.packed));
    let unpack = paths.root.join("src/widget/unpack.js");
    let import = format!("import {{ joined }} from {};\n", Value::from(unpack.to_string_lossy()));
    let built = import + &built(paths, style, &program, plans)?;
    let modules = [("glue", glue(paths, wasm)), ("names", names(paths)?), ("built", built)];
    Bundle { name, entry: "src/widget/main.js", modules: &modules, banner: BANNER }
        .write(paths, Format::Script)
}

/// The plan files of the script, as constants.
fn packed(paths: &Paths, plans: &[(&str, String)]) -> Result<String> {
    let files: Vec<&str> = plans.iter().map(|(_, file)| file.as_str()).collect();
    let Shortened { phrases, plans: shortened } = phrases::shorten(&files);
    let mut packed = Vec::new();
    for ((id, _), plan) in plans.iter().zip(&shortened) {
        packed.push((*id, pack::kept(paths, id, plan)?));
    }
    let (phrases, packed) = (serde_json::to_string(&phrases)?, serde_json::to_string(&packed)?);
    Ok(format!("export const PHRASES = {phrases};\nexport const PLANS = {packed};\n"))
}

/// The glue of wasm-bindgen as a module: a function that makes it again, because a stopped program cannot be started
/// again. Its calls to `host.` are the functions of `host.js`.
fn glue(paths: &Paths, wasm: &Wasm) -> String {
    let host = paths.root.join("src/widget/host.js");
    let import = format!("import * as host from {};\n", Value::from(host.to_string_lossy()));
    // The browser must not free unused objects: the widget frees its own, and nothing may be freed in a stopped program.
    let without = "const FinalizationRegistry = undefined;";
    format!("{import}export const start = () => {{\n{without}\n{}\nreturn wasm_bindgen;\n}};\n", wasm.glue)
}

/// The names that the library shares with JavaScript.
pub(crate) fn names(paths: &Paths) -> Result<String> {
    let arguments = ["run", "--quiet", "--package", "machi-plan", "--example", "names"];
    let printed = Command::cargo(&paths.root, &arguments).output()?;
    String::from_utf8(printed).context("the names that the library shares with JavaScript")
}

/// The constants of the script. The sheet repeats its selectors so often that it is a fifth of its length when packed, and
/// many a CMS sends the script without compression.
fn built(paths: &Paths, style: &str, program: &str, plans: &str) -> Result<String> {
    let style = pack::kept(paths, "style", style.as_bytes())?;
    let unpacker = pack::base64(&pack::unpacker(paths)?);
    Ok(format!(
        "export const UNPACKER = \"{unpacker}\";\nexport const VERSION = \"{VERSION}\";\nexport const STYLE = \"{style}\";\n\
         {plans}export const program = {program};\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_for_a_plan_is_the_first_of_the_function_and_is_read_once() {
        let script = for_a_plan("/*! a */(()=>{\"use strict\";var [a,b]=machiPlanOwn;})();").unwrap();
        assert!(script.contains("\"use strict\";const machiPlanOwn=[[],[]];var [a,b]=machiPlanOwn;"));
        assert!(for_a_plan("(()=>{\"use strict\";})();").is_err());
    }

    #[test]
    fn the_sheet_is_packed_and_the_rest_is_written_as_it_is() {
        let mut paths = Paths::find().unwrap();
        paths.work = paths.work.join("script-test");
        let plans = packed(&paths, &[("a", "{}".to_owned())]).unwrap();
        let built = built(&paths, "a{content:\"\\201c\"}", "() => 0", &plans).unwrap();
        assert!(!built.contains("201c"), "{built}");
        assert!(built.contains("export const PLANS = [[\"a\",\""), "{built}");
        assert!(built.ends_with("\nexport const program = () => 0;\n"), "{built}");
    }
}
