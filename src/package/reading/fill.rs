//! Reads a cell into the field of the plan that its column describes.

use std::collections::BTreeMap;

use crate::format::{Column, Field, tags};
use crate::package::reading::Reader;
use crate::package::reading::departments::parts;
use crate::package::reading::row::Row;
use crate::plan::{FiscalYear, YearCell};

impl<R> Row<'_, R> {
    /// Reads every column of the row. Ids are taken unchecked, because each table checks its own.
    pub fn read(&self, reader: &mut Reader) -> R
    where
        R: Default,
    {
        let mut into = R::default();
        for column in self.table.format.columns {
            self.fill(column, &column.field, &mut into, reader);
        }
        into
    }

    /// Reads the cell of a column into a field of this row, or, in the sheet 計画, of the plan's description.
    pub fn fill<S>(&self, column: &Column<R>, field: &Field<S>, into: &mut S, reader: &mut Reader) {
        let problems = &mut reader.problems;
        match field {
            Field::Text(of) => *(of.get_mut)(into) = self.text(column),
            Field::Word(of) | Field::Id(of) | Field::Link(of) => *(of.get_mut)(into) = self.word(column),
            Field::Reference(of) => *(of.get_mut)(into) = self.reference(column),
            // The reader of the table finds the item.
            Field::Owner => {}
            Field::Names(of) => *(of.get_mut)(into) = parts(&self.text(column)),
            Field::Tags(of) => *(of.get_mut)(into) = tags::read(&self.text(column)),
            Field::Levels(of) => *(of.get_mut)(into) = levels(&self.text(column)),
            Field::Departments(of) => *(of.get_mut)(into) = reader.departments_of(self, column),
            Field::Year(of) => *(of.get_mut)(into) = self.year(column, problems).unwrap_or_default(),
            Field::MaybeYear(of) => *(of.get_mut)(into) = self.year(column, problems),
            Field::Choice(of) => self.choice(column, (of.get_mut)(into), problems),
            Field::Reading(of) => self.choice(column, (of.get_mut)(into), problems),
            Field::Cells(of) => {
                let by_year: BTreeMap<FiscalYear, &str> =
                    self.years(column).map(|(year, cell, _)| (year, cell)).collect();
                let cell = |year| by_year.get(&year).map_or("", |cell| cell).to_owned();
                *(of.get_mut)(into) = reader.plan_years().map(cell).collect();
            }
            Field::YearCells(of) => {
                let cell = |(year, cell, _): (_, &str, _)| YearCell { year, printed: cell.to_owned() };
                *(of.get_mut)(into) = self.years(column).map(cell).collect();
            }
        }
    }

    /// Whether all texts of the row are blank.
    pub fn has_no_text(&self) -> bool {
        let mut texts = self.table.format.columns.iter().filter(|of| matches!(of.field, Field::Text(_)));
        texts.all(|column| self.text(column).is_empty())
    }
}

/// The names of the levels. A blank cell has none. A name is empty where the document leaves a level unnamed.
fn levels(names: &str) -> Vec<String> {
    if names.is_empty() {
        return Vec::new();
    }
    names.split(['>', '＞']).map(|name| name.trim().to_owned()).collect()
}
