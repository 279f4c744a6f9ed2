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
        Lookup(sorted(pairs))
    }

    /// The rows in the order of their texts.
    pub fn in_order(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|(_, row)| *row)
    }

    /// The index of the first row with this text.
    pub fn find(&self, text: &str) -> Option<usize> {
        #[cfg(test)]
        FINDS.set(FINDS.get() + 1);
        Some(first(&self.0, text, |(known, _)| known)?.1)
    }
}

/// Rows with a text each, sorted by it. It holds the rows and not the texts, so that what owns the texts may hold it.
#[derive(Debug)]
pub struct SortedRows<T>(Vec<T>);

impl<T: Copy + Ord> SortedRows<T> {
    /// Sorts rows by their texts.
    pub fn new(rows: Vec<(&str, T)>) -> SortedRows<T> {
        SortedRows(sorted(rows).into_iter().map(|(_, row)| row).list())
    }

    /// The first row with this text. `text_of` finds the text of a row.
    pub fn find<'t>(&self, text: &str, text_of: impl Fn(T) -> &'t str) -> Option<T> {
        first(&self.0, text, text_of)
    }
}

fn sorted<T: Ord>(rows: Vec<(&str, T)>) -> Vec<(&str, T)> {
    // A heap sorts as well as `sort_unstable`, in a third of the code.
    BinaryHeap::from(rows).into_sorted_vec()
}

/// The first of the rows, sorted by their texts, that has this text.
fn first<'t, R: Copy>(rows: &[R], text: &str, text_of: impl Fn(R) -> &'t str) -> Option<R> {
    let at = rows.partition_point(|row| text_of(*row) < text);
    rows.get(at).copied().filter(|row| text_of(*row) == text)
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
        let texts = ["b", "a", "b", ""];
        let rows = SortedRows::new(texts.iter().copied().zip(0..).collect());
        assert_eq!(["a", "b", "c"].map(|text| rows.find(text, |row| texts[row])), [Some(1), Some(0), None]);
    }
}
