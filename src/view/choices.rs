//! The choices of a facet. Where they are many, a field above them narrows them.

use maud::{Markup, html};

use super::{Page, meanings, names::*, say};
use crate::list::List;
use crate::selection::{Choices, Facet, FacetSpec, FacetValue, LONGEST_QUERY, NONE, ValueName};

/// The facet with this index.
pub(super) fn facet(page: &Page, at: usize, facet: &Facet) -> Markup {
    let key = facet.spec.key;
    let label = label(page, facet);
    html! {
        details class=(FACET) data-key=(key) {
            summary { (label) }
            fieldset {
                legend class=(HIDDEN) { (label) }
                @if facet.spec.is_of_ratings() {
                    p class="machi-plan-hint" { (page.locale.controls.rated_year(page.locale.year(page.prepared.rated_year()))) }
                }
                @if let Some(only) = facet.spec.only.filter(|_| facet.has_only) {
                    label class={ (CHOICE) " machi-plan-choice-lead" } {
                        input type="checkbox" data-key=(only) data-value="true" checked[facet.only];
                        span { (say::facet_word(page.locale, facet.spec, say::ONLY)) }
                    }
                }
                @if facet.is_long() {
                    (narrowed(page, at, facet))
                } @else {
                    (choices(page, facet, &choice_names(page, facet)))
                }
                // A grade and a status are words of the city, which defines them.
                @if facet.spec.fixed == [NONE] {
                    (meanings::of_values(page, key, &|word| facet.values.iter().any(|value| value.value == word)))
                }
            }
        }
    }
}

fn choices(page: &Page, facet: &Facet, names: &[String]) -> Markup {
    let is_department = facet.spec.key == "department";
    html! {
        ul {
            @for (value, name) in facet.values.iter().zip(names) {
                li data-depth=(value.depth) {
                    label class=(CHOICE) {
                        input type="checkbox" data-key=(facet.spec.key) data-value=(value.value) checked[value.chosen];
                        // The choices of departments have their names alone, without a vocabulary.
                        span { @if is_department { (super::items::department(page, name)) } @else { (name) } }
                        span class=(COUNT) { (page.locale.text.count(value.count.items)) }
                    }
                }
            }
        }
    }
}

/// The choices below a field in which a reader looks for them. The state does not have what is in it.
fn narrowed(page: &Page, at: usize, facet: &Facet) -> Markup {
    let id = format!("{}-facet-{at}", page.name);
    let names = choice_names(page, facet);
    let all = page.prepared.choices(facet, &names, "");
    html! {
        div class="machi-plan-many" data-facet=(at) {
            label for=(id) { (page.locale.controls.look_for(label(page, facet))) }
            input type="search" id=(id) maxlength=(LONGEST_QUERY) autocomplete="off" autocapitalize="none" spellcheck="false"
                aria-describedby={ (id) "-shown" };
            p class="machi-plan-hint" id={ (id) "-shown" } { (choices_shown(page, &all)) }
            div { (choices(page, facet, &names)) }
        }
    }
}

/// The sentence under that field: how many choices of how many are shown.
pub fn choices_shown(page: &Page, choices: &Choices) -> String {
    let words = &page.locale.controls;
    let (shown, total) = (choices.count(), choices.shown.len());
    match (choices.found, choices.query.trim()) {
        (_, "") => words.choices_all(total),
        (0, query) if shown == 0 => words.choices_none(query),
        (0, query) => words.choices_none(query) + &words.choices_chosen(shown),
        _ => words.choices_some(shown, total),
    }
}

fn label<'a>(page: &'a Page, facet: &'a Facet) -> &'a str {
    let word = say::facet(page.locale, facet.spec, &page.prepared.plan.about);
    if facet.vocabulary.is_empty() { word } else { &facet.vocabulary }
}

/// The name of each choice of a facet, as it is written.
pub fn choice_names(page: &Page, facet: &Facet) -> Vec<String> {
    let name = |value: &FacetValue| {
        let name = name(page, facet.spec, &value.value, page.prepared.value_name(facet.spec, value));
        // The group names the vocabulary.
        match name.strip_prefix(&facet.vocabulary).and_then(|name| name.strip_prefix(':')) {
            Some(own) if !facet.vocabulary.is_empty() => own.to_owned(),
            _ => name,
        }
    };
    facet.values.iter().map(name).list()
}

/// The readable name of a value of a facet.
pub(super) fn name(page: &Page, facet: &FacetSpec, value: &str, name: ValueName) -> String {
    match name {
        ValueName::Itself if facet.fixed.contains(&value) => {
            say::facet_word(page.locale, facet, value).to_owned()
        }
        ValueName::Itself => value.to_owned(),
        ValueName::Row(row) => row.label(),
        ValueName::Year(year) => page.locale.full_year(year),
    }
}
