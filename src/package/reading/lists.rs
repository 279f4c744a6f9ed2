//! The short sheets: 部署, 状況区分, 訂正 and 用語.

use crate::package::reading::Reader;
use crate::package::reading::references::Ids;
use crate::package::reading::row::{Table, parts};
use crate::package::sheets::letters::normal;
use crate::plan::{Correction, Department, STAGES, Status, Term};

pub(in crate::package) fn departments(reader: &mut Reader, table: &Table) -> Vec<Department> {
    let mut ids = Ids::default();
    let mut list = Vec::new();
    for row in table.rows() {
        let name = row.word("name");
        ids.enter(reader, &row, "name", &name);
        list.push(Department { name, kana: row.text("kana"), aliases: parts(&row.text("aliases")) });
    }
    let names = list.iter().flat_map(|row: &Department| row.aliases.iter().chain([&row.name]));
    for name in names.clone() {
        reader.spellings.entry(normal(name)).or_insert_with(|| name.clone());
    }
    reader.departments = Some(names.cloned().collect());
    list
}

pub(in crate::package) fn statuses(reader: &mut Reader, table: &Table) -> Vec<Status> {
    let mut ids = Ids::default();
    let mut list = Vec::new();
    for row in table.rows() {
        let status = row.word("status");
        ids.enter(reader, &row, "status", &status);
        let stage = row.choice("stage", &STAGES, &mut reader.problems);
        list.push(Status { status, definition: row.text("definition"), stage });
    }
    // A sheet with its header only says nothing about the words.
    if !list.is_empty() {
        reader.statuses = Some(list.iter().map(|row| row.status.clone()).collect());
    }
    list
}

pub(in crate::package) fn corrections(table: &Table) -> Vec<Correction> {
    let row = |row: crate::package::reading::row::Row| Correction {
        table: row.word("table"),
        id: row.word("id"),
        column: row.word("column"),
        printed: row.text("printed"),
        corrected: row.text("corrected"),
        reason: row.text("reason"),
        date: row.text("date"),
    };
    table.rows().map(row).collect()
}

pub(in crate::package) fn glossary(table: &Table) -> Vec<Term> {
    let row = |row: crate::package::reading::row::Row| Term {
        term: row.word("term"),
        kana: row.text("kana"),
        explanation: row.text("explanation"),
    };
    table.rows().map(row).collect()
}
