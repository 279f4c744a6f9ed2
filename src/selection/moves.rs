//! The items that came and went while the plan runs, from 開始 and 終了 of the items and from 変更. Where some did, two
//! years have different items, and their counts are not of the same set.

use super::prepared::Prepared;
use crate::list::List;
use crate::plan::{Change, ChangeKind, FiscalYear, ItemIndex, Lookup};

/// The items that came and went between one fiscal year and the next.
#[derive(Debug, PartialEq)]
pub struct Moves<'a> {
    /// The later year, from which it holds.
    pub year: FiscalYear,
    /// The items that are new.
    pub came: Vec<ItemIndex>,
    /// The items that are in the plan's data and ended the year before.
    pub ended: Vec<ItemIndex>,
    /// The changes by which others went. Their items are not in the data.
    pub went: Vec<&'a Change>,
}

/// The moves after the first of some years, up to the last of them; years without any are left out.
///
/// Of the items in the data those that match are named. An item that went has no values to match any more: it is named
/// where one of its successors matches, and under no conditions always.
pub fn moves<'a>(
    prepared: &'a Prepared,
    (first, last): (FiscalYear, FiscalYear),
    matches: &[bool],
) -> Vec<Moves<'a>> {
    let plan = &prepared.plan;
    let ids = Lookup::new(plan.items.iter().map(|item| item.id.as_str()));
    let is_narrowed = matches.contains(&false);
    let is_named = |id: &String| ids.find(id).is_some_and(|at| matches[at]);
    let mut starts = plan.items.iter().map(|item| FiscalYear::parse(&item.start)).list();
    let mut went: Vec<&Change> = Vec::new();
    for row in plan.changes.iter().filter(|row| row.is_of_item() && row.column.is_empty()) {
        match ids.find(&row.id) {
            Some(at) if row.kind == ChangeKind::Added => starts[at] = starts[at].or(row.year),
            None if row.is_end() && (!is_narrowed || row.successors.iter().any(is_named)) => went.push(row),
            _ => {}
        }
    }
    let named = plan.item_indices().filter(|at| matches[at.0] && plan[*at].repost_of.is_none()).list();
    let end = |at: ItemIndex| FiscalYear::parse(&plan[at].end);
    let of_year = |year: u16| Moves {
        year: FiscalYear(year),
        came: named.iter().copied().filter(|at| starts[at.0] == Some(FiscalYear(year))).list(),
        ended: named.iter().copied().filter(|at| end(*at) == Some(FiscalYear(year - 1))).list(),
        went: went.iter().copied().filter(|row| row.year == Some(FiscalYear(year))).list(),
    };
    let all = (first.0 + 1..=last.0).map(of_year);
    all.filter(|moves| !(moves.came.is_empty() && moves.ended.is_empty() && moves.went.is_empty())).list()
}
