//! The controls that the script adds: search, views, facets, chips, order, and the part after the rows.

use super::say;
use crate::list::List;
use crate::locale::{or, plain};
use maud::{Markup, html};

use super::{
    Page, Rows, SPECS,
    choices::{self, name},
    items::is_whole,
    names::*,
    share::share_button,
    spec::spec,
    verb::Verb,
};
use crate::plan::ItemIndex;
use crate::selection::{
    FIRST_ROWS, LONGEST_QUERY, MOST_COMPARED, Selection, Sort, SortKey, View, ViewState, count,
};

/// The box of controls. It is written once; the widget then changes its parts.
pub fn controls(page: &Page, state: &ViewState, selection: &Selection) -> Markup {
    let words = &page.locale.controls;
    let field = format!("{}-q", page.name);
    let sort = format!("{}-sort", page.name);
    let number = page.name.strip_prefix(ROOT).map_or(page.name, |rest| rest.trim_start_matches('-'));
    let number = if number.is_empty() { String::new() } else { words.search_number(number) };
    let facets = format!("{}-facets", page.name);
    html! {
        (languages(page))
        div class="machi-plan-views" role="group" aria-label=(words.views) {
            @for view in SPECS.iter().filter(|spec| !spec.by_link_only && (spec.is_offered)(&page.prepared.plan)).map(|spec| spec.view) {
                button type="button" data-do=(Verb::View.name()) data-value=(view.name()) aria-pressed=(state.view == view) {
                    (say::view(page.locale, view))
                }
            }
        }
        div class="machi-plan-search" role="search" aria-label=(words.search_in(&page.prepared.plan.about.title, number)) {
            label for=(field) { (words.search) }
            input type="search" id=(field) data-key="q" value=(state.query) maxlength=(LONGEST_QUERY) autocomplete="off" autocapitalize="none"
                spellcheck="false" enterkeyhint="search" aria-describedby={ (field) "-hint" };
            p class="machi-plan-hint" id={ (field) "-hint" } { (words.search_hint) }
        }
        div class="machi-plan-bar" {
            // In a narrow container the facets are behind this button.
            @if !selection.facets.is_empty() {
                button type="button" class=(FILTER) data-do=(Verb::Filter.name()) aria-expanded="false" aria-controls=(facets) {
                    (filter(page, state))
                }
            }
            p class=(RESULT) tabindex="-1" { (result(page, state, selection)) }
            div class="machi-plan-order" {
                label for=(sort) { (words.sort) }
                select id=(sort) data-key="sort" {
                    @for (key, descending) in ORDERS {
                        option value=(Sort { key, descending }.value()) selected[state.sort == Sort { key, descending }] {
                            (say::order(page.locale, key, descending, &page.prepared.plan.about))
                        }
                    }
                }
                button type="button" class=(PRINT) data-do=(Verb::Print.name()) { (words.print) }
            }
        }
        div class=(FACET_BOX) data-folded id=(facets) role="group" aria-label=(words.group) {
            @for (at, facet) in selection.facets.iter().enumerate() { (choices::facet(page, at, facet)) }
            button type="button" class=(TO_RESULT) data-do=(Verb::ToResult.name()) { (to_result(page, selection)) }
        }
        (super::years::years(page, state, selection))
        (super::trends::trends(page, state, selection))
        div class=(CHIPS) { (chips(page, state)) }
        p class={ (LIVE) " " (HIDDEN) } role="status" {}
    }
}

/// The buttons of the languages, each in its own. A page that names fewer than two gets none.
fn languages(page: &Page) -> Markup {
    html! {
        @if page.languages.len() > 1 {
            div class="machi-plan-languages machi-plan-segments" role="group" aria-label=(page.locale.language.choose) {
                @for language in page.languages {
                    button type="button" lang=(language.lang) data-do=(Verb::Lang.name()) data-value=(language.key)
                        aria-pressed=(language.key == page.locale.key) { (plain(language.language.name)) }
                }
            }
        }
    }
}

/// The words of the button that shows the facets, with the number of conditions that they make.
pub fn filter(page: &Page, state: &ViewState) -> String {
    let words = &page.locale.controls;
    let chosen: usize = state.facets.iter().map(|(_, choice)| choice.values.len()).sum();
    if chosen == 0 { words.filter.to_owned() } else { words.filter_by(chosen) }
}

/// The words of the button behind the facets that leads to what they leave.
pub fn to_result(page: &Page, selection: &Selection) -> String {
    page.locale.controls.to_result(say::count(page.locale, selection.count))
}

const ORDERS: [(SortKey, bool); 6] = [
    (SortKey::Number, false),
    (SortKey::Number, true),
    (SortKey::Department, false),
    (SortKey::Department, true),
    (SortKey::Indicators, true),
    (SortKey::Indicators, false),
];

/// The sentence about the result after another order was chosen.
pub fn sorted(page: &Page, state: &ViewState, result: &str) -> String {
    let Sort { key, descending } = state.sort;
    page.locale.controls.sorted(say::order(page.locale, key, descending, &page.prepared.plan.about), result)
}

/// The sentence about the result.
pub fn result(page: &Page, state: &ViewState, selection: &Selection) -> String {
    let words = &page.locale.controls;
    let sentence = say::result(page.locale, selection.count, selection.total, state.has_conditions());
    let plan = &page.prepared.plan;
    let is_held = |item: ItemIndex| state.view.holds(&plan[item]);
    let matches = |item: &ItemIndex| selection.matches[item.0];
    // Some matching items have no row in the view.
    let sentence =
        if spec(state.view).rows == Rows::Items && !plan.item_indices().filter(matches).all(is_held) {
            let held = count(page.prepared, &|item| matches(&item) && is_held(item));
            sentence + &words.held(say::view(page.locale, state.view), say::count(page.locale, held))
        } else {
            sentence
        };
    match unknown(page, state) {
        none if none.is_empty() => sentence,
        unknown => sentence + words.result_between + &unknown,
    }
}

/// Names the conditions whose values the plan does not have. Without it, a misspelt department looks like a plan in
/// which that department has no part.
pub fn unknown(page: &Page, state: &ViewState) -> String {
    let words = &page.locale.controls;
    let mut sentences = String::new();
    let all = page.prepared.unknown(state);
    for unknown in all.iter().take(MOST_COMPARED) {
        let about = &page.prepared.plan.about;
        let facet = match unknown.facet {
            Some(spec) => say::facet(page.locale, spec, about),
            None => or(&about.indicators_label, page.locale.items.indicators),
        };
        let near = unknown.nearest.map_or(String::new(), |near| words.unknown_near(near));
        sentences.push_str(&words.unknown(facet, unknown.asked, near));
    }
    if all.len() > MOST_COMPARED {
        sentences.push_str(&words.unknown_more(all.len() - MOST_COMPARED));
    }
    sentences
}

/// The conditions of the state, each with a button that removes it.
pub fn chips(page: &Page, state: &ViewState) -> Markup {
    let words = &page.locale.controls;
    let chips = conditions(page, state);
    html! {
        @if !chips.is_empty() {
            div role="group" aria-label=(words.conditions) {
                ul {
                    @for (key, value, label) in &chips {
                        li {
                            button type="button" data-do=(Verb::TakeOff.name()) data-key=(key) data-value=(value) {
                                (label)
                                span class=(HIDDEN) { (words.take_off) }
                            }
                        }
                    }
                    @if chips.len() > 1 {
                        li { button type="button" data-do=(Verb::TakeOffAll.name()) { (words.take_off_all) } }
                    }
                }
            }
        }
    }
}

/// The conditions of the state: key, value and readable name of each.
pub(super) fn conditions(page: &Page, state: &ViewState) -> Vec<(&'static str, String, String)> {
    let words = &page.locale.controls;
    let mut chips: Vec<(&str, String, String)> = Vec::new();
    if let Some(query) = state.get("q").filter(|query| !query.trim().is_empty()) {
        chips.push(("q", String::new(), words.query(query.trim())));
    }
    for id in &state.indicators {
        let mut rows = page.prepared.plan.items.iter().flat_map(|item| &item.indicators);
        let name = rows.find(|row| row.id == *id).map_or(id, |row| &row.name);
        chips.push(("indicator", id.clone(), words.indicator(name)));
    }
    for (spec, choice) in state.facets.iter() {
        for value in &choice.values {
            let label = name(page, spec, value, page.prepared.asked_name(spec, value));
            let facet = say::facet(page.locale, spec, &page.prepared.plan.about);
            let label = if spec.is_named_in_chips { words.named(facet, &label) } else { label };
            chips.push((spec.key, value.clone(), label));
        }
    }
    for (spec, choice) in state.facets.iter() {
        if let Some(key) = spec.only.filter(|_| choice.only && !choice.values.is_empty()) {
            chips.push((key, String::new(), say::facet_word(page.locale, spec, say::ONLY_CHIP).to_owned()));
        }
    }
    chips
}

/// The readable names of the conditions.
pub(super) fn labels(page: &Page, state: &ViewState) -> Vec<String> {
    conditions(page, state).into_iter().map(|(_, _, label)| label).list()
}

/// A button that sorts by a column, around the words of the column's head.
pub fn sort_button(next: &str) -> Markup {
    html! { button type="button" data-do=(Verb::Sort.name()) data-value=(next) {} }
}

/// For each column of the table of items, how it is sorted, and the sort that a press on its head asks for: by this
/// column, or in its other direction. The table cannot be sorted by name.
pub fn sort_heads(sort: Sort) -> [(Option<&'static str>, Option<String>); 4] {
    let keys = [Some(SortKey::Number), None, Some(SortKey::Department), Some(SortKey::Indicators)];
    keys.map(|key| {
        let sorted = key == Some(sort.key);
        let direction = if sort.descending { "descending" } else { "ascending" };
        let next = key.map(|key| {
            // Counts begin with the largest.
            let descending = if sorted { !sort.descending } else { key == SortKey::Indicators };
            Sort { key, descending }.value()
        });
        (sorted.then_some(direction), next)
    })
}

/// What the part after the rows may offer.
#[derive(Clone, Copy, Default)]
pub struct Offers {
    /// The script is there and can show more rows.
    pub more: bool,
    /// The page has controls, so that conditions can be removed.
    pub controls: bool,
}

/// The part after the rows: a button for more rows where the script can show them, or help where no row matches.
pub fn tail(page: &Page, view: View, state: &ViewState, selection: &Selection, offers: Offers) -> Markup {
    let words = &page.locale.controls;
    let plan = &page.prepared.plan;
    let waiting = selection.waiting();
    let rows = spec(view).rows;
    let has_rows = match rows {
        Rows::Departments => selection.departments.contains(&true),
        Rows::Items => plan.item_indices().any(|item| selection.matches[item.0] && view.holds(&plan[item])),
        Rows::Counts => true,
        Rows::None => return Markup::default(),
    };
    html! {
        @if plan.items.is_empty() {
            p { (page.locale.items.no_items) }
        } @else if !selection.matches.contains(&true) {
            (empty(page, state, offers.controls))
        } @else if !has_rows {
            p { (say::nothing(page.locale, view)) }
        } @else if waiting > 0 && offers.more && rows == Rows::Items {
            @let matching = selection.matches.iter().filter(|matches| **matches).count();
            @if !is_whole(plan) {
                p class="machi-plan-on-screen" { (words.first_rows(matching - waiting, matching)) }
                p class="machi-plan-on-paper" { (words.first_on_paper(matching - waiting, matching)) }
            }
            button type="button" data-do=(Verb::More.name()) { (words.more(waiting.min(FIRST_ROWS))) }
        }
    }
}

/// The buttons for the permanent link of an item.
pub fn copy_button(page: &Page) -> Markup {
    html! {
        button type="button" data-do=(Verb::Copy.name()) { (page.locale.item.copy) }
        (share_button(page))
    }
}

/// The same after the link was copied.
pub fn copied(page: &Page) -> Markup {
    html! {
        (copy_button(page))
        span role="status" { (page.locale.item.copied) }
    }
}

/// The link as selected text, for a browser in which the script cannot copy.
pub fn copy_field(page: &Page, link: &str) -> Markup {
    html! {
        label {
            span { (page.locale.item.copy_by_hand) }
            input type="text" readonly value=(link);
        }
    }
}

/// The help where nothing matches: what to try, and a button to remove each condition.
fn empty(page: &Page, state: &ViewState, has_controls: bool) -> Markup {
    let words = &page.locale.controls;
    html! {
        div class=(EMPTY) {
            p { (words.empty) }
            @if let Some(unknown) = Some(unknown(page, state)).filter(|some| !some.is_empty() && !has_controls) { p { (unknown) } }
            @if !state.query.trim().is_empty() { p { (words.empty_hint) } }
            @if has_controls && state.has_conditions() {
                button type="button" data-do=(Verb::TakeOffAll.name()) { (words.take_off_all) }
            }
        }
    }
}
