//! Packages of one file, made by the tests: workbooks as a program writes them, workbooks of raw XML, zips.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{Workbook, Worksheet};

/// A small sound package: sheets by name. In their rows `|` separates the cells, and `/` is a line break inside a
/// cell.
pub const SOUND: &[(&str, &str)] = &[
    ("計画", "項目|値\n計画ID|machi\n計画名|試しの計画\n開始年度|R5\n終了年度|R7\n更新日|2026-11-21"),
    ("体系", "体系ID|上位ID|記号|名称\n1||1|上\n1-1|1|(1)|下"),
    ("取組", "取組ID|体系ID|記号|名称|担当部署\n1|1-1|①|ひとつめ|財政局\n2|1-1|②|ふたつめ|総務局"),
    (
        "年次計画",
        "取組ID|記号|取組内容|R5|R6|R7\n1|①|する|検討|→|実施\n1|②|また|・案/・試行||\n2|①|別に|検討||",
    ),
    ("指標", "取組ID|指標ID|指標名|単位|目標R5|目標R6|目標R7\n1|1.1|割合|%|－|85%|90.0%未満"),
    ("部署", "名称|よみ\n財政局|ざいせいきょく\n総務局|そうむきょく"),
];

/// The rows of a sheet of [`SOUND`], or of a text of the same form.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|line| line.split('|').map(|cell| cell.replace('/', "\n")).collect()).collect()
}

/// The sound package as a workbook, after a change.
pub fn written(change: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, text) in SOUND {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        write(sheet, 0, text);
    }
    change(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

/// Writes rows of cells as text, beginning at a row.
pub fn write(sheet: &mut Worksheet, from: u32, text: &str) {
    for (row, cells) in rows(text).iter().enumerate() {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(from + row as u32, column as u16, cell).unwrap();
        }
    }
}

/// A zip of files by name and bytes. Names may be any bytes, as Windows writes them.
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The sound package as CSV files in a folder of a zip.
pub fn sound_files() -> Vec<(String, Vec<u8>)> {
    let file = |(name, text): &(&str, &str)| {
        let row = |cells: Vec<String>| {
            cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",") + "\r\n"
        };
        (format!("計画/{name}.csv"), rows(text).into_iter().map(row).collect::<String>().into_bytes())
    };
    SOUND.iter().map(file).collect()
}

/// The content of a workbook of raw XML, beside the sound sheets.
#[derive(Default)]
pub struct ByHand<'a> {
    /// Sheets that replace or follow those of [`SOUND`]: the name, and the content of `<worksheet>`.
    pub sheets: &'a [(&'a str, String)],
    /// The shared strings, each as the content of `<si>`.
    pub strings: &'a [&'a str],
    /// The number formats of the cell styles from 1 on.
    pub formats: &'a [&'a str],
}

impl ByHand<'_> {
    /// The bytes of the workbook.
    pub fn bytes(&self) -> Vec<u8> {
        let sound = SOUND.iter().filter(|(name, _)| self.sheets.iter().all(|(other, _)| other != name));
        let sound = sound.map(|(name, text)| (*name, sheet(&rows(text))));
        let sheets: Vec<(&str, String)> =
            sound.chain(self.sheets.iter().map(|(name, xml)| (*name, xml.clone()))).collect();
        let list: String = (1..=sheets.len())
            .map(|n| format!("<sheet name=\"{}\" sheetId=\"{n}\" r:id=\"s{n}\"/>", sheets[n - 1].0))
            .collect();
        let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let relationships: String = (1..=sheets.len())
            .map(|n| {
                format!("<Relationship Id=\"s{n}\" Type=\"{kinds}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>")
            })
            .collect();
        let strings: String = self.strings.iter().map(|inside| format!("<si>{inside}</si>")).collect();
        let own = |(at, code): (usize, &&str)| {
            let code = code.replace('"', "&quot;");
            format!("<numFmt numFmtId=\"{}\" formatCode=\"{code}\"/>", 200 + at)
        };
        let formats: String = self.formats.iter().enumerate().map(own).collect();
        let styles: String =
            (0..self.formats.len()).map(|at| format!("<xf numFmtId=\"{}\"/>", 200 + at)).collect();
        let mut files = vec![
            (
                "_rels/.rels".to_owned(),
                format!(
                    "<Relationships><Relationship Id=\"a\" Type=\"{kinds}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                ),
            ),
            ("xl/workbook.xml".to_owned(), format!("<workbook><sheets>{list}</sheets></workbook>")),
            (
                "xl/_rels/workbook.xml.rels".to_owned(),
                format!("<Relationships>{relationships}</Relationships>"),
            ),
            (
                "xl/sharedStrings.xml".to_owned(),
                format!("<sst uniqueCount=\"99999999999999\">{strings}</sst>"),
            ),
            (
                "xl/styles.xml".to_owned(),
                format!(
                    "<styleSheet><numFmts>{formats}</numFmts><cellXfs><xf numFmtId=\"0\"/>{styles}</cellXfs></styleSheet>"
                ),
            ),
        ];
        for (at, (_, xml)) in sheets.iter().enumerate() {
            files.push((
                format!("xl/worksheets/sheet{}.xml", at + 1),
                format!("<worksheet>{xml}</worksheet>"),
            ));
        }
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
        zipped(&files)
    }
}

/// A sheet of text cells, without addresses.
pub fn sheet(rows: &[Vec<String>]) -> String {
    let cell = |text: &String| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |cells: &Vec<String>| format!("<row>{}</row>", cells.iter().map(cell).collect::<String>());
    format!("<sheetData>{}</sheetData>", rows.iter().map(row).collect::<String>())
}

/// The sheet 取組 of [`SOUND`] with a last row whose name is the given cell.
pub fn items_with(cell: &str) -> String {
    let row = format!(
        "<row r=\"4\"><c r=\"A4\"><v>3</v></c><c r=\"B4\" t=\"inlineStr\"><is><t>1-1</t></is></c>{cell}</row></sheetData>"
    );
    sheet(&rows(SOUND[2].1)).replace("</sheetData>", &row)
}
