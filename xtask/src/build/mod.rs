//! `cargo xtask build`: from the sources and the plan packages to everything that a page loads.
//!
//! ```text
//! data/<city>/*.csv ──machi-plan compile──▶ pkg/plans/<id>.{json,txt} ────┐
//!                   └─machi-plan render───▶ pkg/fragments/<id>*.html      │
//! src ──cargo──▶ .wasm ──wasm-bindgen──▶ wasm-opt ──▶ LZMA ──▶ base64 ────┼──▶ pkg/machi-plan.js
//!                           └──▶ glue ────────────────────────────────────┤
//! src/widget/*.js ──esbuild────────────────────────────────────────────────┤
//! src/view/style/*.css ──▶ pkg/machi-plan.css ────────────────────────────┘
//! pkg/machi-plan.js, src/widget/embed.* ──▶ pkg/embed.html; hashes ──▶ pkg/integrity.json
//! Cargo.lock, cargo metadata ──▶ pkg/LICENSES.txt, pkg/sbom.cdx.json
//! src, feature officer ──the same way──▶ with src/officer/page.js ──▶ officer.js
//! pkg, officer.js, www/pages/*.html ──▶ www/assets
//! ```
//!
//! Nothing it writes is committed. The slow steps are skipped while their inputs are the same (see `stamp`).

mod bundle;
mod embed;
mod integrity;
mod licences;
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
mod style;
mod tree;
pub(crate) mod wasm;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::command::Command;
use crate::places::Places;
use crate::tools;

pub use tree::Tree;

/// Builds the widget with the given plan packages inside, and the site; an error if it is over its budget of bytes.
pub fn build(places: &Places, packages: &[PathBuf]) -> Result<Tree> {
    let start = Instant::now();
    let Package { plans, wasm, style } = package(places, packages)?;
    let second = wasm::build(places, &wasm::OFFICER)?;
    let officer = step("officer.js", || officer::build(places, &second, &wasm, &style))?;
    step("www/assets", || site::build(places, &plans, &officer))?;
    println!("  {:<17} {:>5.1} s\n", "together", start.elapsed().as_secs_f64());
    let measured = sizes::report(places, &plans)?;
    Tree::read(places, &measured)
}

/// What the site is made of besides.
pub struct Package {
    plans: Vec<plans::Built>,
    wasm: wasm::Wasm,
    style: String,
}

/// Builds what is published: `pkg/`.
pub fn package(places: &Places, packages: &[PathBuf]) -> Result<Package> {
    println!("build");
    step("tools", || {
        tools::wasm_target(places)?;
        tools::npm(places, &places.root.join("xtask"))?;
        Ok(((), String::new()))
    })?;
    let plans = step("plans", || plans::compile(places, packages))?;
    let wasm = wasm::build(places, &wasm::WIDGET)?;
    let style = step("style", || style::build(places))?;
    step("script", || script::build(places, &wasm, &style, &plans))?;
    step("embed.html", || embed::build(places))?;
    step("LICENSES.txt", || licences::build(places))?;
    step("sbom.cdx.json", || sbom::build(places))?;
    step("integrity.json", || integrity::build(places))?;
    step("fragments", || plans::render(places, &plans))?;
    Ok(Package { plans, wasm, style })
}

/// Runs one step and prints its line: name, seconds, what it says about itself. The name stands in its error.
fn step<T>(name: &str, work: impl FnOnce() -> Result<(T, String)>) -> Result<T> {
    let start = Instant::now();
    let (value, note) = work().with_context(|| format!("build, step “{name}”"))?;
    println!("  {name:<17} {:>5.1} s  {note}", start.elapsed().as_secs_f64());
    Ok(value)
}

/// A size as every page of ours writes it: 240,290 bytes.
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

/// esbuild from `xtask/node_modules`: the lock file there holds its version.
fn esbuild(places: &Places, arguments: &[&str]) -> Result<()> {
    tool_output(places, "esbuild", arguments).map(drop)
}

fn tool_output(places: &Places, name: &str, arguments: &[&str]) -> Result<Vec<u8>> {
    let program = places.root.join("xtask/node_modules/.bin").join(name);
    Command::new(&places.root, program, arguments).output()
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
