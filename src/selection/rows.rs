//! The rows of a selection: how many are shown, which of them are drawn first, and how many wait.

use super::select::Selection;
use super::view::View;
use crate::list::List;
use crate::plan::{ItemIndex, Plan};

/// How many matching rows are shown until the reader asks for more. The layout of a large table costs the browser
/// time.
pub const FIRST_ROWS: usize = 200;

/// How many of them a list draws before the first frame, where the plan has more than [`MOST_AT_ONCE`] items: a window of a
/// laptop and two of a phone. A taller window is full a frame or two later, because the others follow in idle time.
pub const ROWS_AT_ONCE: usize = 10;

/// Up to this number of items, all rows are drawn at once.
pub const MOST_AT_ONCE: usize = 50;

impl Selection {
    /// Whether a view of the plan has any row to show.
    pub fn fills(&self, view: View, plan: &Plan) -> bool {
        plan.items.iter().zip(&self.shown).any(|(item, shown)| *shown && view.holds(item))
    }

    /// The next rows to draw in a view, in their order, of those that are shown and not drawn: up to `most`, or to the last that
    /// is open, because a link leads there.
    pub fn next_rows(
        &self,
        view: View,
        plan: &Plan,
        is_drawn: &dyn Fn(ItemIndex) -> bool,
        most: usize,
    ) -> Vec<ItemIndex> {
        let waits = |at: &&ItemIndex| self.shown[at.0] && !is_drawn(**at) && view.holds(&plan[**at]);
        let mut rows = self.order.iter().filter(waits).copied().list();
        let opened = rows.iter().rposition(|at| self.open[at.0]).map_or(0, |last| last + 1);
        rows.truncate(most.max(opened));
        rows
    }

    /// How many rows match but are not shown yet.
    pub fn waiting(&self) -> usize {
        // An editor may have changed the fragment, so that it shows rows that do not match.
        self.matches.iter().zip(&self.shown).filter(|(matches, shown)| **matches && !**shown).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Item;
    use crate::selection::{Prepared, ViewState, selection};

    #[test]
    fn a_long_list_shows_its_first_rows_and_the_one_that_a_link_opens() {
        let items = (0..500).map(|n| Item { id: n.to_string(), ..Item::default() }).collect();
        let prepared = Prepared::new(Plan { items, ..Plan::default() });
        let first = selection(&prepared, &ViewState::of(&[("item", "450")]));
        assert_eq!(first.shown.iter().filter(|shown| **shown).count(), FIRST_ROWS + 1);
        assert!(first.shown[450] && first.open[450]);
        let more = selection(&prepared, &ViewState { more: 2, ..ViewState::default() });
        assert_eq!((more.shown.iter().all(|shown| *shown), more.waiting()), (true, 0));
        let next = |selected: &Selection, drawn: usize| {
            let is_drawn = |at: ItemIndex| at.0 < drawn;
            let rows = selected.next_rows(View::Items, &prepared.plan, &is_drawn, ROWS_AT_ONCE);
            (rows.len(), rows.last().map(|at| at.0))
        };
        assert_eq!(next(&more, 0), (10, Some(9)));
        assert_eq!(next(&more, 490), (10, Some(499)));
        assert_eq!(next(&more, 500), (0, None));
        assert_eq!(next(&first, 0), (201, Some(450)), "a link leads to the last");
    }
}
