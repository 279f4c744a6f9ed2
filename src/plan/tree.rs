//! The outline as a tree, and the values that an item inherits from the rows above it.
//!
//! The rows above all items are found once for the whole plan. When each item searched for them by id, an outline of
//! 10,000 rows under 20,000 items took minutes.

use super::{Assignment, ItemIndex, Lookup, OutlineIndex, OutlineRow, Plan};
use crate::list::List;

/// For each row of the outline, the row above it; for each item, its row.
#[derive(Debug)]
pub struct Tree {
    parents: Vec<Option<OutlineIndex>>,
    rows: Vec<Option<OutlineIndex>>,
}

impl Tree {
    /// The tree of a plan. Cost: rows and items, each with one look-up.
    pub fn new(plan: &Plan) -> Tree {
        let ids = Lookup::new(plan.outline.iter().map(|row| row.id.as_str()));
        let find = |id: &str| ids.find(id).map(OutlineIndex);
        // Parents come before their children. A row whose parent is missing or comes later is at the top, so that
        // nothing is lost and there is no cycle.
        let parent = |row: OutlineIndex| find(plan[row].parent_id.as_deref()?).filter(|above| *above < row);
        Tree {
            parents: plan.outline_indices().map(parent).list(),
            rows: plan.items.iter().map(|item| find(&item.outline_id)).list(),
        }
    }

    /// The row above a row; `None` at the top.
    pub fn parent(&self, row: OutlineIndex) -> Option<OutlineIndex> {
        self.parents[row.0]
    }

    /// For each row how many rows are above it.
    pub fn depths(&self) -> Vec<usize> {
        let mut depths: Vec<usize> = Vec::with_capacity(self.parents.len());
        for parent in &self.parents {
            depths.push(parent.map_or(0, |parent| depths[parent.0] + 1));
        }
        depths
    }

    /// The row that an item points to.
    pub fn row_of(&self, item: ItemIndex) -> Option<OutlineIndex> {
        self.rows[item.0]
    }

    /// The rows above an item, from the one that it points to up to the top.
    pub fn upwards(&self, item: ItemIndex) -> impl Iterator<Item = OutlineIndex> {
        std::iter::successors(self.row_of(item), |row| self.parent(*row))
    }

    /// The rows above an item, from the top, ending with the row that it points to.
    pub fn ancestors(&self, item: ItemIndex) -> Vec<OutlineIndex> {
        let mut rows = self.upwards(item).list();
        rows.reverse();
        rows
    }

    /// The rows above an item, from the top. The item's own row is left out where that row is the item itself.
    pub fn path<'a>(&self, plan: &'a Plan, item: ItemIndex) -> Vec<&'a OutlineRow> {
        let mut rows = self.ancestors(item);
        if Plan::is_own_outline_row(&plan[item]) {
            rows.pop();
        }
        rows.into_iter().map(|row| &plan[row]).list()
    }

    /// The departments of an item: its own, or those of the nearest row above that names some.
    pub fn departments_of<'a>(&self, plan: &'a Plan, item: ItemIndex) -> &'a [Assignment] {
        if !plan[item].departments.is_empty() {
            return &plan[item].departments;
        }
        let above = self.upwards(item).map(|row| &plan[row]).find(|row| !row.departments.is_empty());
        above.map_or(&[], |row| &row.departments)
    }

    /// Whether the document names the departments only for the row above as a whole, not for this item.
    pub fn departments_inherited(&self, plan: &Plan, item: ItemIndex) -> bool {
        plan[item].departments.is_empty()
            && !Plan::is_own_outline_row(&plan[item])
            && !self.departments_of(plan, item).is_empty()
    }

    /// The page of an item: its own, or that of the nearest row above that has one. Empty where there is none.
    pub fn page_of<'a>(&self, plan: &'a Plan, item: ItemIndex) -> &'a str {
        if !plan[item].page.is_empty() {
            return &plan[item].page;
        }
        let above = self.upwards(item).map(|row| &plan[row]).find(|row| !row.page.is_empty());
        above.map_or("", |row| &row.page)
    }
}
