//! The sheet 指標: printed cells kept, their readings looked at.

use crate::package::problems::catalogue as code;
use crate::package::reading::Reader;
use crate::package::reading::doubts::Doubts;
use crate::package::reading::references::{Ids, item_of, reposts};
use crate::package::reading::row::{Row, Table};
use crate::plan::{Direction, Indicator, Item, Kind, YearCell};

/// The words of 良い方向; the first of each meaning is written.
pub(in crate::package) const DIRECTIONS: [(&str, Direction); 6] = [
    ("高い", Direction::Higher),
    ("低い", Direction::Lower),
    ("維持", Direction::Steady),
    ("higher", Direction::Higher),
    ("lower", Direction::Lower),
    ("steady", Direction::Steady),
];

/// The words of 種別; the first of each meaning is written.
pub(in crate::package) const KINDS: [(&str, Kind); 4] = [
    ("単年", Kind::Yearly),
    ("累計", Kind::Cumulative),
    ("yearly", Kind::Yearly),
    ("cumulative", Kind::Cumulative),
];

pub(in crate::package) fn indicators(reader: &mut Reader, table: &Table, items: &mut [Item]) {
    for ((_, year), at) in &table.columns.years {
        if reader.is_outside(*year) {
            let problem = table.head_problem(&code::YEAR_BESIDE_PLAN, Some(*at)).found(year.short());
            reader.problems.push(problem.expected(reader.years_in_words()));
        }
    }
    let mut ids = Ids::default();
    for row in table.rows() {
        let id = row.id("indicator_id", &mut reader.problems);
        ids.enter(reader, &row, "indicator_id", &id);
        let year_cells = |prefix| {
            let cells = row.years(prefix);
            cells.map(|(year, cell, _)| YearCell { year, printed: cell.to_owned() }).collect()
        };
        let problems = &mut reader.problems;
        let indicator = Indicator {
            id,
            name: row.text("name"),
            series: row.text("series"),
            unit: row.text("unit"),
            direction: row.choice("direction", &DIRECTIONS, problems),
            kind: row.choice("kind", &KINDS, problems),
            baseline_year: row.year("baseline_year", problems),
            baseline: row.text("baseline"),
            reference_name: row.text("reference_name"),
            reference: row.text("reference"),
            as_of: row.text("as_of"),
            targets: year_cells(0),
            actuals: year_cells(1),
            repost_of: row.reference("repost_of"),
            inferred: row.inferred(problems),
            note: row.text("note"),
        };
        readings(reader, &row, &indicator);
        if let Some(item) = item_of(reader, &row, items) {
            item.indicators.push(indicator);
        }
    }
    reposts(reader, table, "indicator_id");
}

/// Says which cells are in doubt: no number, in another unit than their row, or perhaps a hundredth of what is meant.
fn readings(reader: &mut Reader, row: &Row, indicator: &Indicator) {
    let years = row.years(0).chain(row.years(1)).map(|(_, cell, at)| (cell.to_owned(), Err(at)));
    let single = ["baseline", "reference"].into_iter().map(|key| (row.text(key), Ok(key)));
    let doubts = Doubts::of(indicator);
    let mut values = 0;
    for (cell, place) in single.chain(years).filter(|(cell, _)| !cell.is_empty()) {
        values += 1;
        let Some((code, expected)) = doubts.of_cell(&cell) else { continue };
        let problem = match place {
            Ok(key) => row.problem(code, key),
            Err(at) => row.problem_at(code, at),
        };
        reader.problems.push(problem.expected(expected));
    }
    if values == 0 {
        reader.problems.push(row.problem(&code::NO_VALUES, "indicator_id"));
    }
}
