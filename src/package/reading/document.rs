//! The sheets 本文 and 表, and the sheet `表_<ID>` of each table.

use std::collections::BTreeSet;

use crate::format::tables::{self, document_table_id};
use crate::format::{MAX_ROWS, sections};
use crate::locale::messages;
use crate::package::problems::catalogue as code;
use crate::package::reading::Reader;
use crate::package::reading::doubts::Doubts;
use crate::package::reading::references::Ids;
use crate::package::reading::row::{Row, Table, is_plain, report_doubts};
use crate::package::sheets::address::column_letters;
use crate::package::sheets::layout::is_blank;
use crate::package::{CellAddress, NumberForm, Problem, Sheet};
use crate::plan::{DocumentTable, RowGrammar, Section};

/// The longest id after `表_` in the name of a sheet. Excel allows 31 characters.
const MAX_TABLE_ID: usize = 29;

pub(in crate::package) fn sections(reader: &mut Reader, table: &Table<Section>) -> Vec<Section> {
    let mut ids = Ids::default();
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut list = Vec::new();
    for row in table.rows() {
        let section: Section = row.read(reader);
        row.check_id(&sections::ID, &mut reader.problems);
        ids.enter(reader, &row, &sections::ID, &section.id);
        // Parents come first, as in 体系, so no circle is possible.
        if section.parent_id.as_ref().is_some_and(|parent| !known.contains(parent)) {
            reader.problems.push(row.problem(&code::MISSING_SECTION, &sections::PARENT_ID));
        }
        known.insert(section.id.clone());
        list.push(section);
    }
    list
}

pub(in crate::package) fn tables(
    reader: &mut Reader,
    table: Option<&Table<DocumentTable>>,
    sheets: &[Sheet],
    sections: &[Section],
) -> Vec<DocumentTable> {
    let known: BTreeSet<&str> = sections.iter().map(|section| section.id.as_str()).collect();
    let mut ids = Ids::default();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut list: Vec<DocumentTable> = Vec::new();
    for row in table.into_iter().flat_map(Table::rows) {
        let mut of_plan: DocumentTable = row.read(reader);
        let id = &of_plan.id;
        if !is_plain(id) || id.len() > MAX_TABLE_ID {
            reader.problems.push(row.problem(&code::BAD_TABLE_ID, &tables::ID));
        }
        ids.enter(reader, &row, &tables::ID, id);
        if of_plan.section_id.as_ref().is_some_and(|id| !known.contains(id.as_str())) {
            reader.problems.push(row.problem(&code::MISSING_SECTION, &tables::SECTION_ID));
        }
        // If an id occurs twice, its sheet is read and reported only once.
        if seen.insert(id.clone()) {
            (of_plan.head, of_plan.rows) = cells(reader, &row, id, sheets);
            fractions(reader, &of_plan, sheets);
        }
        list.push(of_plan);
    }
    let rows: usize = list.iter().map(|table| table.rows.len() + 1).sum();
    if rows > MAX_ROWS {
        let problem = Problem::of_sheet(&code::TOO_MANY_ROWS, tables::TABLE.spec.sheet);
        let found = messages().found.rows_together(tables::OWN_SHEET, rows);
        reader.problems.push(problem.found(found).expected(MAX_ROWS.to_string()));
    }
    let known: BTreeSet<&str> = list.iter().map(|table| table.id.as_str()).collect();
    for sheet in sheets {
        if document_table_id(&sheet.name).is_some_and(|id| !known.contains(id)) {
            reader.problems.push(Problem::of_sheet(&code::UNLISTED_TABLE, &sheet.name));
        }
    }
    list
}

/// The head and the rows of the sheet `表_<ID>`, without blank rows. Every row is as long as the longest.
fn cells(
    reader: &mut Reader,
    row: &Row<DocumentTable>,
    id: &str,
    sheets: &[Sheet],
) -> (Vec<String>, Vec<Vec<String>>) {
    let mut of_id = sheets.iter().filter(|sheet| document_table_id(&sheet.name) == Some(id));
    let name = format!("{}{id}", tables::OWN_SHEET);
    let Some(sheet) = of_id.next() else {
        if !id.is_empty() {
            reader.problems.push(row.problem(&code::MISSING_TABLE_SHEET, &tables::ID).expected(name));
        }
        return (Vec::new(), Vec::new());
    };
    for other in of_id {
        reader.problems.push(Problem::of_sheet(&code::DUPLICATE_TABLE, &name).found(&*other.name));
    }
    report_doubts(sheet, &name, &mut reader.problems);
    let is_filled = |cell: &String| !cell.trim().is_empty();
    let width =
        sheet.rows.iter().filter_map(|row| row.iter().rposition(is_filled)).max().map_or(0, |at| at + 1);
    let as_wide = |row: &Vec<String>| {
        let cell = |at: usize| row.get(at).filter(|cell| is_filled(cell)).cloned().unwrap_or_default();
        (0..width).map(cell).collect::<Vec<_>>()
    };
    let mut rows = sheet.rows.iter().filter(|row| row.iter().any(is_filled)).map(as_wide);
    let Some(head) = rows.next() else {
        reader.problems.push(Problem::of_sheet(&code::EMPTY_TABLE, &name).expected(messages().found.heads));
        return (Vec::new(), Vec::new());
    };
    let rows: Vec<Vec<String>> = rows.collect();
    // The corner above the heads of rows is often blank. Where other columns have values and no head, a title or a unit was
    // taken for the heads. A value in a single row has only moved there.
    let has_values = |column: &usize| {
        let filled = rows.iter().filter(|row| is_filled(&row[*column])).count();
        filled > 1 && 2 * filled >= rows.len()
    };
    let without: Vec<String> = (1..width)
        .filter(|column| !is_filled(&head[*column]) && has_values(column))
        .map(column_letters)
        .collect();
    if !without.is_empty() {
        let at = sheet.rows.iter().position(|row| row.iter().any(is_filled)).unwrap_or_default();
        let problem =
            Problem::of_sheet(&code::TABLE_WITHOUT_HEAD, &name).at(CellAddress { row: at, column: 0 });
        let found: Vec<&str> = head.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        let between = messages().text.between;
        reader.problems.push(problem.found(found.join(between)).expected(without.join(between)));
    }
    (head, rows)
}

/// Reports numbers in columns of per cent that may be a hundredth of the meant value.
fn fractions(reader: &mut Reader, table: &DocumentTable, sheets: &[Sheet]) {
    let Some(sheet) = sheets.iter().find(|sheet| document_table_id(&sheet.name) == Some(&table.id)) else {
        return;
    };
    let grammars = table.grammars();
    let columns: Vec<usize> = (1..grammars.len()).filter(|column| grammars[*column].unit() == "%").collect();
    let rows = sheet.rows.iter().enumerate().filter(|(_, cells)| !is_blank(cells)).skip(1);
    let values: Vec<(CellAddress, &str)> = rows
        .flat_map(|(row, cells)| {
            let value = move |column: &usize| {
                let cell = cells.get(*column)?.trim();
                (!cell.is_empty()).then_some((CellAddress { row, column: *column }, cell))
            };
            columns.iter().filter_map(value).collect::<Vec<_>>()
        })
        .collect();
    let doubts = Doubts::of_column(RowGrammar::new("%"), &mut values.iter().map(|(_, cell)| *cell));
    for (at, cell) in &values {
        let is_general = sheet.forms.get(at) == Some(&NumberForm::General);
        let doubt = doubts.of_cell(cell, is_general);
        if let Some((code, expected)) = doubt.filter(|(code, _)| *code == &code::PERCENT_AS_FRACTION) {
            let name = format!("{}{}", tables::OWN_SHEET, table.id);
            let head = table.head.get(at.column).cloned().unwrap_or_default();
            let problem = Problem { head, ..Problem::of_sheet(code, &name).at(*at) };
            reader.problems.push(problem.found(*cell).expected(expected));
        }
    }
}
