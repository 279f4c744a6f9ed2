//! 結果: the ratings of the reported year beside the years before, by scale, row of the outline and department. In a plan
//! without ratings, what the document reports instead.
//!
//! The conditions apply, except those on ratings themselves: a table of grades counts under every other condition, as a
//! facet does. So a link from a number gives as many items as the number says.

mod moved;
mod printed;
mod rated;

use maud::{Markup, html};

use super::departments::{has_reposts, inherited_note};
use super::{Controls, Page, Parts, Rows, ViewSpec, link, names::*, share::share_box};
use crate::list::List;
use crate::plan::{Item, Plan};
use crate::selection::{Scale, Selection, View, ViewState, scales, selection};

/// The spec of this view.
pub(super) static SPEC: ViewSpec = ViewSpec {
    view: View::Results,
    name: |words| words.controls.view_results,
    rows: Rows::Counts,
    parts: Parts::Content,
    has_caption: true,
    offers: Controls::WithoutOrder,
    write: |page, state, selection| {
        html! {
            div class=(RESULTS) { (results(page, state, selection)) }
            (share_box(page))
            div class=(TAIL) { (super::tail(page, SPEC.view, state, selection, super::Offers::default())) }
        }
    },
    content: results,
    ..ViewSpec::PLAIN
};

/// The keys of conditions on what the view counts.
const OWN_KEYS: [&str; 5] = ["status", "rating", "rating-year", "aspect", "by"];

/// The content of the view. It is written again for every selection.
pub(super) fn results(page: &Page, state: &ViewState, selected: &Selection) -> Markup {
    let prepared = page.prepared;
    let words = &page.locale.results;
    let mut others = state.clone();
    OWN_KEYS.iter().for_each(|key| others.unset(key));
    let is_own = others != *state;
    let unconditioned = is_own.then(|| selection(prepared, &others));
    let selected = unconditioned.as_ref().unwrap_or(selected);
    let led = state.get("lead").is_some();
    let originals = prepared.plan.items.iter().zip(&selected.matches);
    let items = originals.filter(|(item, meets)| **meets && item.repost_of.is_none()).count();
    let scales = if is_rated(&prepared.plan) { scales(prepared, &selected.matches, led) } else { Vec::new() };
    html! {
        @if !selected.matches.contains(&true) {
        } @else if scales.is_empty() {
            (printed::printed(page, &selected.matches))
        } @else {
            p { (words.hint) @if has_reposts(page) { (words.reposts) } }
            @if is_own { p class=(NOTE) { (words.own_conditions) } }
            (moved::moved(page, &scales, &selected.matches))
            @for (at, scale) in scales.iter().enumerate() {
                (rated::Rated {
                    page,
                    state: &others,
                    selected,
                    items,
                    asks_by: rated::AsksBy::of(&prepared.plan, &scales, scale),
                    scale,
                }.section(at))
            }
            @if !prepared.plan.departments.is_empty() { p class=(NOTE) { (page.locale.overview.shared) } }
            (inherited_note(page))
        }
    }
}

/// Whether the document rates anything.
pub(super) fn is_rated(plan: &Plan) -> bool {
    let has_status = |item: &Item| item.results.iter().any(|row| !row.grade().is_empty());
    plan.items.iter().any(|item| !item.ratings.is_empty() || has_status(item))
}

/// The name of a scale.
fn name(page: &Page, scale: &Scale) -> String {
    let words = &page.locale.results;
    let aspect = match (scale.aspect, scale.by) {
        ("", "") => page.locale.item.status,
        ("", _) => words.grade,
        (aspect, _) => aspect,
    };
    let name = if scale.by.is_empty() { aspect.to_owned() } else { words.scale(aspect, scale.by) };
    if scale.of_indicators { words.of_indicators(name) } else { name }
}

/// For 概要: each scale of items with the counts of its last year as a sentence.
pub(super) fn summary(page: &Page) -> Markup {
    let prepared = page.prepared;
    let words = &page.locale.results;
    let scales = scales(prepared, &vec![true; prepared.plan.items.len()], false);
    html! {
        ul {
            @for scale in scales.iter().filter(|scale| !scale.of_indicators) {
                @if let Some((year, of)) = scale.years.iter().zip(0..).last() {
                    @let counts = scale.all.iter().filter(|tally| tally.year == of);
                    @let counts = counts.map(|tally| words.pair(grade(page, scale, tally.grade), tally.count)).list();
                    li { (words.summary(name(page, scale), page.locale.full_year(*year), page.locale.list(&counts))) }
                }
            }
        }
        p { (link::go(page, SPEC.view, &[], words.see)) }
    }
}

/// The word of a grade, or of none.
fn grade<'a>(page: &'a Page, scale: &Scale<'a>, at: usize) -> &'a str {
    scale.grades.get(at).copied().unwrap_or(page.locale.results.unrated)
}
