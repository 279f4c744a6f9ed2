//! Addresses of cells in a workbook.

/// A block of cells, including its corners.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    pub rows: (usize, usize),
    pub columns: (usize, usize),
}

/// `D12` as row and column from 0.
pub(super) fn row_and_column(address: &str) -> Option<(usize, usize)> {
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
    Some((digits.parse::<usize>().ok()?.checked_sub(1)?, column - 1))
}

/// `A1:B2` as a block, with its corners in either order.
pub(super) fn range(address: &str) -> Option<Range> {
    let (from, to) = address.split_once(':').unwrap_or((address, address));
    let ((top, left), (bottom, right)) = (row_and_column(from)?, row_and_column(to)?);
    Some(Range { rows: (top.min(bottom), top.max(bottom)), columns: (left.min(right), left.max(right)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_bounded() {
        assert_eq!(row_and_column("A1"), Some((0, 0)));
        assert_eq!(row_and_column("XFD1048576"), Some((1_048_575, 16_383)));
        for wrong in ["", "A", "1", "A0", "A1B", "AAAA1", "A12345678", "$A$1", "あ1"] {
            assert_eq!(row_and_column(wrong), None, "{wrong}");
        }
        let range = range("C9:A2").unwrap();
        assert_eq!((range.rows, range.columns), ((1, 8), (0, 2)));
    }
}
