//! Rows as CSV, by RFC 4180: CRLF, quoted where it must be, every cell safe in a spreadsheet. By hand, because the widget
//! writes the same files and the crate that reads a CSV is 12 KB.

/// What stands before the text of a CSV file: Excel takes a file without it for CP932.
pub const BOM: &str = "\u{feff}";

/// Adds one row to the text of a CSV.
///
/// ```
/// let mut text = String::new();
/// machi_plan::export::add_row(&mut text, &mut ["a,b", "=1+1"].into_iter());
/// assert_eq!(text, "\"a,b\",'=1+1\r\n");
/// ```
pub fn add_row(text: &mut String, cells: &mut dyn Iterator<Item = &str>) {
    let start = text.len();
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        let cell = guard(cell);
        if cell.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    // A reader passes over a line with nothing in it: this row would be lost.
    if text.len() == start {
        text.push_str("\"\"");
    }
    text.push_str("\r\n");
}

/// A cell that a spreadsheet would run as a formula, made safe by one leading `'`; any other as it is.
///
/// A cell that would come back changed, because it is a formula behind a `'` already, gets one more.
pub fn guard(cell: &str) -> String {
    if is_formula(cell.trim_start_matches('\'')) { format!("'{cell}") } else { cell.to_owned() }
}

/// Whether a spreadsheet would run a cell.
pub(crate) fn is_formula(cell: &str) -> bool {
    let number =
        |rest: &str| rest.is_empty() || rest.bytes().all(|b| b.is_ascii_digit() || b",.%".contains(&b));
    match cell.strip_prefix('-') {
        Some(rest) => !number(rest),
        // A sign alone is no formula: the comparator `=` of the open data stays as it is.
        None => cell.starts_with(['=', '+', '@']) && cell.len() > 1,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The crate that reads a CSV writes the same bytes.
        #[test]
        fn rows_are_written_as_the_oracle_writes_them(
            rows in prop::collection::vec(prop::collection::vec("[a,\"\r\n 字=']{0,4}", 0..4), 0..4)
        ) {
            let mut text = String::new();
            let mut oracle = ::csv::WriterBuilder::new()
                .flexible(true)
                .terminator(::csv::Terminator::CRLF)
                .from_writer(Vec::new());
            for row in &rows {
                add_row(&mut text, &mut row.iter().map(String::as_str));
                oracle.write_record(row.iter().map(|cell| guard(cell))).unwrap();
            }
            prop_assert_eq!(text.into_bytes(), oracle.into_inner().unwrap());
        }
    }
}
