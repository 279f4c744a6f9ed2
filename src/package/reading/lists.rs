//! The short sheets: 部署, 状況区分, 訂正 and 用語.

use std::collections::BTreeMap;

use crate::format::{Column, departments, statuses};
use crate::locale::messages;
use crate::package::problems::catalogue as code;
use crate::package::reading::Reader;
use crate::package::reading::references::Ids;
use crate::package::reading::row::Table;
use crate::package::sheets::letters::normal;
use crate::plan::{Department, Status};

/// Reads every column of all rows of a table.
pub(in crate::package) fn all<R: Default>(reader: &mut Reader, table: &Table<R>) -> Vec<R> {
    table.rows().map(|row| row.read(reader)).collect()
}

/// The same for a table whose rows must have different names.
fn named<R: Default>(reader: &mut Reader, table: &Table<R>, name: &Column<R>) -> Vec<R> {
    let mut ids = Ids::default();
    for row in table.rows() {
        ids.enter(reader, &row, name, &row.word(name));
    }
    all(reader, table)
}

pub(in crate::package) fn departments(reader: &mut Reader, table: &Table<Department>) -> Vec<Department> {
    let list = named(reader, table, &departments::NAME);
    same_names(reader, table, &list);
    let names = list.iter().flat_map(|row: &Department| row.aliases.iter().chain([&row.name]));
    for name in names.clone() {
        reader.spellings.entry(normal(name)).or_insert_with(|| name.clone());
    }
    reader.departments = Some(names.cloned().collect());
    list
}

/// Reports an alias that is the name or an alias of another department: nobody knows whose an item is that names it.
fn same_names(reader: &mut Reader, table: &Table<Department>, list: &[Department]) {
    let mut rows: BTreeMap<&str, usize> = BTreeMap::new();
    for (row, department) in table.rows().zip(list) {
        rows.entry(&department.name).or_insert(row.number);
    }
    for (row, department) in table.rows().zip(list) {
        for alias in department.aliases.iter().filter(|alias| !alias.is_empty()) {
            let before = *rows.entry(alias).or_insert(row.number);
            if before != row.number {
                let problem = row.problem(&code::DUPLICATE_ID, &departments::ALIASES).found(&**alias);
                reader.problems.push(problem.expected(messages().found.row(before)));
            }
        }
    }
}

pub(in crate::package) fn statuses(reader: &mut Reader, table: &Table<Status>) -> Vec<Status> {
    let list = all(reader, table);
    let mut rows: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (row, status) in table.rows().zip(&list) {
        let Status { aspect, status, order, .. } = status;
        if let Some(before) = rows.insert((aspect, status), row.number) {
            let problem = row.problem(&code::DUPLICATE_ID, &statuses::STATUS);
            reader.problems.push(problem.expected(messages().found.row(before)));
        }
        if !order.is_empty() && order.parse::<u16>().is_err() {
            reader.problems.push(row.problem(&code::BAD_ORDER, &statuses::ORDER));
        }
    }
    // A sheet with only a header defines no words.
    if !list.is_empty() {
        reader.statuses = Some(list.iter().map(|row| row.status.clone()).collect());
    }
    list
}
