//! The cells of one sheet of a workbook as they are shown, and the data that a spreadsheet stores beside them.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};

use super::cell::Cell;
use super::conditions::{self, Rule};
use super::parts::Parts;
use super::xml::{Unsound, attribute, flag, reader};
use crate::package::sheets::address::{self, Range, range};
use crate::package::sheets::{Budget, Full};
use crate::package::{CellAddress, Code, NumberForm};

/// A sheet before its columns are known. Rows and columns count from 0.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub rows: Vec<Vec<String>>,
    /// Cells that hold a number.
    pub forms: BTreeMap<CellAddress, NumberForm>,
    /// Cells that hold a date.
    pub dates: Vec<DateCell>,
    /// Cells with a background colour, and the index of the colour.
    pub fills: BTreeMap<CellAddress, usize>,
    /// Cells with a diagonal line.
    pub crossed: BTreeSet<CellAddress>,
    /// Whether the sheet shows cells with 0 as blank.
    pub hides_zeros: bool,
    /// Cells whose value is doubtful, whatever their column.
    pub doubts: Vec<Doubt>,
    /// The conditional formats that take content away.
    pub rules: Vec<Rule>,
    pub merges: Vec<Range>,
    /// Cells whose text is over the blank cells to the right.
    pub spread: BTreeSet<CellAddress>,
    /// Hidden rows and columns, each as first and last.
    pub hidden_rows: Vec<(usize, usize)>,
    pub hidden_columns: Vec<(usize, usize)>,
}

#[derive(Debug)]
pub(super) struct DateCell {
    pub cell: CellAddress,
    /// As `2026-11-21`, where the cell shows a day.
    pub day: Option<String>,
}

#[derive(Debug)]
pub(super) struct Doubt {
    pub cell: CellAddress,
    pub code: &'static Code,
    pub found: String,
    pub expected: String,
}

/// Why a sheet could not be read.
#[derive(Debug)]
pub(super) enum Failure {
    Unsound,
    Full(Full),
}

impl From<Unsound> for Failure {
    fn from(_: Unsound) -> Failure {
        Failure::Unsound
    }
}

impl From<quick_xml::Error> for Failure {
    fn from(_: quick_xml::Error) -> Failure {
        Failure::Unsound
    }
}

/// The cost of a reported problem, in cells: a problem takes the memory of many cells.
pub(super) const COST: usize = 50;

/// How many coloured cells are examined. If there are more, they are not the bars of a schedule.
const MAX_FILLS: usize = 500_000;

/// Reads the part of a sheet.
pub(super) fn read(bytes: &[u8], parts: &Parts, budget: &mut Budget) -> Result<Raw, Failure> {
    let mut reader = reader(bytes)?;
    let mut sheet = Reading { raw: Raw::default(), parts, budget, columns: BTreeMap::new(), row_style: None };
    let mut next = CellAddress::default();
    let mut complete = false;
    loop {
        match reader.read_event()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "sheetView" => {
                    let shows = attribute(&element, "showZeros");
                    sheet.raw.hides_zeros |= matches!(shows.as_deref(), Some("0" | "false"));
                }
                "col" => sheet.column(&element)?,
                "row" => {
                    next = CellAddress { row: sheet.row(&element, next.row)?, column: 0 };
                }
                "c" => {
                    if let Some(address) = attribute(&element, "r") {
                        next = address::cell(&address).ok_or(Unsound)?;
                    }
                    let cell = Cell::read(&mut reader, &element)?;
                    sheet.cell(cell, next).map_err(Failure::Full)?;
                    next.column += 1;
                }
                "mergeCell" => {
                    let range =
                        attribute(&element, "ref").and_then(|address| range(&address)).ok_or(Unsound)?;
                    sheet.budget.pay(COST, range.corner()).map_err(Failure::Full)?;
                    sheet.raw.merges.push(range);
                }
                "conditionalFormatting" => {
                    let (looks, rules) = (&parts.styles.conditional, &mut sheet.raw.rules);
                    conditions::read(&mut reader, &element, looks, rules, sheet.budget)?;
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "row" => next.row += 1,
                "sheetData" => complete = true,
                _ => {}
            },
            Event::Eof if complete => return Ok(sheet.raw),
            Event::Eof => return Err(Failure::Unsound),
            _ => {}
        }
    }
}

/// Whether a row or a column has the height or the width 0.
fn has_no_size(element: &BytesStart, name: &str) -> bool {
    attribute(element, name).and_then(|size| size.trim().parse::<f64>().ok()) == Some(0.0)
}

/// A sheet while it is read.
struct Reading<'a> {
    raw: Raw,
    parts: &'a Parts,
    budget: &'a mut Budget,
    /// The styles of columns: for a first column, the last column and the style.
    columns: BTreeMap<usize, (usize, usize)>,
    /// The style of the current row.
    row_style: Option<usize>,
}

impl Reading<'_> {
    fn column(&mut self, element: &BytesStart) -> Result<(), Failure> {
        let of = |name| attribute(element, name)?.parse::<usize>().ok()?.checked_sub(1);
        let (Some(first), Some(last)) = (of("min"), of("max")) else { return Ok(()) };
        self.budget.pay(COST, CellAddress { row: 0, column: first }).map_err(Failure::Full)?;
        if flag(element, "hidden") || has_no_size(element, "width") {
            self.raw.hidden_columns.push((first, last));
        }
        if let Some(style) = attribute(element, "style").and_then(|style| style.parse().ok()) {
            self.columns.insert(first, (last, style));
        }
        Ok(())
    }

    /// Begins a row. `next` is its number where the row has none.
    fn row(&mut self, element: &BytesStart, next: usize) -> Result<usize, Failure> {
        let row = match attribute(element, "r") {
            Some(number) => {
                let number = number.trim().parse::<usize>().ok();
                number.and_then(|number| number.checked_sub(1)).ok_or(Unsound)?
            }
            None => next,
        };
        let style = attribute(element, "s").filter(|_| flag(element, "customFormat"));
        self.row_style = style.and_then(|style| style.parse().ok());
        if flag(element, "hidden") || has_no_size(element, "ht") {
            match self.raw.hidden_rows.last_mut() {
                Some((_, last)) if *last + 1 == row => *last = row,
                _ => {
                    self.budget.pay(COST, CellAddress { row, column: 0 }).map_err(Failure::Full)?;
                    self.raw.hidden_rows.push((row, row));
                }
            }
        }
        Ok(row)
    }

    /// Stores a cell. A cell without a style has the style of its row or column.
    fn cell(&mut self, cell: Cell, at: CellAddress) -> Result<(), Full> {
        let of_column = || {
            let (_, (last, style)) = self.columns.range(..=at.column).next_back()?;
            (at.column <= *last).then_some(*style)
        };
        let style = cell.style.or(self.row_style).or_else(of_column).unwrap_or(0);
        if let Some(fill) = self.parts.styles.fill(style).filter(|_| self.raw.fills.len() < MAX_FILLS) {
            self.raw.fills.insert(at, fill);
        }
        if self.parts.styles.is_crossed(style) && self.raw.crossed.len() < MAX_FILLS {
            self.raw.crossed.insert(at);
        }
        if self.parts.styles.spreads(style) && self.raw.spread.len() < MAX_FILLS {
            self.raw.spread.insert(at);
        }
        let before = self.raw.doubts.len() + self.raw.dates.len();
        cell.put(&mut self.raw, at, style, self.parts, self.budget)?;
        if self.raw.doubts.len() + self.raw.dates.len() > before {
            self.budget.pay(COST, at)?;
        }
        Ok(())
    }
}
