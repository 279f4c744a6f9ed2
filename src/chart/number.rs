//! Numbers as text. Every digit of a chart is written here.

/// A decimal as people write it: thousands commas, no zeros at the end of the decimals. `1234500` with two decimals
/// is `12,345`.
pub fn grouped(mut digits: i64, mut scale: u8) -> String {
    while scale > 0 && digits % 10 == 0 {
        digits /= 10;
        scale -= 1;
    }
    fixed(digits, scale)
}

/// The same with all decimals, so that all ticks of an axis have equally many.
pub fn fixed(digits: i64, scale: u8) -> String {
    let scale = usize::from(scale);
    let plain = digits.unsigned_abs().to_string();
    let mut text = String::from(if digits < 0 { "-" } else { "" });
    // Adds zeros in front until one digit is before the point: 5 with two decimals is 0.05.
    let width = plain.len().max(scale + 1);
    let whole = width - scale;
    for index in 0..width {
        if index == whole {
            text.push('.');
        } else if index > 0 && index < whole && (whole - index).is_multiple_of(3) {
            text.push(',');
        }
        let missing = width - plain.len();
        text.push(if index < missing { '0' } else { char::from(plain.as_bytes()[index - missing]) });
    }
    text
}

/// A length in an SVG, from tenths of a unit: one decimal, no zero after the point, never `-0`.
pub fn length(tenths: i32, out: &mut String) {
    if tenths < 0 {
        out.push('-');
    }
    let tenths = tenths.unsigned_abs();
    out.push_str(&(tenths / 10).to_string());
    if !tenths.is_multiple_of(10) {
        out.push('.');
        out.push(char::from(b'0' + (tenths % 10) as u8));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_end_without_zeros() {
        for (digits, scale, text) in [
            (0, 0, "0"),
            (0, 2, "0"),
            (5, 2, "0.05"),
            (985, 1, "98.5"),
            (980, 1, "98"),
            (123_456_700, 2, "1,234,567"),
            (-1234, 0, "-1,234"),
            (100_000, 0, "100,000"),
        ] {
            assert_eq!(grouped(digits, scale), text);
        }
        assert_eq!(fixed(9940, 2), "99.40");
    }

    #[test]
    fn a_length_has_one_decimal_and_no_negative_zero() {
        for (tenths, text) in [(0, "0"), (5, "0.5"), (-5, "-0.5"), (120, "12"), (-121, "-12.1")] {
            let mut out = String::new();
            length(tenths, &mut out);
            assert_eq!(out, text);
        }
    }
}
