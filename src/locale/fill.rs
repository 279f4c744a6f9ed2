//! Fills templates: texts with named blanks.

use std::fmt::{Display, Write};

/// The text with each `{name}` replaced by the field of that name. Braces inside a field stay as they are.
pub(crate) fn fill(template: &str, fields: &[(&str, &dyn Display)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        for (_, field) in fields.iter().filter(|(known, _)| *known == name) {
            let _ = write!(text, "{field}");
        }
        rest = after;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn fields_are_filled_in_by_name_and_read_no_second_time() {
        assert_eq!(fill("{b}の{a}、{a}", &[("a", &"{b}"), ("b", &2)]), "2の{b}、{b}");
        assert_eq!(fill("{a", &[("a", &1)]), "1");
        assert_eq!(fill("なし", &[]), "なし");
    }
}
