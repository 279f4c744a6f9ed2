//! The sheets 取組, 年次計画 and 実績.

use std::collections::{BTreeMap, BTreeSet};

use crate::format::{items, results, schedule, tags};
use crate::locale::JA;
use crate::package::Problem;
use crate::package::problems::catalogue as code;
use crate::package::reading::Reader;
use crate::package::reading::references::{Ids, item_of, reposts};
use crate::package::reading::row::{Row, Table};
use crate::plan::{Action, FiscalYear, Item, OutlineRow, YearResult};

pub(in crate::package) fn items(
    reader: &mut Reader,
    table: &Table<Item>,
    outline: &[OutlineRow],
) -> Vec<Item> {
    let known: BTreeSet<&str> = outline.iter().map(|row| row.id.as_str()).collect();
    let mut ids = Ids::default();
    let mut list = Vec::new();
    for row in table.rows() {
        let item: Item = row.read(reader);
        row.check_id(&items::ID, &mut reader.problems);
        ids.enter(reader, &row, &items::ID, &item.id);
        if let Some(bare) = item.tags.iter().find(|tag| !tags::is_whole(tag)) {
            reader.problems.push(row.problem(&code::TAG_WITHOUT_VOCABULARY, &items::TAGS).found(bare));
        }
        let above = item.outline_id.as_str();
        if reader.has_outline && !above.is_empty() && !known.contains(above) {
            reader.problems.push(row.problem(&code::UNKNOWN_OUTLINE, &items::OUTLINE_ID));
        }
        list.push(item);
    }
    reposts(reader, table, &items::ID, &items::REPOST_OF);
    // If two items have the same id, which is an error, the rows go to the first.
    for (index, item) in list.iter().enumerate() {
        reader.items.entry(item.id.clone()).or_insert(index);
    }
    list
}

pub(in crate::package) fn schedule(reader: &mut Reader, table: &Table<Action>, items: &mut [Item]) {
    let has_rows = table.rows().next().is_some();
    if has_rows {
        year_columns(reader, table);
    }
    let mut marks: BTreeMap<(String, String), usize> = BTreeMap::new();
    for row in table.rows() {
        for (_, cell, at) in row.years(&schedule::CELLS) {
            let mixed = |line: &&str| *line != "→" && line.contains(['→', '⇒', '➡', '⟶']);
            if let Some(line) = cell.lines().map(str::trim).find(mixed) {
                reader.problems.push(row.problem_at(&code::ARROW_IN_TEXT, at).found(line));
            }
        }
        let action: Action = row.read(reader);
        row.reason(action.inferred, &schedule::NOTE, &mut reader.problems);
        let Some(item) = item_of(reader, &row, &schedule::ITEM_ID, items) else { continue };
        if let Some(before) = marks.insert((item.id.clone(), action.mark.clone()), row.number) {
            let problem = row.problem(&code::SAME_MARK, &schedule::MARK).found(&*item.id);
            reader.problems.push(problem.expected(JA.found.row(before)));
        }
        item.actions.push(action);
    }
}

/// Checks that every year of the plan has a column, and that every year column is a year of the plan.
fn year_columns(reader: &mut Reader, table: &Table<Action>) {
    let Some((first, last)) = reader.years else { return };
    for ((_, year), at) in &table.columns.years {
        if reader.is_outside(*year) {
            let problem = table.head_problem(&code::YEAR_OUTSIDE_PLAN, Some(*at)).found(year.short());
            reader.problems.push(problem.expected(reader.years_in_words()));
        }
    }
    for year in (first.0..=last.0).map(FiscalYear) {
        if !table.columns.years.contains_key(&(0, year)) {
            let problem = table.head_problem(&code::MISSING_YEAR_COLUMN, None);
            reader.problems.push(problem.expected(year.short()));
        }
    }
}

pub(in crate::package) fn results(reader: &mut Reader, table: &Table<YearResult>, items: &mut [Item]) {
    let mut seen: BTreeMap<(String, FiscalYear), usize> = BTreeMap::new();
    let mut not_filled = 0;
    for row in table.rows() {
        let result: YearResult = row.read(reader);
        let (year, status) = (result.year, result.status.trim());
        if reader.statuses.as_ref().is_some_and(|known| !status.is_empty() && !known.contains(status)) {
            reader.problems.push(row.problem(&code::UNKNOWN_STATUS, &results::STATUS));
        }
        let Some(item) = item_of(reader, &row, &results::ITEM_ID, items) else { continue };
        // The unreadable year was reported when it was read.
        if year == FiscalYear::default() {
            continue;
        }
        // Next year's workbook has a row for every item. A row without any text is not a result.
        if row.has_no_text() {
            not_filled += 1;
            continue;
        }
        if reader.is_outside(year) {
            let expected = reader.years_in_words();
            reader
                .problems
                .push(row.problem(&code::YEAR_BESIDE_PLAN, &results::FISCAL_YEAR).expected(expected));
        }
        if let Some(before) = seen.insert((item.id.clone(), year), row.number) {
            reader.problems.push(twice(&row, &item.id, year, before));
        }
        item.results.push(result);
    }
    if not_filled > 0 {
        let problem = Problem::of_sheet(&code::RESULTS_NOT_FILLED, table.spec.sheet);
        reader.problems.push(problem.found(not_filled.to_string()));
    }
    for item in items {
        item.results.sort_by_key(|result| result.year);
    }
}

fn twice(row: &Row<YearResult>, item: &str, year: FiscalYear, before: usize) -> Problem {
    let found = JA.found.item_year(item, year.short());
    row.problem(&code::DUPLICATE_ID, &results::FISCAL_YEAR).found(found).expected(JA.found.row(before))
}
