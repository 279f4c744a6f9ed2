//! `integrity.json`: the hash of each file that a page may load from another site, for the attribute `integrity`.

use anyhow::Result;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};
use sha2::{Digest, Sha384};

use crate::paths::Paths;
use crate::stamp;

/// The files with a hash: those that a page names in `src`, `href` or `import`.
const FILES: [&str; 5] =
    ["machi-plan.js", "machi-plan-empty.js", "machi-plan.mjs", "machi-plan_bg.wasm", "machi-plan.css"];

/// Writes `pkg/integrity.json`.
pub fn build(paths: &Paths) -> Result<((), String)> {
    let mut hashes = Map::new();
    for name in FILES {
        let content = super::read(&paths.pkg.join(name))?;
        let hash = format!("sha384-{}", STANDARD.encode(Sha384::digest(&content)));
        hashes.insert(name.to_owned(), Value::String(hash));
    }
    stamp::write(
        &paths.pkg.join("integrity.json"),
        serde_json::to_string_pretty(&Value::Object(hashes))? + "\n",
    )?;
    Ok(((), format!("{} files", FILES.len())))
}
