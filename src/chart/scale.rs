//! The scales of an item. All its charts of one unit have one, so that a reader can compare them.

use super::cell::{Cell, is_level};
use crate::list::List;
use crate::plan::{Decimal, Indicator, minus_of};

/// How many units of an item have a scale. In an item with more, the charts of the others have their own.
const MOST_UNITS: usize = 50;

/// The scales of the units of an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scales(Vec<Scale>);

/// The scale of a unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    unit: String,
    /// How many digits of every value are after the decimal point.
    pub decimals: u8,
    /// The lowest and the highest value.
    pub ends: (i64, i64),
    /// The sign before values below zero, as printed.
    pub minus: char,
}

/// Whether an axis begins at zero: that of a count. A percentage may move by a hundredth, and its axis says where it begins.
pub(super) fn begins_at_zero(unit: &str) -> bool {
    unit != "%"
}

impl Scales {
    /// The scales of the levels of these rows. Cost: the cells.
    pub fn of(rows: &[Indicator]) -> Scales {
        let mut units: Vec<(String, Vec<Decimal>, Option<char>)> = Vec::new();
        for cell in rows.iter().flat_map(Cell::all) {
            for reading in cell.readings.into_iter().filter(is_level) {
                if units.len() < MOST_UNITS && !units.iter().any(|(unit, ..)| *unit == reading.unit) {
                    units.push((reading.unit.clone(), Vec::new(), None));
                }
                if let Some((_, values, minus)) = units.iter_mut().find(|(unit, ..)| *unit == reading.unit) {
                    values.push(reading.value);
                    *minus = minus.or_else(|| minus_of(cell.printed).filter(|_| reading.value.digits < 0));
                }
            }
        }
        Scales(units.into_iter().filter_map(|(unit, values, minus)| scale(unit, &values, minus)).list())
    }

    pub(super) fn find(&self, unit: &str) -> Option<&Scale> {
        self.0.iter().find(|scale| scale.unit == unit)
    }
}

/// `None` where a value is too large for the decimals of another.
fn scale(unit: String, values: &[Decimal], minus: Option<char>) -> Option<Scale> {
    let decimals = values.iter().map(|value| value.scale).max()?;
    let (mut low, mut high) = (i64::MAX, i64::MIN);
    for value in values {
        let value = value.at_scale(decimals)?;
        (low, high) = (low.min(value), high.max(value));
    }
    Some(Scale { unit, decimals, ends: (low, high), minus: minus.unwrap_or('-') })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_of_one_unit_have_one_scale_in_the_most_decimals() {
        let row = |unit: &str, baseline: &str, reference: &str| Indicator {
            unit: unit.into(),
            baseline: baseline.into(),
            reference: reference.into(),
            ..Indicator::default()
        };
        let scales = Scales::of(&[
            row("%", "99.4%", "93.96%"),
            row("件", "2", "▲3"),
            row("%", "対前年度 3%削減", "100%以上"),
            row("円", "999999999999円", "0.00001円"),
        ]);
        let of = |unit| scales.find(unit).map(|scale| (scale.decimals, scale.ends));
        assert_eq!(of("%"), Some((2, (9396, 10_000))));
        assert_eq!(of("件"), Some((0, (-3, 2))));
        assert_eq!(of("円"), None, "no arithmetic");
        assert_eq!(of("人"), None);
    }
}
