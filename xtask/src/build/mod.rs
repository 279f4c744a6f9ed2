//! `cargo xtask build`: makes every file that a page loads, from the sources and the plan packages.
//!
//! ```text
//! data/<city>/*.csv ──machi-plan compile──▶ pkg/plans/<id>.{json,txt} ────┐
//!                   └─machi-plan render───▶ pkg/fragments/<id>*.html      │
//! src ──cargo──▶ .wasm ──wasm-bindgen──▶ wasm-opt ──▶ deflate ──▶ base64 ─┼──▶ pkg/machi-plan.js, machi-plan-empty.js
//!                           └──▶ glue ────────────────────────────────────┤
//! src/widget/*.js ──esbuild────────────────────────────────────────────────┤
//! src/view/style/*.css ──▶ pkg/machi-plan.css ────────────────────────────┘
//! pkg/machi-plan.js, src/widget/embed.* ──▶ pkg/embed.html; hashes ──▶ pkg/integrity.json
//! Cargo.lock, cargo metadata ──▶ pkg/LICENSES.txt, pkg/sbom.cdx.json
//! src, feature officer ──the same way──▶ with src/officer/page.js ──▶ officer.js
//! pkg, officer.js, data/sample, www/pages/*.html ──▶ www/assets
//! ```
//!
//! The written files are not committed. The slow steps are skipped while their inputs are the same (see `stamp`).

mod bundle;
mod embed;
mod integrity;
pub(crate) mod licences;
mod names;
mod officer;
mod order;
mod pack;
mod phrases;
mod plans;
mod quiet;
mod sbom;
pub(crate) mod script;
mod site;
mod sizes;
mod streams;
mod style;
mod tree;
pub(crate) mod wasm;
pub(crate) mod weights;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};

use crate::command::Command;
use crate::paths::Paths;
use crate::tools;

pub use tree::Tree;

/// Builds the widget with the given plan packages inside, and the site. It is an error if the script is over its
/// bounds of bytes.
pub fn build(paths: &Paths, packages: &[PathBuf]) -> Result<Tree> {
    let start = Instant::now();
    prepare(paths)?;
    // Most steps of both use one core.
    let (plans, second) = thread::scope(|scope| {
        let second = scope.spawn(|| wasm::build(paths, &wasm::OFFICER));
        let plans = published(paths, packages);
        (plans, second.join().unwrap_or_else(|_| Err(anyhow!("the build of the officer's page panicked"))))
    });
    let (plans, second) = (plans?, second?);
    let officer = step("officer.js", || officer::build(paths, &second))?;
    step("www/assets", || site::build(paths, &plans, &officer))?;
    println!("  {:<17} {:>5.1} s\n", "together", start.elapsed().as_secs_f64());
    let measured = sizes::report(paths, &plans)?;
    Tree::read(paths, &measured)
}

/// Builds what readers load. The officer's page stays as an earlier build wrote it: its module takes longer than all
/// else together, and most changes are not about it.
pub fn widget(paths: &Paths, packages: &[PathBuf]) -> Result<()> {
    let plans = package(paths, packages)?;
    let officer = text(&officer::written(paths)).context("build once without --widget")?;
    step("www/assets", || site::build(paths, &plans, &officer))?;
    sizes::report(paths, &plans).map(drop)
}

/// Builds the published folder: `pkg/`. Returns the plans in it.
pub fn package(paths: &Paths, packages: &[PathBuf]) -> Result<Vec<plans::Built>> {
    prepare(paths)?;
    published(paths, packages)
}

/// Installs what the steps need.
fn prepare(paths: &Paths) -> Result<()> {
    println!("build");
    step("tools", || {
        tools::wasm_target(paths)?;
        tools::npm(paths, &paths.root.join("xtask"))?;
        Ok(((), String::new()))
    })
}

fn published(paths: &Paths, packages: &[PathBuf]) -> Result<Vec<plans::Built>> {
    let plans = step("plans", || plans::compile(paths, packages))?;
    let wasm = wasm::build(paths, &wasm::WIDGET)?;
    let style = step("style", || style::build(paths))?;
    step("script", || script::build(paths, &wasm, &style, &plans))?;
    step("embed.html", || embed::build(paths))?;
    step("LICENSES.txt", || licences::build(paths))?;
    step("sbom.cdx.json", || sbom::build(paths))?;
    step("integrity.json", || integrity::build(paths))?;
    step("fragments", || plans::render(paths, &plans))?;
    Ok(plans)
}

/// Runs one step and prints its line: name, seconds, its own remark. An error contains the name of the step.
fn step<T>(name: &str, work: impl FnOnce() -> Result<(T, String)>) -> Result<T> {
    let start = Instant::now();
    let (value, note) = work().with_context(|| format!("build, step “{name}”"))?;
    println!("  {name:<17} {:>5.1} s  {note}", start.elapsed().as_secs_f64());
    Ok(value)
}

/// A size as every page writes it: 240,290 bytes.
fn bytes(size: usize) -> String {
    format!("{} bytes", grouped(size))
}

/// 240,290.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// esbuild from `xtask/node_modules`. The lock file there fixes its version.
fn esbuild(paths: &Paths, arguments: &[&str]) -> Result<()> {
    tool_output(paths, "esbuild", arguments).map(drop)
}

fn tool_output(paths: &Paths, name: &str, arguments: &[&str]) -> Result<Vec<u8>> {
    let program = paths.root.join("xtask/node_modules/.bin").join(name);
    Command::new(&paths.root, program, arguments).output()
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| path.display().to_string())
}

fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_in_groups_of_three() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(bytes(240_290), "240,290 bytes");
    }
}
