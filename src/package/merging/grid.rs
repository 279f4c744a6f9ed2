//! A table by what its rows and columns mean, whatever their order: in a form as it was sent out, in one that came
//! back, and in the plan.

use std::collections::BTreeMap;

use crate::format::{TableSpec, indicators, items, ratings, results, statuses};
use crate::package::sheets::columns::{Found, find};
use crate::package::sheets::layout::{Header, header_of, is_blank};
use crate::package::writing::year_head;
use crate::package::{CellAddress, Sheet};
use crate::plan::FiscalYear;

/// A row: the cells that name it, and how many rows before it have the same.
pub(super) type Key = (Vec<String>, usize);

pub(super) struct Grid<'a> {
    sheet: &'a Sheet,
    pub header: Header,
    /// The columns by the heads of the format; another column by its own head.
    pub columns: BTreeMap<String, usize>,
    pub rows: BTreeMap<Key, usize>,
    /// The rows with content whose key is blank.
    pub nameless: Vec<usize>,
}

impl<'a> Grid<'a> {
    /// The table of a sheet; `None` where the sheet is blank.
    pub fn new(spec: &'static TableSpec, sheet: &'a Sheet) -> Option<Grid<'a>> {
        let header = header_of(spec, &sheet.rows)?;
        let mut columns = BTreeMap::new();
        for (at, head) in header.heads.iter().enumerate().filter(|(_, head)| !head.is_empty()) {
            columns.entry(canonical(spec, head)).or_insert(at);
        }
        let keys: Vec<(&str, Option<usize>)> =
            key_heads(spec).into_iter().map(|head| (head, columns.get(head).copied())).collect();
        let mut grid = Grid { sheet, columns, rows: BTreeMap::new(), nameless: Vec::new(), header };
        let mut counts: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for row in grid.header.last + 1..sheet.rows.len() {
            if is_blank(&sheet.rows[row]) {
                continue;
            }
            let key: Vec<String> = keys
                .iter()
                .map(|(head, column)| {
                    let cell = column.map_or("", |column| grid.text(CellAddress { row, column }).trim());
                    let year = FiscalYear::parse(cell).filter(|_| *head == results::FISCAL_YEAR.spec.head);
                    year.map_or_else(|| cell.to_owned(), year_head)
                })
                .collect();
            if key[0].is_empty() {
                grid.nameless.push(row);
                continue;
            }
            let count = counts.entry(key.clone()).or_default();
            grid.rows.insert((key, *count), row);
            *count += 1;
        }
        Some(grid)
    }

    /// The text of a cell as it is written.
    pub fn text(&self, at: CellAddress) -> &'a str {
        self.sheet.rows.get(at.row).and_then(|cells| cells.get(at.column)).map_or("", String::as_str)
    }

    /// Below the last row, and behind the last column, of the sheet.
    pub fn end(&self) -> CellAddress {
        let rows = &self.sheet.rows;
        let column = rows.iter().map(Vec::len).max().unwrap_or(0);
        CellAddress { row: rows.len().max(self.header.last + 1), column }
    }
}

/// The columns that name a row.
pub(super) fn key_heads(spec: &TableSpec) -> Vec<&'static str> {
    let name = spec.sheet;
    if name == results::TABLE.spec.sheet {
        vec![results::ITEM_ID.spec.head, results::FISCAL_YEAR.spec.head]
    } else if name == indicators::TABLE.spec.sheet {
        vec![indicators::ID.spec.head]
    } else if name == ratings::TABLE.spec.sheet {
        use ratings::*;
        [&ITEM_ID.spec, &INDICATOR_ID.spec, &FISCAL_YEAR.spec, &BY.spec, &ASPECT.spec]
            .map(|spec| spec.head)
            .into()
    } else if name == statuses::TABLE.spec.sheet {
        vec![statuses::STATUS.spec.head, statuses::ASPECT.spec.head]
    } else {
        vec![items::ID.spec.head]
    }
}

/// The head of a column as the format writes it.
fn canonical(spec: &'static TableSpec, head: &str) -> String {
    match find(spec, head) {
        Some(Found::Column(key)) => {
            let column = spec.columns.iter().find(|column| column.key == key);
            column.map_or(head, |column| column.head).to_owned()
        }
        Some(Found::Year(prefix, year)) => {
            format!("{}{}", spec.years().nth(prefix).map_or("", |column| column.head), year_head(year))
        }
        _ => head.to_owned(),
    }
}
