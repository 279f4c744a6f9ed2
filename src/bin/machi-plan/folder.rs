//! Folders: a package is read as a whole; results are written completely or not at all.
//!
//! A new folder is written under a temporary name beside its target and then renamed. An existing folder stays,
//! because it may hold other files or be a mount point. So the new files are written into a temporary folder inside
//! it. When all of them are complete, that folder is marked as ready and its files are moved one by one. A run that
//! is killed before the mark changes nothing. A run that is killed after it leaves a mixed folder, and the mark shows
//! that: the folder is not read as a package, and the next export finishes the move.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use machi_plan::locale::messages;
use machi_plan::package;
use machi_plan::site::MADE_HERE;

use crate::output::{followed, parent};
use crate::say::reason;
use crate::temporary::{self, TemporaryFile, TemporaryFolder};

/// The largest file of a package that is read.
const MAX_FILE: u64 = 50_000_000;

/// The most files that a message names.
const MOST_NAMES: usize = 10;

/// A package as it is on the disk: files with their names and bytes.
pub enum Package {
    /// The CSV files and workbooks of a folder, in the order of their names. Where it has none, its other files.
    Folder(Vec<(String, Vec<u8>)>),
    /// A workbook or a zip, or another file that somebody took for one.
    File(String, Vec<u8>),
}

/// Reads a package, folder or file. The error is a sentence.
pub fn read(path: &Path) -> Result<Package, String> {
    if path.is_file() {
        return Ok(Package::File(name_of(path), read_one(path)?));
    }
    if !temporary::ready(path).is_empty() {
        return Err(messages().command.half_written(path.display()));
    }
    let (files, inner) = entries(path).map_err(|error| unread(path, error))?;
    if let Some(folder) = inner {
        return read(&folder);
    }
    // A table that is no CSV is only named.
    let read = |(name, path): (String, PathBuf)| {
        let bytes = if package::is_unread_table(&name) { Vec::new() } else { read_one(&path)? };
        Ok((name, bytes))
    };
    Ok(Package::Folder(files.into_iter().map(read).collect::<Result<_, String>>()?))
}

/// Files with their names.
type Found = Vec<(String, PathBuf)>;

/// The files of a folder that are read, or the folder that is all it has: an unpacked zip often has one more folder
/// inside.
fn entries(path: &Path) -> io::Result<(Found, Option<PathBuf>)> {
    let mut files = Vec::new();
    let mut folders = Vec::new();
    for path in entries_of(path)? {
        let name = name_of(&path);
        if !name.starts_with(['.', '~']) && path.is_file() {
            files.push((name, path));
        } else if !name.starts_with('.') && name != "__MACOSX" && path.is_dir() {
            folders.push(path);
        }
    }
    let inner = folders.pop().filter(|_| files.is_empty() && folders.is_empty());
    // Pictures and documents beside the tables are not opened.
    if files.iter().any(|(name, _)| is_of_package(name)) {
        files.retain(|(name, _)| is_of_package(name) || package::is_unread_table(name));
    }
    files.sort();
    Ok((files, inner))
}

fn is_of_package(name: &str) -> bool {
    let ending = Path::new(name).extension().map(|ending| ending.to_ascii_lowercase());
    ["csv", "xlsx", "xlsm"].into_iter().any(|known| ending.as_deref() == Some(known.as_ref()))
}

/// Whether a file or folder that is to be written is what was read, or would be a table in its folder: that table may be
/// the only copy of the city's own, and a new one would be read as a part of the package.
pub fn is_source(out: &Path, read: &Path) -> bool {
    let new = || {
        let out = followed(out)?;
        Ok::<_, io::Error>(parent(&out).canonicalize()?.join(out.file_name().unwrap_or_default()))
    };
    let (Ok(mut read), Ok(out)) = (read.canonicalize(), out.canonicalize().or_else(|_| new())) else {
        return false;
    };
    loop {
        if out == read || is_of_package(&name_of(&out)) && parent(&out) == read {
            return true;
        }
        match entries(&read) {
            Ok((_, Some(inner))) => read = inner,
            // A table of the folder may be a link.
            Ok((files, None)) => {
                return files.iter().any(|(_, path)| path.canonicalize().is_ok_and(|path| path == out));
            }
            Err(_) => return false,
        }
    }
}

/// The files that departments sent back, and the names of what lies beside them and is not opened.
pub struct Forms {
    pub files: Vec<(String, Vec<u8>)>,
    pub beside: Vec<String>,
}

/// Reads forms: a file, or a folder of them. Nothing that may be an answer is left out in silence.
pub fn read_forms(path: &Path) -> Result<Forms, String> {
    if path.is_file() {
        return Ok(Forms { files: vec![(name_of(path), read_one(path)?)], beside: Vec::new() });
    }
    let mut forms = Forms { files: Vec::new(), beside: Vec::new() };
    let mut folders = Vec::new();
    let mut entries = entries_of(path).map_err(|error| unread(path, error))?;
    entries.sort();
    for entry in entries {
        let name = name_of(&entry);
        if entry.is_dir() {
            if !name.starts_with('.') && name != "__MACOSX" {
                forms.beside.push(format!("{name}/"));
                folders.push(entry);
            }
        } else if package::may_be_form(&name) {
            forms.files.push((name, read_one(&entry)?));
        } else {
            forms.beside.push(name);
        }
    }
    match folders.as_slice() {
        // An unpacked zip often has one more folder inside.
        [folder] if forms.files.is_empty() && forms.beside.len() == 1 => read_forms(folder),
        _ => Ok(forms),
    }
}

fn unread(path: &Path, error: io::Error) -> String {
    messages().command.cannot_read(path.display(), reason(&error))
}

fn entries_of(path: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or(String::new(), |name| package::file_name(name.as_encoded_bytes()))
}

/// The bytes of one file.
pub fn read_one(path: &Path) -> Result<Vec<u8>, String> {
    let say = |error: io::Error| messages().command.cannot_read(path.display(), reason(&error));
    if fs::metadata(path).map_err(say)?.len() > MAX_FILE {
        return Err(messages().command.too_large(path.display()));
    }
    fs::read(path).map_err(say)
}

/// The text of one file. The error is a sentence.
pub fn read_text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| messages().command.cannot_read(path.display(), reason(&error)))
}

/// The text of a style sheet. Names and colours are ASCII, so a comment in CP932 does not matter.
pub fn read_style(path: &Path) -> Result<String, String> {
    let bytes =
        fs::read(path).map_err(|error| messages().command.cannot_read(path.display(), reason(&error)))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The text of the script without plans: beside the command, as a release has it, or in `pkg`, where the build writes it.
pub fn empty_script() -> Result<String, String> {
    const NAME: &str = "machi-plan-empty.js";
    let beside = std::env::current_exe().ok().map(|command| command.with_file_name(NAME));
    let places = beside.into_iter().chain([Path::new("pkg").join(NAME)]);
    match places.into_iter().find(|place| place.is_file()) {
        Some(place) => read_text(&place),
        None => Err(messages().command.no_script(NAME)),
    }
}

/// Whether a folder can be made here: the path is free, or an empty folder. The error is a sentence.
pub fn is_free(dir: &Path) -> Result<(), String> {
    match fs::read_dir(dir) {
        Ok(entries) => match entries.count() {
            0 => Ok(()),
            _ => Err(messages().command.not_empty(dir.display())),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(messages().command.cannot_make_folder(dir.display(), reason(&error))),
    }
}

/// Writes several files into a folder that may hold no other data: a CSV of an earlier export that this one does not
/// write would be read as a part of it. It never deletes files of others; it returns an error that names them.
pub fn write_only(dir: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), String> {
    let say = |error: io::Error| messages().command.cannot_write(dir.display(), reason(&error));
    if fs::metadata(dir).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        let target = followed(dir).map_err(say)?;
        if write_new(&target, files).map_err(say)? {
            return Ok(());
        }
    }
    write_into(dir, files)
}

/// Writes a folder that does not exist. Returns `false` if somebody has created it meanwhile.
fn write_new(dir: &Path, files: &[(PathBuf, Vec<u8>)]) -> io::Result<bool> {
    let beside = parent(dir);
    fs::create_dir_all(beside)?;
    temporary::sweep(beside);
    let folder = write_parts(beside, dir, files)?;
    match folder.move_to(dir) {
        Err(_) if dir.is_dir() => Ok(false),
        moved => moved.map(|()| true),
    }
}

/// Writes into an existing folder.
fn write_into(dir: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), String> {
    let say = |error: io::Error| messages().command.cannot_write(dir.display(), reason(&error));
    let _lock = lock(dir)?;
    temporary::sweep(dir);
    // A run that was killed before the folder existed has left its part beside it.
    if let Ok(target) = followed(dir) {
        temporary::sweep(parent(&target));
    }
    for ready in temporary::ready(dir) {
        move_all(&ready, dir).map_err(say)?;
    }
    no_other_page(dir, files)?;
    no_others(dir, files)?;
    all_plain(dir, files)?;
    let folder = write_parts(dir, dir, files).map_err(say)?;
    let ready = folder.into_ready().map_err(say)?;
    move_all(&ready, dir).map_err(|error| messages().command.stopped(dir.display(), reason(&error)))
}

/// Locks a folder, because two runs would mix their files. Where the system cannot lock folders, there is no
/// protection.
fn lock(dir: &Path) -> Result<Option<File>, String> {
    let Ok(folder) = File::open(dir) else { return Ok(None) };
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(TryLockError::WouldBlock) => Err(messages().command.locked(dir.display())),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

fn no_others(dir: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), String> {
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
    let inside = others_inside(dir, files);
    let is_of_site = !inside.is_empty();
    others.extend(inside);
    others.sort();
    let more = others.len().saturating_sub(MOST_NAMES);
    others.truncate(MOST_NAMES);
    if more > 0 {
        others.push(messages().text.count(more));
    }
    if others.is_empty() {
        return Ok(());
    }
    let names = others.join(messages().text.between);
    let words = &messages().command;
    Err(if is_of_site {
        words.other_pages(dir.display(), names)
    } else {
        words.other_files(dir.display(), names)
    })
}

/// The files in the folders of a site that this run does not write. Such a folder is only of the site: the page of a department
/// that is gone would stay, and nothing would lead to it.
fn others_inside(dir: &Path, files: &[(PathBuf, Vec<u8>)]) -> Vec<String> {
    let written: BTreeSet<&Path> = files.iter().map(|(name, _)| name.as_path()).collect();
    let folders: BTreeSet<&Path> =
        written.iter().map(|name| parent(name)).filter(|inside| *inside != Path::new(".")).collect();
    let found = folders.into_iter().flat_map(|inside| {
        let entries = fs::read_dir(dir.join(inside)).into_iter().flatten().flatten();
        entries.map(|entry| inside.join(entry.file_name())).collect::<Vec<_>>()
    });
    let is_hidden =
        |name: &Path| name.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    found
        .filter(|name| !is_hidden(name) && !written.contains(name.as_path()))
        .map(|name| name.display().to_string())
        .collect()
}

/// A folder with the first page of a site may be the city's own: only a page that this command wrote is replaced.
fn no_other_page(dir: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), String> {
    let page = Path::new("index.html");
    let is_other = files.iter().any(|(name, _)| name == page)
        && fs::read(dir.join(page)).is_ok_and(|found| !String::from_utf8_lossy(&found).contains(MADE_HERE));
    if is_other { Err(messages().command.other_index(dir.display())) } else { Ok(()) }
}

/// Checks that no target is a folder or a link. A folder would stop the move half way. A link may lead to another
/// disk, and files cannot be moved there.
fn all_plain(dir: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), String> {
    let found = |name: &Path| fs::symlink_metadata(dir.join(name));
    let is_other = |name: &Path| found(name).is_ok_and(|found| !found.is_file());
    let is_no_folder = |name: &Path| found(name).is_ok_and(|found| !found.is_dir());
    let inside = |name: &Path| parent(name).to_owned();
    let other = |(name, _): &(PathBuf, Vec<u8>)| {
        let folder = Some(inside(name)).filter(|folder| folder != Path::new(".") && is_no_folder(folder));
        folder.or_else(|| is_other(name).then(|| name.clone()))
    };
    match files.iter().find_map(other) {
        Some(name) => Err(messages().command.not_plain(dir.display(), name.display())),
        None => Ok(()),
    }
}

/// Writes the files into a temporary folder inside `outer`. They get the owners and modes of the files in `dir` that
/// they will replace.
fn write_parts(outer: &Path, dir: &Path, files: &[(PathBuf, Vec<u8>)]) -> io::Result<TemporaryFolder> {
    let folder = TemporaryFolder::create(outer)?;
    for (name, bytes) in files {
        let replaced = fs::metadata(dir.join(name)).ok();
        let inside = folder.path.join(parent(name));
        fs::create_dir_all(&inside)?;
        let mut file = TemporaryFile::create(&inside, replaced.as_ref())?;
        file.write(bytes)?;
        file.move_to(&folder.path.join(name))?;
    }
    Ok(folder)
}

fn move_all(ready: &Path, dir: &Path) -> io::Result<()> {
    for entry in fs::read_dir(ready)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            let inside = dir.join(entry.file_name());
            fs::create_dir_all(&inside)?;
            move_all(&entry.path(), &inside)?;
            continue;
        }
        fs::rename(entry.path(), dir.join(entry.file_name()))?;
    }
    fs::remove_dir(ready)
}
