//! What is visible: the state of a view, and the one function that decides which items it shows, in which order,
//! with which counts. Pure and the same natively and in the browser.
//!
//! Never in this room: the DOM, words of the interface.

mod address;
mod change;
mod facets;
mod prepared;
mod select;
mod state;

pub use address::{linked_item, parse_address, write_address, write_query};
pub use change::{Change, change};
pub use facets::{Facet, FacetKind, FacetValue};
pub use prepared::Prepared;
pub use select::{Count, FIRST_ROWS, Selection, count, reaching, selection};
pub use state::{Has, LONGEST_QUERY, Sort, SortKey, View, ViewState};
