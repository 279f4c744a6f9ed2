//! Whether a text has another in it, eight bytes at a time. `str::contains` prepares its search anew for each of the hundred
//! thousand texts of a long plan.

/// A byte in each of eight.
const EACH: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Whether `part` is somewhere in `text`.
///
/// Its last byte is looked for first: in Japanese, first bytes are nearly all the same.
pub(super) fn has(text: &str, part: &str) -> bool {
    let (text, Some((last, head))) = (text.as_bytes(), part.as_bytes().split_last()) else { return true };
    let mut end = head.len();
    while let Some(at) = text.get(end..).and_then(|rest| position(rest, *last)) {
        end += at;
        if text[end - head.len()..end] == *head {
            return true;
        }
        end += 1;
    }
    false
}

/// The first place of a byte.
fn position(bytes: &[u8], byte: u8) -> Option<usize> {
    let asked = EACH * u64::from(byte);
    let (eights, rest) = bytes.as_chunks::<8>();
    for (nth, eight) in eights.iter().enumerate() {
        // A byte that is the asked one becomes zero, and its highest bit is set by the subtraction.
        let other = u64::from_le_bytes(*eight) ^ asked;
        let found = other.wrapping_sub(EACH) & !other & HIGH;
        if found != 0 {
            return Some(nth * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    rest.iter().position(|other| *other == byte).map(|at| eights.len() * 8 + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Few different signs, so that there are hits, near hits and repetitions.
        #[test]
        fn it_finds_what_the_language_finds(text in "[abc窓口のあ]{0,60}", part in "[ab窓口のあ]{0,4}") {
            prop_assert_eq!(has(&text, &part), text.contains(&part));
        }
    }

    #[test]
    fn a_byte_is_found_wherever_it_is() {
        // One less than the asked byte is next to it: a borrow of the subtraction marks it too, but later.
        for at in 0..40 {
            let mut bytes = vec![0x80; 40];
            bytes[at] = 0x81;
            assert_eq!(position(&bytes, 0x81), Some(at));
            assert_eq!(position(&bytes, 0x7F), None);
        }
    }
}
