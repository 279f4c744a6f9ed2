//! `values.csv`: one row a reading of a printed cell.

use super::rows::{Rows, reading};
use crate::plan::{FiscalYear, Indicator, Item, RowGrammar};
use crate::selection::Prepared;

/// A cell with what stands beside it in the file.
struct Cell<'a> {
    role: &'static str,
    year: Option<FiscalYear>,
    label: &'a str,
    printed: &'a str,
    inferred: bool,
    grammar: &'a RowGrammar,
}

/// Baseline, reference, targets and actuals of every indicator, in the order of the package's columns.
///
/// A blank cell has no row. A dash, and a cell that cannot be read, has one with comparator, value and unit empty.
/// Only targets are ever inferred: the rules place whole rows of them.
pub(super) fn values(rows: &mut Rows, prepared: &Prepared) {
    prepared.plan.items.iter().for_each(|one| item(rows, one));
}

/// The rows of one item.
pub(super) fn item(rows: &mut Rows, item: &Item) {
    item.indicators.iter().for_each(|one| indicator(rows, item, one));
}

/// The rows of one indicator.
pub(super) fn indicator(rows: &mut Rows, item: &Item, row: &Indicator) {
    let grammar = &row.grammar();
    let mut add = |role, year, label, printed, inferred| {
        add(rows, item, row, &Cell { role, year, label, printed, inferred, grammar });
    };
    // 時点 speaks of the year columns; the baseline has only its year.
    add("baseline", row.baseline_year, "", &row.baseline, false);
    add("reference", None, &row.reference_name, &row.reference, false);
    for cell in &row.targets {
        add("target", Some(cell.year), &row.as_of, &cell.printed, row.inferred);
    }
    for cell in &row.actuals {
        add("actual", Some(cell.year), &row.as_of, &cell.printed, false);
    }
}

fn add(rows: &mut Rows, item: &Item, indicator: &Indicator, cell: &Cell) {
    if cell.printed.trim().is_empty() {
        return;
    }
    let year = cell.year.map_or(String::new(), |year| u32::from(year.0).to_string());
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
    let readings = cell.grammar.read(cell.printed);
    if readings.is_empty() {
        row(1, [""; 4]);
    }
    for (at, read) in readings.iter().enumerate() {
        row(at + 1, [read.comparator.sign(), &read.value.to_string(), &read.unit, &read.basis]);
    }
}
