//! A plan → the package in the authoring form. Reading it again gives the same plan.

pub(in crate::package) mod next_year;
pub(in crate::package) mod template;
pub(in crate::package) mod workbook;

use crate::package::reading::indicators::{DIRECTIONS, KINDS};
use crate::package::tables::{self, PLAN_KEYS, TableSpec};
use crate::package::writing::workbook::Page;
use crate::package::{Problem, Sheet, sheet_to_csv};
use crate::plan::{Assignment, DocumentTable, FIGURES, FiscalYear, Plan, STAGES, YearCell};

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

/// The package as one Excel workbook, one sheet a table. Every cell is text: what is printed stays what is printed.
///
/// The error is every cell and sheet that Excel does not take: nothing is cut.
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
    let stem = match tables::document_table_id(&sheet.name) {
        Some(id) => format!("{}{id}", tables::DOCUMENT_TABLE_FILE),
        None if sheet.name == tables::GUIDE_SHEET => tables::GUIDE_FILE.to_owned(),
        None => {
            let spec = tables::TABLES.into_iter().find(|spec| spec.sheet == sheet.name);
            spec.map_or("", |spec| spec.file).to_owned()
        }
    };
    format!("{stem}.csv")
}

/// The sheets of a package. Year columns: those of the plan, and any other year that an indicator has a cell for.
pub fn write_sheets(plan: &Plan) -> Vec<Sheet> {
    sheets_with(plan, None)
}

/// The sheets of a package, with one table even where it has no rows.
pub(in crate::package) fn sheets_with(plan: &Plan, always: Option<&TableSpec>) -> Vec<Sheet> {
    let sheets = [
        about(plan),
        outline(plan),
        items(plan),
        schedule(plan),
        indicators(plan),
        results(plan),
        statuses(plan),
        departments(plan),
        sections(plan),
        tables_list(plan),
        corrections(plan),
        glossary(plan),
    ];
    let needed = |(sheet, spec): &(Sheet, &TableSpec)| {
        spec.required || sheet.rows.len() > 1 || always.is_some_and(|always| always.sheet == spec.sheet)
    };
    let listed = sheets.into_iter().zip(tables::TABLES).filter(needed).map(|(sheet, _)| sheet);
    listed.chain(plan.tables.iter().map(document_table)).collect()
}

/// A sheet with the heads of its table.
pub(in crate::package) fn sheet(
    spec: &TableSpec,
    years: &[FiscalYear],
    rows: impl Iterator<Item = Vec<String>>,
) -> Sheet {
    let mut header: Vec<String> = spec.columns.iter().map(|column| column.head.to_owned()).collect();
    let of_years = spec
        .year_prefixes
        .iter()
        .flat_map(|(prefix, _)| years.iter().map(move |year| format!("{prefix}{}", year_head(*year))));
    header.splice(spec.years_at..spec.years_at, of_years.collect::<Vec<_>>());
    Sheet::new(spec.sheet, std::iter::once(header).chain(rows).collect())
}

/// R5; the western year where the era's count would not be read again.
pub(in crate::package) fn year_head(year: FiscalYear) -> String {
    let short = year.short();
    if FiscalYear::parse(&short) == Some(year) { short } else { year.0.to_string() }
}

fn optional_year(year: Option<FiscalYear>) -> String {
    year.map_or(String::new(), year_head)
}

fn joined(departments: &[Assignment]) -> String {
    let name = |a: &Assignment| format!("{}{}", if a.lead { "(主)" } else { "" }, a.department);
    departments.iter().map(name).collect::<Vec<_>>().join("、")
}

fn word<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> String {
    words.iter().find(|(_, of)| of == value).map_or("", |(word, _)| word).to_owned()
}

fn reading(inferred: bool) -> String {
    if inferred { "inferred" } else { "printed" }.to_owned()
}

fn about(plan: &Plan) -> Sheet {
    let a = &plan.about;
    let values = [
        a.id.clone(),
        a.title.clone(),
        a.subtitle.clone(),
        a.municipality.clone(),
        a.municipality_code.clone(),
        year_head(a.first_year),
        year_head(a.last_year),
        optional_year(a.results_year),
        a.published.clone(),
        a.updated.clone(),
        a.source_title.clone(),
        a.source_url.clone(),
        a.licence.clone(),
        a.contact.clone(),
        a.level_names.join(">"),
        a.departments_label.clone(),
        a.purpose_label.clone(),
        a.content_label.clone(),
        a.indicators_label.clone(),
        a.results_label.clone(),
    ];
    let rows = PLAN_KEYS.iter().zip(values).map(|(key, value)| vec![key.head.to_owned(), value]);
    sheet(&tables::PLAN, &[], rows)
}

fn outline(plan: &Plan) -> Sheet {
    let row = |row: &crate::plan::OutlineRow| {
        vec![
            row.id.clone(),
            row.parent_id.clone().unwrap_or_default(),
            row.mark.clone(),
            row.name.clone(),
            row.description.clone(),
            joined(&row.departments),
            row.page.clone(),
            row.note.clone(),
        ]
    };
    sheet(&tables::OUTLINE, &[], plan.outline.iter().map(row))
}

fn items(plan: &Plan) -> Sheet {
    let row = |item: &crate::plan::Item| {
        vec![
            item.id.clone(),
            item.outline_id.clone(),
            item.mark.clone(),
            item.name.clone(),
            joined(&item.departments),
            item.purpose.clone(),
            item.content.clone(),
            item.page.clone(),
            item.repost_of.clone().unwrap_or_default(),
            item.note.clone(),
        ]
    };
    sheet(&tables::ITEMS, &[], plan.items.iter().map(row))
}

fn schedule(plan: &Plan) -> Sheet {
    let years: Vec<FiscalYear> = plan.years().collect();
    let rows = plan.items.iter().flat_map(|item| item.actions.iter().map(move |action| (item, action)));
    let row = |(item, action): (&crate::plan::Item, &crate::plan::Action)| {
        let mut row = vec![item.id.clone(), action.mark.clone(), action.text.clone()];
        row.extend(action.cells.iter().cloned());
        row.extend([reading(action.inferred), action.note.clone()]);
        row
    };
    sheet(&tables::SCHEDULE, &years, rows.map(row))
}

fn indicators(plan: &Plan) -> Sheet {
    let rows = || plan.items.iter().flat_map(|item| item.indicators.iter().map(move |row| (item, row)));
    let printed = rows().flat_map(|(_, row)| row.targets.iter().chain(&row.actuals)).map(|cell| cell.year);
    let mut years: Vec<FiscalYear> = plan.years().chain(printed).collect();
    years.sort_unstable();
    years.dedup();
    let cell = |cells: &[YearCell], year: &FiscalYear| {
        cells.iter().find(|cell| cell.year == *year).map_or(String::new(), |cell| cell.printed.clone())
    };
    let row = |(item, row): (&crate::plan::Item, &crate::plan::Indicator)| {
        let mut cells = vec![
            item.id.clone(),
            row.id.clone(),
            row.name.clone(),
            row.series.clone(),
            row.unit.clone(),
            word(&DIRECTIONS, &row.direction),
            word(&KINDS, &row.kind),
            optional_year(row.baseline_year),
            row.baseline.clone(),
            row.reference_name.clone(),
            row.reference.clone(),
            row.as_of.clone(),
        ];
        cells.extend(years.iter().map(|year| cell(&row.targets, year)));
        cells.extend(years.iter().map(|year| cell(&row.actuals, year)));
        cells.extend([row.repost_of.clone().unwrap_or_default(), reading(row.inferred), row.note.clone()]);
        cells
    };
    sheet(&tables::INDICATORS, &years, rows().map(row))
}

fn results(plan: &Plan) -> Sheet {
    let rows = plan.items.iter().flat_map(|item| item.results.iter().map(move |row| (item, row)));
    sheet(&tables::RESULTS, &[], rows.map(|(item, row)| result_row(item, row)))
}

/// A row of 実績.
pub(in crate::package) fn result_row(item: &crate::plan::Item, row: &crate::plan::YearResult) -> Vec<String> {
    let texts = [row.text.clone(), row.status.clone(), row.reason.clone()];
    [item.id.clone(), year_head(row.year)].into_iter().chain(texts).collect()
}

fn statuses(plan: &Plan) -> Sheet {
    let row = |row: &crate::plan::Status| {
        vec![row.status.clone(), row.definition.clone(), word(&STAGES, &row.stage)]
    };
    sheet(&tables::STATUSES, &[], plan.statuses.iter().map(row))
}

fn departments(plan: &Plan) -> Sheet {
    let row =
        |row: &crate::plan::Department| vec![row.name.clone(), row.kana.clone(), row.aliases.join("、")];
    sheet(&tables::DEPARTMENTS, &[], plan.departments.iter().map(row))
}

fn sections(plan: &Plan) -> Sheet {
    let row = |row: &crate::plan::Section| {
        vec![row.id.clone(), row.parent_id.clone().unwrap_or_default(), row.heading.clone(), row.text.clone()]
    };
    sheet(&tables::SECTIONS, &[], plan.sections.iter().map(row))
}

fn tables_list(plan: &Plan) -> Sheet {
    let row = |row: &DocumentTable| {
        vec![
            row.id.clone(),
            row.section_id.clone().unwrap_or_default(),
            row.title.clone(),
            row.unit.clone(),
            word(&FIGURES, &row.figure),
            row.note.clone(),
        ]
    };
    sheet(&tables::DOCUMENT_TABLES, &[], plan.tables.iter().map(row))
}

/// The sheet of one table: its cells as printed.
fn document_table(table: &DocumentTable) -> Sheet {
    let rows = std::iter::once(&table.head).chain(&table.rows).cloned().collect();
    Sheet::new(format!("{}{}", tables::DOCUMENT_TABLE_SHEET, table.id), rows)
}

fn corrections(plan: &Plan) -> Sheet {
    let row = |c: &crate::plan::Correction| {
        [&c.table, &c.id, &c.column, &c.printed, &c.corrected, &c.reason, &c.date].map(String::clone).to_vec()
    };
    sheet(&tables::CORRECTIONS, &[], plan.corrections.iter().map(row))
}

fn glossary(plan: &Plan) -> Sheet {
    let row = |t: &crate::plan::Term| vec![t.term.clone(), t.kana.clone(), t.explanation.clone()];
    sheet(&tables::GLOSSARY, &[], plan.glossary.iter().map(row))
}
