//! The sheets 取組, 年次計画 and 実績.

use std::collections::{BTreeMap, BTreeSet};

use crate::package::Problem;
use crate::package::problems::catalogue as code;
use crate::package::reading::Reader;
use crate::package::reading::references::{Ids, item_of, reposts};
use crate::package::reading::row::{Row, Table};
use crate::plan::{Action, FiscalYear, Item, OutlineRow, YearResult};

pub(in crate::package) fn items(reader: &mut Reader, table: &Table, outline: &[OutlineRow]) -> Vec<Item> {
    let known: BTreeSet<&str> = outline.iter().map(|row| row.id.as_str()).collect();
    let mut ids = Ids::default();
    let mut items = Vec::new();
    for row in table.rows() {
        let id = row.id("item_id", &mut reader.problems);
        ids.enter(reader, &row, "item_id", &id);
        let outline_id = row.word("outline_id");
        if reader.has_outline && !outline_id.is_empty() && !known.contains(outline_id.as_str()) {
            reader.problems.push(row.problem(&code::UNKNOWN_OUTLINE, "outline_id"));
        }
        items.push(Item {
            id,
            outline_id,
            mark: row.text("mark"),
            name: row.text("name"),
            departments: reader.departments_of(&row, "departments"),
            purpose: row.text("purpose"),
            content: row.text("content"),
            page: row.text("page"),
            repost_of: row.reference("repost_of"),
            note: row.text("note"),
            ..Item::default()
        });
    }
    reposts(reader, table, "item_id");
    // Of two items of one id, which is an error, the first has the rows.
    for (place, item) in items.iter().enumerate() {
        reader.items.entry(item.id.clone()).or_insert(place);
    }
    items
}

pub(in crate::package) fn schedule(reader: &mut Reader, table: &Table, items: &mut [Item]) {
    let has_rows = table.rows().next().is_some();
    if has_rows {
        year_columns(reader, table);
    }
    let years: Vec<FiscalYear> =
        reader.years.map_or(Vec::new(), |(first, last)| (first.0..=last.0).map(FiscalYear).collect());
    let mut marks: BTreeMap<(String, String), usize> = BTreeMap::new();
    for row in table.rows() {
        let by_year: BTreeMap<FiscalYear, &str> = row.years(0).map(|(year, cell, _)| (year, cell)).collect();
        for (_, cell, at) in row.years(0) {
            let mixed = |line: &&str| *line != "→" && line.contains(['→', '⇒', '➡', '⟶']);
            if let Some(line) = cell.lines().map(str::trim).find(mixed) {
                reader.problems.push(row.problem_at(&code::ARROW_IN_TEXT, at).found(line));
            }
        }
        let action = Action {
            mark: row.text("mark"),
            text: row.text("action"),
            cells: years.iter().map(|year| by_year.get(year).map_or("", |cell| cell).to_owned()).collect(),
            inferred: row.inferred(&mut reader.problems),
            note: row.text("note"),
        };
        let Some(item) = item_of(reader, &row, items) else { continue };
        if let Some(before) = marks.insert((item.id.clone(), action.mark.clone()), row.number) {
            let problem = row.problem(&code::SAME_MARK, "mark").found(&*item.id);
            reader.problems.push(problem.expected(format!("{before}行目")));
        }
        item.actions.push(action);
    }
}

/// Every year of the plan has a column, and every year column is of the plan.
fn year_columns(reader: &mut Reader, table: &Table) {
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

pub(in crate::package) fn results(reader: &mut Reader, table: &Table, items: &mut [Item]) {
    let mut seen: BTreeMap<(String, FiscalYear), usize> = BTreeMap::new();
    let mut not_filled = 0;
    for row in table.rows() {
        let year = row.year("fiscal_year", &mut reader.problems);
        let status = row.text("status");
        // Next year's workbook has a row for every item; what nobody filled in is no result.
        let is_filled = ["result", "status", "reason"].into_iter().any(|key| !row.text(key).is_empty());
        if reader.statuses.as_ref().is_some_and(|known| !status.is_empty() && !known.contains(status.trim()))
        {
            reader.problems.push(row.problem(&code::UNKNOWN_STATUS, "status"));
        }
        let (Some(item), Some(year)) = (item_of(reader, &row, items), year) else { continue };
        if !is_filled {
            not_filled += 1;
            continue;
        }
        if reader.is_outside(year) {
            let expected = reader.years_in_words();
            reader.problems.push(row.problem(&code::YEAR_BESIDE_PLAN, "fiscal_year").expected(expected));
        }
        if let Some(before) = seen.insert((item.id.clone(), year), row.number) {
            reader.problems.push(twice(&row, &item.id, year, before));
        }
        item.results.push(YearResult { year, text: row.text("result"), status, reason: row.text("reason") });
    }
    if not_filled > 0 {
        let problem = Problem::of_sheet(&code::RESULTS_NOT_FILLED, table.spec.sheet);
        reader.problems.push(problem.found(not_filled.to_string()));
    }
    for item in items {
        item.results.sort_by_key(|result| result.year);
    }
}

fn twice(row: &Row, item: &str, year: FiscalYear, before: usize) -> Problem {
    let found = format!("{item}の{}", year.short());
    row.problem(&code::DUPLICATE_ID, "fiscal_year").found(found).expected(format!("{before}行目"))
}
