//! Folders and files: a package read whole, results written whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The largest file of a package that is read.
const MAX_FILE: u64 = 50_000_000;

/// A package as it lies on the disk: files by name and bytes.
pub enum Package {
    /// The CSV files of a folder, in the order of their names.
    Folder(Vec<(String, Vec<u8>)>),
    /// A workbook or a zip, or what else somebody took for one.
    File(String, Vec<u8>),
}

/// Reads a package, folder or file. The error is a sentence.
pub fn read(path: &Path) -> Result<Package, String> {
    if path.is_file() {
        let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
        return Ok(Package::File(name, read_one(path)?));
    }
    let say = |path: &Path, error: io::Error| format!("{} を読めません（{error}）。", path.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(|error| say(path, error))? {
        let path = entry.map_err(|error| say(path, error))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let is_csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        if is_csv && !name.starts_with('.') && path.is_file() {
            files.push((name.to_owned(), read_one(&path)?));
        }
    }
    files.sort();
    Ok(Package::Folder(files))
}

fn read_one(path: &Path) -> Result<Vec<u8>, String> {
    let say = |error: io::Error| format!("{} を読めません（{error}）。", path.display());
    if fs::metadata(path).map_err(say)?.len() > MAX_FILE {
        return Err(format!("{} は大きすぎます（50MBまで）。", path.display()));
    }
    fs::read(path).map_err(say)
}

/// Writes one file: under a temporary name beside it, then renamed, so that what exists is whole at every moment.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let name = path
        .file_name()
        .map(PathBuf::from)
        .ok_or(format!("{} はファイル名ではありません。", path.display()))?;
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    write_all(dir, &[(name, bytes)])
}

/// Writes several files into a folder: all under temporary names first, and renamed only when every one is complete.
pub fn write_all(dir: &Path, files: &[(PathBuf, &[u8])]) -> Result<(), String> {
    let temporary = |name: &Path| dir.join(format!(".{}.{}.part", name.display(), std::process::id()));
    let write = || -> io::Result<()> {
        fs::create_dir_all(dir)?;
        for (name, bytes) in files {
            let mut file = fs::File::create(temporary(name))?;
            file.write_all(bytes)?;
            file.sync_all()?;
        }
        for (name, _) in files {
            fs::rename(temporary(name), dir.join(name))?;
        }
        Ok(())
    };
    write().map_err(|error| {
        for (name, _) in files {
            // What is left over of a failed attempt; that it may not be there is no second error.
            let _ = fs::remove_file(temporary(name));
        }
        format!("{} に書けません（{error}）。", dir.display())
    })
}
