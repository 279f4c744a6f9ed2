//! No misreading is silent. A random plan is written to a workbook and to CSV, then damaged at a random cell in a way
//! that occurs in officers' files. The plan that is read must be the original, or a problem must name the cell, or
//! the row if its cells have moved.
//!
//! Each kind of damage is a [`Kind`]: `sheets.rs` has those of files, sheets and styles, `values.rs` those of values,
//! `names.rs` those of departments and years. A case is a number. The message of a failure names it, and it gives the
//! same result on every machine.

#[allow(dead_code, reason = "the cases of damaged packages use all of it")]
#[path = "damaged/book.rs"]
mod book;
#[path = "misread/meaning.rs"]
mod meaning;
#[path = "misread/names.rs"]
mod names;
#[path = "misread/package.rs"]
mod package;
#[path = "misread/sheets.rs"]
mod sheets;
#[path = "misread/values.rs"]
mod values;

use machi_plan::package::{Problem, has_errors, read_file, read_files};
use machi_plan::plan::Plan;

use meaning::{key, meaning};
use package::{Address, Form, Package, Says};

/// A way in which a file is damaged.
pub struct Kind {
    /// The name of the damage, for a message.
    pub name: &'static str,
    /// The file formats in which it can occur.
    pub forms: &'static [Form],
    /// What is expected of the reader.
    pub says: Says,
    /// Damages the package and returns the cell; `None` where the package has no suitable cell.
    pub damage: fn(&mut Package) -> Option<Address>,
}

const BOTH: &[Form] = &[Form::Csv, Form::Book];
const CSV: &[Form] = &[Form::Csv];
const BOOK: &[Form] = &[Form::Book];

fn kind(
    name: &'static str,
    forms: &'static [Form],
    says: Says,
    damage: fn(&mut Package) -> Option<Address>,
) -> Kind {
    Kind { name, forms, says, damage }
}

const CASES: u64 = 2_000;

fn read(package: &Package, form: Form) -> (Plan, Vec<Problem>) {
    match form {
        Form::Csv => {
            let files = package.files();
            read_files(files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())))
        }
        Form::Book => read_file("計画.xlsx", &package.book()),
    }
}

/// Whether a problem names the cell. A problem that was reported before the damage does not count.
fn names(problem: &Problem, address: &Address, before: &[Problem]) -> bool {
    let is_here = problem.sheet == address.sheet
        && problem.row == Some(address.row + 1)
        && address.column.is_none_or(|column| problem.column == Some(column + 1));
    let same = |old: &Problem| old.to_string() == problem.to_string();
    is_here && !before.iter().any(same)
}

/// Whether the result is right: the same plan, or one whose cells have the same meaning.
fn is_as_meant(damaged: &Plan, plan: &Plan, package: &Package) -> bool {
    let Some(reads) = &package.reads else { return damaged == plan };
    let mut expected = meaning(plan);
    expected.extend(reads.iter().map(|(address, read)| (key(package, address), read.clone())));
    meaning(damaged) == expected
}

/// Runs a case. `None` where the plan has no suitable cell. The error describes the misreading.
fn play(seed: u64, kinds: &[Kind]) -> Option<Result<&'static str, String>> {
    let kind = &kinds[(seed % kinds.len() as u64) as usize];
    let (mut package, plan, before) = Package::random(seed);
    let form = *package.random.of(kind.forms);
    // Some cases also check that the written files give the plan; all would take too long.
    if seed.is_multiple_of(16) {
        let (same, said) = read(&package, form);
        assert_eq!(same, plan, "case {seed}: {said:?}");
    }
    let address = (kind.damage)(&mut package)?;
    let (damaged, problems) = read(&package, form);
    let is_named = problems.iter().any(|problem| names(problem, &address, &before));
    let is_built = !has_errors(&problems);
    let is_same = is_as_meant(&damaged, &plan, &package);
    let is_right = match kind.says {
        Says::WhereItDiffers => !is_built || is_same || is_named,
        Says::Always => is_named,
        Says::Nothing => is_built && is_same,
        Says::Refused => is_named && !is_built,
    };
    let said: String = problems.iter().map(|problem| format!("{problem}\n")).collect();
    let differs = if is_same { "the same plan" } else { "another plan" };
    let written = address.column.map_or("", |_| package.text(&address));
    let report =
        || format!("case {seed}, {} in {form:?} at {address:?}「{written}」: {differs}\n{said}", kind.name);
    Some(if is_right { Ok(kind.name) } else { Err(report()) })
}

#[test]
fn no_damage_makes_another_plan_in_silence() {
    let kinds: Vec<Kind> = [sheets::kinds(), values::kinds(), names::kinds()].into_iter().flatten().collect();
    let mut played = std::collections::BTreeMap::<&str, u32>::new();
    let mut wrong = Vec::new();
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get() as u64);
    let share =
        |first: u64| (first..CASES).step_by(threads as usize).map(|seed| play(seed, &kinds)).collect();
    let cases: Vec<Option<Result<&str, String>>> = std::thread::scope(|scope| {
        let started: Vec<_> = (0..threads).map(|first| scope.spawn(move || share(first))).collect();
        started.into_iter().flat_map(|thread| -> Vec<_> { thread.join().unwrap() }).collect()
    });
    for case in cases {
        match case {
            Some(Ok(name)) => *played.entry(name).or_default() += 1,
            Some(Err(report)) => wrong.push(report),
            None => {}
        }
    }
    assert!(wrong.is_empty(), "{} cases; the first:\n{}", wrong.len(), wrong[0]);
    // A kind that never finds a cell proves nothing.
    for kind in &kinds {
        let count = played.get(kind.name).copied().unwrap_or(0);
        assert!(u64::from(count) * 2 >= CASES / kinds.len() as u64, "{}: {count} cases", kind.name);
    }
}
