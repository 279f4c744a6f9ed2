//! The archive for officers: no folder of this machine is named in it, and the walk through it in two browsers. By name
//! alone, because compiling takes minutes: the same bytes from another folder.
//!
//! What is in `pkg` and `www/assets` is taken as it was built: the part `twice` compares that.

use std::fs;
use std::path::{Path, PathBuf};

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

/// Compares the archive with one from a copy of the sources: the commands are compiled a second time.
pub fn compare(paths: &Paths) -> Result<Count> {
    let here = archive(paths)?;
    let copy = twice::copy(paths)?;
    for folder in [&paths.pkg, &paths.assets] {
        take(folder, &copy.root.join(folder.strip_prefix(&paths.root)?))?;
    }
    let built = release::archive(&copy);
    for folder in release::folders(paths) {
        twice::forget(&folder)?;
    }
    let (there, missing) = built?;
    let is_same = here == there && missing.is_empty();
    if !is_same {
        println!("{} differs between two folders", paths.shown(&release::path(paths)));
    }
    Ok(Count::of(is_same))
}

/// The whole archive of what is built here.
fn archive(paths: &Paths) -> Result<Vec<u8>> {
    build::build(paths, &["data/okayama", "data/yamaguchi"].map(PathBuf::from))?;
    let (bytes, missing) = release::archive(paths)?;
    ensure!(missing.is_empty(), "{}", missing.join("\n"));
    Ok(bytes)
}

/// Copies a folder with everything in it.
fn take(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            take(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}
