//! Puts texts into single cells of a workbook, in the XML that the spreadsheet program has written. Everything around
//! these cells, and every other part of the file, stays byte for byte as it was.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::parts;
use super::xml::{Unsound, attribute};
use crate::package::files::archive::{Archive, damaged, with_entries};
use crate::package::merging::problems::FORMULA;
use crate::package::sheets::address;
use crate::package::{CellAddress, Problem};

/// The new texts of the cells of a sheet.
pub(in crate::package) type Edits = BTreeMap<CellAddress, String>;

/// The workbook with the texts in its cells, by the name of the sheet.
pub(in crate::package) fn edited(
    mut archive: Archive,
    bytes: &[u8],
    edits: &BTreeMap<String, Edits>,
) -> Result<Vec<u8>, Box<Problem>> {
    let file = archive.file;
    let parts = parts::read(&mut archive)?;
    let mut replaced = BTreeMap::new();
    for (name, edits) in edits {
        let part = parts.sheets.iter().find(|part| part.name == *name);
        let index = part.and_then(|part| archive.find(part.path.as_deref()?));
        let index = index.ok_or_else(|| damaged(file, name))?;
        let xml = archive.read(index)?;
        let new = sheet(&xml, edits).map_err(|why| match why {
            Refused::Unsound => damaged(file, name),
            Refused::Formula(at) => Box::new(Problem::of_sheet(&FORMULA, name).at(at)),
        })?;
        replaced.insert(index, new);
    }
    with_entries(bytes, &replaced).ok_or_else(|| damaged(file, ""))
}

/// Why a cell cannot be edited.
#[derive(Debug)]
enum Refused {
    Unsound,
    /// The cell has a formula. Other parts of the workbook list the formulas, and a spreadsheet program calls a list with a
    /// formula that is gone damaged.
    Formula(CellAddress),
}

impl From<Unsound> for Refused {
    fn from(_: Unsound) -> Refused {
        Refused::Unsound
    }
}

/// A cell of the sheet as it is written.
struct Written {
    column: usize,
    span: Range<usize>,
    style: Option<String>,
    has_formula: bool,
}

/// A row of the sheet as it is written.
struct Row {
    row: usize,
    /// Its start tag, with the `/` of a row without cells.
    tag: Range<usize>,
    is_empty: bool,
    cells: Vec<Written>,
    /// Where its end tag begins.
    end: usize,
}

/// The rows of the sheet, and the part around them.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
    /// The prefix of the elements, with its colon.
    prefix: String,
    /// `<sheetData/>`, where the sheet has no rows.
    blank: Option<Range<usize>>,
    /// Where the end tag of the rows begins.
    end: usize,
}

/// The XML of a sheet with the texts in its cells.
fn sheet(xml: &[u8], edits: &Edits) -> Result<Vec<u8>, Refused> {
    let text = std::str::from_utf8(xml).map_err(|_| Unsound)?;
    let rows = Rows::read(text)?;
    // Each replacement with the bytes that it replaces; none overlap.
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    let mut by_row: BTreeMap<usize, Vec<(usize, &str)>> = BTreeMap::new();
    for (at, new) in edits {
        by_row.entry(at.row).or_default().push((at.column, new));
    }
    // Rows that are new at one place are one replacement.
    let mut new_rows: BTreeMap<usize, String> = BTreeMap::new();
    for (row, cells) in by_row {
        match rows.rows.iter().find(|known| known.row == row) {
            Some(known) => rows.edit(text, known, &cells, &mut changes)?,
            None => {
                let at =
                    rows.rows.iter().find(|known| known.row > row).map_or(rows.end, |next| next.tag.start);
                let cells: String =
                    cells.iter().map(|(column, new)| rows.cell(row, *column, None, new)).collect();
                let prefix = &rows.prefix;
                *new_rows.entry(at).or_default() +=
                    &format!("<{prefix}row r=\"{}\">{cells}</{prefix}row>", row + 1);
            }
        }
    }
    for (at, new) in new_rows {
        changes.push(match &rows.blank {
            Some(blank) => {
                let prefix = &rows.prefix;
                (blank.clone(), format!("<{prefix}sheetData>{new}</{prefix}sheetData>"))
            }
            None => (at..at, new),
        });
    }
    changes.sort_by_key(|(span, _)| (span.start, span.end));
    let mut edited = String::with_capacity(text.len() + 1000);
    let mut done = 0;
    for (span, new) in changes {
        edited.push_str(text.get(done..span.start).ok_or(Unsound)?);
        edited.push_str(&new);
        done = span.end;
    }
    edited.push_str(text.get(done..).ok_or(Unsound)?);
    Ok(edited.into_bytes())
}

impl Rows {
    fn read(text: &str) -> Result<Rows, Unsound> {
        let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut reader = Reader::from_str(&text[bom..]);
        let mut found = Rows::default();
        let mut next = CellAddress::default();
        // The cell that is open: its column, its start, its style.
        let mut open: Option<Written> = None;
        loop {
            let start = bom + reader.buffer_position() as usize;
            let event = reader.read_event()?;
            let end = bom + reader.buffer_position() as usize;
            let (element, is_empty) = match &event {
                Event::Start(element) => (element, false),
                Event::Empty(element) => (element, true),
                Event::End(element) => {
                    match element.local_name().as_ref() {
                        "c" => {
                            let mut cell = open.take().ok_or(Unsound)?;
                            cell.span.end = end;
                            found.rows.last_mut().ok_or(Unsound)?.cells.push(cell);
                        }
                        "row" => {
                            found.rows.last_mut().ok_or(Unsound)?.end = start;
                            next.row += 1;
                        }
                        "sheetData" => {
                            found.end = start;
                            return Ok(found);
                        }
                        _ => {}
                    }
                    continue;
                }
                Event::Eof => return Err(Unsound),
                _ => continue,
            };
            match element.local_name().as_ref() {
                "sheetData" => {
                    let name = element.name().as_ref().to_owned();
                    found.prefix = name.strip_suffix("sheetData").unwrap_or_default().to_owned();
                    if is_empty {
                        (found.blank, found.end) = (Some(start..end), start);
                        return Ok(found);
                    }
                }
                "row" => {
                    next = CellAddress { row: row_number(element, next.row)?, column: 0 };
                    let row = Row { row: next.row, tag: start..end, is_empty, cells: Vec::new(), end };
                    found.rows.push(row);
                    next.row += usize::from(is_empty);
                }
                "c" => {
                    if let Some(address) = attribute(element, "r") {
                        next = address::cell(&address).ok_or(Unsound)?;
                    }
                    let cell = Written {
                        column: next.column,
                        span: start..end,
                        style: attribute(element, "s"),
                        has_formula: false,
                    };
                    next.column += 1;
                    match is_empty {
                        true => found.rows.last_mut().ok_or(Unsound)?.cells.push(cell),
                        false => open = Some(cell),
                    }
                }
                "f" => {
                    if let Some(cell) = &mut open {
                        cell.has_formula = true;
                    }
                }
                _ => {}
            }
        }
    }

    /// Edits the cells of a row that is there.
    fn edit(
        &self,
        text: &str,
        row: &Row,
        cells: &[(usize, &str)],
        changes: &mut Vec<(Range<usize>, String)>,
    ) -> Result<(), Refused> {
        let mut added: BTreeMap<usize, String> = BTreeMap::new();
        for (column, new) in cells {
            match row.cells.iter().find(|cell| cell.column == *column) {
                Some(cell) if cell.has_formula => {
                    return Err(Refused::Formula(CellAddress { row: row.row, column: *column }));
                }
                Some(cell) => {
                    changes.push((cell.span.clone(), self.cell(row.row, *column, Some(cell), new)));
                }
                None => {
                    let behind = row.cells.iter().find(|cell| cell.column > *column);
                    let at = behind.map_or(row.end, |cell| cell.span.start);
                    *added.entry(at).or_default() += &self.cell(row.row, *column, None, new);
                }
            }
        }
        for (at, new) in added {
            changes.push(if row.is_empty {
                let tag = text[row.tag.clone()].trim_end_matches("/>");
                (row.tag.clone(), format!("{tag}>{new}</{}row>", self.prefix))
            } else {
                (at..at, new)
            });
        }
        Ok(())
    }

    /// The XML of a cell. A cell that is new looks like the one above it, or else like the one before it.
    fn cell(&self, row: usize, column: usize, known: Option<&Written>, text: &str) -> String {
        let above = || {
            let rows = self.rows.iter().rev().filter(|other| other.row < row && other.row > 0);
            rows.flat_map(|other| &other.cells).find(|cell| cell.column == column)
        };
        let before = || {
            let own = self.rows.iter().find(|other| other.row == row)?;
            own.cells.iter().rev().find(|cell| cell.column < column)
        };
        let like = known.or_else(above).or_else(before);
        let style = like.and_then(|cell| cell.style.as_deref());
        let style = style.map_or(String::new(), |style| format!(" s=\"{}\"", escaped(style)));
        let (prefix, at) = (&self.prefix, CellAddress { row, column });
        let text = escaped(text);
        format!(
            "<{prefix}c r=\"{at}\"{style} t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{text}</{prefix}t></{prefix}is></{prefix}c>"
        )
    }
}

fn row_number(element: &BytesStart, next: usize) -> Result<usize, Unsound> {
    match attribute(element, "r") {
        Some(number) => {
            number.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1)).ok_or(Unsound)
        }
        None => Ok(next),
    }
}

/// A text as the XML of a workbook has it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            // XML has no such characters, and the text `_x000D_` itself must not be taken for one.
            c if c.is_control() => out.push_str(&format!("_x{:04X}_", c as u32)),
            '_' if is_escape(&text[at..]) => out.push_str("_x005F_"),
            c => out.push(c),
        }
    }
    out
}

fn is_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7
        && bytes.starts_with(b"_x")
        && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
        && bytes[6] == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(xml: &str, edits: &[(&str, &str)], expect: &str) {
        let edits = edits.iter().map(|(at, text)| (address::cell(at).unwrap(), (*text).to_owned())).collect();
        assert_eq!(String::from_utf8(sheet(xml.as_bytes(), &edits).unwrap()).unwrap(), expect);
    }

    fn text(at: &str, more: &str, text: &str) -> String {
        format!("<c r=\"{at}\"{more} t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
    }

    #[test]
    fn only_the_cells_change() {
        let [head, tail] = [
            "\u{feff}<?xml version=\"1.0\"?>\n<worksheet a='1'><cols/><sheetData>",
            "</sheetData ><x/></worksheet>",
        ];
        let first =
            "<row r=\"1\" spans='1:3'><c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c><c r=\"C1\" s=\"1\"/></row>";
        let second = "<row r=\"2\"><c r=\"A2\" s=\"7\"><v>2</v></c></row>";
        let sheet = format!("{head}{first}\n{second}{tail}");
        check(
            &sheet,
            &[("A2", "a<\"b\"&\nc")],
            &format!(
                "{head}{first}\n<row r=\"2\">{}</row>{tail}",
                text("A2", " s=\"7\"", "a&lt;&quot;b&quot;&amp;\nc")
            ),
        );
        // Between, behind and below the cells that are there.
        check(
            &sheet,
            &[("B1", "x"), ("B2", "y"), ("C2", "z"), ("A4", "w")],
            &format!(
                "{head}<row r=\"1\" spans='1:3'><c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c>{}<c r=\"C1\" s=\"1\"/></row>\n\
             <row r=\"2\"><c r=\"A2\" s=\"7\"><v>2</v></c>{}{}</row><row r=\"4\">{}</row>{tail}",
                text("B1", " s=\"1\"", "x"),
                text("B2", " s=\"7\"", "y"),
                text("C2", " s=\"7\"", "z"),
                text("A4", " s=\"7\"", "w")
            ),
        );
        // Above the rows that are there.
        check(
            "<a><sheetData><row r=\"3\"/></sheetData></a>",
            &[("A1", "x"), ("A2", "y"), ("B3", "z")],
            &format!(
                "<a><sheetData><row r=\"1\">{}</row><row r=\"2\">{}</row><row r=\"3\">{}</row></sheetData></a>",
                text("A1", "", "x"),
                text("A2", "", "y"),
                text("B3", "", "z")
            ),
        );
        check(
            "<a><sheetData/></a>",
            &[("A1", "x")],
            &format!("<a><sheetData><row r=\"1\">{}</row></sheetData></a>", text("A1", "", "x")),
        );
    }

    #[test]
    fn prefixes_and_rows_without_numbers_are_followed() {
        check(
            "<x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c/></x:row></x:sheetData>",
            &[("B1", "_x000D_\u{1}")],
            "<x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c r=\"B1\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">_x005F_x000D__x0001_</x:t></x:is></x:c></x:row></x:sheetData>",
        );
        assert!(sheet(b"<sheetData><row>", &Edits::default()).is_err());
        let formula = b"<sheetData><row><c><f>1+1</f><v>2</v></c></row></sheetData>";
        let edits = [(CellAddress::default(), "x".to_owned())].into_iter().collect();
        assert!(matches!(sheet(formula, &edits), Err(Refused::Formula(_))));
    }
}
