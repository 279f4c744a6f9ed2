//! A zip from outside: its names, and its entries, inflated within bounds. A copy of it has other contents for some.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use ::zip::write::SimpleFileOptions;
use ::zip::{ZipArchive, ZipWriter};

use crate::locale::messages;
use crate::package::Problem;
use crate::package::files::decode::japanese;
use crate::package::problems::catalogue as code;

/// How many entries a zip may have.
const MAX_ENTRIES: usize = 2_000;
/// How many bytes one entry may inflate to.
const MAX_ENTRY: usize = 64_000_000;
/// How many bytes all entries that are read may inflate to in total.
const MAX_TOGETHER: usize = 128_000_000;

/// A zip whose entries are inflated one by one. The code never trusts the sizes that the zip declares; it counts the
/// bytes that come out.
pub(in crate::package) struct Archive<'a> {
    /// The name of the file, for problems.
    pub file: &'a str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    left: usize,
}

impl<'a> Archive<'a> {
    /// Reads the list of entries.
    pub fn open(file: &'a str, bytes: &'a [u8]) -> Result<Archive<'a>, Box<Problem>> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged(file, ""))?;
        if zip.len() > MAX_ENTRIES {
            let found = messages().files.entries(zip.len());
            return Err(too_large(file, found, messages().files.most_entries(MAX_ENTRIES)));
        }
        // Nobody can say which of the two is meant, and the library would silently take the last.
        if zip.has_duplicate_names() {
            return Err(damaged(file, messages().files.same_names));
        }
        // Windows writes names in CP932 without a flag. Valid UTF-8 is recognised whatever the flag says.
        let names = zip.file_names_raw().map(|name| japanese(name).0.replace('\\', "/")).collect();
        Ok(Archive { file, zip, names, left: MAX_TOGETHER })
    }

    /// The names of all entries, by index.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The index of a name. Upper and lower case are the same, because spreadsheet programs do not agree on them.
    pub fn find(&self, name: &str) -> Option<usize> {
        let exact = self.names.iter().position(|other| other == name);
        exact.or_else(|| self.names.iter().position(|other| other.eq_ignore_ascii_case(name)))
    }

    /// Inflates one entry.
    pub fn read(&mut self, index: usize) -> Result<Vec<u8>, Box<Problem>> {
        let name = self.names[index].as_str();
        let encrypted = self.zip.by_index_raw(index).is_ok_and(|entry| entry.encrypted());
        if encrypted {
            let problem = Problem::of_sheet(&code::NOT_A_PACKAGE, self.file);
            let problem = problem.found(messages().files.locked_zip);
            return Err(Box::new(problem.expected(messages().files.unlock_zip)));
        }
        let entry = self.zip.by_index(index).map_err(|_| damaged(self.file, name))?;
        let limit = MAX_ENTRY.min(self.left);
        let mut bytes = Vec::new();
        // Reads one byte more than allowed, to notice that there is more.
        let read = entry.take(limit as u64 + 1).read_to_end(&mut bytes);
        if bytes.len() > limit {
            let most = if limit == MAX_ENTRY { MAX_ENTRY } else { MAX_TOGETHER };
            let found = messages().files.inflated(most / 1_000_000, name);
            return Err(too_large(self.file, found, messages().files.megabytes(most / 1_000_000)));
        }
        self.left -= bytes.len();
        read.map_err(|_| damaged(self.file, name))?;
        Ok(bytes)
    }
}

fn too_large(file: &str, found: String, limit: String) -> Box<Problem> {
    Box::new(Problem::of_sheet(&code::TOO_LARGE, file).found(found).expected(limit))
}

/// A file, or a part of it, that cannot be read.
pub(in crate::package) fn damaged(file: &str, part: &str) -> Box<Problem> {
    let found = if part.is_empty() { String::new() } else { format!("（{part}）") };
    Box::new(Problem::of_sheet(&code::DAMAGED_FILE, file).found(found))
}

/// The zip with other contents for these entries. The rest is copied as it is, without unpacking it.
pub(in crate::package) fn with_entries(bytes: &[u8], replaced: &BTreeMap<usize, Vec<u8>>) -> Option<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut into = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let entry = from.by_index_raw(index).ok()?;
        match replaced.get(&index) {
            None => into.raw_copy_file(entry).ok()?,
            Some(content) => {
                // With the time of the old content: two merges of the same files give the same bytes.
                let mut options = SimpleFileOptions::default();
                options = entry.last_modified().map_or(options, |time| options.last_modified_time(time));
                let name = entry.name().ok()?.into_owned();
                drop(entry);
                into.start_file(name, options).ok()?;
                into.write_all(content).ok()?;
            }
        }
    }
    into.finish().ok().map(Cursor::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A zip of two small files, after its bytes were changed.
    fn check(change: impl Fn(&mut Vec<u8>), expect: &str) {
        let mut zip = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a.csv", "b.csv"] {
            zip.start_file(name, ::zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(b"1,2,3").unwrap();
        }
        let mut bytes = zip.finish().unwrap().into_inner();
        change(&mut bytes);
        let read = Archive::open("x.zip", &bytes).and_then(|mut archive| archive.read(1));
        let said = read.map_or_else(|problem| problem.message(), |bytes| String::from_utf8(bytes).unwrap());
        assert!(said.contains(expect), "{said}");
    }

    fn offsets(bytes: &[u8], of: &[u8]) -> Vec<usize> {
        (0..bytes.len() - of.len()).filter(|at| bytes[*at..].starts_with(of)).collect()
    }

    #[test]
    fn an_entry_is_read_or_said_to_be_unreadable() {
        check(|_| {}, "1,2,3");
        let encrypt = |bytes: &mut Vec<u8>| {
            // The flags have another offset in the list of entries than in front of the entry itself.
            for (header, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
                offsets(bytes, header).into_iter().for_each(|at| bytes[at + flags] |= 1);
            }
        };
        check(encrypt, "パスワードのついたzip");
        let same = |bytes: &mut Vec<u8>| {
            offsets(bytes, b"b.csv").into_iter().for_each(|at| bytes[at] = b'a');
        };
        check(same, "同じ名前のファイルが二つ");
        let wrong = |bytes: &mut Vec<u8>| {
            let at = offsets(bytes, b"b.csv")[0];
            bytes[at + 7] ^= 0x40;
        };
        check(wrong, "壊れているか、途中で切れています（b.csv）");
        check(|bytes| bytes.truncate(60), "壊れているか、途中で切れています。");
    }
}
