//! The movements above 指標: a button for each, with the count of the facet. The script writes them, as a part of the controls.

use maud::{Markup, html};

use super::{Page, Verb, names::*, say};
use crate::list::List;
use crate::selection::{Facet, Selection, ViewState};

/// The key of the state that the buttons set.
const KEY: &str = "trend";

/// The facet, where it divides the plan.
pub fn facet_of_trends(selection: &Selection) -> Option<&Facet> {
    selection.facets.iter().find(|facet| facet.spec.key == KEY)
}

/// Whether a button is pressed: first that of all movements, then that of each.
pub fn pressed_trends(state: &ViewState, selection: &Selection) -> Vec<bool> {
    let is_free = state.facets.of(KEY).is_empty();
    let values = facet_of_trends(selection).map_or(&[][..], |facet| &facet.values);
    [is_free].into_iter().chain(values.iter().map(|value| value.chosen)).list()
}

/// The buttons.
pub(super) fn trends(page: &Page, state: &ViewState, selection: &Selection) -> Markup {
    let words = page.locale;
    let pressed = pressed_trends(state, selection);
    html! {
        @if let Some(facet) = facet_of_trends(selection) {
            div class="machi-plan-segments machi-plan-trends" role="group"
                aria-label=(say::facet(words, facet.spec, &page.prepared.plan.about)) {
                button type="button" data-do=(Verb::Trend.name()) data-value="" aria-pressed=(pressed[0]) { (words.controls.all_choices) }
                @for (value, pressed) in facet.values.iter().zip(&pressed[1..]) {
                    button type="button" data-do=(Verb::Trend.name()) data-value=(value.value) aria-pressed=(pressed) {
                        (say::facet_word(words, facet.spec, &value.value))
                        " " span class=(COUNT) { (words.text.count(value.count.items)) }
                    }
                }
            }
        }
    }
}
