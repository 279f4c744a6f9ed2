//! What the checker of a content management system will report about both shipped plans. Every cell is found; the
//! test counts the cells a second time from the files, by other means.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use machi_plan::package::{self, CMS_CATALOGUE, Severity, Sheet};
use unicode_normalization::UnicodeNormalization;

fn package(city: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(city)
}

fn files(city: &str) -> Vec<(String, Vec<u8>)> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(package(city)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let file =
        |path: PathBuf| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap());
    paths.into_iter().map(file).collect()
}

fn sheets(city: &str) -> Vec<Sheet> {
    let files = files(city);
    package::sheets_of_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))).0
}

/// The cells of each kind, read by another CSV reader and judged by Unicode's own tables.
fn counted(city: &str) -> BTreeMap<&'static str, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, bytes) in files(city) {
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(&bytes[..]);
        // Of a table of the document the page also shows the head.
        let heads = usize::from(!name.starts_with("table-"));
        for record in reader.records().skip(heads) {
            for cell in &record.unwrap() {
                for (kind, is_there) in kinds(cell) {
                    *counts.entry(kind).or_default() += usize::from(is_there);
                }
            }
        }
    }
    counts.retain(|_, count| *count > 0);
    counts
}

fn kinds(cell: &str) -> [(&'static str, bool); 5] {
    let wide = |c: char| ('\u{ff00}'..='\u{ffef}').contains(&c);
    let folded = |c: char| c.nfkc().next().unwrap_or(c);
    let full = cell.chars().any(|c| wide(c) && folded(c).is_ascii_alphanumeric());
    let half = cell.chars().any(|c| wide(c) && ('\u{3000}'..='\u{30ff}').contains(&folded(c)));
    let roman_or_ringed = |c: char| {
        ('\u{2160}'..='\u{217f}').contains(&c)
            || ('\u{2460}'..='\u{24ff}').contains(&c)
            || ('\u{3200}'..='\u{33ff}').contains(&c)
    };
    let is_japanese =
        |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !c.is_ascii() && !roman_or_ringed(c));
    let apart = |(at, _): (usize, &str)| {
        let (before, after) = cell.split_at(at);
        is_japanese(before.chars().next_back())
            && is_japanese(after.trim_start_matches([' ', '\u{3000}']).chars().next())
    };
    let mut spaces = cell.match_indices([' ', '\u{3000}']);
    // A date has three numbers and two separators of one kind.
    let date = cell.split(|c: char| !c.is_ascii_digit() && c != '.' && c != '/').any(|run| {
        [".", "/"].iter().any(|sign| {
            let parts: Vec<&str> = run.split(sign).filter(|part| !part.is_empty()).collect();
            parts.len() == 3 && parts.iter().all(|part| part.len() <= 4 && part.parse::<u16>().is_ok())
        })
    });
    [
        ("cms-full-width", full),
        ("cms-half-width-kana", half),
        ("cms-special-character", cell.chars().any(roman_or_ringed)),
        ("cms-date", date),
        ("cms-space", spaces.any(apart)),
    ]
}

#[test]
fn every_cell_that_a_checker_reports_is_reported_once() {
    for (city, expect) in [
        ("okayama", &[("cms-date", 1), ("cms-space", 44), ("cms-special-character", 57)][..]),
        ("yamaguchi", &[("cms-space", 11), ("cms-special-character", 143)][..]),
    ] {
        let mut listed: BTreeMap<&str, usize> = BTreeMap::new();
        for note in package::cms_notes(&sheets(city)) {
            *listed.entry(note.code.name).or_default() += 1;
            assert_eq!(note.severity(), Severity::Note);
            assert!(note.cell().is_some() && !note.found.is_empty(), "{note}");
        }
        println!("{city}: {listed:?}");
        assert_eq!(listed, counted(city), "{city}: counted from the files");
        assert_eq!(listed, expect.iter().copied().collect(), "{city}");
    }
}

#[test]
fn a_note_names_a_cell_that_contains_its_finding() {
    for city in ["okayama", "yamaguchi"] {
        let sheets = sheets(city);
        for note in package::cms_notes(&sheets) {
            let sheet = sheets.iter().find(|sheet| is_sheet(&sheet.name, &note.sheet)).unwrap();
            let cell = &sheet.rows[note.row.unwrap() - 1][note.column.unwrap() - 1];
            for part in note.found.split('、') {
                assert!(cell.contains(part), "{note}\n{cell}");
            }
        }
    }
}

fn is_sheet(file: &str, sheet: &str) -> bool {
    file.strip_prefix("table-").is_some_and(|id| sheet.strip_prefix("表_") == Some(id))
        || package::TABLES.iter().any(|spec| spec.file == file && spec.sheet == sheet)
}

#[test]
fn the_command_tells_them_last_and_only_when_asked() {
    let run = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_machi-plan")).arg("check").args(args).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    for city in ["okayama", "yamaguchi"] {
        let path = package(city).to_string_lossy().into_owned();
        let (plain, asked) = (run(&[&path]), run(&["--cms", &path]));
        assert_eq!((plain.0, asked.0), (Some(0), Some(0)), "notes change no exit code");
        assert!(!plain.2.contains("cms-") && asked.2.starts_with(&plain.2), "{}", asked.2);
        let added = asked.2[plain.2.len()..].lines().filter(|line| line.starts_with("参考 ")).count();
        assert_eq!(added, package::cms_notes(&sheets(city)).len());
        let listed: serde_json::Value =
            serde_json::from_str(&run(&["--cms", "--format", "json", &path]).1).unwrap();
        let of_cms = |note: &&serde_json::Value| note["code"].as_str().unwrap().starts_with("cms-");
        let found: Vec<&serde_json::Value> = listed.as_array().unwrap().iter().filter(of_cms).collect();
        assert_eq!(found.len(), added);
        assert!(found.iter().all(|note| note["severity"] == "note" && note["cell"].is_string()));
    }
}

#[test]
fn every_kind_says_how_to_mend_it_or_why_it_may_stay() {
    for code in CMS_CATALOGUE {
        assert!(code.name.starts_with("cms-") && code.words.message().contains("{0}"), "{}", code.name);
        assert!(
            code.words.hint().contains("そのまま") || code.words.hint().contains("残せ"),
            "{}",
            code.words.hint()
        );
        assert!(package::CATALOGUE.iter().all(|other| other.name != code.name));
    }
}
