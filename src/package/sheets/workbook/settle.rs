//! A sheet of a workbook once its columns are known: dates, merged and hidden cells.

use super::cells::{Range, Raw};
use crate::format::tables::document_table_id;
use crate::format::{TableSpec, about, corrections, pairs};
use crate::package::problems::catalogue as code;
use crate::package::reading::about::plan_key;
use crate::package::reading::spec_of;
use crate::package::sheets::columns::Columns;
use crate::package::sheets::layout::{header_of, is_blank, note_in};
use crate::package::sheets::{Budget, Full, cell_address, column_letters};
use crate::package::{Code, Problem, Sheet};

/// The sheet, its dates and merged cells settled, and what is to be said of it. A sheet that is no table of the format is
/// not read, so nothing is said of its cells.
pub(super) fn settle(name: &str, mut raw: Raw, hidden: bool, budget: &mut Budget) -> (Sheet, Vec<Problem>) {
    let sheet = Sheet { name: name.to_owned(), rows: std::mem::take(&mut raw.rows) };
    let spec = spec_of(name);
    if spec.is_none() && document_table_id(name).is_none() {
        return (sheet, Vec::new());
    }
    let header = match spec {
        Some(spec) => header_of(spec, &sheet.rows),
        None => sheet.rows.iter().position(|cells| !is_blank(cells)),
    };
    let name = spec.map_or(name, |spec| spec.sheet).to_owned();
    let mut problems = Vec::new();
    if hidden {
        problems.push(Problem::of_sheet(&code::HIDDEN_SHEET, &name));
    }
    let Some(header) = header else { return (sheet, problems) };
    let columns =
        spec.map_or_else(Columns::default, |spec| Columns::read(spec, &sheet, header, &mut Vec::new()));
    let mut settling = Settling { sheet, spec, name, header, columns, problems };
    settling.hidden(&raw);
    settling.doubts(&mut raw);
    settling.dates(&raw);
    if let Err(full) = settling.merges(&raw.merges, budget) {
        settling.problems.push(full.problem(&settling.name));
    }
    (settling.sheet, settling.problems)
}

struct Settling {
    sheet: Sheet,
    spec: Option<&'static TableSpec>,
    name: String,
    /// The row of the header, from 0.
    header: usize,
    columns: Columns,
    problems: Vec<Problem>,
}

impl Settling {
    fn cell(&self, row: usize, column: usize) -> &str {
        self.sheet.rows.get(row).and_then(|cells| cells.get(column)).map_or("", String::as_str)
    }

    fn is_filled(&self, row: usize, column: usize) -> bool {
        !self.cell(row, column).trim().is_empty()
    }

    fn problem(&self, code: &'static Code, row: usize, column: usize) -> Problem {
        // In the sheet 計画 the key before the value says what it is, as in every other problem.
        let key = self.columns.of("key").filter(|_| self.columns.of("value") == Some(column));
        let head = if row > self.header {
            self.cell(key.map_or(self.header, |_| row), key.unwrap_or(column))
        } else {
            ""
        };
        Problem {
            row: Some(row + 1),
            column: Some(column + 1),
            head: head.trim().to_owned(),
            ..Problem::of_sheet(code, &self.name)
        }
    }

    /// Hidden rows and columns that hold something.
    fn hidden(&mut self, raw: &Raw) {
        for (first, last) in &raw.hidden_rows {
            let rows =
                self.sheet.rows.get(*first..(*last + 1).min(self.sheet.rows.len())).unwrap_or_default();
            if rows.iter().all(|cells| is_blank(cells)) {
                continue;
            }
            let found = if first == last {
                format!("{}行目", first + 1)
            } else {
                format!("{}～{}行目", first + 1, last + 1)
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
            let letters = |at: usize| column_letters(at + 1);
            let found = if *first == last {
                format!("{}列", letters(*first))
            } else {
                format!("{}～{}列", letters(*first), letters(last))
            };
            let problem = Problem::of_sheet(&code::HIDDEN_COLUMNS, &self.name).found(found);
            self.problems.push(Problem { row: Some(self.header + 1), column: Some(first + 1), ..problem });
        }
    }

    /// Formulas, formats and cells that the file does not hold. What stands above the header is a title.
    fn doubts(&mut self, raw: &mut Raw) {
        for doubt in raw.doubts.drain(..).filter(|doubt| doubt.row >= self.header) {
            let problem = self.problem(doubt.code, doubt.row, doubt.column);
            self.problems.push(problem.found(doubt.found).expected(doubt.expected));
        }
    }

    /// A date is right in the columns of dates, and written as the format writes it. Anywhere else it is most often what
    /// the spreadsheet made of a number: it is kept as shown and reported, never turned back.
    fn dates(&mut self, raw: &Raw) {
        for date in raw.dates.iter().filter(|date| date.row >= self.header) {
            let meaning = self.meaning(date.row, date.column);
            // A plan may be published in a month.
            let shown = self.cell(date.row, date.column);
            if meaning == Meaning::Month && date.day.is_none() && shown.contains('年') && shown.contains('月')
            {
                continue;
            }
            let code = match (meaning, &date.day) {
                (Meaning::Date | Meaning::Month, Some(day)) => {
                    self.sheet.rows[date.row][date.column].clone_from(day);
                    continue;
                }
                (Meaning::Id, _) => &code::DATE_IN_ID,
                _ => &code::DATE_CELL,
            };
            let problem = self.problem(code, date.row, date.column);
            self.problems.push(problem.found(self.cell(date.row, date.column)));
        }
    }

    fn meaning(&self, row: usize, column: usize) -> Meaning {
        let Some(spec) = self.spec.filter(|_| row > self.header) else { return Meaning::Other };
        let of_column = spec.single().find(|of| self.columns.of(of.key) == Some(column));
        // In the sheet 計画 the key says what the value means.
        let of_cell = match of_column {
            Some(of) if of.key == pairs::VALUE.spec.key => {
                self.columns.of(pairs::KEY.spec.key).and_then(|at| plan_key(self.cell(row, at)))
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

    /// Merged cells. Down one column the value stands for every row; in any other shape nobody knows what it means.
    fn merges(&mut self, merges: &[Range], budget: &mut Budget) -> Result<(), Full> {
        for range in merges {
            let ((top, bottom), (left, right)) = (range.rows, range.columns);
            let bottom = bottom.min(self.sheet.rows.len().saturating_sub(1));
            let is_single = top >= bottom && left == right;
            if bottom < self.header || top > bottom || is_single || !self.is_filled(top, left) {
                continue;
            }
            let is_note = self.sheet.rows.get(top).is_some_and(|cells| note_in(cells) == Some(left));
            if is_note && (top + 1..=bottom).all(|row| is_blank(&self.sheet.rows[row])) {
                continue;
            }
            // Ranges may overlap where no spreadsheet wrote them: each pays for what it looks at.
            budget.pay(bottom - top, top, left)?;
            let goes_down = left == right && top > self.header;
            let is_plain = goes_down && (top + 1..=bottom).all(|row| !self.is_filled(row, left));
            let value = self.cell(top, left).to_owned();
            let last = cell_address(range.rows.1 + 1, right + 1);
            let block = format!("{}:{last}", cell_address(top + 1, left + 1));
            let code = if is_plain { &code::MERGED_DOWN } else { &code::MERGED_CELLS };
            let problem = self.problem(code, top, left).found(&*value).expected(block);
            self.problems.push(problem);
            if is_plain {
                for row in top + 1..=bottom {
                    budget.put(&mut self.sheet.rows, row, left, value.clone())?;
                }
            }
        }
        Ok(())
    }
}

/// What a date in a cell is worth.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// It is a day.
    Date,
    /// A day or a month.
    Month,
    Id,
    Other,
}
