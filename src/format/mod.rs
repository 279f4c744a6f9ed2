//! The package format, described once: each table with its columns, as data and typed accessors.
//!
//! ```text
//!                 ┌─ package    heads and cells of sheets: reading, writing, template, instructions
//! format::items ──┼─ planfile   keys of the plan file: one walk for reading and writing, its schema, its types
//!                 ├─ correct    which cell a correction names
//!                 └─ export     columns of the open data with their types
//! ```
//!
//! Each table has a module, and each column is a `static`, made from one entry of [`table!`]. A column has the type
//! of its row: `Column<Item>` reads and writes a field of [`crate::plan::Item`], and the compiler refuses it for the
//! rows of another table. So an optional text column of 取組 is one field of `Item` and one entry in `items.rs`.
//!
//! Texts that only an officer reads (meanings, examples) are in the same entry, but not in the widget: `says` keeps
//! them only under the feature `package`.
//!
//! Never in this room: input and output, serde, HTML, the DOM, a sheet's cells with their addresses, problems.

// The widget has no package reader, writer or template. The descriptions that only they use are compiled all the
// same.
#![cfg_attr(not(feature = "package"), allow(dead_code, unused_imports))]

#[macro_use]
mod table;
mod column;
mod correct;
mod field;
mod limits;
mod words;

pub(crate) mod about;
pub(crate) mod changes;
pub(crate) mod corrections;
pub(crate) mod departments;
pub(crate) mod glossary;
pub(crate) mod indicators;
pub(crate) mod items;
pub(crate) mod outline;
pub(crate) mod pairs;
pub(crate) mod ratings;
pub(crate) mod results;
pub(crate) mod schedule;
pub(crate) mod sections;
mod shared;
pub(crate) mod statuses;
pub(crate) mod tables;
#[cfg(feature = "package")]
pub(crate) mod tags;

use crate::plan::Assignment;

pub(crate) use column::Column;
pub use column::{ColumnSpec, Key, Open};
pub(crate) use field::{Field, Of};
pub(crate) use limits::*;
pub(crate) use shared::{READING_TITLE, YEAR_TITLE};
pub(crate) use table::Table;
pub use table::TableSpec;
pub(crate) use words::{Choice, cell_word};

/// The tables of the format, in the order in which they are written and their problems are reported.
pub static TABLES: [&TableSpec; 14] = [
    &pairs::TABLE.spec,
    &outline::TABLE.spec,
    &items::TABLE.spec,
    &schedule::TABLE.spec,
    &indicators::TABLE.spec,
    &results::TABLE.spec,
    &ratings::TABLE.spec,
    &statuses::TABLE.spec,
    &departments::TABLE.spec,
    &sections::TABLE.spec,
    &tables::TABLE.spec,
    &corrections::TABLE.spec,
    &changes::TABLE.spec,
    &glossary::TABLE.spec,
];

/// A department as a cell has it: with the mark (主) before it if it leads.
pub(crate) fn marked(assignment: &Assignment) -> String {
    format!("{}{}", if assignment.lead { "(主)" } else { "" }, assignment.department)
}

/// The sheet of instructions in a template and in next year's workbook. The reader ignores it.
pub const GUIDE_SHEET: &str = "記入のしかた";
/// The name of the same sheet as a file, without its suffix.
pub(crate) const GUIDE_FILE: &str = "guide";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_column_is_explained_and_required_columns_have_an_example() {
        let pairs = pairs::TABLE.spec.sheet;
        for spec in TABLES.into_iter().filter(|spec| spec.sheet != pairs).chain([&about::TABLE.spec]) {
            assert!(spec.list.says.ends_with('。'), "{}", spec.sheet);
            for column in spec.columns {
                assert!(column.about.ends_with('。'), "{} {}", spec.sheet, column.key);
                assert!(!column.required || !column.examples[0].is_empty(), "{} {}", spec.sheet, column.key);
            }
        }
    }

    #[test]
    fn no_two_columns_of_a_table_have_one_name() {
        for spec in TABLES.into_iter().chain([&about::TABLE.spec]) {
            for name in [|of: &ColumnSpec| of.key, |of: &ColumnSpec| of.head, |of: &ColumnSpec| of.file.name]
            {
                let names: Vec<&str> =
                    spec.columns.iter().map(|of| name(of)).filter(|of| !of.is_empty()).collect();
                assert_eq!(
                    names.iter().collect::<BTreeSet<_>>().len(),
                    names.len(),
                    "{}: {names:?}",
                    spec.sheet
                );
            }
        }
    }
}
