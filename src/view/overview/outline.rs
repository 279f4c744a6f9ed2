//! How the plan is built: its outline as a tree.
//!
//! All rows stand open, a line or two each: the whole plan is seen at once and every count is a press away, at 320 px
//! too. Only the prose under a row is closed: it is a page long.

use crate::locale::or;
use crate::view::say;
use maud::{Markup, html};

use super::parents;
use crate::plan::{OutlineIndex, Plan};
use crate::selection::{Count, View, count};
use crate::view::{Page, item::paragraphs, link, names::*};

/// The outline as nested lists.
pub(super) fn outline(page: &Page) -> Markup {
    html! {
        @if !page.prepared.plan.outline.is_empty() { p { (page.locale.overview.outline_hint) } }
        (below(page, &parents_of_rows(&page.prepared.plan), None))
    }
}

fn parents_of_rows(plan: &Plan) -> Vec<Option<usize>> {
    parents(plan.outline.iter().map(|row| (row.id.as_str(), row.parent_id.as_deref())))
}

fn below(page: &Page, parents: &[Option<usize>], parent: Option<usize>) -> Markup {
    html! {
        @if parents.contains(&parent) {
            ul class=(TREE) {
                @for at in 0..parents.len() {
                    @if parents[at] == parent { li { (row(page, OutlineIndex(at))) (below(page, parents, Some(at))) } }
                }
            }
        }
    }
}

fn row(page: &Page, at: OutlineIndex) -> Markup {
    let plan = &page.prepared.plan;
    let row = &plan[at];
    let own = plan.item(&row.id).filter(|item| item.outline_id == row.id);
    let count = count(page.prepared, &|item| page.prepared.is_below(item, at));
    html! {
        span class=(TREE_ROW) {
            // A row that is an item of its own leads to it: a list of one would be a detour.
            @match own {
                Some(item) => { (link::open(page, item, &row.mark)) }
                None => { span { (row.label()) } }
            }
            @if own.is_none() || count.items + count.reposts > 1 {
                (link_to_items(page, &[("branch", &row.id)], count))
            }
        }
        @if !row.note.is_empty() { p class=(NOTE) { (row.note) } }
        @if !row.description.is_empty() {
            details {
                summary { span class=(HIDDEN) { (row.name) " " } (page.locale.overview.description) }
                (paragraphs(&row.description))
            }
        }
    }
}

/// A number of items as a link to them.
pub(super) fn link_to_items(page: &Page, conditions: &[(&str, &str)], count: Count) -> Markup {
    let text = say::count(page.locale, count);
    if count == Count::default() {
        html! { (text) }
    } else {
        link::go(page, View::Items, conditions, &text)
    }
}

/// The levels of the outline, a line each, by the document's names and with how many rows they have. Where some items
/// are rows that the document does not divide, `items` is told so.
pub(super) fn levels(page: &Page, items: &mut String) -> String {
    let plan = &page.prepared.plan;
    let words = &page.locale.overview;
    let mut depths: Vec<usize> = Vec::new();
    let mut levels: Vec<(usize, usize, &str)> = Vec::new();
    for (row, parent) in plan.outline.iter().zip(parents_of_rows(plan)) {
        let depth = parent.map_or(0, |parent| depths[parent] + 1);
        depths.push(depth);
        if depth == levels.len() {
            levels.push((0, 0, &row.mark));
        }
        levels[depth].0 += 1;
        levels[depth].1 += usize::from(plan.item(&row.id).is_some_and(Plan::is_own_outline_row));
    }
    let mut text = String::new();
    for (depth, (rows, own, mark)) in levels.into_iter().enumerate() {
        let name = plan.about.level_names.get(depth).map_or("", String::as_str);
        text += &say::level(page.locale, name, mark, rows);
        text.push('\n');
        // Where all items are rows, the document has no other items.
        if own > 0 && own < plan.items.len() {
            *items += &words.undivided(
                own,
                or(name, words.undivided_level),
                or(plan.about.item_label(), page.locale.items.name),
            );
            items.push('\n');
        }
    }
    text
}
