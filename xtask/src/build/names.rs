//! Short names between the module and its glue. wasm-bindgen names each import after its target and a hash. Those
//! names are in both halves and do not compress. wasm-opt shortens them in the module and prints the new names; this
//! file changes the glue accordingly.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;

/// The output of wasm-opt: `{"imports": [[module, name, short], …], "exports": [[name, short], …]}`.
pub struct Names {
    imports: BTreeMap<String, String>,
    exports: BTreeMap<String, String>,
    /// The one module of the imports, by its old name.
    module: String,
}

/// The name that wasm-opt gives to the module of the imports.
const MODULE: &str = "a";

impl Names {
    /// Reads the output of wasm-opt.
    pub fn read(printed: &str) -> Result<Names> {
        let printed: Value = serde_json::from_str(printed).context("the names that wasm-opt printed")?;
        let lists = |key: &str| printed[key].as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let imports = lists("imports");
        Ok(Names {
            module: imports.first().map(|import| text(&import[0])).context("the module imports nothing")?,
            imports: imports.iter().map(|import| (text(&import[1]), text(&import[2]))).collect(),
            exports: lists("exports").iter().map(|export| (text(&export[0]), text(&export[1]))).collect(),
        })
    }

    /// The glue with the short names: keys of the import object, and the names that it takes from `wasm`.
    pub fn apply(&self, glue: &str) -> Result<String> {
        let quoted = format!("\"{}\"", self.module);
        anyhow::ensure!(
            glue.matches(&quoted).count() == 1,
            "the glue names the module {quoted} not just once"
        );
        let glue = glue.replace(&quoted, MODULE);
        let mut out = String::with_capacity(glue.len());
        let mut rest = glue.as_str();
        while let Some(start) = rest.find(is_name) {
            let (before, from) = rest.split_at(start);
            out.push_str(before);
            let (name, after) = from.split_at(from.find(|c| !is_name(c)).unwrap_or(from.len()));
            let of_wasm = out.ends_with("wasm.") || out.ends_with("wasm?.");
            let short = if of_wasm { self.exports.get(name) } else { self.imports.get(name) };
            out.push_str(short.map_or(name, String::as_str));
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_the_import_object_and_exports_are_shortened_and_nothing_else() {
        let names = Names::read(
            r#"{"imports": [["./m.js", "__wbg_id_2a", "A"]], "exports": [["mount", "b"], ["memory", "c"]]}"#,
        )
        .unwrap();
        let glue = r#"let i = {"./m.js": {__wbg_id_2a: f}}; function mount(memory) { wasm.mount(wasm.memory.buffer) }"#;
        assert_eq!(
            names.apply(glue).unwrap(),
            "let i = {a: {A: f}}; function mount(memory) { wasm.b(wasm.c.buffer) }"
        );
        assert!(names.apply("none").is_err());
    }
}
