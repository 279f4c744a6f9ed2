//! ひと目で見る: the plan on a screen. Tiles with counts, then a thin row for each item with a cell for each year, grouped by
//! the outline. A long plan is summed by row of the outline.
//!
//! It is the first part of 概要 and a view of its own, which the conditions narrow. Every number and every row is a link.
//! A cell has a shape and a word of its own. A row is one link: cells that are links would be hundreds of stops of the
//! tab key.

mod rows;
mod sums;

use maud::{Markup, html};

use super::{
    Controls, Page, Parts, Rows, ViewSpec, departments, link, names::*, overview, say, share::share_box,
};
use crate::list::List;
use crate::locale::or;
use crate::plan::{FiscalYear, ItemIndex, OutlineIndex};
use crate::selection::{
    BranchYears, Selection, View, ViewState, by_branch_and_year, count, is_reported, matching, selection,
};

/// The spec of this view.
pub(super) static SPEC: ViewSpec = ViewSpec {
    view: View::Glance,
    name: |words| words.controls.view_glance,
    rows: Rows::Counts,
    parts: Parts::Content,
    // 概要 begins with it.
    by_link_only: true,
    is_below_others: false,
    offers: Controls::WithoutOrder,
    write: |page, state, selection| {
        html! {
            div class=(GLANCE) { (glance(page, state, selection)) }
            (share_box(page))
            div class=(TAIL) { (super::tail(page, SPEC.view, state, selection, super::Offers::default())) }
        }
    },
    content: glance,
    ..ViewSpec::PLAIN
};

/// With more items, the rows of the table are rows of the outline.
const MOST_ITEMS: usize = 200;

/// With more years, a narrow container has the name of an item above its cells.
const MANY_YEARS: usize = 6;

/// The whole plan, for 概要.
pub(super) fn of_plan(page: &Page) -> Markup {
    let state = ViewState::default();
    html! {
        div class=(GLANCE) { (glance(page, &state, &selection(page.prepared, &state))) }
        p { (link::go(page, SPEC.view, &[], page.locale.glance.narrow)) }
    }
}

/// The content of the view.
fn glance(page: &Page, state: &ViewState, selection: &Selection) -> Markup {
    let plan = &page.prepared.plan;
    let results = overview::result_years(plan);
    let has_schedule = plan.items.iter().any(|item| !item.actions.is_empty());
    let reported = overview::reported_year(plan);
    let tops = plan.outline_indices().filter(|row| page.prepared.parent(*row).is_none()).list();
    let counts = by_branch_and_year(page.prepared, &tops, &selection.matches, reported);
    let glance = Glance {
        page,
        state,
        selection,
        years: if has_schedule { plan.years().list() } else { results.clone() },
        has_schedule,
        results,
        reported,
        tops,
        counts,
    };
    html! {
        @if selection.matches.contains(&true) {
            div role="group" aria-label=(page.locale.glance.counts) { (glance.tiles()) }
            @if plan.items.len() <= MOST_ITEMS && !glance.years.is_empty() { (glance.by_item()) } @else { (glance.by_branch()) }
            (glance.sum())
        }
    }
}

/// The facts that the tiles and the table share.
struct Glance<'a> {
    page: &'a Page<'a>,
    state: &'a ViewState,
    selection: &'a Selection,
    /// The years that have a column.
    years: Vec<FiscalYear>,
    has_schedule: bool,
    /// The years with a result of any item.
    results: Vec<FiscalYear>,
    /// The latest year with results.
    reported: Option<FiscalYear>,
    /// The rows at the top of the outline, and the counts under each.
    tops: Vec<OutlineIndex>,
    counts: Vec<BranchYears>,
}

impl Glance<'_> {
    /// The word of the document for an item.
    fn label(&self) -> &str {
        or(self.page.prepared.plan.about.item_label(), self.page.locale.items.name)
    }

    /// The counts that the plan has, each as a link to what it counts, where a view shows just that.
    fn tiles(&self) -> Markup {
        let Glance { page, state, selection, .. } = *self;
        let plan = &page.prepared.plan;
        let words = page.locale;
        let to = |view, content| link::under(page, view, state, &[], content);
        let matching = plan.item_indices().filter(|at| selection.matches[at.0]).list();
        let departments = selection.departments.iter().filter(|shown| **shown).count();
        let indicators = departments::indicators_of(plan, &matching, &|row| state.asks_for([row]));
        let changes = page.prepared.changes_shown(&selection.matches, state.has_conditions()).len();
        let about = &plan.about;
        let reposts = match selection.count.reposts {
            0 => String::new(),
            reposts => words.glance.reposts(reposts),
        };
        let tiles = [
            (View::Items, selection.count.items, self.label(), &*reposts),
            (View::Departments, departments, or(&about.departments_label, words.items.departments), ""),
            (View::Indicators, indicators, or(&about.indicators_label, words.items.indicators), ""),
            (View::Changes, changes, words.controls.view_changes, ""),
        ];
        html! {
            ul class="machi-plan-tiles" {
                @for (view, count, label, more) in tiles.into_iter().filter(|tile| tile.1 > 0) {
                    li { (to(view, tile(count, "", label, more))) }
                }
                @if let Some(year) = self.reported { li { (self.reported_tile(year)) } }
            }
        }
    }

    /// How many items have a result of the reported year. It is a link where these are the items with any result.
    fn reported_tile(&self, year: FiscalYear) -> Markup {
        let Glance { page, state, selection: selected, .. } = *self;
        let plan = &page.prepared.plan;
        let words = &page.locale.glance;
        let has = |at: ItemIndex| selected.matches[at.0] && is_reported(&plan[at], Some(year));
        let with = count(page.prepared, &has);
        let content =
            tile(with.items, &words.of(selected.count.items), &words.reported(page.locale.year(year)), "");
        let conditions = [("has", vec!["result".to_owned()])];
        let mut asked = ViewState { view: View::default(), ..state.clone() };
        asked.set_values(conditions[0].0, &conditions[0].1);
        let linked = matching(page.prepared, &asked, selected);
        let is_same = plan.item_indices().all(|at| linked[at.0] == has(at));
        match is_same && with.items > 0 {
            true => link::under(page, View::default(), state, &conditions, content),
            false => html! { span { (content) } },
        }
    }

    /// A row of the outline with the items under it, as a link to these in the list.
    fn branch(&self, row: OutlineIndex, of: &BranchYears) -> Markup {
        let Glance { page, state, .. } = *self;
        let mut said = say::count(page.locale, of.all);
        if of.reported.items > 0 {
            said += &page.locale.glance.with_result(of.reported.items);
        }
        html! {
            (link::narrowed(page, state, &[("branch", self.asked_below(row))], &page.prepared.plan[row].label()))
            " " span class=(PATH) { (said) }
        }
    }

    /// The values of the condition on branches that leave the counted items under a row: the row itself, or where the state asks
    /// only for rows below it, these.
    fn asked_below(&self, row: OutlineIndex) -> Vec<String> {
        let prepared = self.page.prepared;
        let plan = &prepared.plan;
        let is_above = |above: OutlineIndex, below: OutlineIndex| {
            std::iter::successors(Some(below), |at| prepared.parent(*at)).any(|at| at == above)
        };
        let asked = self.state.values("branch");
        let rows = plan.outline_indices().filter(|at| asked.contains(&plan[*at].id)).list();
        let below = rows.iter().filter(|at| is_above(row, **at)).map(|at| plan[*at].id.clone()).list();
        match below.is_empty() || rows.iter().any(|at| is_above(*at, row)) {
            true => vec![plan[row].id.clone()],
            false => below,
        }
    }

    /// The parts of a caption after its subject: how many items, reposts and conditions.
    fn counted(&self) -> (usize, String, String) {
        let Glance { page, state, selection, .. } = *self;
        let count = selection.count;
        let conditions = say::conditions(page.locale, &super::controls::labels(page, state));
        (count.items, say::reposts(page.locale, count), conditions)
    }

    /// Says why the branches do not add up to all items: a repost is under another row than its original.
    fn sum(&self) -> Markup {
        let sum: usize = self.counts.iter().map(|of| of.all.items).sum();
        let total = self.selection.count.items;
        html! { @if sum > total { p class=(NOTE) { (self.page.locale.glance.sum(sum, total)) } } }
    }
}

/// A number with what it counts.
fn tile(count: usize, of: &str, label: &str, more: &str) -> Markup {
    html! {
        strong { (count) @if !of.is_empty() { span { (of) } } }
        " " span { (label) @if !more.is_empty() { " " span class=(PATH) { (more) } } }
    }
}
