//! What the newer edition says itself in 変更, so that it is not proposed again.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::Row;
use crate::package::reading::spec_of;
use crate::plan::{Change, ChangeKind, Plan};
use crate::search::fold;

/// The rows of 変更 by the row that they name.
pub(super) struct Recorded<'a> {
    by_row: BTreeMap<(&'a str, &'a str), Vec<&'a Change>>,
    /// The rows that the older edition has too, by date, column and texts.
    before: BTreeSet<[&'a str; 6]>,
}

fn sheet(change: &Change) -> &str {
    spec_of(&change.table).map_or(change.table.as_str(), |spec| spec.sheet)
}

/// The texts by which a row is the same in two editions.
fn texts(change: &Change) -> [&str; 6] {
    [sheet(change), &change.id, &change.date, &change.column, &change.before, &change.after]
}

impl<'a> Recorded<'a> {
    pub fn of(new: &'a Plan, old: &'a Plan) -> Recorded<'a> {
        let mut by_row: BTreeMap<_, Vec<&Change>> = BTreeMap::new();
        for change in &new.changes {
            by_row.entry((sheet(change), change.id.as_str())).or_default().push(change);
        }
        Recorded { by_row, before: old.changes.iter().map(texts).collect() }
    }

    fn of_row<'b>(&'b self, sheet: &'b str, id: &'b str) -> &'b [&'b Change] {
        self.by_row.get(&(sheet, id)).map_or(&[], Vec::as_slice)
    }

    /// Whether a row of 変更 says what became of a row that is gone.
    pub fn has_end(&self, sheet: &str, id: &str) -> bool {
        self.of_row(sheet, id).iter().any(|change| change.is_end())
    }

    /// Whether a row of 変更 says that the row is new.
    pub fn has_begin(&self, row: &Row) -> bool {
        self.of_row(row.sheet, &row.id).iter().any(|change| {
            change.column.is_empty() && matches!(change.kind, ChangeKind::Added | ChangeKind::Divided)
        })
    }

    /// Whether a row of 変更 says that the cell has this text now. A row that the older edition has too speaks of an earlier
    /// change, unless it gives the new text. A row without a column speaks of all cells of its kind; one with a column, of this
    /// text alone.
    pub fn has_cell(&self, row: &Row, head: &str, kind: ChangeKind, after: &str) -> bool {
        self.of_row(row.sheet, &row.id).iter().any(|change| {
            let is_of =
                if change.column.is_empty() { change.kind == kind } else { same(&change.column, head) };
            let says_other =
                !change.column.is_empty() && !change.after.is_empty() && !same(&change.after, after);
            is_of && !says_other && (!self.before.contains(&texts(change)) || same(&change.after, after))
        })
    }
}

fn same(a: &str, b: &str) -> bool {
    a == b || fold(a.trim()) == fold(b.trim())
}
