//! Many filled forms become one plan.
//!
//! ```text
//! plan ─ forms ─▶ the cells that were sent out ┐
//! filled forms ─────────────────────────────── answers ─▶ one text a cell ─ places ─▶ edits of the plan's own file
//! ```
//!
//! A cell is found by what names its row, not by its place, because departments sort. Nothing is overwritten: where two
//! forms, or a form and the plan, say different things, it is an error and no file is written.

mod answers;
mod grid;
mod places;
pub(in crate::package) mod problems;

use std::collections::BTreeMap;

use crate::locale::JA;
use crate::package::files::archive::{damaged, with_entries};
use crate::package::files::recognise::{Form as FileForm, form_of};
use crate::package::files::{Opened, open_file, open_files, stem_of};
use crate::package::merging::answers::{Answer, Answers, Cell, Place, problem, shown};
use crate::package::merging::places::Places;
use crate::package::merging::problems as code;
use crate::package::sheets::workbook::edit;
use crate::package::writing::forms::{fact, forms};
use crate::package::writing::next_year::next_results_year;
use crate::package::{Problem, Sheet, has_errors, read_sheets, sheet_to_csv, sheets_of_file};
use crate::plan::Plan;

/// The package into which answers are merged: one file, or the files of a folder.
pub type Package<'a> = [(&'a str, &'a [u8])];

/// The merged plan.
pub struct Merged {
    /// The plan with the answers.
    pub plan: Plan,
    /// Everything that the officer should know, with the file, the sheet and the cell.
    pub problems: Vec<Problem>,
    /// How many cells were taken.
    pub taken: usize,
    /// The files that are different now: the workbook, or tables of the folder.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Merges the filled forms of departments into the plan from which they were made. The files of the result are whole only
/// where no problem is an error.
///
/// ```
/// use machi_plan::package;
/// let plan = package::template();
/// let merged = package::merge(&[("plan.xlsx", &plan)], &[]);
/// // Nobody has answered.
/// assert!(merged.problems.iter().all(|problem| problem.code.name == "merge-no-answer"));
/// assert!(!merged.problems.is_empty() && merged.files.is_empty());
/// ```
pub fn merge(into: &Package, sent: &[(&str, &[u8])]) -> Merged {
    let Opened { sheets, plan, problems } = match into {
        [(name, bytes)] => open_file(name, bytes),
        files => open_files(files.iter().copied()),
    };
    if has_errors(&problems) {
        return Merged { plan, problems, taken: 0, files: Vec::new() };
    }
    let mut answers = collected(&plan, sent);
    let mut problems = std::mem::take(&mut answers.problems);
    problems.extend(answers.blanks());
    let mut places = Places::new(&sheets, next_results_year(&plan));
    for cell in &answers.order {
        match agreed(cell, &answers.cells[cell]) {
            Ok(answer) => problems.extend(places.put(cell, answer)),
            Err(problem) => problems.push(*problem),
        }
    }
    let taken = places.taken;
    let (sheets, edits, sources) = places.finish();
    let (plan, found) = read_sheets(&sheets);
    problems.extend(found.into_iter().filter_map(|problem| of_sender(problem, &sources)));
    let mut files = Vec::new();
    if taken > 0 && !has_errors(&problems) {
        match written(into, &sheets, &edits) {
            Ok(written) => files = written,
            Err(problem) => problems.push(*problem),
        }
    }
    problems.sort_by_key(Problem::severity);
    Merged { plan, problems, taken, files }
}

/// Reads all forms, and reports the departments that have not answered.
fn collected(plan: &Plan, sent: &[(&str, &[u8])]) -> Answers {
    let forms = forms(plan);
    let year = next_results_year(plan).short();
    let mut answers = Answers::of(next_results_year(plan));
    let mut answered = vec![false; forms.len()];
    for (file, bytes) in sent {
        let (sheets, found) = sheets_of_file(file, bytes);
        let place = |problem: Problem| {
            let sheet =
                if problem.sheet == *file { problem.sheet } else { JA.forms.place(file, &problem.sheet) };
            Problem { sheet, ..problem }
        };
        answers.problems.extend(found.into_iter().map(place));
        let guide = sheets.iter().find(|sheet| sheet.name.trim() == crate::format::GUIDE_SHEET);
        let is = |key, wanted: &str| guide.and_then(|sheet| fact(sheet, key)) == Some(wanted);
        let form = forms.iter().position(|form| is(JA.forms.department, &form.department));
        let form = form.filter(|_| is(JA.forms.plan_id, &plan.about.id) && is(JA.forms.year, &year));
        let Some(form) = form else {
            if !sheets.is_empty() {
                let expected = JA.forms.form_of(&plan.about.title, &year);
                answers.problems.push(Problem::of_sheet(&code::NOT_A_FORM, file).expected(expected));
            }
            continue;
        };
        answered[form] |= answers.read(file, &sheets, &forms[form]);
    }
    for (form, _) in forms.iter().zip(&answered).filter(|(_, answered)| !**answered) {
        let count = form.pages.iter().map(|page| page.open.len()).sum();
        if count > 0 {
            let problem = Problem::of_sheet(&code::NO_ANSWER, &form.department);
            answers.problems.push(Problem { count, ..problem });
        }
    }
    answers
}

/// The one text of a cell, or what its senders say differently.
fn agreed<'a>(cell: &Cell, answers: &'a [Answer]) -> Result<&'a Answer, Box<Problem>> {
    let first = &answers[0];
    match answers.iter().find(|other| other.text.trim() != first.text.trim()) {
        None => Ok(first),
        Some(other) => {
            let Place { sheet, at } = &other.place;
            let expected = JA.forms.said_at(shown(&other.text), format!("{sheet}!{at}"));
            let problem = problem(&code::CONFLICT, &first.place.sheet, first.place.at, &cell.2);
            Err(Box::new(problem.found(first.text.as_str()).expected(expected)))
        }
    }
}

/// A problem of the merged plan in a cell that was sent: with the place in the form, where it is mended.
fn of_sender(problem: Problem, sources: &places::Sources) -> Option<Problem> {
    let place = sources.get(&(problem.sheet.clone(), problem.cell()?))?;
    Some(Problem { sheet: place.sheet.clone(), ..problem.at(place.at) })
}

/// The files that are different.
fn written(
    into: &Package,
    sheets: &[Sheet],
    edits: &BTreeMap<String, edit::Edits>,
) -> Result<Vec<(String, Vec<u8>)>, Box<Problem>> {
    let table = |stem: &str| {
        let sheet = sheets.iter().find(|sheet| sheet.name == stem && edits.contains_key(stem))?;
        Some(sheet_to_csv(sheet))
    };
    if let [(name, bytes)] = into {
        let file = match form_of(name, bytes)? {
            FileForm::Workbook(archive) => edit::edited(archive, bytes, edits)?,
            FileForm::Tables(archive) => {
                let names = archive.names().iter().enumerate();
                let replaced = names.filter_map(|(at, name)| Some((at, table(stem_of(name)?)?))).collect();
                with_entries(bytes, &replaced).ok_or_else(|| damaged(name, ""))?
            }
        };
        return Ok(vec![((*name).to_owned(), file)]);
    }
    let files = into.iter().filter_map(|(name, _)| Some(((*name).to_owned(), table(stem_of(name)?)?)));
    Ok(files.collect())
}
