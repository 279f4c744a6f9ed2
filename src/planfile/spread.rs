//! How much the views and files of a plan repeat: a department for each of its items, a name for each row below it.
//!
//! A small file can ask for very much. One row of the outline with 10,000 departments over 20,000 items makes 200
//! million pairs, and one note of a megabyte beside a cell of a million lines makes a terabyte of open data. Each kind of
//! repetition is counted here before it is made, at the cost of the plan's size. A plan over a limit is refused.

use super::{PlanFault, Repeated};
use crate::format::{MAX_PAIRS, MAX_REPEATED};
use crate::plan::{Assignment, DocumentTable, Indicator, Item, OutlineRow, Plan, Tree};

/// Refuses a plan that repeats too much. The outline must be sound: every parent comes before its children.
pub(super) fn check_spread(plan: &Plan) -> Result<(), PlanFault> {
    let mut spread = Spread::default();
    let tree = Tree::new(plan);
    let mut rows: Vec<Inherited> = Vec::with_capacity(plan.outline.len());
    for at in plan.outline_indices() {
        let above = tree.parent(at).map(|parent| rows[parent.0]);
        rows.push(Inherited::of(&plan[at], above.unwrap_or_default()));
    }
    for at in plan.item_indices() {
        let above = tree.row_of(at).map(|row| rows[row.0]);
        spread.item(&plan[at], above.unwrap_or_default());
    }
    plan.tables.iter().for_each(|table| spread.table(table));
    let counts = [
        (Repeated::Pairs, spread.pairs, MAX_PAIRS),
        (Repeated::Entries, spread.entries, MAX_PAIRS),
        (Repeated::Bytes, spread.bytes, MAX_REPEATED),
    ];
    match counts.into_iter().find(|(_, found, limit)| found > limit) {
        Some((what, found, limit)) => {
            Err(PlanFault::TooMuch { what, found: shown(found), limit: shown(limit) })
        }
        None => Ok(()),
    }
}

/// A count for a message. The largest of 32 bits says enough, and printing 64 bits costs the widget code.
fn shown(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// The sizes that an item takes from the rows above it.
#[derive(Clone, Copy, Default)]
struct Inherited {
    /// Bytes of the names of all rows.
    path: usize,
    /// Bytes of the page.
    page: usize,
    /// The departments, and the bytes of their names.
    departments: (usize, usize),
}

impl Inherited {
    fn of(row: &OutlineRow, above: Inherited) -> Inherited {
        Inherited {
            path: above.path + row.name.len() + 1,
            page: if row.page.is_empty() { above.page } else { row.page.len() },
            departments: or(size(&row.departments), above.departments),
        }
    }
}

/// How many departments, and the bytes of their names.
fn size(departments: &[Assignment]) -> (usize, usize) {
    (departments.len(), departments.iter().map(|of| of.department.len()).sum())
}

fn or(own: (usize, usize), above: (usize, usize)) -> (usize, usize) {
    if own.0 == 0 { above } else { own }
}

/// The counts of a plan. They are products of sizes, so 32 bits are too few.
#[derive(Default)]
struct Spread {
    pairs: u64,
    entries: u64,
    bytes: u64,
}

impl Spread {
    /// A text of so many bytes, written so many times.
    fn add(&mut self, times: usize, bytes: usize) {
        self.bytes += times as u64 * bytes as u64;
    }

    fn item(&mut self, item: &Item, above: Inherited) {
        let (departments, names) = or(size(&item.departments), above.departments);
        let indicators = item.indicators.len();
        self.pairs += departments as u64;
        self.entries += departments as u64 * indicators as u64;
        self.add(1, above.path + above.page + names);
        self.add(departments + indicators, item.name.len());
        for row in &item.indicators {
            self.indicator(row, departments);
        }
        // The open data has a row for each entry of an action and each paragraph of a result.
        for row in &item.actions {
            let entries = row.cells.iter().map(|cell| lines(cell)).sum();
            self.add(entries, row.mark.len() + row.text.len() + row.note.len());
        }
        for row in &item.results {
            self.add(lines(&row.text), row.status.len() + row.reason.len());
        }
    }

    /// The view of departments has the name for each of them, the chart and the open data have texts for each value.
    fn indicator(&mut self, row: &Indicator, departments: usize) {
        let name = row.name.len() + row.series.len();
        self.add(departments, name);
        self.add(row.cells().count(), name + row.unit.len() + row.as_of.len());
    }

    /// The open data has a row for each cell, with its head and the unit.
    fn table(&mut self, table: &DocumentTable) {
        let heads = table.head.iter().map(|head| head.len() + table.unit.len());
        self.add(table.rows.len(), heads.sum());
    }
}

/// At least as many as a cell has entries or paragraphs.
fn lines(text: &str) -> usize {
    1 + text.matches('\n').count()
}
