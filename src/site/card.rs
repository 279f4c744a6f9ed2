//! What the picture of a page shows: the picture that other sites show beside a link.

use super::places::Places;
use crate::plan::{ItemIndex, YearKind};

/// The content of a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// City and plan.
    pub plan: String,
    /// The number of the item, or nothing.
    pub number: String,
    /// The name of what the page is about.
    pub name: String,
    /// The departments in charge.
    pub departments: String,
    /// The years of the plan, each with what the schedule says of it; none without a schedule.
    pub years: Vec<(String, YearKind)>,
}

impl Card {
    /// The picture of a page with a name.
    pub(super) fn named(places: &Places, number: &str, name: &str) -> Card {
        let about = &places.plan().about;
        let plan = if name == about.title {
            about.municipality.clone()
        } else {
            [&about.municipality, " ", &about.title].concat()
        };
        Card { plan, number: number.to_owned(), name: name.to_owned(), ..Card::default() }
    }

    /// The picture of the page of an item.
    pub(super) fn of_item(places: &Places, at: ItemIndex) -> Card {
        let plan = places.plan();
        let item = &plan[at];
        let named = places
            .prepared()
            .departments_of(at)
            .iter()
            .map(|named| named.department.clone())
            .collect::<Vec<_>>();
        let years = match item.actions.is_empty() {
            true => Vec::new(),
            false => plan
                .years()
                .map(|year| year.short())
                .zip(plan.years_of(item).into_iter().map(|year| year.kind))
                .collect(),
        };
        Card { departments: places.locale().list(&named), years, ..Card::named(places, &item.id, &item.name) }
    }
}
