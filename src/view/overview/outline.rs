//! How the plan is built: its outline as a tree.
//!
//! All rows are open, with a line or two each. So the whole plan is visible at once, and every count is one press
//! away, also at 320 px. Only the prose under a row is closed, because it may be a page long.

use crate::locale::or;
use crate::view::say;
use maud::{Markup, html};

use crate::plan::{ItemIndex, OutlineIndex, Plan};
use crate::selection::{Count, Prepared};
use crate::view::{Page, item::paragraphs, link, names::*};

/// The facts needed to show the rows of the outline.
struct Rows<'a> {
    page: &'a Page<'a>,
    /// For each row, its children.
    children: Vec<Vec<OutlineIndex>>,
    /// For each row, the item that it is, if any.
    own_items: Vec<Option<ItemIndex>>,
    /// For each row, how many items are below it.
    counts: Vec<Count>,
}

/// The outline as nested lists.
pub(super) fn outline(page: &Page) -> Markup {
    let prepared = page.prepared;
    let mut children = vec![Vec::new(); prepared.plan.outline.len()];
    let mut top = Vec::new();
    for row in prepared.plan.outline_indices() {
        match prepared.parent(row) {
            Some(parent) => children[parent.0].push(row),
            None => top.push(row),
        }
    }
    let rows =
        Rows { page, children, own_items: own_items(prepared), counts: prepared.counts_by("branch", false) };
    html! {
        @if !top.is_empty() { p { (page.locale.overview.outline_hint) } }
        (rows.list(&top))
    }
}

/// For each row of the outline, the item that it is, if any.
fn own_items(prepared: &Prepared) -> Vec<Option<ItemIndex>> {
    let mut own = vec![None; prepared.plan.outline.len()];
    for item in prepared.plan.item_indices().filter(|item| Plan::is_own_outline_row(&prepared.plan[*item])) {
        if let Some(row) = prepared.row_of(item) {
            own[row.0].get_or_insert(item);
        }
    }
    own
}

impl Rows<'_> {
    fn list(&self, rows: &[OutlineIndex]) -> Markup {
        html! {
            @if !rows.is_empty() {
                ul class=(TREE) {
                    @for row in rows { li { (self.row(*row)) (self.list(&self.children[row.0])) } }
                }
            }
        }
    }

    fn row(&self, at: OutlineIndex) -> Markup {
        let (page, plan) = (self.page, &self.page.prepared.plan);
        let row = &plan[at];
        let own = self.own_items[at.0];
        let count = self.counts[at.0];
        html! {
            span class=(TREE_ROW) {
                // A row that is an item links to it directly, because a list of one item would be a detour.
                @match own {
                    Some(item) => { (link::open(page, &plan[item], &row.mark)) }
                    None => { span { (row.label()) } }
                }
                @if own.is_none() || count.items + count.reposts > 1 {
                    (link_to_items(page, &[("branch", &row.id)], &row.name, count))
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
}

/// A number of items as a link to these items. Its name says whose they are, because a list of links may be all that somebody hears.
pub(super) fn link_to_items(page: &Page, conditions: &[(&str, &str)], of: &str, count: Count) -> Markup {
    let text = say::count(page.locale, count);
    if count == Count::default() {
        html! { (text) }
    } else {
        link::to_list(page, conditions, html! { span class=(HIDDEN) { (of) " " } (text) })
    }
}

/// The levels of the outline, one line each, with the document's names and the number of rows. Where some items are
/// themselves rows, `items` gets a sentence about them.
pub(super) fn levels(page: &Page, items: &mut String) -> String {
    let plan = &page.prepared.plan;
    let words = &page.locale.overview;
    let own_items = own_items(page.prepared);
    let mut depths: Vec<usize> = Vec::new();
    let mut levels: Vec<(usize, usize, &str)> = Vec::new();
    for at in plan.outline_indices() {
        let row = &plan[at];
        let depth = page.prepared.parent(at).map_or(0, |parent| depths[parent.0] + 1);
        depths.push(depth);
        if depth == levels.len() {
            levels.push((0, 0, &row.mark));
        }
        levels[depth].0 += 1;
        levels[depth].1 += usize::from(own_items[at.0].is_some());
    }
    let mut text = String::new();
    for (depth, (rows, own, mark)) in levels.into_iter().enumerate() {
        let name = plan.about.level_names.get(depth).map_or("", String::as_str);
        text += &say::level(page.locale, name, mark, rows);
        text.push('\n');
        // If all items are rows, the document has no other items.
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
