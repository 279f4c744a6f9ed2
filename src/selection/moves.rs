//! The items that came and went while the plan runs, from 開始 and 終了 of the items and from 変更. Where some did, two
//! years have different items, and their counts are not of the same set.

use super::prepared::Prepared;
use crate::list::List;
use crate::plan::{Change, ChangeKind, FiscalYear, Item, ItemIndex, Lookup, Plan};

/// The items that came and went between one fiscal year and the next.
#[derive(Debug, PartialEq)]
pub struct Moves<'a> {
    /// The later year, from which it holds.
    pub year: FiscalYear,
    /// The items that are new.
    pub came: Vec<ItemIndex>,
    /// The items that are in the plan's data and ended the year before.
    pub ended: Vec<ItemIndex>,
    /// The others that went, as [`Prepared::gone`] gives them. They are not in the data.
    pub went: Vec<(&'a Change, &'a [usize])>,
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
    let ids = ids(plan);
    let is_narrowed = matches.contains(&false);
    let is_named = |id: &String| ids.find(id).is_some_and(|at| matches[at]);
    let went = prepared.gone().filter(|(end, _)| !is_narrowed || end.successors.iter().any(is_named)).list();
    let spans = spans(plan);
    let named = plan.item_indices().filter(|at| matches[at.0] && plan[*at].repost_of.is_none()).list();
    let of_year = |year: u16| Moves {
        year: FiscalYear(year),
        came: named.iter().copied().filter(|at| spans[at.0].start == Some(FiscalYear(year))).list(),
        ended: named.iter().copied().filter(|at| spans[at.0].end == Some(FiscalYear(year - 1))).list(),
        went: went.iter().copied().filter(|(end, _)| end.holds_from() == Some(FiscalYear(year))).list(),
    };
    let all = (first.0 + 1..=last.0).map(of_year);
    all.filter(|moves| !(moves.came.is_empty() && moves.ended.is_empty() && moves.went.is_empty())).list()
}

/// The first and the last year in which an item is in the plan; `None` where that is the plan's own.
#[derive(Clone, Copy)]
pub(super) struct Span {
    start: Option<FiscalYear>,
    end: Option<FiscalYear>,
}

impl Span {
    /// Whether it has a year.
    pub fn has(self, plan: &Plan, year: FiscalYear) -> bool {
        let start = self.start.unwrap_or(plan.about.first_year);
        let end = self.end.unwrap_or(plan.about.last_year);
        start <= year && year <= end
    }
}

/// For each item the years in which it is in the plan: 開始 and 終了 where they can be read, or else what 変更 says. An item
/// that ended may keep its row, because the document still prints it.
pub(super) fn spans(plan: &Plan) -> Vec<Span> {
    let ids = ids(plan);
    let printed =
        |item: &Item| Span { start: FiscalYear::parse(&item.start), end: FiscalYear::parse(&item.end) };
    let mut spans = plan.items.iter().map(printed).list();
    let of_rows = plan.changes.iter().filter(|row| row.is_of_item() && row.column.is_empty());
    let found = of_rows.filter_map(|row| Some((row, ids.find(&row.id)?, row.holds_from()?))).list();
    for (_, at, year) in found.iter().filter(|(row, ..)| row.kind == ChangeKind::Added) {
        spans[*at].start = spans[*at].start.or(Some(*year));
    }
    for (_, at, year) in found.iter().filter(|(row, ..)| row.is_end()) {
        // What ended and was taken up again has not ended.
        let is_before = spans[*at].start.is_some_and(|start| *year <= start);
        spans[*at].end = spans[*at].end.or((!is_before).then_some(FiscalYear(year.0.saturating_sub(1))));
    }
    spans
}

fn ids(plan: &Plan) -> Lookup<'_> {
    Lookup::new(plan.items.iter().map(|item| item.id.as_str()))
}
