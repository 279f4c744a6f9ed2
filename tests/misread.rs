//! Nothing is misread in silence: a random plan is written to a workbook and to CSV, then damaged at a random cell in one
//! of the ways that officers' files are. The plan that is built is the original, or a problem names the cell, or the
//! row where its cells have moved.
//!
//! Each kind of damage is a [`Kind`]: `sheets.rs` has those of files, sheets and styles, `values.rs` those of values,
//! `names.rs` those of departments and years. A case is a number: the message of a failure names it, and it happens the same everywhere.

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
use package::{Form, Package, Place, Says};

/// A way in which a file is damaged.
pub struct Kind {
    /// What happens, for a message.
    pub name: &'static str,
    /// The forms in which it can happen.
    pub forms: &'static [Form],
    /// What is expected of the reader.
    pub says: Says,
    /// Damages the package and says where; `None` where the package has no cell for it.
    pub damage: fn(&mut Package) -> Option<Place>,
}

const BOTH: &[Form] = &[Form::Csv, Form::Book];
const CSV: &[Form] = &[Form::Csv];
const BOOK: &[Form] = &[Form::Book];

fn kind(
    name: &'static str,
    forms: &'static [Form],
    says: Says,
    damage: fn(&mut Package) -> Option<Place>,
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

/// Whether a problem names the place. One that was told before the damage does not count.
fn names(problem: &Problem, place: &Place, before: &[Problem]) -> bool {
    let is_here = problem.sheet == place.sheet
        && problem.row == Some(place.row + 1)
        && place.column.is_none_or(|column| problem.column == Some(column + 1));
    let same = |old: &Problem| old.to_string() == problem.to_string();
    is_here && !before.iter().any(same)
}

/// Whether what was read is what is right: the same plan, or one whose cells say the same.
fn is_as_meant(damaged: &Plan, plan: &Plan, package: &Package) -> bool {
    let Some(reads) = &package.reads else { return damaged == plan };
    let mut expected = meaning(plan);
    expected.extend(reads.iter().map(|(place, read)| (key(package, place), read.clone())));
    meaning(damaged) == expected
}

/// Plays a case. `None`: the plan has no cell for the damage. The error says how it was misread.
fn play(seed: u64, kinds: &[Kind]) -> Option<Result<&'static str, String>> {
    let kind = &kinds[(seed % kinds.len() as u64) as usize];
    let (mut package, plan, before) = Package::random(seed);
    let form = *package.random.of(kind.forms);
    // What is written is what was drawn: looked at in some cases, because it takes as long as the damage.
    if seed.is_multiple_of(16) {
        let (same, told) = read(&package, form);
        assert_eq!(same, plan, "case {seed}: {told:?}");
    }
    let place = (kind.damage)(&mut package)?;
    let (damaged, problems) = read(&package, form);
    let is_named = problems.iter().any(|problem| names(problem, &place, &before));
    let is_built = !has_errors(&problems);
    let is_same = is_as_meant(&damaged, &plan, &package);
    let is_right = match kind.says {
        Says::WhereItDiffers => !is_built || is_same || is_named,
        Says::Always => is_named,
        Says::Nothing => is_built && is_same,
        Says::Refused => is_named && !is_built,
    };
    let told: String = problems.iter().map(|problem| format!("{problem}\n")).collect();
    let differs = if is_same { "the same plan" } else { "another plan" };
    let written = place.column.map_or("", |_| package.text(&place));
    let report =
        || format!("case {seed}, {} in {form:?} at {place:?}「{written}」: {differs}\n{told}", kind.name);
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
    // A kind that finds no cell proves nothing.
    for kind in &kinds {
        let count = played.get(kind.name).copied().unwrap_or(0);
        assert!(u64::from(count) * 2 >= CASES / kinds.len() as u64, "{}: {count} cases", kind.name);
    }
}
