//! Rows of a CSV that are shorter or longer than the header. A value of such a row may belong to another column.
//!
//! A spreadsheet writes the same number of cells in every row and quotes a cell with a comma. So somebody wrote a row
//! of another length by hand or with another program, and its values have most likely moved.

use std::collections::BTreeMap;

use crate::format::tables::{OWN_SHEET, document_table_id};
use crate::locale::messages;
use crate::package::problems::catalogue as code;
use crate::package::reading::spec_of;
use crate::package::sheets::layout::{header_of, is_blank, note_in, other_separator};
use crate::package::{Problem, Sheet};

/// The problems of rows whose number of cells does not fit the header. `sheet` must be as in the file, so that blank
/// cells at the end of a row are counted.
pub(super) fn uneven_rows(stem: &str, sheet: &Sheet) -> Vec<Problem> {
    let spec = spec_of(stem);
    let header = match spec {
        Some(spec) if other_separator(spec, &sheet.rows).is_some() => None,
        Some(spec) => header_of(spec, &sheet.rows).map(|header| (header.first, header.last)),
        None if document_table_id(stem).is_some() => {
            sheet.rows.iter().position(|cells| !is_blank(cells)).map(|at| (at, at))
        }
        None => None,
    };
    let Some((first, last)) = header else { return Vec::new() };
    let rows: Vec<(usize, &[String])> =
        sheet.rows.iter().enumerate().skip(last + 1).map(|(at, cells)| (at, cells.as_slice())).collect();
    // A blank line has no columns, and neither has a note alone in its row. Their trailing commas do not matter.
    let rows: Vec<(usize, &[String])> =
        rows.into_iter().filter(|(_, cells)| !is_blank(cells) && note_in(cells).is_none()).collect();
    let name = match document_table_id(stem) {
        Some(id) if spec.is_none() => format!("{OWN_SHEET}{id}"),
        _ => sheet.name.clone(),
    };
    let widths = Widths::new(&sheet.rows[first..=last], &rows);
    let is_table = spec.is_some();
    let problems = rows.iter().enumerate().filter_map(|(index, (at, cells))| {
        let problem = if widths.is_too_long(&rows, index) {
            let found = counted(cells);
            Problem::of_sheet(&code::LONG_ROW, &name).found(found)
        } else if widths.is_longer_than_most(&rows, cells) && halves(cells).is_some() {
            Problem::of_sheet(&code::CUT_NUMBER, &name).found(counted(cells))
        } else if is_table && widths.is_alone(&rows, index) {
            Problem::of_sheet(&code::LONGER_THAN_MOST, &name).found(counted(cells))
        } else if is_table && cells.len() < widths.named {
            let code = if widths.is_one_of_many(&rows, index) { &code::EARLY_END } else { &code::SHORT_ROW };
            Problem::of_sheet(code, &name).found(cells.len().to_string())
        } else {
            return None;
        };
        Some(Problem { row: Some(at + 1), ..problem.expected(widths.named.to_string()) })
    });
    problems.collect()
}

/// How many rows Excel looks at before it leaves out the blank cells at their ends.
const BLOCK: usize = 16;

/// How many cells a row may have.
struct Widths {
    /// The cells of the header up to its last head.
    named: usize,
    /// All cells of the header, including blank ones at its end.
    whole: usize,
    /// Whether most rows have the same blank cells at the end as the header.
    are_whole: bool,
    /// How many rows have each number of cells.
    lengths: BTreeMap<usize, usize>,
}

impl Widths {
    fn new(header: &[Vec<String>], rows: &[(usize, &[String])]) -> Widths {
        let last = |cells: &Vec<String>| cells.iter().rposition(|cell| !cell.trim().is_empty());
        let named = header.iter().filter_map(last).max().map_or(0, |at| at + 1);
        let whole = header.iter().map(Vec::len).max().unwrap_or(0);
        let as_whole = rows.iter().filter(|(_, cells)| cells.len() == whole).count();
        let mut lengths = BTreeMap::new();
        rows.iter().for_each(|(_, cells)| *lengths.entry(cells.len()).or_default() += 1);
        Widths { named, whole, are_whole: 2 * as_whole >= rows.len(), lengths }
    }

    /// Whether a row that ends early does so as rows do that lack only blank cells: most rows have its length, or all rows
    /// of its block of 16, because Excel leaves out what is blank in all of them.
    fn is_one_of_many(&self, rows: &[(usize, &[String])], index: usize) -> bool {
        let (at, cells) = rows[index];
        2 * self.same(cells) > rows.len() || at >= BLOCK && self.is_of_block(rows, at, cells.len())
    }

    /// Whether a row has more cells than most rows, and no more than the header. Rows of a whole block of 16 have them where one
    /// of the block has a value there.
    fn is_alone(&self, rows: &[(usize, &[String])], index: usize) -> bool {
        let (at, cells) = rows[index];
        let shorter = self.shorter(cells);
        cells.len() <= self.named
            && shorter > self.same(cells)
            && shorter > 1
            && !self.is_of_block(rows, at, cells.len())
    }

    /// How many rows have as many cells.
    fn same(&self, cells: &[String]) -> usize {
        self.lengths.get(&cells.len()).copied().unwrap_or(0)
    }

    /// How many rows have fewer cells.
    fn shorter(&self, cells: &[String]) -> usize {
        self.lengths.range(..cells.len()).map(|(_, count)| count).sum()
    }

    /// Whether all rows of the block of a row have so many cells.
    fn is_of_block(&self, rows: &[(usize, &[String])], at: usize, cells: usize) -> bool {
        let block = at / BLOCK;
        let first = rows.partition_point(|(row, _)| row / BLOCK < block);
        let mut of_block = rows[first..].iter().take_while(|(row, _)| row / BLOCK == block);
        of_block.all(|(_, other)| other.len() == cells)
    }

    /// Whether a row has more cells than most rows, in a table whose rows are shorter than the header.
    fn is_longer_than_most(&self, rows: &[(usize, &[String])], cells: &[String]) -> bool {
        2 * self.shorter(cells) >= rows.len()
    }

    /// Whether a row has more cells than the header. Blank cells after the last head are allowed where the header has
    /// them too, and most rows or a neighbouring row have the same length: Excel writes them so, in blocks of 16
    /// rows. A single row that is longer than the others has a comma too many, even if its last cell is blank.
    fn is_too_long(&self, rows: &[(usize, &[String])], index: usize) -> bool {
        let count = |index: usize| rows.get(index).map(|(_, cells)| cells.len());
        let cells = rows[index].1.len();
        if cells <= self.named {
            return false;
        }
        let is_usual = cells == self.whole && self.are_whole;
        let beside = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
        let is_of_a_block = beside.filter_map(count).any(|other| other == cells);
        cells > self.whole || !is_usual && !is_of_a_block
    }
}

/// The number of cells of a row, and two cells that look like the halves of one number.
fn counted(cells: &[String]) -> String {
    match halves(cells) {
        Some((before, behind)) => messages().found.cut_cells(cells.len(), before, behind),
        None => messages().found.cells(cells.len()),
    }
}

/// Two cells that look like the halves of one number: 1 and 200百万円 of 1,200百万円.
fn halves(cells: &[String]) -> Option<(&str, &str)> {
    let is_cut = |pair: &&[String]| {
        let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
        let before = pair[0].trim().trim_start_matches(|c: char| !c.is_ascii_digit());
        let behind: String = pair[1].trim().chars().take_while(char::is_ascii_digit).collect();
        (1..=3).contains(&before.len()) && digits(before) == before.len() && behind.len() == 3
    };
    cells.windows(2).find(is_cut).map(|pair| (pair[0].trim(), pair[1].trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::sheet_from_csv;

    fn found_in(stem: &str, text: &str) -> Vec<(&'static str, Option<usize>, String, String)> {
        let problems = uneven_rows(stem, &sheet_from_csv(stem, text.as_bytes()).0);
        problems.into_iter().map(|of| (of.code.name, of.row, of.found, of.expected)).collect()
    }

    fn long(row: usize, found: &str, expected: &str) -> (&'static str, Option<usize>, String, String) {
        ("long-row", Some(row), found.to_owned(), expected.to_owned())
    }

    #[test]
    fn a_row_with_a_comma_too_many_is_named_also_where_its_last_cell_is_blank() {
        let head = "取組ID,指標ID,指標名,基準値,目標R6,目標R7";
        let cut = long(2, "7個（「1」と「200円」のあたり）", "6");
        for row in ["1,1.1,額,1,200円,5円,6円", "1,1.1,額,1,200円,5円,", "1,1.1,額,▲1,200円,,"] {
            let found = if row.contains('▲') { cut.2.replace('1', "▲1") } else { cut.2.clone() };
            assert_eq!(found_in("指標", &format!("{head}\n{row}\n")), [long(2, &found, "6")], "{row}");
        }
        let names = "取組ID,体系ID,名称,担当部署,目的\n1,1,a,市民課,情報課,\n2,1,b,\"市民課,情報課\",\n";
        assert_eq!(found_in("items", names), [long(2, "6個", "5")]);
        assert_eq!(found_in("計画", "項目,値\n計画名,改革,推進\n"), [long(2, "3個", "2")]);
        assert_eq!(found_in("表_a", "部,数\n甲,1,200\n"), [long(2, "3個（「1」と「200」のあたり）", "2")]);
        assert_eq!(found_in("table-a", "部,数\n甲,1200\n"), []);
    }

    #[test]
    fn separators_at_the_end_of_every_row_are_no_comma_too_many() {
        let check = |text: &str, rows: &[usize]| {
            let found: Vec<usize> =
                found_in("取組", text).into_iter().filter_map(|(_, row, ..)| row).collect();
            assert_eq!(found, rows, "{text}");
        };
        check("取組ID,体系ID,名称,,\n1,1,a,,\n2,1,b,,\n", &[]);
        check("改革の取組,,,\n取組ID,体系ID,名称,\n1,1,a,\n※1,000円,,\n", &[]);
        // Excel leaves them out after the sixteenth row.
        check("取組ID,体系ID,名称,,\n1,1,a,,\n2,1,b,,\n3,1,c\n4,1,d\n5,1,e\n6,1,f\n7,1,g\n", &[]);
        // One of the rows contains a comma too many.
        check("取組ID,体系ID,名称,,\n1,1,a,b,,\n2,1,b,,\n", &[2]);
        // Only the header has one more cell, so a row that has it too is suspicious.
        check("取組ID,体系ID,名称,\n1,1,a\n2,1,b,\n3,1,c\n4,1,d\n", &[3]);
        check("取組ID,体系ID,名称\n1,1,a,\n", &[2]);
        check("取組ID;体系ID;名称\n1;1;a,b\n", &[]);
    }

    #[test]
    fn a_number_cut_in_a_row_that_others_end_before_is_named() {
        let head = "取組ID,指標ID,指標名,基準値,目標R6,実績R6";
        let found_in = |row: &str| {
            let problems = found_in("指標", &format!("{head}\n1,1.1,額,4円,5円\n{row}\n3,3.1,額,4円,5円\n"));
            problems.into_iter().filter(|of| of.0 == "cut-number").map(|of| of.1).collect::<Vec<_>>()
        };
        assert_eq!(found_in("2,2.1,額,1,200円,5円"), [Some(3)]);
        assert_eq!(found_in("2,2.1,額,4円,5円,200円"), []);
    }

    #[test]
    fn a_header_of_two_rows_is_as_wide_as_its_wider_row() {
        let head = "取組ID,指標ID,指標名,目標,,実績\n,,,R6,R7,R6";
        assert_eq!(found_in("指標", &format!("{head}\n1,1.1,a,5,6,7\n")), []);
        assert_eq!(found_in("指標", &format!("{head}\n1,1.1,a,1,200,6,7\n"))[0].1, Some(3));
    }

    #[test]
    fn a_row_that_is_shorter_than_others_has_lost_a_comma() {
        let codes = |text: &str| {
            found_in("取組", text)
                .into_iter()
                .map(|of| format!("{} {}", of.0, of.1.unwrap_or(0)))
                .collect::<Vec<_>>()
        };
        let head = "取組ID,体系ID,名称\n";
        assert_eq!(codes(&format!("{head}1,1,a\n2,1\n3,1,c\n")), ["short-row 3"]);
        // As most rows are, and as Excel writes the rows behind the sixteenth.
        assert_eq!(codes(&format!("{head}1,1\n")), ["early-end 2"]);
        assert_eq!(
            codes(&format!("{head}1,1,a\n2,1\n3,1\n")),
            ["longer-than-most 2", "early-end 3", "early-end 4"]
        );
        let whole = "1,1,a\n".repeat(15);
        assert_eq!(codes(&format!("{head}{whole}2,1\n")), ["early-end 17"]);
        let blocks = format!("{head}{whole}{}", "2,1\n".repeat(40));
        assert!(codes(&blocks).iter().all(|one| one.starts_with("early-end")), "as Excel writes it");
        assert_eq!(codes(&format!("{head}{whole}2,1\n3,1,c\n")), ["short-row 17"]);
        assert_eq!(found_in("表_a", "部,数\n甲\n"), []);
    }
}
