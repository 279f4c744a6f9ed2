//! The place of each answer in the plan's own sheets: the cell that is there, or a new one in a new row or column.

use std::collections::{BTreeMap, BTreeSet};

use crate::format::{about, pairs, results};
use crate::locale::messages;
use crate::package::merging::answers::{Answer, Cell, Place, named, problem, shown};
use crate::package::merging::grid::{Grid, Key, key_heads};
use crate::package::merging::problems as code;
use crate::package::reading::about::plan_key;
use crate::package::reading::spec_of;
use crate::package::sheets::layout::is_blank;
use crate::package::sheets::workbook::edit::Edits;
use crate::package::writing::year_head;
use crate::package::{CellAddress, Problem, Sheet};
use crate::plan::FiscalYear;

/// The place in a form from which a cell of the plan was filled in.
pub(super) type Sources = BTreeMap<(String, CellAddress), Place>;

/// The sheets of the plan while answers are put into them.
pub(super) struct Places<'a> {
    sheets: &'a [Sheet],
    year: FiscalYear,
    tables: BTreeMap<&'static str, Table<'a>>,
    sources: Sources,
    /// The sheets that the plan lacks and that were reported.
    missing: BTreeSet<&'static str>,
    /// How many answers were put into a cell.
    pub taken: usize,
    /// How many rows are new.
    pub rows: usize,
    /// How many answers the plan had already.
    pub same: usize,
}

/// A table of the plan.
struct Table<'a> {
    /// The name of its sheet, or of its file.
    name: &'a str,
    grid: Grid<'a>,
    /// The first row and column that are free.
    next: CellAddress,
    edits: Edits,
}

impl<'a> Places<'a> {
    pub fn new(sheets: &'a [Sheet], year: FiscalYear) -> Places<'a> {
        let table = |sheet: &'a Sheet| {
            let spec = spec_of(&sheet.name)?;
            let grid = Grid::new(spec, sheet)?;
            let next = grid.end();
            Some((spec.sheet, Table { name: &sheet.name, grid, next, edits: Edits::new() }))
        };
        let tables = sheets.iter().filter_map(table).collect();
        Places {
            sheets,
            year,
            tables,
            sources: Sources::new(),
            missing: BTreeSet::new(),
            taken: 0,
            rows: 0,
            same: 0,
        }
    }

    /// The cells among these that the plan has already, with their texts.
    pub fn known(&self, cells: impl Iterator<Item = Cell>) -> BTreeMap<Cell, String> {
        let text = |(table, key, head): &Cell| {
            let grid = &self.tables.get(table)?.grid;
            let at = CellAddress { row: *grid.rows.get(key)?, column: *grid.columns.get(head)? };
            Some(grid.text(at).to_owned()).filter(|text| !text.trim().is_empty())
        };
        cells.filter_map(|cell| Some((cell.clone(), text(&cell)?))).collect()
    }

    /// Puts an answer into its cell, or returns why it cannot be there.
    pub fn put(&mut self, cell: &Cell, answer: &Answer) -> Option<Problem> {
        let (table, key, head) = cell;
        let from =
            |code| problem(code, &answer.place.sheet, answer.place.at, head).found(answer.text.as_str());
        let no_place = |what: String| Some(from(&code::NO_PLACE).expected(what));
        let Some(own) = self.tables.get_mut(table) else {
            // One message for the whole sheet.
            return self.missing.insert(table).then(|| no_place(sheet_with_heads(table))).flatten();
        };
        let Some(column) = own.column(head) else {
            return no_place(messages().forms.column(head));
        };
        let is_new = !own.grid.rows.contains_key(key);
        let Some(row) = own.row(table, key) else {
            return no_place(messages().forms.row_of(table, named(key)));
        };
        self.rows += usize::from(is_new);
        let at = CellAddress { row, column };
        let there = own.grid.text(at);
        if there.trim() == answer.text.trim() {
            self.same += 1;
            return None;
        }
        if !there.trim().is_empty() {
            let expected = messages().forms.said_at(shown(there), format!("{table}!{at}"));
            return Some(from(&code::FILLED).expected(expected));
        }
        own.edits.insert(at, answer.text.clone());
        self.sources.insert(((*table).to_owned(), at), answer.place.clone());
        self.taken += 1;
        None
    }

    /// The sheets with the answers in them, and the edits of each sheet by its own name.
    pub fn finish(mut self) -> (Vec<Sheet>, BTreeMap<String, Edits>, Sources) {
        if self.taken > 0 {
            self.move_year_on();
        }
        let mut sheets = self.sheets.to_vec();
        let tables = self.tables.into_values().filter(|table| !table.edits.is_empty());
        let mut edits = BTreeMap::new();
        for table in tables {
            let own = sheets.iter_mut().filter(|sheet| sheet.name == table.name);
            own.for_each(|sheet| put_into(sheet, &table.edits, table.grid.header.last));
            edits.insert(table.name.to_owned(), table.edits);
        }
        (sheets, edits, self.sources)
    }

    /// Sets 実績年度 to the year of the answers.
    fn move_year_on(&mut self) {
        let Some(table) = self.tables.get_mut(pairs::TABLE.spec.sheet) else { return };
        let of = |head: &str| table.grid.columns.get(head).copied();
        let (Some(key), Some(column)) = (of(pairs::KEY.spec.head), of(pairs::VALUE.spec.head)) else {
            return;
        };
        let rows = table.grid.header.last + 1..table.next.row;
        let is_year = |row: &usize| {
            let text = table.grid.text(CellAddress { row: *row, column: key });
            plan_key(text).is_some_and(|spec| spec.key == about::RESULTS_YEAR.spec.key)
        };
        let row = rows.into_iter().find(is_year).unwrap_or(table.next.row);
        let at = CellAddress { row, column };
        if FiscalYear::parse(table.grid.text(at)) == Some(self.year) {
            return;
        }
        if row == table.next.row {
            table.edits.insert(CellAddress { row, column: key }, about::RESULTS_YEAR.spec.head.to_owned());
        }
        table.edits.insert(at, year_head(self.year));
    }
}

/// Writes the texts into the cells of a sheet. The rows that are new, and all where a column is new, get as many cells as the
/// head has: in a CSV a short row is taken for one that has lost a comma.
fn put_into(sheet: &mut Sheet, edits: &Edits, head: usize) {
    let before = (sheet.rows.len(), sheet.rows.get(head).map_or(0, Vec::len));
    for (at, text) in edits {
        if sheet.rows.len() <= at.row {
            sheet.rows.resize(at.row + 1, Vec::new());
        }
        let cells = &mut sheet.rows[at.row];
        if cells.len() <= at.column {
            cells.resize(at.column + 1, String::new());
        }
        cells[at.column].clone_from(text);
        sheet.forms.remove(at);
    }
    let width = sheet.rows.get(head).map_or(0, Vec::len);
    let first = if width > before.1 { head + 1 } else { before.0 };
    for cells in sheet.rows.iter_mut().skip(first).filter(|cells| cells.len() < width && !is_blank(cells)) {
        cells.resize(width, String::new());
    }
}

/// A sheet with the heads that it needs: other columns are added behind them.
fn sheet_with_heads(table: &str) -> String {
    let heads = spec_of(table).map(key_heads).unwrap_or_default();
    let heads = heads.iter().enumerate();
    let heads = heads.map(|(column, head)| messages().forms.head_in(CellAddress { row: 0, column }, *head));
    let heads: Vec<String> = heads.collect();
    messages().forms.sheet_with_heads(table, heads.join(messages().text.between))
}

impl Table<'_> {
    /// The column with this head, added behind the others where the sheet lacks it. Below a head of several rows a column
    /// cannot be added without guessing.
    fn column(&mut self, head: &str) -> Option<usize> {
        if let Some(column) = self.grid.columns.get(head) {
            return Some(*column);
        }
        if self.grid.header.first != self.grid.header.last {
            return None;
        }
        let column = self.next.column;
        self.edits.insert(CellAddress { row: self.grid.header.last, column }, head.to_owned());
        self.grid.columns.insert(head.to_owned(), column);
        self.next.column += 1;
        Some(column)
    }

    /// The row with this key. A result or a rating may be new, so its row is added below the others.
    fn row(&mut self, table: &str, key: &Key) -> Option<usize> {
        if let Some(row) = self.grid.rows.get(key) {
            return Some(*row);
        }
        let heads = key_heads(spec_of(table)?);
        if !heads.contains(&results::FISCAL_YEAR.spec.head) {
            return None;
        }
        let row = self.next.row;
        for (head, text) in heads.into_iter().zip(&key.0).filter(|(_, text)| !text.is_empty()) {
            let column = self.column(head)?;
            self.edits.insert(CellAddress { row, column }, text.clone());
        }
        self.grid.rows.insert(key.clone(), row);
        self.next.row += 1;
        Some(row)
    }
}
