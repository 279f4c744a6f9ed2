//! Doubts about a row of values: the city may have meant another value than the one that was read.

use crate::package::Code;
use crate::package::problems::catalogue as code;
use crate::plan::{Decimal, Indicator, RATE_UNIT, Reading, RowGrammar, is_bracketed_number, is_dash};

/// A small number in a row of per cent may be a fraction if the largest value of the row is at least this many times
/// as large: 0.92 beside 90.0%, but not 0.9% beside 3%.
const FRACTION: i64 = 20;
/// The largest number that may be a fraction: twice the planned value.
const LARGEST: i64 = 2;
/// The decimals at which values are compared.
const SCALE: u8 = 4;

/// The facts that a row gives for all its cells.
pub(in crate::package) struct Doubts<'a> {
    grammar: RowGrammar,
    /// The unit that the row prints or its cells share.
    unit: &'a str,
    /// In a row of per cent, the largest value, and whether any value has decimals like a fraction: 0.92.
    largest: Option<(i64, bool)>,
    /// Whether the values are rates of achievement, which are about 100%.
    is_rate: bool,
}

impl<'a> Doubts<'a> {
    pub fn of(indicator: &'a Indicator) -> Doubts<'a> {
        Doubts::new(indicator.grammar(), &indicator.unit, &mut indicator.cells())
    }

    /// The doubts about rates of achievement, which are per cent whatever the unit of their row.
    pub fn of_rates(indicator: &'a Indicator) -> Doubts<'a> {
        let mut rates = indicator.rates.iter().map(|cell| cell.printed.as_str());
        Doubts { is_rate: true, ..Doubts::new(RowGrammar::new(RATE_UNIT), RATE_UNIT, &mut rates) }
    }

    /// The doubts about a column of a table of the document.
    pub fn of_column(grammar: RowGrammar, cells: &mut dyn Iterator<Item = &'a str>) -> Doubts<'a> {
        Doubts::new(grammar, "", cells)
    }

    fn new(grammar: RowGrammar, unit: &'a str, cells: &mut dyn Iterator<Item = &'a str>) -> Doubts<'a> {
        let is_per_cent = grammar.unit() == "%";
        let levels = cells.filter(|cell| is_per_cent && !cell.is_empty());
        let largest = levels.filter_map(|cell| grammar.read(cell).into_iter().next()).filter_map(|reading| {
            let value = compared(reading.value).filter(|_| reading.basis.is_empty())?;
            Some((value, reading.value.scale > 1))
        });
        let largest = largest.reduce(|(a, fine), (b, finer)| (a.max(b), fine || finer));
        Doubts { grammar, unit: unit.trim(), largest, is_rate: false }
    }

    /// The doubt about a filled cell, and the value that its row suggests. `is_general`: the cell of a workbook holds
    /// a number in the format 標準.
    pub fn of_cell(&self, cell: &str, is_general: bool) -> Option<(&'static Code, String)> {
        let readings = self.grammar.read(cell);
        let Some(reading) = readings.first() else {
            return match () {
                () if is_dash(cell) => None,
                () if is_bracketed_number(cell) => Some((&code::BRACKETED_NUMBER, String::new())),
                () => Some((&code::VALUE_IN_WORDS, String::new())),
            };
        };
        // A change has another unit, and without both units there is nothing to compare.
        let comparable = reading.basis.is_empty() && !reading.unit.is_empty() && !self.unit.is_empty();
        if comparable && reading.unit != self.grammar.unit() {
            return Some((&code::UNIT_MISMATCH, self.grammar.unit().to_owned()));
        }
        let hundredfold = self.hundredfold(cell, reading, is_general)?;
        Some((&code::PERCENT_AS_FRACTION, hundredfold))
    }

    /// The value in per cent of a small number without a %, if the row makes the number doubtful.
    ///
    /// A number in the format 標準 is doubtful also beside small ones: a spreadsheet holds 92% as 0.92, and shows that
    /// when the cell loses its format. Somebody typed a larger number such as 92, so it is read as it is.
    fn hundredfold(&self, cell: &str, reading: &Reading, is_general: bool) -> Option<String> {
        let (largest, fine) = self.largest?;
        let value = compared(reading.value)?;
        let one = 10_i64.pow(u32::from(SCALE));
        let is_whole = reading.value.scale == 0;
        // A fraction above 1 has decimals: 1.05 for 105%. A whole number above 1 is a small percentage.
        let is_small = (1..=if is_whole { one } else { LARGEST * one }).contains(&value);
        if !is_small || cell.contains(['%', '％']) || !reading.basis.is_empty() {
            return None;
        }
        let is_far_below = if largest > one { largest / value >= FRACTION } else { fine };
        // 0.95 and 1.10 among rates of achievement: somebody types 95, or a cell has lost its format.
        let is_small_rate = self.is_rate && !is_whole && largest <= LARGEST * one;
        let is_as_typed = is_general && (value <= one || is_small_rate) && (!is_whole || largest <= one);
        let is_doubtful = is_as_typed || is_far_below || is_small_rate && fine;
        let hundred = Decimal {
            digits: reading.value.digits * 10_i64.pow(2_u32.saturating_sub(u32::from(reading.value.scale))),
            scale: reading.value.scale.saturating_sub(2),
        };
        is_doubtful.then(|| format!("{hundred}%"))
    }
}

/// A value without its sign, as it is compared. The result of a formula has more decimals than that.
fn compared(value: Decimal) -> Option<i64> {
    let cut = value.digits / 10_i64.pow(u32::from(value.scale.saturating_sub(SCALE)));
    Decimal { digits: cut, scale: value.scale.min(SCALE) }.at_scale(SCALE).map(i64::abs)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The doubts of a row, cell by cell: the code and the suggested value.
    fn check(unit: &str, cells: &[&str], expect: &[&str]) {
        let year =
            |printed: &&str| crate::plan::YearCell { printed: (*printed).into(), ..Default::default() };
        let row = Indicator {
            unit: unit.into(),
            targets: cells.iter().map(year).collect(),
            ..Indicator::default()
        };
        let doubts = Doubts::of(&row);
        let found: Vec<String> = cells
            .iter()
            .map(|cell| {
                doubts
                    .of_cell(cell, false)
                    .map_or(String::new(), |(code, expected)| format!("{} {expected}", code.name))
            })
            .collect();
        assert_eq!(found.iter().map(|doubt| doubt.trim()).collect::<Vec<_>>(), expect, "{unit} {cells:?}");
    }

    #[test]
    fn a_fraction_in_a_row_of_per_cent_is_doubted() {
        let doubted = |hundredfold: &str| format!("percent-as-fraction {hundredfold}");
        check("%", &["90.0%", "0.92", "0.95以上"], &["", &doubted("92%"), &doubted("95%")]);
        check("％", &["0.925", "0.95"], &[&doubted("92.5%"), &doubted("95%")]);
        check("", &["90.0%", "1"], &["", &doubted("100%")]);
        check("%", &["90.0%", "0.92%", "0"], &["", "", ""]);
        check("%", &["0.9", "3", "1"], &["", "", ""]);
        check("%", &["90.0%", "1.05", "2", "2.5"], &["", &doubted("105%"), "", ""]);
        check("%", &["10.0%", "1.05"], &["", ""]);
        check("件", &["90", "0.92"], &["", ""]);
        let long = doubted("94.8275862068966%");
        check("%", &["90.0%", "0.92592", "0.948275862068966"], &["", &doubted("92.592%"), &long]);
    }

    #[test]
    fn a_number_of_a_workbook_that_is_shown_as_typed_is_asked_about() {
        let beside = |baseline: &str, unit: &str, cell: &str, is_general| {
            let row = Indicator { unit: unit.into(), baseline: baseline.into(), ..Indicator::default() };
            let row = Indicator { reference: cell.into(), ..row };
            Doubts::of(&row).of_cell(cell, is_general).map(|(code, expected)| (code.name, expected))
        };
        let doubt = |unit: &str, cell: &str, is_general| beside("3", unit, cell, is_general);
        let expected = |hundredfold: &str| Some(("percent-as-fraction", hundredfold.to_owned()));
        assert_eq!(doubt("%", "0.9", true), expected("90%"));
        assert_eq!(doubt("%", "-0.5", true), expected("-50%"));
        assert_eq!(beside("0.5", "%", "-1", true), expected("-100%"));
        assert_eq!(beside("90.0%", "%", "92", true), None);
        assert_eq!(doubt("%", "0.9", false), None);
        for cell in ["0", "3", "1.5", "1"] {
            assert_eq!(doubt("%", cell, true), None, "{cell}");
        }
        assert_eq!(doubt("件", "0.9", true), None);
    }

    #[test]
    fn a_rate_of_achievement_may_be_a_fraction_too() {
        let doubts = |rates: &[&str], is_general| -> Vec<String> {
            let year =
                |printed: &&str| crate::plan::YearCell { printed: (*printed).into(), ..Default::default() };
            let row = Indicator { rates: rates.iter().map(year).collect(), ..Indicator::default() };
            let of_rates = Doubts::of_rates(&row);
            rates
                .iter()
                .map(|rate| of_rates.of_cell(rate, is_general).map_or(String::new(), |(_, of)| of))
                .collect()
        };
        assert_eq!(doubts(&["0.95", "1.1"], true), ["95%", "110%"]);
        assert_eq!(doubts(&["50%", "0.5"], false), ["", "50%"]);
        assert_eq!(doubts(&["0.95", "1.10"], false), ["95%", "110%"]);
        assert_eq!(doubts(&["95", "110", "98.5%"], true), ["", "", ""]);
    }

    #[test]
    fn a_number_in_brackets_and_another_unit_are_doubted_and_one_unit_in_two_forms_is_not() {
        check("百万円", &["(33.5)", "▲5", "−"], &["bracketed-number", "", ""]);
        check("（百万円）", &["1,200百万円", "1,300", "5件"], &["", "", "unit-mismatch 百万円"]);
        check("％", &["90.0%", "92％", "10月実施"], &["", "", "value-in-words"]);
    }
}
