//! What the build and the tests need from outside Cargo: the wasm target, Node, npm packages, Debian packages.
//! Each is looked for first; only what is missing is installed, and what cannot be installed is named with the way
//! to get it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::command::Command;
use crate::places::Places;
use crate::stamp::{self, Inputs};

/// The one target of the widget.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The oldest Node with which playwright-core and html-validate run.
const NODE: u32 = 20;

/// Adds the wasm target to the toolchain in use.
pub fn wasm_target(places: &Places) -> Result<()> {
    let folder = Command::new(&places.root, "rustc", &["--print", "target-libdir", "--target", WASM_TARGET])
        .output()?;
    if Path::new(String::from_utf8_lossy(&folder).trim()).exists() {
        return Ok(());
    }
    Command::new(&places.root, "rustup", &["target", "add", WASM_TARGET])
        .run()
        .context("the Rust standard library for WebAssembly is missing; with rustup it is: rustup target add wasm32-unknown-unknown")
}

/// The runner of the fuzz targets: a program and no library, so it is installed beside Cargo itself.
const CARGO_FUZZ: &str = "0.13.2";

/// Sees that cargo-fuzz is there, and a C++ compiler for libFuzzer.
pub fn cargo_fuzz(places: &Places) -> Result<()> {
    if !Command::new(&places.root, "c++", &["--version"]).succeeds() {
        debian(places, &["g++"])?;
    }
    if Command::cargo(&places.root, &["fuzz", "--version"]).succeeds() {
        return Ok(());
    }
    println!("installing cargo-fuzz {CARGO_FUZZ}");
    Command::cargo(&places.root, &["install", "cargo-fuzz", "--locked", "--version", CARGO_FUZZ])
        .run()
        .with_context(|| format!("please run: cargo install cargo-fuzz --locked --version {CARGO_FUZZ}"))
}

/// The checker of licences and sources. It is a program and no library, so it is installed: once, into the target
/// directory.
const CARGO_DENY: &str = "0.20.2";

/// Sees that cargo-deny is there; returns where.
pub fn cargo_deny(places: &Places) -> Result<PathBuf> {
    let folder = places.work.join("tools");
    let program = folder.join("bin/cargo-deny");
    let is_there = |program: &Path| {
        let version = Command::new(&places.root, program, &["--version"]).output();
        version.is_ok_and(|version| {
            String::from_utf8_lossy(&version).trim() == format!("cargo-deny {CARGO_DENY}")
        })
    };
    if let Some(found) = [Path::new("cargo-deny"), &program].into_iter().find(|program| is_there(program)) {
        return Ok(found.to_owned());
    }
    println!("installing cargo-deny {CARGO_DENY}");
    let root = folder.to_string_lossy();
    // Unoptimised: its compilation takes half as long, and it looks at a hundred crates.
    let arguments =
        ["install", "cargo-deny", "--locked", "--debug", "--version", CARGO_DENY, "--root", &root];
    Command::cargo(&places.root, &arguments)
        .run()
        .with_context(|| format!("please run: cargo install cargo-deny --locked --version {CARGO_DENY}"))?;
    Ok(program)
}

/// Sees that Node and npm are there and new enough.
pub fn node(places: &Places) -> Result<()> {
    let version = || Command::new(&places.root, "node", &["--version"]).output();
    let npm = || Command::new(&places.root, "npm", &["--version"]).succeeds();
    if version().is_err() || !npm() {
        debian(places, &["nodejs", "npm"]).context("Node and npm are needed: apt install nodejs npm")?;
    }
    let version = String::from_utf8_lossy(&version()?).trim().to_string();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE) {
        bail!("Node {NODE} or newer is needed, “node --version” says {version}");
    }
    Ok(())
}

/// Installs the npm packages of a folder exactly as its lock file says, when that has changed or they are missing.
pub fn npm(places: &Places, folder: &Path) -> Result<()> {
    node(places)?;
    // The stamp lies inside node_modules: `npm ci` empties that folder first, so a broken run leaves no stamp.
    let modules = folder.join("node_modules");
    let inputs = Inputs::default().add_file(&folder.join("package-lock.json"))?;
    stamp::unless_fresh(&modules.join(".machi-plan-lock"), inputs, &[&modules], || {
        // No scripts of packages: nothing but the files whose hashes the lock file names reaches the machine.
        Command::new(folder, "npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .env("npm_config_update_notifier", "false")
            .run()
    })?;
    Ok(())
}

/// Python with exactly the packages of a requirements file, in an environment of its own; returns its `python`.
pub fn python(places: &Places, requirements: &Path) -> Result<PathBuf> {
    if !Command::new(&places.root, "python3", &["-c", "import ensurepip, venv"]).succeeds() {
        debian(places, &["python3", "python3-venv"])?;
    }
    let venv = places.work.join("python");
    let python = venv.join("bin/python");
    let inputs = Inputs::default().add_file(requirements)?;
    stamp::unless_fresh(&places.work.join("python.stamp"), inputs, &[&python], || {
        Command::new(&places.root, "python3", &["-m", "venv", "--clear", &venv.display().to_string()])
            .run()?;
        let list = requirements.display().to_string();
        let arguments =
            ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", &list];
        Command::new(&places.root, &python, &arguments).run()
    })?;
    Ok(python)
}

/// Installs those of the named Debian packages that are missing, as root or through sudo without a password.
pub fn debian(places: &Places, packages: &[&str]) -> Result<()> {
    let missing: Vec<&str> =
        packages.iter().copied().filter(|package| !is_installed(places, package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let advice = format!("apt install {}", missing.join(" "));
    if !Command::new(&places.root, "apt-get", &["--version"]).succeeds() {
        bail!("missing here: {}; this machine has no apt, install them by hand", missing.join(", "));
    }
    let root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    if !root && !Command::new(&places.root, "sudo", &["-n", "true"]).succeeds() {
        bail!(
            "missing here: {}; not root and sudo asks for a password, so please run: {advice}",
            missing.join(", ")
        );
    }
    println!("installing {}", missing.join(", "));
    let apt = |arguments: &[&str]| {
        let mut words = if root { vec![] } else { vec!["sudo", "-n"] };
        words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]);
        words.extend(arguments);
        Command::new(&places.root, words[0], &words[1..]).captured()
    };
    apt(&["update"])?;
    let mut arguments = vec!["install", "--no-install-recommends"];
    arguments.extend(&missing);
    match apt(&arguments)? {
        (_, true) => Ok(()),
        (output, false) => bail!("{advice} failed\n{output}"),
    }
}

fn is_installed(places: &Places, package: &str) -> bool {
    let query = Command::new(&places.root, "dpkg-query", &["-W", "-f", "${Status}", package]).output();
    query.is_ok_and(|status| String::from_utf8_lossy(&status).ends_with(" installed"))
}
