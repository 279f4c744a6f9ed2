//! The style sheet: the parts in `src/view/style`, in the order of their names, in one minified file.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use super::{bytes, esbuild};
use crate::paths::Paths;
use crate::stamp;

// The library writes the same style sheet into self-contained pages.
#[path = "../../../src/view/document/hold.rs"]
mod hold;

/// Writes `pkg/machi-plan.css` and returns its text.
pub fn build(paths: &Paths) -> Result<(String, String)> {
    let folder = paths.root.join("src/view/style");
    let mut parts: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| paths.shown(&folder))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "css") {
            parts.push(path);
        }
    }
    parts.sort();
    ensure!(!parts.is_empty(), "{} holds no *.css", paths.shown(&folder));
    let mut whole = String::new();
    for part in &parts {
        whole.push_str(&hold::held(&super::text(part)?));
        whole.push('\n');
    }
    let (from, to) = (paths.work.join("whole.css"), paths.work.join("machi-plan.css"));
    stamp::write(&from, hold::named(whole))?;
    // No target: with one, esbuild would rewrite light-dark() and nesting for browsers that we do not support.
    let outfile = format!("--outfile={}", to.display());
    esbuild(
        paths,
        &[&from.to_string_lossy(), "--minify", "--charset=ascii", "--log-level=warning", &outfile],
    )?;
    let style = super::text(&to)?;
    stamp::write(&paths.pkg.join("machi-plan.css"), &style)?;
    let note = format!("{} parts, {}", parts.len(), bytes(style.len()));
    Ok((style, note))
}
