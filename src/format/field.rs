//! The field of a row that a column reads and writes, and how the text of its cell is read.

use super::Choice;
use crate::plan::{Assignment, FiscalYear, YearCell};

/// A field of type `T` in a row of type `R`.
pub(crate) struct Of<R: 'static, T: ?Sized + 'static> {
    pub get: fn(&R) -> &T,
    pub get_mut: fn(&mut R) -> &mut T,
}

impl<R, T: ?Sized> Clone for Of<R, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R, T: ?Sized> Copy for Of<R, T> {}

/// The field of a column, by the content of its cells.
pub(crate) enum Field<R: 'static> {
    /// Text as printed. Corrections change it, unless the column says otherwise.
    Text(Of<R, String>),
    /// A name by which other cells refer to the row, or a word of the format. White space around it is removed.
    Word(Of<R, String>),
    /// The permanent id of the row.
    Id(Of<R, String>),
    /// The id of another row. Every row has one.
    Link(Of<R, String>),
    /// The id of another row, or nothing.
    Reference(Of<R, Option<String>>),
    /// The id of the item that the row belongs to. In a `Plan` the row is inside that item.
    Owner,
    /// Names separated by 、.
    Names(Of<R, Vec<String>>),
    /// Values of vocabularies separated by 、: `SDGs:11`. A 、 inside a value has a `\` before it.
    Tags(Of<R, Vec<String>>),
    /// Names separated by `>`, from the top. A name may be empty.
    Levels(Of<R, Vec<String>>),
    /// Departments separated by 、. Leading departments carry the mark (主).
    Departments(Of<R, Vec<Assignment>>),
    /// A fiscal year. Every row has one.
    Year(Of<R, FiscalYear>),
    /// A fiscal year, or nothing.
    MaybeYear(Of<R, Option<FiscalYear>>),
    /// One of a few words of the format.
    Choice(Of<R, dyn Choice>),
    /// Whether the cells were assigned to years by rule: printed or inferred.
    Reading(Of<R, bool>),
    /// One column for each year of the plan, one cell each. The head is the year, alone or after a word.
    Cells(Of<R, Vec<String>>),
    /// One column for each year; a row has a cell only where one is printed.
    YearCells(Of<R, Vec<YearCell>>),
}

impl<R> Clone for Field<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Field<R> {}

impl<R> Field<R> {
    /// The text of the row's cell, where the field is one text.
    pub fn text<'r>(&self, row: &'r R) -> Option<&'r String> {
        match self {
            Field::Text(of) | Field::Word(of) | Field::Id(of) | Field::Link(of) => Some((of.get)(row)),
            Field::Reference(of) => (of.get)(row).as_ref(),
            _ => None,
        }
    }

    /// The kind of the field, without the row's type.
    pub const fn kind(&self) -> FieldKind {
        match self {
            Field::Id(_) | Field::Link(_) | Field::Reference(_) | Field::Owner => FieldKind::Id,
            Field::Cells(_) | Field::YearCells(_) => FieldKind::Years,
            Field::Year(_) | Field::MaybeYear(_) => FieldKind::Year,
            Field::Text(_)
            | Field::Word(_)
            | Field::Names(_)
            | Field::Tags(_)
            | Field::Levels(_)
            | Field::Departments(_)
            | Field::Choice(_)
            | Field::Reading(_) => FieldKind::Text,
        }
    }
}

/// The kind of a cell, as far as it matters for every table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldKind {
    /// Text of any kind.
    Text,
    /// The id of this row or of another.
    Id,
    /// A fiscal year.
    Year,
    /// A column that repeats for each year.
    Years,
}
