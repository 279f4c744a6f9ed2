//! The sheets 取組, 年次計画 and 実績.

use std::collections::{BTreeMap, BTreeSet};

use crate::format::{items, results, tags};
use crate::locale::messages;
use crate::package::Problem;
use crate::package::problems::catalogue as code;
use crate::package::reading::Reader;
use crate::package::reading::references::{Ids, item_of, reposts};
use crate::package::reading::row::{Row, Table};
use crate::plan::{FiscalYear, Item, OutlineRow, YearResult};

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
        // Words that are no year, such as 「継続」, have no order.
        if let (Some(start), Some(end)) = (FiscalYear::parse(&item.start), FiscalYear::parse(&item.end))
            && start > end
        {
            let problem = row.problem(&code::ITEM_YEAR_ORDER, &items::START).found(&*item.start);
            reader.problems.push(problem.expected(&*item.end));
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
            reader.blank_results = true;
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
        if reader.newest_result.as_ref().is_none_or(|(newest, _)| *newest < year) {
            let address = row.problem(&code::RESULTS_AFTER_YEAR, &results::FISCAL_YEAR).address();
            reader.newest_result = Some((year, messages().found.year_in_cell(address, year.short())));
        }
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
    let found = messages().found.item_year(item, year.short());
    row.problem(&code::DUPLICATE_ID, &results::FISCAL_YEAR)
        .found(found)
        .expected(messages().found.row(before))
}
