//! Temporary files and folders beside their target. They are created exclusively, under a short name that nobody can
//! guess, and removed once the run that created them has ended.
//!
//! A run holds a lock on each temporary file or folder. The system releases the lock however the run ends, so a
//! temporary name without a lock is left over. A time limit would only be a guess.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const PREFIX: &str = ".machi-plan-";
/// The suffix while the content is written.
const PART: &str = ".part";
/// The suffix of a folder whose files are complete and are now moved to their target.
const READY: &str = ".ready";

/// How many names are tried. Another run may remove a file between its creation and its lock.
const ATTEMPTS: usize = 8;

/// A name of 33 bytes, however long the name of the target is. Its number comes from the random keys of the system.
fn name() -> String {
    format!("{PREFIX}{:016x}{PART}", RandomState::new().build_hasher().finish())
}

fn has_suffix(name: &OsStr, suffix: &str) -> bool {
    let number =
        name.to_str().and_then(|name| name.strip_prefix(PREFIX)).and_then(|name| name.strip_suffix(suffix));
    number.is_some_and(|number| number.len() == 16 && number.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// A temporary file. If it is dropped before [`TemporaryFile::move_to`], it is removed.
pub struct TemporaryFile {
    file: File,
    path: PathBuf,
}

impl TemporaryFile {
    /// Creates a file in a folder. If it will replace a file, nobody else may read it before it has that file's mode.
    pub fn create(dir: &Path, replaced: Option<&Metadata>) -> io::Result<TemporaryFile> {
        for _ in 0..ATTEMPTS {
            let path = dir.join(name());
            let made = TemporaryFile { file: create(&path, replaced.is_some())?, path };
            // A file system without locks has no sweeping either, so a failed lock does no harm.
            let _ = made.file.lock();
            if fs::symlink_metadata(&made.path).is_ok() {
                if let Some(replaced) = replaced {
                    keep(&made.file, replaced)?;
                }
                return Ok(made);
            }
        }
        Err(io::Error::from(io::ErrorKind::NotFound))
    }

    /// Writes the content and waits until it is on the disk.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.file.sync_all()
    }

    /// Moves the file to `target` in one step.
    pub fn move_to(mut self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)?;
        self.path = PathBuf::new();
        Ok(())
    }
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            // If the file is already gone, that is no second error.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// `create_new` refuses any existing name, so it follows no link.
fn create(path: &Path, private: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    // Windows gives a new file the rights of its folder.
    #[cfg(not(unix))]
    let _ = private;
    options.open(path)
}

/// Gives a file the owner and the mode of the file that it will replace.
fn keep(file: &File, replaced: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use machi_plan::locale::messages;
        use std::os::unix::fs::{MetadataExt, fchown};
        let made = file.metadata()?;
        if (made.uid(), made.gid()) != (replaced.uid(), replaced.gid()) {
            let refused = |_| io::Error::other(messages().command.owner_lost);
            fchown(file, Some(replaced.uid()), Some(replaced.gid())).map_err(refused)?;
        }
    }
    file.set_permissions(replaced.permissions())
}

/// A temporary folder. If it is dropped before it has another name, it is removed with everything in it.
pub struct TemporaryFolder {
    /// The path of the folder.
    pub path: PathBuf,
    _lock: Option<File>,
}

impl TemporaryFolder {
    /// Creates a folder inside another.
    pub fn create(dir: &Path) -> io::Result<TemporaryFolder> {
        for _ in 0..ATTEMPTS {
            let path = dir.join(name());
            // Refuses any existing name, as for a new file.
            fs::create_dir(&path)?;
            let lock = File::open(&path).ok().filter(|folder| folder.lock().is_ok());
            if fs::symlink_metadata(&path).is_ok() {
                return Ok(TemporaryFolder { path, _lock: lock });
            }
        }
        Err(io::Error::from(io::ErrorKind::NotFound))
    }

    /// Moves the folder to `target` in one step. Fails where a folder with that name is not empty.
    pub fn move_to(mut self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)?;
        self.path = PathBuf::new();
        Ok(())
    }

    /// Marks the folder as complete. From now on its files only have to be moved, by this run or the next.
    pub fn into_ready(self) -> io::Result<PathBuf> {
        let ready = self.path.with_extension(&READY[1..]);
        self.move_to(&ready)?;
        Ok(ready)
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// The folders in `dir` whose files are complete but not yet all moved: `dir` is mixed.
pub fn ready(dir: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        entries(dir, READY).into_iter().filter(|(_, kind)| kind.is_dir()).map(|(path, _)| path).collect();
    found.sort();
    found
}

/// Removes the files and folders that killed runs have left in a folder.
pub fn sweep(dir: &Path) {
    for (path, kind) in entries(dir, PART) {
        if !kind.is_dir() && !kind.is_file() {
            continue;
        }
        let Ok(left) = File::open(&path) else { continue };
        if left.try_lock().is_ok() {
            // If one cannot be removed, the next run tries again.
            let _ = if kind.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        }
    }
}

/// The entries of a folder that have a temporary name with this suffix. Links are not followed.
fn entries(dir: &Path, suffix: &str) -> Vec<(PathBuf, fs::FileType)> {
    let found = fs::read_dir(dir).into_iter().flatten().flatten();
    let ours = found.filter(|entry| has_suffix(&entry.file_name(), suffix));
    ours.filter_map(|entry| Some((entry.path(), entry.file_type().ok()?))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_short_and_no_two_are_the_same() {
        let names: BTreeSet<String> = (0..1_000).map(|_| name()).collect();
        assert_eq!(names.len(), 1_000);
        assert!(names.iter().all(|name| name.len() == 33 && has_suffix(OsStr::new(name), PART)));
        for other in
            [".machi-plan-.part", ".machi-plan-0123456789abcdeg.part", ".plan.json.77.part", "a.part"]
        {
            assert!(!has_suffix(OsStr::new(other), PART), "{other}");
        }
    }

    #[test]
    fn the_temporary_file_of_a_run_that_lives_is_not_swept() {
        let dir = std::env::temp_dir().join(name());
        fs::create_dir(&dir).unwrap();
        let file = TemporaryFile::create(&dir, None).unwrap();
        let folder = TemporaryFolder::create(&dir).unwrap();
        sweep(&dir);
        assert!(file.path.exists() && folder.path.exists());
        let paths = (file.path.clone(), folder.path.clone());
        drop((file, folder));
        let (file, folder) = paths;
        assert!(!file.exists() && !folder.exists(), "dropped");
        fs::write(&file, "").unwrap();
        fs::create_dir(&folder).unwrap();
        sweep(&dir);
        assert!(!file.exists() && !folder.exists(), "left over");
        fs::remove_dir(&dir).unwrap();
    }
}
