//! Folders and files: a package read whole, results written whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use machi_plan::package;

/// The largest file of a package that is read.
const MAX_FILE: u64 = 50_000_000;

/// A package as it lies on the disk: files by name and bytes.
pub enum Package {
    /// The CSV files and workbooks of a folder, in the order of their names; where it has none, its other files.
    Folder(Vec<(String, Vec<u8>)>),
    /// A workbook or a zip, or what else somebody took for one.
    File(String, Vec<u8>),
}

/// Reads a package, folder or file. The error is a sentence.
pub fn read(path: &Path) -> Result<Package, String> {
    if path.is_file() {
        return Ok(Package::File(name_of(path), read_one(path)?));
    }
    let say = |path: &Path, error: io::Error| format!("{} を読めません（{error}）。", path.display());
    let mut files = Vec::new();
    let mut folders = Vec::new();
    for entry in fs::read_dir(path).map_err(|error| say(path, error))? {
        let path = entry.map_err(|error| say(path, error))?.path();
        let name = name_of(&path);
        if !name.starts_with(['.', '~']) && path.is_file() {
            files.push((name, path));
        } else if !name.starts_with('.') && name != "__MACOSX" && path.is_dir() {
            folders.push(path);
        }
    }
    // What was unpacked from a zip often lies one folder deeper.
    if let ([], [folder]) = (files.as_slice(), folders.as_slice()) {
        return read(folder);
    }
    // Pictures and documents beside the tables are not opened.
    let is_of_package = |name: &str| {
        let ending = Path::new(name).extension().map(|ending| ending.to_ascii_lowercase());
        ["csv", "xlsx", "xlsm"].into_iter().any(|known| ending.as_deref() == Some(known.as_ref()))
    };
    if files.iter().any(|(name, _)| is_of_package(name)) {
        files.retain(|(name, _)| is_of_package(name));
    }
    files.sort();
    let read = |(name, path): (String, PathBuf)| Ok((name, read_one(&path)?));
    Ok(Package::Folder(files.into_iter().map(read).collect::<Result<_, String>>()?))
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or(String::new(), |name| package::file_name(name.as_encoded_bytes()))
}

fn read_one(path: &Path) -> Result<Vec<u8>, String> {
    let say = |error: io::Error| format!("{} を読めません（{error}）。", path.display());
    if fs::metadata(path).map_err(say)?.len() > MAX_FILE {
        return Err(format!("{} は大きすぎます（50MBまで）。", path.display()));
    }
    fs::read(path).map_err(say)
}

/// The text of one file. The error is a sentence.
pub fn read_text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{} を読めません（{error}）。", path.display()))
}

/// Whether a folder can be made here: nothing is there, or an empty folder. The error is a sentence.
pub fn is_free(dir: &Path) -> Result<(), String> {
    match fs::read_dir(dir) {
        Ok(entries) => match entries.count() {
            0 => Ok(()),
            _ => Err(format!("{} には何か入っています。別の名前を書いてください。", dir.display())),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(format!("{} にフォルダを作れません（{error}）。", dir.display())),
    }
}

/// Writes one file: under a temporary name beside it, then renamed, so that what exists is whole at every moment.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let name = path
        .file_name()
        .map(PathBuf::from)
        .ok_or(format!("{} はファイル名ではありません。", path.display()))?;
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    write_all(dir, &[(name, bytes.to_vec())])
}

/// Writes several files into a folder that may hold no other data: a CSV of an earlier export that this one lacks would
/// be taken for a part of it. Nothing is deleted; the one who called is told.
pub fn write_only(dir: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), String> {
    let mut others: Vec<String> = Vec::new();
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = Path::new(&name);
        let is_csv = name.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        let is_data = is_csv || name == Path::new("datapackage.json");
        let is_hidden = name.to_string_lossy().starts_with('.');
        if is_data && !is_hidden && files.iter().all(|(written, _)| written != name) {
            others.push(name.display().to_string());
        }
    }
    others.sort();
    if others.is_empty() {
        return write_all(dir, files);
    }
    Err(format!(
        "{} に、今回書かないファイルがあります（{}）。古いものが混ざらないように、何も書いていません。消すか、別のフォルダを書いてください。",
        dir.display(),
        others.join("、")
    ))
}

/// Writes several files into a folder: all under temporary names first, and renamed only when every one is complete.
fn write_all(dir: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), String> {
    let temporary = |name: &Path| dir.join(format!(".{}.{}.part", name.display(), std::process::id()));
    let write = || -> io::Result<()> {
        fs::create_dir_all(dir)?;
        // A folder in the place of a file would stop the renaming half way.
        if let Some((name, _)) = files.iter().find(|(name, _)| dir.join(name).is_dir()) {
            return Err(io::Error::other(format!("{} はフォルダです", name.display())));
        }
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
