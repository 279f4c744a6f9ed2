//! The facet of the marks 重点, in the city's words.

use super::{FacetSpec, PLAIN, by_text};
use crate::list::List;

pub(super) const PRIORITY: FacetSpec = FacetSpec {
    key: "priority",
    prepare: |plan, _| {
        vec![by_text(plan, Vec::new(), false, |item| item.priority.iter().map(String::as_str).list())]
    },
    ..PLAIN
};
