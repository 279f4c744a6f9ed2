//! The cells of one sheet of a workbook as they are shown, and what a spreadsheet keeps beside them.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, name::QName};

use super::date::iso_day;
use super::format::{Format, Shown};
use super::parts::Parts;
use super::xml::{Unsound, attribute, flag, reader, text};
use crate::package::problems::catalogue as code;
use crate::package::sheets::{Budget, Full, line_breaks};
use crate::package::{Code, NumberForm};

/// A sheet before its columns are known. Rows and columns count from 0.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub rows: Vec<Vec<String>>,
    /// Cells that hold a number.
    pub forms: BTreeMap<(usize, usize), NumberForm>,
    /// Cells that hold a date.
    pub dates: Vec<DateCell>,
    /// Cells whose value is in doubt, whatever column they stand in.
    pub doubts: Vec<Doubt>,
    pub merges: Vec<Range>,
    /// Hidden rows and columns, first and last.
    pub hidden_rows: Vec<(usize, usize)>,
    pub hidden_columns: Vec<(usize, usize)>,
}

#[derive(Debug)]
pub(super) struct DateCell {
    pub row: usize,
    pub column: usize,
    /// As `2026-11-21`, where the cell shows a day.
    pub day: Option<String>,
}

#[derive(Debug)]
pub(super) struct Doubt {
    pub row: usize,
    pub column: usize,
    pub code: &'static Code,
    pub found: String,
    pub expected: String,
}

/// A block of cells, its corners included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    pub rows: (usize, usize),
    pub columns: (usize, usize),
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

/// What something that is reported costs, in cells: a problem takes the memory of many.
const COST: usize = 50;

/// Reads the part of a sheet.
pub(super) fn read(bytes: &[u8], parts: &Parts, budget: &mut Budget) -> Result<Raw, Failure> {
    let mut reader = reader(bytes)?;
    let mut raw = Raw::default();
    let (mut row, mut column) = (0, 0);
    let mut complete = false;
    loop {
        match reader.read_event()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "col" if flag(&element, "hidden") => {
                    let of = |name| attribute(&element, name)?.parse::<usize>().ok()?.checked_sub(1);
                    if let (Some(first), Some(last)) = (of("min"), of("max")) {
                        budget.pay(COST, 0, first).map_err(Failure::Full)?;
                        raw.hidden_columns.push((first, last));
                    }
                }
                "row" => {
                    row = match attribute(&element, "r") {
                        Some(number) => number
                            .trim()
                            .parse::<usize>()
                            .ok()
                            .and_then(|n| n.checked_sub(1))
                            .ok_or(Unsound)?,
                        None => row,
                    };
                    column = 0;
                    if flag(&element, "hidden") {
                        match raw.hidden_rows.last_mut() {
                            Some((_, last)) if *last + 1 == row => *last = row,
                            _ => {
                                budget.pay(COST, row, 0).map_err(Failure::Full)?;
                                raw.hidden_rows.push((row, row));
                            }
                        }
                    }
                }
                "c" => {
                    if let Some(address) = attribute(&element, "r") {
                        (row, column) = place(&address).ok_or(Unsound)?;
                    }
                    let cell = Cell::read(&mut reader, &element)?;
                    let before = raw.doubts.len() + raw.dates.len();
                    cell.put(&mut raw, row, column, parts, budget).map_err(Failure::Full)?;
                    if raw.doubts.len() + raw.dates.len() > before {
                        budget.pay(COST, row, column).map_err(Failure::Full)?;
                    }
                    column += 1;
                }
                "mergeCell" => {
                    let range =
                        attribute(&element, "ref").and_then(|address| range(&address)).ok_or(Unsound)?;
                    budget.pay(COST, range.rows.0, range.columns.0).map_err(Failure::Full)?;
                    raw.merges.push(range);
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "row" => row += 1,
                "sheetData" => complete = true,
                _ => {}
            },
            Event::Eof if complete => return Ok(raw),
            Event::Eof => return Err(Failure::Unsound),
            _ => {}
        }
    }
}

/// A cell as the file writes it.
struct Cell {
    kind: String,
    style: usize,
    value: Option<String>,
    has_formula: bool,
}

impl Cell {
    fn read(reader: &mut Reader<&[u8]>, element: &BytesStart) -> Result<Cell, Unsound> {
        let style = attribute(element, "s").and_then(|style| style.parse().ok()).unwrap_or(0);
        let kind = attribute(element, "t").unwrap_or_default();
        let mut cell = Cell { kind, style, value: None, has_formula: false };
        let end = element.name().as_ref().to_owned();
        loop {
            match reader.read_event()? {
                Event::Start(inner) => match inner.local_name().as_ref() {
                    "v" | "is" => cell.value = Some(text(reader, &inner)?),
                    name => {
                        cell.has_formula |= name == "f";
                        reader.read_to_end(inner.name())?;
                    }
                },
                Event::End(inner) if inner.name() == QName(&end) => return Ok(cell),
                Event::Eof => return Err(Unsound),
                _ => {}
            }
        }
    }

    fn put(
        self,
        raw: &mut Raw,
        row: usize,
        column: usize,
        parts: &Parts,
        budget: &mut Budget,
    ) -> Result<(), Full> {
        let value = self.value.unwrap_or_default();
        let mut doubt = |code: &'static Code, found: &str, expected: &str| {
            // What is a line at most in a message need not be kept whole a million times.
            let line = |text: &str| text.chars().take(61).collect();
            let (found, expected) = (line(found), line(expected));
            raw.doubts.push(Doubt { row, column, code, found, expected });
        };
        if value.is_empty() {
            // A formula whose result is the empty text says so; one without any result was never worked out.
            if self.has_formula && self.kind != "str" {
                doubt(&code::FORMULA_WITHOUT_VALUE, "", "");
            }
            return Ok(());
        }
        let mut date = None;
        let shown = match self.kind.as_str() {
            "s" => match value.trim().parse::<usize>().ok().and_then(|place| parts.strings.get(place)) {
                Some(text) => text.clone(),
                None => {
                    doubt(&code::DAMAGED_CELL, &value, "");
                    return Ok(());
                }
            },
            "b" => if matches!(value.trim(), "1" | "true") { "TRUE" } else { "FALSE" }.to_owned(),
            "d" => {
                date = Some(iso_day(&value).map(str::to_owned));
                iso_day(&value).map(str::to_owned).unwrap_or(value)
            }
            "" | "n" => {
                let general = Format::new("General");
                let format = parts.formats.of(self.style).unwrap_or(&general);
                raw.forms.insert((row, column), format.form());
                match value.trim().parse::<f64>().map(|number| format.show(number, parts.is_1904)) {
                    Ok(Shown::Text(text)) => text,
                    Ok(Shown::Date { shown, iso, has_day }) => {
                        date = Some(iso.filter(|_| has_day));
                        shown
                    }
                    Ok(Shown::Plain(text)) => {
                        doubt(&code::UNKNOWN_FORMAT, &text, &format.code);
                        text
                    }
                    Err(_) => value,
                }
            }
            _ => value,
        };
        if shown.is_empty() {
            return Ok(());
        }
        budget.put(&mut raw.rows, row, column, line_breaks(&shown))?;
        if let Some(day) = date {
            raw.dates.push(DateCell { row, column, day });
        }
        Ok(())
    }
}

/// `D12` → row and column from 0.
fn place(address: &str) -> Option<(usize, usize)> {
    let letters = address.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = address.split_at(letters);
    if letters.is_empty()
        || letters.len() > 3
        || digits.len() > 7
        || !digits.bytes().all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let column = letters.bytes().fold(0, |sum, b| sum * 26 + usize::from(b.to_ascii_uppercase() - b'A' + 1));
    Some((digits.parse::<usize>().ok()?.checked_sub(1)?, column - 1))
}

/// `A1:B2`, its corners in either order.
fn range(address: &str) -> Option<Range> {
    let (from, to) = address.split_once(':').unwrap_or((address, address));
    let ((top, left), (bottom, right)) = (place(from)?, place(to)?);
    Some(Range { rows: (top.min(bottom), top.max(bottom)), columns: (left.min(right), left.max(right)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_bounded() {
        assert_eq!(place("A1"), Some((0, 0)));
        assert_eq!(place("XFD1048576"), Some((1_048_575, 16_383)));
        for wrong in ["", "A", "1", "A0", "A1B", "AAAA1", "A12345678", "$A$1", "あ1"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
        let range = range("C9:A2").unwrap();
        assert_eq!((range.rows, range.columns), ((1, 8), (0, 2)));
    }
}
