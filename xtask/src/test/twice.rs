//! The same sources give the same bytes in another folder: the package is built a second time and compared.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::count::Count;
use crate::build;
use crate::command::Command;
use crate::paths::Paths;

/// Builds the package here, unless it is fresh, and in a copy of the sources. Each file is two checks: it is the same
/// in both, and it names no folder of this machine.
pub fn test(paths: &Paths) -> Result<Count> {
    let packages = ["data/okayama", "data/yamaguchi"].map(PathBuf::from);
    build::package(paths, &packages)?;
    let copy = copy(paths)?;
    let built = build::package(&copy, &packages);
    forget(&paths.target)?;
    built?;
    let (here, there) = (files(&paths.pkg)?, files(&copy.pkg)?);
    // A folder within the root, because the root itself may be as short a word as `/app`.
    let folders = [paths.root.join("src"), paths.target.clone(), crates()?];
    let folders = folders.map(|folder| folder.to_string_lossy().into_owned());
    let mut count = Count::default();
    for path in here.keys().chain(there.keys().filter(|path| !here.contains_key(*path))) {
        let same = here.get(path) == there.get(path);
        let named = folders.iter().find(|folder| names(here.get(path), folder));
        if !same {
            println!("pkg/{path} differs between two folders");
        }
        if let Some(folder) = named {
            println!("pkg/{path} names {folder}");
        }
        for passed in [same, named.is_none()] {
            let names = if passed { Vec::new() } else { vec![path.clone()] };
            count = count + Count { names, ..Count::of(passed) };
        }
    }
    Ok(count)
}

/// The sources of the crates from outside. Both builds compile them at these paths.
pub(super) fn crates() -> Result<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    Ok(home.context("no home directory")?.join("registry"))
}

/// Whether a file contains the path of a folder.
pub(super) fn names(file: Option<&Vec<u8>>, folder: &str) -> bool {
    file.is_some_and(|bytes| bytes.windows(folder.len()).any(|part| part == folder.as_bytes()))
}

/// The present sources, committed or not, in a folder whose name has another length. The target directory is the same,
/// for the crates from outside: they are compiled with the same paths in any checkout. Cargo names our own crate after its
/// path, so that is compiled again. The build's intermediate files are removed.
fn copy(paths: &Paths) -> Result<Paths> {
    let room = paths.work.join("twice");
    let root = room.join("sources-in-another-folder");
    let _ = fs::remove_dir_all(&room);
    copy_sources(paths, &root)?;
    // Their lock file makes the npm tools the same.
    symlink(paths.root.join("xtask/node_modules"), root.join("xtask/node_modules"))?;
    symlink(&paths.target, root.join("target"))?;
    Ok(Paths { work: room.join("work"), ..Paths::of(root)? })
}

/// Copies the present sources, committed or not, into a folder.
pub(super) fn copy_sources(paths: &Paths, root: &Path) -> Result<()> {
    let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let list = String::from_utf8(Command::new(&paths.root, "git", &list).output()?)?;
    for path in list.split('\0').filter(|path| !path.is_empty()) {
        let from = paths.root.join(path);
        // The file is listed but was deleted since.
        if !from.is_file() {
            continue;
        }
        let to = root.join(path);
        fs::create_dir_all(to.parent().context("a file without a folder")?)?;
        fs::copy(&from, &to).with_context(|| to.display().to_string())?;
    }
    Ok(())
}

/// Removes what Cargo recorded of our own crate. The copy's record names the copy, and a later build of these sources would
/// take them for unchanged after they have changed.
fn forget(target: &Path) -> Result<()> {
    for profile in fs::read_dir(target.join("wasm32-unknown-unknown"))? {
        let Ok(records) = fs::read_dir(profile?.path().join(".fingerprint")) else { continue };
        for record in records {
            let record = record?;
            if record.file_name().to_string_lossy().starts_with("machi-plan-") {
                fs::remove_dir_all(record.path())?;
            }
        }
    }
    Ok(())
}

/// Files by their paths below a folder.
fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(here) = open.pop() {
        for entry in fs::read_dir(&here)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
                found.insert(name, fs::read(&path)?);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_records_of_our_own_crate_are_removed() {
        let target = std::env::temp_dir().join(format!("machi-plan-forget-{}", std::process::id()));
        let records = target.join("wasm32-unknown-unknown/widget/.fingerprint");
        for name in ["machi-plan-0a1b", "serde-0a1b"] {
            fs::create_dir_all(records.join(name)).unwrap();
        }
        fs::write(target.join("wasm32-unknown-unknown/CACHEDIR.TAG"), "").unwrap();
        forget(&target).unwrap();
        let left: Vec<_> = fs::read_dir(&records).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        fs::remove_dir_all(&target).unwrap();
        assert_eq!(left, ["serde-0a1b"]);
    }

    #[test]
    fn a_folder_is_found_anywhere_in_a_file() {
        let file = b"\0panicked at /one/src/lib.rs".to_vec();
        assert!(names(Some(&file), "/one/src"));
        assert!(!names(Some(&file), "/other/src"));
        assert!(!names(None, "/one/src"));
    }
}
