//! Axes in whole numbers. plotters' own axes find round ticks with the logarithm of a float, and its last bit differs
//! between machines.

use std::ops::Range;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};

use super::number::fixed;
use crate::list::List;

/// An axis with its ticks.
#[derive(Debug, PartialEq)]
pub struct Axis {
    /// The first and the last value.
    pub ends: (i64, i64),
    /// The values that have a label.
    pub ticks: Vec<i64>,
    /// How many digits of a tick are after the decimal point, and how many more the values have.
    pub decimals: (u8, u8),
    /// Free room beyond the first and the last value, in tenths of a unit.
    pub inset: (i32, i32),
    /// The sign before a tick below zero.
    pub minus: char,
}

impl Axis {
    /// An axis of fiscal years, counted in half years. Each year extends half a year to both sides, the width of its
    /// step.
    pub fn years(first: u16, last: u16) -> Axis {
        let (first, last) = (i64::from(first), i64::from(last));
        // A label is about 23 units wide and the plot 300: more than ten labels would touch.
        let every = 1 + (last - first) / 10;
        let ticks = (first..=last).filter(|year| (year - first) % every == 0).map(|year| 2 * year);
        Axis {
            ends: (2 * first - 1, 2 * last + 1),
            ticks: ticks.list(),
            decimals: (0, 0),
            inset: (0, 0),
            minus: '-',
        }
    }

    /// An axis with at most four round ticks around the lowest and the highest value. Where they are equal they are
    /// compared with zero, and so are all values of an axis that begins there.
    pub fn values((mut low, mut high): (i64, i64), scale: u8, from_zero: bool, inset: (i32, i32)) -> Axis {
        if low == high || from_zero {
            low = low.min(0);
            high = high.max(0);
        }
        if low == high {
            high = low + (0..scale).fold(1, |unit, _| unit * 10);
        }
        // A negative amount is compared with zero, so the chart shows the line of zero.
        if low < 0 {
            high = high.max(0);
        }
        // The axis spans at least a hundredth of the value: a difference of 0.01 ポイント must not look like a fall.
        low = low.min(high - high / 100);
        let mut step = 1;
        let mut factors = [2, 5, 10].into_iter().cycle();
        let mut power = 1;
        let ends = |step: i64| (low.div_euclid(step) * step, -(-high).div_euclid(step) * step);
        while (ends(step).1 - ends(step).0) / step > 3 {
            let factor = factors.next().unwrap_or(10);
            step = power * factor;
            power = if factor == 10 { step } else { power };
        }
        let (low, high) = ends(step);
        let mut decimals = (scale, 0);
        let mut unit = 1;
        while decimals.0 > 0 && low % (unit * 10) == 0 && step % (unit * 10) == 0 {
            unit *= 10;
            decimals = (decimals.0 - 1, decimals.1 + 1);
        }
        let ticks = (0..=(high - low) / step).map(|count| low + count * step).list();
        Axis { ends: (low, high), ticks, decimals, inset, minus: '-' }
    }

    /// A tick as text.
    pub fn label(&self, tick: i64) -> String {
        let digits = (0..self.decimals.1).fold(tick, |digits, _| digits / 10);
        let label = fixed(digits.abs(), self.decimals.0);
        if digits < 0 { format!("{}{label}", self.minus) } else { label }
    }
}

impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = i64;

    fn map(&self, value: &i64, (start, end): (i32, i32)) -> i32 {
        let towards = if end < start { -1 } else { 1 };
        let start = start + towards * self.inset.0;
        let length = i64::from(end - towards * self.inset.1 - start);
        let whole = self.ends.1 - self.ends.0;
        // Rounds half up, with whole numbers.
        let offset = (2 * (value - self.ends.0) * length + whole).div_euclid(2 * whole);
        start + i32::try_from(offset).unwrap_or(0)
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<i64> {
        self.ticks.clone()
    }

    fn range(&self) -> Range<i64> {
        self.ends.0..self.ends.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[i64], scale: u8, expect: &str) {
        let ends = (*values.iter().min().unwrap(), *values.iter().max().unwrap());
        let axis = Axis::values(ends, scale, false, (0, 0));
        let labels: Vec<String> = axis.ticks.iter().map(|tick| axis.label(*tick)).collect();
        assert_eq!(labels.join(" "), expect, "{values:?}");
    }

    #[test]
    fn ticks_are_few_and_round() {
        check(&[84, 380], 1, "0 20 40");
        check(&[861, 900], 1, "86 88 90");
        check(&[99_34, 99_40], 2, "98.0 98.5 99.0 99.5");
        check(&[444, 700], 0, "400 500 600 700");
        check(&[8655, 29_000], 0, "0 10,000 20,000 30,000");
        check(&[67, 1000], 1, "0 50 100");
        check(&[1, 3], 0, "1 2 3");
    }

    #[test]
    fn below_zero_the_axis_reaches_to_zero() {
        check(&[-19_761, -396], 0, "-20,000 -10,000 0");
        check(&[-26, 1200], 1, "-100 0 100 200");
        check(&[-5, -5], 0, "-6 -4 -2 0");
    }

    #[test]
    fn a_constant_value_is_compared_with_zero() {
        check(&[0, 0], 0, "0 1");
        check(&[0], 1, "0.0 0.5 1.0");
        check(&[322, 322], 0, "0 200 400");
        check(&[20, 20], 0, "0 10 20");
    }

    #[test]
    fn an_axis_of_counts_begins_at_zero_also_where_its_values_are_far_from_it() {
        let ticks = |ends| Axis::values(ends, 0, true, (0, 0)).ticks;
        assert_eq!(ticks((444, 700)), [0, 500, 1000]);
        assert_eq!(ticks((2, 6)), [0, 2, 4, 6]);
        assert_eq!(ticks((-5, 3)), [-5, 0, 5]);
    }

    #[test]
    fn values_are_mapped_with_room_beyond_the_ends() {
        let axis = Axis::values((0, 100), 0, false, (10, 20));
        assert_eq!(axis.map(&0, (1000, 0)), 990);
        assert_eq!(axis.map(&100, (1000, 0)), 20);
        assert_eq!(axis.map(&50, (1000, 0)), 505);
        let largest = Axis::values((0, 100_000_000_000_000), 0, true, (0, 0));
        assert_eq!(largest.map(&100_000_000_000_000, (0, 4000)), 4000);
    }
}
