//! A table whose header was read. Its cells are found by column.

use std::collections::BTreeSet;

use crate::format::{
    self, Choice, Column, ColumnSpec, MAX_ID, TableSpec, changes, corrections, is_refused_in_id, pairs,
};
use crate::locale::messages;
use crate::package::problems::catalogue as code;
use crate::package::sheets::MONTHS;
use crate::package::sheets::NumberForm;
use crate::package::sheets::columns::Columns;
use crate::package::sheets::layout::{Header, header_of, is_blank, note_in};
use crate::package::{CellAddress, Code, Problem, Sheet};
use crate::plan::FiscalYear;

/// A sheet whose header was read. Its table has rows of type `R`.
pub(in crate::package) struct Table<'a, R: 'static> {
    pub format: &'static format::Table<R>,
    pub spec: &'static TableSpec,
    sheet: &'a Sheet,
    pub columns: Columns,
    header: Header,
    /// The rows that hold only a note.
    notes: BTreeSet<usize>,
}

/// A row of a table that is not blank.
pub(in crate::package) struct Row<'a, R: 'static> {
    pub(super) table: &'a Table<'a, R>,
    /// As a spreadsheet counts, from 1.
    pub number: usize,
    cells: &'a [String],
}

impl<R> Clone for Row<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Row<'_, R> {}

impl<'a, R> Table<'a, R> {
    /// Reads the header. Reports its problems, and the problems of every cell that do not depend on its meaning.
    pub fn new(
        format: &'static format::Table<R>,
        sheet: &'a Sheet,
        problems: &mut Vec<Problem>,
    ) -> Table<'a, R> {
        let spec = &format.spec;
        let header = header_of(spec, &sheet.rows).unwrap_or_default();
        let columns = Columns::read(spec, sheet, &header, problems);
        let below = sheet.rows.iter().enumerate().skip(header.last + 1);
        let notes = below.filter(|(_, cells)| note_in(cells).is_some()).map(|(at, _)| at).collect();
        let table = Table { format, spec, sheet, columns, header, notes };
        table.report_other_rows(problems);
        let rows = table.rows().count();
        if rows > spec.max_rows {
            let problem = Problem::of_sheet(&code::TOO_MANY_ROWS, spec.sheet);
            problems.push(problem.found(rows.to_string()).expected(spec.max_rows.to_string()));
        }
        for row in table.rows() {
            row.check(problems);
        }
        table
    }

    /// The rows below the header, without blank rows and notes.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_, R>> {
        let rows = self.sheet.rows.iter().enumerate().skip(self.header.last + 1);
        rows.filter(|(at, cells)| !is_blank(cells) && !self.notes.contains(at)).map(|(at, cells)| Row {
            table: self,
            number: at + 1,
            cells,
        })
    }

    /// Whether the sheet has the column.
    pub fn has(&self, column: &Column<R>) -> bool {
        self.columns.of(column.spec.key).is_some()
    }

    /// A problem of the header or of one of its cells.
    pub fn head_problem(&self, code: &'static Code, column: Option<usize>) -> Problem {
        let problem = Problem::of_sheet(code, self.spec.sheet);
        Problem { row: Some(self.header.last + 1), column: column.map(|at| at + 1), ..problem }
    }

    /// The head of a column as the sheet writes it.
    fn head(&self, at: usize) -> &str {
        self.header.head(at)
    }

    /// Reports titles and notes, which are not rows of the table, so that nothing is lost silently.
    fn report_other_rows(&self, problems: &mut Vec<Problem>) {
        let joined = self.header.joined(&self.sheet.rows);
        if !joined.is_empty() {
            let rows = messages().found.rows(self.header.first + 1, self.header.last + 1);
            let problem = self.head_problem(&code::JOINED_HEADS, None).found(rows);
            problems.push(problem.expected(joined.join(messages().text.between)));
        }
        let titles = self.sheet.rows[..self.header.first].iter().enumerate();
        let titles = titles.filter(|(_, cells)| !is_blank(cells)).map(|(at, cells)| {
            let filled = |cell: &&String| !cell.trim().is_empty();
            let column = cells.iter().position(|cell| filled(&cell)).unwrap_or(0);
            let text: Vec<&str> = cells.iter().filter(filled).map(|cell| cell.trim()).collect();
            (&code::TITLE_ROW, at, column, text.join(" "))
        });
        let notes = self.notes.iter().filter_map(|at| {
            let column = note_in(&self.sheet.rows[*at])?;
            Some((&code::NOTE_ROW, *at, column, self.sheet.rows[*at][column].clone()))
        });
        problems.extend(titles.chain(notes).map(|(code, row, column, text)| {
            Problem::of_sheet(code, self.spec.sheet).found(text).at(CellAddress { row, column })
        }));
    }
}

impl<'a, R> Row<'a, R> {
    /// The text of a cell; empty where it is blank or the sheet lacks the column.
    pub fn text(&self, column: &Column<R>) -> String {
        let cell = self.cell_of(&column.spec);
        if cell.trim().is_empty() { String::new() } else { cell.to_owned() }
    }

    /// A cell without white space around it: for ids and words of the format.
    pub fn word(&self, column: &Column<R>) -> String {
        self.cell_of(&column.spec).trim().to_owned()
    }

    /// A reference to another row; `None` where the cell is blank.
    pub fn reference(&self, column: &Column<R>) -> Option<String> {
        Some(self.word(column)).filter(|id| !id.is_empty())
    }

    /// The filled cells of a column that repeats for each year, by year, with their columns.
    pub fn years(
        &self,
        column: &Column<R>,
    ) -> impl Iterator<Item = (FiscalYear, &'a str, usize)> + use<'a, R> {
        let row = *self;
        let prefix = row.table.spec.years().position(|of| of.key == column.spec.key).unwrap_or(usize::MAX);
        let columns = row.table.columns.years.iter().filter(move |((of, _), _)| *of == prefix);
        columns
            .map(move |((_, year), at)| (*year, row.cell(*at), *at))
            .filter(|(_, cell, _)| !cell.trim().is_empty())
    }

    /// A problem of one of this row's cells, with the text of the cell.
    pub fn problem(&self, code: &'static Code, column: &Column<R>) -> Problem {
        self.problem_of(code, &column.spec)
    }

    fn problem_of(&self, code: &'static Code, column: &ColumnSpec) -> Problem {
        let mut problem =
            Problem { row: Some(self.number), ..Problem::of_sheet(code, self.table.spec.sheet) };
        problem.head = self.head_of(column);
        problem.column = self.table.columns.of(column.key).map(|at| at + 1);
        problem.found(self.cell_of(column).trim())
    }

    /// A problem of a cell by its column index.
    pub fn problem_at(&self, code: &'static Code, at: usize) -> Problem {
        let head = self.table.head(at).to_owned();
        let problem = Problem::of_sheet(code, self.table.spec.sheet).at(self.cell_address(at));
        Problem { head, ..problem }.found(self.cell(at))
    }

    /// A fiscal year; `None` where the cell is blank. An unreadable year is reported.
    pub fn year(&self, column: &Column<R>, problems: &mut Vec<Problem>) -> Option<FiscalYear> {
        let text = self.word(column);
        let year = FiscalYear::parse(&text);
        if year.is_none() && !text.is_empty() {
            problems.push(self.problem(&code::BAD_YEAR, column));
        }
        year
    }

    /// One of a few words. A blank cell is the default; any other word is reported.
    pub fn choice(&self, column: &Column<R>, into: &mut dyn Choice, problems: &mut Vec<Problem>) {
        let text = self.word(column);
        let words = into.words();
        let found = words.iter().position(|word| word.cell == text || word.file == text);
        into.choose(found.filter(|_| !text.is_empty()));
        if found.is_none() && !text.is_empty() {
            let known: String = words.iter().map(|word| format!("「{}」", word.cell)).collect();
            problems.push(self.problem(&code::UNKNOWN_WORD, column).expected(known));
        }
    }

    /// Checks that a row that was assigned by rule has a reason.
    pub fn reason(&self, inferred: bool, note: &Column<R>, problems: &mut Vec<Problem>) {
        if inferred && self.text(note).is_empty() {
            problems.push(self.problem(&code::REASON_MISSING, note));
        }
    }

    /// Reports problems of an id as part of a link.
    pub fn check_id(&self, column: &Column<R>, problems: &mut Vec<Problem>) {
        let id = self.word(column);
        if id.contains(is_refused_in_id) || id.len() > MAX_ID {
            problems.push(self.problem(&code::BAD_ID, column));
        } else if !is_plain(&id) && !became_date(&id) {
            problems.push(self.problem(&code::UNUSUAL_ID, column));
        }
    }

    /// The head of a column; in the sheet 計画 the key before the value.
    fn head_of(&self, column: &ColumnSpec) -> String {
        let is_value = column.key == pairs::VALUE.spec.key;
        let head = if is_value { self.cell_of(&pairs::KEY.spec).trim() } else { column.head };
        head.to_owned()
    }

    /// The index of a column, from 0.
    pub fn column(&self, column: &Column<R>) -> Option<usize> {
        self.table.columns.of(column.spec.key)
    }

    /// The sheet of a cell, the cell, and the head of its column.
    pub fn address(&self, at: usize) -> ((String, CellAddress), &'a str) {
        ((self.table.spec.sheet.to_owned(), self.cell_address(at)), self.table.head(at))
    }

    fn cell_address(&self, at: usize) -> CellAddress {
        CellAddress { row: self.number - 1, column: at }
    }

    /// The number format of a cell with a number.
    pub fn form(&self, at: usize) -> Option<NumberForm> {
        self.table.sheet.forms.get(&self.cell_address(at)).copied()
    }

    /// A cell by the index of its column.
    pub fn cell(&self, at: usize) -> &'a str {
        self.cells.get(at).map_or("", String::as_str)
    }

    fn cell_of(&self, column: &ColumnSpec) -> &'a str {
        self.table.columns.of(column.key).map_or("", |at| self.cell(at))
    }

    fn check(&self, problems: &mut Vec<Problem>) {
        for column in self.table.spec.columns.iter().filter(|column| column.required) {
            if self.table.columns.of(column.key).is_some() && self.cell_of(column).trim().is_empty() {
                problems.push(self.problem_of(&code::MISSING_VALUE, column).expected(column.head));
            }
        }
        for column in self.table.spec.columns.iter().filter(|column| column.is_id()) {
            if became_date(self.cell_of(column).trim()) {
                problems.push(self.problem_of(&code::DATE_IN_ID, column));
            }
        }
        // These tables quote the cells of others.
        let quotes =
            [corrections::TABLE.spec.sheet, changes::TABLE.spec.sheet].contains(&self.table.spec.sheet);
        for (at, cell) in self.cells.iter().enumerate() {
            if !cell.trim().is_empty() && self.table.head(at).is_empty() {
                problems.push(self.problem_at(&code::EXTRA_CELL, at));
            }
            for (code, found) in doubts(cell).filter(|(code, _)| !quotes || *code != &code::DITTO) {
                problems.push(self.problem_at(code, at).found(found));
            }
        }
    }
}

/// Whether the id's characters are safe in every file name and every address.
pub(in crate::package) fn is_plain(id: &str) -> bool {
    id.chars().all(|sign| sign.is_ascii_alphanumeric() || "-._".contains(sign))
}

/// Whether a spreadsheet has turned 「1-1」 into a date when it opened a CSV: 1月1日, 2026/1/1, 1-Jan, Jan-01.
fn became_date(text: &str) -> bool {
    let number =
        |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|digit| digit.is_ascii_digit());
    if let Some((month, day)) = text.strip_suffix('日').and_then(|text| text.split_once('月')) {
        return number(month) && number(day);
    }
    if let Some((day, month)) = text.split_once('-') {
        return number(day) && MONTHS.contains(&month) || MONTHS.contains(&day) && number(month);
    }
    let parts: Vec<&str> = text.split('/').collect();
    parts.len() == 3 && parts.into_iter().all(number)
}

/// The problems of a cell that do not depend on its meaning, each with the part of the cell that shows it.
fn doubts(cell: &str) -> impl Iterator<Item = (&'static Code, String)> {
    let character = bad_characters(cell).map(|around| (&code::BAD_CHARACTER, around));
    let error = is_formula_error(cell).then(|| (&code::FORMULA_ERROR, cell.to_owned()));
    let ditto = DITTO.contains(&cell.trim()).then(|| (&code::DITTO, cell.trim().to_owned()));
    character.into_iter().chain(error).chain(ditto)
}

/// Cells that mean the cell above them.
const DITTO: [&str; 5] = ["〃", "″", "仝", "同上", "上に同じ"];

/// Reports the same problems as [`Row::check`], for a sheet whose rows have no columns of the format.
pub(in crate::package) fn report_doubts(sheet: &Sheet, name: &str, problems: &mut Vec<Problem>) {
    for (row, cells) in sheet.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            for (code, found) in doubts(cell) {
                let problem = Problem::of_sheet(code, name).found(found);
                problems.push(problem.at(CellAddress { row, column }));
            }
        }
    }
}

/// The text of a formula without a result, as a spreadsheet shows it and writes it into a CSV: #REF!, #NAME?, #N/A.
fn is_formula_error(cell: &str) -> bool {
    let Some(name) = cell.trim().strip_prefix('#') else { return false };
    let word = name.strip_suffix(['!', '?']).unwrap_or(name);
    let is_word =
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_uppercase() || b"0123456789/_".contains(&b));
    is_word && (word.len() < name.len() || ["N/A", "GETTING_DATA"].contains(&name))
}

/// The first bad character of a cell and the text after it.
fn bad_characters(cell: &str) -> Option<String> {
    let bad = cell.chars().find(|c| is_bad(*c))?;
    Some(cell.chars().skip_while(|c| *c != bad).take(8).collect())
}

/// The replacement character, private use (外字) and control characters: readers see a box or nothing.
fn is_bad(c: char) -> bool {
    matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
        || (c.is_control() && c != '\n' && c != '\t')
}
