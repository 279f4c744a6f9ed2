//! The checks that are one call and its exit code: format, clippy natively and for the browser, types of JavaScript,
//! documentation, the published crate.

use anyhow::Result;

use super::count::Count;
use crate::build;
use crate::command::Command;
use crate::paths::Paths;
use crate::{stamp, tools};

pub fn fmt(paths: &Paths) -> Result<Count> {
    cargo(paths, &["fmt", "--all", "--check"])
}

pub fn clippy(paths: &Paths) -> Result<Count> {
    cargo(paths, &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"])
}

/// `src/widget` compiles only for the browser, so without this call no lint would see it.
pub fn clippy_wasm(paths: &Paths) -> Result<Count> {
    // The build removes `Debug` from the widget: see `build::quiet`.
    clippy_of_module(paths, &[], &["-D", "clippy::use_debug"])
}

/// The same for `src/officer`.
pub fn clippy_officer(paths: &Paths) -> Result<Count> {
    clippy_of_module(paths, &["--features", "officer"], &[])
}

fn clippy_of_module(paths: &Paths, features: &[&str], lints: &[&str]) -> Result<Count> {
    tools::wasm_target(paths)?;
    let crate_and_target =
        ["--package", "machi-plan", "--lib", "--no-default-features", "--target", tools::WASM_TARGET];
    let arguments =
        [&["clippy", "--quiet"][..], &crate_and_target, features, &["--", "-D", "warnings"], lints];
    cargo(paths, &arguments.concat())
}

/// Checks the JavaScript of the script with `tsc`: against its own types, those of wasm-bindgen's glue and those of
/// the page.
pub fn types(paths: &Paths) -> Result<Count> {
    tools::wasm_target(paths)?;
    let browser = paths.root.join("tests/browser");
    for folder in [&paths.root.join("xtask"), &browser] {
        tools::npm(paths, folder)?;
    }
    let glue = build::wasm::declarations(paths)?;
    let folder = paths.work.join("types");
    stamp::write(&folder.join("names.js"), build::script::names(paths)?)?;
    let widget = paths.root.join("src/widget");
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
    Ok(finish(Command::new(&paths.root, browser.join("node_modules/.bin/tsc"), &["--project", &*project])))
}

pub fn doc(paths: &Paths) -> Result<Count> {
    let arguments = ["doc", "--quiet", "--workspace", "--no-deps"];
    Ok(finish(Command::cargo(&paths.root, &arguments).env("RUSTDOCFLAGS", "-D warnings")))
}

/// Packs the crate and compiles the result. Offline: earlier parts have fetched everything it needs.
pub fn package(paths: &Paths) -> Result<Count> {
    cargo(paths, &["package", "--quiet", "--package", "machi-plan", "--allow-dirty", "--offline"])
}

/// Checks licences, duplicate crates and sources of everything in `Cargo.lock`, by the rules of `deny.toml`.
pub fn deny(paths: &Paths) -> Result<Count> {
    let program = tools::cargo_deny(paths)?;
    let arguments =
        ["--offline", "--workspace", "--log-level", "error", "check", "licenses", "bans", "sources"];
    Ok(finish(Command::new(&paths.root, program, &arguments)))
}

fn cargo(paths: &Paths, arguments: &[&str]) -> Result<Count> {
    Ok(finish(Command::cargo(&paths.root, arguments)))
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
