//! `values.csv`: one row a reading of a printed cell.

use super::rows::{Rows, reading};
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
pub(super) fn values(rows: &mut Rows, plan: &Plan) {
    for item in &plan.items {
        item.indicators.iter().for_each(|one| indicator(rows, item, one));
    }
}

/// The rows of one indicator.
pub(super) fn indicator(rows: &mut Rows, item: &Item, indicator: &Indicator) {
    for cell in cells(indicator).into_iter().filter(|cell| !cell.printed.trim().is_empty()) {
        add(rows, item, indicator, &cell);
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

fn add(rows: &mut Rows, item: &Item, indicator: &Indicator, cell: &Cell) {
    let year = cell.year.map_or(String::new(), |year| year.0.to_string());
    let mut row = |position: usize, [comparator, value, unit, basis]: [&str; 4]| {
        rows.add(&[
            &item.id,
            &indicator.id,
            cell.role,
            &year,
            cell.label,
            &position.to_string(),
            cell.printed,
            comparator,
            value,
            unit,
            basis,
            reading(cell.inferred),
        ]);
    };
    let readings = indicator.read(cell.printed);
    if readings.is_empty() {
        row(1, [""; 4]);
    }
    for (at, read) in readings.iter().enumerate() {
        row(at + 1, [read.comparator.sign(), &read.value.to_string(), &read.unit, &read.basis]);
    }
}
