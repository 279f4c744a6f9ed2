//! A zip from outside: its names, and its entries inflated within bounds.

use std::io::{Cursor, Read};

use ::zip::ZipArchive;

use super::Problem;
use super::catalogue as code;
use super::decode::japanese;

/// How many entries a zip may have.
const MAX_ENTRIES: usize = 2_000;
/// How many bytes one entry may inflate to.
const MAX_ENTRY: usize = 64_000_000;
/// How many bytes all entries that are read may inflate to together.
const MAX_TOGETHER: usize = 128_000_000;

/// A zip whose entries are inflated one by one. Sizes that the zip declares are never trusted: what comes out is
/// counted.
pub(super) struct Archive<'a> {
    /// The name of the file, for problems.
    pub file: &'a str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    left: usize,
}

impl<'a> Archive<'a> {
    /// Reads the list of entries.
    pub fn open(file: &'a str, bytes: &'a [u8]) -> Result<Archive<'a>, Problem> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged(file, ""))?;
        if zip.len() > MAX_ENTRIES {
            let found = format!("{}個のファイル", zip.len());
            return Err(too_large(file, found, format!("{MAX_ENTRIES}個")));
        }
        // Windows writes names in CP932 and does not say so; whatever the flag says, UTF-8 shows itself.
        let names = zip.file_names_raw().map(|name| japanese(name).0.replace('\\', "/")).collect();
        Ok(Archive { file, zip, names, left: MAX_TOGETHER })
    }

    /// The names of all entries, by place.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The place of a name; capital letters do not matter, because spreadsheet programs do not agree on them.
    pub fn find(&self, name: &str) -> Option<usize> {
        let exact = self.names.iter().position(|other| other == name);
        exact.or_else(|| self.names.iter().position(|other| other.eq_ignore_ascii_case(name)))
    }

    /// Inflates one entry.
    pub fn read(&mut self, place: usize) -> Result<Vec<u8>, Problem> {
        let name = self.names[place].as_str();
        let encrypted = self.zip.by_index_raw(place).is_ok_and(|entry| entry.encrypted());
        if encrypted {
            let problem = Problem::of_sheet(&code::NOT_A_PACKAGE, self.file);
            return Err(problem
                .found("パスワードのついたzip")
                .expected("パスワードをつけずにzipにし直してください"));
        }
        let entry = self.zip.by_index(place).map_err(|_| damaged(self.file, name))?;
        let limit = MAX_ENTRY.min(self.left);
        let mut bytes = Vec::new();
        // One byte more than allowed, to see that there is more.
        let read = entry.take(limit as u64 + 1).read_to_end(&mut bytes);
        if bytes.len() > limit {
            let most = if limit == MAX_ENTRY { MAX_ENTRY } else { MAX_TOGETHER };
            let found = format!("展開すると{}MBを超えるファイル「{name}」", most / 1_000_000);
            return Err(too_large(self.file, found, format!("{}MB", most / 1_000_000)));
        }
        self.left -= bytes.len();
        read.map_err(|_| damaged(self.file, name))?;
        Ok(bytes)
    }
}

fn too_large(file: &str, found: String, limit: String) -> Problem {
    Problem::of_sheet(&code::TOO_LARGE, file).found(found).expected(limit)
}

/// A file, or a part of it, that cannot be read.
pub(super) fn damaged(file: &str, part: &str) -> Problem {
    let found = if part.is_empty() { String::new() } else { format!("（{part}）") };
    Problem::of_sheet(&code::DAMAGED_FILE, file).found(found)
}
