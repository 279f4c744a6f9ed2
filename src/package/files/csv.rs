//! Between CSV and a sheet: UTF-8 or CP932, CRLF or LF, quoted line breaks; written cells are safe in a spreadsheet.

use std::borrow::Cow;

use crate::export::{BOM, Csv, is_formula};
use crate::package::files::decode::decode;
use crate::package::problems::catalogue as code;
use crate::package::sheets::{Budget, MAX_SHEET_ROWS, line_breaks};
use crate::package::{CellAddress, Problem, Sheet};

pub use crate::export::guard;

/// A sheet from the bytes of a CSV. Unreadable parts are reported, and the sheet has the rest.
pub fn sheet_from_csv(name: &str, bytes: &[u8]) -> (Sheet, Vec<Problem>) {
    match decode(bytes) {
        Ok((text, _)) => sheet_from_text(name, &text, &mut Budget::default()),
        Err(found) => {
            let sheet = Sheet::new(name.to_owned(), Vec::new());
            (sheet, vec![Problem::of_sheet(&code::NOT_UTF8, name).found(found)])
        }
    }
}

/// The same from decoded text.
pub(in crate::package) fn sheet_from_text(
    name: &str,
    text: &str,
    budget: &mut Budget,
) -> (Sheet, Vec<Problem>) {
    let mut sheet = Sheet::new(name.to_owned(), Vec::new());
    let mut problems = Vec::new();
    let mut reader =
        ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = ::csv::StringRecord::new();
    loop {
        let start = reader.position().byte() as usize;
        // The text is UTF-8 and rows may differ in length, so reading cannot fail. If it did, the rows so far would
        // be kept.
        let Ok(true) = reader.read_record(&mut record) else { break };
        let source = &text[start..reader.position().byte() as usize];
        // The reader ends a row at the CR and leaves the LF to the next row.
        let source =
            if text[..start].ends_with('\r') { source.strip_prefix('\n').unwrap_or(source) } else { source };
        // The reader ignores blank lines, but a spreadsheet counts them.
        let blank = source.len() - source.trim_start_matches(['\r', '\n']).len();
        let blank = source[..blank].replace("\r\n", "\n").len();
        // Anything beyond the bound counts as one row too many.
        let blank = blank.min(MAX_SHEET_ROWS + 1);
        let row = sheet.rows.len() + blank;
        if source.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
            problems.push(Problem { row: Some(row + 1), ..Problem::of_sheet(&code::UNCLOSED_QUOTE, name) });
        }
        for (column, cell) in record.iter().enumerate() {
            let cell = line_breaks(unguard(&shown(cell)));
            if let Err(full) = budget.put(&mut sheet.rows, CellAddress { row, column }, cell) {
                problems.push(full.problem(name));
                return (sheet, problems);
            }
        }
    }
    (sheet, problems)
}

/// The text of a cell that is a formula of a text alone, `="1-1"`: so a spreadsheet is kept from taking it for a date. It shows
/// the text.
fn shown(cell: &str) -> Cow<'_, str> {
    match cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        Some(text) if !text.replace("\"\"", "").contains('"') => Cow::Owned(text.replace("\"\"", "\"")),
        _ => Cow::Borrowed(cell),
    }
}

/// The bytes of a CSV from a sheet: UTF-8 with BOM, CRLF, every cell safe in a spreadsheet.
pub fn sheet_to_csv(sheet: &Sheet) -> Vec<u8> {
    let mut csv = Csv::default();
    for row in &sheet.rows {
        row.iter().for_each(|cell| csv.cell(cell));
        csv.end_row();
    }
    (BOM.to_owned() + &csv.text).into_bytes()
}

/// Removes the character that [`guard`] put before a cell.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// A cell comes back unchanged, and a spreadsheet runs nothing in the file.
        #[test]
        fn any_cell_comes_back_unchanged_and_no_written_cell_is_a_formula(
            cell in "['\t\u{b}\u{c} \u{a0}\u{3000}\u{feff}\u{200b}\u{1}]{0,3}[=+@\\-＝＋－＠'a]{0,3}.{0,3}",
            other in ".{0,6}",
        ) {
            for cell in [cell, other] {
                let guarded = guard(&cell);
                prop_assert!(!is_formula(&guarded), "{guarded:?}");
                prop_assert_eq!(unguard(&guarded), &cell);
                // A file may begin with a byte order mark of its own, and each line break is read as one character.
                let rows = vec![vec!["a".to_owned(), cell.clone()]];
                let sheet = Sheet::new("x", rows);
                let (read, problems) = sheet_from_csv("x", &sheet_to_csv(&sheet));
                prop_assert_eq!(&read.rows, &[["a".to_owned(), line_breaks(&cell)]]);
                prop_assert!(problems.is_empty());
            }
        }
    }

    fn rows(text: &str) -> Vec<Vec<String>> {
        sheet_from_csv("x", text.as_bytes()).0.rows
    }

    #[test]
    fn line_ends_and_bom_do_not_matter_and_quoted_line_breaks_are_text() {
        let expect = [["a", "b"], ["1\n2", "\"x\""]];
        for text in [
            "a,b\n\"1\n2\",\"\"\"x\"\"\"\n",
            "\u{feff}a,b\r\n\"1\r\n2\",\"\"\"x\"\"\"\r\n",
            "a,b\n\"1\n2\",\"\"\"x\"\"\"",
            "a,b\r\n\"1\r2\",\"\"\"x\"\"\"\r\n",
        ] {
            assert_eq!(rows(text), expect);
        }
    }

    #[test]
    fn blank_lines_are_counted_as_a_spreadsheet_counts_them() {
        assert_eq!(rows("a\n\n\r\nb\n"), [vec!["a"], vec![], vec![], vec!["b"]]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_named_by_its_row() {
        let (_, problems) = sheet_from_csv("x", "a,b\n1,2\n3,\"4\n5,6\n".as_bytes());
        assert_eq!(problems.len(), 1);
        assert_eq!((problems[0].code.name, problems[0].row), ("unclosed-quote", Some(3)));
    }

    #[test]
    fn cp932_is_read_and_bytes_that_are_no_text_are_named() {
        let (sheet, problems) = sheet_from_csv("x", b"\x8e\xe6\x91\x67ID\n");
        assert_eq!((sheet.rows, problems.len()), (vec![vec!["取組ID".to_owned()]], 0));
        let (sheet, problems) = sheet_from_csv("x", b"\xff\xfe\x53\x4f");
        assert!(sheet.rows.is_empty());
        assert!(problems[0].message().contains("UTF-16"));
    }

    #[test]
    fn rows_and_columns_beyond_the_bounds_are_one_problem() {
        for text in ["\n".repeat(300_000) + "a", ",".repeat(2_000) + "a"] {
            let (sheet, problems) = sheet_from_csv("x", text.as_bytes());
            assert!(sheet.rows.len() < 2);
            assert_eq!(
                problems.iter().map(|problem| problem.code.name).collect::<Vec<_>>(),
                ["sheet-too-large"]
            );
        }
    }

    #[test]
    fn a_formula_is_made_safe_and_comes_back_unchanged() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            ("+81", "'+81"),
            ("@x", "'@x"),
            ("-cmd", "'-cmd"),
            ("-5+x", "'-5+x"),
            ("-", "-"),
            ("=", "="),
            ("-5", "-5"),
            ("-1,000.5%", "-1,000.5%"),
            ("'=1", "''=1"),
            ("\t=1", "'\t=1"),
            ("\n=1", "'\n=1"),
            ("\u{b}+1+1", "'\u{b}+1+1"),
            ("\u{c}@x", "'\u{c}@x"),
            ("  -1+1", "'  -1+1"),
            ("\u{a0}=1", "'\u{a0}=1"),
            ("\u{3000}=1", "'\u{3000}=1"),
            ("\u{feff}=1", "'\u{feff}=1"),
            ("＝1", "'＝1"),
            ("＋α", "'＋α"),
            ("－cmd", "'－cmd"),
            ("＠x", "'＠x"),
            ("－", "－"),
            ("－１，０００．５％", "－１，０００．５％"),
            (" 5", " 5"),
            ("\t'=1", "\t'=1"),
            ("' =1", "'' =1"),
            ("'quoted'", "'quoted'"),
            ("", ""),
        ] {
            assert_eq!(guard(cell), safe);
            assert_eq!(unguard(&guard(cell)), cell);
        }
    }
}
