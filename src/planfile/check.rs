//! Every check on a plan that comes from outside: a file, or an object from a script, may hold anything.

use std::collections::BinaryHeap;

use super::listed::{check_kinds, check_listed};
use super::spread::check_spread;
use crate::format::{
    MAX_DEPTH, MAX_ID, MAX_ROWS, MAX_SCHEDULE_COLUMNS, MAX_TABLE_COLUMNS, MAX_YEARS, TableSpec, about,
    changes, corrections, departments, glossary, indicators, is_refused_in_id, items, outline, ratings,
    results, schedule, sections, statuses, tables,
};
use crate::list::List;
use crate::plan::{CorrectionMiss, FiscalYear, Indicator, Miss, Plan, YearCell};

/// How a plan contradicts itself. Ids are quoted as found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanFault {
    /// More rows than are read.
    TooMany {
        /// The sheet.
        table: &'static str,
        /// Rows found.
        found: usize,
        /// Rows that are read at most.
        limit: usize,
    },
    /// Lists inside rows with more entries than are read: departments, tags, aliases, values of years.
    Listed {
        /// The sheet with a row that has such a list; `None` for all lists of the plan together.
        table: Option<&'static str>,
        /// Entries found.
        found: usize,
        /// Entries that are read at most.
        limit: usize,
    },
    /// More different values of a column than a reader can choose from.
    Kinds {
        /// The head of the column.
        column: &'static str,
        /// Values found.
        found: usize,
        /// Values that are read at most.
        limit: usize,
    },
    /// The plan's years: none, backwards, outside the calendar, or more than a hundred.
    Years {
        /// The first year, western.
        first: u16,
        /// The last year, western.
        last: u16,
    },
    /// A year outside the calendar, or years that are not in ascending order.
    Year {
        /// The row.
        id: String,
        /// The year, western.
        year: u16,
    },
    /// An id that is empty, too long, or has white space or a comma in it.
    BadId {
        /// The sheet.
        table: &'static str,
        /// The id.
        id: String,
    },
    /// An id that two rows have.
    DuplicateId {
        /// The sheet.
        table: &'static str,
        /// The id.
        id: String,
    },
    /// A reference to a row that does not exist.
    Unresolved {
        /// The sheet of the row that refers.
        table: &'static str,
        /// That row.
        id: String,
        /// The missing id.
        target: String,
    },
    /// An outline row that comes before its parent, or forms a circle with it.
    ParentAfterChild {
        /// The row.
        id: String,
    },
    /// An outline with too many levels.
    TooDeep {
        /// The row.
        id: String,
    },
    /// A row that repeats itself, or a repost of a repost.
    RepostOfRepost {
        /// The row.
        id: String,
    },
    /// A schedule row with more or fewer cells than the plan has years.
    CellCount {
        /// The item.
        id: String,
        /// Cells found.
        found: usize,
        /// The plan's years.
        expected: usize,
    },
    /// A blank cell in a list that may hold only printed ones.
    BlankCell {
        /// The indicator.
        id: String,
    },
    /// The plan's texts would be repeated too often; see [`Repeated`].
    TooMuch {
        /// What is repeated.
        what: Repeated,
        /// How many, or how many bytes.
        found: usize,
        /// The most that is allowed.
        limit: usize,
    },
    /// The corrections together add too much text, or search too much.
    Corrections {
        /// The number of the first correction over the bound, from 1.
        row: usize,
    },
}

/// What the views and the files of a plan repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeated {
    /// An item with each of its departments, its own or those of a row above it.
    Pairs,
    /// A department with each indicator of its items.
    Entries,
    /// Bytes of the names and notes that are written beside each item, department, entry or value.
    Bytes,
}

/// Checks that a plan is whole: ids, references, years, counts. Returns the first fault.
///
/// A correction that matches nothing is no fault, because it changes nothing. Corrections that would add text without
/// end are one.
///
/// ```
/// use machi_plan::{plan::Plan, planfile::{self, PlanFault}};
/// assert_eq!(planfile::check(&Plan::default()), Err(PlanFault::BadId { table: "計画", id: String::new() }));
/// ```
pub fn check(plan: &Plan) -> Result<(), PlanFault> {
    count(&outline::TABLE.spec, plan.outline.len())?;
    count(&items::TABLE.spec, plan.items.len())?;
    count(&departments::TABLE.spec, plan.departments.len())?;
    count(&sections::TABLE.spec, plan.sections.len())?;
    count(&tables::TABLE.spec, plan.tables.len())?;
    let rows = plan.tables.iter().map(|table| table.rows.len() + 1).sum();
    at_most(tables::TABLE.spec.sheet, rows, MAX_ROWS)?;
    count(&corrections::TABLE.spec, plan.corrections.len())?;
    count(&statuses::TABLE.spec, plan.statuses.len())?;
    count(&glossary::TABLE.spec, plan.glossary.len())?;
    count(&schedule::TABLE.spec, plan.items.iter().map(|item| item.actions.len()).sum())?;
    count(&indicators::TABLE.spec, plan.items.iter().map(|item| item.indicators.len()).sum())?;
    count(&results::TABLE.spec, plan.items.iter().map(|item| item.results.len()).sum())?;
    count(&ratings::TABLE.spec, plan.items.iter().map(|item| item.ratings.len()).sum())?;
    count(&changes::TABLE.spec, plan.changes.len())?;
    check_listed(plan)?;
    id_is_sound(&about::TABLE.spec, &plan.about.id)?;
    years(plan)?;
    outline(plan)?;
    items(plan)?;
    indicators(plan)?;
    schedule_columns(plan)?;
    if plan.departments.iter().any(|department| department.name.is_empty()) {
        return Err(PlanFault::BadId { table: departments::TABLE.spec.sheet, id: String::new() });
    }
    sections(plan)?;
    for row in &plan.changes {
        ascending(&row.id, row.year.into_iter())?;
    }
    Ids::new(
        &departments::TABLE.spec,
        plan.departments.iter().map(|department| department.name.as_str()).list(),
    )?;
    check_kinds(plan)?;
    check_spread(plan)?;
    // A plan without corrections, which may be a long one, is not copied.
    if !plan.corrections.is_empty() {
        check_corrections(&plan.corrected().1)?;
    }
    Ok(())
}

fn check_corrections(misses: &[CorrectionMiss]) -> Result<(), PlanFault> {
    match misses.last() {
        Some(CorrectionMiss { index, why: Miss::TooMuch }) => Err(PlanFault::Corrections { row: index + 1 }),
        Some(CorrectionMiss { why: Miss::NoCell | Miss::NoText, .. }) | None => Ok(()),
    }
}

/// The rows of a table by their ids. Every table uses one sorted list: maps are 18 KB of code in the widget.
struct Ids<'a>(Vec<(&'a str, usize)>);

impl<'a> Ids<'a> {
    fn new(table: &TableSpec, ids: Vec<&'a str>) -> Result<Ids<'a>, PlanFault> {
        let rows: Vec<(&str, usize)> = ids.into_iter().enumerate().map(|(index, id)| (id, index)).list();
        // A heap sorts as well, with a third of the code of `sort_unstable`.
        let sorted = BinaryHeap::from(rows).into_sorted_vec();
        match sorted.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            Some(pair) => Err(PlanFault::DuplicateId { table: table.sheet, id: pair[0].0.to_owned() }),
            None => Ok(Ids(sorted)),
        }
    }

    /// The index of the row with this id.
    fn index(&self, id: &str) -> Option<usize> {
        self.0.binary_search_by(|(other, _)| (*other).cmp(id)).ok().map(|found| self.0[found].1)
    }
}

fn count(table: &TableSpec, found: usize) -> Result<(), PlanFault> {
    at_most(table.sheet, found, table.max_rows)
}

fn at_most(table: &'static str, found: usize, limit: usize) -> Result<(), PlanFault> {
    if found > limit { Err(PlanFault::TooMany { table, found, limit }) } else { Ok(()) }
}

fn id_is_sound(table: &TableSpec, id: &str) -> Result<(), PlanFault> {
    let bad = id.is_empty() || id.len() > MAX_ID || id.contains(is_refused_in_id);
    if bad { Err(PlanFault::BadId { table: table.sheet, id: id.to_owned() }) } else { Ok(()) }
}

fn years(plan: &Plan) -> Result<(), PlanFault> {
    let (first, last) = (plan.about.first_year, plan.about.last_year);
    if !first.is_in_calendar() || !last.is_in_calendar() || first > last || last.0 - first.0 >= MAX_YEARS {
        return Err(PlanFault::Years { first: first.0, last: last.0 });
    }
    match plan.about.results_year {
        Some(year) if !year.is_in_calendar() => {
            Err(PlanFault::Year { id: plan.about.id.clone(), year: year.0 })
        }
        _ => Ok(()),
    }
}

fn outline(plan: &Plan) -> Result<(), PlanFault> {
    plan.outline.iter().try_for_each(|row| id_is_sound(&outline::TABLE.spec, &row.id))?;
    let ids = outline_ids(plan)?;
    let mut levels: Vec<usize> = Vec::with_capacity(plan.outline.len());
    for row in &plan.outline {
        let level = match row.parent_id.as_deref() {
            None => 1,
            Some(parent) => match ids.index(parent) {
                None => return Err(unresolved(&outline::TABLE.spec, &row.id, parent)),
                // A row without a level yet comes later, so it cannot be a parent. No circle passes this check.
                Some(index) => match levels.get(index) {
                    None => return Err(PlanFault::ParentAfterChild { id: row.id.clone() }),
                    Some(level) => level + 1,
                },
            },
        };
        if level > MAX_DEPTH {
            return Err(PlanFault::TooDeep { id: row.id.clone() });
        }
        levels.push(level);
    }
    Ok(())
}

fn outline_ids(plan: &Plan) -> Result<Ids<'_>, PlanFault> {
    Ids::new(&outline::TABLE.spec, plan.outline.iter().map(|row| row.id.as_str()).list())
}

fn unresolved(table: &TableSpec, id: &str, target: &str) -> PlanFault {
    PlanFault::Unresolved { table: table.sheet, id: id.to_owned(), target: target.to_owned() }
}

fn items(plan: &Plan) -> Result<(), PlanFault> {
    plan.items.iter().try_for_each(|item| id_is_sound(&items::TABLE.spec, &item.id))?;
    let outline = outline_ids(plan)?;
    let ids = Ids::new(&items::TABLE.spec, plan.items.iter().map(|item| item.id.as_str()).list())?;
    for item in &plan.items {
        if outline.index(&item.outline_id).is_none() {
            return Err(unresolved(&items::TABLE.spec, &item.id, &item.outline_id));
        }
        if let Some(source) = item.repost_of.as_deref() {
            let index = ids.index(source).ok_or_else(|| unresolved(&items::TABLE.spec, &item.id, source))?;
            if plan.items[index].repost_of.is_some() {
                return Err(PlanFault::RepostOfRepost { id: item.id.clone() });
            }
        }
        for action in &item.actions {
            let (found, expected) = (action.cells.len(), plan.columns_of(action).len());
            if found != expected {
                return Err(PlanFault::CellCount { id: item.id.clone(), found, expected });
            }
        }
        ascending(&item.id, item.results.iter().map(|result| result.year))?;
    }
    Ok(())
}

/// The years of the schedule's columns must be years of the plan, in ascending order.
fn schedule_columns(plan: &Plan) -> Result<(), PlanFault> {
    at_most(schedule::TABLE.spec.sheet, plan.schedule_columns.len(), MAX_SCHEDULE_COLUMNS)?;
    let mut least = plan.about.first_year;
    for column in &plan.schedule_columns {
        if column.year < least || column.year > plan.about.last_year {
            return Err(PlanFault::Year { id: plan.about.id.clone(), year: column.year.0 });
        }
        least = column.year;
    }
    Ok(())
}

fn indicators(plan: &Plan) -> Result<(), PlanFault> {
    let all: Vec<&Indicator> = plan.items.iter().flat_map(|item| &item.indicators).list();
    all.iter().try_for_each(|row| id_is_sound(&indicators::TABLE.spec, &row.id))?;
    let ids = Ids::new(&indicators::TABLE.spec, all.iter().map(|row| row.id.as_str()).list())?;
    for item in &plan.items {
        for rating in &item.ratings {
            match rating.indicator_id.as_deref() {
                _ if !rating.year.is_in_calendar() => {
                    return Err(PlanFault::Year { id: item.id.clone(), year: rating.year.0 });
                }
                Some(id) if ids.index(id).is_none() => {
                    return Err(unresolved(&ratings::TABLE.spec, &item.id, id));
                }
                _ => {}
            }
        }
    }
    for row in &all {
        if let Some(source) = row.repost_of.as_deref() {
            let index =
                ids.index(source).ok_or_else(|| unresolved(&indicators::TABLE.spec, &row.id, source))?;
            if all[index].repost_of.is_some() {
                return Err(PlanFault::RepostOfRepost { id: row.id.clone() });
            }
        }
        if let Some(year) = row.baseline_year.filter(|year| !year.is_in_calendar()) {
            return Err(PlanFault::Year { id: row.id.clone(), year: year.0 });
        }
        for cells in row.year_cells() {
            ascending(&row.id, cells.iter().map(|cell| cell.year))?;
            if cells.iter().any(|cell: &YearCell| cell.printed.trim().is_empty()) {
                return Err(PlanFault::BlankCell { id: row.id.clone() });
            }
        }
    }
    Ok(())
}

fn sections(plan: &Plan) -> Result<(), PlanFault> {
    plan.sections.iter().try_for_each(|row| id_is_sound(&sections::TABLE.spec, &row.id))?;
    let ids = Ids::new(&sections::TABLE.spec, plan.sections.iter().map(|row| row.id.as_str()).list())?;
    for (at, row) in plan.sections.iter().enumerate() {
        match row.parent_id.as_deref().map(|parent| (parent, ids.index(parent))) {
            Some((parent, None)) => return Err(unresolved(&sections::TABLE.spec, &row.id, parent)),
            Some((_, Some(index))) if index >= at => {
                return Err(PlanFault::ParentAfterChild { id: row.id.clone() });
            }
            _ => {}
        }
    }
    for table in &plan.tables {
        id_is_sound(&tables::TABLE.spec, &table.id)?;
        for cells in table.rows.iter().chain([&table.head]) {
            at_most("表の列", cells.len(), MAX_TABLE_COLUMNS)?;
        }
        match table.section_id.as_deref() {
            Some(section) if ids.index(section).is_none() => {
                return Err(unresolved(&tables::TABLE.spec, &table.id, section));
            }
            _ => {}
        }
    }
    Ids::new(&tables::TABLE.spec, plan.tables.iter().map(|table| table.id.as_str()).list())?;
    Ok(())
}

fn ascending(id: &str, years: impl Iterator<Item = FiscalYear>) -> Result<(), PlanFault> {
    let mut last = None;
    for year in years {
        if !year.is_in_calendar() || last >= Some(year) {
            return Err(PlanFault::Year { id: id.to_owned(), year: year.0 });
        }
        last = Some(year);
    }
    Ok(())
}
