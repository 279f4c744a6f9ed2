//! The rows of a plan that are compared, each with its cells as the package writes them.

use std::collections::BTreeMap;

use crate::format::{
    Column, ColumnSpec, Field, Table, about, indicators, items, outline, pairs, ratings, results, schedule,
    sections,
};
use crate::package::writing::{cells, indicator_years, schedule_head, year_head};
use crate::plan::{Action, ChangeKind, FiscalYear, Item, Line, Plan, ScheduleColumn};

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Says {
    /// What the plan promises. Another text is a change of this kind.
    Planned(ChangeKind),
    /// What the document reports. Another text mends it.
    Reported,
    /// What the document expects. It is reported anew every year.
    Expected,
}

/// A cell of a row.
#[derive(Debug)]
pub(super) struct Cell {
    pub head: String,
    /// The text of the package, and the same with the corrections of 訂正.
    pub printed: String,
    pub shown: String,
    pub says: Says,
    /// Whether the order of the names in it means nothing.
    is_set: bool,
    /// Whether a row of 訂正 can mend it.
    pub is_text: bool,
}

impl Cell {
    /// Whether two cells say the same. A correction that one edition has and the other does not need is no difference.
    pub fn is(&self, other: &Cell) -> bool {
        let same = |a: &str, b: &str| a == b || self.is_set && names(a) == names(b);
        same(&self.printed, &other.printed) || same(&self.shown, &other.shown)
    }
}

fn names(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text.split('、').collect();
    names.sort_unstable();
    names
}

/// The column of a cell, its year, and its part of the year: the order of the cells in a row.
pub(super) type At = (usize, u16, String);

/// The key of a row in its plan: sheet, id, and what else the sheet needs.
pub(super) type Key = (&'static str, String, String);

/// A row with its cells. Blank cells are left out.
#[derive(Debug)]
pub(super) struct Row {
    pub key: Key,
    /// The sheet and the id, by which 変更 and 訂正 name it.
    pub sheet: &'static str,
    pub id: String,
    /// The item that it belongs to; empty for a row of its own.
    pub owner: String,
    /// The name of the row, or of its item.
    pub name: String,
    /// How it differs from other rows of its id, for a reader: who rates, and for which aspect.
    pub of: Vec<String>,
    /// Where the other plan does not have the row, this row is compared in its place.
    pub or: Option<Key>,
    /// Whether the row itself can come and go: it is of the plan, not of a report.
    pub is_planned: bool,
    /// Whether links lead to the row, so that its id is permanent.
    pub is_linked: bool,
    pub cells: BTreeMap<At, Cell>,
}

/// The rows of a plan: `printed` as in its package, `shown` with its corrections.
pub(super) fn rows(printed: &Plan, shown: &Plan) -> Vec<Row> {
    let mut rows = of_plan(printed, shown);
    let years = indicator_years(printed);
    let outline = printed.outline.iter().zip(&shown.outline);
    rows.extend(outline.map(|(row, shown)| Row {
        is_linked: true,
        ..named(&outline::TABLE, &row.id, &shown.name, "", (row, shown), &[])
    }));
    let both = || printed.items.iter().zip(&shown.items);
    rows.extend(both().map(|(item, shown)| Row {
        is_linked: true,
        ..named(&items::TABLE, &item.id, &shown.name, "", (item, shown), &[])
    }));
    for (item, shown_item) in both() {
        let actions = item.actions.iter().zip(&shown_item.actions);
        rows.extend(actions.map(|(action, shown)| of_action(printed, shown_item, action, shown)));
    }
    for (item, shown_item) in both() {
        let of_item = item.indicators.iter().zip(&shown_item.indicators);
        rows.extend(of_item.map(|(row, shown)| Row {
            is_linked: true,
            ..named(&indicators::TABLE, &row.id, &shown.name, &item.id, (row, shown), &years)
        }));
    }
    both().for_each(|(item, shown)| reports(item, shown, &mut rows));
    let sections = printed.sections.iter().zip(&shown.sections);
    rows.extend(
        sections.map(|(row, shown)| named(&sections::TABLE, &row.id, &shown.heading, "", (row, shown), &[])),
    );
    number(&mut rows);
    rows
}

/// Rows with one key are the same rows in the order in which they come.
fn number(rows: &mut [Row]) {
    let mut seen: BTreeMap<Key, usize> = BTreeMap::new();
    for row in rows {
        let before = seen.entry(row.key.clone()).or_default();
        if *before > 0 {
            row.key.2 += &format!("\n{before}");
        }
        *before += 1;
    }
}

/// The keys of the sheet 計画 that are of the plan, not of an edition.
fn of_plan(printed: &Plan, shown: &Plan) -> Vec<Row> {
    let keys =
        ["title", "subtitle", "municipality", "municipality_code", "first_year", "last_year", "level_names"];
    let kept = about::TABLE.columns.iter().filter(|column| keys.contains(&column.spec.key));
    let sheet = pairs::TABLE.spec.sheet;
    let row = |column: &&Column<crate::plan::About>| {
        let kind = if column.spec.key == "title" { ChangeKind::Name } else { ChangeKind::Other };
        let mut row = blank(sheet, column.spec.head, "", "");
        let cell = |plan: &Plan| cells(column, &[], "", &plan.about).concat();
        let (printed, shown) = (cell(printed), cell(shown));
        if !printed.is_empty() {
            let head = pairs::VALUE.spec.head.to_owned();
            let cell = Cell { head, printed, shown, says: Says::Planned(kind), is_set: false, is_text: true };
            row.cells.insert((0, 0, String::new()), cell);
        }
        row
    };
    kept.map(row).collect()
}

fn blank(sheet: &'static str, id: &str, name: &str, owner: &str) -> Row {
    Row {
        key: (sheet, id.to_owned(), String::new()),
        sheet,
        id: id.to_owned(),
        owner: owner.to_owned(),
        name: name.to_owned(),
        of: Vec::new(),
        or: None,
        is_planned: true,
        is_linked: false,
        cells: BTreeMap::new(),
    }
}

/// A row with an id of its own.
fn named<R>(
    table: &Table<R>,
    id: &str,
    name: &str,
    owner: &str,
    both: (&R, &R),
    years: &[FiscalYear],
) -> Row {
    let mut row = blank(table.spec.sheet, id, name, owner);
    for (at, column) in table.columns.iter().enumerate() {
        if let Some(says) = says(&column.spec, &column.field) {
            fill(&mut row, at, column, says, both, years);
        }
    }
    row
}

/// The cells of a column.
fn fill<R>(
    row: &mut Row,
    at: usize,
    column: &Column<R>,
    says: Says,
    (printed, shown): (&R, &R),
    years: &[FiscalYear],
) {
    let spec = &column.spec;
    let is_set = matches!(column.field, Field::Departments(_) | Field::Names(_) | Field::Tags(_));
    let is_text = matches!(column.field, Field::Text(_) | Field::Departments(_) | Field::YearCells(_));
    let both = cells(column, years, &row.owner, printed).into_iter();
    for (index, (printed, shown)) in both.zip(cells(column, years, &row.owner, shown)).enumerate() {
        let year = years.get(index).copied().filter(|_| spec.is_years());
        let head = year.map_or(spec.head.to_owned(), |year| format!("{}{}", spec.head, year_head(year)));
        let at = (at, year.unwrap_or_default().0, String::new());
        put(row, at, Cell { head, printed, shown, says, is_set, is_text });
    }
}

fn put(row: &mut Row, at: At, mut cell: Cell) {
    for text in [&mut cell.printed, &mut cell.shown] {
        *text = text.trim().replace("\r\n", "\n");
    }
    if !cell.printed.is_empty() {
        row.cells.insert(at, cell);
    }
}

/// What the cells of a column say; `None` for a column that is not compared: the row's own id, pages, remarks.
fn says<R>(spec: &ColumnSpec, field: &Field<R>) -> Option<Says> {
    match (spec.key, field) {
        (_, Field::Id(_) | Field::Reading(_)) | ("page" | "note" | "fiscal_year", _) => None,
        ("name" | "heading", _) => Some(Says::Planned(ChangeKind::Name)),
        ("departments", _) => Some(Says::Planned(ChangeKind::Department)),
        ("target_", _) => Some(Says::Planned(ChangeKind::Target)),
        ("forecast_", _) => Some(Says::Expected),
        ("actual_" | "rate_" | "cumulative_", _) => Some(Says::Reported),
        _ => Some(Says::Planned(ChangeKind::Other)),
    }
}

/// A row of the schedule. A revised line is compared with the plan's where the other edition has no revised one.
fn of_action(plan: &Plan, item: &Item, printed: &Action, shown: &Action) -> Row {
    let sheet = schedule::TABLE.spec.sheet;
    let line = printed.line_kind();
    let id = format!("{}{}", item.id, printed.mark);
    let says = match line {
        Line::Planned | Line::Revised => Says::Planned(ChangeKind::Other),
        Line::Done => Says::Reported,
        Line::Expected => Says::Expected,
    };
    let is_planned = matches!(says, Says::Planned(_));
    let name = if shown.text.is_empty() { &item.name } else { &shown.text };
    let key = |line: &str| (sheet, id.clone(), line.to_owned());
    let mut row = Row {
        // The plan's line may be blank or have its word.
        key: key(if line == Line::Planned { "" } else { &printed.line }),
        or: (line == Line::Revised).then(|| key("")),
        id: if is_planned { id.clone() } else { format!("{id} {}", printed.line) },
        owner: item.id.clone(),
        is_planned,
        ..blank(sheet, "", name, "")
    };
    if is_planned {
        fill(&mut row, 0, &schedule::ACTION, says, (printed, shown), &[]);
    }
    let columns = plan.columns_of(printed).into_iter();
    for ((year, part), (printed, shown)) in columns.zip(printed.cells.iter().zip(&shown.cells)) {
        let head = schedule_head(&ScheduleColumn { year, part: part.to_owned(), line: String::new() });
        let cell =
            Cell { head, printed: printed.clone(), shown: shown.clone(), says, is_set: false, is_text: true };
        put(&mut row, (1, year.0, part.to_owned()), cell);
    }
    row
}

/// The rows of 実績 and 評価 of an item.
fn reports(item: &Item, shown: &Item, rows: &mut Vec<Row>) {
    let of_year = |sheet: &'static str, year: FiscalYear| Row {
        is_planned: false,
        ..blank(sheet, &format!("{} {}", item.id, year_head(year)), &shown.name, &item.id)
    };
    for both in item.results.iter().zip(&shown.results) {
        let mut row = of_year(results::TABLE.spec.sheet, both.0.year);
        for (at, column) in results::TABLE.columns.iter().enumerate() {
            if matches!(column.field, Field::Text(_)) {
                fill(&mut row, at, column, Says::Reported, both, &[]);
            }
        }
        rows.push(row);
    }
    for both in item.ratings.iter().zip(&shown.ratings) {
        let rating = both.0;
        let mut row = of_year(ratings::TABLE.spec.sheet, rating.year);
        let indicator = rating.indicator_id.as_deref().unwrap_or_default();
        row.key.2 = [indicator, &rating.by, &rating.aspect, &rating.as_of].join("\n");
        row.of = rating.words().into_iter().map(str::to_owned).collect();
        for (at, column) in ratings::TABLE.columns.iter().enumerate() {
            if matches!(column.field, Field::Text(_)) {
                fill(&mut row, at, column, Says::Reported, both, &[]);
            }
        }
        rows.push(row);
    }
}
