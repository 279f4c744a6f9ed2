//! An empty package for a new plan: every sheet with its head and one example row, and the instructions.

use std::collections::BTreeMap;

use crate::package::tables::guide::{EXAMPLE_TABLE, FIRST_YEAR, GUIDE, TableGuide};
use crate::package::tables::{self, GUIDE_SHEET, PLAN_KEYS, TABLES, TableSpec};
use crate::package::writing;
use crate::package::writing::workbook::{Page, workbook};
use crate::package::{Sheet, sheet_to_csv};
use crate::plan::FiscalYear;

/// An empty workbook for a new plan: the sheet 記入のしかた, and every sheet of the format with one example row that the
/// officer overwrites. What a column is stands in a note at its head.
///
/// ```
/// assert!(machi_plan::package::template().starts_with(b"PK"));
/// ```
pub fn template() -> Vec<u8> {
    // The texts are our own and short: Excel takes them all, as a test sees.
    workbook(&pages()).unwrap_or_default()
}

/// The same as the CSV files of a folder, by name and bytes; the instructions are `guide.csv`.
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
    let tables = TABLES.into_iter().zip(&GUIDE).map(|(spec, guide)| example(spec, guide));
    let cells = EXAMPLE_TABLE.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
    let of_table = format!("{}survey", tables::DOCUMENT_TABLE_SHEET);
    let own = Page::plain(Sheet::new(of_table, cells));
    std::iter::once(Page::plain(instructions())).chain(tables).chain([own]).collect()
}

/// A sheet with its example, whose cells are marked as those to overwrite.
fn example(spec: &TableSpec, guide: &TableGuide) -> Page {
    let mut notes = BTreeMap::new();
    let mut open: std::collections::BTreeSet<(usize, usize)>;
    let sheet = if std::ptr::eq(spec, &tables::PLAN) {
        open = (1..=PLAN_KEYS.len()).map(|row| (row, 1)).collect();
        notes.extend(guide.columns.iter().enumerate().map(|(at, key)| ((at + 1, 0), key.about.to_owned())));
        let row = |(key, guide): (&crate::package::ColumnSpec, &crate::package::ColumnGuide)| {
            vec![key.head.to_owned(), guide.example.to_owned()]
        };
        writing::sheet(spec, &[], PLAN_KEYS.iter().zip(guide.columns).map(row))
    } else {
        let years: Vec<FiscalYear> = (FIRST_YEAR..FIRST_YEAR + 5).map(FiscalYear).collect();
        let mut cells: Vec<(&str, &str)> =
            guide.columns.iter().map(|column| (column.about, column.example)).collect();
        let of_years =
            guide.years.iter().flat_map(|of| of.examples.iter().map(|example| (of.about, *example)));
        cells.splice(spec.years_at..spec.years_at, of_years.collect::<Vec<_>>());
        open = (0..cells.len()).map(|column| (1, column)).collect();
        notes.extend(cells.iter().enumerate().map(|(at, (about, _))| ((0, at), (*about).to_owned())));
        let row = cells.iter().map(|(_, example)| (*example).to_owned()).collect();
        writing::sheet(spec, &years, std::iter::once(row))
    };
    open.retain(|(row, column)| sheet.rows.get(*row).is_some_and(|cells| cells.get(*column).is_some()));
    Page { sheet, open, notes }
}

/// The sheet 記入のしかた: what every sheet and column is.
fn instructions() -> Sheet {
    let row = |cells: [&str; 5]| cells.map(str::to_owned).to_vec();
    let must = |required: bool| if required { "必要" } else { "" };
    let mut rows = vec![row(["シート", "列", "必須", "説明", "例"])];
    rows.extend(START.iter().map(|line| row(["はじめに", "", "", line, ""])));
    for (spec, guide) in TABLES.into_iter().zip(&GUIDE) {
        rows.push(row([spec.sheet, "", must(spec.required), guide.about, ""]));
        let is_plan = std::ptr::eq(spec, &tables::PLAN);
        let columns = if is_plan { &PLAN_KEYS[..] } else { spec.columns };
        let mut lines: Vec<Vec<String>> = columns
            .iter()
            .zip(guide.columns)
            .map(|(column, guide)| {
                row([spec.sheet, column.head, must(column.required), guide.about, guide.example])
            })
            .collect();
        let year = FiscalYear(FIRST_YEAR).short();
        let of_years = spec.year_prefixes.iter().zip(guide.years).map(|((prefix, _), of)| {
            row([spec.sheet, &format!("{prefix}{year}など、年度ごとの列"), "", of.about, of.examples[0]])
        });
        lines.splice(spec.years_at..spec.years_at, of_years.collect::<Vec<_>>());
        rows.extend(lines);
    }
    Sheet::new(GUIDE_SHEET, rows)
}

const START: [&str; 5] = [
    "どのシートも1行目が見出しです。見出しはそのままにして、色の付いた記入例を書きかえ、下に行を足していきます。",
    "必要なシートは計画、体系、取組の三つです。使わないシートは消して構いません。記入例を残すと、公開されます。",
    "資料に書かれていないことは空欄のままにします。0と「—」と空欄は、別のものとして読みます。",
    "一つのセルに二つ以上のことを書くときは、セルの中で改行します（Excelでは Alt と Enter）。セルは結合しません。",
    "このシートは計画として読みません。消しても残しても構いません。",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excel_takes_the_template_and_every_head_has_its_explanation() {
        let pages = pages();
        assert!(workbook(&pages).is_ok());
        for page in &pages[1..pages.len() - 1] {
            let heads = if page.sheet.name == "計画" { PLAN_KEYS.len() } else { page.sheet.rows[0].len() };
            assert_eq!(page.notes.len(), heads, "{}", page.sheet.name);
            assert!(!page.open.is_empty());
        }
    }

    #[test]
    fn the_instructions_name_every_column() {
        let sheet = instructions();
        for spec in TABLES {
            for column in spec.columns.iter().filter(|_| spec.sheet != "計画") {
                assert!(sheet.rows.iter().any(|row| row[0] == spec.sheet && row[1] == column.head));
            }
        }
    }
}
