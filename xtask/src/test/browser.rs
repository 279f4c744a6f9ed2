//! The browser tests: `tests/browser/*.test.mjs` under node's own test runner, in Debian's Chromium.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::count::Count;
use crate::command::Command;
use crate::places::Places;
use crate::tools;

/// Names another Chromium than Debian's; `tests/browser/support/browser.mjs` reads it too.
const CHROMIUM: &str = "MACHI_PLAN_CHROMIUM";

/// Installs what the browser tests need and this machine has not.
pub fn prepare(places: &Places) -> Result<()> {
    // Without a Japanese font every sign is the same box, and widths and contrasts would be those of boxes.
    let named = std::env::var_os(CHROMIUM).is_some();
    let packages: &[&str] = if named { &["fonts-noto-cjk"] } else { &["chromium", "fonts-noto-cjk"] };
    tools::debian(places, packages)
        .with_context(|| format!("another browser can be named with {CHROMIUM}=PATH"))?;
    tools::npm(places, &places.root.join("tests/browser"))
}

/// Runs all test files and counts from node's TAP; the readable report goes to the terminal as it comes.
pub fn chromium(places: &Places) -> Result<Count> {
    prepare(places)?;
    let files = test_files(&places.root.join("tests/browser"))?;
    fs::create_dir_all(&places.work)?;
    let tap = places.work.join("browser.tap");
    let _ = fs::remove_file(&tap);
    // Node keeps one core for itself; a browser waits more than it works.
    let mut arguments: Vec<String> =
        ["--test", "--test-concurrency=2", "--test-reporter=spec", "--test-reporter-destination=stdout"]
            .map(String::from)
            .to_vec();
    arguments.push("--test-reporter=tap".into());
    arguments.push(format!("--test-reporter-destination={}", tap.display()));
    arguments.extend(files.iter().map(|file| file.display().to_string()));
    let run = Command::new(&places.root, "node", &arguments).run();
    let report = fs::read_to_string(&tap).unwrap_or_default();
    Ok(Count::of_tap(&report).or_crashed(run.is_ok()))
}

fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    ensure!(!files.is_empty(), "{} holds no *.test.mjs", folder.display());
    Ok(files)
}
