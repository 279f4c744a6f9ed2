//! The lists inside rows: departments, tags, aliases, cells, values of years. And how many different values the controls
//! would offer.
//!
//! The row of a table is counted with its table. What a row lists has limits of its own, so that ten short rows cannot
//! hold millions of values. `border.js` counts an object of a page in the same way, before it copies anything.

use std::collections::BinaryHeap;

use super::PlanFault;
use crate::format::{
    ColumnSpec, MAX_KINDS, MAX_LISTED, MAX_LISTED_TOGETHER, TableSpec, about, changes, departments,
    indicators, items, outline, ratings, results, schedule, tables,
};
use crate::plan::Plan;

/// Refuses a plan that has too many entries in one list, or in all of them.
pub(super) fn check_listed(plan: &Plan) -> Result<(), PlanFault> {
    let mut together = 0;
    let mut list = |table: &TableSpec, found: usize| {
        together += found;
        at_most(Some(table.sheet), found, MAX_LISTED)?;
        at_most(None, together, MAX_LISTED_TOGETHER)
    };
    list(&about::TABLE.spec, plan.about.level_names.len())?;
    for row in &plan.outline {
        list(&outline::TABLE.spec, row.departments.len())?;
    }
    for row in &plan.items {
        for found in [row.departments.len(), row.priority.len(), row.tags.len()] {
            list(&items::TABLE.spec, found)?;
        }
        for action in &row.actions {
            list(&schedule::TABLE.spec, action.cells.len())?;
        }
        for cells in row.indicators.iter().flat_map(|row| row.year_cells()) {
            list(&indicators::TABLE.spec, cells.len())?;
        }
    }
    for row in &plan.departments {
        list(&departments::TABLE.spec, row.aliases.len())?;
    }
    for table in &plan.tables {
        for cells in table.rows.iter().chain([&table.head]) {
            list(&tables::TABLE.spec, cells.len())?;
        }
    }
    for row in &plan.changes {
        list(&changes::TABLE.spec, row.successors.len())?;
    }
    list(&schedule::TABLE.spec, plan.schedule_columns.len())
}

/// The columns whose different values are offered to a reader.
static OFFERED: [&ColumnSpec; 7] = [
    &items::DEPARTMENTS.spec,
    &items::PRIORITY.spec,
    &items::TAGS.spec,
    &results::STATUS.spec,
    &ratings::RATING.spec,
    &ratings::ASPECT.spec,
    &ratings::BY.spec,
];

/// Refuses a plan that has too many different values in one of these columns: each is a box to tick, and each department
/// a section of its view.
pub(super) fn check_kinds(plan: &Plan) -> Result<(), PlanFault> {
    let mut values: Vec<(&str, usize)> = Vec::new();
    for of in plan.outline.iter().flat_map(|row| &row.departments) {
        values.push((&of.department, 0));
    }
    for item in &plan.items {
        item.departments.iter().for_each(|of| values.push((&of.department, 0)));
        item.priority.iter().for_each(|text| values.push((text, 1)));
        item.tags.iter().for_each(|text| values.push((text, 2)));
        item.results.iter().for_each(|row| values.push((&row.status, 3)));
        for row in &item.ratings {
            values.extend([(&*row.rating, 4), (&*row.aspect, 5), (&*row.by, 6)]);
        }
    }
    let mut values = BinaryHeap::from(values).into_sorted_vec();
    values.dedup();
    let mut counts = [0; OFFERED.len()];
    values.iter().for_each(|(_, column)| counts[*column] += 1);
    match OFFERED.iter().zip(counts).find(|(_, found)| *found > MAX_KINDS) {
        Some((column, found)) => Err(PlanFault::Kinds { column: column.head, found, limit: MAX_KINDS }),
        None => Ok(()),
    }
}

fn at_most(table: Option<&'static str>, found: usize, limit: usize) -> Result<(), PlanFault> {
    if found > limit { Err(PlanFault::Listed { table, found, limit }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::format::{Key, TABLES};
    use crate::plan::{Assignment, Item, Rating, YearResult};
    use crate::planfile::walk::{ABOUT, Fields, ROWS, walk_plan};

    /// Gives each list two rows, and the list with this number many entries.
    #[derive(Default)]
    struct Fill {
        long: usize,
        /// Tables name columns alike, so a list is known by its address.
        seen: BTreeMap<*const Key, (usize, &'static str)>,
    }

    impl Fill {
        /// How many entries this list gets.
        fn len(&mut self, key: &'static Key) -> usize {
            let next = self.seen.len();
            let (number, _) = *self.seen.entry(std::ptr::from_ref(key)).or_insert((next, key.name));
            if number == self.long { MAX_LISTED + 1 } else { 2 }
        }
    }

    impl Fields for Fill {
        fn text(&mut self, _: &'static Key, _: &mut String) {}
        fn texts(&mut self, key: &'static Key, value: &mut Vec<String>) {
            *value = vec![String::new(); self.len(key)];
        }
        fn number(&mut self, _: &'static Key, _: &mut Option<u16>) {}
        fn flag(&mut self, _: &'static Key, _: &mut bool) {}
        fn open(&mut self, key: &'static Key, _: usize) -> usize {
            let is_table = TABLES.iter().any(|spec| std::ptr::eq(&spec.list, key));
            match key {
                key if std::ptr::eq(key, ABOUT) => 1,
                key if is_table || std::ptr::eq(key, &ROWS) => 2,
                key => self.len(key),
            }
        }
        fn enter(&mut self) {}
        fn leave(&mut self) {}
        fn close(&mut self, _: &'static Key) {}
    }

    /// The walk finds every list of the format, also one that comes later.
    #[test]
    fn each_list_inside_a_row_has_a_limit() {
        let filled = |long: usize| {
            let (mut plan, mut fill) = (Plan::default(), Fill { long, ..Fill::default() });
            walk_plan(&mut plan, &mut fill);
            (check_listed(&plan), fill.seen)
        };
        let (sound, lists) = filled(usize::MAX);
        assert_eq!(sound, Ok(()));
        let known = ["tags", "cells", "targets", "aliases", "head", "successors", "level_names"];
        assert!(known.iter().all(|name| lists.values().any(|(_, known)| known == name)), "{lists:?}");
        for (long, name) in lists.into_values() {
            let (found, _) = filled(long);
            let is_refused =
                matches!(found, Err(PlanFault::Listed { table: Some(_), found, .. }) if found > MAX_LISTED);
            assert!(is_refused, "{name}: {found:?}");
        }
    }

    #[test]
    fn each_column_whose_values_are_offered_has_a_limit() {
        let texts = |count: usize| (0..count).map(|at| format!("値{at}"));
        let fills: [fn(&mut Item, String); OFFERED.len()] = [
            |item, text| item.departments = vec![Assignment { department: text, lead: false }],
            |item, text| item.priority = vec![text],
            |item, text| item.tags = vec![text],
            |item, text| item.results = vec![YearResult { status: text, ..YearResult::default() }],
            |item, text| item.ratings = vec![Rating { rating: text, ..Rating::default() }],
            |item, text| item.ratings = vec![Rating { aspect: text, ..Rating::default() }],
            |item, text| item.ratings = vec![Rating { by: text, ..Rating::default() }],
        ];
        for (column, fill) in OFFERED.iter().zip(fills) {
            let plan = |count: usize| {
                let items = texts(count).map(|text| {
                    let mut item = Item::default();
                    fill(&mut item, text);
                    item
                });
                // One value twice: the same one is one kind.
                Plan { items: items.clone().chain(items.take(1)).collect(), ..Plan::default() }
            };
            assert_eq!(check_kinds(&plan(MAX_KINDS)), Ok(()), "{}", column.head);
            let (found, limit) = (MAX_KINDS + 1, MAX_KINDS);
            let fault = PlanFault::Kinds { column: column.head, found, limit };
            assert_eq!(check_kinds(&plan(MAX_KINDS + 1)), Err(fault));
        }
    }

    #[test]
    fn all_lists_together_have_a_limit() {
        let mut plan = Plan::default();
        let row = crate::plan::Department { aliases: vec![String::new(); MAX_LISTED], ..Default::default() };
        plan.departments = vec![row; MAX_LISTED_TOGETHER / MAX_LISTED];
        assert_eq!(check_listed(&plan), Ok(()));
        plan.about.level_names = vec![String::new()];
        let (found, limit) = (MAX_LISTED_TOGETHER + 1, MAX_LISTED_TOGETHER);
        assert_eq!(check_listed(&plan), Err(PlanFault::Listed { table: None, found, limit }));
    }
}
