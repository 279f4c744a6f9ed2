//! `machi-plan.js`: one file with everything inside, so that MIME types, upload lists, paths and caches of a host
//! cannot break it.
//!
//! The same bytes run as a classic script, with `defer` or `async`, and with `type=module`: all of it stands in one
//! function (a second copy on the page leaves no doubled name behind), in strict mode (as in a module), and it never
//! asks for `import.meta` or `document.currentScript`.
//!
//! `src/widget/main.js` begins it and imports the rest. Three modules come from the build (see `bundle`): `glue` (that of
//! wasm-bindgen, which calls `src/widget/host.js`), `names` (constants of the library) and `built` (the text of
//! machi-plan.css, the plan files and the module: LZMA, base64). `src/widget/built.d.ts` gives their types.

use anyhow::{Context, Result};
use serde_json::Value;

use super::bundle::{Bundle, Format};
use super::plans::Built;
use super::wasm::Wasm;
use super::{bytes, pack, phrases};
use crate::command::Command;
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
    let note = format!("{}, as a module {}", bytes(script.len()), bytes(module.len()));
    stamp::write(&places.pkg.join("machi-plan.js"), script)?;
    stamp::write(&places.pkg.join("machi-plan.mjs"), module)?;
    stamp::write(&places.pkg.join("machi-plan_bg.wasm"), &wasm.bytes)?;
    Ok(((), note))
}

/// The same as a module for npm and bundlers: the wasm is a file beside it, which they find by its `new URL`. Loaded where
/// there are no elements, as a server does that writes pages, it does nothing.
fn module(places: &Places, wasm: &Wasm, style: &str, plans: &str) -> Result<String> {
    let program = "async () => {\n\
        const response = await fetch(new URL(\"machi-plan_bg.wasm\", import.meta.url));\n\
        return response.arrayBuffer();\n}";
    let built = built(style, program, plans);
    let modules = [("glue", glue(places, wasm)), ("names", names(places)?), ("built", built)];
    Bundle { name: "machi-plan-module", entry: "src/widget/module.js", modules: &modules, banner: BANNER }
        .write(places, Format::Module)
}

/// The script with no plan inside, for a page that brings its own.
pub fn without_plans(places: &Places, wasm: &Wasm, style: &str) -> Result<String> {
    whole(places, "without-plans", wasm, style, &packed(&[])?)
}

fn whole(places: &Places, name: &str, wasm: &Wasm, style: &str, plans: &str) -> Result<String> {
    let program = format!("() => unpacked({}, 0)", Value::from(pack::base64(&wasm.packed)));
    let unpack = places.root.join("src/widget/unpack.js");
    let import = format!("import {{ unpacked }} from {};\n", Value::from(unpack.to_string_lossy()));
    let built = import + &built(style, &program, plans);
    let modules = [("glue", glue(places, wasm)), ("names", names(places)?), ("built", built)];
    Bundle { name, entry: "src/widget/main.js", modules: &modules, banner: BANNER }
        .write(places, Format::Script)
}

/// The plan files of the script as one text.
fn packed(plans: &[(&str, String)]) -> Result<String> {
    let plans: Vec<_> = plans.iter().map(|(id, file)| (*id, file.as_str())).collect();
    Ok(pack::base64(&pack::lzma(&phrases::join(&plans), pack::Units::Pairs)?))
}

/// The glue of wasm-bindgen as a module: a function that makes it anew, since a program that has stopped cannot be started
/// again. What it calls by `host.` are the functions of `host.js`.
fn glue(places: &Places, wasm: &Wasm) -> String {
    let host = places.root.join("src/widget/host.js");
    let import = format!("import * as host from {};\n", Value::from(host.to_string_lossy()));
    let glue = without_finalizers(&wasm.glue);
    format!("{import}export const start = () => {{\n{glue}\nreturn wasm_bindgen;\n}};\n")
}

/// The glue without what frees an object when the browser finds that nobody holds it. The widget frees its own, and in a
/// program that has stopped nothing may be freed any more.
fn without_finalizers(glue: &str) -> String {
    const NAME: &str = "Finalization";
    let mut out = String::with_capacity(glue.len());
    let mut rest = glue;
    while let Some(at) = rest.find(NAME) {
        let start = rest[..at].rfind(|c: char| !c.is_ascii_alphanumeric()).map_or(0, |before| before + 1);
        let after = &rest[at + NAME.len()..];
        let (kept, call) = if after.starts_with(['.', ' ']) { (&rest[..start], after) } else { (&rest[..at], "") };
        out.push_str(kept);
        rest = match call.as_bytes().first() {
            // `XFinalization.register(…), obj` and `XFinalization.unregister(this), ptr`
            Some(b'.') => call.split_once("), ").map_or("", |(_, rest)| rest),
            // `XFinalization = typeof …, 1))`: a name that stands for nothing.
            Some(_) => {
                out.push_str(&format!("_{} = 0", &rest[start..at]));
                call.split_once(", 1))").map_or("", |(_, rest)| rest)
            }
            None => {
                out.push_str(NAME);
                after
            }
        };
    }
    out.push_str(rest);
    out
}

/// The names that the library shares with JavaScript.
pub(crate) fn names(places: &Places) -> Result<String> {
    let arguments = ["run", "--quiet", "--package", "machi-plan", "--example", "names"];
    let printed = Command::cargo(&places.root, &arguments).output()?;
    String::from_utf8(printed).context("the names that the library shares with JavaScript")
}

/// JSON is JavaScript, so each constant is written as JSON.
fn built(style: &str, program: &str, plans: &str) -> String {
    let (style, plans) = (Value::from(style), Value::from(plans));
    format!(
        "export const VERSION = \"{VERSION}\";\nexport const STYLE = {style};\n\
         export const PLANS = {plans};\nexport const program = {program};\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_freed_by_the_browser() {
        let glue = "return obj.p = ptr, PlanFinalization.register(obj, obj.p, obj), obj;\n\
            return this.p = 0, PlanFinalization.unregister(this), ptr;\n\
            const PlanFinalization = typeof FinalizationRegistry > \"u\" ? { register: () => {\n} } : \
            new FinalizationRegistry((ptr) => wasm.a(ptr, 1)), WidgetFinalization = typeof FinalizationRegistry > \"u\" ? 0 : \
            new FinalizationRegistry((ptr) => wasm.b(ptr, 1));\nfunction f() {}";
        let expected = "return obj.p = ptr, obj;\nreturn this.p = 0, ptr;\nconst _Plan = 0, _Widget = 0;\nfunction f() {}";
        assert_eq!(without_finalizers(glue), expected);
    }

    #[test]
    fn constants_are_quoted() {
        let built = built("a{content:\"\\201c\"}", "() => 0", "BB==");
        assert!(built.contains(r#"export const STYLE = "a{content:\"\\201c\"}";"#), "{built}");
        assert!(
            built.ends_with("export const PLANS = \"BB==\";\nexport const program = () => 0;\n"),
            "{built}"
        );
    }
}
