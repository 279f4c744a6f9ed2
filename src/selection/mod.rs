//! What is visible: the state of a view, and the one function that decides which items it shows, in which order, with
//! which counts. The code is pure and runs the same natively and in the browser.
//!
//! Never in this room: the DOM, words of the interface.

mod address;
mod changes;
mod choices;
mod chosen;
mod count;
mod facet;
mod facets;
mod glance;
mod load;
mod moves;
mod order;
mod per_item;
mod prepared;
mod printed;
mod rated;
mod reach;
mod results;
mod rows;
mod select;
mod state;
mod unknown;
mod values;
mod view;
mod years;

pub use address::{linked_item, parse_address, write_address, write_link, write_query};
pub use choices::{Choices, MOST_CHOICES};
pub use chosen::{Choice, Chosen};
pub use count::{Count, count};
pub use facet::{FACETS, FacetSpec, NONE, ValueName};
pub use facets::{Facet, FacetValue};
pub use glance::{BranchYears, by_branch_and_year, is_reported};
pub use load::{Load, items_of_departments, loads};
pub use moves::{Moves, moves};
pub use prepared::Prepared;
pub use printed::{PRINTED_KINDS, Reported, indicators_printed, reported};
pub use reach::{arriving, reaching};
pub use results::{MOST_SCALES, Scale, Tally, definitions, scales};
pub use rows::{FIRST_ROWS, MOST_AT_ONCE, ROWS_AT_ONCE};
pub use select::{Selection, matching, selection, selection_after};
pub use state::{LANG, LONGEST_QUERY, Sort, SortKey, ViewState};
pub use unknown::{MOST_COMPARED, Unknown};
pub use values::MOST_VALUES;
pub use view::View;
