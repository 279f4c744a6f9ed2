//! An empty package for a new plan: every sheet with its head and one example row, and instructions.

use std::collections::{BTreeMap, BTreeSet};

use crate::format::{self, ColumnSpec, GUIDE_SHEET, TABLES, TableSpec, pairs};
use crate::locale::JA;
use crate::package::writing;
use crate::package::writing::workbook::{Page, workbook};
use crate::package::{CellAddress, Sheet, sheet_to_csv};
use crate::plan::FiscalYear;

/// An empty workbook for a new plan: the sheet 記入のしかた, and every sheet of the format with one example row for the
/// officer to overwrite. A note at each head explains the column.
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
/// assert!(problems.is_empty());
/// assert_eq!(plan.items.len(), 1);
/// ```
pub fn template_files() -> Vec<(String, Vec<u8>)> {
    pages().iter().map(|page| (writing::file_name(&page.sheet), sheet_to_csv(&page.sheet))).collect()
}

fn pages() -> Vec<Page> {
    let tables = TABLES.into_iter().map(example);
    let cells = EXAMPLE_TABLE.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
    let of_table = format!("{}survey", format::tables::OWN_SHEET);
    let own = Page::plain(Sheet::new(of_table, cells));
    std::iter::once(Page::plain(instructions())).chain(tables).chain([own]).collect()
}

/// The first year of the example's plan.
const FIRST_YEAR: u16 = 2026;

/// The cells of the example table, in the sheet `表_survey`.
const EXAMPLE_TABLE: [[&str; 3]; 2] = [["項目", "R6", "R7"], ["窓口に満足している", "70.0", "72.5"]];

/// The description of the rows that an officer writes. In the sheet 計画 these rows are keys.
fn described(spec: &'static TableSpec) -> &'static TableSpec {
    if spec.sheet == pairs::TABLE.spec.sheet { &format::about::TABLE.spec } else { spec }
}

/// The example for each cell of a column, with the column's explanation.
fn examples(column: &&ColumnSpec) -> Vec<(&'static str, &'static str)> {
    let cells = if column.is_years() { column.examples.len() } else { 1 };
    column.examples[..cells].iter().map(|example| (column.about, *example)).collect()
}

/// A sheet with its example. Its cells are marked for overwriting.
fn example(spec: &'static TableSpec) -> Page {
    let of = described(spec);
    let cells = of.columns.iter().flat_map(examples);
    let mut notes = BTreeMap::new();
    let mut open: BTreeSet<CellAddress>;
    let sheet = if std::ptr::eq(of, spec) {
        let years: Vec<FiscalYear> = (FIRST_YEAR..FIRST_YEAR + 5).map(FiscalYear).collect();
        let note =
            |(column, (about, _)): (usize, (&str, _))| (CellAddress { row: 0, column }, about.to_owned());
        notes.extend(cells.clone().enumerate().map(note));
        let row: Vec<String> = cells.map(|(_, example)| example.to_owned()).collect();
        open = (0..row.len()).map(|column| CellAddress { row: 1, column }).collect();
        writing::sheet(spec, &years, std::iter::once(row))
    } else {
        open = (1..=of.columns.len()).map(|row| CellAddress { row, column: 1 }).collect();
        let note =
            |(at, (about, _)): (usize, (&str, _))| (CellAddress { row: at + 1, column: 0 }, about.to_owned());
        notes.extend(cells.clone().enumerate().map(note));
        let row =
            |(key, (_, example)): (&&ColumnSpec, (_, &str))| vec![key.head.to_owned(), example.to_owned()];
        writing::sheet(spec, &[], of.columns.iter().zip(cells).map(row))
    };
    open.retain(|at| sheet.rows.get(at.row).is_some_and(|cells| at.column < cells.len()));
    Page { sheet, open, notes }
}

/// The sheet 記入のしかた: it explains every sheet and every column.
fn instructions() -> Sheet {
    let row = |cells: [&str; 5]| cells.map(str::to_owned).to_vec();
    let must = |required: bool| if required { JA.guide.required } else { "" };
    let mut rows = vec![row(JA.guide.heads)];
    rows.extend(JA.guide.first_lines.iter().map(|line| row([JA.guide.first, "", "", line, ""])));
    let year = FiscalYear(FIRST_YEAR).short();
    for spec in TABLES {
        let of = described(spec);
        rows.push(row([spec.sheet, "", must(spec.required), of.list.says, ""]));
        rows.extend(of.columns.iter().map(|column| {
            let years = JA.guide.year_columns(column.head, &year);
            let head = if column.is_years() { &years } else { column.head };
            row([spec.sheet, head, must(column.required), column.about, column.examples[0]])
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
        for page in &pages[1..pages.len() - 1] {
            let is_plan = page.sheet.name == "計画";
            let heads = if is_plan { page.sheet.rows.len() - 1 } else { page.sheet.rows[0].len() };
            assert_eq!(page.notes.len(), heads, "{}", page.sheet.name);
            assert!(!page.open.is_empty());
        }
    }

    #[test]
    fn the_instructions_name_every_column() {
        let sheet = instructions();
        for spec in TABLES {
            for column in described(spec).single() {
                assert!(sheet.rows.iter().any(|row| row[0] == spec.sheet && row[1] == column.head));
            }
        }
    }
}
