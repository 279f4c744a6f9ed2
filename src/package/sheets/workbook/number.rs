//! A number as decimal digits, rounded as a spreadsheet rounds.

/// A number with at most 15 significant digits, which a spreadsheet keeps: 0.1+0.2 is 0.3.
#[derive(Clone, Debug)]
pub(super) struct Decimal {
    pub negative: bool,
    /// The digits, without zeros at either end; none for zero.
    digits: Vec<u8>,
    /// The position of the decimal point: the number of digits before it.
    point: i32,
}

/// With more decimals than these, a number is written with an exponent.
const MAX_PLACES: i32 = 30;

impl Decimal {
    /// The digits of a number; `None` for infinity and NaN.
    pub fn new(value: f64) -> Option<Decimal> {
        if !value.is_finite() {
            return None;
        }
        let text = format!("{:.14e}", value.abs());
        let (mantissa, exponent) = text.split_once('e')?;
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
        let mut decimal =
            Decimal { negative: value < 0.0, digits, point: exponent.parse::<i32>().ok()?.checked_add(1)? };
        decimal.tidy();
        Some(decimal)
    }

    /// Multiplied by a power of ten.
    pub fn shifted(mut self, digits: i32) -> Decimal {
        self.point += digits;
        self.tidy();
        self
    }

    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Rounded to at most `most` decimals, half away from zero. At least `least` decimals are written, even zeros.
    /// Returns the digits before the point and those after it.
    pub fn rounded(&self, least: usize, most: usize) -> (String, String) {
        let mut rounded = self.clone();
        let keep = self.point.saturating_add(i32::try_from(most).unwrap_or(MAX_PLACES));
        match usize::try_from(keep) {
            Ok(keep) if keep < self.digits.len() => rounded.cut(keep),
            Ok(_) => {}
            Err(_) => rounded.digits.clear(),
        }
        rounded.tidy();
        let mut whole = String::new();
        for index in 0..rounded.point.clamp(0, MAX_PLACES) {
            whole.push(rounded.digit(index));
        }
        let last = i32::try_from(rounded.digits.len()).unwrap_or(0) - rounded.point;
        let last = last.clamp(0, MAX_PLACES).max(i32::try_from(least).unwrap_or(0));
        let part = (0..last).map(|index| rounded.digit(rounded.point + index)).collect();
        (if whole.is_empty() { "0".to_owned() } else { whole }, part)
    }

    /// The number with all its decimals.
    pub fn plain(&self) -> String {
        let sign = if self.negative { "-" } else { "" };
        if self.point > 21 || self.point < -MAX_PLACES + 15 {
            let digits: String = self.digits.iter().map(|digit| char::from(b'0' + digit)).collect();
            let (first, rest) = digits.split_at(digits.len().min(1));
            let point = if rest.is_empty() { "" } else { "." };
            return format!("{sign}{first}{point}{rest}E{:+}", self.point - 1);
        }
        let (whole, part) = self.rounded(0, MAX_PLACES as usize);
        if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }

    fn digit(&self, index: i32) -> char {
        let digit = usize::try_from(index).ok().and_then(|index| self.digits.get(index));
        char::from(b'0' + digit.copied().unwrap_or(0))
    }

    /// Keeps only this many digits.
    fn cut(&mut self, keep: usize) {
        let up = self.digits[keep] >= 5;
        self.digits.truncate(keep);
        if !up {
            return;
        }
        for digit in self.digits.iter_mut().rev() {
            if *digit < 9 {
                *digit += 1;
                return;
            }
            *digit = 0;
        }
        self.digits.insert(0, 1);
        self.point += 1;
    }

    fn tidy(&mut self) {
        let leading = self.digits.iter().take_while(|digit| **digit == 0).count();
        self.digits.drain(..leading);
        self.point -= i32::try_from(leading).unwrap_or(0);
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.point = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_with_the_digits_that_a_spreadsheet_keeps() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (0.1 + 0.2, "0.3"),
            (98.6, "98.6"),
            (-12.5, "-12.5"),
            (1234567.0, "1234567"),
            (123456789012345.0, "123456789012345"),
            (0.000012, "0.000012"),
            (1e21, "1E+21"),
            (1.5e300, "1.5E+300"),
            (-2e-40, "-2E-40"),
            (f64::MAX, "1.79769313486232E+308"),
            (f64::MIN_POSITIVE, "2.2250738585072E-308"),
        ] {
            assert_eq!(Decimal::new(value).unwrap().plain(), text);
        }
        assert!(Decimal::new(f64::NAN).is_none() && Decimal::new(f64::INFINITY).is_none());
    }

    #[test]
    fn rounding_is_half_away_from_zero_on_the_decimal_digits() {
        let check = |value: f64, decimals: usize, expect: (&str, &str)| {
            let (whole, part) = Decimal::new(value).unwrap().rounded(decimals, decimals);
            assert_eq!((whole.as_str(), part.as_str()), expect, "{value}");
        };
        check(2.675, 2, ("2", "68"));
        check(0.5, 0, ("1", ""));
        check(0.49, 0, ("0", ""));
        check(0.05, 1, ("0", "1"));
        check(0.04, 1, ("0", "0"));
        check(99.95, 1, ("100", "0"));
        check(9.5, 0, ("10", ""));
        check(86.0, 1, ("86", "0"));
        check(0.001, 1, ("0", "0"));
        check(1200.0, 0, ("1200", ""));
    }
}
