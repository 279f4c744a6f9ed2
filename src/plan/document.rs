//! What the document says around its items: prose by section, and tables as printed.

use std::collections::BinaryHeap;

use crate::list::List;

/// A row of the sheet 本文: a section of the document's prose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Its permanent id.
    pub id: String,
    /// The section above.
    pub parent_id: Option<String>,
    /// Its heading as printed.
    pub heading: String,
    /// Its text; paragraphs are lines.
    pub text: String,
}

/// How a table of the document is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocumentChart {
    /// Only as a table.
    #[default]
    None,
    /// stacked-bar: one bar a row, one part a column.
    StackedBar,
    /// rank: a cell's mark is its rank, a column is a survey.
    Rank,
}

/// The words of 図; the first is what a blank means.
pub const FIGURES: [(&str, DocumentChart); 3] = [
    ("none", DocumentChart::None),
    ("stacked-bar", DocumentChart::StackedBar),
    ("rank", DocumentChart::Rank),
];

/// A row of the sheet 表 with the cells of its own sheet `表_<ID>`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentTable {
    /// Its permanent id.
    pub id: String,
    /// The section in which it stands.
    pub section_id: Option<String>,
    /// Its title as printed.
    pub title: String,
    /// The unit of its numbers where they carry none.
    pub unit: String,
    /// How it is drawn.
    pub figure: DocumentChart,
    /// A remark about the table or how it was read.
    pub note: String,
    /// The heads of its columns as printed.
    pub head: Vec<String>,
    /// The rows below, cells as printed, each as long as the head.
    pub rows: Vec<Vec<String>>,
}

impl DocumentTable {
    /// The names of the columns in data and in corrections: the head, or the number from 1 where the head is blank or
    /// not the only one of its name. Worked out for all columns at once: each needs the heads of all others.
    pub fn column_names(&self) -> Vec<String> {
        let heads = self.head.iter().enumerate().map(|(at, head)| (head.trim(), at)).list();
        let sorted = BinaryHeap::from(heads).into_sorted_vec();
        let mut names = vec![String::new(); sorted.len()];
        for (place, (head, at)) in sorted.iter().enumerate() {
            let alike = |other: usize| sorted.get(other).is_some_and(|(other, _)| other == head);
            let stands_alone = !head.is_empty() && !alike(place + 1) && !alike(place.wrapping_sub(1));
            names[*at] = if stands_alone { (*head).to_owned() } else { (at + 1).to_string() };
        }
        names
    }

    /// The place of the column of this name, one by one: ten thousand corrections ask for one each. Cost: the heads.
    pub(super) fn column_at(&self, name: &str) -> Option<usize> {
        let alike = |name: &str| self.head.iter().filter(|head| head.trim() == name).count();
        let is_named = !name.is_empty() && alike(name) == 1;
        let named = self.head.iter().position(|head| is_named && head.trim() == name);
        let at = name.parse().ok().and_then(|number: usize| number.checked_sub(1));
        let numbered = at.filter(|at| {
            let head = self.head.get(*at).map(|head| head.trim());
            head.is_some_and(|head| head.is_empty() || alike(head) > 1) && (at + 1).to_string() == name
        });
        named.into_iter().chain(numbered).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_without_a_name_of_its_own_is_called_by_its_number() {
        let head = ["", "実施", "計画", " 計画 ", "2", "02", "3", "0", "+8"].map(String::from).to_vec();
        let table = DocumentTable { head, ..DocumentTable::default() };
        let names = table.column_names();
        assert_eq!(names, ["1", "実施", "3", "4", "2", "02", "3", "0", "+8"]);
        // A head can look like the number of another column: the first of the two is meant.
        for name in names.iter().map(String::as_str).chain(["", "計画", "5", "8", "9", "10", "なし"]) {
            assert_eq!(table.column_at(name), names.iter().position(|other| other == name), "{name}");
        }
    }
}
