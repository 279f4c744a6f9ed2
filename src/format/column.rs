//! A column: what is said of it once.

use super::field::{Field, FieldKind};

/// A key of the plan file.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The key; empty where the plan file has none.
    pub name: &'static str,
    /// Whether every row of a plan file has it. What is empty is left out of all others.
    pub always: bool,
    /// What its value is, for the JSON Schema.
    #[cfg(feature = "package")]
    pub says: &'static str,
}

impl Key {
    /// A key with what its value is. The widget keeps the key alone.
    pub(crate) const fn new(name: &'static str, _says: &'static str) -> Key {
        Key {
            name,
            always: false,
            #[cfg(feature = "package")]
            says: _says,
        }
    }

    /// The same, in every row.
    pub(crate) const fn always(self) -> Key {
        Key { always: true, ..self }
    }
}

/// A column in the open data.
#[derive(Clone, Copy, Debug)]
pub struct Open {
    /// Its head.
    pub name: &'static str,
    /// What it holds, in Japanese.
    pub title: &'static str,
}

/// A column of a table, whatever the table's rows are.
#[derive(Clone, Copy, Debug)]
pub struct ColumnSpec {
    /// The English head. Of columns that are one a year: what stands before the year, `target_`.
    pub key: &'static str,
    /// The Japanese head. Of columns that are one a year: what stands before the year, 目標.
    pub head: &'static str,
    /// Whether the sheet must have it, and every row a value in it.
    pub required: bool,
    /// Its key in the plan file.
    pub file: Key,
    /// Its column in the open data, where it has one.
    pub open: Option<Open>,
    /// Whether corrections may name it, as far as its cells are texts.
    pub(crate) is_corrected: bool,
    pub(crate) kind: FieldKind,
    /// What is written in it, for the officer.
    #[cfg(feature = "package")]
    pub about: &'static str,
    /// An example; empty where the example has nothing to say. Columns that are one a year have one a year.
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

    /// Whether it is not one column but a column a year.
    pub(crate) fn is_years(&self) -> bool {
        self.kind == FieldKind::Years
    }
}

/// A column of a table whose rows are of type `R`.
pub(crate) struct Column<R: 'static> {
    /// What does not hang on the type of the row.
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

    /// The sheet must have it, and every row a value in it.
    pub const fn must(mut self) -> Column<R> {
        self.spec.required = true;
        self
    }

    /// Every row of a plan file has it.
    pub const fn always(mut self) -> Column<R> {
        self.spec.file.always = true;
        self
    }

    /// What is written in it, with an example. In the plan file it is the same, unless [`Column::file`] says otherwise.
    pub const fn says(self, example: &'static str, about: &'static str) -> Column<R> {
        self.says_years([example, "", "", "", ""], about)
    }

    /// The same of columns that are one a year.
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

    /// The key in the plan file and what its value is, where either is not the package's own.
    pub const fn file(mut self, name: &'static str, says: &'static str) -> Column<R> {
        self.spec.file = Key { always: self.spec.file.always, ..Key::new(name, says) };
        self
    }

    /// The open data has it, under its own names.
    pub const fn open(self) -> Column<R> {
        let (name, title) = (self.spec.key, self.spec.head);
        self.open_as(name, title)
    }

    /// The open data has it, under these names.
    pub const fn open_as(mut self, name: &'static str, title: &'static str) -> Column<R> {
        self.spec.open = Some(Open { name, title });
        self
    }

    /// No correction may name it.
    pub const fn uncorrected(mut self) -> Column<R> {
        self.spec.is_corrected = false;
        self
    }
}
