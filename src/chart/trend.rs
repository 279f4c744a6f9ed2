//! The content of a trend chart: the values of one unit, by series, year and role.

use super::cell::{Cell, Role, is_level};
use super::scale::Scales;
use crate::list::List;
use crate::plan::{Comparator, FiscalYear, Indicator, minus_of};

/// The values of one indicator that share one axis.
#[derive(Debug, PartialEq)]
pub struct Trend<'a> {
    /// The indicator's name as printed.
    pub name: &'a str,
    /// The unit of the axis; empty where the document prints none.
    pub unit: String,
    /// How many digits of every value are after the decimal point.
    pub scale: u8,
    /// The lowest and the highest value of the axis, which all charts of the unit in the item share.
    pub ends: (i64, i64),
    /// The sign before its values below zero.
    pub minus: char,
    /// In printed order.
    pub series: Vec<Series<'a>>,
    /// Values to compare with: name, value, words.
    pub references: Vec<(&'a str, i64, String)>,
}

/// One row of the indicator.
#[derive(Debug, PartialEq)]
pub struct Series<'a> {
    /// The series' name as printed; empty where there is only one.
    pub name: &'a str,
    /// Baseline, targets, actuals, forecasts, or the sums so far, each in the order of years.
    pub marks: Vec<Mark>,
    /// Where the line is not drawn on.
    pub breaks: Vec<Break<'a>>,
}

/// The first year after a break of a series, and the reason as printed.
pub type Break<'a> = (FiscalYear, &'a str);

/// A value in its year.
#[derive(Debug, PartialEq)]
pub struct Mark {
    pub year: FiscalYear,
    pub role: Role,
    /// It decides the drawing: a point, a bound with its open side, or a zone.
    pub comparator: Comparator,
    /// The value's digits at the trend's scale.
    pub value: i64,
    /// The words of its label.
    pub text: String,
}

impl<'a> Trend<'a> {
    /// The trend of the rows of one indicator; `None` where no row has two values of one unit in different years.
    pub fn of(rows: &[&'a Indicator], scales: &Scales) -> Option<Trend<'a>> {
        let cells: Vec<Vec<Cell<'a>>> = rows.iter().map(|row| Cell::all(row)).list();
        let unit = unit(rows, &cells)?;
        let shared = scales.find(&unit);
        let mut scale = shared.map_or(0, |shared| shared.decimals);
        for_each(&cells, &unit, |_, _, reading| scale = reading.value.scale.max(scale));
        // Each row is a series, and its sums so far are another one.
        let empty = |row: &&'a Indicator| {
            let breaks = row.breaks().filter_map(|(year, reason)| Some((year?, reason))).list();
            Series { name: &row.series, marks: Vec::new(), breaks }
        };
        let mut series: Vec<Series> = rows.iter().map(empty).chain(rows.iter().map(empty)).list();
        let mut references = Vec::new();
        let mut fits = true;
        for_each(&cells, &unit, |row, cell, reading| {
            let Some(value) = reading.value.at_scale(scale) else {
                fits = false;
                return;
            };
            let text = cell.label(reading);
            match cell.year {
                Some(year) => {
                    let mark = Mark { year, role: cell.role, comparator: reading.comparator, value, text };
                    let of_sums = if cell.role == Role::Cumulative { rows.len() } else { 0 };
                    series[row + of_sums].marks.push(mark);
                }
                None if cell.role == Role::Reference => {
                    let reference = (rows[row].reference_name.as_str(), value, text);
                    if !references.contains(&reference) {
                        references.push(reference);
                    }
                }
                // A baseline without a year has no position on the axis of years. Only the sentence names it.
                None => {}
            }
        });
        series.retain(|series| !series.marks.is_empty());
        let marks = series.iter().flat_map(|series| &series.marks).map(|mark| mark.value);
        let values = marks.chain(references.iter().map(|line| line.1)).list();
        let own = (values.iter().copied().min()?, values.iter().copied().max()?);
        fits.then(|| Trend {
            ends: shared.map_or(own, |shared| shared.ends),
            minus: shared.map_or_else(|| minus(&series), |shared| shared.minus),
            name: rows.first().map_or("", |row| &row.name),
            unit,
            scale,
            series,
            references,
        })
    }

    /// The breaks of all series; equal ones of several series once.
    pub fn breaks(&self) -> Vec<Break<'a>> {
        let mut all: Vec<Break> = Vec::new();
        for one in self.series.iter().flat_map(|series| &series.breaks) {
            // A package may have any number of them, and a chart has room for a few.
            if all.len() < 5 && !all.contains(one) {
                all.push(*one);
            }
        }
        all
    }

    /// Every mark, series by series.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.series.iter().flat_map(|series| &series.marks)
    }
}

/// The axis uses the minus sign of the cells. If one were ▲ and the other -, a reader would look for a difference.
fn minus(series: &[Series]) -> char {
    let mut marks = series.iter().flat_map(|series| &series.marks).filter(|mark| mark.value < 0);
    marks.find_map(|mark| minus_of(&mark.text)).unwrap_or('-')
}

/// The unit of the chart: the rows' own unit where it gives a trend, else the first unit that gives one. Values in
/// different units are never joined.
pub(super) fn unit(rows: &[&Indicator], cells: &[Vec<Cell>]) -> Option<String> {
    let mut units: Vec<&str> = rows.iter().map(|row| row.unit.as_str()).list();
    let readings = cells.iter().flatten().flat_map(|cell| &cell.readings);
    units.extend(readings.filter(|reading| is_level(reading)).map(|reading| reading.unit.as_str()));
    let has_trend = |unit: &&str| {
        let mut first: Vec<Option<FiscalYear>> = vec![None; rows.len()];
        let mut found = false;
        for_each(cells, unit, |row, cell, _| {
            if cell.year.is_some() {
                found |= first[row].is_some() && first[row] != cell.year;
                first[row] = first[row].or(cell.year);
            }
        });
        found
    };
    units.into_iter().find(has_trend).map(str::to_owned)
}

/// Calls `act` for every level in this unit, with the index of its row and its cell.
fn for_each(cells: &[Vec<Cell>], unit: &str, mut act: impl FnMut(usize, &Cell, &crate::plan::Reading)) {
    for (row, cells) in cells.iter().enumerate() {
        for cell in cells {
            if let Some(reading) = cell.readings.iter().find(|r| is_level(r) && r.unit == unit) {
                act(row, cell, reading);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::YearCell;

    fn row(baseline: &str, targets: &[&str]) -> Indicator {
        let cell = |(at, printed): (usize, &&str)| YearCell {
            year: FiscalYear(2023 + at as u16),
            printed: printed.to_string(),
        };
        Indicator {
            unit: "日".into(),
            baseline_year: Some(FiscalYear(2021)),
            baseline: baseline.into(),
            targets: targets.iter().enumerate().map(cell).collect(),
            ..Indicator::default()
        }
    }

    /// The marks as one line: the unit, then year, sign and digits of each.
    fn check(row: &Indicator, expect: Option<&str>) {
        let trend = Trend::of(&[row], &Scales::default()).map(|trend| {
            let marks = trend
                .marks()
                .map(|mark| format!(" {}{}{}", mark.year.short(), mark.comparator.sign(), mark.value));
            format!("{}{}", trend.unit, marks.collect::<String>())
        });
        assert_eq!(trend.as_deref(), expect);
    }

    #[test]
    fn two_values_of_one_unit_in_two_years_make_a_trend() {
        check(&row("1.5日", &["2日"]), Some("日 R3=15 R5=20"));
        check(&row("", &["2日", "-", "3日未満"]), Some("日 R5=2 R7<3"));
        check(&row("1日", &["-", "0日"]), Some("日 R3=1 R6=0"));
        check(&row("1日", &[]), None);
        check(&row("1日", &["2時間"]), None);
        check(&row("", &["実施", "実施"]), None);
        check(&row("", &["対前年度 3日削減", "対前年度 3日削減"]), None);
    }

    #[test]
    fn the_second_value_of_a_cell_counts_where_it_has_the_unit() {
        check(&row("10.8日", &["対令和3年度 10.0%増加 (11.9日)"]), Some("日 R3=108 R5=119"));
        check(&row("", &["1人 (2%)", "3人 (4%)"]), Some("人 R5=1 R6=3"));
    }

    #[test]
    fn two_values_in_one_year_or_without_one_are_no_trend() {
        let mut twice = row("1日", &["2日"]);
        twice.baseline_year = Some(FiscalYear(2023));
        check(&twice, None);
        twice.baseline_year = None;
        check(&twice, None);
    }

    #[test]
    fn a_number_that_no_axis_can_hold_is_left_to_words() {
        check(&row("999999999999999日", &["1日"]), None);
    }
}
