//! Reads sheets into a plan and a list of all problems.

pub(in crate::package) mod about;
pub(in crate::package) mod changes;
pub(in crate::package) mod confirmed;
pub(in crate::package) mod departments;
pub(in crate::package) mod document;
pub(in crate::package) mod doubts;
mod fill;
pub(in crate::package) mod indicators;
pub(in crate::package) mod items;
pub(in crate::package) mod lists;
pub(in crate::package) mod outline;
pub(in crate::package) mod ratings;
pub(in crate::package) mod references;
pub(in crate::package) mod row;
pub(in crate::package) mod schedule;

use std::collections::{BTreeMap, BTreeSet};

use crate::format::tables::document_table_id;
use crate::format::{self, Column, TABLES, TableSpec};
use crate::locale::messages;
use crate::package::problems::catalogue as code;
use crate::package::reading::confirmed::without_confirmed;
use crate::package::reading::departments::Named;
use crate::package::reading::row::{Row, Table};
use crate::package::sheets::layout::{folded, has_heads_of, other_separator};
use crate::package::sheets::letters::{difference, normal};
use crate::package::{Problem, Sheet};
use crate::plan::{Assignment, FiscalYear, Plan};
use crate::planfile::{self, PlanFault};

/// Reads the sheets of a package, by their Japanese or English names, in any order.
///
/// ```
/// use machi_plan::{package, plan::Plan};
/// let sheets = package::write_sheets(&Plan::default());
/// let (_, problems) = package::read_sheets(&sheets);
/// assert_eq!(problems[0].to_string().lines().next(), Some("エラー 計画!B2（計画ID）: 「計画ID」が空欄です。"));
/// ```
pub fn read_sheets(sheets: &[Sheet]) -> (Plan, Vec<Problem>) {
    let mut reader = Reader::default();
    let about = reader.table(&format::pairs::TABLE, sheets);
    let outline = reader.table(&format::outline::TABLE, sheets);
    let items = reader.table(&format::items::TABLE, sheets);
    let schedule = reader.table(&format::schedule::TABLE, sheets);
    let indicators = reader.table(&format::indicators::TABLE, sheets);
    let results = reader.table(&format::results::TABLE, sheets);
    let ratings = reader.table(&format::ratings::TABLE, sheets);
    let statuses = reader.table(&format::statuses::TABLE, sheets);
    let departments = reader.table(&format::departments::TABLE, sheets);
    let sections = reader.table(&format::sections::TABLE, sheets);
    let tables = reader.table(&format::tables::TABLE, sheets);
    let corrections = reader.table(&format::corrections::TABLE, sheets);
    let changes = reader.table(&format::changes::TABLE, sheets);
    let glossary = reader.table(&format::glossary::TABLE, sheets);
    reader.problems.extend(sheets_not_read(sheets));

    let mut plan = Plan::default();
    if let Some(table) = &about {
        plan.about = about::about(&mut reader, table);
    }
    if let Some(table) = &departments {
        plan.departments = lists::departments(&mut reader, table);
    }
    if let Some(table) = &statuses {
        plan.statuses = lists::statuses(&mut reader, table);
    }
    if let Some(table) = &outline {
        reader.has_outline = table.has(&format::outline::ID);
        plan.outline = outline::outline(&mut reader, table);
    }
    if let Some(table) = &items {
        reader.has_items = table.has(&format::items::ID);
        plan.items = items::items(&mut reader, table, &plan.outline);
    }
    if let Some(table) = &schedule {
        plan.schedule_columns = schedule::schedule(&mut reader, table, &mut plan.items);
    }
    if let Some(table) = &corrections {
        plan.corrections = lists::all(&mut reader, table);
    }
    if let Some(table) = &indicators {
        indicators::indicators(&mut reader, table, &mut plan.items, &plan.corrections);
    }
    if let Some(table) = &results {
        items::results(&mut reader, table, &mut plan.items);
    }
    if let Some(table) = &ratings {
        ratings::ratings(&mut reader, table, results.as_ref(), &mut plan);
    }
    if let Some(table) = &sections {
        plan.sections = document::sections(&mut reader, table);
    }
    plan.tables = document::tables(&mut reader, tables.as_ref(), sheets, &plan.sections);
    if let Some(table) = &glossary {
        plan.glossary = lists::all(&mut reader, table);
    }
    if let Some(table) = &changes {
        plan.changes = changes::changes(&mut reader, table, &plan);
    }
    if let Some(table) = &corrections {
        let (shown, misses) = plan.corrected();
        references::corrections(&mut reader, table, &plan, &misses);
        if let Some(table) = &indicators {
            indicators::corrected_readings(&mut reader, table, &plan.corrections, &shown);
        }
        reader.problems.extend(confirmed::changed(sheets, table, &plan));
    }
    if let Some(table) = &about {
        references::levels(&mut reader, table, &plan);
        references::results_year(&mut reader, table, &plan);
    }
    if !crate::package::has_errors(&reader.problems) {
        reader.problems.extend(too_large(&plan));
    }
    let problems = without_confirmed(sheets, &plan, reader.problems);
    (plan, sorted(problems))
}

/// The facts collected while the tables are read, and the problems so far.
#[derive(Default)]
pub(in crate::package) struct Reader {
    pub problems: Vec<Problem>,
    /// The plan's years, if they could be read.
    pub years: Option<(FiscalYear, FiscalYear)>,
    /// Names and aliases of the sheet 部署, if it exists.
    pub departments: Option<BTreeSet<String>>,
    /// The first spelling of each department in the package, by its normal form.
    pub spellings: BTreeMap<String, String>,
    /// The words of the sheet 状況区分, if it exists.
    pub statuses: Option<BTreeSet<String>>,
    /// The index of each item in the plan, by its id.
    pub items: BTreeMap<String, usize>,
    /// Whether the sheet 体系 could be read. If not, references to it are not reported.
    pub has_outline: bool,
    /// The same for the sheet 取組.
    pub has_items: bool,
    /// The newest year of the sheet 実績, with its cell for a message.
    pub newest_result: Option<(FiscalYear, String)>,
    /// Whether rows of the sheet 実績 or 評価 wait for a text.
    pub blank_results: bool,
}

impl Reader {
    fn table<'a, R>(
        &mut self,
        format: &'static format::Table<R>,
        sheets: &'a [Sheet],
    ) -> Option<Table<'a, R>> {
        let spec = &format.spec;
        let mut of_spec =
            sheets.iter().filter(|sheet| spec_of(&sheet.name).is_some_and(|found| found.sheet == spec.sheet));
        let Some(sheet) = of_spec.next() else {
            if spec.required {
                self.problems.push(Problem::of_sheet(&code::MISSING_TABLE, spec.sheet).expected(spec.sheet));
            }
            return None;
        };
        for other in of_spec {
            self.problems.push(Problem::of_sheet(&code::DUPLICATE_TABLE, spec.sheet).found(&*other.name));
        }
        if sheet.rows.iter().flatten().all(|cell| cell.trim().is_empty()) {
            let heads: Vec<&str> = spec.single().map(|column| column.head).collect();
            self.problems.push(Problem::of_sheet(&code::EMPTY_TABLE, spec.sheet).expected(heads.join("、")));
            return None;
        }
        if let Some(separator) = other_separator(spec, &sheet.rows) {
            self.problems.push(Problem::of_sheet(&code::WRONG_SEPARATOR, spec.sheet).found(separator));
            return None;
        }
        let table = Table::new(format, sheet, &mut self.problems);
        if spec.required && table.rows().next().is_none() {
            self.problems.push(Problem::of_sheet(&code::NO_ROWS, spec.sheet));
        }
        Some(table)
    }

    /// The plan's years, first to last; none if they could not be read.
    pub fn plan_years(&self) -> impl Iterator<Item = FiscalYear> + use<> {
        self.years.into_iter().flat_map(|(first, last)| (first.0..=last.0).map(FiscalYear))
    }

    /// The plan's years for a message.
    pub fn years_in_words(&self) -> String {
        self.years.map_or(String::new(), |(first, last)| messages().found.years(first.short(), last.short()))
    }

    /// Whether a year is certainly outside the plan.
    pub fn is_outside(&self, year: FiscalYear) -> bool {
        self.years.is_some_and(|(first, last)| year < first || year > last)
    }

    /// The departments of a cell. Those that the sheet 部署 does not list are reported, each once for a cell.
    pub fn departments_of<R>(&mut self, row: &Row<R>, column: &Column<R>) -> Vec<Assignment> {
        let cell = row.text(column);
        let is_known = |name: &str| {
            let exact = self.spellings.get(&normal(name)).map_or(name, String::as_str);
            self.departments.as_ref().is_some_and(|known| known.contains(exact))
        };
        let Named { mut list, doubts } = departments::read(&cell, &is_known);
        for (code, found) in doubts {
            self.problems.push(row.problem(code, column).found(found));
        }
        for assignment in &mut list {
            let name = &mut assignment.department;
            let exact = self.spellings.entry(normal(name)).or_insert_with(|| name.clone());
            if exact != name {
                let problem = row.problem(&code::LOOK_ALIKE, column).found(&**name);
                self.problems.push(problem.expected(difference(name, exact)));
                name.clone_from(exact);
            }
        }
        if let Some(known) = &self.departments {
            for assignment in list.iter().filter(|assignment| !known.contains(&assignment.department)) {
                let problem = row.problem(&code::UNKNOWN_DEPARTMENT, column);
                self.problems.push(problem.found(&*assignment.department));
            }
        }
        list
    }
}

/// The problem of a plan file that a page would refuse. Then no file is written.
fn too_large(plan: &Plan) -> Option<Problem> {
    let found = match planfile::check(plan) {
        Err(fault @ PlanFault::TooMuch { .. }) => {
            let problem = Problem::of_sheet(&code::REPEATED_TOO_OFTEN, format::items::TABLE.spec.sheet);
            return Some(problem.found(fault.say(messages()).trim_end_matches(['。', '.'])));
        }
        Err(fault) => fault.say(messages()).trim_end_matches(['。', '.']).to_owned(),
        Ok(()) => {
            let bytes = planfile::write(plan).len();
            if bytes <= planfile::MAX_BYTES {
                return None;
            }
            messages().found.megabytes(planfile::megabytes(bytes))
        }
    };
    let expected = (planfile::MAX_BYTES / 1_000_000).to_string();
    Some(
        Problem::of_sheet(&code::PLAN_TOO_LARGE, format::pairs::TABLE.spec.sheet)
            .found(found)
            .expected(expected),
    )
}

/// The table for a sheet or file of this name.
pub(in crate::package) fn spec_of(name: &str) -> Option<&'static TableSpec> {
    let name = folded(name);
    TABLES.into_iter().find(|spec| spec.sheet == name || spec.file.eq_ignore_ascii_case(&name))
}

/// The sheets that are no table of the format, and those that would be one under its name.
fn sheets_not_read(sheets: &[Sheet]) -> impl Iterator<Item = Problem> {
    let is_left = |sheet: &&Sheet| {
        spec_of(&sheet.name).is_none() && document_table_id(&sheet.name).is_none() && !is_guide(&sheet.name)
    };
    sheets.iter().filter(is_left).map(|sheet| match misnamed(sheet, sheets) {
        Some(spec) => Problem::of_sheet(&code::MISNAMED_TABLE, &sheet.name).expected(spec.sheet),
        None => {
            let known = TABLES.map(|spec| spec.sheet).join("、");
            Problem::of_sheet(&code::UNKNOWN_TABLE, &sheet.name).expected(known)
        }
    })
}

/// The table whose heads a sheet of another name has, where the package lacks that table.
fn misnamed(sheet: &Sheet, sheets: &[Sheet]) -> Option<&'static TableSpec> {
    let is_missing = |spec: &&TableSpec| {
        !sheets.iter().any(|other| spec_of(&other.name).is_some_and(|of| of.sheet == spec.sheet))
    };
    TABLES.into_iter().filter(is_missing).find(|spec| has_heads_of(spec, &sheet.rows))
}

/// Whether a sheet or file of this name is the instructions and not a table.
fn is_guide(name: &str) -> bool {
    name == format::GUIDE_SHEET || name.eq_ignore_ascii_case(format::GUIDE_FILE)
}

/// Sorted by table, then by row and column: the order in which an officer mends them.
pub(in crate::package) fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    let table = |problem: &Problem| {
        let sheet =
            document_table_id(&problem.sheet).map_or(&*problem.sheet, |_| format::tables::TABLE.spec.sheet);
        TABLES.iter().position(|spec| spec.sheet == sheet).unwrap_or(TABLES.len())
    };
    problems.sort_by_key(|problem| (table(problem), problem.row, problem.column));
    // A date in a workbook's cell is recognised by its format and by its text, but reported once.
    let mut dates: BTreeSet<(String, Option<usize>, Option<usize>)> = BTreeSet::new();
    problems.retain(|problem| {
        problem.code != &code::DATE_IN_ID
            || dates.insert((problem.sheet.clone(), problem.row, problem.column))
    });
    problems
}
