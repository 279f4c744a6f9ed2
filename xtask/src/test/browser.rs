//! The browser tests under node's own test runner: `tests/browser/*.test.mjs` in Debian's Chromium,
//! `tests/browser/firefox/*.test.mjs` in Debian's Firefox, `tests/engines/*.test.mjs` in Chromium, Firefox and WebKit.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, ensure};

use super::count::Count;
use crate::command::Command;
use crate::paths::Paths;
use crate::tools;

/// The environment variable for another Chromium than Debian's; `tests/browser/support/browser.mjs` reads it too.
const CHROMIUM: &str = "MACHI_PLAN_CHROMIUM";

/// Installs the missing programs for the browser tests.
pub fn prepare(paths: &Paths) -> Result<()> {
    // Without a Japanese font every character is the same box, and the tests would measure boxes.
    let named = std::env::var_os(CHROMIUM).is_some();
    // poppler-utils reads the text of printed pages.
    // The engine alone runs most tests, the whole browser the others: see `docs/decisions/tests.md`.
    let packages = ["fonts-noto-cjk", "poppler-utils", "chromium", "chromium-headless-shell"];
    tools::debian(paths, &packages[..if named { 2 } else { 4 }])
        .with_context(|| format!("another browser can be named with {CHROMIUM}=PATH"))?;
    tools::npm(paths, &paths.root.join("tests/browser"))
}

/// The tests in Chromium.
pub fn chromium(paths: &Paths) -> Result<Count> {
    prepare(paths)?;
    // The Nu Html Checker is a program in Java. Any is good.
    if !Command::new(&paths.root, "java", &["-version"]).succeeds() {
        tools::debian(paths, &["default-jre-headless"])?;
    }
    let command = native_command(paths)?;
    node_tests(paths, "tests/browser", "browser", &[(COMMAND, &command)])
}

/// The tests in Firefox, for behaviour that differs between engines.
pub fn firefox(paths: &Paths) -> Result<Count> {
    prepare(paths)?;
    tools::debian(paths, &["firefox-esr"])?;
    let command = native_command(paths)?;
    node_tests(paths, "tests/browser/firefox", "firefox", &[(COMMAND, &command)])
}

/// The environment variable that gives the tests the native command, for comparison with the browser.
const COMMAND: &str = "MACHI_PLAN_COMMAND";

/// Builds the native command once for all test files.
pub fn native_command(paths: &Paths) -> Result<PathBuf> {
    Command::cargo(&paths.root, &["build", "--quiet", "--bin", "machi-plan"]).run()?;
    Ok(paths.target.join("debug/machi-plan"))
}

/// The tests of the archive for officers, in Chromium and Firefox.
pub fn archive(paths: &Paths, archive: &Path) -> Result<Count> {
    prepare(paths)?;
    tools::debian(paths, &["firefox-esr"])?;
    let command = native_command(paths)?;
    node_tests(paths, "tests/release", "release", &[(COMMAND, &command), ("MACHI_PLAN_RELEASE", archive)])
}

/// The environment variable that gives `tests/engines` its engine.
const ENGINE: &str = "MACHI_PLAN_ENGINE";

/// An engine by its name, and the Debian packages that drive it.
type Engine = (&'static str, &'static [&'static str]);

const CHROMIUM_ENGINE: Engine = ("chromium", &["chromium-driver"]);
/// It is driven over a socket of its own, because Debian has no package of geckodriver.
const FIREFOX_ENGINE: Engine = ("firefox", &["firefox-esr"]);
/// It needs a screen, so it gets a virtual one.
const WEBKIT_ENGINE: Engine = ("webkit", &["webkit2gtk-driver", "xvfb"]);

/// Installs the missing programs of every engine.
pub fn prepare_engines(paths: &Paths) -> Result<()> {
    prepare(paths)?;
    tools::debian(paths, &[CHROMIUM_ENGINE.1, FIREFOX_ENGINE.1, WEBKIT_ENGINE.1].concat())
}

/// The tests that are the same in three engines, here in Chromium.
pub fn engine_chromium(paths: &Paths) -> Result<Count> {
    engine(paths, CHROMIUM_ENGINE)
}

/// The same in Firefox.
pub fn engine_firefox(paths: &Paths) -> Result<Count> {
    engine(paths, FIREFOX_ENGINE)
}

/// The same in WebKit.
pub fn engine_webkit(paths: &Paths) -> Result<Count> {
    engine(paths, WEBKIT_ENGINE)
}

fn engine(paths: &Paths, (name, packages): Engine) -> Result<Count> {
    prepare(paths)?;
    tools::debian(paths, packages)?;
    let tests =
        node(paths, "tests/engines", &format!("engine-{name}"), cores(), &[(ENGINE, Path::new(name))])?;
    // In one call: another engine may run at the same time.
    let (report, ended) = tests.command.captured()?;
    println!("\n{name}\n{report}");
    Ok(count(&tests.tap, ended))
}

/// Runs all test files of a folder and counts from node's TAP. The tests find the paths in `named` in their
/// environment. The readable report goes to the terminal at once.
pub fn node_tests(paths: &Paths, folder: &str, name: &str, named: &[(&str, &Path)]) -> Result<Count> {
    // A file waits now and then: for its browser to start, for a timer, for a program of its own.
    let tests = node(paths, folder, name, cores() + 1, named)?;
    let ended = tests.command.run().is_ok();
    Ok(count(&tests.tap, ended))
}

/// A call of node's test runner, and the file of its TAP.
struct Tests {
    command: Command,
    tap: PathBuf,
}

fn node(paths: &Paths, folder: &str, name: &str, at_once: usize, named: &[(&str, &Path)]) -> Result<Tests> {
    let files = test_files(&paths.root.join(folder))?;
    fs::create_dir_all(&paths.work)?;
    let tap = paths.work.join(name).with_extension("tap");
    let _ = fs::remove_file(&tap);
    let mut arguments: Vec<String> =
        ["--test", "--test-reporter=spec", "--test-reporter-destination=stdout"].map(String::from).to_vec();
    arguments.push(format!("--test-concurrency={at_once}"));
    arguments.push("--test-reporter=tap".into());
    arguments.push(format!("--test-reporter-destination={}", tap.display()));
    arguments.extend(files.iter().map(|file| file.display().to_string()));
    let node = Command::new(&paths.root, "node", &arguments);
    let command = named.iter().fold(node, |node, (name, place)| node.env(name, place));
    Ok(Tests { command, tap })
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

fn count(tap: &Path, ended: bool) -> Count {
    Count::of_tap(&fs::read_to_string(tap).unwrap_or_default()).or_crashed(ended)
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
