//! The document around its items: prose by section, and tables as printed.

use super::RowGrammar;
use super::unit::{is_measure, plain};
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
    /// rank: the mark in a cell is its rank; each column is a survey.
    Rank,
}

/// A row of the sheet 表 with the cells of its own sheet `表_<ID>`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentTable {
    /// Its permanent id.
    pub id: String,
    /// The section that contains it.
    pub section_id: Option<String>,
    /// Its title as printed.
    pub title: String,
    /// The unit of its numbers where the cells print none.
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
    /// How the cells of each of its columns are read. Columns count different things, so they share only the table's own unit, and a
    /// unit in brackets at the end of a head goes before it: 構成比（％）.
    pub fn grammars(&self) -> Vec<RowGrammar> {
        let of_table = RowGrammar::of_row(&self.unit, [self.title.as_str(), &self.note], []);
        let of_head = |head: &String| match head.rsplit('>').find_map(unit_of_head) {
            Some(unit) => of_table.in_unit(unit),
            None => of_table.clone(),
        };
        self.head.iter().map(of_head).list()
    }

    /// The name of a column in data and in corrections: its head. Its number from 1 where the head is blank or not
    /// unique.
    pub fn column_name(&self, at: usize) -> String {
        let head = self.head.get(at).map_or("", |head| head.trim());
        let alike = self.head.iter().filter(|other| other.trim() == head).count();
        if head.is_empty() || alike > 1 { (at + 1).to_string() } else { head.to_owned() }
    }

    /// The head in two levels. `目標>R6` is R6 below 目標; neighbours below the same word are one group. A column without
    /// a word above it is a group of its own.
    pub fn head_groups(&self) -> Vec<HeadGroup<'_>> {
        let mut groups: Vec<HeadGroup> = Vec::new();
        for head in &self.head {
            let (above, column) = match head.split_once('>') {
                Some((above, column)) if !above.trim().is_empty() && !column.trim().is_empty() => {
                    (above.trim(), column.trim())
                }
                _ => ("", head.as_str()),
            };
            match groups.last_mut() {
                Some(group) if !above.is_empty() && group.above == above => group.columns.push(column),
                _ => groups.push(HeadGroup { above, columns: vec![column] }),
            }
        }
        groups
    }
}

/// The unit in brackets at the end of a head.
fn unit_of_head(head: &str) -> Option<&str> {
    let head = head.trim();
    let (_, inside) = head.strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?;
    is_measure(&plain(inside)).then_some(inside)
}

/// Columns of a table of the document below one word.
#[derive(Debug, PartialEq)]
pub struct HeadGroup<'a> {
    /// The word above them; empty where a column has none.
    pub above: &'a str,
    /// The heads of its columns.
    pub columns: Vec<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_without_a_name_of_its_own_is_called_by_its_number() {
        let head = ["", "実施", "計画", "計画"].map(String::from).to_vec();
        let table = DocumentTable { head, ..DocumentTable::default() };
        let names: Vec<String> = (0..4).map(|at| table.column_name(at)).collect();
        assert_eq!(names, ["1", "実施", "3", "4"]);
    }

    #[test]
    fn a_unit_in_a_head_is_that_of_its_column() {
        let head = [
            "区分",
            "R5決算額",
            "構成比（％）",
            "人数（人）>R6",
            "予算(千円)>構成比(％)",
            "R6（見込）",
            "事業費（国）",
            "市民税（法人）",
        ];
        let table = DocumentTable {
            head: head.map(String::from).to_vec(),
            unit: "百万円".into(),
            ..DocumentTable::default()
        };
        let units: Vec<String> = table.grammars().iter().map(|of| of.unit().to_owned()).collect();
        assert_eq!(units, ["百万円", "百万円", "%", "人", "%", "百万円", "百万円", "百万円"]);
    }

    #[test]
    fn a_head_in_two_levels_joins_neighbours_below_one_word() {
        let head = ["区分", "見通し>R5", "見通し > R6", "決算>R5", "見通し>R7", "A>", ">B", ""]
            .map(String::from)
            .to_vec();
        let table = DocumentTable { head, ..DocumentTable::default() };
        let groups: Vec<String> = table
            .head_groups()
            .iter()
            .map(|group| format!("{}:{}", group.above, group.columns.join(",")))
            .collect();
        assert_eq!(groups, [":区分", "見通し:R5,R6", "決算:R5", "見通し:R7", ":A>", ":>B", ":"]);
    }
}
