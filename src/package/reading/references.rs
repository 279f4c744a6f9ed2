//! References between rows: ids, reposts, corrections, levels.

use std::collections::BTreeMap;

use crate::format::pairs::{self, Pair};
use crate::format::{Column, about, corrections, items, outline};
use crate::locale::messages;
use crate::package::problems::catalogue as code;
use crate::package::reading::Reader;
use crate::package::reading::about::plan_key;
use crate::package::reading::row::{Row, Table};
use crate::package::{Problem, Severity};
use crate::plan::{About, Correction, CorrectionMiss, FiscalYear, Item, Miss, Plan};

/// The ids of a table and their rows.
#[derive(Default)]
pub(in crate::package) struct Ids {
    rows: BTreeMap<String, usize>,
}

impl Ids {
    /// Adds an id. Reports it if the table already has it.
    pub fn enter<R>(&mut self, reader: &mut Reader, row: &Row<R>, column: &Column<R>, id: &str) {
        if id.is_empty() {
            return;
        }
        if let Some(before) = self.rows.get(id) {
            reader
                .problems
                .push(row.problem(&code::DUPLICATE_ID, column).expected(messages().found.row(before)));
        } else {
            self.rows.insert(id.to_owned(), row.number);
        }
    }
}

/// The item to which a row belongs. An unknown id is reported.
pub(in crate::package) fn item_of<'a, R>(
    reader: &mut Reader,
    row: &Row<R>,
    owner: &Column<R>,
    items: &'a mut [Item],
) -> Option<&'a mut Item> {
    let id = row.word(owner);
    let found = reader.items.get(&id).and_then(|index| items.get_mut(*index));
    if reader.has_items && found.is_none() && !id.is_empty() {
        reader.problems.push(row.problem(&code::UNKNOWN_ITEM, owner));
    }
    found
}

/// Checks that every repost names a row that is not a repost itself.
pub(in crate::package) fn reposts<R>(
    reader: &mut Reader,
    table: &Table<R>,
    id: &Column<R>,
    repost_of: &Column<R>,
) {
    let sources: BTreeMap<String, bool> =
        table.rows().map(|row| (row.word(id), row.reference(repost_of).is_some())).collect();
    for row in table.rows() {
        let Some(source) = row.reference(repost_of) else { continue };
        match sources.get(&source) {
            None => reader.problems.push(row.problem(&code::UNKNOWN_REPOST, repost_of)),
            Some(true) => reader.problems.push(row.problem(&code::REPOST_OF_REPOST, repost_of)),
            Some(false) => {}
        }
    }
}

/// Checks that every correction changes something.
pub(in crate::package) fn corrections(
    reader: &mut Reader,
    table: &Table<Correction>,
    plan: &Plan,
    misses: &[CorrectionMiss],
) {
    let rows: Vec<Row<Correction>> = table.rows().collect();
    for miss in misses {
        let (row, correction) = (&rows[miss.index], &plan.corrections[miss.index]);
        reader.problems.push(match miss.why {
            Miss::NoText => row.problem(&code::CORRECTION_NO_TEXT, &corrections::PRINTED),
            Miss::TooMuch => row.problem(&code::CORRECTIONS_TOO_LONG, &corrections::CORRECTED),
            Miss::NoCell => {
                let named = format!("{} {} {}", correction.table, correction.id, correction.column);
                row.problem(&code::CORRECTION_NO_CELL, &corrections::ID).found(named)
            }
        });
    }
}

/// The row of a key in the sheet 計画. Where there are several, the last one holds.
fn row_of<'a>(table: &'a Table<Pair>, key: &Column<About>) -> Option<Row<'a, Pair>> {
    let is_key = |row: &Row<Pair>| plan_key(&row.word(&pairs::KEY)).is_some_and(|of| of.key == key.spec.key);
    table.rows().filter(is_key).last()
}

/// Checks that 実績年度 is the year of the newest results. `about` is the sheet 計画.
pub(in crate::package) fn results_year(reader: &mut Reader, about: &Table<Pair>, plan: &Plan) {
    let Some(year) = plan.about.results_year else { return };
    let Some(row) = row_of(about, &about::RESULTS_YEAR) else { return };
    if let Some((_, cell)) = reader.newest_result.as_ref().filter(|(newest, _)| *newest > year) {
        let problem = row.problem(&code::RESULTS_AFTER_YEAR, &pairs::VALUE).expected(cell);
        reader.problems.push(problem);
    }
    // A year beside the plan was reported. The workbook for next year's results has rows that wait for a text.
    let is_due = reader.blank_results || reader.is_outside(year);
    if !is_due && !plan.items.iter().any(|item| reaches(item, year)) {
        reader.problems.push(row.problem(&code::RESULTS_YEAR_EMPTY, &pairs::VALUE));
    }
}

/// Whether an item has a result, an actual or a rating of the year or a later one.
fn reaches(item: &Item, year: FiscalYear) -> bool {
    let mut actuals = item.indicators.iter().flat_map(|row| &row.actuals);
    item.results.iter().any(|result| result.year >= year)
        || item.ratings.iter().any(|rating| rating.year >= year)
        || actuals.any(|cell| cell.year >= year)
}

/// Checks that the plan names as many levels as it has. `about` is the sheet 計画.
pub(in crate::package) fn levels(reader: &mut Reader, about: &Table<Pair>, plan: &Plan) {
    let Some(row) = row_of(about, &about::LEVEL_NAMES) else { return };
    // The levels of a broken outline cannot be counted.
    let counted = [outline::TABLE.spec.sheet, items::TABLE.spec.sheet];
    let is_broken =
        |problem: &Problem| counted.contains(&&*problem.sheet) && problem.severity() == Severity::Error;
    if reader.problems.iter().any(is_broken) {
        return;
    }
    let named = plan.about.level_names.len();
    // Parents come before their children, so one pass without look-ups is enough.
    let mut levels: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &plan.outline {
        let above = row.parent_id.as_deref().and_then(|id| levels.get(id)).copied().unwrap_or(0);
        levels.insert(&row.id, above + 1);
    }
    let level = |item: &Item| {
        let above = levels.get(item.outline_id.as_str()).copied().unwrap_or(0);
        above + usize::from(!Plan::is_own_outline_row(item))
    };
    let deepest = plan.items.iter().map(level).max().unwrap_or(0);
    if named > 0 && deepest > named {
        let problem = row.problem(&code::LEVEL_COUNT, &pairs::VALUE);
        reader.problems.push(problem.found(named.to_string()).expected(deepest.to_string()));
    }
}
