//! The schedule of an item: its actions and their fiscal years, as a real table.

use super::say;
use maud::{Markup, html};

use super::{Page, names::*, page::year_head};
use crate::list::List;
use crate::locale::or;
use crate::plan::{Action, Entry, Item, ScheduleCell};

/// The actions of an item with their years.
pub(super) fn schedule(page: &Page, item: &Item) -> Markup {
    let words = &page.locale.item;
    let years: Vec<_> = page.prepared.plan.years().list();
    // A plan with one row for each item has no words for actions. The column would be blank.
    let has_actions = item.actions.iter().any(Action::has_head);
    let has_lines = item.actions.iter().any(|action| !action.line.is_empty());
    html! {
        (page.head(words.schedule))
        table class="machi-plan-schedule" role="table" {
            caption class=(HIDDEN) { (words.schedule_caption(&item.name)) }
            thead role="rowgroup" {
                tr role="row" {
                    @if has_actions {
                        th scope="col" role="columnheader" class="machi-plan-action" { (words.action) }
                    }
                    @if has_lines { th scope="col" role="columnheader" class="machi-plan-line" { (words.line) } }
                    @for year in &years {
                        th scope="col" role="columnheader" { (year_head(page, *year)) }
                    }
                }
            }
            tbody role="rowgroup" {
                @for lines in item.actions.chunk_by(is_same) {
                    @for (at, action) in lines.iter().enumerate() {
                        (row(page, action, (has_actions && at == 0).then_some(lines.len()), has_lines))
                    }
                }
            }
        }
        (arrow_rule(page, item.actions.iter()))
        @for action in item.actions.iter().filter(|action| !action.note.is_empty()) {
            p class=(NOTE) {
                @if action.inferred { span class="machi-plan-inferred" { (action.mark) (words.inferred) } " " }
                (action.note)
            }
        }
    }
}

/// The rule for an arrow behind several entries, where an action has one.
pub(super) fn arrow_rule<'a>(page: &Page, mut actions: impl Iterator<Item = &'a Action>) -> Markup {
    html! { @if actions.any(Action::has_arrow_by_rule) { p class=(NOTE) { (page.locale.item.arrow_rule) } } }
}

/// Whether two rows are lines of the same action, planned and done.
pub(super) fn is_same(one: &Action, other: &Action) -> bool {
    one.line != other.line && (&one.mark, &one.text) == (&other.mark, &other.text)
}

/// The line of a row, where any row has one.
pub(super) fn line<'a>(page: &Page, action: &'a Action) -> &'a str {
    or(&action.line, page.locale.item.planned)
}

/// The head of an action without words of its own, for who hears it: the word for its kind. Below other heads, a head is never
/// blank.
pub(super) fn unnamed(page: &Page, action: &Action) -> Markup {
    html! { @if !action.has_head() { span class=(HIDDEN) { (page.locale.item.action) } } }
}

/// A row of years. The first line of an action has the head of all its `lines`.
fn row(page: &Page, action: &Action, lines: Option<usize>, has_lines: bool) -> Markup {
    let words = &page.locale.item;
    let plan = &page.prepared.plan;
    html! {
        tr role="row" {
            @if let Some(lines) = lines {
                th scope=(if lines > 1 { "rowgroup" } else { "row" }) role="rowheader" class="machi-plan-action" rowspan=[(lines > 1).then_some(lines)] {
                    @if !action.mark.is_empty() { (action.mark) " " }
                    (action.text)
                    (unnamed(page, action))
                    @if action.inferred { " " span class="machi-plan-inferred" { (words.inferred) } }
                }
            }
            @if has_lines { th scope="row" role="rowheader" class="machi-plan-line" { (line(page, action)) } }
            @for ((cell, lost), year) in plan.schedule_of(action).iter().zip(plan.lost_years(action)).zip(plan.years()) {
                td role="cell" data-label=(page.locale.short_year(year)) { (entries(page, cell, lost)) }
            }
        }
    }
}

fn entries(page: &Page, cell: &ScheduleCell, lost: bool) -> Markup {
    html! {
        @if cell.entries.is_empty() { span class=[(!lost).then_some(HIDDEN)] { (page.blank(lost)) } }
        @for ((entry, continued), part) in cell.entries.iter().zip(&cell.continues).zip(&cell.parts) {
            div class="machi-plan-entry" {
                @if !part.is_empty() { (part) " " }
                @match entry {
                    Entry::Text(text) => { (text) }
                    Entry::Arrow => {
                        span class="machi-plan-arrow" aria-hidden="true" { "→" }
                        span class=(HIDDEN) { (say::continues(page.locale, continued)) }
                        @if continued.len() > 1 { " " span class="machi-plan-inferred" { (page.locale.item.inferred_arrow) } }
                    }
                }
            }
        }
    }
}
