//! A sheet of cells with addresses, from a CSV or a workbook.

pub(in crate::package) mod address;
pub(in crate::package) mod columns;
pub(in crate::package) mod layout;
pub(in crate::package) mod letters;
pub(in crate::package) mod likeness;
pub(in crate::package) mod workbook;

use std::collections::BTreeMap;

use crate::package::Problem;
use crate::package::problems::catalogue as code;
pub use address::CellAddress;

/// A sheet with its cells. Rows and columns count as in a spreadsheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The name of the sheet, or of the file without its suffix: 取組 or `items`.
    pub name: String,
    /// The rows. Blank ones are kept, so that a row has the number that a spreadsheet shows.
    pub rows: Vec<Vec<String>>,
    /// The cells of a workbook that hold a number and not a text, with the kind of their number format. A CSV has none.
    pub forms: BTreeMap<CellAddress, NumberForm>,
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

/// A cell that exceeds the budget.
#[derive(Debug)]
pub(in crate::package) struct Full(CellAddress);

impl Full {
    /// The problem of a sheet with such a cell.
    pub fn problem(&self, sheet: &str) -> Problem {
        Problem::of_sheet(&code::SHEET_TOO_LARGE, sheet).at(self.0)
    }
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { cells: 5_000_000, text: 100_000_000 }
    }
}

impl Budget {
    /// Takes this many cells from the budget: for a cell itself, or for the work or the problem that it causes.
    pub fn pay(&mut self, cells: usize, at: CellAddress) -> Result<(), Full> {
        self.cells = self.cells.checked_sub(cells).ok_or(Full(at))?;
        Ok(())
    }

    /// Puts a text into its cell. The cells before it are blank.
    pub fn put(&mut self, rows: &mut Vec<Vec<String>>, at: CellAddress, text: String) -> Result<(), Full> {
        let CellAddress { row, column } = at;
        if row >= MAX_SHEET_ROWS || column >= MAX_COLUMNS {
            return Err(Full(at));
        }
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        let cells = &mut rows[row];
        let more = (column + 1).saturating_sub(cells.len());
        match (self.cells.checked_sub(more), self.text.checked_sub(text.len())) {
            (Some(cells), Some(text)) => (self.cells, self.text) = (cells, text),
            _ => return Err(Full(at)),
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
