//! Fills templates: texts with numbered blanks.

use std::fmt::{Display, Write};

/// The text with each `{index}` replaced by the field of that index, one digit. Braces inside a field stay as they are.
/// `build.rs` writes the index in place of the name in `ja.txt`. `{0:item|items}` is the first word where that field is 1,
/// else the second.
pub(crate) fn fill(template: &str, fields: &[&dyn Display]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (blank, after) = after.split_once('}').unwrap_or((after, ""));
        let (index, forms) = blank.split_once(':').unwrap_or((blank, ""));
        if let Some(field) = index.parse().ok().and_then(|index: usize| fields.get(index)) {
            match forms.split_once('|') {
                Some((one, others)) => text.push_str(if field.to_string() == "1" { one } else { others }),
                None => {
                    let _ = write!(text, "{field}");
                }
            }
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

    #[test]
    fn one_is_counted_in_another_form() {
        let said = |count: usize| fill("{0} {0:item|items} of {1}", &[&count, &1]);
        assert_eq!([said(1), said(0), said(11)], ["1 item of 1", "0 items of 1", "11 items of 1"]);
    }
}
