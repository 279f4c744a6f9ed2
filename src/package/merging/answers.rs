//! What a form that came back says: the cells that were filled in, and everything that somebody has changed beside them.

use std::collections::{BTreeMap, BTreeSet};

use crate::format::TableSpec;
use crate::locale::messages;
use crate::package::merging::grid::{Grid, Key};
use crate::package::merging::problems as code;
use crate::package::reading::spec_of;
use crate::package::writing::forms::Form;
use crate::package::writing::next_year::is_filled_in;
use crate::package::writing::workbook::Page;
use crate::package::{CellAddress, Code, Problem, Sheet};

/// A cell of the plan by its meaning: the table, the row, the head of the column.
pub(super) type Cell = (&'static str, Key, String);

/// A cell of a form, for messages.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The file and the sheet in it.
    pub sheet: String,
    pub at: CellAddress,
}

/// A filled cell.
pub(super) struct Answer {
    pub text: String,
    pub place: Place,
}

/// The cells that a form asks for, by their meaning.
pub(super) fn asked(form: &Form) -> Vec<Cell> {
    let mut cells = Vec::new();
    for page in &form.pages {
        let Some(spec) = spec_of(&page.sheet.name) else { continue };
        let Some(sent) = Grid::new(spec, &page.sheet) else { continue };
        let rows: BTreeMap<usize, &Key> = sent.rows.iter().map(|(key, row)| (*row, key)).collect();
        let heads: BTreeMap<usize, &String> =
            sent.columns.iter().map(|(head, column)| (*column, head)).collect();
        let of = |at: &CellAddress| {
            Some((spec.sheet, (*rows.get(&at.row)?).clone(), (*heads.get(&at.column)?).clone()))
        };
        cells.extend(page.open.iter().filter_map(of));
    }
    cells
}

/// The answers of all forms.
#[derive(Default)]
pub(super) struct Answers {
    /// The cells of these forms that the plan has already, with their texts.
    known: BTreeMap<Cell, String>,
    pub cells: BTreeMap<Cell, Vec<Answer>>,
    /// The cells in the order of the forms, in which new rows are added.
    pub order: Vec<Cell>,
    pub problems: Vec<Problem>,
    /// How many answers the plan has not.
    new: usize,
    /// The rows in which a cell was filled in.
    rows: BTreeSet<(&'static str, Key)>,
    /// The rows of each form that came back and were left blank.
    blank: Vec<(String, &'static str, Key)>,
}

impl Answers {
    /// No answers yet, for a plan that has these cells.
    pub fn of(known: BTreeMap<Cell, String>) -> Answers {
        let rows = known.keys().map(|(table, key, _)| (*table, key.clone())).collect();
        Answers { known, rows, ..Answers::default() }
    }

    /// Whether a cell has been filled in, in a form or in the plan.
    pub fn is_filled(&self, cell: &Cell) -> bool {
        self.cells.contains_key(cell) || self.is_known(cell)
    }

    /// Whether the plan has the cell already.
    pub fn is_known(&self, cell: &Cell) -> bool {
        self.known.contains_key(cell)
    }

    /// Reads a form that came back. Returns whether anything was filled in that the plan has not.
    pub fn read(&mut self, file: &str, sheets: &[Sheet], form: &Form) -> bool {
        let before = self.new;
        for page in &form.pages {
            let Some(spec) = spec_of(&page.sheet.name) else { continue };
            let found =
                sheets.iter().find(|sheet| spec_of(&sheet.name).is_some_and(|of| std::ptr::eq(of, spec)));
            let place = messages().forms.place(file, spec.sheet);
            let grid = found.and_then(|sheet| Grid::new(spec, sheet));
            match grid {
                Some(found) => self.compare(page, spec, &place, &found),
                None if is_filled_in(spec.sheet) => {
                    self.problems
                        .push(Problem::of_sheet(&code::GONE, &place).found(messages().forms.whole_sheet));
                }
                None => {}
            }
        }
        self.new > before
    }

    /// Compares a sheet with the one that was sent out.
    fn compare(&mut self, page: &Page, spec: &'static TableSpec, place: &str, found: &Grid) {
        let Some(sent) = Grid::new(spec, &page.sheet) else { return };
        let cells_of = |row: usize| {
            sent.columns.iter().map(move |(head, column)| (head, CellAddress { row, column: *column }))
        };
        let due: Vec<(&String, &usize)> =
            sent.columns.iter().filter(|(_, at)| page.open.iter().any(|open| open.column == **at)).collect();
        let mut rows: Vec<(&Key, &usize)> = sent.rows.iter().collect();
        rows.sort_by_key(|(_, row)| **row);
        let mut read = BTreeSet::new();
        for (key, row) in rows {
            let is_due = cells_of(*row).any(|(_, at)| page.open.contains(&at));
            let Some(own) = found.rows.get(key) else {
                if is_due {
                    self.problems.push(Problem::of_sheet(&code::GONE, place).found(named(key)));
                }
                continue;
            };
            let mut is_blank = true;
            for (head, at) in cells_of(*row) {
                let Some(column) = found.columns.get(head) else { continue };
                let own = CellAddress { row: *own, column: *column };
                let (text, expected) = (found.text(own), sent.text(at));
                let is_open = page.open.contains(&at);
                if is_open && !text.trim().is_empty() {
                    is_blank = false;
                    self.enter((spec.sheet, key.clone(), head.clone()), text, place, own);
                } else if !is_open && text.trim() != expected.trim() {
                    let problem = problem(&code::CHANGED, place, own, head);
                    self.problems.push(problem.found(shown(text)).expected(shown(expected)));
                }
            }
            for again in again(key, &sent, found).filter(|_| is_due) {
                for (head, at) in filled(&due, found, again) {
                    is_blank = false;
                    read.insert(again);
                    self.enter((spec.sheet, key.clone(), head.clone()), found.text(at), place, at);
                }
            }
            if !is_blank {
                self.rows.insert((spec.sheet, key.clone()));
            } else if is_due {
                self.blank.push((place.to_owned(), spec.sheet, key.clone()));
            }
        }
        self.gone_columns(page, place, &sent, found);
        self.added(place, (&due, &read), &sent, found);
    }

    /// Adds an answer to a cell of the plan, and its place in the form.
    fn enter(&mut self, cell: Cell, text: &str, place: &str, at: CellAddress) {
        let answer = Answer { text: text.to_owned(), place: Place { sheet: place.to_owned(), at } };
        self.new += usize::from(self.known.get(&cell).is_none_or(|known| known.trim() != text.trim()));
        let answers = self.cells.entry(cell.clone()).or_default();
        if answers.is_empty() {
            self.order.push(cell);
        }
        answers.push(answer);
    }

    fn gone_columns(&mut self, page: &Page, place: &str, sent: &Grid, found: &Grid) {
        let is_due = |column: usize| page.open.iter().any(|at| at.column == column);
        let gone = sent
            .columns
            .iter()
            .filter(|(head, column)| is_due(**column) && !found.columns.contains_key(*head));
        let problem = |(head, _): (&String, &usize)| {
            Problem::of_sheet(&code::GONE, place).found(messages().forms.column(head))
        };
        self.problems.extend(gone.map(problem));
    }

    /// Content in rows and columns that were not sent out. `due` are the columns to fill in, `read` the rows whose answers
    /// are known.
    fn added(
        &mut self,
        place: &str,
        (due, read): (&[(&String, &usize)], &BTreeSet<usize>),
        sent: &Grid,
        found: &Grid,
    ) {
        let rows =
            found.rows.iter().filter(|(key, row)| !sent.rows.contains_key(*key) && !read.contains(row));
        let rows = rows.map(|(_, row)| *row);
        for row in rows.chain(found.nameless.iter().copied()).collect::<BTreeSet<_>>() {
            let answers: Vec<(&String, CellAddress)> = filled(due, found, row).collect();
            for (head, at) in &answers {
                self.problems.push(problem(&code::ADDED, place, *at, head).found(found.text(*at)));
            }
            if !answers.is_empty() {
                continue;
            }
            // A row without an answer is named by its first cell.
            let first = (0..found.end().column).map(|column| CellAddress { row, column });
            if let Some(at) = first.into_iter().find(|at| !found.text(*at).trim().is_empty()) {
                self.problems.push(problem(&code::ADDED, place, at, "").found(found.text(at)));
            }
        }
        for (column, head) in (0..found.end().column).map(|column| (column, found.header.head(column))) {
            if found.columns.iter().any(|(known, at)| *at == column && sent.columns.contains_key(known)) {
                continue;
            }
            let below = (found.header.last + 1..found.end().row).map(|row| CellAddress { row, column });
            if let Some(at) = below.into_iter().find(|at| !found.text(*at).trim().is_empty()) {
                self.problems.push(problem(&code::ADDED, place, at, head).found(found.text(at)));
            }
        }
    }

    /// The rows that nobody has filled in, form by form.
    pub fn blanks(&self) -> Vec<Problem> {
        let mut by_place: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (place, table, key) in &self.blank {
            if !self.rows.contains(&(*table, key.clone())) {
                by_place.entry(place).or_default().push(named(key));
            }
        }
        let problem = |(place, rows): (&str, Vec<String>)| Problem {
            count: rows.len(),
            ..Problem::of_sheet(&code::BLANK, place).found(rows.join(messages().text.between))
        };
        by_place.into_iter().map(problem).collect()
    }
}

/// The rows of a form that name again a row of which one was sent. Somebody has written a second line, so what is there are
/// answers to the same cells.
fn again(key: &Key, sent: &Grid, found: &Grid) -> impl Iterator<Item = usize> {
    let (parts, is_only) = (key.0.clone(), !sent.rows.contains_key(&(key.0.clone(), 1)));
    let counts = (1..).take_while(move |_| is_only);
    counts.map_while(move |count| found.rows.get(&(parts.clone(), count)).copied())
}

/// The cells of a row that were filled in, in the columns that somebody was to fill in.
fn filled<'a>(
    due: &'a [(&'a String, &usize)],
    found: &'a Grid,
    row: usize,
) -> impl Iterator<Item = (&'a String, CellAddress)> {
    let at = move |head: &String| Some(CellAddress { row, column: *found.columns.get(head)? });
    let cells = due.iter().filter_map(move |(head, _)| Some((*head, at(head)?)));
    cells.filter(|(_, at)| !found.text(*at).trim().is_empty())
}

/// A row in words: what names it.
pub(super) fn named((parts, _): &Key) -> String {
    parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

pub(super) fn problem(code: &'static Code, place: &str, at: CellAddress, head: &str) -> Problem {
    Problem { head: head.to_owned(), ..Problem::of_sheet(code, place).at(at) }
}

/// A cell in a message, also where it is blank.
pub(super) fn shown(text: &str) -> String {
    if text.trim().is_empty() { messages().found.blank.to_owned() } else { text.to_owned() }
}
