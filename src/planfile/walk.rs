//! The content of a plan file, walked once for every use: reading, writing, the JSON Schema, the types for
//! TypeScript.
//!
//! The keys and their order come from [`crate::format`]; this file names only rows inside rows. A missing key means
//! an empty value, and empty values are not written.

use crate::format::*;
use crate::plan::{Assignment, DocumentTable, FiscalYear, Item, Plan, ScheduleColumn, YearCell};

/// The key of the plan's description. It is an object; every other table is a list of objects.
pub(super) static ABOUT: &Key = &about::TABLE.spec.list;

static DEPARTMENT: Key = Key::new("department", "部署の名前。");
static LEAD: Key = Key::new("lead", "主な担当か。");
static YEAR: Key = Key::new("year", "年度（西暦）。").always();
static PRINTED: Key = Key::new("printed", "資料に書かれたとおりの値。").always();
static SCHEDULE_COLUMNS: Key =
    Key::new("schedule_columns", "年次計画の年度の列。年度ごとに1列ならない。").since(2);
static PART: Key = Key::new("part", "年度の中の時期。「上半期」など。");
static LINE: Key = Key::new("line", "「計画」「実績」など、列が示す欄。");
static HEAD: Key = Key::new("head", "列の見出し。");
pub(super) static ROWS: Key = Key::new("rows", "見出しの下の行。");
static CELLS: Key = Key::new("cells", "").always();

/// Visits one row at a time: reading fills the values, writing takes them.
pub(super) trait Fields {
    fn text(&mut self, key: &'static Key, value: &mut String);
    fn texts(&mut self, key: &'static Key, value: &mut Vec<String>);
    fn number(&mut self, key: &'static Key, value: &mut Option<u16>);
    fn flag(&mut self, key: &'static Key, value: &mut bool);
    /// Begins a list of rows and returns how many there will be. `len` is the number of rows to write.
    fn open(&mut self, key: &'static Key, len: usize) -> usize;
    fn enter(&mut self);
    fn leave(&mut self);
    fn close(&mut self, key: &'static Key);
}

pub(super) fn walk_plan(plan: &mut Plan, f: &mut dyn Fields) {
    // During the walk an object is a list with one row.
    f.open(ABOUT, 1);
    f.enter();
    columns(&about::TABLE, &mut plan.about, f);
    f.leave();
    f.close(ABOUT);
    table(&outline::TABLE, &mut plan.outline, f);
    rows(&items::TABLE.spec.list, &mut plan.items, f, item);
    table(&departments::TABLE, &mut plan.departments, f);
    table(&sections::TABLE, &mut plan.sections, f);
    rows(&tables::TABLE.spec.list, &mut plan.tables, f, document_table);
    table(&corrections::TABLE, &mut plan.corrections, f);
    table(&statuses::TABLE, &mut plan.statuses, f);
    table(&glossary::TABLE, &mut plan.glossary, f);
    table(&changes::TABLE, &mut plan.changes, f);
    rows(&SCHEDULE_COLUMNS, &mut plan.schedule_columns, f, schedule_column);
}

fn item(item: &mut Item, f: &mut dyn Fields) {
    columns(&items::TABLE, item, f);
    table(&schedule::TABLE, &mut item.actions, f);
    table(&indicators::TABLE, &mut item.indicators, f);
    table(&results::TABLE, &mut item.results, f);
    table(&ratings::TABLE, &mut item.ratings, f);
}

fn document_table(table: &mut DocumentTable, f: &mut dyn Fields) {
    columns(&tables::TABLE, table, f);
    f.texts(&HEAD, &mut table.head);
    rows(&ROWS, &mut table.rows, f, |cells, f| f.texts(&CELLS, cells));
}

fn assignment(row: &mut Assignment, f: &mut dyn Fields) {
    f.text(&DEPARTMENT, &mut row.department);
    f.flag(&LEAD, &mut row.lead);
}

fn schedule_column(column: &mut ScheduleColumn, f: &mut dyn Fields) {
    year(&YEAR, &mut column.year, f);
    f.text(&PART, &mut column.part);
    f.text(&LINE, &mut column.line);
}

fn year_cell(cell: &mut YearCell, f: &mut dyn Fields) {
    year(&YEAR, &mut cell.year, f);
    f.text(&PRINTED, &mut cell.printed);
}

/// The rows of a table that has only its columns.
fn table<R: Default>(table: &'static Table<R>, list: &mut Vec<R>, f: &mut dyn Fields) {
    let len = f.open(&table.spec.list, list.len());
    list.resize_with(len, R::default);
    for row in list {
        f.enter();
        columns(table, row, f);
        f.leave();
    }
    f.close(&table.spec.list);
}

// A function of its own, so that it is compiled once for all tables; inlined it would be compiled for each.
#[inline(never)]
fn columns<R>(table: &'static Table<R>, row: &mut R, f: &mut dyn Fields) {
    for column in table.columns {
        let key = &column.spec.file;
        match column.field {
            Field::Text(of) | Field::Word(of) | Field::Id(of) | Field::Link(of) => {
                f.text(key, (of.get_mut)(row));
            }
            Field::Reference(of) => reference(key, (of.get_mut)(row), f),
            // The row is inside its item.
            Field::Owner => {}
            Field::Names(of) | Field::Tags(of) | Field::Levels(of) | Field::Cells(of) => {
                f.texts(key, (of.get_mut)(row))
            }
            Field::Departments(of) => rows(key, (of.get_mut)(row), f, assignment),
            Field::Year(of) => year(key, (of.get_mut)(row), f),
            Field::MaybeYear(of) => maybe_year(key, (of.get_mut)(row), f),
            Field::Choice(of) => word(key, (of.get_mut)(row), f),
            Field::Reading(of) => f.flag(key, (of.get_mut)(row)),
            Field::YearCells(of) => rows(key, (of.get_mut)(row), f, year_cell),
        }
    }
}

fn rows<T: Default>(
    key: &'static Key,
    list: &mut Vec<T>,
    f: &mut dyn Fields,
    walk: fn(&mut T, &mut dyn Fields),
) {
    let len = f.open(key, list.len());
    list.resize_with(len, T::default);
    for row in list {
        f.enter();
        walk(row, f);
        f.leave();
    }
    f.close(key);
}

fn reference(key: &'static Key, value: &mut Option<String>, f: &mut dyn Fields) {
    let mut text = value.take().unwrap_or_default();
    f.text(key, &mut text);
    *value = Some(text).filter(|text| !text.is_empty());
}

fn year(key: &'static Key, value: &mut FiscalYear, f: &mut dyn Fields) {
    let mut number = Some(value.0).filter(|year| *year != 0);
    f.number(key, &mut number);
    *value = FiscalYear(number.unwrap_or_default());
}

fn maybe_year(key: &'static Key, value: &mut Option<FiscalYear>, f: &mut dyn Fields) {
    let mut number = value.map(|year| year.0);
    f.number(key, &mut number);
    *value = number.map(FiscalYear);
}

/// One of some words. An unknown word, from a later version, reads as the default.
fn word(key: &'static Key, value: &mut dyn Choice, f: &mut dyn Fields) {
    let words = value.words();
    let mut text = value.chosen().map_or("", |at| words[at].file).to_owned();
    f.text(key, &mut text);
    value.choose(words.iter().position(|word| !text.is_empty() && word.file == text));
}
