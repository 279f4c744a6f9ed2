//! How much the views and files of a plan repeat: a department for each of its items, a name for each row below it.
//!
//! A small file can ask for very much. One row of the outline with 10,000 departments over 20,000 items makes 200
//! million pairs, and one note of a megabyte beside a cell of a million lines makes a terabyte of open data. Each kind of
//! repetition is counted here before it is made, at the cost of the plan's size. A plan over a limit is refused.

use super::{PlanFault, Repeated};
use crate::format::{MAX_PAIRS, MAX_REPEATED, results, schedule};
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
        spread.item(&plan[at], above.unwrap_or_default(), plan.about.id.len());
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

    fn item(&mut self, item: &Item, above: Inherited, plan_id: usize) {
        let (departments, names) = or(size(&item.departments), above.departments);
        let indicators = item.indicators.len();
        self.pairs += departments as u64;
        self.entries += departments as u64 * indicators as u64;
        self.add(1, above.path + above.page + names);
        self.add(departments + indicators, item.name.len());
        // Each row of the open data begins with these.
        let ids = plan_id + item.id.len();
        for row in &item.indicators {
            self.indicator(row, departments, ids);
        }
        // The open data has a row for each entry of an action and each paragraph of a result, with all other texts of the row.
        for row in &item.actions {
            let entries = row.cells.iter().map(|cell| lines(cell)).sum();
            self.add(entries, ids + schedule::TABLE.open_texts(row).map(String::len).sum::<usize>());
        }
        for row in &item.results {
            let texts: usize = results::TABLE.open_texts(row).map(String::len).sum();
            self.add(lines(&row.text), ids + texts - row.text.len());
        }
    }

    /// The view of departments has the name for each of them, the chart and the open data have texts for each value.
    fn indicator(&mut self, row: &Indicator, departments: usize, ids: usize) {
        let name = row.name.len() + row.series.len();
        self.add(departments, name);
        // The baseline, the reference, and the cells of years.
        let values = 2 + row.year_cells().iter().map(|cells| cells.len()).sum::<usize>();
        self.add(values, ids + row.id.len() + name + row.unit.len() + row.as_of.len());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Column, Field};
    use crate::plan::{About, Action, FiscalYear, YearCell, YearResult};

    const MANY: usize = 20_000;

    fn with(item: Item) -> Plan {
        let outline = vec![OutlineRow { id: "1".into(), ..OutlineRow::default() }];
        let about = About { id: "p".into(), first_year: FiscalYear(2023), ..About::default() };
        Plan { about, outline, items: vec![item], ..Plan::default() }
    }

    fn is_refused(item: Item) -> bool {
        matches!(check_spread(&with(item)), Err(PlanFault::TooMuch { what: Repeated::Bytes, .. }))
    }

    /// The columns of a table whose text the open data has on every line, each with a row that has much of it.
    fn long_texts<R: Default>(columns: &[&'static Column<R>]) -> Vec<(&'static str, R)> {
        let open = columns.iter().filter(|column| column.spec.open.is_some());
        open.filter_map(|column| {
            let mut row = R::default();
            let (Field::Text(of) | Field::Word(of)) = column.field else { return None };
            *(of.get_mut)(&mut row) = "長い文".repeat(MANY);
            Some((column.spec.key, row))
        })
        .collect()
    }

    #[test]
    fn every_text_that_stands_beside_each_paragraph_or_entry_is_counted() {
        for (key, mut row) in long_texts::<YearResult>(results::TABLE.columns) {
            row.text += &"a\n".repeat(MANY);
            let item = Item { results: vec![row], ..Item::default() };
            // The paragraphs themselves are not repeated.
            assert_eq!(is_refused(item), key != results::RESULT.spec.key, "{key}");
        }
        for (key, mut row) in long_texts::<Action>(schedule::TABLE.columns) {
            row.cells = vec!["a\n".repeat(MANY)];
            assert!(is_refused(Item { actions: vec![row], ..Item::default() }), "{key}");
        }
    }

    #[test]
    fn the_ids_of_a_row_are_on_each_of_its_lines() {
        let text = "a\n".repeat(1_000_000);
        let results = vec![YearResult { text, ..YearResult::default() }];
        assert!(is_refused(Item { id: "x".repeat(100), results, ..Item::default() }));
    }

    #[test]
    fn rates_have_the_texts_of_their_row_as_other_values_have() {
        let rate = YearCell { year: FiscalYear(2023), printed: "1".into() };
        let rates = vec![rate; 1_000];
        let row = Indicator { as_of: "時点".repeat(MANY), rates, ..Indicator::default() };
        assert!(is_refused(Item { indicators: vec![row], ..Item::default() }));
    }
}
