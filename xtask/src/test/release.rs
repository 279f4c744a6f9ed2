//! The archive for officers: no folder of this machine is named in its commands, and the walk through it in two browsers. By
//! name alone, because it compiles for minutes: the same commands from another folder.

use std::path::{Path, PathBuf};
use std::{fs, process};

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

/// Compiles the commands again from a copy of the sources, with all crates, and compares the bytes.
pub fn compare(paths: &Paths) -> Result<Count> {
    // A linker that sorts by path finds its own libraries below `/usr`, so the copy is on the other side of them.
    let folder = if *paths.root < *Path::new("/usr") { "/var/tmp" } else { "/tmp" };
    let root = Path::new(folder).join(format!("machi-plan-release-{}", process::id()));
    let compared = compare_with(paths, &root);
    // It has gigabytes, and is removed after an error too.
    fs::remove_dir_all(&root)?;
    compared
}

fn compare_with(paths: &Paths, root: &Path) -> Result<Count> {
    twice::copy_sources(paths, root)?;
    let copy = Paths::of(root.to_owned())?;
    ensure!(
        copy.target.starts_with(&copy.root),
        "CARGO_TARGET_DIR is set, so nothing would be compiled again"
    );
    let mut count = Count::default();
    for machine in &release::MACHINES {
        let is_same = fs::read(machine.compile(paths)?)? == fs::read(machine.compile(&copy)?)?;
        if !is_same {
            println!("{} differs between {} and {}", machine.name, paths.root.display(), copy.root.display());
        }
        count = count + Count::of(is_same);
    }
    Ok(count)
}

/// The whole archive of what is built here.
fn archive(paths: &Paths) -> Result<Vec<u8>> {
    build::build(paths, &["data/okayama", "data/yamaguchi"].map(PathBuf::from))?;
    let (bytes, missing) = release::archive(paths)?;
    ensure!(missing.is_empty(), "{}", missing.join("\n"));
    Ok(bytes)
}
