//! The description of a column of the open data.

use std::marker::PhantomData;

use crate::format::{Column, ColumnSpec, Table, TableSpec};

/// The description of a CSV of the open data.
pub(super) struct FileSpec {
    /// Its name without its suffix.
    pub name: &'static str,
    /// Its content, in Japanese.
    pub title: &'static str,
    /// The columns that together identify a row.
    pub key: &'static [&'static str],
    /// Columns that identify a row of another file: column, file, column there.
    pub references: &'static [(&'static str, &'static str, &'static str)],
}

impl FileSpec {
    /// The file of a table of the package, under the table's names.
    pub const fn of(
        table: &TableSpec,
        key: &'static [&'static str],
        references: &'static [(&'static str, &'static str, &'static str)],
    ) -> FileSpec {
        FileSpec { name: table.file, title: table.sheet, key, references }
    }
}

/// A column as its file describes it.
#[derive(Clone, Copy)]
pub(super) struct Field {
    /// Its head.
    pub name: &'static str,
    /// Its content, in Japanese.
    pub title: &'static str,
    /// The type of its cells.
    pub of: Type,
}

/// The type of a column's cells.
#[derive(Clone, Copy)]
pub(super) enum Type {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number as printed: 98.0 keeps its zero.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A western year.
    Year,
}

impl Type {
    /// The type's name in a Table Schema.
    pub fn name(self) -> &'static str {
        match self {
            Type::Text => "string",
            Type::Integer => "integer",
            Type::Number => "number",
            Type::Boolean => "boolean",
            Type::Year => "year",
        }
    }
}

/// The plan's id, the first column of every file.
pub(super) const PLAN_ID: Field = Field { name: "plan_id", title: "計画ID", of: Type::Text };

/// A column that only the open data has, in a file whose rows are made from rows of type `R`.
pub(super) struct Own<R> {
    pub field: Field,
    row: PhantomData<fn(R)>,
}

pub(super) const fn own<R>(name: &'static str, title: &'static str, of: Type) -> Own<R> {
    Own { field: Field { name, title, of }, row: PhantomData }
}

/// Columns of a file, in order.
pub(super) enum Part<R: 'static> {
    /// A column that the package has too.
    Of(&'static Column<R>),
    /// A column that the package does not have.
    Own(&'static Own<R>),
    /// All open columns of the table that no other part names.
    Rest(&'static Table<R>),
}

/// The column in the open data; `None` where it is not published.
pub(super) fn field_of(spec: &ColumnSpec) -> Option<Field> {
    let of = if spec.is_year() { Type::Year } else { Type::Text };
    spec.open.map(|open| Field { name: open.name, title: open.title, of })
}
