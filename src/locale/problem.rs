//! The words of a problem, found by its code at compile time.

use super::messages;
use super::words::CODES;

/// The index of a problem's message and hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProblemWords(usize);

impl ProblemWords {
    /// The words of this code. In a `const` or `static`, a code without words does not compile.
    ///
    /// # Panics
    /// There are no words for this code.
    pub const fn of(code: &str) -> ProblemWords {
        let mut index = 0;
        while index < CODES.len() {
            if is_same(CODES[index], code) {
                return ProblemWords(index);
            }
            index += 1;
        }
        panic!("src/locale/ja.txt has no words of this code")
    }

    /// The message about what was found and what was expected. `{0}` (what was found), `{1}` (what was expected) and `{2}`
    /// (the count) are not filled in yet.
    pub fn message(self) -> &'static str {
        messages().problems[self.0][0]
    }

    /// The advice how to mend it, with the same blanks.
    pub fn hint(self) -> &'static str {
        messages().problems[self.0][1]
    }
}

/// `==` for texts, which a `const fn` does not have yet.
const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut index = 0;
    while index < a.len() && index < b.len() && a[index] == b[index] {
        index += 1;
    }
    index == a.len() && index == b.len()
}
