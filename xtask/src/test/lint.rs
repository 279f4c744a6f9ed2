//! The checks that are one call and its exit code: format, clippy natively and for the browser, types of JavaScript,
//! documentation, the crate as it is published.

use anyhow::Result;

use super::count::Count;
use crate::build;
use crate::command::Command;
use crate::places::Places;
use crate::{stamp, tools};

pub fn fmt(places: &Places) -> Result<Count> {
    cargo(places, &["fmt", "--all", "--check"])
}

pub fn clippy(places: &Places) -> Result<Count> {
    cargo(places, &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"])
}

/// `src/widget` compiles for the browser only: without this call no lint would see it.
pub fn clippy_wasm(places: &Places) -> Result<Count> {
    // The build takes `Debug` out of the widget: see `build::quiet`.
    clippy_of_module(places, &[], &["-D", "clippy::use_debug"])
}

/// Nor `src/officer`.
pub fn clippy_officer(places: &Places) -> Result<Count> {
    clippy_of_module(places, &["--features", "officer"], &[])
}

fn clippy_of_module(places: &Places, features: &[&str], lints: &[&str]) -> Result<Count> {
    tools::wasm_target(places)?;
    let crate_and_target =
        ["--package", "machi-plan", "--lib", "--no-default-features", "--target", tools::WASM_TARGET];
    let arguments =
        [&["clippy", "--quiet"][..], &crate_and_target, features, &["--", "-D", "warnings"], lints];
    cargo(places, &arguments.concat())
}

/// The JavaScript of the script against its own types, those of wasm-bindgen's glue and those of the page, by `tsc`.
pub fn types(places: &Places) -> Result<Count> {
    tools::wasm_target(places)?;
    let browser = places.root.join("tests/browser");
    for folder in [&places.root.join("xtask"), &browser] {
        tools::npm(places, folder)?;
    }
    let glue = build::wasm::declarations(places)?;
    let folder = places.work.join("types");
    stamp::write(&folder.join("names.js"), build::script::names(places)?)?;
    let widget = places.root.join("src/widget");
    let config = serde_json::json!({
        "compilerOptions": {
            "allowJs": true, "checkJs": true, "strict": true, "noEmit": true, "types": [],
            "noUnusedLocals": true, "noUnusedParameters": true, "noImplicitReturns": true,
            "target": "es2022", "lib": ["es2022", "dom", "dom.iterable", "esnext.disposable"],
            "module": "esnext", "moduleResolution": "bundler",
            "paths": { "names": ["./names.js"] },
        },
        "files": [widget.join("module.js"), widget.join("built.d.ts"), glue],
    });
    stamp::write(&folder.join("tsconfig.json"), config.to_string())?;
    let project = folder.to_string_lossy();
    Ok(finish(Command::new(&places.root, browser.join("node_modules/.bin/tsc"), &["--project", &*project])))
}

pub fn doc(places: &Places) -> Result<Count> {
    let arguments = ["doc", "--quiet", "--workspace", "--no-deps"];
    Ok(finish(Command::cargo(&places.root, &arguments).env("RUSTDOCFLAGS", "-D warnings")))
}

/// Packs the crate and compiles what was packed. Offline: everything it needs was fetched for the parts before it.
pub fn package(places: &Places) -> Result<Count> {
    cargo(places, &["package", "--quiet", "--package", "machi-plan", "--allow-dirty", "--offline"])
}

/// Licences, doubled crates and sources of everything in `Cargo.lock`, by the rules of `deny.toml`.
pub fn deny(places: &Places) -> Result<Count> {
    let program = tools::cargo_deny(places)?;
    let arguments =
        ["--offline", "--workspace", "--log-level", "error", "check", "licenses", "bans", "sources"];
    Ok(finish(Command::new(&places.root, program, &arguments)))
}

fn cargo(places: &Places, arguments: &[&str]) -> Result<Count> {
    Ok(finish(Command::cargo(&places.root, arguments)))
}

fn finish(command: Command) -> Count {
    match command.run() {
        Ok(()) => Count::PASSED,
        Err(error) => {
            println!("{error:#}");
            Count::of(false)
        }
    }
}
