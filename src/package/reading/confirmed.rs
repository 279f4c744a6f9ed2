//! Cells that the officer has confirmed: a row of 訂正 that corrects nothing and has the reason 確認済み.
//!
//! A confirmation holds for a cell of any table while the cell is unchanged. If other rows correct the value, it
//! holds while the shown value is unchanged. It is looked up in the sheets and not in the plan, because corrections
//! know only the texts of the plan.

use std::collections::{BTreeMap, BTreeSet};

use crate::format::tables::{OWN_SHEET, document_table_id};
use crate::format::{TableSpec, corrections, indicators, pairs, ratings, results, schedule};
use crate::package::problems::catalogue as code;
use crate::package::reading::row::{Row, Table};
use crate::package::reading::spec_of;
use crate::package::sheets::columns::{Columns, Found, find};
use crate::package::sheets::layout::{Header, folded, header_of, is_blank};
use crate::package::sheets::line_breaks;
use crate::package::{CellAddress, Problem, Severity, Sheet, readings};
use crate::plan::{Correction, DocumentTable, FiscalYear, Plan};

/// A cell, with the name of its sheet in the format.
type Address = (String, CellAddress);

/// The confirmed cells of the sheets that are still unchanged.
fn confirmed_cells(sheets: &[Sheet], plan: &Plan) -> BTreeSet<Address> {
    let mut finder = Finder::new(sheets, plan);
    let confirmations = plan.corrections.iter().filter(|one| one.is_confirmation());
    confirmations
        .filter_map(|one| {
            let (address, cell) = finder.cell(one)?;
            is_as_it_was(&cell, one).then_some(address)
        })
        .collect()
}

/// The problems without the doubts about confirmed cells. Errors remain.
pub(in crate::package) fn without_confirmed(
    sheets: &[Sheet],
    plan: &Plan,
    problems: Vec<Problem>,
) -> Vec<Problem> {
    if !plan.corrections.iter().any(Correction::is_confirmation) {
        return problems;
    }
    let confirmed = confirmed_cells(sheets, plan);
    let is_settled = |problem: &Problem| {
        let Some(cell) = problem.cell() else { return false };
        problem.severity() != Severity::Error && confirmed.contains(&(name_of(&problem.sheet), cell))
    };
    problems.into_iter().filter(|problem| !is_settled(problem)).collect()
}

/// Reports confirmations that no longer hold because their cell has changed, and those that name no cell.
pub(in crate::package) fn changed(sheets: &[Sheet], table: &Table<Correction>, plan: &Plan) -> Vec<Problem> {
    let mut finder = Finder::new(sheets, plan);
    let rows: Vec<Row<Correction>> = table.rows().collect();
    let confirmations = plan.corrections.iter().enumerate().filter(|(_, one)| one.is_confirmation());
    confirmations
        .filter_map(|(at, one)| match finder.cell(one) {
            Some((_, cell)) if is_as_it_was(&cell, one) => None,
            Some((_, cell)) => {
                let problem = rows[at].problem(&code::CONFIRMATION_CHANGED, &corrections::PRINTED);
                Some(problem.expected(cell.trim().replace('\n', "⏎")))
            }
            None => {
                let named = format!("{} {} {}", one.table, one.id, one.column);
                Some(rows[at].problem(&code::CORRECTION_NO_CELL, &corrections::ID).found(named))
            }
        })
        .collect()
}

fn is_as_it_was(cell: &str, confirmation: &Correction) -> bool {
    line_breaks(cell).trim() == line_breaks(&confirmation.printed).trim()
}

/// The name of a sheet in the format; its own name for other sheets.
fn name_of(sheet: &str) -> String {
    match (spec_of(sheet), document_table_id(sheet)) {
        (Some(spec), _) => spec.sheet.to_owned(),
        (None, Some(id)) => format!("{OWN_SHEET}{id}"),
        (None, None) => sheet.to_owned(),
    }
}

/// Finds cells by table, id and column. Each sheet is walked once.
struct Finder<'a> {
    sheets: &'a [Sheet],
    /// The shown text of values that corrections change. Doubts are about this text.
    shown: BTreeMap<Address, String>,
    found: BTreeMap<String, Option<Rows<'a>>>,
}

/// A sheet with its rows by the ids that corrections use.
struct Rows<'a> {
    sheet: &'a Sheet,
    header: Header,
    spec: Option<&'static TableSpec>,
    columns: Columns,
    by_id: BTreeMap<String, usize>,
}

impl<'a> Finder<'a> {
    fn new(sheets: &'a [Sheet], plan: &Plan) -> Finder<'a> {
        let is_named = |is: bool| plan.corrections.iter().any(|one| one.is_confirmation() == is);
        // Without both a confirmation and a correction, no confirmed cell can be a corrected one.
        let list = if is_named(true) && is_named(false) { readings(sheets, plan, &[]) } else { Vec::new() };
        let corrected = list.into_iter().filter(|cell| cell.printed != cell.shown);
        let shown = corrected.map(|of| ((of.sheet, of.cell), of.shown)).collect();
        Finder { sheets, shown, found: BTreeMap::new() }
    }

    fn cell(&mut self, confirmation: &Correction) -> Option<(Address, String)> {
        let sheets = self.sheets;
        let name = name_of(confirmation.table.trim());
        let rows = self
            .found
            .entry(name.clone())
            .or_insert_with(|| sheets.iter().find(|sheet| name_of(&sheet.name) == name).and_then(Rows::of));
        let rows = rows.as_ref()?;
        // 「1 令和6年度」 and 「1 R6」 name the same result.
        let id = confirmation.id.trim();
        let of_year = id.split_once(' ').and_then(|(item, rest)| {
            let (year, words) = rest.split_once(' ').unwrap_or((rest, ""));
            Some(format!("{item} {} {words}", FiscalYear::parse(year)?.short()).trim_end().to_owned())
        });
        let row = *rows.by_id.get(id).or_else(|| rows.by_id.get(&of_year?))?;
        let column = rows.column(confirmation.column.trim())?;
        let address = (name, CellAddress { row, column });
        let printed = || rows.sheet.rows[row].get(column).cloned().unwrap_or_default();
        let cell = self.shown.get(&address).cloned().unwrap_or_else(printed);
        Some((address, cell))
    }
}

/// The id of the heads of a table of the document.
const HEAD: &str = "0";

impl<'a> Rows<'a> {
    fn of(sheet: &'a Sheet) -> Option<Rows<'a>> {
        let spec = spec_of(&sheet.name);
        let header = match spec {
            Some(spec) => header_of(spec, &sheet.rows)?,
            None => Header::plain(&sheet.rows, sheet.rows.iter().position(|cells| !is_blank(cells))?),
        };
        let columns =
            spec.map_or_else(Columns::default, |spec| Columns::read(spec, sheet, &header, &mut Vec::new()));
        let last = header.last;
        let first = header.first;
        let mut rows = Rows { sheet, header, spec, columns, by_id: BTreeMap::new() };
        if spec.is_none() {
            rows.by_id.insert(HEAD.to_owned(), first);
        }
        let below = sheet.rows.iter().enumerate().skip(last + 1).filter(|(_, cells)| !is_blank(cells));
        for (count, (at, cells)) in below.enumerate() {
            for id in rows.ids(cells, count + 1) {
                rows.by_id.entry(id).or_insert(at);
            }
        }
        Some(rows)
    }

    /// The ids of a row. In a table of the document it is the number of the row, from 1.
    fn ids(&self, cells: &[String], number: usize) -> Vec<String> {
        let Some(spec) = self.spec else { return vec![number.to_string()] };
        let word = |key: &str| {
            self.columns
                .of(key)
                .and_then(|at| cells.get(at))
                .map_or(String::new(), |cell| cell.trim().to_owned())
        };
        let id = |key: &str| vec![word(key)];
        let item = indicators::ITEM_ID.spec.key;
        match spec.sheet {
            sheet if sheet == indicators::TABLE.spec.sheet => id(indicators::ID.spec.key),
            sheet if sheet == schedule::TABLE.spec.sheet => {
                let id = word(item) + &word(schedule::MARK.spec.key);
                let of_line = format!("{id} {}", word(schedule::LINE.spec.key));
                vec![of_line, id]
            }
            sheet if [results::TABLE.spec.sheet, ratings::TABLE.spec.sheet].contains(&sheet) => {
                let year = FiscalYear::parse(&word(results::FISCAL_YEAR.spec.key));
                let of_year = year.map(|year| format!("{} {}", word(item), year.short()));
                // Of several grades in a year, the words after it say which.
                let words = [&ratings::INDICATOR_ID, &ratings::BY, &ratings::ASPECT, &ratings::AS_OF];
                let words = words.map(|column| word(column.spec.key)).into_iter();
                let words = words.filter(|word| !word.is_empty());
                let of_words =
                    of_year.clone().map(|year| std::iter::once(year).chain(words).collect::<Vec<_>>());
                of_words.map(|words| words.join(" ")).into_iter().chain(of_year).chain(id(item)).collect()
            }
            _ => id(spec.columns.first().map_or("", |column| column.key)),
        }
    }

    fn column(&self, head: &str) -> Option<usize> {
        let Some(spec) = self.spec else {
            let head_row = self.sheet.rows[self.header.last].clone();
            let table = DocumentTable { head: head_row, ..DocumentTable::default() };
            return (0..table.head.len()).find(|at| table.column_name(*at) == head);
        };
        if spec.sheet == pairs::TABLE.spec.sheet {
            return self.columns.of(pairs::VALUE.spec.key);
        }
        match find(spec, head) {
            Some(Found::Column(key)) => self.columns.of(key),
            Some(Found::Year(prefix, year)) => self.columns.years.get(&(prefix, year)).copied(),
            Some(Found::Part(of)) => self.columns.part(&of),
            None => self.header.heads.iter().position(|other| folded(other) == folded(head)),
        }
    }
}
