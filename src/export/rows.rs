//! The rows of each file, from a plan as it is shown.

use super::columns::{Field, Own, PLAN_ID, Part, field_of};
use super::csv::Csv;
use super::files::{self, File};
use crate::format::{self, Column, cell_word};
use crate::list::List;
use crate::plan::{
    Action, Assignment, Comparator, Department, DocumentTable, Entry, Indicator, Item, ItemIndex, Rating,
    Reading, YearResult,
};
use crate::selection::{Prepared, loads};

/// A file that is being written, without its BOM. Every row begins with the plan's id.
pub(super) struct Rows<R: 'static> {
    csv: Csv,
    /// The columns, each with the column of the package that gives its cells, if there is one.
    columns: Vec<(Field, Option<&'static Column<R>>)>,
    /// The cells of the current row. The first is the plan's id.
    cells: Vec<String>,
}

impl<R> Rows<R> {
    /// A file with its header.
    pub fn new(plan_id: &str, file: &File<R>) -> Rows<R> {
        let columns = columns(file.parts);
        let mut csv = Csv::default();
        columns.iter().for_each(|(field, _)| csv.cell(field.name));
        csv.end_row();
        let mut cells = vec![String::new(); columns.len()];
        plan_id.clone_into(&mut cells[0]);
        Rows { csv, columns, cells }
    }

    pub fn fields(&self) -> Vec<Field> {
        self.columns.iter().map(|(field, _)| *field).list()
    }

    /// Begins a row with the cells that the package has too. `owner` is the id of the item that the row belongs to.
    pub fn begin(&mut self, owner: &str, row: &R) -> &mut Rows<R> {
        for ((_, column), cell) in self.columns.iter().zip(&mut self.cells).skip(1) {
            *cell = column.map_or_else(String::new, |column| text_of(column, owner, row));
        }
        self
    }

    /// Fills a cell that only the open data has.
    pub fn set(&mut self, column: &Own<R>, cell: &str) -> &mut Rows<R> {
        self.put(column.field.name, cell)
    }

    /// Fills a cell with another text than the package has.
    pub fn put_in(&mut self, column: &Column<R>, cell: &str) -> &mut Rows<R> {
        self.put(column.spec.open.map_or("", |open| open.name), cell)
    }

    // A function of its own, so that it is compiled once for all files; inlined it would be compiled for each.
    #[inline(never)]
    fn put(&mut self, name: &str, cell: &str) -> &mut Rows<R> {
        let at = self.columns.iter().position(|(field, _)| field.name == name);
        debug_assert!(at.is_some(), "no column {name}");
        if let Some(kept) = at.and_then(|at| self.cells.get_mut(at)) {
            cell.clone_into(kept);
        }
        self
    }

    /// Ends the row. Its cells stay for the next row, unless that begins with [`Rows::begin`].
    pub fn end(&mut self) {
        self.cells.iter().for_each(|cell| self.csv.cell(cell));
        self.csv.end_row();
    }

    /// One row for each, with only the cells of the package.
    pub fn all<'r>(&mut self, rows: impl IntoIterator<Item = &'r R>) {
        rows.into_iter().for_each(|row| self.begin("", row).end());
    }

    pub fn text(self) -> String {
        self.csv.text
    }
}

/// The plan's id, then the columns of the parts, each on its own.
fn columns<R>(parts: &[Part<R>]) -> Vec<(Field, Option<&'static Column<R>>)> {
    let is_named = |key: &str| parts.iter().any(|part| matches!(part, Part::Of(of) if of.spec.key == key));
    let mut columns = vec![(PLAN_ID, None)];
    for part in parts {
        match part {
            Part::Own(own) => columns.push((own.field, None)),
            Part::Of(column) => columns.extend(field_of(&column.spec).map(|field| (field, Some(*column)))),
            Part::Rest(table) => {
                let rest = table.columns.iter().filter(|column| !is_named(column.spec.key));
                columns.extend(rest.filter_map(|column| Some((field_of(&column.spec)?, Some(*column)))));
            }
        }
    }
    columns
}

/// A cell in the form of the open data.
fn text_of<R>(column: &Column<R>, owner: &str, row: &R) -> String {
    match column.field {
        format::Field::Owner => owner.to_owned(),
        format::Field::Departments(of) => joined((of.get)(row), false),
        format::Field::Year(of) => (of.get)(row).0.to_string(),
        format::Field::MaybeYear(of) => (of.get)(row).map_or(String::new(), |year| year.0.to_string()),
        format::Field::Choice(of) => cell_word((of.get)(row)).to_owned(),
        format::Field::Reading(of) => cell_word((of.get)(row)).to_owned(),
        format::Field::Names(of) | format::Field::Tags(of) | format::Field::Levels(of) => {
            (of.get)(row).join(";")
        }
        // Cells of years have a row each.
        format::Field::Cells(_) | format::Field::YearCells(_) => String::new(),
        format::Field::Text(_)
        | format::Field::Word(_)
        | format::Field::Id(_)
        | format::Field::Link(_)
        | format::Field::Reference(_) => column.field.text(row).cloned().unwrap_or_default(),
    }
}

fn flag(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

/// Departments in one cell: all of them, or only the leading ones.
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

pub(super) fn items(rows: &mut Rows<Item>, prepared: &Prepared) {
    prepared.plan.item_indices().for_each(|at| item(rows, prepared, at));
}

pub(super) fn item(rows: &mut Rows<Item>, prepared: &Prepared, at: ItemIndex) {
    let plan = &prepared.plan;
    let item = &plan[at];
    let departments = prepared.departments_of(at);
    let mut path = String::new();
    for (depth, row) in prepared.path(at).into_iter().enumerate() {
        if depth > 0 {
            path.push_str(" > ");
        }
        path.push_str(&row.name);
    }
    rows.begin("", item)
        .set(&files::PATH, &path)
        .set(&files::LEAD_DEPARTMENTS, &joined(departments, true))
        .put_in(&format::items::DEPARTMENTS, &joined(departments, false))
        .set(&files::DEPARTMENTS_INHERITED, flag(prepared.departments_inherited(at)))
        .put_in(&format::items::PAGE, prepared.page_of(at))
        .end();
}

/// One row for each entry. An arrow has its own row with `→`. The column continues has the words of an earlier year
/// that it continues; it is empty where the arrow cannot be joined to one entry.
pub(super) fn schedule(rows: &mut Rows<Action>, prepared: &Prepared) {
    let plan = &prepared.plan;
    for item in &plan.items {
        for action in &item.actions {
            for (year, cell) in plan.years().zip(plan.schedule_of(action)) {
                let entries = cell.entries.iter().zip(cell.continues).zip(&cell.parts);
                for (at, ((entry, carried), part)) in entries.enumerate() {
                    let (text, continues) = match entry {
                        Entry::Text(text) => (text.as_str(), false),
                        Entry::Arrow => ("→", !carried.is_empty()),
                    };
                    rows.begin(&item.id, action)
                        .set(&files::ACTION_YEAR, &year.0.to_string())
                        .set(&files::ENTRY_POSITION, &(at + 1).to_string())
                        .set(&files::ENTRY, text)
                        .set(&files::CONTINUES, flag(continues))
                        .set(&files::YEAR_PART, part)
                        .end();
                }
            }
        }
    }
}

pub(super) fn indicators(rows: &mut Rows<Indicator>, prepared: &Prepared) {
    for item in &prepared.plan.items {
        item.indicators.iter().for_each(|row| rows.begin(&item.id, row).end());
    }
}

/// One row for each paragraph. Each has the status and the reason of its year. A year without any text has
/// no row.
pub(super) fn results(rows: &mut Rows<YearResult>, prepared: &Prepared) {
    let plan = &prepared.plan;
    for item in &plan.items {
        for result in &item.results {
            let mut paragraphs: Vec<&str> =
                result.text.lines().map(str::trim).filter(|line| !line.is_empty()).list();
            let mut texts = format::results::TABLE.open_texts(result);
            if paragraphs.is_empty() && texts.any(|text| !text.trim().is_empty()) {
                paragraphs.push("");
            }
            for (at, text) in paragraphs.into_iter().enumerate() {
                rows.begin(&item.id, result)
                    .set(&files::PARAGRAPH_POSITION, &(at + 1).to_string())
                    .put_in(&format::results::RESULT, text)
                    .end();
            }
        }
    }
}

/// The rows of 評価, and 状況 and 理由 of 実績, which are the short form of one.
pub(super) fn ratings(rows: &mut Rows<Rating>, prepared: &Prepared) {
    for item in &prepared.plan.items {
        item.all_ratings().for_each(|rating| rows.begin(&item.id, &rating).end());
    }
}

pub(super) fn departments(rows: &mut Rows<Department>, prepared: &Prepared) {
    for (department, load) in prepared.plan.departments.iter().zip(loads(prepared)) {
        rows.begin("", department)
            .set(&files::LEAD_ITEMS, &load.leads.to_string())
            .set(&files::DEPARTMENT_ITEMS, &load.items.len().to_string())
            .end();
    }
}

pub(super) fn tables(rows: &mut Rows<DocumentTable>, prepared: &Prepared) {
    prepared.plan.tables.iter().for_each(|table| document_table(rows, table));
}

/// One row for each reading of a cell; the names of the other columns are under `column`. A number that is not exact
/// (程度, 以上, a change) is given only as printed: the file has no column for the comparator.
fn document_table(rows: &mut Rows<DocumentTable>, table: &DocumentTable) {
    let grammars = table.grammars();
    for (row, cells) in table.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
            // The first column names the row: 「1 本市の状況」 is a numbered heading, not a number with a unit.
            let exact = |reading: &Reading| {
                column > 0 && reading.comparator == Comparator::Equal && reading.basis.is_empty()
            };
            let read = grammars.get(column).map_or(Vec::new(), |grammar| grammar.read(cell));
            let readings: Vec<Reading> = read.into_iter().filter(exact).list();
            rows.begin("", table)
                .set(&files::TABLE_ROW, &(row + 1).to_string())
                .set(&files::TABLE_COLUMN, &table.column_name(column))
                .set(&files::TABLE_POSITION, "1")
                .set(&files::TABLE_CELL, cell);
            if readings.is_empty() {
                rows.end();
            }
            for (at, reading) in readings.iter().enumerate() {
                rows.set(&files::TABLE_POSITION, &(at + 1).to_string())
                    .set(&files::TABLE_VALUE, &reading.value.to_string())
                    .set(&files::TABLE_UNIT, &reading.unit)
                    .end();
            }
        }
    }
}
