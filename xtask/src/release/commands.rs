//! The command for the machines of officers, compiled here: Windows, and any Linux without a library of it.

use std::fs;
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
        // The name of the script does not say what it understands. The head of a program for Windows has the time at which it was
        // linked.
        flags: &["-Clinker-flavor=gcc", "-Clink-arg=-Wl,--no-insert-timestamp"],
    },
];

/// The profile in `Cargo.toml`: without the names of functions and the paths of this machine.
const PROFILE: &str = "command";

/// What is called as the linker where the compiler's own does not do.
const LINK: &str = "xtask/src/release/link.sh";

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
            let objects = self.folder(paths).join("deps");
            fs::create_dir_all(&objects)?;
            cargo = cargo
                .env(&format!("CARGO_TARGET_{name}_LINKER"), paths.root.join(LINK))
                .env("MACHI_PLAN_LINKER", program)
                .env("MACHI_PLAN_OBJECTS", objects);
        }
        cargo.run()?;
        Ok(self.program(paths))
    }

    /// Where the compiled command is.
    pub fn program(&self, paths: &Paths) -> PathBuf {
        self.folder(paths).join(self.name)
    }

    /// The folder that Cargo compiles it in.
    fn folder(&self, paths: &Paths) -> PathBuf {
        paths.target.join(self.target).join(PROFILE)
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn the_linker_for_windows_sees_no_folder_of_this_machine() {
        let objects = std::env::temp_dir().components().collect::<PathBuf>();
        let own = |name: &str| objects.join(name).display().to_string();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/src/release/link.sh");
        let called = Command::new(script)
            .args([own("a crate.rlib"), "-o".to_owned(), own("machi-plan.exe"), "/usr/lib/libc.a".to_owned()])
            .env("MACHI_PLAN_LINKER", "echo")
            .env("MACHI_PLAN_OBJECTS", &objects)
            .output()
            .unwrap();
        assert_eq!(
            String::from_utf8_lossy(&called.stdout),
            "a crate.rlib -o machi-plan.exe /usr/lib/libc.a\n"
        );
    }
}
