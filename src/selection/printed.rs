//! Counts what a plan without ratings prints: items with a result in each year, and indicators by the values that they
//! have.

use super::prepared::Prepared;
use crate::list::List;
use crate::plan::{FiscalYear, Indicator, is_dash};

/// How many items have a result in a year, and how many have none. Reposts are not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The year of the results.
    pub year: FiscalYear,
    /// The items with a result.
    pub with: usize,
    /// The items without.
    pub without: usize,
}

/// The years with a result in the plan, and the reported one, in order. `matches` says which items are counted.
pub fn reported(prepared: &Prepared, matches: &[bool]) -> Vec<Reported> {
    let plan = &prepared.plan;
    let mut years = plan.about.results_year.into_iter().list();
    plan.items.iter().flat_map(|item| &item.results).for_each(|row| row.year.insert_into(&mut years));
    let counted =
        || plan.items.iter().zip(matches).filter(|(item, meets)| **meets && item.repost_of.is_none());
    let of_year = |year: FiscalYear| {
        let with = counted().filter(|(item, _)| item.results.iter().any(|row| row.year == year)).count();
        Reported { year, with, without: counted().count() - with }
    };
    years.into_iter().map(of_year).list()
}

/// How many kinds [`indicators_printed`] has.
pub const PRINTED_KINDS: usize = 6;

/// How many indicators of the items that match print: targets and actuals; only targets; only targets that are no
/// number; only actuals; only a baseline or a value to compare with; no value. A dash is no value. Reposts are not
/// counted.
pub fn indicators_printed(prepared: &Prepared, matches: &[bool]) -> [usize; PRINTED_KINDS] {
    let mut counts = [0; PRINTED_KINDS];
    for (item, _) in prepared.plan.items.iter().zip(matches).filter(|(_, meets)| **meets) {
        for row in item.indicators.iter().filter(|row| row.repost_of.is_none()) {
            counts[kind(row)] += 1;
        }
    }
    counts
}

fn kind(row: &Indicator) -> usize {
    let has_actual = row.actuals.iter().any(|cell| !is_dash(&cell.printed));
    let mut targets = row.targets.iter().filter(|cell| !is_dash(&cell.printed)).peekable();
    match (targets.peek().is_some(), has_actual) {
        (true, true) => 0,
        (true, false) => {
            let grammar = row.grammar();
            if targets.any(|cell| !grammar.read(&cell.printed).is_empty()) { 1 } else { 2 }
        }
        (false, true) => 3,
        (false, false)
            if [&row.baseline, &row.reference]
                .iter()
                .any(|cell| !cell.trim().is_empty() && !is_dash(cell)) =>
        {
            4
        }
        (false, false) => 5,
    }
}
