//! `values.csv`: one row for each reading of a printed cell.

use super::files;
use super::rows::Rows;
use crate::format::cell_word;
use crate::plan::{FiscalYear, Indicator, Item, RATE_UNIT, RowGrammar};
use crate::selection::Prepared;

/// A cell with its other columns in the file.
struct Cell<'a> {
    role: &'static str,
    year: Option<FiscalYear>,
    label: &'a str,
    printed: &'a str,
    inferred: bool,
    grammar: &'a RowGrammar,
}

/// Baseline, reference and the cells of years of every indicator, in the order of the package's columns.
///
/// A blank cell has no row. A dash, and a cell that cannot be read, has a row with empty comparator, value and unit.
/// Only targets are ever inferred, because the rules assign whole rows of them to years.
pub(super) fn values(rows: &mut Rows<Indicator>, prepared: &Prepared) {
    prepared.plan.items.iter().for_each(|one| item(rows, one));
}

/// The rows of one item.
pub(super) fn item(rows: &mut Rows<Indicator>, item: &Item) {
    item.indicators.iter().for_each(|one| indicator(rows, item, one));
}

/// The rows of one indicator.
pub(super) fn indicator(rows: &mut Rows<Indicator>, item: &Item, row: &Indicator) {
    let (of_row, of_rates) = (&row.grammar(), &RowGrammar::new(RATE_UNIT));
    let mut add = |role, year, label, printed, inferred| {
        let grammar = if role == "rate" { of_rates } else { of_row };
        add(rows, item, row, &Cell { role, year, label, printed, inferred, grammar });
    };
    // 時点 is about the year columns; the baseline has only its year.
    add("baseline", row.baseline_year, "", &row.baseline, false);
    add("reference", None, &row.reference_name, &row.reference, false);
    for cell in &row.targets {
        add("target", Some(cell.year), &row.as_of, &cell.printed, row.inferred);
    }
    for (role, cells) in [
        ("actual", &row.actuals),
        ("forecast", &row.forecasts),
        ("rate", &row.rates),
        ("cumulative", &row.cumulatives),
    ] {
        for cell in cells {
            add(role, Some(cell.year), &row.as_of, &cell.printed, false);
        }
    }
}

fn add(rows: &mut Rows<Indicator>, item: &Item, indicator: &Indicator, cell: &Cell) {
    if cell.printed.trim().is_empty() {
        return;
    }
    let year = cell.year.map_or(String::new(), |year| year.0.to_string());
    rows.begin(&item.id, indicator)
        .set(&files::ROLE, cell.role)
        .set(&files::VALUE_YEAR, &year)
        .set(&files::LABEL, cell.label)
        .set(&files::VALUE_POSITION, "1")
        .set(&files::AS_PRINTED, cell.printed)
        .set(&files::VALUE_READING, cell_word(&cell.inferred));
    let readings = cell.grammar.read(cell.printed);
    if readings.is_empty() {
        rows.end();
    }
    for (at, read) in readings.iter().enumerate() {
        rows.set(&files::VALUE_POSITION, &(at + 1).to_string())
            .set(&files::COMPARATOR, read.comparator.sign())
            .set(&files::VALUE, &read.value.to_string())
            .set(&files::VALUE_UNIT, &read.unit)
            .set(&files::BASIS, &read.basis)
            .end();
    }
}
