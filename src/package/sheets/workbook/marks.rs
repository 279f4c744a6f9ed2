//! Marks that have a meaning without being in a cell: comments, drawings, colours and diagonal lines.

use std::collections::{BTreeMap, BTreeSet};

use super::beside::Beside;
use super::cells::{COST, Raw};
use super::settle::Settling;
use crate::format::schedule;
use crate::locale::messages;
use crate::package::CellAddress;
use crate::package::problems::catalogue as code;
use crate::package::sheets::address::Range;
use crate::package::sheets::layout::is_blank;
use crate::package::sheets::{Budget, Full};

impl Settling {
    pub(super) fn comments(&mut self, beside: &Beside) {
        for comment in &beside.comments {
            let problem = self.problem(&code::COMMENT, comment.cell);
            self.problems.push(problem.found(&*comment.text));
        }
    }

    /// Drawings over the table. Over a blank year a drawing is most often the officer's entry for it.
    pub(super) fn drawings(&mut self, beside: &Beside, budget: &mut Budget) -> Result<(), Full> {
        let height = self.sheet.rows.len();
        let width = self.sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
        for drawing in &beside.drawings {
            let Range { rows: (top, bottom), columns: (left, right) } = drawing.range;
            let corner = drawing.range.corner();
            if bottom < self.header.first || top >= height || left >= width {
                continue;
            }
            let years: Vec<usize> =
                self.columns.of_years().into_iter().filter(|at| (left..=right).contains(at)).collect();
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

    /// Colours in blank years: the bars of a schedule. A colour that the rest of the row also has is decoration, and so is
    /// that of a whole column with words in it.
    pub(super) fn colours(&mut self, raw: &Raw) {
        // Only schedules have bars. In other tables a colour marks cells to fill in or to leave blank.
        if self.spec.is_none_or(|spec| spec.sheet != schedule::TABLE.spec.sheet) {
            return;
        }
        let years = self.columns.of_years();
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
        let has_words = |column: &usize| {
            (self.header.last + 1..height).any(|row| self.is_filled(CellAddress { row, column: *column }))
        };
        let worded: BTreeSet<usize> = years.iter().copied().filter(has_words).collect();
        for (row, cells) in of_rows {
            let others: BTreeSet<usize> =
                cells.iter().filter(|(at, _)| !years.contains(at)).map(|(_, colour)| *colour).collect();
            let is_bar = |(at, colour): &&(usize, usize)| {
                let is_whole =
                    rows > 1 && of_columns.get(&(*at, *colour)) == Some(&rows) && worded.contains(at);
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
    pub(super) fn crossed(&mut self, raw: &Raw) {
        let years = self.columns.of_years();
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
