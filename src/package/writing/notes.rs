//! The notes that our workbooks have beside cells, recognised by their words: a program that writes a workbook again may drop
//! their author.

use std::collections::BTreeMap;

use crate::format::{TABLES, about, items, results};
use crate::locale::JA;
use crate::package::problems::catalogue as code;
use crate::package::reading::spec_of;
use crate::package::sheets::columns::Columns;
use crate::package::sheets::layout::header_of;
use crate::package::writing::next_year::words;
use crate::package::{Problem, Sheet};
use crate::plan::FiscalYear;

/// So many characters of a note at least are in a problem; a longer one may be cut off behind them.
const KEPT: usize = 60;

/// Leaves out the problems about comments that we wrote ourselves. `sheets` are all of their workbook.
pub(in crate::package) fn without_own_notes(problems: &mut Vec<Problem>, sheets: &[Sheet]) {
    if problems.iter().any(|problem| problem.code == &code::COMMENT) {
        let names = names(sheets);
        problems.retain(|problem| problem.code != &code::COMMENT || !is_own(problem, sheets, &names));
    }
}

fn is_own(problem: &Problem, sheets: &[Sheet], names: &Names) -> bool {
    let found = problem.found.trim();
    let is_cut = found.chars().count() >= KEPT;
    let is = |own: &str| own == found || is_cut && own.starts_with(found);
    // The keys of 計画 are described as the columns of other sheets.
    let specs = || TABLES.into_iter().chain([&about::TABLE.spec]);
    let of_format = || specs().flat_map(|spec| spec.columns).any(|column| is(column.about));
    of_format() || is_of_next_year(found) || is_name(problem, &is, sheets, names)
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

/// Beside the id of a result is the name of its item. `names` are those of the items, by their ids.
fn is_name(problem: &Problem, is: &dyn Fn(&str) -> bool, sheets: &[Sheet], names: &Names) -> bool {
    let is_results =
        |sheet: &&Sheet| spec_of(&sheet.name).is_some_and(|spec| spec.sheet == results::TABLE.spec.sheet);
    let row = problem.row.filter(|_| problem.sheet == results::TABLE.spec.sheet && problem.column == Some(1));
    let cell = row.and_then(|row| sheets.iter().find(is_results)?.rows.get(row - 1)?.first());
    cell.and_then(|id| names.get(id.trim())).is_some_and(|name| is(name.trim()))
}

/// The names of items by their ids.
type Names<'a> = BTreeMap<&'a str, &'a str>;

fn names(sheets: &[Sheet]) -> Names<'_> {
    let spec = &items::TABLE.spec;
    let Some(sheet) =
        sheets.iter().find(|sheet| spec_of(&sheet.name).is_some_and(|of| of.sheet == spec.sheet))
    else {
        return Names::new();
    };
    let Some(header) = header_of(spec, &sheet.rows) else { return Names::new() };
    let columns = Columns::read(spec, sheet, &header, &mut Vec::new());
    let (Some(id), Some(name)) = (columns.of(items::ID.spec.key), columns.of(items::NAME.spec.key)) else {
        return Names::new();
    };
    let rows = sheet.rows.iter().skip(header.last + 1);
    rows.filter_map(|cells| Some((cells.get(id)?.trim(), cells.get(name)?.as_str()))).collect()
}
