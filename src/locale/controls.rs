//! The words of the controls.

use crate::selection::{Count, FacetKind, Has, SortKey, View};

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
    /// The name of a view.
    pub view: fn(View) -> &'static str,
    /// The name of a facet; the document's own word for departments is given.
    pub facet: fn(FacetKind, departments_label: &str) -> String,
    /// Only where the department leads.
    pub lead: &'static str,
    /// What an item has.
    pub has: fn(Has) -> &'static str,
    /// A count beside a value, as it is read aloud: 「12件」.
    pub count: fn(Count) -> String,
    /// The result: how many of how many, with reposts apart.
    pub result: fn(shown: Count, total: Count, narrowed: bool) -> String,
    /// How many of these have a row in the view.
    pub held: fn(View, Count) -> String,
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
    /// A lead condition as a chip.
    pub lead_chip: &'static str,
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
