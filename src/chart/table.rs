//! The figures beside a chart: every cell as printed, in the column of its year.

use super::cell::Role;
use crate::list::List;
use crate::plan::{FiscalYear, Indicator, YearCell};

/// The cells of an indicator as a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<'a> {
    /// The columns: the plan's years and every other year that has a value, in order.
    pub years: Vec<FiscalYear>,
    /// One row for each series and role that has a cell.
    pub rows: Vec<TableRow<'a>>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow<'a> {
    /// The series as printed; empty where there is only one.
    pub series: &'a str,
    /// The role of the values.
    pub role: Role,
    /// The name of the value to compare with, or the day inside the year; empty without either.
    pub label: &'a str,
    /// The cells.
    pub cells: Cells<'a>,
}

/// The cells of a row. A blank stays blank, and a dash stays a dash.
#[derive(Clone, Debug, PartialEq)]
pub enum Cells<'a> {
    /// One for each column, as printed.
    Years(Vec<&'a str>),
    /// A value without a year, as printed.
    Yearless(&'a str),
}

impl<'a> Table<'a> {
    /// The table of the rows of one indicator.
    pub(super) fn of(rows: &[&'a Indicator], mut years: Vec<FiscalYear>) -> Table<'a> {
        for row in rows {
            let of_cells = row.year_cells().into_iter().flatten().map(|cell| cell.year);
            for year in of_cells.chain(row.baseline_year) {
                year.insert_into(&mut years);
            }
        }
        let mut table = Table { years, rows: Vec::new() };
        for row in rows {
            let cells = match row.baseline_year {
                Some(baseline_year) => {
                    table.by_year(|year| if year == baseline_year { &row.baseline } else { "" })
                }
                None => Cells::Yearless(row.baseline.as_str()),
            };
            table.push(row, Role::Baseline, "", cells);
            table.push(row, Role::Target, "", table.by_year(|year| cell_of(&row.targets, year)));
            table.push(row, Role::Actual, &row.as_of, table.by_year(|year| cell_of(&row.actuals, year)));
            for (role, cells) in [
                (Role::Forecast, &row.forecasts),
                (Role::Rate, &row.rates),
                (Role::Cumulative, &row.cumulatives),
            ] {
                table.push(row, role, "", table.by_year(|year| cell_of(cells, year)));
            }
            table.push(row, Role::Reference, &row.reference_name, Cells::Yearless(&row.reference));
        }
        table
    }

    fn by_year(&self, cell: impl Fn(FiscalYear) -> &'a str) -> Cells<'a> {
        Cells::Years(self.years.iter().map(|year| cell(*year)).list())
    }

    fn push(&mut self, row: &'a Indicator, role: Role, label: &'a str, cells: Cells<'a>) {
        let blank = match &cells {
            Cells::Years(cells) => cells.iter().all(|cell| cell.is_empty()),
            Cells::Yearless(cell) => cell.is_empty(),
        };
        if !blank {
            self.rows.push(TableRow { series: &row.series, role, label, cells });
        }
    }
}

fn cell_of(cells: &[YearCell], year: FiscalYear) -> &str {
    cells.iter().find(|cell| cell.year == year).map_or("", |cell| &cell.printed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_stay_blank_and_dashes_stay_dashes() {
        let cell = |year, printed: &str| YearCell { year: FiscalYear(year), printed: printed.into() };
        let row = Indicator {
            baseline_year: Some(FiscalYear(2021)),
            baseline: "1件".into(),
            reference_name: "県内市平均".into(),
            reference: "2件".into(),
            targets: vec![cell(2023, "—"), cell(2025, "0件")],
            ..Indicator::default()
        };
        let table = Table::of(&[&row], (2023..=2025).map(FiscalYear).collect());
        assert_eq!(table.years, [2021, 2023, 2024, 2025].map(FiscalYear));
        let cells: Vec<_> = table.rows.iter().map(|row| (row.role, row.label, row.cells.clone())).collect();
        assert_eq!(
            cells,
            [
                (Role::Baseline, "", Cells::Years(vec!["1件", "", "", ""])),
                (Role::Target, "", Cells::Years(vec!["", "—", "", "0件"])),
                (Role::Reference, "県内市平均", Cells::Yearless("2件")),
            ]
        );
    }
}
