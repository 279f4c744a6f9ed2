//! One file, written completely or not at all.
//!
//! A plain file is replaced in one step by a temporary file beside it, which gets its owner and its mode. Links are
//! followed. A device or a pipe cannot be replaced, so the bytes are written into it directly. Where the owner cannot
//! be kept, nothing is written: writing into the old file instead could leave half of it.

use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use machi_plan::locale::messages;

use crate::say::reason;
use crate::temporary::{self, TemporaryFile};

/// Linux follows as many links.
const MAX_LINKS: usize = 40;

/// Writes one file. The error is a sentence.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    if path.file_name().is_none() {
        return Err(messages().command.no_file_name(path.display()));
    }
    put(path, bytes).map_err(|error| messages().command.cannot_write(path.display(), reason(&error)))
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(io::Error::other(messages().command.is_folder)),
        Ok(found) if found.is_file() => replace(&path.canonicalize()?, Some(&found), bytes),
        Ok(_) => OpenOptions::new().write(true).open(path)?.write_all(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => replace(&followed(path)?, None, bytes),
        Err(error) => Err(error),
    }
}

fn replace(path: &Path, replaced: Option<&Metadata>, bytes: &[u8]) -> io::Result<()> {
    let dir = parent(path);
    fs::create_dir_all(dir)?;
    temporary::sweep(dir);
    let mut file = TemporaryFile::create(dir, replaced)?;
    file.write(bytes)?;
    file.move_to(path)
}

/// The folder that contains a path.
pub fn parent(path: &Path) -> &Path {
    path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The target of a path that does not exist yet. The path may be a link to a file that is still to be written.
pub fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = parent(&path).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other(messages().command.endless_links))
}
