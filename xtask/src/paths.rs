//! The paths of the project: the repository, the target directory, the two folders that the build writes.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::command::Command;

/// The folders of the repository that the build reads and writes.
#[derive(Clone)]
pub struct Paths {
    /// The repository.
    pub root: PathBuf,
    /// Cargo's target directory, wherever it is on this machine.
    pub target: PathBuf,
    /// The work folder: intermediate files and stamps of the build. It may be deleted at any time.
    pub work: PathBuf,
    /// The published package.
    pub pkg: PathBuf,
    /// The demo site.
    pub www: PathBuf,
    /// The files that the build puts into the demo site; not committed.
    pub assets: PathBuf,
}

impl Paths {
    /// Finds the repository from the path of this crate, and asks Cargo for the target directory.
    pub fn find() -> Result<Paths> {
        // The path as `cargo run` gives it now, not as it was at compile time: two checkouts that share a target
        // directory share this program, but each works on itself.
        let compiled = || env!("CARGO_MANIFEST_DIR").into();
        let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(compiled, PathBuf::from);
        Paths::of(here.parent().context("xtask does not lie in a repository")?.to_path_buf())
    }

    /// The paths of the repository with this root.
    pub fn of(root: PathBuf) -> Result<Paths> {
        let metadata = Command::cargo(&root, &["metadata", "--no-deps", "--format-version", "1"]).output()?;
        let metadata: serde_json::Value = serde_json::from_slice(&metadata).context("cargo metadata")?;
        let target =
            metadata["target_directory"].as_str().context("cargo metadata names no target_directory")?;
        let target = PathBuf::from(target);
        Ok(Paths {
            work: target.join("xtask"),
            pkg: root.join("pkg"),
            www: root.join("www"),
            assets: root.join("www/assets"),
            target,
            root,
        })
    }

    /// The path as a person in the repository would write it.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}
