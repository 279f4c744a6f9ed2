//! The sheet 変更. An entry is kept when the row that it names is gone: an old link then says what became of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::format::{changes, indicators, items, outline, pairs, ratings, results, schedule};
use crate::locale::messages;
use crate::package::problems::catalogue as code;
use crate::package::reading::Reader;
use crate::package::reading::about::plan_key;
use crate::package::reading::row::{Row, Table};
use crate::package::reading::spec_of;
use crate::plan::{Change, Plan};

pub(in crate::package) fn changes(reader: &mut Reader, table: &Table<Change>, plan: &Plan) -> Vec<Change> {
    let mut list: Vec<Change> = table.rows().map(|row| row.read(reader)).collect();
    // The name of a sheet may be written as that of its file.
    for change in &mut list {
        if let Some(spec) = spec_of(&change.table) {
            spec.sheet.clone_into(&mut change.table);
        }
    }
    let ids = Ids::of(plan);
    let mut ended = Ended::new();
    for change in list.iter().filter(|change| change.is_end()) {
        let successors = ended.entry((&*change.table, &*change.id)).or_default();
        successors.extend(change.successors.iter().map(String::as_str));
    }
    for (row, change) in table.rows().zip(&list) {
        check(reader, &row, change, &ids, &ended);
    }
    list
}

/// The rows that went, by table and id, and their successors.
type Ended<'a> = BTreeMap<(&'a str, &'a str), Vec<&'a str>>;

fn check(reader: &mut Reader, row: &Row<Change>, change: &Change, ids: &Ids, ended: &Ended) {
    // A date may be words. A number that is none is what a spreadsheet keeps of a date.
    let is_number = |c: char| c.is_ascii_digit() || c.is_ascii_punctuation() || c.is_whitespace();
    if !change.date.is_empty() && change.date.chars().all(is_number) && change.printed_day().is_none() {
        reader.problems.push(row.problem(&code::BAD_DATE, &changes::DATE).found(&*change.date));
    }
    let is_gone = |id: &str| ended.contains_key(&(change.table.as_str(), id));
    let has = |id: &str| ids.has(&change.table, id);
    if !change.id.is_empty() && !has(&change.id) && !is_gone(&change.id) {
        let found = format!("{} {}", change.table, change.id);
        reader.problems.push(row.problem(&code::CHANGE_NO_ROW, &changes::ID).found(found));
    }
    // A successor may have gone too, with an entry of its own: the link follows them.
    for id in change.successors.iter().filter(|id| !has(id) && !is_gone(id)) {
        let problem = row.problem(&code::UNKNOWN_SUCCESSOR, &changes::SUCCESSORS).found(id);
        reader.problems.push(problem.expected(&*change.table));
    }
    if change.is_end() && is_circle(&change.table, &change.id, ids, ended) {
        reader.problems.push(row.problem(&code::SUCCESSOR_CIRCLE, &changes::SUCCESSORS).found(&*change.id));
    }
    // A row that stays in the package with its name is the same row: the document still prints it. Without the name of
    // the row that went, nobody knows whether it is the same.
    let name = ids.name(&change.table, &change.id);
    let before = change.before.trim();
    if change.is_end() && name.is_some_and(|name| name.trim() != before) {
        let before = if before.is_empty() { messages().found.blank } else { before };
        reader.problems.push(row.problem(&code::ID_REUSED, &changes::ID).expected(before));
    }
}

/// Whether the successors of a row that went lead back to it, and to no row that is there.
fn is_circle(table: &str, id: &str, ids: &Ids, ended: &Ended) -> bool {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let mut next = vec![id];
    let mut returns = false;
    while let Some(at) = next.pop() {
        for &successor in ended.get(&(table, at)).into_iter().flatten() {
            if ids.has(table, successor) {
                return false;
            }
            returns |= successor == id;
            if known.insert(successor) {
                next.push(successor);
            }
        }
    }
    returns
}

/// The ids of the tables whose rows a change can name.
struct Ids<'a> {
    /// The ids and names of a table's rows, by the sheet.
    rows: BTreeMap<&'static str, BTreeMap<String, &'a str>>,
}

impl<'a> Ids<'a> {
    fn of(plan: &'a Plan) -> Ids<'a> {
        let of_items = || plan.items.iter().map(|item| (item.id.clone(), item.name.as_str()));
        let of_outline = plan.outline.iter().map(|row| (row.id.clone(), row.name.as_str()));
        let of_indicators = plan.items.iter().flat_map(|item| &item.indicators);
        let of_indicators = of_indicators.map(|row| (row.id.clone(), row.name.as_str()));
        let of_schedule = plan.items.iter().flat_map(|item| {
            item.actions
                .iter()
                .map(move |action| (format!("{}{}", item.id, action.mark), action.text.as_str()))
        });
        Ids {
            rows: BTreeMap::from([
                (items::TABLE.spec.sheet, of_items().collect()),
                (outline::TABLE.spec.sheet, of_outline.collect()),
                (indicators::TABLE.spec.sheet, of_indicators.collect()),
                (schedule::TABLE.spec.sheet, of_schedule.collect()),
                (results::TABLE.spec.sheet, of_items().collect()),
                (ratings::TABLE.spec.sheet, of_items().collect()),
            ]),
        }
    }

    /// Whether a table has the row. The rows of tables without ids are not looked up.
    fn has(&self, table: &str, id: &str) -> bool {
        match spec_of(table).map(|spec| spec.sheet) {
            None => false,
            Some(sheet) if sheet == pairs::TABLE.spec.sheet => plan_key(id).is_some(),
            Some(sheet) => self.rows.get(sheet).is_none_or(|rows| rows.contains_key(of_row(sheet, id))),
        }
    }

    /// The name of a row with an id of its own.
    fn name(&self, table: &str, id: &str) -> Option<&str> {
        let own = [items::TABLE.spec.sheet, outline::TABLE.spec.sheet, indicators::TABLE.spec.sheet];
        let sheet = spec_of(table)?.sheet;
        self.rows.get(sheet).filter(|_| own.contains(&sheet))?.get(id).copied()
    }
}

/// The id of a row without the year that may follow it in 実績 and 評価: `3-1-1a R6`.
fn of_row<'a>(sheet: &str, id: &'a str) -> &'a str {
    let has_year = [results::TABLE.spec.sheet, ratings::TABLE.spec.sheet].contains(&sheet);
    id.split_once(' ').filter(|_| has_year).map_or(id, |(id, _)| id)
}
