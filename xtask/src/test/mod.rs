//! `cargo xtask test`: every check of the repository. Each part prints its seconds, and the last line is `N passed, N
//! failed`.
//!
//! A failed part does not stop the others, so one run shows everything that needs mending.

pub mod browser;
pub mod count;
mod hosts;
mod lint;
mod native;
mod offices;
mod release;
pub mod soak;
mod twice;

use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use anyhow::{Result, bail};

use self::count::Count;
use crate::build;
use crate::fuzz;
use crate::paths::Paths;

/// One part: runs to its end and counts, or returns why it could not.
type Part = fn(&Paths) -> Result<Count>;

/// The group of a part, its name, and the part.
type Entry = (&'static str, &'static str, Part);

/// The parts; those that fail soonest come first. A part is named on the command line by its group.
const PARTS: &[Entry] = &[
    ("lint", "fmt", lint::fmt),
    ("lint", "clippy", lint::clippy),
    ("lint", "clippy, wasm", lint::clippy_wasm),
    ("lint", "clippy, officer", lint::clippy_officer),
    ("lint", "types of JavaScript", lint::types),
    ("lint", "doc", lint::doc),
    ("lint", "cargo package", lint::package),
    ("lint", "cargo deny", lint::deny),
    ("native", "cargo test", native::test),
    ("build", "build", build_part),
    ("browser", "browser, chromium", browser::chromium),
];

/// Parts that run only with `--all` or by name: each installs or builds something that no other part needs.
const SLOW_PARTS: &[Entry] = &[
    ("firefox", "browser, firefox", browser::firefox),
    ("engines", "engine, chromium", browser::engine_chromium),
    ("engines", "engine, firefox", browser::engine_firefox),
    ("engines", "engine, webkit", browser::engine_webkit),
    ("offices", "offices", offices::test),
    ("hosts", "hosts", hosts::test),
    ("fuzz", "fuzz", fuzz::short),
    ("soak", "soak", soak::short),
    ("release", "release", release::test),
    // The last: it compiles the crate at another path into the same target directory.
    ("twice", "built twice", twice::test),
];

/// Parts that run by name alone: they take minutes, and only a release needs them.
const NAMED_PARTS: &[Entry] = &[("release-twice", "release, built twice", release::compare)];

/// Parts of [`SLOW_PARTS`] that run at the same time: each waits for its browser more than it works.
const TOGETHER: [&str; 2] = ["engine, firefox", "engine, webkit"];

/// What later parts need from elsewhere. It is installed while the first parts compile, because a download takes minutes and
/// next to no processor.
const PREPARED: [fn(&Paths) -> Result<()>; 3] = [browser::prepare_engines, hosts::prepare, offices::prepare];

const GROUPS: &str = "lint, native, build, browser, firefox, engines, offices, hosts, fuzz, soak, release, twice, release-twice";

fn every_part() -> impl Iterator<Item = &'static Entry> {
    PARTS.iter().chain(SLOW_PARTS).chain(NAMED_PARTS)
}

/// Runs the parts whose groups are in `arguments`, or all.
pub fn test(paths: &Paths, arguments: &[String]) -> Result<ExitCode> {
    let mut all = false;
    let mut groups: Vec<&str> = Vec::new();
    for argument in arguments {
        match argument.as_str() {
            "--all" => all = true,
            group if every_part().any(|part| part.0 == group) => groups.push(group),
            other => bail!("there is no part “{other}” of the tests: {}, or --all", GROUPS),
        }
    }
    let mut parts: Vec<_> = every_part().collect();
    let asked = |part: &Entry| match groups.is_empty() {
        true => PARTS.iter().chain(SLOW_PARTS.iter().filter(|_| all)).any(|own| own.1 == part.1),
        false => groups.contains(&part.0),
    };
    parts.retain(|part| asked(part));

    if all {
        let paths = paths.clone();
        // Nobody waits for it. Each part installs what it still lacks, and reports what cannot be installed.
        thread::spawn(move || PREPARED.iter().for_each(|prepare| drop(prepare(&paths))));
    }
    let mut lines = Vec::new();
    let mut failures = Vec::new();
    let mut sum = Count::default();
    let together = |name: &str| TOGETHER.contains(&name);
    let done = parts.chunk_by(|one, next| together(one.1) && together(next.1));
    for (name, count, seconds) in done.flat_map(|parts| run(paths, parts)) {
        failures.extend(count.names.iter().map(|test| format!("{name}: {test}")));
        lines.push(format!(
            "{name:<20} {seconds:>7.1} s {:>7} passed {:>5} failed",
            count.passed, count.failed
        ));
        sum = sum + count;
    }
    println!("\n{}\n", lines.join("\n"));
    // Printed last, where people look: the output of a part may be a thousand lines back.
    failures.iter().for_each(|failure| println!("failed  {failure}"));
    println!("\n{} passed, {} failed", sum.passed, sum.failed);
    Ok(if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs parts at the same time. Returns the name of each, its count and its seconds.
fn run(paths: &Paths, parts: &[&Entry]) -> Vec<(&'static str, Count, f64)> {
    let names: Vec<&str> = parts.iter().map(|part| part.1).collect();
    println!("\n── {}", names.join(" and "));
    let one = |&&(_, name, part): &&Entry| {
        let start = Instant::now();
        let count = part(paths).unwrap_or_else(|error| {
            println!("{name} could not be run to its end: {error:#}");
            Count::FAILED
        });
        (name, count, start.elapsed().as_secs_f64())
    };
    thread::scope(|scope| {
        let running: Vec<_> = parts.iter().map(|part| scope.spawn(move || one(part))).collect();
        let ended = running.into_iter().zip(parts);
        ended.map(|(thread, part)| thread.join().unwrap_or((part.1, Count::FAILED, 0.0))).collect()
    })
}

/// Builds what the browser tests need. Its bounds of bytes are a test of its own, and so are the figures of
/// docs/sizes.md.
fn build_part(paths: &Paths) -> Result<Count> {
    let tree = build::build(paths, &["data/okayama", "data/yamaguchi"].map(PathBuf::from))?;
    tree.write_or_check(paths)?;
    tree.compare(paths)?;
    Ok(Count::PASSED)
}
