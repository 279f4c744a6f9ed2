//! Writes sheets as one Excel workbook in which every cell is text.
//!
//! A cell of the package is the printed text: 「1-1」 is not a date, 「007」 is not a number and `=HYPERLINK(…)` is not a
//! formula. So every cell has the format `@`, and so has every column, for the rows that are still to come.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula,
    IgnoreError, Note, Workbook, Worksheet, XlsxError,
};

use crate::format::GUIDE_SHEET;
use crate::locale::JA;
use crate::package::problems::catalogue as code;
use crate::package::{CellAddress, Problem, Sheet};

/// How many UTF-16 units Excel accepts in a cell.
const MAX_CELL: usize = 32_767;
/// How many UTF-16 units Excel accepts in the name of a sheet.
const MAX_NAME: usize = 31;
/// How many rows a sheet has at most.
const MAX_ROWS: usize = 1_048_576;
/// How many columns a sheet has at most.
const MAX_COLUMNS: usize = 16_384;

/// The number format `@` by its index among Excel's built-in formats. Written as a format of the file, it would be a
/// custom one.
const TEXT: u8 = 49;

/// The colours of a head and of a cell to fill in.
const HEAD_FILL: Color = Color::RGB(0xE8_F1_FE);
const OPEN_FILL: Color = Color::RGB(0xFF_F2_B3);
const LINE: Color = Color::RGB(0xB3_B3_B3);

/// A sheet of a workbook, with marks and notes beside its cells.
#[derive(Clone, Debug, Default)]
pub(in crate::package) struct Page {
    pub sheet: Sheet,
    /// Cells to fill in.
    pub open: BTreeSet<CellAddress>,
    /// The notes of cells, shown when the pointer is on them.
    pub notes: BTreeMap<CellAddress, String>,
    /// The cells that take one of a few words, each with the range of these words.
    pub choices: BTreeMap<CellAddress, String>,
    /// Whether rows without a cell to fill in get the height of their text. A row of fixed height does not grow while somebody
    /// writes, so it is for rows that are only read.
    pub is_read: bool,
}

impl Page {
    pub fn plain(sheet: Sheet) -> Page {
        Page { sheet, ..Page::default() }
    }
}

/// The workbook, or everything in the sheets that Excel refuses.
pub(in crate::package) fn workbook(pages: &[Page]) -> Result<Vec<u8>, Vec<Problem>> {
    let problems = refused(pages);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut workbook = Workbook::new();
    // With the time of writing, two files of one plan would differ.
    let date = ExcelDateTime::from_ymd(2000, 1, 1).map_err(|error| unwritable("", &error))?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&date));
    let looks = Looks::new();
    for page in pages {
        let name = &page.sheet.name;
        write(workbook.add_worksheet(), page, &looks).map_err(|error| unwritable(name, &error))?;
    }
    workbook.save_to_buffer().map_err(|error| unwritable("", &error))
}

fn unwritable(sheet: &str, error: &XlsxError) -> Vec<Problem> {
    vec![Problem::of_sheet(&code::SHEET_NOT_WRITABLE, sheet).found(error.to_string())]
}

/// Everything that Excel refuses. It is collected before anything is written.
fn refused(pages: &[Page]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    for Page { sheet, .. } in pages {
        let mut refuse = |found: String| {
            problems.push(Problem::of_sheet(&code::SHEET_NOT_WRITABLE, &sheet.name).found(found));
        };
        let name = &sheet.name;
        if units(name) > MAX_NAME {
            refuse(JA.found.long_name(units(name)));
        }
        if name.is_empty() || name.contains(['*', '?', ':', '[', ']', '\\', '/']) || name.contains('\'') {
            refuse(JA.found.bad_name.to_owned());
        }
        // Excel takes `表_a` and `表_A` as the same name.
        if !names.insert(name.to_lowercase()) {
            refuse(JA.found.same_name.to_owned());
        }
        let columns = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
        if sheet.rows.len() > MAX_ROWS || columns > MAX_COLUMNS {
            refuse(JA.found.too_large(sheet.rows.len(), columns));
        }
        for (row, cells) in sheet.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| units(cell) > MAX_CELL) {
                let head = sheet.rows[0].get(column).cloned().unwrap_or_default();
                let problem = Problem::of_sheet(&code::CELL_TOO_LONG, name).found(units(cell).to_string());
                problems.push(Problem { head, ..problem.at(CellAddress { row, column }) });
            }
        }
    }
    problems
}

/// The author of the notes in our own workbooks. Reading ignores these notes.
pub(in crate::package) const NOTE_AUTHOR: &str = "machi-plan";

/// Length as Excel counts it.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

struct Looks {
    head: Format,
    cell: Format,
    open: Format,
}

impl Looks {
    fn new() -> Looks {
        let text = Format::new().set_num_format_index(TEXT).set_text_wrap().set_align(FormatAlign::Top);
        let cell = text.set_border(FormatBorder::Thin).set_border_color(LINE);
        Looks {
            head: cell.clone().set_bold().set_background_color(HEAD_FILL),
            open: cell.clone().set_background_color(OPEN_FILL),
            cell,
        }
    }
}

fn write(out: &mut Worksheet, page: &Page, looks: &Looks) -> Result<(), XlsxError> {
    let rows = &page.sheet.rows;
    out.set_name(&page.sheet.name)?;
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    for column in 0..width {
        let at = column as u16;
        out.set_column_width(at, column_width(page, column))?;
        // For rows that are added below: the text stays as typed.
        out.set_column_format(at, &looks.cell)?;
    }
    for (row, cells) in rows.iter().enumerate() {
        for column in 0..width {
            let look = match row {
                0 => &looks.head,
                _ if page.open.contains(&CellAddress { row, column }) => &looks.open,
                _ => &looks.cell,
            };
            match cells.get(column).map_or("", String::as_str) {
                "" => out.write_blank(row as u32, column as u16, look)?,
                cell => out.write_string_with_format(row as u32, column as u16, cell, look)?,
            };
        }
    }
    if page.is_read || is_guide(page) {
        heighten(out, page, width)?;
    }
    for (CellAddress { row, column }, text) in &page.notes {
        let lines = text.lines().map(|line| columns_of(line).div_ceil(38).max(1)).sum::<usize>();
        let note = Note::new(text)
            .set_author(NOTE_AUTHOR)
            .add_author_prefix(false)
            .set_width(280)
            .set_height(20 * lines as u32 + 16);
        out.insert_note(*row as u32, *column as u16, &note)?;
    }
    for (at, range) in &page.choices {
        let rule = DataValidation::new().allow_list_formula(Formula::new(range));
        let (row, column) = (at.row as u32, at.column as u16);
        out.add_data_validation(row, column, row, column, &rule.set_error_message(JA.forms.choose)?)?;
    }
    out.set_freeze_panes(1, 0)?;
    if let (Some(last_row), Some(last_column)) = (rows.len().checked_sub(1), width.checked_sub(1)) {
        let (last_row, last_column) = (last_row as u32, last_column as u16);
        if !is_guide(page) {
            out.autofilter(0, 0, last_row, last_column)?;
        }
        // Numbers are text on purpose, so Excel shows no green corner at them.
        out.ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
        out.set_repeat_rows(0, 0)?;
    }
    const A4: u8 = 9;
    out.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_footer("&C&A　&P / &N");
    Ok(())
}

/// Whether the sheet has instructions and no table.
fn is_guide(page: &Page) -> bool {
    page.sheet.name == GUIDE_SHEET
}

/// Gives the rows that are only read the height of their text: not every program does it by itself.
fn heighten(out: &mut Worksheet, page: &Page, width: usize) -> Result<(), XlsxError> {
    const LINE_HEIGHT: f64 = 15.0;
    let widths: Vec<usize> = (0..width).map(|column| column_width(page, column) as usize).collect();
    let due: BTreeSet<usize> = page.open.iter().map(|at| at.row).collect();
    for (row, cells) in page.sheet.rows.iter().enumerate().filter(|(row, _)| !due.contains(row)) {
        let lines = |(cell, width): (&String, &usize)| -> usize {
            cell.lines().map(|line| columns_of(line).div_ceil(width.saturating_sub(1)).max(1)).sum()
        };
        let lines = cells.iter().zip(&widths).map(lines).max().unwrap_or(1);
        if lines > 1 {
            out.set_row_height(row as u32, LINE_HEIGHT * lines as f64)?;
        }
    }
    Ok(())
}

/// The width of the longest line, within the width of a screen. Instructions are read and not compared, so they are wider.
fn column_width(page: &Page, column: usize) -> u32 {
    let cells = page.sheet.rows.iter().filter_map(|row| row.get(column));
    let longest = cells.flat_map(|cell| cell.lines()).map(columns_of).max().unwrap_or(0);
    // A sentence is to be written even where last year had none.
    let least = if page.open.iter().any(|at| at.column == column) { 16 } else { 8 };
    (longest as u32 + 2).clamp(least, if is_guide(page) { 90 } else { 50 })
}

/// The width of a line in half-width characters.
fn columns_of(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() || ('｡'..='ﾟ').contains(&c) { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(name: &str, rows: &[&[&str]]) -> Page {
        let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        Page::plain(Sheet::new(name, rows))
    }

    #[test]
    fn everything_that_excel_refuses_is_reported_at_once_and_nothing_is_cut() {
        let long = "あ".repeat(MAX_CELL + 1);
        let pages = [
            sheet("取組", &[&["取組ID", "内容"], &["1", &long]]),
            sheet("表_a", &[&["x"]]),
            sheet("表_A", &[&["x"]]),
            sheet("a/b", &[&["x"]]),
            sheet(&"長".repeat(32), &[&["x"]]),
        ];
        let problems: Vec<String> = workbook(&pages)
            .unwrap_err()
            .iter()
            .map(|problem| format!("{} {} {}", problem.address(), problem.code.name, problem.found))
            .collect();
        assert_eq!(
            problems,
            [
                "取組!B2 cell-too-long 32768".to_owned(),
                "表_A sheet-not-writable 同じ名前のシートがもう一つあります".to_owned(),
                "a/b sheet-not-writable シート名に使えない文字があるか、シート名が空です".to_owned(),
                format!("{} sheet-not-writable シート名が32文字あります", "長".repeat(32)),
            ]
        );
        assert!(workbook(&[sheet("取組", &[&["内容"], &[&long[3..]]])]).is_ok());
    }

    #[test]
    fn a_column_is_as_wide_as_its_longest_line() {
        let page = sheet("取組", &[&["名称"], &["一行目の長さ\nab"]]);
        assert_eq!(column_width(&page, 0), 14);
        assert_eq!((column_width(&page, 1), columns_of("ｱa亜")), (8, 4));
        let open = BTreeSet::from([CellAddress { row: 1, column: 1 }]);
        assert_eq!(column_width(&Page { open, ..page }, 1), 16);
    }

    #[test]
    fn rows_that_are_only_read_are_as_high_as_their_text() {
        let heights = |name: &str, is_read: bool| {
            let long = "あ".repeat(60);
            let open = BTreeSet::from([CellAddress { row: 2, column: 0 }]);
            let page = Page { open, is_read, ..sheet(name, &[&["見出し"], &[&long], &[&long]]) };
            let bytes = workbook(&[page]).unwrap();
            let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            let mut xml = String::new();
            let mut part = zip.by_name("xl/worksheets/sheet1.xml").unwrap();
            std::io::Read::read_to_string(&mut part, &mut xml).unwrap();
            (xml.matches("customHeight").count(), xml.contains("ht=\"45\""), xml.contains("<autoFilter"))
        };
        assert_eq!(heights("取組", false), (0, false, true));
        assert_eq!(heights("取組", true), (1, true, true));
        // 120 halfwidth characters on 89 columns.
        assert_eq!(heights(GUIDE_SHEET, false), (1, false, false));
    }
}
