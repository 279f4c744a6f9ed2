//! The facet of statuses: first those of the sheet 状況区分, then others in the order in which they occur.

use super::{FacetSpec, PLAIN, by_text};
use crate::list::List;
use crate::plan::{About, Item};

pub(super) const STATUS: FacetSpec = FacetSpec {
    key: "status",
    prepare: |plan, _| {
        let known = plan.statuses.iter().map(|row| row.status.as_str()).list();
        by_text(plan, known, |item| statuses_now(&plan.about, item))
    },
    ..PLAIN
};

/// The statuses of an item's results in the year that the plan reports. Where the plan names no such year, the latest
/// year of the item counts. An earlier status is history: an item that is done is no longer under consideration.
fn statuses_now<'a>(about: &About, item: &'a Item) -> Vec<&'a str> {
    let latest = || item.results.iter().map(|result| result.year).max();
    let year = about.results_year.or_else(latest);
    let now = item.results.iter().filter(|result| Some(result.year) == year);
    now.map(|result| result.status.trim()).filter(|status| !status.is_empty()).list()
}
