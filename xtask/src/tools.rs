//! The tools that the build and the tests need from outside Cargo: the wasm target, Node, npm packages, Debian
//! packages. Each is looked for first, and only missing ones are installed. If one cannot be installed, the error
//! says how to get it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};

use crate::command::Command;
use crate::paths::Paths;
use crate::stamp::{self, Inputs};

/// The target of the widget.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The oldest Node with which playwright-core and html-validate run.
const NODE: u32 = 20;

/// Adds the wasm target to the toolchain in use.
pub fn wasm_target(paths: &Paths) -> Result<()> {
    target(paths, WASM_TARGET)
}

/// Adds the standard library of a target to the toolchain in use.
pub fn target(paths: &Paths, target: &str) -> Result<()> {
    let folder =
        Command::new(&paths.root, "rustc", &["--print", "target-libdir", "--target", target]).output()?;
    if Path::new(String::from_utf8_lossy(&folder).trim()).exists() {
        return Ok(());
    }
    Command::new(&paths.root, "rustup", &["target", "add", target]).run().with_context(|| {
        format!(
            "the Rust standard library for {target} is missing; with rustup it is: rustup target add {target}"
        )
    })
}

/// The runner of the fuzz targets. It is a program and not a library, so it is installed beside Cargo itself.
const CARGO_FUZZ: &str = "0.13.2";

/// Makes sure that cargo-fuzz is installed, and a C++ compiler for libFuzzer.
pub fn cargo_fuzz(paths: &Paths) -> Result<()> {
    if !Command::new(&paths.root, "c++", &["--version"]).succeeds() {
        debian(paths, &["g++"])?;
    }
    if Command::cargo(&paths.root, &["fuzz", "--version"]).succeeds() {
        return Ok(());
    }
    println!("installing cargo-fuzz {CARGO_FUZZ}");
    // Unoptimised, as cargo-deny below: it only calls Cargo and the targets.
    Command::cargo(&paths.root, &["install", "cargo-fuzz", "--locked", "--debug", "--version", CARGO_FUZZ])
        .run()
        .with_context(|| format!("please run: cargo install cargo-fuzz --locked --version {CARGO_FUZZ}"))
}

/// The checker of licences and sources. It is a program and not a library, so it is installed once, into the target
/// directory.
const CARGO_DENY: &str = "0.20.2";

/// Makes sure that cargo-deny is installed, and returns its path.
pub fn cargo_deny(paths: &Paths) -> Result<PathBuf> {
    let folder = paths.work.join("tools");
    let program = folder.join("bin/cargo-deny");
    let is_there = |program: &Path| {
        let version = Command::new(&paths.root, program, &["--version"]).output();
        version.is_ok_and(|version| {
            String::from_utf8_lossy(&version).trim() == format!("cargo-deny {CARGO_DENY}")
        })
    };
    if let Some(found) = [Path::new("cargo-deny"), &program].into_iter().find(|program| is_there(program)) {
        return Ok(found.to_owned());
    }
    println!("installing cargo-deny {CARGO_DENY}");
    let root = folder.to_string_lossy();
    // Unoptimised: its compilation takes half as long, and it checks only a hundred crates.
    let arguments =
        ["install", "cargo-deny", "--locked", "--debug", "--version", CARGO_DENY, "--root", &root];
    Command::cargo(&paths.root, &arguments)
        .run()
        .with_context(|| format!("please run: cargo install cargo-deny --locked --version {CARGO_DENY}"))?;
    Ok(program)
}

/// Makes sure that Node and npm are installed and new enough.
pub fn node(paths: &Paths) -> Result<()> {
    let version = || Command::new(&paths.root, "node", &["--version"]).output();
    let npm = || Command::new(&paths.root, "npm", &["--version"]).succeeds();
    if version().is_err() || !npm() {
        debian(paths, &["nodejs", "npm"]).context("Node and npm are needed: apt install nodejs npm")?;
    }
    let version = String::from_utf8_lossy(&version()?).trim().to_string();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE) {
        bail!("Node {NODE} or newer is needed, “node --version” says {version}");
    }
    Ok(())
}

/// Held while something is installed: parts of the tests run at the same time.
static INSTALLING: Mutex<()> = Mutex::new(());

/// Installs the npm packages of a folder exactly as in its lock file, if that has changed or they are missing.
pub fn npm(paths: &Paths, folder: &Path) -> Result<()> {
    node(paths)?;
    let _alone = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    // The stamp is inside node_modules: `npm ci` empties that folder first, so an interrupted run leaves no stamp.
    let modules = folder.join("node_modules");
    let inputs = Inputs::default().add_file(&folder.join("package-lock.json"))?;
    stamp::unless_fresh(&modules.join(".machi-plan-lock"), inputs, &[&modules], || {
        // No scripts of packages run: only the files whose hashes are in the lock file reach the machine.
        Command::new(folder, "npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .env("npm_config_update_notifier", "false")
            .run()
    })?;
    Ok(())
}

/// Python with exactly the packages of a requirements file, in its own environment. Returns its `python`.
pub fn python(paths: &Paths, requirements: &Path) -> Result<PathBuf> {
    if !Command::new(&paths.root, "python3", &["-c", "import ensurepip, venv"]).succeeds() {
        debian(paths, &["python3", "python3-venv"])?;
    }
    let venv = paths.work.join("python");
    let python = venv.join("bin/python");
    let inputs = Inputs::default().add_file(requirements)?;
    stamp::unless_fresh(&paths.work.join("python.stamp"), inputs, &[&python], || {
        Command::new(&paths.root, "python3", &["-m", "venv", "--clear", &venv.display().to_string()])
            .run()?;
        let list = requirements.display().to_string();
        let arguments =
            ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", &list];
        Command::new(&paths.root, &python, &arguments).run()
    })?;
    Ok(python)
}

/// Installs the missing ones of these Debian packages, as root or with sudo without a password.
pub fn debian(paths: &Paths, packages: &[&str]) -> Result<()> {
    let _alone = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    let missing: Vec<&str> =
        packages.iter().copied().filter(|package| !is_installed(paths, package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let advice = format!("apt install {}", missing.join(" "));
    if !Command::new(&paths.root, "apt-get", &["--version"]).succeeds() {
        bail!("missing here: {}; this machine has no apt, install them by hand", missing.join(", "));
    }
    let root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    if !root && !Command::new(&paths.root, "sudo", &["-n", "true"]).succeeds() {
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
        Command::new(&paths.root, words[0], &words[1..]).captured()
    };
    apt(&["update"])?;
    let mut arguments = vec!["install", "--no-install-recommends"];
    arguments.extend(&missing);
    match apt(&arguments)? {
        (_, true) => Ok(()),
        (output, false) => bail!("{advice} failed\n{output}"),
    }
}

fn is_installed(paths: &Paths, package: &str) -> bool {
    let query = Command::new(&paths.root, "dpkg-query", &["-W", "-f", "${Status}", package]).output();
    query.is_ok_and(|status| String::from_utf8_lossy(&status).ends_with(" installed"))
}
