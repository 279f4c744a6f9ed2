//! The same sources give the same bytes in another folder: the package is built twice and compared.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::count::Count;
use crate::build;
use crate::command::Command;
use crate::paths::Paths;

/// Builds the package here and in a copy of the sources with a target folder of its own. Each file is one check.
pub fn test(paths: &Paths) -> Result<Count> {
    let packages = ["data/okayama", "data/yamaguchi"].map(PathBuf::from);
    build::package(paths, &packages)?;
    let copy = copy(paths)?;
    build::package(&copy, &packages)?;
    let (here, there) = (files(&paths.pkg)?, files(&copy.pkg)?);
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

/// The present sources, committed or not, in a folder whose name has another length. Its target folder is kept
/// between runs, for the crates from outside. The build's own intermediate files are removed.
fn copy(paths: &Paths) -> Result<Paths> {
    let root = paths.work.join("twice/sources-in-another-folder");
    let kept = paths.work.join("twice/target");
    let _ = fs::remove_dir_all(&root);
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
    // Their lock file makes the npm tools the same.
    symlink(paths.root.join("xtask/node_modules"), root.join("xtask/node_modules"))?;
    fs::create_dir_all(&kept)?;
    symlink(&kept, root.join("target"))?;
    let copy = Paths::of(root)?;
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
