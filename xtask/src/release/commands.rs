//! The command for the machines of officers, compiled here: Windows, and any Linux without a library of it.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::build::wasm;
use crate::command::Command;
use crate::paths::Paths;
use crate::tools;

/// A machine that the command is compiled for.
pub struct Machine {
    /// Its name in Rust.
    target: &'static str,
    /// The name of the command on it.
    pub name: &'static str,
    /// The Debian package and the program of its linker, where the compiler's own does not do.
    linker: Option<(&'static str, &'static str)>,
    /// Further arguments of the linker.
    flags: &'static [&'static str],
}

pub const MACHINES: [Machine; 2] = [
    Machine { target: "x86_64-unknown-linux-musl", name: "machi-plan", linker: None, flags: &[] },
    Machine {
        target: "x86_64-pc-windows-gnu",
        name: "machi-plan.exe",
        linker: Some(("gcc-mingw-w64-x86-64", "x86_64-w64-mingw32-gcc")),
        // The head of a program for Windows has the time at which it was linked.
        flags: &["-Clink-arg=-Wl,--no-insert-timestamp"],
    },
];

/// The profile in `Cargo.toml`: without the names of functions and the paths of this machine.
const PROFILE: &str = "command";

impl Machine {
    /// Compiles the command and returns its path. The error says what is missing here and how to get it.
    pub fn compile(&self, paths: &Paths) -> Result<PathBuf> {
        tools::target(paths, self.target)?;
        if let Some((package, program)) = self.linker
            && !Command::new(&paths.root, program, &["--version"]).succeeds()
        {
            tools::debian(paths, &[package]).with_context(|| format!("{} needs {program}", self.target))?;
        }
        let cargo = ["build", "--quiet", "--locked", "--package", "machi-plan", "--bin", "machi-plan"];
        let arguments = [&cargo[..], &["--profile", PROFILE, "--target", self.target]].concat();
        let flags = wasm::remapped()?.into_iter().chain(self.flags.iter().map(|flag| (*flag).to_owned()));
        let mut cargo = Command::cargo(&paths.root, &arguments)
            .env("CARGO_ENCODED_RUSTFLAGS", flags.collect::<Vec<_>>().join("\x1f"));
        if let Some((_, program)) = self.linker {
            let name = self.target.replace('-', "_").to_uppercase();
            cargo = cargo.env(&format!("CARGO_TARGET_{name}_LINKER"), program);
        }
        cargo.run()?;
        Ok(self.program(paths))
    }

    /// Where the compiled command is.
    pub fn program(&self, paths: &Paths) -> PathBuf {
        paths.target.join(self.target).join(PROFILE).join(self.name)
    }
}
