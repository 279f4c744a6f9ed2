//! Writes a plan as a package. Reading it again gives the same plan.

pub(in crate::package) mod forms;
pub(in crate::package) mod next_year;
pub(in crate::package) mod notes;
mod schedule_sheet;
pub(in crate::package) mod template;
pub(in crate::package) mod workbook;

use crate::format::{self, Column, Field, TableSpec, cell_word};
pub(in crate::package) use crate::package::writing::schedule_sheet::head as schedule_head;
use crate::package::writing::workbook::Page;
use crate::package::{Problem, Sheet, sheet_to_csv};
use crate::plan::{Assignment, DocumentTable, FiscalYear, Indicator, Plan, YearCell};

/// The files of a package, by name and bytes: `items.csv`, … Tables without rows are left out unless a package must
/// have them.
///
/// ```
/// use machi_plan::{package, plan::Plan};
/// let files = package::write_files(&Plan::default());
/// assert_eq!(files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["plan.csv", "outline.csv", "items.csv"]);
/// ```
pub fn write_files(plan: &Plan) -> Vec<(String, Vec<u8>)> {
    write_sheets(plan).iter().map(|sheet| (file_name(sheet), sheet_to_csv(sheet))).collect()
}

/// The package as one Excel workbook with one sheet for each table. Every cell is text, so that Excel changes nothing
/// that is printed.
///
/// The error lists every cell and sheet that Excel refuses: nothing is cut.
///
/// ```
/// use machi_plan::{package, plan::Plan};
/// assert!(package::write_workbook(&Plan::default()).unwrap().starts_with(b"PK"));
/// ```
pub fn write_workbook(plan: &Plan) -> Result<Vec<u8>, Vec<Problem>> {
    let pages: Vec<Page> = write_sheets(plan).into_iter().map(Page::plain).collect();
    workbook::workbook(&pages)
}

/// The name of a sheet's file.
pub(in crate::package) fn file_name(sheet: &Sheet) -> String {
    let stem = match format::tables::document_table_id(&sheet.name) {
        Some(id) => format!("{}{id}", format::tables::OWN_FILE),
        None if sheet.name == format::GUIDE_SHEET => format::GUIDE_FILE.to_owned(),
        None => {
            let spec = format::TABLES.into_iter().find(|spec| spec.sheet == sheet.name);
            spec.map_or("", |spec| spec.file).to_owned()
        }
    };
    format!("{stem}.csv")
}

/// The sheets of a package. The year columns are the years of the plan, and any other year for which an indicator has
/// a cell.
pub fn write_sheets(plan: &Plan) -> Vec<Sheet> {
    sheets_with(plan, None)
}

/// The sheets of a package. The table `always` is written even without rows.
pub(in crate::package) fn sheets_with(plan: &Plan, always: Option<&TableSpec>) -> Vec<Sheet> {
    use format::*;
    let items = &plan.items;
    let sheets = [
        (&pairs::TABLE.spec, about(plan)),
        (&outline::TABLE.spec, table(&outline::TABLE, &plan.outline)),
        (&items::TABLE.spec, table(&items::TABLE, items)),
        (&schedule::TABLE.spec, schedule_sheet::schedule(plan)),
        (
            &indicators::TABLE.spec,
            table_of_items(&indicators::TABLE, &indicator_years(plan), plan, |item| &item.indicators),
        ),
        (&results::TABLE.spec, table_of_items(&results::TABLE, &[], plan, |item| &item.results)),
        (&ratings::TABLE.spec, table_of_items(&ratings::TABLE, &[], plan, |item| &item.ratings)),
        (&statuses::TABLE.spec, table(&statuses::TABLE, &plan.statuses)),
        (&departments::TABLE.spec, table(&departments::TABLE, &plan.departments)),
        (&sections::TABLE.spec, table(&sections::TABLE, &plan.sections)),
        (&tables::TABLE.spec, table(&tables::TABLE, &plan.tables)),
        (&corrections::TABLE.spec, table(&corrections::TABLE, &plan.corrections)),
        (&changes::TABLE.spec, table(&changes::TABLE, &plan.changes)),
        (&glossary::TABLE.spec, table(&glossary::TABLE, &plan.glossary)),
    ];
    let needed = |(spec, sheet): &(&TableSpec, Sheet)| {
        spec.required || sheet.rows.len() > 1 || always.is_some_and(|always| always.sheet == spec.sheet)
    };
    let listed = sheets.into_iter().filter(needed).map(|(_, sheet)| sheet);
    listed.chain(plan.tables.iter().map(document_table)).collect()
}

/// A sheet with the heads of its table.
pub(in crate::package) fn sheet(
    spec: &TableSpec,
    years: &[FiscalYear],
    rows: impl Iterator<Item = Vec<String>>,
) -> Sheet {
    let heads = |column: &&format::ColumnSpec| match column.is_years() {
        true => years.iter().map(|year| format!("{}{}", column.head, year_head(*year))).collect(),
        false => vec![column.head.to_owned()],
    };
    let header = spec.columns.iter().flat_map(heads).collect();
    Sheet::new(spec.sheet, std::iter::once(header).chain(rows).collect())
}

/// The sheet without the columns of a later format that no row fills. A plan of format 1 has the columns of format 1.
pub(in crate::package) fn used(spec: &TableSpec, years: &[FiscalYear], mut sheet: Sheet) -> Sheet {
    let width = |column: &&format::ColumnSpec| if column.is_years() { years.len() } else { 1 };
    let is_later = |column: &&'static format::ColumnSpec| {
        std::iter::repeat_n(column.file.since > 1, width(column)).collect::<Vec<_>>()
    };
    let later: Vec<bool> = spec.columns.iter().flat_map(is_later).collect();
    let is_filled =
        |at: usize| sheet.rows.iter().skip(1).any(|row| row.get(at).is_some_and(|cell| !cell.is_empty()));
    let kept: Vec<bool> = later.iter().enumerate().map(|(at, later)| !later || is_filled(at)).collect();
    for row in &mut sheet.rows {
        let mut kept = kept.iter();
        row.retain(|_| kept.next().is_none_or(|kept| *kept));
    }
    sheet
}

/// R5; the western year where the year of the era could not be read back.
pub(in crate::package) fn year_head(year: FiscalYear) -> String {
    let short = year.short();
    if FiscalYear::parse(&short) == Some(year) { short } else { year.0.to_string() }
}

/// A table whose rows belong to the plan.
fn table<R>(table: &format::Table<R>, rows: &[R]) -> Sheet {
    let rows = rows.iter().map(|of_plan| row(table, &[], "", of_plan));
    used(&table.spec, &[], sheet(&table.spec, &[], rows))
}

/// A table whose rows belong to items.
fn table_of_items<R>(
    table: &format::Table<R>,
    years: &[FiscalYear],
    plan: &Plan,
    rows: fn(&crate::plan::Item) -> &Vec<R>,
) -> Sheet {
    let of_item = |item| rows(item).iter().map(move |of_item| row(table, years, &item.id, of_item));
    used(&table.spec, years, sheet(&table.spec, years, plan.items.iter().flat_map(of_item)))
}

/// A row of a table. `owner` is the id of the item that the row belongs to.
pub(in crate::package) fn row<R>(
    table: &format::Table<R>,
    years: &[FiscalYear],
    owner: &str,
    of_plan: &R,
) -> Vec<String> {
    table.columns.iter().flat_map(|column| cells(column, years, owner, of_plan)).collect()
}

/// The cell of a column. A column that repeats for each year gives one cell for each.
pub(in crate::package) fn cells<R>(
    column: &Column<R>,
    years: &[FiscalYear],
    owner: &str,
    row: &R,
) -> Vec<String> {
    let optional_year = |year: Option<FiscalYear>| year.map_or(String::new(), year_head);
    let one = match &column.field {
        Field::Text(of) | Field::Word(of) | Field::Id(of) | Field::Link(of) => (of.get)(row).clone(),
        Field::Reference(of) => (of.get)(row).clone().unwrap_or_default(),
        Field::Owner => owner.to_owned(),
        Field::Names(of) => (of.get)(row).join("、"),
        Field::Tags(of) => format::tags::write((of.get)(row)),
        Field::Levels(of) => (of.get)(row).join(">"),
        Field::Departments(of) => joined((of.get)(row)),
        Field::Year(of) => year_head(*(of.get)(row)),
        Field::MaybeYear(of) => optional_year(*(of.get)(row)),
        Field::Choice(of) => cell_word((of.get)(row)).to_owned(),
        Field::Reading(of) => cell_word((of.get)(row)).to_owned(),
        Field::Cells(of) => return (of.get)(row).clone(),
        Field::YearCells(of) => {
            let cells = (of.get)(row);
            return years.iter().map(|year| of_year(cells, *year)).collect();
        }
    };
    vec![one]
}

fn of_year(cells: &[YearCell], year: FiscalYear) -> String {
    cells.iter().find(|cell| cell.year == year).map_or(String::new(), |cell| cell.printed.clone())
}

fn joined(departments: &[Assignment]) -> String {
    departments.iter().map(format::marked).collect::<Vec<_>>().join("、")
}

/// The sheet 計画: each row is a key and its value.
fn about(plan: &Plan) -> Sheet {
    let row = |column: &&Column<crate::plan::About>| {
        std::iter::once(column.spec.head.to_owned()).chain(cells(column, &[], "", &plan.about)).collect()
    };
    let rows = format::about::TABLE.columns.iter().map(|column| (column, row(column)));
    // A key of a later format is written where it has a value.
    let used =
        rows.filter(|(column, row): &(_, Vec<String>)| column.spec.file.since < 2 || !row[1].is_empty());
    sheet(&format::pairs::TABLE.spec, &[], used.map(|(_, row)| row))
}

/// The years of the plan, and any other year for which an indicator has a cell.
pub(in crate::package) fn indicator_years(plan: &Plan) -> Vec<FiscalYear> {
    let rows = plan.items.iter().flat_map(|item| &item.indicators);
    let printed = rows.flat_map(Indicator::year_cells).flatten().map(|cell| cell.year);
    let mut years: Vec<FiscalYear> = plan.years().chain(printed).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// The sheet of one table: its cells as printed.
fn document_table(table: &DocumentTable) -> Sheet {
    let rows = std::iter::once(&table.head).chain(&table.rows).cloned().collect();
    Sheet::new(format!("{}{}", format::tables::OWN_SHEET, table.id), rows)
}
