//! What is visible: the state of a view, and the one function that decides which items it shows, in which order,
//! with which counts. Pure and the same natively and in the browser.
//!
//! Never in this room: the DOM, words of the interface.

mod address;
mod change;
mod count;
mod facets;
mod load;
mod prepared;
mod select;
mod state;
mod values;

pub use address::{linked_item, parse_address, write_address, write_query};
pub use change::{Change, change};
pub use count::{Count, count};
pub use facets::{Facet, FacetKind, FacetValue};
pub use load::{Load, load};
pub use prepared::Prepared;
pub use select::{FIRST_ROWS, Selection, reaching, selection};
pub use state::{Has, LONGEST_QUERY, Sort, SortKey, View, ViewState};
pub use values::MOST_VALUES;
