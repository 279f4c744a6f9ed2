//! The second step for a sheet of a workbook, after its columns are known: dates, merged and hidden cells, comments,
//! drawings and colours.

use std::collections::BTreeSet;

use super::beside::Beside;
use super::cells::{COST, Doubt, Raw};
use crate::format::tables::document_table_id;
use crate::format::{TableSpec, about, corrections, pairs};
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

pub(super) struct Settling {
    pub(super) sheet: Sheet,
    pub(super) spec: Option<&'static TableSpec>,
    name: String,
    pub(super) header: Header,
    pub(super) columns: Columns,
    pub(super) problems: Vec<Problem>,
}

impl Settling {
    pub(super) fn cell(&self, at: CellAddress) -> &str {
        self.sheet.rows.get(at.row).and_then(|cells| cells.get(at.column)).map_or("", String::as_str)
    }

    pub(super) fn is_filled(&self, at: CellAddress) -> bool {
        !self.cell(at).trim().is_empty()
    }

    pub(super) fn problem(&self, code: &'static Code, at: CellAddress) -> Problem {
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
        let first = self.header.first;
        for doubt in raw.doubts.drain(..).filter(|doubt| doubt.cell.row >= first) {
            self.doubt(doubt);
        }
    }

    fn doubt(&mut self, doubt: Doubt) {
        let problem = self.problem(doubt.code, doubt.cell);
        self.problems.push(problem.found(doubt.found).expected(doubt.expected));
    }

    /// Reports content that a conditional format hides or strikes out.
    fn conditions(&mut self, raw: &Raw, budget: &mut Budget) -> Result<(), Full> {
        for rule in &raw.rules {
            budget.pay(rule.size(&self.sheet), CellAddress::default())?;
            let is_filled = |cell: CellAddress| raw.fills.contains_key(&cell);
            for doubt in rule.doubts(&self.sheet, self.header.last, &is_filled) {
                budget.pay(COST, doubt.cell)?;
                self.doubt(doubt);
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

    /// Reports columns that were read under a group of the header, although its merged cells end before them.
    fn beyond(&mut self, block: Range) {
        let (row, end) = (block.rows.0, block.columns.1);
        let word = self.cell(block.corner()).trim().to_owned();
        let is_under = |column: &usize| {
            !self.is_filled(CellAddress { row, column: *column })
                && self.header.head(*column).starts_with(&word)
        };
        let columns: Vec<usize> = (end + 1..self.header.heads.len()).take_while(is_under).collect();
        if row < self.header.last && end > block.columns.0 && !columns.is_empty() {
            let heads: Vec<&str> = columns.iter().map(|column| self.header.head(*column)).collect();
            let heads = heads.join(messages().text.between);
            let problem = Problem::of_sheet(&code::GROUP_BEYOND_MERGE, &self.name);
            let at = CellAddress { row, column: end + 1 };
            self.problems.push(problem.at(at).found(word).expected(heads));
        }
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
                self.beyond(filled);
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
