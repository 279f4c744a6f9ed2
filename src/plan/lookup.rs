//! Finds rows by a text, such as their id, in one sorted list by binary search.
//!
//! Whatever a file holds, building costs rows × log(rows) and a look-up log(rows). A hash map would cost the widget
//! 18 KB of code, and somebody could make a file in which all texts have the same hash.

use std::collections::BinaryHeap;

use crate::list::List;

/// For each text, the index of the first row that has it.
#[derive(Debug)]
pub struct Lookup<'a>(Vec<(&'a str, usize)>);

impl<'a> Lookup<'a> {
    /// A look-up of a list by the text of each row.
    pub fn new(texts: impl IntoIterator<Item = &'a str>) -> Lookup<'a> {
        Lookup::of_pairs(texts.into_iter().enumerate().map(|(index, text)| (text, index)).list())
    }

    /// A look-up of rows that may have several texts each: pairs of a text and the index of its row.
    pub fn of_pairs(pairs: Vec<(&'a str, usize)>) -> Lookup<'a> {
        // A heap sorts as well as `sort_unstable`, in a third of the code.
        Lookup(BinaryHeap::from(pairs).into_sorted_vec())
    }

    /// The index of the first row with this text.
    pub fn find(&self, text: &str) -> Option<usize> {
        #[cfg(test)]
        FINDS.set(FINDS.get() + 1);
        let at = self.0.partition_point(|(known, _)| *known < text);
        self.0.get(at).filter(|(known, _)| *known == text).map(|(_, index)| *index)
    }
}

#[cfg(test)]
thread_local! {
    /// How many times this thread has looked for a text. The tests of growth count this work.
    pub(crate) static FINDS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_row_with_a_text_is_found() {
        let lookup = Lookup::new(["b", "a", "b", ""]);
        assert_eq!(["a", "b", "", "c"].map(|text| lookup.find(text)), [Some(1), Some(0), Some(3), None]);
        assert_eq!(Lookup::new([]).find(""), None);
        assert_eq!(Lookup::of_pairs(vec![("x", 7), ("x", 3)]).find("x"), Some(3));
    }
}
