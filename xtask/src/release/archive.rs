//! A zip whose bytes depend on its files alone: names in order, one fixed time, no owner, the same compression.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::{Context, Result};
use flate2::{Compression, Crc, write::DeflateEncoder};

/// Files by their paths in the archive.
pub type Files = BTreeMap<String, Vec<u8>>;

/// 1 January 1980, the first day that a zip can name.
const DAY: [u8; 4] = [0, 0, 0x21, 0];
/// The names are UTF-8.
const UTF8: [u8; 2] = [0, 8];
const DEFLATED: [u8; 2] = [8, 0];
/// Written by Unix, so that a program can have its right to run.
const VERSIONS: [u8; 4] = [20, 3, 20, 0];

/// The archive. `is_program` says which files may be run.
pub fn zip(files: &Files, is_program: impl Fn(&str) -> bool) -> Result<Vec<u8>> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let offset = u32::try_from(out.len())?.to_le_bytes();
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
        packed.write_all(content)?;
        let packed = packed.finish()?;
        let mut crc = Crc::new();
        crc.update(content);
        let length = |bytes: usize| anyhow::Ok(u32::try_from(bytes)?.to_le_bytes());
        let title = u16::try_from(name.len()).context("a long name")?.to_le_bytes();
        let facts = [
            &UTF8[..],
            &DEFLATED,
            &DAY,
            &crc.sum().to_le_bytes(),
            &length(packed.len())?,
            &length(content.len())?,
            &title,
            &[0, 0],
        ]
        .concat();
        out.extend([b"PK\x03\x04", &VERSIONS[2..], &facts, name.as_bytes(), &packed].concat());
        let mode: u32 = if is_program(name) { 0o100_755 } else { 0o100_644 };
        let place = [&[0; 6][..], &(mode << 16).to_le_bytes(), &offset].concat();
        directory.extend([b"PK\x01\x02", &VERSIONS[..], &facts, &place, name.as_bytes()].concat());
    }
    let count = u16::try_from(files.len())?.to_le_bytes();
    let sizes = [directory.len(), out.len()].map(u32::try_from);
    out.extend(&directory);
    out.extend([b"PK\x05\x06", &[0; 4][..], &count, &count].concat());
    for size in sizes {
        out.extend(size?.to_le_bytes());
    }
    out.extend([0, 0]);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn another_program_unpacks_it_and_finds_it_sound() {
        let folder = std::env::temp_dir().join(format!("machi-plan-zip-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let text = "あ".repeat(10_000).into_bytes();
        let files: Files =
            [("a/はじめに.html".to_owned(), text.clone()), ("a/program".to_owned(), b"#!".to_vec())].into();
        let bytes = zip(&files, |name| name == "a/program").unwrap();
        assert_eq!(zip(&files, |name| name == "a/program").unwrap(), bytes);
        assert!(bytes.len() < text.len() / 10);
        let path = folder.join("a.zip");
        std::fs::write(&path, bytes).unwrap();
        let script = "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nz.extractall(sys.argv[2])\nprint([(i.filename, i.external_attr >> 16 & 0o777, i.date_time[0]) for i in z.infolist()])";
        let python = Command::new("python3").args(["-c", script]).arg(&path).arg(&folder).output().unwrap();
        let said = String::from_utf8_lossy(&python.stdout).into_owned();
        let back = std::fs::read(folder.join("a/はじめに.html"));
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(said.trim(), "[('a/program', 493, 1980), ('a/はじめに.html', 420, 1980)]");
        assert_eq!(back.unwrap(), text);
    }
}
