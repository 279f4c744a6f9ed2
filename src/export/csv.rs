//! Rows as CSV, by RFC 4180: CRLF, quoted where needed, every cell safe in a spreadsheet. The widget writes the same
//! files, and the crate that reads a CSV is 12 KB, so the writer is our own.

/// The start of a CSV file. Without it Excel reads the file as CP932.
pub const BOM: &str = "\u{feff}";

/// The text of a CSV while it is written, row by row.
///
/// ```
/// let mut csv = machi_plan::export::Csv::default();
/// csv.cell("a,b");
/// csv.cell("=1+1");
/// csv.end_row();
/// assert_eq!(csv.text, "\"a,b\",'=1+1\r\n");
/// ```
#[derive(Default)]
pub struct Csv {
    /// The text so far.
    pub text: String,
    row: usize,
}

impl Csv {
    /// Adds a cell to the row.
    pub fn cell(&mut self, cell: &str) {
        let cell = guard(cell);
        if cell.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
            self.text.push('"');
            self.text.push_str(&cell.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(&cell);
        }
        self.text.push(',');
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.text.truncate(self.text.len().saturating_sub(1).max(self.row));
        // A reader ignores an empty line, so this row would be lost.
        if self.text.len() == self.row {
            self.text.push_str("\"\"");
        }
        self.text.push_str("\r\n");
        self.row = self.text.len();
    }
}

/// A cell for a spreadsheet. If the spreadsheet would run it as a formula, a `'` is put before it; any other cell is
/// unchanged.
///
/// A cell that is already a `'` and a formula gets one more `'`, so that it comes back unchanged.
pub fn guard(cell: &str) -> String {
    if is_formula(cell.trim_start_matches('\'')) { format!("'{cell}") } else { cell.to_owned() }
}

/// Whether a spreadsheet would run a cell. Some ignore invisible characters before the sign, and Japanese ones accept
/// full-width signs too.
pub(crate) fn is_formula(cell: &str) -> bool {
    let mut signs = cell.trim_start_matches(is_unseen).chars();
    // A sign alone is not a formula: the comparator `=` of the open data is not changed.
    match signs.next() {
        Some('-' | '－') => !signs.all(is_of_number),
        Some('=' | '+' | '@' | '＝' | '＋' | '＠') => signs.next().is_some(),
        _ => false,
    }
}

/// Blanks of every width, control characters, and characters without width such as the byte order mark.
fn is_unseen(sign: char) -> bool {
    sign.is_whitespace()
        || sign.is_control()
        || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn is_of_number(sign: char) -> bool {
    matches!(sign, '0'..='9' | ',' | '.' | '%' | '０'..='９' | '，' | '．' | '％')
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
            let mut csv = Csv::default();
            let mut oracle = ::csv::WriterBuilder::new()
                .flexible(true)
                .terminator(::csv::Terminator::CRLF)
                .from_writer(Vec::new());
            for row in &rows {
                row.iter().for_each(|cell| csv.cell(cell));
                csv.end_row();
                oracle.write_record(row.iter().map(|cell| guard(cell))).unwrap();
            }
            prop_assert_eq!(csv.text.into_bytes(), oracle.into_inner().unwrap());
        }
    }
}
