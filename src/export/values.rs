//! `values.csv`: one row a reading of a printed cell.

use super::rows::reading;
use crate::plan::{FiscalYear, Indicator, Item, Plan};

/// A cell with what stands beside it in the file.
struct Cell<'a> {
    role: &'static str,
    year: Option<FiscalYear>,
    label: &'a str,
    printed: &'a str,
    inferred: bool,
}

/// Baseline, reference, targets and actuals of every indicator, in the order of the package's columns.
///
/// A blank cell has no row. A dash, and a cell that cannot be read, has one with comparator, value and unit empty.
/// Only targets are ever inferred: the rules place whole rows of them.
pub(super) fn values(plan: &Plan) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for item in &plan.items {
        for indicator in &item.indicators {
            add_indicator(&mut rows, plan, item, indicator);
        }
    }
    rows
}

/// The rows of one indicator.
pub(super) fn add_indicator(rows: &mut Vec<Vec<String>>, plan: &Plan, item: &Item, indicator: &Indicator) {
    for cell in cells(indicator).into_iter().filter(|cell| !cell.printed.trim().is_empty()) {
        add(rows, plan, item, indicator, &cell);
    }
}

fn cells(row: &Indicator) -> Vec<Cell<'_>> {
    let single = |role, year, label, printed| Cell { role, year, label, printed, inferred: false };
    let mut cells = vec![
        // 時点 speaks of the year columns; the baseline has only its year.
        single("baseline", row.baseline_year, "", row.baseline.as_str()),
        single("reference", None, row.reference_name.as_str(), row.reference.as_str()),
    ];
    cells.extend(row.targets.iter().map(|cell| Cell {
        role: "target",
        year: Some(cell.year),
        label: &row.as_of,
        printed: &cell.printed,
        inferred: row.inferred,
    }));
    let actuals = row.actuals.iter();
    cells.extend(actuals.map(|cell| single("actual", Some(cell.year), &row.as_of, &cell.printed)));
    cells
}

fn add(rows: &mut Vec<Vec<String>>, plan: &Plan, item: &Item, indicator: &Indicator, cell: &Cell) {
    let mut row = |position: usize, said: [String; 4]| {
        let [comparator, value, unit, basis] = said;
        rows.push(vec![
            plan.about.id.clone(),
            item.id.clone(),
            indicator.id.clone(),
            cell.role.to_owned(),
            cell.year.map_or(String::new(), |year| year.0.to_string()),
            cell.label.to_owned(),
            position.to_string(),
            cell.printed.to_owned(),
            comparator,
            value,
            unit,
            basis,
            reading(cell.inferred),
        ]);
    };
    let readings = indicator.read(cell.printed);
    if readings.is_empty() {
        row(1, Default::default());
    }
    for (at, read) in readings.into_iter().enumerate() {
        row(at + 1, [read.comparator.sign().to_owned(), read.value.to_string(), read.unit, read.basis]);
    }
}
