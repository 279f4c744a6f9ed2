//! The field of a row that a column reads and writes, and how its cell is meant.

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

/// The field of a column, by what its cells hold.
pub(crate) enum Field<R: 'static> {
    /// Text as printed. Corrections change it, unless the column says otherwise.
    Text(Of<R, String>),
    /// A name by which other cells refer to the row, or a word of the format: without white space around it.
    Word(Of<R, String>),
    /// The permanent id of the row.
    Id(Of<R, String>),
    /// The id of another row, which every row has.
    Link(Of<R, String>),
    /// The id of another row, or nothing.
    Reference(Of<R, Option<String>>),
    /// The id of the item that the row belongs to; in a plan the row is inside that item.
    Owner,
    /// Names parted by 、.
    Names(Of<R, Vec<String>>),
    /// Names parted by `>`, from the top; a name may be empty.
    Levels(Of<R, Vec<String>>),
    /// Departments parted by 、, those that lead marked (主).
    Departments(Of<R, Vec<Assignment>>),
    /// A fiscal year, which every row has.
    Year(Of<R, FiscalYear>),
    /// A fiscal year, or nothing.
    MaybeYear(Of<R, Option<FiscalYear>>),
    /// One of a few words of the format.
    Choice(Of<R, dyn Choice>),
    /// Whether the row was placed by rule: printed or inferred.
    Reading(Of<R, bool>),
    /// A column a year of the plan, a cell each; the head is the year alone or behind a word.
    Cells(Of<R, Vec<String>>),
    /// A column a year, a cell where one is printed.
    YearCells(Of<R, Vec<YearCell>>),
}

impl<R> Clone for Field<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Field<R> {}

impl<R> Field<R> {
    /// The same without the row's type.
    pub const fn kind(&self) -> FieldKind {
        match self {
            Field::Id(_) | Field::Link(_) | Field::Reference(_) | Field::Owner => FieldKind::Id,
            Field::Cells(_) | Field::YearCells(_) => FieldKind::Years,
            Field::Year(_) | Field::MaybeYear(_) => FieldKind::Year,
            _ => FieldKind::Text,
        }
    }
}

/// What a cell is, as far as it matters whatever the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldKind {
    /// Text of any kind.
    Text,
    /// The id of this row or of another.
    Id,
    /// A fiscal year.
    Year,
    /// Not one column: a column a year.
    Years,
}
