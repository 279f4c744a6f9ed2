//! The words of the controls.

use crate::selection::{Count, SortKey};

/// Search, facets, chips, and the sentence about the result.
pub struct ControlWords {
    /// The name of the whole group of controls.
    pub group: &'static str,
    /// The label of the search field.
    pub search: &'static str,
    /// The name of the search among others on the page: the plan's title, and what tells this widget from another of
    /// the same plan, or nothing.
    pub search_in: fn(title: &str, number: &str) -> String,
    /// What the search looks through, under its label.
    pub search_hint: &'static str,
    /// The name of the group of views.
    pub views: &'static str,
    /// The name of the links to views that stand below each other.
    pub jumps: &'static str,
    /// The words of each view.
    pub view: &'static [ViewWords],
    /// The words of each facet.
    pub facets: &'static [FacetWords],
    /// A count beside a value, as it is read aloud: 「12件」.
    pub count: fn(Count) -> String,
    /// The result: how many of how many, with reposts apart.
    pub result: fn(shown: Count, total: Count, narrowed: bool) -> String,
    /// How many of these have a row in the view of this name.
    pub held: fn(view: &str, Count) -> String,
    /// The name of the list of conditions.
    pub conditions: &'static str,
    /// Takes one condition off.
    pub take_off: fn(&str) -> String,
    /// Takes all conditions off.
    pub take_off_all: &'static str,
    /// A query as a chip.
    pub query: fn(&str) -> String,
    /// The condition of one indicator, by its name.
    pub indicator: fn(&str) -> String,
    /// The label of the choice of order.
    pub sort: &'static str,
    /// One order.
    pub sort_by: fn(SortKey, descending: bool, departments_label: &str) -> String,
    /// Nothing matches.
    pub empty: &'static str,
    /// What may help where nothing matches.
    pub empty_hint: &'static str,
    /// Shows so many more rows.
    pub more: fn(usize) -> String,
}

/// The words of a view.
pub struct ViewWords {
    /// The key of the view in attributes and addresses.
    pub key: &'static str,
    /// Its name.
    pub name: &'static str,
    /// That nothing in the selection has a row in it; empty where it has no rows.
    pub nothing: &'static str,
}

/// The words of a facet.
pub struct FacetWords {
    /// The key of the facet in attributes and addresses.
    pub key: &'static str,
    /// Its name where the document has no word of its own.
    pub label: &'static str,
    /// The condition that leaves some of an item's values only, as a choice; empty where the facet has none.
    pub only: &'static str,
    /// The same as a chip.
    pub only_chip: &'static str,
    /// The values that have words of their own, each with its word.
    pub values: &'static [(&'static str, &'static str)],
}

impl FacetWords {
    /// The parts that most facets share.
    pub const PLAIN: FacetWords = FacetWords { key: "", label: "", only: "", only_chip: "", values: &[] };

    /// The word for a value; the value itself where there is none.
    pub fn value<'a>(&'a self, value: &'a str) -> &'a str {
        self.values.iter().find(|(known, _)| *known == value).map_or(value, |(_, word)| word)
    }
}
