//! The facet of statuses: first those of the sheet 状況区分, then others in the order in which they occur, then that an
//! item has none. In a plan with the sheet 評価 a status is one form of a rating, so an item without it may be rated.

use super::{FacetSpec, NONE, PLAIN, by_text, words};
use crate::list::List;
use crate::plan::{About, Item, YearResult};

pub(super) const STATUS: FacetSpec = FacetSpec {
    key: "status",
    fixed: &[NONE],
    is_named_in_chips: true,
    prepare: |plan, _| {
        let has_none = plan.items.iter().all(|item| item.ratings.is_empty());
        vec![by_text(plan, words(plan), has_none, |item| statuses_now(&plan.about, item))]
    },
    ..PLAIN
};

/// The statuses of an item's results in the year that the plan reports. Where the plan names no such year, the latest
/// year of the item counts. An earlier status is history: an item that is done is no longer under consideration.
fn statuses_now<'a>(about: &About, item: &'a Item) -> Vec<&'a str> {
    let latest = || item.results.iter().map(|result| result.year).max();
    let year = about.results_year.or_else(latest);
    let now = item.results.iter().filter(|result| Some(result.year) == year);
    now.map(YearResult::grade).filter(|status| !status.is_empty()).list()
}
