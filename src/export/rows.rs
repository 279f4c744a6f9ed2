//! The rows of each file, from a plan as it is shown. Columns in the order of [`super::FILES`].

use super::Field;
use super::csv::Csv;
use crate::list::List;
use crate::plan::{
    Assignment, Comparator, Direction, DocumentTable, Entry, ItemIndex, Kind, Plan, Reading, read_row,
    read_value,
};
use crate::selection::{Prepared, load};

/// A file while it is written, without its BOM: every row begins with the plan's id.
pub struct Rows<'a> {
    csv: Csv,
    plan_id: &'a str,
}

impl<'a> Rows<'a> {
    /// A file with its header.
    pub(super) fn new(plan: &'a Plan, columns: &[Field]) -> Rows<'a> {
        let mut csv = Csv::default();
        columns.iter().for_each(|column| csv.cell(column.name));
        csv.end_row();
        Rows { csv, plan_id: &plan.about.id }
    }

    pub(super) fn add(&mut self, cells: &[&str]) {
        self.csv.cell(self.plan_id);
        cells.iter().for_each(|cell| self.csv.cell(cell));
        self.csv.end_row();
    }

    pub(super) fn text(self) -> String {
        self.csv.text
    }
}

/// The reading of a row or a cell, in the words of the package.
pub(super) fn reading(inferred: bool) -> &'static str {
    if inferred { "inferred" } else { "printed" }
}

fn flag(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

/// Departments in one cell: all of them, or those that lead.
fn joined(list: &[Assignment], lead_only: bool) -> String {
    let mut text = String::new();
    for assignment in list.iter().filter(|assignment| assignment.lead || !lead_only) {
        if !text.is_empty() {
            text.push(';');
        }
        text.push_str(&assignment.department);
    }
    text
}

pub(super) fn items(rows: &mut Rows, prepared: &Prepared) {
    prepared.plan.item_indices().for_each(|at| item(rows, prepared, at));
}

pub(super) fn item(rows: &mut Rows, prepared: &Prepared, at: ItemIndex) {
    let plan = &prepared.plan;
    let item = &plan[at];
    let departments = plan.departments_of(item);
    let mut path = String::new();
    for (at, row) in plan.path(item).into_iter().enumerate() {
        if at > 0 {
            path.push_str(" > ");
        }
        path.push_str(&row.name);
    }
    rows.add(&[
        &item.id,
        &item.mark,
        &item.name,
        &item.outline_id,
        &path,
        &joined(departments, true),
        &joined(departments, false),
        flag(plan.departments_inherited(item)),
        &item.purpose,
        &item.content,
        plan.page_of(item),
        item.repost_of.as_deref().unwrap_or_default(),
        &item.note,
    ]);
}

/// One row an entry. An arrow is a row of its own: `→`, continues where it carries on words of an earlier year, and
/// not where it can be joined to no single entry.
pub(super) fn schedule(rows: &mut Rows, prepared: &Prepared) {
    let plan = &prepared.plan;
    for item in &plan.items {
        for action in &item.actions {
            for (year, cell) in plan.years().zip(read_row(&action.cells)) {
                for (at, (entry, carried)) in cell.entries.iter().zip(cell.continues).enumerate() {
                    let (text, continues) = match entry {
                        Entry::Text(text) => (text.as_str(), false),
                        Entry::Arrow => ("→", !carried.is_empty()),
                    };
                    rows.add(&[
                        &item.id,
                        &action.mark,
                        &action.text,
                        &year.0.to_string(),
                        &(at + 1).to_string(),
                        text,
                        flag(continues),
                        reading(action.inferred),
                        &action.note,
                    ]);
                }
            }
        }
    }
}

pub(super) fn indicators(rows: &mut Rows, prepared: &Prepared) {
    let plan = &prepared.plan;
    for item in &plan.items {
        for row in &item.indicators {
            let direction = match row.direction {
                Direction::Unstated => "",
                Direction::Higher => "高い",
                Direction::Lower => "低い",
                Direction::Steady => "維持",
            };
            let kind = match row.kind {
                Kind::Unstated => "",
                Kind::Yearly => "単年",
                Kind::Cumulative => "累計",
            };
            let repost = row.repost_of.as_deref().unwrap_or_default();
            rows.add(&[
                &item.id,
                &row.id,
                &row.name,
                &row.series,
                &row.unit,
                direction,
                kind,
                repost,
                &row.note,
            ]);
        }
    }
}

/// One row a paragraph; status and reason are of the year and stand at each. A year with neither words nor status has
/// no row.
pub(super) fn results(rows: &mut Rows, prepared: &Prepared) {
    let plan = &prepared.plan;
    for item in &plan.items {
        for result in &item.results {
            let mut paragraphs: Vec<&str> =
                result.text.lines().map(str::trim).filter(|line| !line.is_empty()).list();
            if paragraphs.is_empty() && !(result.status.is_empty() && result.reason.is_empty()) {
                paragraphs.push("");
            }
            for (at, text) in paragraphs.into_iter().enumerate() {
                let (year, position) = (result.year.0.to_string(), (at + 1).to_string());
                rows.add(&[&item.id, &year, &position, text, &result.status, &result.reason]);
            }
        }
    }
}

pub(super) fn outline(rows: &mut Rows, prepared: &Prepared) {
    let plan = &prepared.plan;
    for row in &plan.outline {
        let parent = row.parent_id.as_deref().unwrap_or_default();
        let departments = joined(&row.departments, false);
        rows.add(&[
            &row.id,
            parent,
            &row.mark,
            &row.name,
            &row.description,
            &departments,
            &row.page,
            &row.note,
        ]);
    }
}

pub(super) fn departments(rows: &mut Rows, prepared: &Prepared) {
    let plan = &prepared.plan;
    for department in plan.department_indices() {
        let load = load(prepared, department);
        rows.add(&[&plan[department].name, &load.leads.to_string(), &load.items.len().to_string()]);
    }
}

pub(super) fn tables(rows: &mut Rows, prepared: &Prepared) {
    let plan = &prepared.plan;
    plan.tables.iter().for_each(|table| document_table(rows, table));
}

/// One row a reading of a cell; the columns of the head are the names under `column`. A number that is no exact one
/// (程度, 以上, a change) stands as printed only: the file has no column for the word that goes with it.
fn document_table(rows: &mut Rows, table: &DocumentTable) {
    for (row, cells) in table.rows.iter().enumerate() {
        let row = (row + 1).to_string();
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
            // The first column names its row: 「1 本市の状況」 is a heading with its number, not one of a unit.
            let exact = |reading: &Reading| {
                column > 0 && reading.comparator == Comparator::Equal && reading.basis.is_empty()
            };
            let readings: Vec<Reading> = read_value(cell, &table.unit).into_iter().filter(exact).list();
            let name = table.column_name(column);
            if readings.is_empty() {
                rows.add(&[&table.id, &row, &name, "1", cell, "", ""]);
            }
            for (at, reading) in readings.iter().enumerate() {
                let (position, value) = ((at + 1).to_string(), reading.value.to_string());
                rows.add(&[&table.id, &row, &name, &position, cell, &value, &reading.unit]);
            }
        }
    }
}

pub(super) fn sections(rows: &mut Rows, prepared: &Prepared) {
    let plan = &prepared.plan;
    for row in &plan.sections {
        rows.add(&[&row.id, row.parent_id.as_deref().unwrap_or_default(), &row.heading, &row.text]);
    }
}

pub(super) fn corrections(rows: &mut Rows, prepared: &Prepared) {
    let plan = &prepared.plan;
    for c in &plan.corrections {
        rows.add(&[&c.table, &c.id, &c.column, &c.printed, &c.corrected, &c.reason, &c.date]);
    }
}
