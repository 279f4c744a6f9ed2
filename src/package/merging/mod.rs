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
mod sent;
mod summary;

pub use sent::may_be_form;

use std::collections::BTreeMap;

use crate::locale::messages;
use crate::package::files::archive::{damaged, with_entries};
use crate::package::files::recognise::{Form as FileForm, form_of};
use crate::package::files::{Opened, open_file, open_files, stem_of};
use crate::package::merging::answers::{Answer, Answers, Cell, Place, asked, problem, shown};
use crate::package::merging::places::Places;
use crate::package::merging::problems as code;
use crate::package::merging::sent::Sent;
use crate::package::sheets::workbook::edit;
use crate::package::writing::forms::forms_of;
use crate::package::writing::next_year::next_results_year;
use crate::package::{Problem, Sheet, has_errors, read_sheets, sheet_to_csv};
use crate::plan::{FiscalYear, Plan};

/// The package into which answers are merged: one file, or the files of a folder.
pub type Package<'a> = [(&'a str, &'a [u8])];

/// The merged plan.
pub struct Merged {
    /// The plan with the answers.
    pub plan: Plan,
    /// Everything that the officer should know, with the file, the sheet and the cell.
    pub problems: Vec<Problem>,
    /// The fiscal year of the forms.
    pub year: FiscalYear,
    /// The departments that were asked, in the order of the sheet 部署.
    pub departments: Vec<Asked>,
    /// How many cells were taken.
    pub taken: usize,
    /// How many rows are new.
    pub rows: usize,
    /// How many answers the plan had already.
    pub same: usize,
    /// The files that are different now: the workbook, or tables of the folder.
    pub files: Vec<(String, Vec<u8>)>,
}

/// A department that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its name.
    pub department: String,
    /// The files that it has sent.
    pub files: Vec<String>,
    /// How many cells its form asks for.
    pub cells: usize,
    /// How many of them are filled in now.
    pub filled: usize,
    /// Whether nothing has come from it yet.
    pub is_missing: bool,
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
    let year = next_results_year(&plan);
    if has_errors(&problems) {
        let (departments, files) = (Vec::new(), Vec::new());
        return Merged { plan, problems, year, departments, taken: 0, rows: 0, same: 0, files };
    }
    let (sent, mut problems) = sent::opened(into, &plan, sent);
    let year = sent::year_of(&plan, &sent);
    let mut places = Places::new(&sheets, year);
    let (mut answers, departments) = collected(&plan, year, &sent, &places);
    problems.append(&mut answers.problems);
    problems.extend(answers.blanks());
    for cell in &answers.order {
        match agreed(cell, &answers.cells[cell]) {
            Ok(answer) => problems.extend(places.put(cell, answer)),
            Err(problem) => problems.push(*problem),
        }
    }
    let Places { taken, rows, same, .. } = places;
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
    Merged { plan, problems, year, departments, taken, rows, same, files }
}

/// Reads all forms, and reports the departments that have not answered.
fn collected(plan: &Plan, year: FiscalYear, sent: &[Sent], places: &Places) -> (Answers, Vec<Asked>) {
    let forms = forms_of(plan, year);
    let cells: Vec<Vec<Cell>> = forms.iter().map(asked).collect();
    let mut answers = Answers::of(places.known(cells.iter().flatten().cloned()));
    let mut came: Vec<(Vec<String>, bool)> = vec![(Vec::new(), false); forms.len()];
    for own in sent {
        let form = forms.iter().position(|form| form.department == own.department);
        let Some(form) = form.filter(|_| own.is_of(plan, year)) else {
            answers.problems.push(own.stranger(plan, year));
            continue;
        };
        came[form].0.push(own.file.clone());
        came[form].1 |= answers.read(&own.file, &own.sheets, &forms[form]);
    }
    // Where the plan has moved on to the year, a department may have left the rest blank on purpose.
    let is_late = plan.about.results_year == Some(year);
    let mut departments = Vec::new();
    for ((form, cells), (files, has_answered)) in forms.iter().zip(&cells).zip(came) {
        let known = cells.iter().filter(|cell| answers.is_known(cell)).count();
        let count = if is_late && known > 0 { 0 } else { cells.len() - known };
        let is_missing = !has_answered && count > 0;
        if is_missing {
            let problem = Problem::of_sheet(&code::NO_ANSWER, &form.department);
            answers.problems.push(Problem { count, ..problem });
        }
        let filled = cells.iter().filter(|cell| answers.is_filled(cell)).count();
        let department = form.department.clone();
        departments.push(Asked { department, files, cells: cells.len(), filled, is_missing });
    }
    (answers, departments)
}

/// The one text of a cell, or what its senders say differently.
fn agreed<'a>(cell: &Cell, answers: &'a [Answer]) -> Result<&'a Answer, Box<Problem>> {
    let first = &answers[0];
    match answers.iter().find(|other| other.text.trim() != first.text.trim()) {
        None => Ok(first),
        Some(other) => {
            let Place { sheet, at } = &other.place;
            let expected = messages().forms.said_at(shown(&other.text), format!("{sheet}!{at}"));
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
