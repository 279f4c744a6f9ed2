//! How the plan is built: its outline as a tree.
//!
//! All rows stand open, a line or two each: the whole plan is seen at once and every count is a press away, at 320 px
//! too. Only the prose under a row is closed: it is a page long.

use maud::{Markup, html};

use super::{parents, tally};
use crate::selection::ViewState;
use crate::view::{Page, item::paragraphs, link, names::*};

/// The outline as nested lists.
pub(super) fn outline(page: &Page) -> Markup {
    let parents = parents_of_rows(page);
    html! {
        p { (page.locale.overview.outline_hint) }
        (below(page, &parents, None))
    }
}

fn parents_of_rows(page: &Page) -> Vec<Option<usize>> {
    let rows = &page.prepared.plan.outline;
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    parents(&ids, &|at| rows[at].parent_id.as_deref())
}

fn below(page: &Page, parents: &[Option<usize>], parent: Option<usize>) -> Markup {
    html! {
        @if parents.contains(&parent) {
            ul class="machi-plan-tree" {
                @for at in (0..parents.len()).filter(|at| parents[*at] == parent) {
                    li { (row(page, at)) (below(page, parents, Some(at))) }
                }
            }
        }
    }
}

fn row(page: &Page, at: usize) -> Markup {
    let plan = &page.prepared.plan;
    let row = &plan.outline[at];
    let words = &page.locale.overview;
    let name = html! { @if !row.mark.is_empty() { (row.mark) " " } (row.name) };
    let own = plan.items.iter().find(|item| item.id == row.id && item.outline_id == row.id);
    let count = tally(page, &|item| page.prepared.stands_under(item, at));
    html! {
        span class="machi-plan-tree-row" {
            // A row that is an item of its own leads to it: a list of one would be a detour.
            @match own {
                Some(item) => { (link::open(page, item, name)) }
                None => { span { (name) } }
            }
            @if own.is_none() || count.items + count.reposts > 1 { (link_to_items(page, branch(&row.id), count)) }
        }
        @if !row.note.is_empty() { p class="machi-plan-note" { (row.note) } }
        @if !row.description.is_empty() {
            details class="machi-plan-description" {
                summary { span class=(HIDDEN) { (row.name) " " } (words.description) }
                (paragraphs(&row.description))
            }
        }
    }
}

/// The list below a row of the outline.
pub(super) fn branch(id: &str) -> ViewState {
    ViewState { branches: vec![id.to_owned()], ..ViewState::default() }
}

/// A number of items as a link to them.
pub(super) fn link_to_items(page: &Page, state: ViewState, count: crate::selection::Count) -> Markup {
    let text = html! { ((page.locale.overview.count)(count)) };
    if count.items + count.reposts > 0 { link::go(page, &state, text) } else { text }
}

/// The levels of the outline by the document's names, each with how many rows it has.
pub(super) fn levels<'a>(page: &'a Page) -> Vec<(&'a str, usize)> {
    let names = &page.prepared.plan.about.level_names;
    let mut levels: Vec<(&str, usize)> = Vec::new();
    for depth in depths(page) {
        while levels.len() <= depth {
            levels.push((names.get(levels.len()).map_or("", String::as_str), 0));
        }
        levels[depth].1 += 1;
    }
    levels
}

fn depths(page: &Page) -> Vec<usize> {
    let mut depths: Vec<usize> = Vec::new();
    for parent in parents_of_rows(page) {
        depths.push(parent.map_or(0, |parent| depths[parent] + 1));
    }
    depths
}

/// How many items are rows of the outline that the document does not divide, and the name of the first one's level.
/// Nothing where all are: then the document has no other items.
pub(super) fn undivided<'a>(page: &'a Page) -> Option<(&'a str, usize)> {
    let plan = &page.prepared.plan;
    let is_own = |id: &str| plan.item(id).is_some_and(|item| item.outline_id == id);
    let depths = depths(page);
    let own = || (0..depths.len()).filter(|at| is_own(&plan.outline[*at].id));
    let first = own().next().filter(|_| own().count() < plan.items.len())?;
    Some((plan.about.level_names.get(depths[first]).map_or("", String::as_str), own().count()))
}
