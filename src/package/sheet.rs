//! A sheet of cells with addresses, whether it comes from a CSV or a workbook.

/// A sheet as its cells are. Row 1 is the header, as a spreadsheet counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The sheet's name, or the file's name without its ending: 取組 or `items`.
    pub name: String,
    /// The rows; blank ones are kept, so that a row's number is the one that a spreadsheet shows.
    pub rows: Vec<Vec<String>>,
}

/// The address of a cell as a spreadsheet shows it; both numbers from 1. `cell_address(12, 4)` is `D12`.
pub fn cell_address(row: usize, column: usize) -> String {
    format!("{}{row}", column_letters(column))
}

fn column_letters(mut column: usize) -> String {
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
