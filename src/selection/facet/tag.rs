//! The facets of the sheet's column 分類: one for each vocabulary of the city. They share the key `tag`, and a value names
//! its vocabulary, `SDGs:11`. Between two vocabularies an item needs both, as between any two facets.

use super::{FacetSpec, PLAIN, Values, by_text};
use crate::list::List;
use crate::plan::Plan;
use crate::selection::per_item::PerItem;

/// How many vocabularies have a group of their own. The values of further ones share the first group.
const MOST: usize = 20;

/// The vocabulary of a value; empty where it names none.
pub(in crate::selection) fn vocabulary(value: &str) -> &str {
    value.split_once(':').map_or("", |(vocabulary, _)| vocabulary)
}

pub(super) const TAG: FacetSpec = FacetSpec {
    key: "tag",
    // The sheet may have either colon.
    read: |texts| texts.iter().map(|text| text.replacen('：', ":", 1)).list(),
    prepare: |plan, _| {
        let all = by_text(plan, Vec::new(), false, |item| item.tags.iter().map(String::as_str).list());
        let mut vocabularies = vec![""];
        for of in all.values.iter().map(|value| vocabulary(&value.value)) {
            if vocabularies.len() <= MOST && !vocabularies.contains(&of) {
                vocabularies.push(of);
            }
        }
        // For each value its vocabulary.
        let place = |of: &str| vocabularies.iter().position(|known| *known == of).unwrap_or(0);
        let places = all.values.iter().map(|value| place(vocabulary(&value.value))).list();
        (0..vocabularies.len()).map(|at| part(plan, &all, &places, at, vocabularies[at])).list()
    },
    ..PLAIN
};

/// The values of one vocabulary.
fn part(plan: &Plan, all: &Values, places: &[usize], at: usize, name: &str) -> Values {
    let mut values = Vec::new();
    let indices = places.iter().zip(&all.values).map(|(place, value)| {
        if *place == at {
            values.push(value.value.clone());
        }
        values.len().wrapping_sub(1)
    });
    let indices = indices.list();
    let of_items = PerItem::of(plan, |item| {
        let own = all.of_items.get(item).iter().filter(|value| places[**value] == at);
        own.map(|value| indices[*value]).list()
    });
    Values { vocabulary: name.to_owned(), ..Values::plain(values, of_items) }
}
