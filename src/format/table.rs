//! A table: its sheet, its file, its columns.

use super::column::{Column, ColumnSpec, Key};
use super::limits::{MAX_ROWS, MAX_SHORT_ROWS};

/// A table of the format, without the type of its rows.
#[derive(Debug)]
pub struct TableSpec {
    /// The sheet's name: 取組.
    pub sheet: &'static str,
    /// The file's name without its suffix: `items`.
    pub file: &'static str,
    /// The key of its rows in the plan file, and the meaning of the table.
    pub list: Key,
    /// Whether a package must have it.
    pub required: bool,
    /// How many rows are read at most.
    pub max_rows: usize,
    /// Its columns in the order in which they are written.
    pub columns: &'static [&'static ColumnSpec],
}

impl TableSpec {
    /// A table without columns yet. Its key in the plan file is its file's name.
    pub(crate) const fn new(sheet: &'static str, file: &'static str, about: &'static str) -> TableSpec {
        let list = Key::new(file, about);
        TableSpec { sheet, file, list, required: false, max_rows: MAX_ROWS, columns: &[] }
    }

    /// A package must have it.
    pub(crate) const fn required(self) -> TableSpec {
        TableSpec { required: true, ..self }
    }

    /// Sets the lower row limit of a table that is searched once for every row of another.
    pub(crate) const fn short(self) -> TableSpec {
        TableSpec { max_rows: MAX_SHORT_ROWS, ..self }
    }

    /// This version of the plan file brought the table.
    pub(crate) const fn since(mut self, version: u8) -> TableSpec {
        self.list = self.list.since(version);
        self
    }

    /// In the plan file the table is one object under this key, and every plan has it.
    pub(crate) const fn object(mut self, key: &'static str) -> TableSpec {
        self.list.name = key;
        self.list.always = true;
        self
    }

    /// The columns that do not repeat.
    pub(crate) fn single(&self) -> impl Iterator<Item = &'static ColumnSpec> + use<> {
        self.columns.iter().copied().filter(|column| !column.is_years())
    }

    /// The columns that repeat for each year.
    pub(crate) fn years(&self) -> impl Iterator<Item = &'static ColumnSpec> + use<> {
        self.columns.iter().copied().filter(|column| column.is_years())
    }
}

/// A table whose rows are of type `R`.
pub(crate) struct Table<R: 'static> {
    /// The part that does not depend on the type of its rows.
    pub spec: TableSpec,
    /// Its columns in the order in which they are written.
    pub columns: &'static [&'static Column<R>],
}

impl<R> Table<R> {
    /// The texts of a row that the open data has.
    pub fn open_texts<'r>(&self, row: &'r R) -> impl Iterator<Item = &'r String> {
        let open = self.columns.iter().filter(|column| column.spec.open.is_some());
        open.filter_map(|column| column.field.text(row))
    }
}

/// A table of the format: the type of its rows, the table itself, then one entry for each column, in the order in
/// which the columns are written: `NAME = Kind(field), "english head", "head", .more() …;`, where the kind is one of
/// [`super::Field`]. Each entry becomes a static `NAME`, and all of them together `TABLE`.
macro_rules! table {
    ($row:ty: $table:expr; $($name:ident = $kind:ident($($field:ident)?), $key:literal, $head:literal
        $(, $(.$more:ident($($with:tt)*))+)?;)*) => {
        $(
            pub(crate) static $name: $crate::format::Column<$row> =
                $crate::format::Column::new(table!(@field $row, $kind $(, $field)?), $key, $head)
                $($(.$more($($with)*))+)?;
        )*
        pub(crate) static TABLE: $crate::format::Table<$row> = $crate::format::Table {
            spec: $crate::format::TableSpec { columns: &[$(&$name.spec),*], ..$table },
            columns: &[$(&$name),*],
        };
    };
    (@field $row:ty, $kind:ident) => { $crate::format::Field::$kind };
    (@field $row:ty, $kind:ident, $field:ident) => {
        $crate::format::Field::$kind($crate::format::Of {
            get: |row: &$row| &row.$field,
            get_mut: |row: &mut $row| &mut row.$field,
        })
    };
}
