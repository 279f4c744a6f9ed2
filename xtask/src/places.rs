//! Where things lie: the repository, the target directory, the two folders that the build writes.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::command::Command;

/// The folders of the repository that the build reads and writes.
pub struct Places {
    /// The repository.
    pub root: PathBuf,
    /// Cargo's target directory, wherever the machine has put it.
    pub target: PathBuf,
    /// Work in progress and stamps of the build; may be deleted at any time.
    pub work: PathBuf,
    /// The package that is published.
    pub pkg: PathBuf,
    /// The demo site.
    pub www: PathBuf,
    /// What the build puts into the demo site; not committed.
    pub assets: PathBuf,
}

impl Places {
    /// Finds the repository from the place of this crate, the target directory by asking Cargo.
    pub fn find() -> Result<Places> {
        // As `cargo run` says it now, not as it was when this was compiled: two checkouts that share a target directory
        // share this program, and each means itself.
        let compiled = || env!("CARGO_MANIFEST_DIR").into();
        let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(compiled, PathBuf::from);
        Places::of(here.parent().context("xtask does not lie in a repository")?.to_path_buf())
    }

    /// Those of the repository with this root.
    pub fn of(root: PathBuf) -> Result<Places> {
        let metadata = Command::cargo(&root, &["metadata", "--no-deps", "--format-version", "1"]).output()?;
        let metadata: serde_json::Value = serde_json::from_slice(&metadata).context("cargo metadata")?;
        let target =
            metadata["target_directory"].as_str().context("cargo metadata names no target_directory")?;
        let target = PathBuf::from(target);
        Ok(Places {
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
