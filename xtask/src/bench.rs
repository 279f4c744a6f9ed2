//! Measures: natively with `benches/`, then the widget in the browser with `tests/browser/bench/bench.mjs`, then the
//! widget beside other ways to show a plan with `compare.mjs`.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::command::Command;
use crate::figures;
use crate::paths::Paths;
use crate::{build, stamp, test, tools};

/// The part of the page of figures.
const PART: &str = "timings";

/// The comparison, from the root of the repository.
const REPORT: &str = "benches/REPORT.md";

/// Builds the given plans and runs the measurements. They are printed, never asserted. With `UPDATE_SNAPSHOTS` they
/// are also written into the page of figures and into the report.
pub fn bench(paths: &Paths, plans: &[PathBuf]) -> Result<()> {
    build::build(paths, plans)?;
    println!("natively");
    let benches = ["bench", "--quiet", "--bench", "package", "--bench", "selection"];
    let native = printed(Command::cargo(&paths.root, &benches))?;
    test::browser::prepare(paths)?;
    tools::node(paths)?;
    println!("\nin the browser");
    let browser = printed(Command::new(&paths.root, "node", &["tests/browser/bench/bench.mjs"]))?;
    println!("\nbeside other ways");
    tools::npm(paths, &paths.root.join("tests/browser/bench"))?;
    let report = printed(Command::new(&paths.root, "node", &["tests/browser/bench/compare.mjs"]))?;
    if figures::are_written() {
        stamp::write(&paths.root.join(REPORT), format!("{}\n", report.trim()))?;
        let native = native.trim();
        let page = format!("\n{}\n\n```\n{native}\n```\n\n{}\n\n", machine(paths)?, browser.trim());
        figures::write(paths, PART, &page)?;
    }
    Ok(())
}

/// Runs a measurement, prints its output and returns it.
fn printed(command: Command) -> Result<String> {
    let (text, success) = command.captured()?;
    print!("{text}");
    ensure!(success, "a measurement failed");
    Ok(text)
}

/// The machine on which the measurements ran.
fn machine(paths: &Paths) -> Result<String> {
    let cores = std::thread::available_parallelism()?;
    let rust = String::from_utf8(Command::new(&paths.root, "rustc", &["--version"]).output()?)?;
    let rust = rust.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        info.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split(": ").nth(1));
    Ok(format!("{cores} cores ({}), {rust}, Chromium without a window.", model.unwrap_or("unknown")))
}
