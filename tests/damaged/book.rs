//! Workbooks made of raw XML, as Excel writes them on a bad day. No library that writes workbooks would produce them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A workbook under construction.
pub struct Book {
    pub sheets: Vec<Page>,
    /// The shared strings, as the XML inside each `<si>`.
    pub shared: Vec<String>,
}

/// A sheet: cells as XML without their address, and the XML around them.
pub struct Page {
    pub name: String,
    pub rows: Vec<Vec<String>>,
    /// `state="hidden"`
    pub state: &'static str,
    /// The XML before the rows: `<sheetViews>`, `<cols>`.
    pub columns: &'static str,
    /// Attributes of rows, from 1.
    pub row_attributes: Vec<(usize, &'static str)>,
    /// `A2:A3`
    pub merged: Vec<String>,
    /// The XML after the last row.
    pub tail: String,
}

/// Formats by their index in the style sheet.
pub const PERCENT: u8 = 2;
pub const DATE: u8 = 3;
pub const THOUSANDS: u8 = 4;
pub const UNKNOWN: u8 = 5;
pub const MONTH_DAY: u8 = 6;
pub const STRUCK: u8 = 7;
pub const RAISED: u8 = 8;
pub const WHITE: u8 = 9;
pub const COLOURED: u8 = 10;
pub const ZERO_HIDDEN: u8 = 11;
pub const WIDE_DATE: u8 = 12;
pub const CROSSED: u8 = 13;
/// `#,###;[Red]#,###`: no sign before a negative number, nothing for a zero.
pub const RED_MINUS: u8 = 14;

const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="5"><numFmt numFmtId="168" formatCode=" #,###;[Red]#,###"/><numFmt numFmtId="167" formatCode="[DBNum3][$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="166" formatCode="0;-0;;@"/><numFmt numFmtId="164" formatCode="yyyy/m/d"/><numFmt numFmtId="165" formatCode="[&gt;100]&quot;多&quot;0;[&lt;5]&quot;少&quot;0;??/??"/></numFmts><fonts count="4"><font/><font><strike/></font><font><vertAlign val="superscript"/></font><font><color rgb="FFFFFFFF"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFC000"/></patternFill></fill></fills><borders count="2"><border/><border diagonalUp="1"><diagonal style="thin"/></border></borders><cellXfs count="15"><xf numFmtId="0"/><xf numFmtId="49"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="3"/><xf numFmtId="165"/><xf numFmtId="56"/><xf fontId="1"/><xf fontId="2"/><xf fontId="3"/><xf fillId="1"/><xf numFmtId="166"/><xf numFmtId="167"/><xf borderId="1"/><xf numFmtId="168"/></cellXfs><dxfs count="2"><dxf><font><color theme="0"/></font></dxf><dxf><font><strike/></font></dxf></dxfs></styleSheet>"#;

pub fn text(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
}

pub fn number(value: &str, format: u8) -> String {
    format!("<c s=\"{format}\"><v>{value}</v></c>")
}

/// A text in a style.
pub fn styled(said: &str, style: u8) -> String {
    text(said).replacen("<c", &format!("<c s=\"{style}\""), 1)
}

/// A text in runs, each with the XML of its properties.
pub fn runs(parts: &[(&str, &str)]) -> String {
    let run =
        |(said, look): &(&str, &str)| format!("<r><rPr>{look}</rPr><t xml:space=\"preserve\">{said}</t></r>");
    format!("<c t=\"inlineStr\"><is>{}</is></c>", parts.iter().map(run).collect::<String>())
}

/// Adds parts to a sheet, by the number of the sheet, the kind and the XML of each part.
pub fn put_beside(all: &mut Vec<(String, Vec<u8>)>, sheet: usize, parts: &[(&str, &str)]) {
    let mut links = String::new();
    for (at, (kind, xml)) in parts.iter().enumerate() {
        links.push_str(&format!(
            "<Relationship Id=\"rId{at}\" Type=\"x/{kind}\" Target=\"../beside{at}.xml\"/>"
        ));
        all.push((format!("xl/beside{at}.xml"), xml.as_bytes().to_vec()));
    }
    let links = format!("<Relationships>{links}</Relationships>").into_bytes();
    all.push((format!("xl/worksheets/_rels/sheet{sheet}.xml.rels"), links));
}

/// A shape anchored from one cell to the edge of another, by column and row from 0.
pub fn shape(from: (usize, usize), to: (usize, usize), kind: &str) -> String {
    let corner = |name: &str, (column, row): (usize, usize)| {
        format!(
            "<x:{name}><x:col>{column}</x:col><x:colOff>0</x:colOff><x:row>{row}</x:row><x:rowOff>0</x:rowOff></x:{name}>"
        )
    };
    let (from, to) = (corner("from", from), corner("to", to));
    format!("<x:wsDr><x:twoCellAnchor>{from}{to}{kind}</x:twoCellAnchor></x:wsDr>")
}

impl Book {
    /// A workbook of tables written as CSV without quotes.
    pub fn of(tables: &[(&str, &str)]) -> Book {
        let row = |line: &str| {
            line.split(',').map(|cell| if cell.is_empty() { String::new() } else { text(cell) }).collect()
        };
        let page = |(name, table): &(&str, &str)| Page {
            name: (*name).to_owned(),
            rows: table.lines().map(row).collect(),
            state: "",
            columns: "",
            row_attributes: Vec::new(),
            merged: Vec::new(),
            tail: String::new(),
        };
        Book { sheets: tables.iter().map(page).collect(), shared: Vec::new() }
    }

    pub fn sheet(&mut self, name: &str) -> &mut Page {
        self.sheets.iter_mut().find(|sheet| sheet.name == name).unwrap()
    }

    /// Replaces the cell at an address, `B2`.
    pub fn set(&mut self, sheet: &str, address: &str, cell: String) {
        let column = usize::from(address.as_bytes()[0] - b'A');
        let row: usize = address[1..].parse().unwrap();
        let rows = &mut self.sheet(sheet).rows;
        rows.resize(rows.len().max(row), Vec::new());
        let cells = &mut rows[row - 1];
        cells.resize(cells.len().max(column + 1), String::new());
        cells[column] = cell;
    }

    /// The parts of the workbook by name.
    pub fn parts(&self) -> Vec<(String, Vec<u8>)> {
        const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
        let numbered = || self.sheets.iter().enumerate().map(|(at, sheet)| (at + 1, sheet));
        let list: String = numbered()
            .map(|(at, sheet)| {
                format!("<sheet name=\"{}\" sheetId=\"{at}\" r:id=\"rId{at}\" {}/>", sheet.name, sheet.state)
            })
            .collect();
        let links: String = numbered()
            .map(|(at, _)| format!("<Relationship Id=\"rId{at}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"))
            .collect();
        let shared: String = self.shared.iter().map(|string| format!("<si>{string}</si>")).collect();
        let mut parts = vec![
            (
                "[Content_Types].xml".to_owned(),
                format!(
                    "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
                ),
            ),
            (
                "_rels/.rels".to_owned(),
                format!(
                    "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                ),
            ),
            (
                "xl/workbook.xml".to_owned(),
                format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{list}</sheets></workbook>"),
            ),
            (
                "xl/_rels/workbook.xml.rels".to_owned(),
                format!(
                    "<Relationships xmlns=\"{PACKAGE}/relationships\">{links}<Relationship Id=\"s\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/><Relationship Id=\"t\" Type=\"{OFFICE}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
                ),
            ),
            ("xl/styles.xml".to_owned(), STYLES.to_owned()),
            ("xl/sharedStrings.xml".to_owned(), format!("<sst xmlns=\"{MAIN}\">{shared}</sst>")),
        ];
        parts.extend(numbered().map(|(at, sheet)| {
            (
                format!("xl/worksheets/sheet{at}.xml"),
                format!("<worksheet xmlns=\"{MAIN}\">{}</worksheet>", sheet.xml()),
            )
        }));
        parts.into_iter().map(|(name, xml)| (name, xml.into_bytes())).collect()
    }

    pub fn bytes(&self) -> Vec<u8> {
        zipped(&self.parts())
    }
}

impl Page {
    fn xml(&self) -> String {
        let mut xml = format!("{}<sheetData>", self.columns);
        for (at, cells) in self.rows.iter().enumerate() {
            let attributes = self
                .row_attributes
                .iter()
                .find(|(row, _)| *row == at + 1)
                .map_or("", |(_, attributes)| attributes);
            xml.push_str(&format!("<row r=\"{}\" {attributes}>", at + 1));
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let address = format!("<c r=\"{}\"", machi_plan::package::CellAddress { row: at, column });
                xml.push_str(&cell.replacen("<c", &address, 1));
            }
            xml.push_str("</row>");
        }
        xml.push_str(&self.tail);
        xml.push_str("</sheetData>");
        if !self.merged.is_empty() {
            let cells: String =
                self.merged.iter().map(|range| format!("<mergeCell ref=\"{range}\"/>")).collect();
            xml.push_str(&format!("<mergeCells>{cells}</mergeCells>"));
        }
        xml
    }
}

/// A zip of these files.
pub fn zipped<Name: AsRef<str>>(files: &[(Name, Vec<u8>)]) -> Vec<u8> {
    packed(files, CompressionMethod::Deflated)
}

/// The same without compression, which is faster when a test makes thousands of them.
#[allow(dead_code, reason = "for the fuzz targets")]
pub fn stored<Name: AsRef<str>>(files: &[(Name, Vec<u8>)]) -> Vec<u8> {
    packed(files, CompressionMethod::Stored)
}

fn packed<Name: AsRef<str>>(files: &[(Name, Vec<u8>)], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in files {
        zip.start_file(name.as_ref(), options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
