//! The browser tests under node's own test runner: `tests/browser/*.test.mjs` in Debian's Chromium,
//! `tests/browser/firefox/*.test.mjs` in Debian's Firefox, `tests/engines/*.test.mjs` in Chromium, Firefox and WebKit.

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
    // poppler-utils reads the text of what is printed.
    let packages = ["fonts-noto-cjk", "poppler-utils", "chromium"];
    tools::debian(places, &packages[..if named { 2 } else { 3 }])
        .with_context(|| format!("another browser can be named with {CHROMIUM}=PATH"))?;
    tools::npm(places, &places.root.join("tests/browser"))
}

/// The tests in Chromium.
pub fn chromium(places: &Places) -> Result<Count> {
    prepare(places)?;
    node_tests(places, "tests/browser", "browser", &[])
}

/// The tests in Firefox: what another engine has shown to do its own way.
pub fn firefox(places: &Places) -> Result<Count> {
    prepare(places)?;
    tools::debian(places, &["firefox-esr"])?;
    node_tests(places, "tests/browser/firefox", "firefox", &[])
}

/// Names the engine to `tests/engines`, which reads it.
const ENGINE: &str = "MACHI_PLAN_ENGINE";

/// The tests that are the same in three engines, in Chromium.
pub fn engine_chromium(places: &Places) -> Result<Count> {
    engine(places, "chromium", &["chromium-driver"])
}

/// The same in Firefox, over a socket of its own: geckodriver is no package of Debian's.
pub fn engine_firefox(places: &Places) -> Result<Count> {
    engine(places, "firefox", &["firefox-esr"])
}

/// The same in WebKit, which wants a screen: one that nobody sees.
pub fn engine_webkit(places: &Places) -> Result<Count> {
    engine(places, "webkit", &["webkit2gtk-driver", "xvfb"])
}

fn engine(places: &Places, name: &str, packages: &[&str]) -> Result<Count> {
    prepare(places)?;
    tools::debian(places, packages)?;
    node_tests(places, "tests/engines", &format!("engine-{name}"), &[(ENGINE, Path::new(name))])
}

/// Runs all test files of a folder, which find the `named` places in their environment, and counts from node's TAP; the
/// readable report goes to the terminal as it comes.
pub fn node_tests(places: &Places, folder: &str, name: &str, named: &[(&str, &Path)]) -> Result<Count> {
    let files = test_files(&places.root.join(folder))?;
    fs::create_dir_all(&places.work)?;
    let tap = places.work.join(name).with_extension("tap");
    let _ = fs::remove_file(&tap);
    // Node keeps one core for itself; a browser waits more than it works.
    let mut arguments: Vec<String> =
        ["--test", "--test-concurrency=2", "--test-reporter=spec", "--test-reporter-destination=stdout"]
            .map(String::from)
            .to_vec();
    arguments.push("--test-reporter=tap".into());
    arguments.push(format!("--test-reporter-destination={}", tap.display()));
    arguments.extend(files.iter().map(|file| file.display().to_string()));
    let node = Command::new(&places.root, "node", &arguments);
    let run = named.iter().fold(node, |node, (name, place)| node.env(name, place)).run();
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
