//! Indices into the lists of a plan. Each list has its own type, so the compiler refuses an index of another list.

use std::ops::Index;

use super::{Department, Item, OutlineRow, Plan, Section};

/// Defines the type of an index into a list of [`Plan`].
macro_rules! index_of {
    ($(#[$doc:meta])* $name:ident, $list:ident: $row:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);

        impl Index<$name> for Plan {
            type Output = $row;

            fn index(&self, index: $name) -> &$row {
                &self.$list[index.0]
            }
        }
    };
}

index_of!(
    /// The index of an item in [`Plan::items`].
    ItemIndex,
    items: Item
);
index_of!(
    /// The index of a row in [`Plan::outline`].
    OutlineIndex,
    outline: OutlineRow
);
index_of!(
    /// The index of a department in [`Plan::departments`].
    DepartmentIndex,
    departments: Department
);
index_of!(
    /// The index of a section in [`Plan::sections`].
    SectionIndex,
    sections: Section
);

impl Plan {
    /// The indices of all items, in the plan's order.
    pub fn item_indices(&self) -> impl DoubleEndedIterator<Item = ItemIndex> + Clone + use<> {
        (0..self.items.len()).map(ItemIndex)
    }

    /// The index of the item with this id.
    pub fn item_index(&self, id: &str) -> Option<ItemIndex> {
        self.items.iter().position(|item| item.id == id).map(ItemIndex)
    }

    /// The indices of all rows of the outline, in the plan's order.
    pub fn outline_indices(&self) -> impl DoubleEndedIterator<Item = OutlineIndex> + Clone + use<> {
        (0..self.outline.len()).map(OutlineIndex)
    }

    /// The indices of all departments, in the plan's order.
    pub fn department_indices(&self) -> impl DoubleEndedIterator<Item = DepartmentIndex> + Clone + use<> {
        (0..self.departments.len()).map(DepartmentIndex)
    }
}
