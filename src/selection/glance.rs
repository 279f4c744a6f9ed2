//! Counts items by row of the outline and by year.

use super::count::{Count, counts, turns};
use super::per_item::PerItem;
use super::prepared::Prepared;
use crate::list::List;
use crate::plan::{FiscalYear, Item, ItemIndex, OutlineIndex};

/// The items under a row of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchYears {
    /// All of them.
    pub all: Count,
    /// Those with a result of the asked year.
    pub reported: Count,
    /// For each year of the plan, those that are in it: they have words or go on.
    pub years: Vec<Count>,
}

/// Whether an item has a result of a year.
pub fn is_reported(item: &Item, year: Option<FiscalYear>) -> bool {
    item.results.iter().any(|row| Some(row.year) == year)
}

/// The counts of each of `rows`, which are in the plan's order. `matches` says which items are counted, and `reported` is the
/// year of the results. Cost: twice the items, each with its rows and years.
pub fn by_branch_and_year(
    prepared: &Prepared,
    rows: &[OutlineIndex],
    matches: &[bool],
    reported: Option<FiscalYear>,
) -> Vec<BranchYears> {
    let plan = &prepared.plan;
    // For each row: all, reported, then the years.
    let width = 2 + plan.years().count();
    let years = prepared.facets.iter().find(|(spec, _)| spec.key == "year");
    let values = PerItem::of(plan, |item| {
        let mut values = Vec::new();
        let above = prepared.ancestors(item);
        for at in above.iter().filter_map(|row| rows.binary_search(row).ok()) {
            let own = years.map_or(&[][..], |(_, values)| values.of_items.get(item));
            values.push(at * width);
            values.extend(is_reported(&plan[item], reported).then_some(at * width + 1));
            values.extend(own.iter().map(|year| at * width + 2 + year));
        }
        values
    });
    let holds = |item: ItemIndex| matches[item.0];
    let turns = turns(&prepared.facts, &holds);
    let counted = counts(&prepared.facts, &turns, rows.len() * width, &holds, &values);
    let of = |of: &[Count]| BranchYears { all: of[0], reported: of[1], years: of[2..].to_vec() };
    counted.chunks(width).map(of).list()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{About, Action, OutlineRow, Plan, YearResult};

    #[test]
    fn items_are_counted_under_every_asked_row_above_them() {
        let row = |id: &str| OutlineRow {
            id: id.into(),
            parent_id: id.rsplit_once('-').map(|(parent, _)| parent.to_owned()),
            ..OutlineRow::default()
        };
        let item = |id: &str, under: &str, cells: [&str; 2], repost_of: Option<&str>| Item {
            id: id.into(),
            outline_id: under.into(),
            actions: vec![Action { cells: cells.map(String::from).to_vec(), ..Action::default() }],
            repost_of: repost_of.map(String::from),
            ..Item::default()
        };
        let mut items = vec![
            item("a", "1-1", ["検討", "→"], None),
            item("b", "1-2", ["", "実施"], None),
            item("c", "1-2", ["検討", "—"], Some("a")),
            item("d", "2", ["", ""], None),
        ];
        items[1].results = vec![YearResult { year: FiscalYear(2024), ..YearResult::default() }];
        let about = About { first_year: FiscalYear(2023), last_year: FiscalYear(2024), ..About::default() };
        let outline = ["1", "1-1", "1-2", "2"].map(row).to_vec();
        let prepared = Prepared::new(Plan { about, outline, items, ..Plan::default() });
        let counted = |matches: [bool; 4], year: u16| {
            let rows = [0, 2, 3].map(OutlineIndex);
            let all = by_branch_and_year(&prepared, &rows, &matches, Some(FiscalYear(year)));
            let told = |of: &BranchYears| {
                let counts = [of.all, of.reported].into_iter().chain(of.years.iter().copied());
                counts.map(|count| format!("{}+{}", count.items, count.reposts)).collect::<Vec<_>>().join(" ")
            };
            all.iter().map(told).collect::<Vec<_>>()
        };
        // The repost c is beside its original under 1, and alone under 1-2. Its dash is no plan.
        assert_eq!(counted([true; 4], 2024), ["2+1 1+0 1+1 2+0", "2+0 1+0 1+0 1+0", "1+0 0+0 0+0 0+0"]);
        assert_eq!(
            counted([false, true, true, false], 2023),
            ["2+0 0+0 1+0 1+0", "2+0 0+0 1+0 1+0", "0+0 0+0 0+0 0+0"]
        );
    }
}
