//! A sheet of cells with addresses, from a CSV or a workbook.

pub(in crate::package) mod columns;
pub(in crate::package) mod layout;
pub(in crate::package) mod letters;
pub(in crate::package) mod likeness;
pub(in crate::package) mod workbook;

use std::collections::BTreeMap;

use crate::package::Problem;
use crate::package::problems::catalogue as code;

/// A sheet with its cells. Rows and columns count as in a spreadsheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The name of the sheet, or of the file without its suffix: 取組 or `items`.
    pub name: String,
    /// The rows. Blank ones are kept, so that a row has the number that a spreadsheet shows.
    pub rows: Vec<Vec<String>>,
    /// The cells of a workbook that hold a number and not a text, by row and column from 0, with the kind of their
    /// number format. A CSV has none.
    pub forms: BTreeMap<(usize, usize), NumberForm>,
}

/// The kind of the number format of a cell with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberForm {
    /// 標準: the number as it was typed, for example 0.92.
    General,
    /// The number is shown a hundred times as large, with a % after it.
    Percent,
    /// Any other format of a number or a date.
    Other,
}

impl Sheet {
    /// A sheet whose cells are all text.
    pub fn new(name: impl Into<String>, rows: Vec<Vec<String>>) -> Sheet {
        Sheet { name: name.into(), rows, forms: BTreeMap::new() }
    }
}

/// How many rows and columns of a sheet are read.
pub(in crate::package) const MAX_SHEET_ROWS: usize = 200_000;
pub(in crate::package) const MAX_COLUMNS: usize = 1_000;

/// The months in three letters, as a spreadsheet writes them.
pub(in crate::package) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The memory that the cells of a package may take in total. A few bytes of a file can expand to a long text or a
/// wide row, many times over.
pub(in crate::package) struct Budget {
    cells: usize,
    text: usize,
}

/// A cell that exceeds the budget, by row and column from 0.
#[derive(Debug)]
pub(in crate::package) struct Full {
    pub row: usize,
    pub column: usize,
}

impl Full {
    /// The problem of a sheet with such a cell.
    pub fn problem(&self, sheet: &str) -> Problem {
        let problem = Problem::of_sheet(&code::SHEET_TOO_LARGE, sheet);
        Problem { row: Some(self.row + 1), column: Some(self.column + 1), ..problem }
    }
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { cells: 5_000_000, text: 100_000_000 }
    }
}

impl Budget {
    /// Takes this many cells from the budget: for a cell itself, or for the work or the problem that it causes.
    pub fn pay(&mut self, cells: usize, row: usize, column: usize) -> Result<(), Full> {
        self.cells = self.cells.checked_sub(cells).ok_or(Full { row, column })?;
        Ok(())
    }

    /// Puts a text into its cell. The cells before it are blank.
    pub fn put(
        &mut self,
        rows: &mut Vec<Vec<String>>,
        row: usize,
        column: usize,
        text: String,
    ) -> Result<(), Full> {
        let full = Full { row, column };
        if row >= MAX_SHEET_ROWS || column >= MAX_COLUMNS {
            return Err(full);
        }
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        let cells = &mut rows[row];
        let more = (column + 1).saturating_sub(cells.len());
        match (self.cells.checked_sub(more), self.text.checked_sub(text.len())) {
            (Some(cells), Some(text)) => (self.cells, self.text) = (cells, text),
            _ => return Err(full),
        }
        if more > 0 {
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
        Ok(())
    }
}
/// A cell with `\n` for each line break, whatever program wrote it; a single CR counts too.
pub(in crate::package) fn line_breaks(cell: &str) -> String {
    cell.replace("\r\n", "\n").replace('\r', "\n")
}

/// The address of a cell as a spreadsheet shows it. Both numbers count from 1. `cell_address(12, 4)` is `D12`.
pub fn cell_address(row: usize, column: usize) -> String {
    format!("{}{row}", column_letters(column))
}

pub(in crate::package) fn column_letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + (column % 26) as u8));
        column /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        for (column, letters) in
            [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")]
        {
            assert_eq!(column_letters(column), letters);
        }
        assert_eq!(cell_address(12, 4), "D12");
    }
}
