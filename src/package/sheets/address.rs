//! Addresses of cells. A row and a column are one value, so that no function can take them in the wrong order.

use std::fmt;

/// A cell by its row and its column, both from 0. It is written as a spreadsheet shows it: `D12`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellAddress {
    /// The index of the row.
    pub row: usize,
    /// The index of the column.
    pub column: usize,
}

impl fmt::Display for CellAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.column), self.row + 1)
    }
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub(in crate::package) fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut column = column + 1;
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + (column % 26) as u8));
        column /= 26;
    }
    letters.iter().rev().collect()
}

/// `D12` as the address of a cell.
pub(super) fn cell(address: &str) -> Option<CellAddress> {
    let letters = address.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = address.split_at(letters);
    if letters.is_empty()
        || letters.len() > 3
        || digits.len() > 7
        || !digits.bytes().all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let column = letters.bytes().fold(0, |sum, b| sum * 26 + usize::from(b.to_ascii_uppercase() - b'A' + 1));
    Some(CellAddress { row: digits.parse::<usize>().ok()?.checked_sub(1)?, column: column - 1 })
}

/// A block of cells, including its corners. It is written as a spreadsheet shows it: `A1:B2`, or `A1` for one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    /// The first and the last row.
    pub rows: (usize, usize),
    /// The first and the last column.
    pub columns: (usize, usize),
}

impl Range {
    /// The cell in its upper left corner.
    pub fn corner(self) -> CellAddress {
        CellAddress { row: self.rows.0, column: self.columns.0 }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.corner(), CellAddress { row: self.rows.1, column: self.columns.1 });
        write!(f, "{from}")?;
        if from == to { Ok(()) } else { write!(f, ":{to}") }
    }
}

/// `A1:B2` as a block, with its corners in either order.
pub(super) fn range(address: &str) -> Option<Range> {
    let (from, to) = address.split_once(':').unwrap_or((address, address));
    let (from, to) = (cell(from)?, cell(to)?);
    let ordered = |one: usize, other: usize| (one.min(other), one.max(other));
    Some(Range { rows: ordered(from.row, to.row), columns: ordered(from.column, to.column) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        for (column, letters) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(column_letters(column), letters);
        }
        assert_eq!(CellAddress { row: 11, column: 3 }.to_string(), "D12");
    }

    #[test]
    fn addresses_are_read_and_bounded() {
        assert_eq!(cell("A1"), Some(CellAddress { row: 0, column: 0 }));
        assert_eq!(cell("XFD1048576"), Some(CellAddress { row: 1_048_575, column: 16_383 }));
        for wrong in ["", "A", "1", "A0", "A1B", "AAAA1", "A12345678", "$A$1", "あ1"] {
            assert_eq!(cell(wrong), None, "{wrong}");
        }
        let block = range("C9:A2").unwrap();
        assert_eq!((block.rows, block.columns), ((1, 8), (0, 2)));
        assert_eq!((block.to_string(), range("B3").unwrap().to_string()), ("A2:C9".into(), "B3".into()));
    }
}
