//! The files that came back: which of them are forms of this plan, for which year, and of which department.

use std::borrow::Cow;

use crate::format::{GUIDE_SHEET, pairs};
use crate::locale::{JA, messages};
use crate::package::files::is_left_over;
use crate::package::files::recognise::workbooks_in;
use crate::package::merging::problems as code;
use crate::package::merging::{Merged, Package};
use crate::package::problems::catalogue::NOT_A_PACKAGE;
use crate::package::reading::spec_of;
use crate::package::writing::forms::fact;
use crate::package::writing::next_year::next_results_year;
use crate::package::{Problem, Sheet, sheets_of_file};
use crate::plan::{FiscalYear, Plan};

/// Endings of files in which a department may have sent its form back. Not all can be read, but each is an answer.
const ENDINGS: [&str; 10] = ["xlsx", "xlsm", "xltx", "zip", "csv", "tsv", "xls", "xlsb", "ods", "numbers"];

/// Whether a file of a folder may be a form by its name, so that merging reads it or says why it cannot.
///
/// ```
/// use machi_plan::package::may_be_form;
/// assert!(may_be_form("01_市民課.xlsx") && may_be_form("02_財政課.XLS"));
/// assert!(!may_be_form("~$01_市民課.xlsx") && !may_be_form("写真.jpg"));
/// ```
pub fn may_be_form(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    !is_left_over(name) && ending.is_some_and(|ending| ENDINGS.contains(&&*ending))
}

impl Merged {
    /// Adds a warning for each file and folder that lay beside the forms and was not opened.
    pub fn add_beside(&mut self, names: &[String]) {
        let names = names.iter().filter(|name| !is_left_over(name));
        self.problems.extend(names.map(|name| Problem::of_sheet(&code::NOT_READ, name)));
        self.problems.sort_by_key(Problem::severity);
    }
}

/// A form that came back.
pub(super) struct Sent {
    pub file: String,
    pub sheets: Vec<Sheet>,
    /// What the sheet of instructions says, which nobody should have changed.
    plan_id: String,
    pub department: String,
    year: Option<FiscalYear>,
}

/// Opens the files. A zip of workbooks is its workbooks. What is no form is reported.
pub(super) fn opened(into: &Package, plan: &Plan, files: &Package) -> (Vec<Sent>, Vec<Problem>) {
    let (mut sent, mut problems) = (Vec::new(), Vec::new());
    for (name, bytes) in files.iter().filter(|(name, _)| !is_left_over(name)) {
        match workbooks_in(name, bytes) {
            None => one(into, plan, name, Cow::Borrowed(bytes), (&mut sent, &mut problems)),
            Some(Ok(books)) => {
                for (name, bytes) in books.into_iter().filter(|(name, _)| !is_left_over(name)) {
                    one(into, plan, &name, Cow::Owned(bytes), (&mut sent, &mut problems));
                }
            }
            Some(Err(problem)) => problems.push(*problem),
        }
    }
    (sent, problems)
}

fn one(
    into: &Package,
    plan: &Plan,
    file: &str,
    bytes: Cow<[u8]>,
    (sent, problems): (&mut Vec<Sent>, &mut Vec<Problem>),
) {
    if into.iter().any(|(_, own)| **own == *bytes) {
        problems.push(Problem::of_sheet(&code::PLAN_ITSELF, file));
        return;
    }
    let (sheets, found) = sheets_of_file(file, &bytes);
    let place = |problem: Problem| {
        let sheet =
            if problem.sheet == *file { problem.sheet } else { messages().forms.place(file, &problem.sheet) };
        let is_other = problem.code == &NOT_A_PACKAGE;
        Problem { sheet, code: if is_other { &code::UNREADABLE } else { problem.code }, ..problem }
    };
    problems.extend(found.into_iter().map(place));
    let guide = sheets.iter().find(|sheet| sheet.name.trim() == GUIDE_SHEET);
    let of = |key| guide.and_then(|sheet| fact(sheet, key)).unwrap_or_default().to_owned();
    let [plan_id, department, year] = [JA.forms.plan_id, JA.forms.department, JA.forms.year].map(of);
    if !plan_id.is_empty() && !department.is_empty() {
        let year = FiscalYear::parse(&year);
        sent.push(Sent { file: file.to_owned(), sheets, plan_id, department, year });
    } else if !sheets.is_empty() {
        let is_plan =
            |sheet: &Sheet| spec_of(&sheet.name).is_some_and(|spec| spec.sheet == pairs::TABLE.spec.sheet);
        let found = if sheets.iter().any(is_plan) {
            messages().forms.whole_plan
        } else {
            messages().forms.other_file
        };
        problems.push(not_a_form(plan, next_results_year(plan), file).found(found));
    }
}

/// The year of the forms. Forms that are late are of the year whose results the plan has already.
pub(super) fn year_of(plan: &Plan, sent: &[Sent]) -> FiscalYear {
    let next = next_results_year(plan);
    let is_sent = |year: FiscalYear| sent.iter().any(|form| form.is_of(plan, year));
    plan.about.results_year.filter(|year| !is_sent(next) && is_sent(*year)).unwrap_or(next)
}

impl Sent {
    /// Whether the form is of this plan and year.
    pub fn is_of(&self, plan: &Plan, year: FiscalYear) -> bool {
        self.plan_id == plan.about.id && self.year == Some(year)
    }

    /// The problem that it is a form of something else.
    pub fn stranger(&self, plan: &Plan, year: FiscalYear) -> Problem {
        let own = self.year.map_or_else(|| messages().forms.no_year.to_owned(), FiscalYear::short);
        let found = messages().forms.form_found(&self.plan_id, own, &self.department);
        not_a_form(plan, year, &self.file).found(found)
    }
}

fn not_a_form(plan: &Plan, year: FiscalYear, file: &str) -> Problem {
    let expected = messages().forms.form_of(&plan.about.title, year.short());
    Problem::of_sheet(&code::NOT_A_FORM, file).expected(expected)
}
