//! The plan compared with an earlier edition: the proposed rows of 変更, completed by the officer, and their files.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::{Chosen, Reading};
use crate::locale::JA;
use crate::package::{self, Comparison, Completion, Doubt, Problem};
use crate::plan::{Change, Plan};

/// A plan beside its earlier edition.
#[wasm_bindgen]
pub struct Editions {
    old: Plan,
    new: Plan,
    found: Comparison,
}

#[wasm_bindgen]
impl Reading {
    /// Compares the plan with an earlier edition: a package, or the plan file that was published. The error is a
    /// sentence about that edition.
    pub fn compare(&self, older: &Chosen) -> Result<Editions, String> {
        let old = older.edition()?;
        let found = package::changes(&old, &self.plan);
        Ok(Editions { old, new: self.plan.clone(), found })
    }
}

impl Chosen {
    fn edition(&self) -> Result<Plan, String> {
        if let [(name, bytes)] = self.files.as_slice()
            && let Some(plan) = package::published(bytes).map_err(|error| error.say(&JA, name))?
        {
            return Ok(plan);
        }
        let opened = self.open()?;
        if package::has_errors(&opened.problems) {
            return Err(JA.officer.older_with_errors(package::summary(&opened.problems)));
        }
        Ok(opened.plan)
    }
}

#[wasm_bindgen]
impl Editions {
    /// What is different, as a plain object: `{compared, changes, corrections, results, doubts, others, question, years}`.
    #[wasm_bindgen(getter)]
    pub fn found(&self) -> JsValue {
        let text = package::changes_text(&self.old, &self.new, &self.found);
        let found = Found {
            compared: text.lines().next().unwrap_or_default(),
            changes: self.found.changes.iter().map(|change| self.proposed(change)).collect(),
            corrections: self.found.corrections.iter().map(cells_of_correction).collect(),
            results: self.found.results.iter().map(cells_of_result).collect(),
            doubts: self.found.doubts.iter().map(Doubt::message).collect(),
            others: &self.found.others,
            question: package::changes_question(&self.old, &self.new),
            years: self.new.years().map(|year| [year.short(), JA.full_year(year)]).collect(),
        };
        found.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
    }

    /// Completes the proposed rows. `cells` are five texts a row: 日付, 年度, 種類, 理由, 後継ID. The error lists what is
    /// wrong with them, a line for each problem.
    pub fn complete(&self, cells: Vec<String>) -> Result<Completed, String> {
        let cells: Vec<Completion> = cells.chunks_exact(5).map(completion).collect();
        let (plan, problems) = package::completed(&self.new, &self.found, &cells);
        if package::has_errors(&problems) {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            return Err(lines.join("\n"));
        }
        let changes = plan.changes[self.new.changes.len()..].to_vec();
        Ok(Completed { plan, found: Comparison { changes, ..self.found.clone() }, problems })
    }

    fn proposed<'a>(&self, change: &'a Change) -> Proposed<'a> {
        let names = [&self.new, &self.old].map(|plan| package::name_of(plan, change));
        Proposed {
            kind: package::kind_word(change),
            table: &change.table,
            id: &change.id,
            name: names.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
            column: &change.column,
            before: &change.before,
            after: &change.after,
            ends: change.is_end(),
        }
    }
}

fn completion(cells: &[String]) -> Completion {
    let [date, year, kind, reason, successors] = std::array::from_fn(|at| cells[at].clone());
    Completion { date, year, kind, reason, successors }
}

fn cells_of_correction(row: &crate::plan::Correction) -> [&str; 5] {
    [&row.table, &row.id, &row.column, &row.printed, &row.corrected]
}

fn cells_of_result(row: &package::Reported) -> [&str; 6] {
    [&row.table, &row.id, &row.name, &row.column, &row.before, &row.after]
}

/// What is different between two editions.
#[derive(Serialize)]
struct Found<'a> {
    compared: &'a str,
    changes: Vec<Proposed<'a>>,
    corrections: Vec<[&'a str; 5]>,
    results: Vec<[&'a str; 6]>,
    doubts: Vec<String>,
    others: &'a [String],
    /// Whether the differences are right.
    question: String,
    years: Vec<[String; 2]>,
}

/// A proposed row of 変更.
#[derive(Serialize)]
struct Proposed<'a> {
    kind: &'static str,
    table: &'a str,
    id: &'a str,
    name: String,
    column: &'a str,
    before: &'a str,
    after: &'a str,
    /// Whether the row is gone, so that it may have been merged or divided.
    ends: bool,
}

/// The proposed rows as the officer has completed them.
#[wasm_bindgen]
pub struct Completed {
    plan: Plan,
    found: Comparison,
    problems: Vec<Problem>,
}

#[wasm_bindgen]
impl Completed {
    /// What to look at in the completed rows, a line for each; empty without a doubt.
    #[wasm_bindgen(getter)]
    pub fn doubts(&self) -> String {
        self.problems.iter().map(|problem| problem.to_string() + "\n").collect()
    }

    /// The rows of the sheet 変更 as CSV.
    pub fn rows(&self) -> Vec<u8> {
        package::changes_csv(&self.found)
    }

    /// The rows of 変更 and 訂正, the results that are new, and the doubts, as a workbook.
    pub fn comparison(&self) -> Result<Vec<u8>, String> {
        package::changes_workbook(&self.found).map_err(|problems| not_made(&problems))
    }

    /// The plan as a workbook with the rows in its sheet 変更.
    pub fn package(&self) -> Result<Vec<u8>, String> {
        package::write_workbook(&self.plan).map_err(|problems| not_made(&problems))
    }
}

fn not_made(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    JA.officer.not_made(lines.join("\n"))
}
