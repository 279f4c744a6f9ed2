//! The target and the actual of the same year, side by side. Only the numbers are compared, without a judgement.
//!
//! They are compared where both are printed, in one unit, and the package says whether a higher or a lower value is good:
//! without that, a reader could take 上回る for praise. Targets that were assigned to years by rule are left out.

use super::cell::{Cell, Role};
use super::fact::{Fact, Gap};
use super::number::fixed;
use crate::plan::{Comparator, Difference, Direction, Indicator};

/// The latest year in which both are printed.
pub(super) fn compared<'a>(row: &Indicator, cells: &[Cell]) -> Option<Fact<'a>> {
    if row.direction == Direction::Unstated || row.inferred {
        return None;
    }
    let actuals = cells.iter().rev().filter(|cell| cell.role == Role::Actual);
    actuals.filter_map(|actual| pair(actual, cells)).next()
}

fn pair<'a>(actual: &Cell, cells: &[Cell]) -> Option<Fact<'a>> {
    let target = cells.iter().find(|cell| cell.role == Role::Target && cell.year == actual.year)?;
    let [aim] = target.readings.as_slice() else { return None };
    let reached = actual.number()?;
    if aim.unit != reached.unit || !aim.basis.is_empty() {
        return None;
    }
    // 27分 against 30分以内: a bound has no single number to be above or below.
    let by = match aim.comparator {
        Comparator::Equal => Some(gap(target, actual)?),
        _ => None,
    };
    Some(Fact::Compared { year: actual.year?, target: target.said(), actual: actual.said(), by })
}

fn gap(target: &Cell, actual: &Cell) -> Option<Gap> {
    let reached = actual.number()?;
    let by = Difference::between(target.number()?, reached)?;
    if by.way.is_eq() {
        return Some(Gap::Same);
    }
    let size = if by.digits == 0 { String::new() } else { fixed(by.digits, by.scale) };
    Some(Gap::Differs { size, unit: reached.unit.clone(), above: by.way.is_gt() })
}

#[cfg(test)]
mod tests {
    use super::super::frame::Frame;
    use super::super::scale::Scales;
    use super::super::{say, sentence};
    use super::*;
    use crate::locale::JA;
    use crate::plan::{FiscalYear, YearCell};

    /// The sentence about R7 after the others; empty where nothing is compared.
    fn said(target: &str, actual: &str, unit: &str) -> String {
        said_of(&row(target, actual, unit))
    }

    fn row(target: &str, actual: &str, unit: &str) -> Indicator {
        let cell = |printed: &str| vec![YearCell { year: FiscalYear(2025), printed: printed.into() }];
        Indicator {
            unit: unit.into(),
            direction: Direction::Lower,
            targets: cell(target),
            actuals: cell(actual),
            ..Indicator::default()
        }
    }

    fn said_of(row: &Indicator) -> String {
        compared(row, &Cell::all(row)).map_or(String::new(), |fact| say::sentence(&JA, &[fact]))
    }

    #[test]
    fn target_and_actual_of_a_year_are_compared_as_numbers() {
        assert_eq!(
            said("98.2%", "98.3%", "%"),
            "令和7年度は、目標98.2%に対して実績98.3%で、0.1ポイント上回ります。"
        );
        assert_eq!(
            said("▲40百万円", "▲62百万円", "百万円"),
            "令和7年度は、目標▲40百万円に対して実績▲62百万円で、22百万円下回ります。"
        );
        assert_eq!(
            said("1,200", "1,200.0", "件"),
            "令和7年度は、目標1,200件に対して実績1,200.0件で、同じです。"
        );
        assert_eq!(said("30分以内", "27分", "分"), "令和7年度は、目標30分以内に対して実績27分です。");
    }

    #[test]
    fn the_difference_has_the_fewer_decimals_and_is_left_out_where_it_would_be_zero() {
        assert_eq!(said("98%", "98.3%", "%"), "令和7年度は、目標98%に対して実績98.3%で、上回ります。");
        assert_eq!(
            said("98%", "97.5%", "%"),
            "令和7年度は、目標98%に対して実績97.5%で、1ポイント下回ります。"
        );
        assert_eq!(
            said("98.0%", "99%", "%"),
            "令和7年度は、目標98.0%に対して実績99%で、1ポイント上回ります。"
        );
        assert_eq!(
            said("98.0%", "99.5%", "%"),
            "令和7年度は、目標98.0%に対して実績99.5%で、1.5ポイント上回ります。"
        );
    }

    #[test]
    fn nothing_is_compared_without_a_direction_one_unit_and_two_numbers() {
        let unstated = Indicator { direction: Direction::Unstated, ..row("1件", "2件", "件") };
        let by_rule = Indicator { inferred: true, ..row("1件", "2件", "件") };
        for (row, why) in [
            (unstated, "no direction"),
            (by_rule, "years by rule"),
            (row("1件", "2人", ""), "two units"),
            (row("対前年度 3%削減", "4%", "%"), "a change"),
            (row("—", "4%", "%"), "a dash"),
            (row("実施", "4%", "%"), "words"),
            (row("4%", "5% (6人)", "%"), "two values"),
            (row("999999999999999件", "1件", "件"), "no arithmetic"),
        ] {
            assert_eq!(said_of(&row), "", "{why}");
        }
        let years = (FiscalYear(2023), FiscalYear(2027));
        let frame = Frame {
            years: Vec::new(),
            axis: years,
            baseline: "",
            has_actuals: true,
            scales: Scales::default(),
        };
        assert!(sentence::facts(&[&row("1件", "2件", "件")], &frame).iter().any(|fact| {
            matches!(fact, Fact::Compared { by: Some(Gap::Differs { above: true, .. }), .. })
        }));
    }
}
