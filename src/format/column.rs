//! A column of the format. Every fact about it is written once, here.

use super::field::{Field, FieldKind};

/// A key of the plan file.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name; empty where the plan file has no such key.
    pub name: &'static str,
    /// Whether every row of a plan file has it. Other keys are left out where their value is empty.
    pub always: bool,
    /// The version of the plan file that brought it. A file has the version of its latest key.
    pub since: u8,
    /// The meaning of its value, for the JSON Schema.
    #[cfg(feature = "package")]
    pub says: &'static str,
}

impl Key {
    /// A key with the meaning of its value. The widget keeps only the key.
    pub(crate) const fn new(name: &'static str, _says: &'static str) -> Key {
        Key {
            name,
            always: false,
            since: 1,
            #[cfg(feature = "package")]
            says: _says,
        }
    }

    /// The same key, present in every row.
    pub(crate) const fn always(self) -> Key {
        Key { always: true, ..self }
    }

    /// The same key, brought by this version of the plan file.
    pub(crate) const fn since(self, version: u8) -> Key {
        Key { since: version, ..self }
    }
}

/// A column in the open data.
#[derive(Clone, Copy, Debug)]
pub struct Open {
    /// Its head.
    pub name: &'static str,
    /// Its content, in Japanese.
    pub title: &'static str,
}

/// A column of a table, without the type of the table's rows.
#[derive(Clone, Copy, Debug)]
pub struct ColumnSpec {
    /// The English head. For columns that repeat for each year: the part before the year, `target_`.
    pub key: &'static str,
    /// The Japanese head. For columns that repeat for each year: the part before the year, 目標.
    pub head: &'static str,
    /// Whether the sheet must have the column, with a value in every row.
    pub required: bool,
    /// Its key in the plan file.
    pub file: Key,
    /// Its column in the open data, where it has one.
    pub open: Option<Open>,
    /// Whether corrections may name it. It matters only where its cells are texts.
    pub(crate) is_corrected: bool,
    pub(crate) kind: FieldKind,
    /// What the officer writes in it.
    #[cfg(feature = "package")]
    pub about: &'static str,
    /// An example for each of up to five years; a column that does not repeat has one. Empty where there is no
    /// example.
    #[cfg(feature = "package")]
    pub examples: [&'static str; 5],
}

impl ColumnSpec {
    /// Whether its cells are ids.
    pub(crate) fn is_id(&self) -> bool {
        self.kind == FieldKind::Id
    }

    /// Whether its cells are fiscal years.
    pub(crate) fn is_year(&self) -> bool {
        self.kind == FieldKind::Year
    }

    /// Whether it repeats for each year.
    pub(crate) fn is_years(&self) -> bool {
        self.kind == FieldKind::Years
    }
}

/// A column of a table whose rows are of type `R`.
pub(crate) struct Column<R: 'static> {
    /// The part that does not depend on the type of the row.
    pub spec: ColumnSpec,
    /// The field that it reads and writes.
    pub field: Field<R>,
}

impl<R> Column<R> {
    /// An optional column. Its key in the plan file is its English head.
    pub const fn new(field: Field<R>, key: &'static str, head: &'static str) -> Column<R> {
        let file = Key::new(if matches!(field, Field::Owner) { "" } else { key }, "");
        let spec = ColumnSpec {
            key,
            head,
            required: false,
            file,
            open: None,
            is_corrected: true,
            kind: field.kind(),
            #[cfg(feature = "package")]
            about: "",
            #[cfg(feature = "package")]
            examples: [""; 5],
        };
        Column { spec, field }
    }

    /// The sheet must have the column, with a value in every row.
    pub const fn must(mut self) -> Column<R> {
        self.spec.required = true;
        self
    }

    /// Every row of a plan file has this key.
    pub const fn always(mut self) -> Column<R> {
        self.spec.file.always = true;
        self
    }

    /// Gives the meaning and an example. The plan file uses the same meaning, unless [`Column::file`] gives another.
    pub const fn says(self, example: &'static str, about: &'static str) -> Column<R> {
        self.says_years([example, "", "", "", ""], about)
    }

    /// The same for a column that repeats for each year.
    #[cfg_attr(
        not(feature = "package"),
        expect(unused_mut, reason = "the widget keeps no texts for officers")
    )]
    pub const fn says_years(mut self, _examples: [&'static str; 5], _about: &'static str) -> Column<R> {
        #[cfg(feature = "package")]
        {
            self.spec.about = _about;
            self.spec.examples = _examples;
            if self.spec.file.says.is_empty() {
                self.spec.file.says = _about;
            }
        }
        self
    }

    /// Gives the key in the plan file and its meaning, where either differs from the package.
    pub const fn file(mut self, name: &'static str, says: &'static str) -> Column<R> {
        let Key { always, since, .. } = self.spec.file;
        self.spec.file = Key { always, since, ..Key::new(name, says) };
        self
    }

    /// This version of the plan file brought the key.
    pub const fn since(mut self, version: u8) -> Column<R> {
        self.spec.file.since = version;
        self
    }

    /// The open data has the column, under the same names.
    pub const fn open(self) -> Column<R> {
        let (name, title) = (self.spec.key, self.spec.head);
        self.open_as(name, title)
    }

    /// The open data has the column, under these names.
    pub const fn open_as(mut self, name: &'static str, title: &'static str) -> Column<R> {
        self.spec.open = Some(Open { name, title });
        self
    }

    /// Corrections may not name the column.
    pub const fn uncorrected(mut self) -> Column<R> {
        self.spec.is_corrected = false;
        self
    }
}
