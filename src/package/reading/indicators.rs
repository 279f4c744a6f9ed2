//! The sheet 指標. The printed cells are kept, and their readings are checked.
//!
//! Doubts are about the published value. If corrections change a row, the corrected row is checked. A right
//! correction settles the doubt about the printed cell. A correction that is itself doubtful is reported at the cell.

use std::collections::{BTreeMap, BTreeSet};

use crate::format::indicators;
use crate::locale::messages;
use crate::package::problems::catalogue as code;
use crate::package::reading::Reader;
use crate::package::reading::doubts::Doubts;
use crate::package::reading::references::{Ids, item_of, reposts};
use crate::package::reading::row::{Row, Table};
use crate::package::reading::spec_of;
use crate::package::sheets::NumberForm;
use crate::plan::{Correction, FiscalYear, Indicator, Item, Plan};

/// Reads the rows into their items. The values of corrected rows are checked later.
pub(in crate::package) fn indicators(
    reader: &mut Reader,
    table: &Table<Indicator>,
    items: &mut [Item],
    corrections: &[Correction],
) {
    let corrected = corrected_ids(corrections);
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
        if indicator.breaks().any(|(year, _)| year.is_none()) {
            reader.problems.push(row.problem(&code::BAD_YEAR, &indicators::BREAK));
        }
        if !corrected.contains(indicator.id.as_str()) {
            readings(reader, &row, &indicator);
        }
        if let Some(item) = item_of(reader, &row, &indicators::ITEM_ID, items) {
            item.indicators.push(indicator);
        }
    }
    reposts(reader, table, &indicators::ID, &indicators::REPOST_OF);
}

/// Checks the corrected rows again, because their corrected values are published. `shown` is the plan with every
/// correction applied.
pub(in crate::package) fn corrected_readings(
    reader: &mut Reader,
    table: &Table<Indicator>,
    corrections: &[Correction],
    shown: &Plan,
) {
    let ids = corrected_ids(corrections);
    if ids.is_empty() {
        return;
    }
    let rows: BTreeMap<&str, &Indicator> =
        shown.items.iter().flat_map(|item| &item.indicators).map(|row| (row.id.as_str(), row)).collect();
    for row in table.rows() {
        let id = row.word(&indicators::ID);
        if let Some(indicator) = rows.get(id.as_str()).filter(|_| ids.contains(id.as_str())) {
            readings(reader, &row, indicator);
        }
    }
}

/// The rows of 指標 that corrections name.
fn corrected_ids(corrections: &[Correction]) -> BTreeSet<&str> {
    let of_indicators = |one: &&Correction| {
        spec_of(&one.table).is_some_and(|spec| spec.sheet == indicators::TABLE.spec.sheet)
            && !one.is_confirmation()
    };
    corrections.iter().filter(of_indicators).map(|one| one.id.as_str()).collect()
}

/// A value of a row of 指標.
pub(in crate::package) struct Value<'a> {
    /// The index of its column.
    pub at: usize,
    /// The cell as the package has it.
    pub printed: &'a str,
    /// The cell as it is shown, with corrections.
    pub shown: &'a str,
    /// The year that it counts for.
    pub year: Option<FiscalYear>,
    /// Whether it is a rate of achievement, whose unit is not the row's.
    pub is_rate: bool,
}

/// The filled cells of a row that are values. `indicator` is the row as it is shown.
pub(in crate::package) fn values<'a>(row: &Row<'a, Indicator>, indicator: &'a Indicator) -> Vec<Value<'a>> {
    let mut values = Vec::new();
    for (column, shown, year) in [
        (&indicators::BASELINE, &indicator.baseline, indicator.baseline_year),
        (&indicators::REFERENCE, &indicator.reference, None),
    ] {
        if let Some(at) = row.column(column).filter(|at| !row.cell(*at).trim().is_empty()) {
            values.push(Value { at, printed: row.cell(at), shown, year, is_rate: false });
        }
    }
    for (column, cells) in [
        (&indicators::TARGETS, &indicator.targets),
        (&indicators::ACTUALS, &indicator.actuals),
        (&indicators::FORECASTS, &indicator.forecasts),
        (&indicators::CUMULATIVES, &indicator.cumulatives),
        (&indicators::RATES, &indicator.rates),
    ] {
        for (year, printed, at) in row.years(column) {
            let found = cells.binary_search_by_key(&year, |cell| cell.year).ok();
            let shown = found.map_or(printed, |index| cells[index].printed.as_str());
            let is_rate = std::ptr::eq(column, &indicators::RATES);
            values.push(Value { at, printed, shown, year: Some(year), is_rate });
        }
    }
    values
}

/// Reports doubtful cells: no number, another unit than the row's, or perhaps a hundredth of the meant value.
fn readings(reader: &mut Reader, row: &Row<Indicator>, indicator: &Indicator) {
    let (doubts, of_rates) = (Doubts::of(indicator), Doubts::of_rates(indicator));
    let values = values(row, indicator);
    if values.is_empty() {
        reader.problems.push(row.problem(&code::NO_VALUES, &indicators::ID));
    }
    for Value { at, printed, shown, is_rate, .. } in values {
        let doubts = if is_rate { &of_rates } else { &doubts };
        let is_corrected = printed != shown;
        // A correction has no number format.
        let is_general = !is_corrected && row.form(at) == Some(NumberForm::General);
        let Some((code, expected)) = doubts.of_cell(shown, is_general) else { continue };
        let found = match is_corrected {
            true => messages().readings.corrected(printed.trim(), shown.trim()),
            false => printed.to_owned(),
        };
        reader.problems.push(row.problem_at(code, at).found(found).expected(expected));
    }
}
