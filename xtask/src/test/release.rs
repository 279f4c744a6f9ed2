//! The archive for officers: no folder of this machine is named in its commands, and the walk through it in two browsers.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::count::Count;
use super::{browser, twice};
use crate::build;
use crate::paths::Paths;
use crate::release;
use crate::stamp;

/// Writes the archive, looks into its commands and walks through it.
pub fn test(paths: &Paths) -> Result<Count> {
    let path = release::path(paths);
    stamp::write(&path, archive(paths)?)?;
    let mut count = Count::default();
    for program in release::programs(paths) {
        let program = fs::read(program)?;
        for folder in [paths.root.join("src"), paths.target.clone(), twice::crates()?] {
            let is_named = twice::names(Some(&program), &folder.to_string_lossy());
            if is_named {
                println!("a command names {}", folder.display());
            }
            count = count + Count::of(!is_named);
        }
    }
    Ok(count + browser::archive(paths, &path)?)
}

/// The whole archive of what is built here.
fn archive(paths: &Paths) -> Result<Vec<u8>> {
    build::build(paths, &["data/okayama", "data/yamaguchi"].map(PathBuf::from))?;
    let (bytes, missing) = release::archive(paths)?;
    ensure!(missing.is_empty(), "{}", missing.join("\n"));
    Ok(bytes)
}
