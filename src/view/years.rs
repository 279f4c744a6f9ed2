//! The years above 年次計画: a button for each, and a sentence that counts the items by what they say of the chosen ones.
//! The script writes both, as a part of the controls.

use maud::{Markup, html};

use super::{Page, Verb, link, names::*, spec::spec, strip};
use crate::list::List;
use crate::locale::or;
use crate::plan::YearKind;
use crate::selection::{Selection, ViewState};

/// The key of the state that the buttons set.
const KEY: &str = "year";

/// Whether a button is pressed: first that of all years, then that of each year.
pub fn pressed(page: &Page, state: &ViewState) -> Vec<bool> {
    let chosen = state.facets.of(KEY);
    let years = page.prepared.plan.years().map(|year| chosen.contains(&year.short()));
    [chosen.is_empty()].into_iter().chain(years).list()
}

/// The buttons and the sentence.
pub(super) fn years(page: &Page, state: &ViewState, selection: &Selection) -> Markup {
    let plan = &page.prepared.plan;
    let words = &page.locale.controls;
    let all = [(String::new(), words.all_choices.to_owned(), None)];
    let years = plan
        .years()
        .map(|year| (year.short(), page.locale.short_year(year), Some(page.locale.full_year(year))));
    let buttons = all.into_iter().chain(years).zip(pressed(page, state));
    html! {
        @if plan.items.iter().any(|item| !item.actions.is_empty()) {
            div class="machi-plan-years" {
                div class="machi-plan-segments" role="group" aria-label=(words.choose_year) {
                    @for ((value, text, title), pressed) in buttons {
                        // Not an <abbr>: Firefox would name the button by its title alone, and nobody could say what they see.
                        button type="button" title=[title] data-do=(Verb::Year.name()) data-value=(value)
                            aria-pressed=(pressed) { (text) }
                    }
                }
                p class=(SAID) { (said(page, state, selection)) }
            }
        }
    }
}

/// How many items say what of the chosen years. New entries and goings-on are links to these items. Nothing in a view that does
/// not show it.
pub fn said(page: &Page, state: &ViewState, selection: &Selection) -> Markup {
    if !spec(state.view).says_years {
        return Markup::default();
    }
    let said = selection.said(page.prepared, state);
    let plan = &page.prepared.plan;
    let words = &page.locale.controls;
    let item = or(plan.about.item_label(), page.locale.items.name);
    let count = |kind: YearKind| said[kind as usize];
    let kinds = [
        (YearKind::New, "new", words.said_new(item)),
        (YearKind::Continues, "continues", words.said_continues(item)),
    ];
    let others = [
        (YearKind::Blank, words.said_blank(item)),
        (YearKind::Dash, words.said_dash(item)),
        (YearKind::Lost, words.said_lost(item)),
    ];
    let chosen = state.facets.of(KEY);
    let asked =
        plan.years().filter(|year| chosen.contains(&year.short())).map(|year| page.locale.year(year)).list();
    let counted = |kind, label: &str| html! { (label) " " (super::say::count(page.locale, count(kind))) };
    html! {
        (if asked.is_empty() { words.said_in_plan.to_owned() } else { words.said_in(page.locale.list(&asked)) })
        @for (at, (kind, value, label)) in kinds.iter().enumerate() {
            @if at > 0 { (words.said_between) }
            @if count(*kind).items == 0 {
                (counted(*kind, label))
            } @else {
                (link::under(page, strip::SPEC.view, state, &[("schedule", vec![(*value).to_owned()])], counted(*kind, label)))
            }
        }
        @for (kind, label) in others.iter().filter(|(kind, _)| count(*kind).items > 0) { (words.said_between) (counted(*kind, label)) }
    }
}
