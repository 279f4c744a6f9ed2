//! Ids of one table in another table: where they differ only in characters that look alike, the id is written as in
//! its own table.

use std::collections::BTreeMap;

use crate::format::{TableSpec, indicators, items, outline, sections};
use crate::locale::messages;
use crate::package::problems::catalogue as code;
use crate::package::reading::spec_of;
use crate::package::sheets::columns::Columns;
use crate::package::sheets::layout::{Header, header_of};
use crate::package::sheets::letters::{difference, normal};
use crate::package::{CellAddress, Problem, Sheet};

/// The tables that define ids, with the column of the ids.
static GIVERS: [(&TableSpec, &str); 4] = [
    (&outline::TABLE.spec, outline::ID.spec.key),
    (&items::TABLE.spec, items::ID.spec.key),
    (&indicators::TABLE.spec, indicators::ID.spec.key),
    (&sections::TABLE.spec, sections::ID.spec.key),
];

/// The table whose ids are in the cells of a column.
fn giver(spec: &TableSpec, key: &str) -> Option<&'static TableSpec> {
    let own = GIVERS.iter().find(|(giver, _)| giver.sheet == spec.sheet);
    match key {
        "parent_id" | "repost_of" => own.map(|(giver, _)| *giver),
        _ => {
            GIVERS.iter().find(|(giver, of)| *of == key && giver.sheet != spec.sheet).map(|(giver, _)| *giver)
        }
    }
}

/// A sheet of the format with its header.
struct Read {
    at: usize,
    spec: &'static TableSpec,
    header: Header,
    columns: Columns,
}

/// Rewrites every id that refers to another table in the characters of that table, and reports the cells.
pub(in crate::package) fn align(sheets: &mut [Sheet]) -> Vec<Problem> {
    let read = |(at, sheet): (usize, &Sheet)| {
        let spec = spec_of(&sheet.name)?;
        let header = header_of(spec, &sheet.rows)?;
        let columns = Columns::read(spec, sheet, &header, &mut Vec::new());
        Some(Read { at, spec, header, columns })
    };
    let tables: Vec<Read> = sheets.iter().enumerate().filter_map(read).collect();
    let mut problems = Vec::new();
    let mut known: BTreeMap<&str, BTreeMap<String, (String, usize)>> = BTreeMap::new();
    for (giver, key) in GIVERS {
        let Some(table) = tables.iter().find(|table| table.spec.sheet == giver.sheet) else { continue };
        let ids = known.entry(giver.sheet).or_default();
        for (cell, id) in cells(&sheets[table.at], table, key) {
            let before = ids.entry(normal(&id)).or_insert_with(|| (id.clone(), cell.row)).clone();
            // Reading the table reports two ids with the same characters.
            if before.0 != id {
                let problem = at(&code::LOOK_ALIKE_TWICE, table, cell).found(&*id);
                problems.push(
                    problem.expected(
                        messages().found.row_and_difference(before.1 + 1, difference(&id, &before.0)),
                    ),
                );
            }
        }
    }
    for table in &tables {
        for column in table.spec.columns {
            let Some(ids) = giver(table.spec, column.key).and_then(|giver| known.get(giver.sheet)) else {
                continue;
            };
            for (cell, id) in cells(&sheets[table.at], table, column.key) {
                let Some((exact, _)) = ids.get(&normal(&id)).filter(|(exact, _)| *exact != id) else {
                    continue;
                };
                let problem = at(&code::LOOK_ALIKE, table, cell).found(&*id);
                problems.push(problem.expected(difference(&id, exact)));
                sheets[table.at].rows[cell.row][cell.column].clone_from(exact);
            }
        }
    }
    problems
}

fn at(code: &'static crate::package::Code, table: &Read, cell: CellAddress) -> Problem {
    let head = table.header.head(cell.column).to_owned();
    Problem { head, ..Problem::of_sheet(code, table.spec.sheet).at(cell) }
}

/// The filled ids of a column below the header, with their cells.
fn cells(sheet: &Sheet, table: &Read, key: &str) -> Vec<(CellAddress, String)> {
    let Some(column) = table.columns.of(key) else { return Vec::new() };
    let below = sheet.rows.iter().enumerate().skip(table.header.last + 1);
    let id = below
        .filter_map(|(row, cells)| Some((CellAddress { row, column }, cells.get(column)?.trim().to_owned())));
    id.filter(|(_, id)| !id.is_empty()).collect()
}
