//! The sheet 評価. 状況 and 理由 of the sheet 実績 are the short form of a rating without a rater and an aspect.

use std::collections::BTreeMap;

use crate::format::{ratings, results};
use crate::locale::messages;
use crate::package::Problem;
use crate::package::problems::catalogue as code;
use crate::package::reading::Reader;
use crate::package::reading::references::item_of;
use crate::package::reading::row::{Row, Table};
use crate::plan::{FiscalYear, Plan, Rating, Status, YearResult};

/// Reads the ratings into their items. `of_results` is the sheet 実績.
pub(in crate::package) fn ratings(
    reader: &mut Reader,
    table: &Table<Rating>,
    of_results: Option<&Table<YearResult>>,
    plan: &mut Plan,
) {
    let mut statuses = Statuses::of(of_results);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut not_filled = 0;
    for row in table.rows() {
        let rating: Rating = row.read(reader);
        let Some(item) = item_of(reader, &row, &ratings::ITEM_ID, &mut plan.items) else { continue };
        let missing =
            rating.indicator_id.as_ref().filter(|id| item.indicators.iter().all(|one| one.id != **id));
        if missing.is_some() {
            let problem = row.problem(&code::UNKNOWN_INDICATOR, &ratings::INDICATOR_ID);
            reader.problems.push(problem.expected(&*item.id));
        }
        // The unreadable year was reported when it was read.
        if rating.year == FiscalYear::default() {
            continue;
        }
        // Next year's workbook has rows to fill in.
        if row.has_no_text() {
            not_filled += 1;
            reader.blank_results = true;
            continue;
        }
        if reader.is_outside(rating.year) {
            let problem = row.problem(&code::YEAR_BESIDE_PLAN, &ratings::FISCAL_YEAR);
            reader.problems.push(problem.expected(reader.years_in_words()));
        }
        if !is_known(&plan.statuses, &rating) {
            reader.problems.push(row.problem(&code::UNKNOWN_STATUS, &ratings::RATING));
        }
        let Rating { indicator_id, year, by, aspect, as_of, .. } = &rating;
        let key = format!("{}\n{indicator_id:?}\n{}\n{by}\n{aspect}\n{as_of}", item.id, year.0);
        if let Some(before) = seen.insert(key, row.number) {
            reader.problems.push(twice(&row, &item.id, *year, before));
        }
        if let Some(cell) = statuses.find(&rating, &item.id) {
            reader.problems.push(row.problem(&code::STATUS_TWICE, &ratings::RATING).expected(cell));
        }
        item.ratings.push(rating);
    }
    if not_filled > 0 {
        let problem = Problem::of_sheet(&code::RATINGS_NOT_FILLED, table.spec.sheet);
        reader.problems.push(problem.found(not_filled.to_string()));
    }
}

/// Whether 状況区分 has the word, in the scale of its aspect or in one without an aspect.
fn is_known(statuses: &[Status], rating: &Rating) -> bool {
    let word = rating.rating.trim();
    let is_of = |scale: &str| scale == rating.aspect || scale.is_empty() || rating.aspect.is_empty();
    let mut scales = statuses.iter().filter(|status| status.status == word);
    word.is_empty() || statuses.is_empty() || scales.any(|status| is_of(&status.aspect))
}

fn twice(row: &Row<Rating>, item: &str, year: FiscalYear, before: usize) -> Problem {
    let found = messages().found.item_year(item, year.short());
    row.problem(&code::DUPLICATE_ID, &ratings::FISCAL_YEAR)
        .found(found)
        .expected(messages().found.row(before))
}

/// The addresses of the cells 状況 and 理由 of 実績, by item and year.
struct Statuses(BTreeMap<(String, FiscalYear), String>);

impl Statuses {
    fn of(table: Option<&Table<YearResult>>) -> Statuses {
        let mut addresses = BTreeMap::new();
        for row in table.into_iter().flat_map(Table::rows) {
            let cell =
                [&results::STATUS, &results::REASON].into_iter().find(|cell| !row.text(cell).is_empty());
            let year = FiscalYear::parse(&row.word(&results::FISCAL_YEAR));
            if let (Some(cell), Some(year)) = (cell, year) {
                let address = row.problem(&code::STATUS_TWICE, cell).address();
                addresses.insert((row.word(&results::ITEM_ID), year), address);
            }
        }
        Statuses(addresses)
    }

    /// The cell that says the same as a rating in short.
    fn find(&mut self, rating: &Rating, item: &str) -> Option<&str> {
        let cell = self.0.get(&(item.to_owned(), rating.year));
        cell.filter(|_| rating.is_status()).map(String::as_str)
    }
}
