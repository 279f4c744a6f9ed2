//! How two printed numbers differ, and the two values of an indicator that say where it went. Arithmetic only: without
//! a judgement, and exactly, on decimals.

use std::cmp::Ordering;

use super::{Comparator, FiscalYear, Indicator, Reading, YearCell, is_dash};

/// The difference of two printed numbers of one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Whether the second number is the larger one.
    pub way: Ordering,
    /// The size in the fewer decimals of the two, as digits; 0 where they differ by less than that.
    pub digits: i64,
    /// How many of the digits are after the decimal point.
    pub scale: u8,
}

impl Difference {
    /// The difference between two readings; `None` where they are no plain numbers of one unit, or too large.
    pub fn between(from: &Reading, to: &Reading) -> Option<Difference> {
        let (fewer, scale) = (from.value.scale.min(to.value.scale), from.value.scale.max(to.value.scale));
        let exact = to.value.at_scale(scale)? - from.value.at_scale(scale)?;
        let unit = (fewer..scale).fold(1, |unit: i64, _| unit.saturating_mul(10));
        // Half is rounded away from zero.
        let digits = (exact.abs() + unit / 2) / unit;
        (from.unit == to.unit).then_some(Difference { way: exact.cmp(&0), digits, scale: fewer })
    }
}

/// The plain number among the readings of a cell; `None` for a bound, a change, two values or words.
pub fn plain_number(readings: &[Reading]) -> Option<&Reading> {
    match readings {
        [reading] if reading.comparator == Comparator::Equal && reading.basis.is_empty() => Some(reading),
        _ => None,
    }
}

/// Where an indicator went, between the last two values that can say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// 上がった
    Up,
    /// 同じ
    Same,
    /// 下がった
    Down,
    /// 比べられない
    Incomparable,
}

impl Trend {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Trend; 4] = [Trend::Up, Trend::Same, Trend::Down, Trend::Incomparable];
    /// Their names in attributes and addresses, in this order.
    pub const NAMES: [&str; 4] = ["up", "same", "down", "incomparable"];

    /// The name in attributes and addresses.
    pub fn name(self) -> &'static str {
        Trend::NAMES[self as usize]
    }
}

/// The difference between two values of an indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Movement {
    /// The year of the first value, where the document prints one.
    pub since: Option<FiscalYear>,
    /// How far the second is from it.
    pub by: Difference,
    /// The unit of both.
    pub unit: String,
    /// Whether a target is compared with the baseline.
    pub is_planned: bool,
}

impl Indicator {
    /// How the last two values differ: of the actuals where there are two, else the last target from the baseline. `None`
    /// where they cannot be compared: a value is missing, is no plain number, has another unit, or is behind a break.
    pub fn movement(&self) -> Option<Movement> {
        let actuals = self.actuals.iter().filter(|cell| !is_dash(&cell.printed));
        let mut last = actuals.rev().map(dated);
        let (to, from, is_planned) = match (last.next(), last.next()) {
            (Some(to), Some(from)) => (to, from, false),
            _ => {
                let target = self.targets.iter().rfind(|cell| !is_dash(&cell.printed))?;
                (dated(target), (self.baseline_year, self.baseline.as_str()), true)
            }
        };
        // A break whose year cannot be read may be anywhere.
        let is_between = |year: FiscalYear| from.0.is_none_or(|from| from < year) && Some(year) <= to.0;
        if self.breaks().any(|(year, _)| year.is_none_or(is_between)) {
            return None;
        }
        let grammar = self.grammar();
        let (before, after) = (grammar.read(from.1), grammar.read(to.1));
        let (before, after) = (plain_number(&before)?, plain_number(&after)?);
        let by = Difference::between(before, after)?;
        Some(Movement { since: from.0, by, unit: after.unit.clone(), is_planned })
    }

    /// Where the indicator went.
    pub fn trend(&self) -> Trend {
        match self.movement().map(|movement| movement.by.way) {
            Some(Ordering::Greater) => Trend::Up,
            Some(Ordering::Equal) => Trend::Same,
            Some(Ordering::Less) => Trend::Down,
            None => Trend::Incomparable,
        }
    }
}

fn dated(cell: &YearCell) -> (Option<FiscalYear>, &str) {
    (Some(cell.year), &cell.printed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(printed: &[&str]) -> Vec<YearCell> {
        let cell = |(at, printed): (usize, &&str)| YearCell {
            year: FiscalYear(2023 + at as u16),
            printed: (*printed).into(),
        };
        printed.iter().enumerate().filter(|(_, printed)| !printed.is_empty()).map(cell).collect()
    }

    fn row(baseline: &str, targets: &[&str], actuals: &[&str]) -> Indicator {
        Indicator {
            unit: "%".into(),
            baseline: baseline.into(),
            baseline_year: Some(FiscalYear(2021)),
            targets: cells(targets),
            actuals: cells(actuals),
            ..Indicator::default()
        }
    }

    /// The trend, the year before, and the size with its decimals.
    fn check(row: &Indicator, expect: &str) {
        let by = row.movement().map_or(String::new(), |movement| {
            let since = movement.since.map_or(String::new(), FiscalYear::short);
            format!(" {since} {}e{}", movement.by.digits, movement.by.scale)
        });
        assert_eq!(row.trend().name().to_owned() + &by, expect);
    }

    #[test]
    fn two_actuals_are_compared_before_target_and_baseline() {
        check(&row("1%", &["5%"], &["9%", "8%", "8.5%"]), "up R6 1e0");
        check(&row("1%", &["5%"], &["9%", "8%", "—"]), "down R5 1e0");
        check(&row("1%", &["5%", "-"], &["9%"]), "up R3 4e0");
        check(&row("6.7%", &["-", "", "6.7%"], &[]), "same R3 0e1");
    }

    #[test]
    fn the_size_has_the_fewer_decimals_and_may_be_nothing() {
        check(&row("", &[], &["94.28%", "93.96%"]), "down R5 32e2");
        check(&row("", &[], &["98.30%", "98.3%"]), "same R5 0e1");
        check(&row("", &[], &["98%", "98.3%"]), "up R5 0e0");
        check(&row("", &[], &["98%", "97.5%"]), "down R5 1e0");
    }

    #[test]
    fn what_is_no_plain_number_of_one_unit_is_not_compared() {
        check(&row("1%", &["5%以上"], &[]), "incomparable");
        check(&row("1%", &["対前年度 3%削減"], &[]), "incomparable");
        check(&row("", &["5%"], &[]), "incomparable");
        check(&row("1%", &["—"], &["5%"]), "incomparable");
        check(&row("1%", &["5%"], &["実施", "5%"]), "incomparable");
        check(&row("1人", &["5%"], &[]), "incomparable");
        check(&row("999999999999999%", &["5%"], &[]), "incomparable");
        check(&row("1%", &[], &[]), "incomparable");
    }

    #[test]
    fn values_before_and_after_a_break_are_not_compared() {
        let broken = |breaks: &str| Indicator { breaks: breaks.into(), ..row("1%", &[], &["4%", "5%"]) };
        check(&broken("R6 定義を変更"), "incomparable");
        check(&broken("不明"), "incomparable");
        check(&broken("R5 定義を変更"), "up R5 1e0");
    }
}
