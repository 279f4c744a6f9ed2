//! The same sources give the same bytes in another folder: what is published is built twice and compared.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::count::Count;
use crate::build;
use crate::command::Command;
use crate::places::Places;

/// Builds the package here and in a copy of the sources with a target folder of its own; each file is one check.
pub fn test(places: &Places) -> Result<Count> {
    let packages = ["data/okayama", "data/yamaguchi"].map(PathBuf::from);
    build::package(places, &packages)?;
    let copy = copy(places)?;
    build::package(&copy, &packages)?;
    let (here, there) = (files(&places.pkg)?, files(&copy.pkg)?);
    let mut count = Count::default();
    for path in here.keys().chain(there.keys().filter(|path| !here.contains_key(*path))) {
        let same = here.get(path) == there.get(path);
        if !same {
            println!("pkg/{path} differs between two folders");
        }
        let named = Count { names: if same { Vec::new() } else { vec![path.clone()] }, ..Count::of(same) };
        count = count + named;
    }
    Ok(count)
}

/// The sources as they are now, committed or not, in a folder whose name has another length. Its target folder stays
/// from one run to the next, for the crates from outside; what the build keeps of its own steps is removed.
fn copy(places: &Places) -> Result<Places> {
    let root = places.work.join("twice/sources-in-another-folder");
    let kept = places.work.join("twice/target");
    let _ = fs::remove_dir_all(&root);
    let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let list = String::from_utf8(Command::new(&places.root, "git", &list).output()?)?;
    for path in list.split('\0').filter(|path| !path.is_empty()) {
        let from = places.root.join(path);
        // Listed, and deleted since.
        if !from.is_file() {
            continue;
        }
        let to = root.join(path);
        fs::create_dir_all(to.parent().context("a file without a folder")?)?;
        fs::copy(&from, &to).with_context(|| to.display().to_string())?;
    }
    // The tools of npm are the same by their lock file.
    symlink(places.root.join("xtask/node_modules"), root.join("xtask/node_modules"))?;
    fs::create_dir_all(&kept)?;
    symlink(&kept, root.join("target"))?;
    let copy = Places::of(root)?;
    let _ = fs::remove_dir_all(&copy.work);
    Ok(copy)
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
