//! The printed cells of an indicator with their years and their readings.

use crate::list::List;
use crate::plan::{Comparator, FiscalYear, Indicator, Reading, is_dash, minus_of, plain_number};

/// The part that a value has in its indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The value that the plan starts from. It has a year of its own, the `baseline_year`.
    Baseline,
    /// A value that the plan aims at.
    Target,
    /// A value that was reached.
    Actual,
    /// A value that the city expects of a year whose actual is not there yet.
    Forecast,
    /// The sum of the actuals so far.
    Cumulative,
    /// The rate of achievement that the city prints. It is said and never drawn: its per cents are not those of the row.
    Rate,
    /// A value to compare with. It has no year.
    Reference,
}

/// One printed cell that is not blank.
pub struct Cell<'a> {
    pub role: Role,
    pub year: Option<FiscalYear>,
    pub printed: &'a str,
    pub readings: Vec<Reading>,
    /// The cell with the unit of its row.
    full: String,
}

impl<'a> Cell<'a> {
    /// The cells of an indicator: baseline, the cells of years by role, reference.
    pub fn all(row: &'a Indicator) -> Vec<Cell<'a>> {
        let of_years = |role, cells: &'a [crate::plan::YearCell]| {
            cells.iter().map(move |cell| (role, Some(cell.year), cell.printed.as_str()))
        };
        let grammar = row.grammar();
        std::iter::once((Role::Baseline, row.baseline_year, row.baseline.as_str()))
            .chain(of_years(Role::Target, &row.targets))
            .chain(of_years(Role::Actual, &row.actuals))
            .chain(of_years(Role::Forecast, &row.forecasts))
            .chain(of_years(Role::Cumulative, &row.cumulatives))
            .chain(of_years(Role::Rate, &row.rates))
            .chain(std::iter::once((Role::Reference, None, row.reference.as_str())))
            .filter(|(_, _, printed)| !printed.trim().is_empty())
            .map(|(role, year, printed)| match role {
                Role::Rate => Cell { role, year, printed, readings: Vec::new(), full: printed.to_owned() },
                _ => Cell {
                    role,
                    year,
                    printed,
                    readings: grammar.read(printed),
                    full: grammar.with_unit(printed),
                },
            })
            .list()
    }

    /// Whether the city says that there is no value.
    pub fn is_dash(&self) -> bool {
        is_dash(self.printed)
    }

    /// The level that the cell gives as a plain number; `None` for a bound, a change, two values or words.
    pub fn number(&self) -> Option<&Reading> {
        plain_number(&self.readings)
    }

    /// The cell for a sentence: as printed, with the unit that only its row prints (80.0以上, 600百万 in a row of 百万円),
    /// and without a space that only broke the line (対前年度 3%削減). Where the cell is no number, its lines become
    /// entries of a list.
    pub fn said(&self) -> String {
        match self.readings.is_empty() {
            true => self.printed.trim().replace('\n', "、"),
            false if self.number().is_some() => self.full.clone(),
            false => self.full.replace([' ', '\n'], ""),
        }
    }

    /// One reading as a label: the cell itself. Where the cell holds two values, the label is that one value, with
    /// the minus sign as printed.
    pub fn label(&self, reading: &Reading) -> String {
        if self.readings.len() < 2 || reading.comparator != Comparator::Equal {
            return self.said();
        }
        let value = reading.value.to_string();
        match (value.strip_prefix('-'), minus_of(self.printed)) {
            (Some(digits), Some(minus)) => format!("{minus}{digits}{}", reading.unit),
            _ => format!("{value}{}", reading.unit),
        }
    }
}

/// The value of an indicator whose cells all say the same number, as said; dashes are left out.
pub fn one_value(rows: &[&Indicator]) -> Option<String> {
    let cells = rows.iter().flat_map(|row| Cell::all(row)).filter(|cell| !cell.is_dash()).list();
    let (first, others) = cells.split_first()?;
    let is_one = !first.readings.is_empty() && others.iter().all(|cell| cell.printed == first.printed);
    is_one.then(|| first.said())
}

/// Whether a reading is a level. A change against another year has no position on the axis of its unit.
pub fn is_level(reading: &Reading) -> bool {
    reading.basis.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(printed: &str, unit: &str, expect: &str) {
        let row = Indicator { baseline: printed.into(), unit: unit.into(), ..Indicator::default() };
        assert_eq!(Cell::all(&row)[0].said(), expect);
    }

    #[test]
    fn a_cell_is_said_as_printed_with_the_rest_of_its_unit() {
        check("600百万", "百万円", "600百万円");
        check("86.1%", "%", "86.1%");
        check("86.1％", "%", "86.1％");
        check("1", "館", "1館");
        check("1", "", "1");
        check("98.0%未満", "%", "98.0%未満");
        check("対前年度 3%削減", "%", "対前年度3%削減");
        check("月3回×2局 月4回×1局", "", "月3回×2局 月4回×1局");
        check("月3回×2局\n月4回×1局", "", "月3回×2局、月4回×1局");
        check("7 (63.6%)", "人", "7人(63.6%)");
        check("80.0以上", "％", "80.0%以上");
        check("約 15", "件", "約15件");
        check("対令和3年度 10.0増加", "%", "対令和3年度10.0%増加");
        check("▲396", "百万円", "▲396百万円");
        check("600百万以上", "百万円", "600百万円以上");
        check("5m2", "㎡", "5m2");
    }

    #[test]
    fn blank_cells_are_left_out_and_dashes_are_not() {
        let row = Indicator { baseline: " ".into(), reference: "—".into(), ..Indicator::default() };
        let cells = Cell::all(&row);
        assert_eq!(cells.len(), 1);
        assert!(cells[0].is_dash());
    }
}
