//! Any bytes: the checks of the fuzz targets on their seeds and on thousands of small changes of them, the same in
//! each run. `cargo xtask fuzz` searches further, guided by coverage and for any time.

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Pseudo-random numbers (xorshift). A failure occurs again in the next run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// Bytes that often break readers: line ends, quotes, characters of the formats, numbers at a limit, invalid UTF-8.
const PIECES: &[&[u8]] = &[
    b"\r",
    b"\n",
    b"\"",
    b",",
    b"\0",
    b"'",
    b"=",
    b"\xff",
    b"\xe3\x81",
    b"\xef\xbb\xbf",
    b"PK",
    b"<",
    b"&",
    b"{",
    b"[",
    b"}",
    b"99999999999999999999",
    b"-0.",
    b"\xe3\x80\x80",
    b"\xee\x80\x80",
    b"\xef\xbc\x8c",
    b"\xe2\x86\x92",
    b"(",
    b")",
];

fn changed(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seeds[chance.below(seeds.len())].clone();
    for _ in 0..=chance.below(3) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + chance.below(12)).min(bytes.len());
        match chance.below(5) {
            0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let twice = bytes[at..end].to_vec();
                bytes.splice(at..at, twice);
            }
            3 => {
                let other = &seeds[chance.below(seeds.len())];
                let from = chance.below(other.len() + 1);
                bytes.splice(at.., other[from..].to_vec());
            }
            _ => {
                let piece = PIECES[chance.below(PIECES.len())];
                bytes.splice(at..at, piece.to_vec());
            }
        }
    }
    bytes
}

/// Runs the check of a target on its seeds and on `count` changes of them.
fn survives(target: &str, check: fn(&[u8]), count: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let seeds: Vec<Vec<u8>> = paths.iter().map(|path| std::fs::read(path).unwrap()).collect();
    assert!(seeds.len() >= 2, "{target} has no seeds");
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let changes = (0..count).map(|_| changed(&seeds, &mut chance)).collect::<Vec<_>>();
    for bytes in seeds.iter().chain(&changes) {
        let done = catch_unwind(AssertUnwindSafe(|| check(bytes)));
        assert!(done.is_ok(), "{target} fails on b\"{}\"", bytes.escape_ascii());
    }
}

#[test]
fn any_csv_is_read_or_reported() {
    survives("csv", fuzz::csv, 2_000);
}

#[test]
fn any_printed_value_and_schedule_row_is_read() {
    survives("value", fuzz::value, 20_000);
}

#[test]
fn any_year_is_read_or_none() {
    survives("year", fuzz::year, 20_000);
}

#[test]
fn any_plan_file_is_read_or_refused() {
    survives("planfile", fuzz::planfile, 3_000);
}

#[test]
fn any_address_is_a_state_that_comes_back_or_none() {
    survives("address", fuzz::address, 2_000);
}

#[test]
fn any_state_is_bounded_and_decides() {
    survives("state", fuzz::state, 2_000);
}

#[test]
fn any_fragment_is_adopted_and_shows_its_state() {
    survives("adoption", fuzz::adoption, 200);
}

#[test]
fn any_object_is_a_plan_or_refused() {
    survives("object", fuzz::object, 3_000);
}

#[test]
fn any_workbook_or_zip_is_read_or_reported() {
    survives("workbook", fuzz::workbook, 1_000);
}

#[test]
fn the_seeds_of_workbooks_are_the_parts_of_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/workbook");
    for (at, (name, bytes)) in fuzz::workbook_parts().into_iter().enumerate() {
        let seed: Vec<u8> = std::iter::once(at as u8).chain(bytes).collect();
        let path = folder.join(format!("{at:02}"));
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &seed).unwrap();
        }
        assert_eq!(std::fs::read(&path).ok(), Some(seed), "{name}; UPDATE_SNAPSHOTS=1 writes the seeds anew");
    }
}
