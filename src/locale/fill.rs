//! Fills templates: texts with numbered blanks.

use std::fmt::{Display, Write};

/// The text with each `{index}` replaced by the field of that index, one digit. Braces inside a field stay as they are.
/// `build.rs` writes the index in place of the name in `ja.txt`.
pub(crate) fn fill(template: &str, fields: &[&dyn Display]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (index, after) = after.split_once('}').unwrap_or((after, ""));
        if let Some(field) = index.parse().ok().and_then(|index: usize| fields.get(index)) {
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
    fn fields_are_filled_in_by_index_and_read_no_second_time() {
        assert_eq!(fill("{1}の{0}、{0}", &[&"{1}", &2]), "2の{1}、{1}");
        assert_eq!(fill("{0", &[&1]), "1");
        assert_eq!(fill("なし", &[]), "なし");
    }
}
