//! The notes that our workbooks have beside cells, recognised by their words: a program that writes a workbook again may drop
//! their author.

use crate::format::{TABLES, about, items, results};
use crate::locale::JA;
use crate::package::problems::catalogue as code;
use crate::package::reading::spec_of;
use crate::package::writing::next_year::words;
use crate::package::{Problem, Sheet};
use crate::plan::FiscalYear;

/// So many characters of a note at least are in a problem; a longer one may be cut off behind them.
const KEPT: usize = 60;

/// Whether a problem is about a comment that we wrote ourselves. `sheets` are all of its workbook.
pub(in crate::package) fn is_about_own_note(problem: &Problem, sheets: &[Sheet]) -> bool {
    if problem.code != &code::COMMENT {
        return false;
    }
    let found = problem.found.trim();
    let is_cut = found.chars().count() >= KEPT;
    let is = |own: &str| own == found || is_cut && own.starts_with(found);
    // The keys of 計画 are described as the columns of other sheets.
    let specs = || TABLES.into_iter().chain([&about::TABLE.spec]);
    let of_format = || specs().flat_map(|spec| spec.columns).any(|column| is(column.about));
    of_format() || is_of_next_year(found) || is_name(problem, found, sheets)
}

/// The notes of the workbook for next year's results.
fn is_of_next_year(found: &str) -> bool {
    let own = &JA.next_year;
    let year = || {
        let (_, from) = found.split_once('（')?;
        FiscalYear::parse(from.split_once('）')?.0)
    };
    let of_year = |year: FiscalYear| {
        let year = words(year);
        [own.moved_on(&year), own.actuals(&year), own.results(&year), own.ratings(&year)]
    };
    [own.updated, own.label].contains(&found)
        || year().is_some_and(|year| of_year(year).iter().any(|own| own == found))
}

/// Beside the id of a result is the name of its item.
fn is_name(problem: &Problem, found: &str, sheets: &[Sheet]) -> bool {
    let is_items =
        |sheet: &&Sheet| spec_of(&sheet.name).is_some_and(|spec| spec.sheet == items::TABLE.spec.sheet);
    let mut cells = sheets.iter().filter(is_items).flat_map(|sheet| sheet.rows.iter().flatten());
    problem.sheet == results::TABLE.spec.sheet
        && problem.column == Some(1)
        && cells.any(|cell| cell.trim().starts_with(found))
}
