//! A package for a new plan: every sheet with its head and rows of the sample plan as an example, and instructions.

use std::collections::{BTreeMap, BTreeSet};

use crate::format::{self, ColumnSpec, GUIDE_SHEET, TABLES, TableSpec, pairs};
use crate::locale::JA;
use crate::package::writing;
use crate::package::writing::workbook::{Page, workbook};
use crate::package::{CellAddress, Sheet, read_files, sheet_to_csv};
use crate::plan::{FiscalYear, Plan};

/// A workbook for a new plan: the sheet 記入のしかた, and every sheet of the format with rows of みほん市 (`data/sample`) for
/// the officer to overwrite. A note at each head explains the column.
///
/// ```
/// assert!(machi_plan::package::template().starts_with(b"PK"));
/// ```
pub fn template() -> Vec<u8> {
    // The texts are our own and short, so Excel accepts them all; a test checks it.
    workbook(&pages()).unwrap_or_default()
}

/// The same as CSV files of a folder, by name and bytes. The instructions are `guide.csv`.
///
/// ```
/// use machi_plan::package;
/// let files = package::template_files();
/// let (plan, problems) = package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])));
/// assert!(problems.iter().all(|problem| problem.code.severity == package::Severity::Note));
/// assert_eq!(plan.about.municipality, "みほん市");
/// ```
pub fn template_files() -> Vec<(String, Vec<u8>)> {
    pages().iter().map(|page| (writing::file_name(&page.sheet), sheet_to_csv(&page.sheet))).collect()
}

/// A file of the sample plan.
macro_rules! sample {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../../data/sample/", $name)).as_slice())
    };
}

/// みほん市, which uses every table and column.
const SAMPLE: [(&str, &[u8]); 16] = [
    sample!("changes.csv"),
    sample!("corrections.csv"),
    sample!("departments.csv"),
    sample!("glossary.csv"),
    sample!("indicators.csv"),
    sample!("items.csv"),
    sample!("outline.csv"),
    sample!("plan.csv"),
    sample!("ratings.csv"),
    sample!("results.csv"),
    sample!("schedule.csv"),
    sample!("sections.csv"),
    sample!("statuses.csv"),
    sample!("table-outlook.csv"),
    sample!("table-survey.csv"),
    sample!("tables.csv"),
];

/// The items of the example. With them come a correction, a confirmed cell, a change and a revised schedule.
const ITEMS: [&str; 2] = ["1-1-1", "1-2-2"];

/// The example: some items of みほん市 with what belongs to them.
fn example_plan() -> Plan {
    let (mut plan, _) = read_files(SAMPLE);
    let is_of = |id: &str| ITEMS.iter().any(|item| id.starts_with(item));
    plan.items.retain(|item| is_of(&item.id));
    plan.outline.retain(|row| ITEMS.iter().any(|item| item.starts_with(&(row.id.clone() + "-"))));
    plan.changes.retain(|change| is_of(&change.id));
    let named: BTreeSet<&str> =
        plan.items.iter().flat_map(|item| &item.departments).map(|of| of.department.as_str()).collect();
    plan.departments.retain(|department| named.contains(department.name.as_str()));
    plan
}

fn pages() -> Vec<Page> {
    let plan = example_plan();
    let sheets = writing::write_sheets(&plan);
    let is_table = |sheet: &Sheet| TABLES.into_iter().find(|spec| spec.sheet == sheet.name);
    let guide = Page::plain(instructions(&sheets, plan.about.first_year));
    let pages = sheets.into_iter().map(|sheet| match is_table(&sheet) {
        Some(spec) => example(spec, sheet),
        None => Page::plain(sheet),
    });
    std::iter::once(guide).chain(pages).collect()
}

/// The description of the rows that an officer writes. In the sheet 計画 these rows are keys.
fn described(spec: &'static TableSpec) -> &'static TableSpec {
    if spec.sheet == pairs::TABLE.spec.sheet { &format::about::TABLE.spec } else { spec }
}

/// The column of a head. The heads of the columns of years end with one.
fn column_of(spec: &TableSpec, head: &str) -> Option<&'static ColumnSpec> {
    let of_years = |column: &&&ColumnSpec| column.is_years() && head.starts_with(column.head);
    let columns = || spec.columns.iter();
    let exact = columns().find(|column| column.head == head);
    exact.or_else(|| columns().filter(of_years).max_by_key(|column| column.head.len())).copied()
}

/// A sheet with its example. Its cells are marked for overwriting.
fn example(spec: &'static TableSpec, sheet: Sheet) -> Page {
    let of = described(spec);
    let is_keys = !std::ptr::eq(of, spec);
    let mut notes = BTreeMap::new();
    let mut note = |row, column, head: &str| {
        let at = CellAddress { row, column };
        notes.extend(column_of(of, head).map(|spec| (at, spec.about.to_owned())));
    };
    if is_keys {
        sheet.rows.iter().enumerate().skip(1).for_each(|(row, cells)| note(row, 0, &cells[0]));
    } else {
        sheet.rows[0].iter().enumerate().for_each(|(column, head)| note(0, column, head));
    }
    let first = usize::from(is_keys);
    let cells = |(row, cells): (usize, &Vec<String>)| {
        (first..cells.len()).map(move |column| CellAddress { row, column })
    };
    let open = sheet.rows.iter().enumerate().skip(1).flat_map(cells).collect();
    Page { sheet, open, notes, ..Page::default() }
}

/// The first cell of a column in the example; the format's own where the column is blank there.
fn first_cell<'a>(sheets: &'a [Sheet], spec: &'static TableSpec, column: &ColumnSpec) -> &'a str {
    let sheet = sheets.iter().find(|sheet| sheet.name == spec.sheet);
    let rows = || sheet.iter().flat_map(|sheet| &sheet.rows);
    let own = if std::ptr::eq(described(spec), spec) {
        let at = |cells: &Vec<String>| {
            cells.iter().position(|head| column_of(spec, head).is_some_and(|of| of.key == column.key))
        };
        let at = rows().next().and_then(at);
        at.and_then(|at| rows().skip(1).map(|row| row[at].as_str()).find(|cell| !cell.trim().is_empty()))
    } else {
        rows().find(|row| row[0] == column.head).map(|row| row[1].as_str())
    };
    own.unwrap_or(column.examples[0])
}

/// The sheet 記入のしかた: it explains every sheet and every column.
fn instructions(sheets: &[Sheet], first_year: FiscalYear) -> Sheet {
    let row = |cells: [&str; 5]| cells.map(str::to_owned).to_vec();
    let must = |required: bool| if required { JA.guide.required } else { "" };
    let mut rows = vec![row(JA.guide.heads)];
    rows.extend(JA.guide.first_lines.iter().map(|line| row([JA.guide.first, "", "", line, ""])));
    let year = first_year.short();
    for spec in TABLES {
        let of = described(spec);
        rows.push(row([spec.sheet, "", must(spec.required), of.list.says, ""]));
        rows.extend(of.columns.iter().map(|column| {
            let years = JA.guide.year_columns(column.head, &year);
            let head = if column.is_years() { &years } else { column.head };
            row([spec.sheet, head, must(column.required), column.about, first_cell(sheets, spec, column)])
        }));
    }
    Sheet::new(GUIDE_SHEET, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excel_takes_the_template_and_every_head_has_its_explanation() {
        let pages = pages();
        assert!(workbook(&pages).is_ok());
        for page in pages[1..].iter().filter(|page| !page.sheet.name.starts_with(format::tables::OWN_SHEET)) {
            let is_plan = page.sheet.name == "計画";
            let heads = if is_plan { page.sheet.rows.len() - 1 } else { page.sheet.rows[0].len() };
            assert_eq!(page.notes.len(), heads, "{}", page.sheet.name);
            assert!(!page.open.is_empty());
        }
    }

    #[test]
    fn the_instructions_name_every_column() {
        let sheet = pages().remove(0).sheet;
        for spec in TABLES {
            for column in described(spec).single() {
                assert!(sheet.rows.iter().any(|row| row[0] == spec.sheet && row[1] == column.head));
            }
        }
    }
}
