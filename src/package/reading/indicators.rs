//! The sheet 指標: printed cells kept, their readings looked at.

use crate::format::{Column, indicators};
use crate::package::problems::catalogue as code;
use crate::package::reading::Reader;
use crate::package::reading::doubts::Doubts;
use crate::package::reading::references::{Ids, item_of, reposts};
use crate::package::reading::row::{Row, Table};
use crate::package::sheets::NumberForm;
use crate::plan::{Indicator, Item};

pub(in crate::package) fn indicators(reader: &mut Reader, table: &Table<Indicator>, items: &mut [Item]) {
    for ((_, year), at) in &table.columns.years {
        if reader.is_outside(*year) {
            let problem = table.head_problem(&code::YEAR_BESIDE_PLAN, Some(*at)).found(year.short());
            reader.problems.push(problem.expected(reader.years_in_words()));
        }
    }
    let mut ids = Ids::default();
    for row in table.rows() {
        let indicator: Indicator = row.read(reader);
        row.check_id(&indicators::ID, &mut reader.problems);
        ids.enter(reader, &row, &indicators::ID, &indicator.id);
        row.reason(indicator.inferred, &indicators::NOTE, &mut reader.problems);
        readings(reader, &row, &indicator);
        if let Some(item) = item_of(reader, &row, &indicators::ITEM_ID, items) {
            item.indicators.push(indicator);
        }
    }
    reposts(reader, table, &indicators::ID, &indicators::REPOST_OF);
}

/// Says which cells are in doubt: no number, in another unit than their row, or perhaps a hundredth of what is meant.
fn readings(reader: &mut Reader, row: &Row<Indicator>, indicator: &Indicator) {
    let years = row.years(&indicators::TARGETS).chain(row.years(&indicators::ACTUALS));
    let years = years.map(|(_, cell, at)| (cell.to_owned(), Err(at)));
    let single: [&Column<Indicator>; 2] = [&indicators::BASELINE, &indicators::REFERENCE];
    let single = single.into_iter().map(|column| (row.text(column), Ok(column)));
    let doubts = Doubts::of(indicator);
    let mut values = 0;
    for (cell, place) in single.chain(years).filter(|(cell, _)| !cell.is_empty()) {
        values += 1;
        let at = place.map_or_else(Some, |column| row.column(column));
        let is_general = at.is_some_and(|at| row.form(at) == Some(NumberForm::General));
        let Some((code, expected)) = doubts.of_cell(&cell, is_general) else { continue };
        let problem = match place {
            Ok(column) => row.problem(code, column),
            Err(at) => row.problem_at(code, at),
        };
        reader.problems.push(problem.expected(expected));
    }
    if values == 0 {
        reader.problems.push(row.problem(&code::NO_VALUES, &indicators::ID));
    }
}
