//! The second step for a sheet of a workbook, after its columns are known: dates, merged and hidden cells, comments,
//! drawings and colours.

use std::collections::{BTreeMap, BTreeSet};

use super::beside::Beside;
use super::cells::{COST, Raw};
use crate::format::tables::document_table_id;
use crate::format::{TableSpec, about, corrections, pairs, schedule};
use crate::locale::messages;
use crate::package::problems::catalogue as code;
use crate::package::reading::about::plan_key;
use crate::package::reading::spec_of;
use crate::package::sheets::address::{Range, column_letters};
use crate::package::sheets::columns::Columns;
use crate::package::sheets::layout::{Header, header_of, is_blank, note_in};
use crate::package::sheets::{Budget, Full};
use crate::package::{CellAddress, Code, Problem, Sheet};

/// The sheet with its dates and merged cells resolved, and its problems. A sheet outside the format is not read, so
/// its cells have no problems.
pub(super) fn settle(
    name: &str,
    mut raw: Raw,
    beside: &Beside,
    hidden: bool,
    budget: &mut Budget,
) -> (Sheet, Vec<Problem>) {
    let forms = std::mem::take(&mut raw.forms);
    let sheet = Sheet { forms, ..Sheet::new(name, std::mem::take(&mut raw.rows)) };
    let spec = spec_of(name);
    if spec.is_none() && document_table_id(name).is_none() {
        return (sheet, Vec::new());
    }
    let header = match spec {
        Some(spec) => header_of(spec, &sheet.rows),
        None => {
            let first = sheet.rows.iter().position(|cells| !is_blank(cells));
            first.map(|row| Header::plain(&sheet.rows, row))
        }
    };
    let name = spec.map_or(name, |spec| spec.sheet).to_owned();
    let mut problems = Vec::new();
    if hidden {
        problems.push(Problem::of_sheet(&code::HIDDEN_SHEET, &name));
    }
    let Some(header) = header else { return (sheet, problems) };
    let columns =
        spec.map_or_else(Columns::default, |spec| Columns::read(spec, &sheet, &header, &mut Vec::new()));
    let mut settling = Settling { sheet, spec, name, header, columns, problems };
    settling.hidden(&raw);
    settling.doubts(&mut raw);
    settling.dates(&raw);
    if let Err(full) = settling.conditions(&raw, budget) {
        settling.problems.push(full.problem(&settling.name));
    }
    let merged = [&raw.merges[..], &settling.spread(&raw.spread)].concat();
    if let Err(full) = settling.merges(&merged, budget) {
        settling.problems.push(full.problem(&settling.name));
    }
    settling.comments(beside);
    if let Err(full) = settling.drawings(beside, budget) {
        settling.problems.push(full.problem(&settling.name));
    }
    settling.colours(&raw);
    settling.crossed(&raw);
    (settling.sheet, settling.problems)
}

struct Settling {
    sheet: Sheet,
    spec: Option<&'static TableSpec>,
    name: String,
    header: Header,
    columns: Columns,
    problems: Vec<Problem>,
}

impl Settling {
    fn cell(&self, at: CellAddress) -> &str {
        self.sheet.rows.get(at.row).and_then(|cells| cells.get(at.column)).map_or("", String::as_str)
    }

    fn is_filled(&self, at: CellAddress) -> bool {
        !self.cell(at).trim().is_empty()
    }

    fn problem(&self, code: &'static Code, at: CellAddress) -> Problem {
        // In the sheet 計画 the key before the value is the column of the problem, as everywhere else.
        let key = self.columns.of("key").filter(|_| self.columns.of("value") == Some(at.column));
        let head = match key {
            _ if at.row <= self.header.last => "",
            Some(column) => self.cell(CellAddress { column, ..at }),
            None => self.header.head(at.column),
        };
        Problem { head: head.trim().to_owned(), ..Problem::of_sheet(code, &self.name).at(at) }
    }

    /// Reports hidden rows and columns with content.
    fn hidden(&mut self, raw: &Raw) {
        for (first, last) in &raw.hidden_rows {
            let rows =
                self.sheet.rows.get(*first..(*last + 1).min(self.sheet.rows.len())).unwrap_or_default();
            if rows.iter().all(|cells| is_blank(cells)) {
                continue;
            }
            let found = if first == last {
                messages().found.row(first + 1)
            } else {
                messages().found.rows(first + 1, last + 1)
            };
            let problem = Problem::of_sheet(&code::HIDDEN_ROWS, &self.name).found(found);
            self.problems.push(Problem { row: Some(first + 1), ..problem });
        }
        let width = self.sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut filled = vec![false; width];
        for cells in &self.sheet.rows {
            for (column, cell) in cells.iter().enumerate() {
                filled[column] |= !cell.trim().is_empty();
            }
        }
        for (first, last) in &raw.hidden_columns {
            let last = (*last).min(width.saturating_sub(1));
            if filled.get(*first..=last).is_none_or(|columns| !columns.contains(&true)) {
                continue;
            }
            let found = if *first == last {
                messages().found.column(column_letters(*first))
            } else {
                messages().found.columns(column_letters(*first), column_letters(last))
            };
            let problem = Problem::of_sheet(&code::HIDDEN_COLUMNS, &self.name).found(found);
            self.problems.push(problem.at(CellAddress { row: self.header.last, column: *first }));
        }
    }

    /// Reports formulas, formats and cells whose content is missing in the file. Rows above the header are titles and
    /// do not count.
    fn doubts(&mut self, raw: &mut Raw) {
        for doubt in raw.doubts.drain(..).filter(|doubt| doubt.cell.row >= self.header.first) {
            let problem = self.problem(doubt.code, doubt.cell);
            self.problems.push(problem.found(doubt.found).expected(doubt.expected));
        }
    }

    /// Reports content that a conditional format hides or strikes out.
    fn conditions(&mut self, raw: &Raw, budget: &mut Budget) -> Result<(), Full> {
        for rule in &raw.rules {
            budget.pay(rule.size(&self.sheet), CellAddress::default())?;
            let is_filled = |cell: CellAddress| raw.fills.contains_key(&cell);
            for of in rule.found(&self.sheet, self.header.last, &is_filled) {
                budget.pay(COST, of.cell)?;
                self.problems.push(self.problem(of.code, of.cell).found(of.found).expected(of.expected));
            }
        }
        Ok(())
    }

    /// A date is correct in the columns of dates, where it is written in the form of the package. In any other column
    /// the spreadsheet has most often turned a number into a date. Then it is kept as shown and reported, never
    /// turned back.
    fn dates(&mut self, raw: &Raw) {
        for date in raw.dates.iter().filter(|date| date.cell.row >= self.header.first) {
            let meaning = self.meaning(date.cell);
            // A plan may be published in a month without a day.
            let shown = self.cell(date.cell);
            if meaning == Meaning::Month && date.day.is_none() && shown.contains('年') && shown.contains('月')
            {
                continue;
            }
            let code = match (meaning, &date.day) {
                (Meaning::Date | Meaning::Month, Some(day)) => {
                    self.sheet.rows[date.cell.row][date.cell.column].clone_from(day);
                    continue;
                }
                (Meaning::Id, _) => &code::DATE_IN_ID,
                _ => &code::DATE_CELL,
            };
            let problem = self.problem(code, date.cell);
            self.problems.push(problem.found(self.cell(date.cell)));
        }
    }

    fn meaning(&self, at: CellAddress) -> Meaning {
        let Some(spec) = self.spec.filter(|_| at.row > self.header.last) else { return Meaning::Other };
        let of_column = spec.single().find(|of| self.columns.of(of.key) == Some(at.column));
        // In the sheet 計画 the key gives the meaning of the value.
        let of_cell = match of_column {
            Some(of) if of.key == pairs::VALUE.spec.key => {
                let key = self.columns.of(pairs::KEY.spec.key);
                key.and_then(|column| plan_key(self.cell(CellAddress { column, ..at })))
            }
            of => of,
        };
        let days = [about::UPDATED.spec.key, corrections::DATE.spec.key];
        match of_cell {
            Some(of) if of.key == about::PUBLISHED.spec.key => Meaning::Month,
            Some(of) if days.contains(&of.key) => Meaning::Date,
            Some(of) if of.is_id() => Meaning::Id,
            _ => Meaning::Other,
        }
    }

    /// Whether merged cells are part of the header and need no report: a group over its columns, a head that extends
    /// down beside groups, a head with blank rows below.
    fn is_of_header(&self, block: Range) -> bool {
        let ((top, bottom), (left, right)) = (block.rows, block.columns);
        let Header { first, last, .. } = self.header;
        if top < first || top > last {
            return false;
        }
        let is_group = top == bottom && top < last;
        let is_blank_below = (last + 1..=bottom).all(|row| is_blank(&self.sheet.rows[row]));
        is_group || left == right && is_blank_below && self.is_blank_below_its_corner(block)
    }

    /// Whether the first column of a block is blank below the block's first row.
    fn is_blank_below_its_corner(&self, block: Range) -> bool {
        let column = block.columns.0;
        (block.rows.0 + 1..=block.rows.1).all(|row| !self.is_filled(CellAddress { row, column }))
    }

    /// A text in the middle of several cells (選択範囲内で中央) looks as if they were merged.
    fn spread(&self, cells: &BTreeSet<CellAddress>) -> Vec<Range> {
        // A row that is styled beyond its columns is not merged with what is not there.
        let width = self.header.heads.iter().rposition(|head| !head.is_empty()).map_or(0, |last| last + 1);
        let mut ranges: Vec<Range> = Vec::new();
        for &at in cells.iter().filter(|at| at.column < width) {
            match ranges.last_mut() {
                Some(range)
                    if range.rows.0 == at.row && range.columns.1 + 1 == at.column && !self.is_filled(at) =>
                {
                    range.columns.1 = at.column;
                }
                _ if self.is_filled(at) => {
                    ranges.push(Range { rows: (at.row, at.row), columns: (at.column, at.column) })
                }
                _ => {}
            }
        }
        ranges
    }

    /// Merged cells. Down one column, the value counts for every row. In any other shape the meaning is unknown.
    fn merges(&mut self, merges: &[Range], budget: &mut Budget) -> Result<(), Full> {
        for range in merges {
            let (corner, (left, right)) = (range.corner(), range.columns);
            let top = corner.row;
            let bottom = range.rows.1.min(self.sheet.rows.len().saturating_sub(1));
            let filled = Range { rows: (top, bottom), ..*range };
            let is_single = top >= bottom && left == right;
            if bottom < self.header.first || top > bottom || is_single || !self.is_filled(corner) {
                continue;
            }
            let is_note = self.sheet.rows.get(top).is_some_and(|cells| note_in(cells) == Some(left));
            if is_note && (top + 1..=bottom).all(|row| is_blank(&self.sheet.rows[row])) {
                continue;
            }
            // No spreadsheet writes overlapping ranges, but a file may have them. So each range pays for its own
            // cells.
            budget.pay(bottom - top, corner)?;
            if self.is_of_header(filled) {
                continue;
            }
            let goes_down = left == right && top > self.header.last;
            let is_plain = goes_down && self.is_blank_below_its_corner(filled);
            let value = self.cell(corner).to_owned();
            let code = if is_plain { &code::MERGED_DOWN } else { &code::MERGED_CELLS };
            let problem = self.problem(code, corner).found(&*value).expected(range.to_string());
            self.problems.push(problem);
            if is_plain {
                for row in top + 1..=bottom {
                    budget.put(&mut self.sheet.rows, CellAddress { row, column: left }, value.clone())?;
                }
            }
        }
        Ok(())
    }
}

/// Marks that have a meaning without being in a cell.
impl Settling {
    fn comments(&mut self, beside: &Beside) {
        for comment in &beside.comments {
            let problem = self.problem(&code::COMMENT, comment.cell);
            self.problems.push(problem.found(&*comment.text));
        }
    }

    /// Drawings over the table. Over a blank year a drawing is most often the officer's entry for it.
    fn drawings(&mut self, beside: &Beside, budget: &mut Budget) -> Result<(), Full> {
        let height = self.sheet.rows.len();
        let width = self.sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
        for drawing in &beside.drawings {
            let Range { rows: (top, bottom), columns: (left, right) } = drawing.range;
            let corner = drawing.range.corner();
            if bottom < self.header.first || top >= height || left >= width {
                continue;
            }
            let years: Vec<usize> =
                self.columns.years.values().copied().filter(|at| (left..=right).contains(at)).collect();
            let mut rows = top..=bottom.min(height - 1);
            budget.pay(COST + rows.clone().count() * years.len(), corner)?;
            let is_over_blank =
                rows.any(|row| years.iter().any(|at| self.is_blank_year(CellAddress { row, column: *at })));
            let code = if is_over_blank { &code::DRAWN_OVER_BLANK } else { &code::DRAWN_OVER };
            let problem = self.problem(code, corner).found(&*drawing.words);
            self.problems.push(problem.expected(drawing.range.to_string()));
        }
        Ok(())
    }

    /// Colours in blank years: the bars of a schedule. A colour that the rest of the row or the whole column also has
    /// is decoration.
    fn colours(&mut self, raw: &Raw) {
        // Only schedules have bars. In other tables a colour marks cells to fill in or to leave blank.
        if self.spec.is_none_or(|spec| spec.sheet != schedule::TABLE.spec.sheet) {
            return;
        }
        let years: BTreeSet<usize> = self.columns.years.values().copied().collect();
        let is_row = |row: &usize| *row > self.header.last && !is_blank(&self.sheet.rows[*row]);
        let rows = (0..self.sheet.rows.len()).filter(is_row).count();
        let height = self.sheet.rows.len();
        let mut of_rows: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        let mut of_columns: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (CellAddress { row, column }, colour) in &raw.fills {
            if *row < height && is_row(row) {
                of_rows.entry(*row).or_default().push((*column, *colour));
                *of_columns.entry((*column, *colour)).or_default() += 1;
            }
        }
        for (row, cells) in of_rows {
            let others: BTreeSet<usize> =
                cells.iter().filter(|(at, _)| !years.contains(at)).map(|(_, colour)| *colour).collect();
            let is_bar = |(at, colour): &&(usize, usize)| {
                let is_whole = rows > 1 && of_columns.get(&(*at, *colour)) == Some(&rows);
                let cell = CellAddress { row, column: *at };
                years.contains(at) && !others.contains(colour) && !is_whole && self.is_blank_year(cell)
            };
            let found: Vec<usize> = cells.iter().filter(is_bar).map(|(at, _)| *at).collect();
            // One problem for each row, because a bar has many cells.
            let (Some(first), Some(last)) = (found.first(), found.last()) else { continue };
            let is_run = last - first + 1 == found.len();
            let cell = |column: usize| CellAddress { row, column };
            let all = || {
                found.iter().map(|at| cell(*at).to_string()).collect::<Vec<_>>().join(messages().text.between)
            };
            let run = Range { rows: (row, row), columns: (*first, *last) };
            let expected = if is_run { run.to_string() } else { all() };
            self.problems.push(self.problem(&code::COLOURED_BLANK, cell(*first)).expected(expected));
        }
    }

    /// Blank years that are crossed out: the city states that there is no value. That is a dash, not a blank. And
    /// content that is crossed out.
    fn crossed(&mut self, raw: &Raw) {
        let years: BTreeSet<usize> = self.columns.years.values().copied().collect();
        for &cell in raw.crossed.iter().filter(|cell| cell.row > self.header.last) {
            if self.is_filled(cell) {
                self.problems.push(self.problem(&code::CROSSED_VALUE, cell).found(self.cell(cell)));
            } else if years.contains(&cell.column) && self.is_blank_year(cell) {
                self.problems.push(self.problem(&code::CROSSED_BLANK, cell));
            }
        }
    }

    /// Whether a cell is a blank year in a row of the table.
    fn is_blank_year(&self, at: CellAddress) -> bool {
        let is_row = self.sheet.rows.get(at.row).is_some_and(|cells| !is_blank(cells));
        at.row > self.header.last && is_row && !self.is_filled(at)
    }
}

/// The meaning of a date in a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// It is a day.
    Date,
    /// A day or a month.
    Month,
    Id,
    Other,
}
