//! The schedule of an item: its actions and their fiscal years, as a real table.

use super::say;
use maud::{Markup, html};

use super::{Page, names::*, page::year_head};
use crate::list::List;
use crate::plan::{Action, Entry, Item, ScheduleCell};

/// The actions of an item with their years.
pub(super) fn schedule(page: &Page, item: &Item) -> Markup {
    let words = &page.locale.item;
    let years: Vec<_> = page.prepared.plan.years().list();
    // A plan with one row for each item has no words for actions. The column would be blank.
    let has_actions = item.actions.iter().any(Action::has_head);
    html! {
        (page.head(words.schedule))
        table class="machi-plan-schedule" role="table" {
            caption class=(HIDDEN) { (words.schedule_caption(&item.name)) }
            thead role="rowgroup" {
                tr role="row" {
                    @if has_actions {
                        th scope="col" role="columnheader" class="machi-plan-action" { (words.action) }
                    }
                    @for year in &years {
                        th scope="col" role="columnheader" { (year_head(page, *year)) }
                    }
                }
            }
            tbody role="rowgroup" {
                @for action in &item.actions { (row(page, action, has_actions)) }
            }
        }
        @for action in item.actions.iter().filter(|action| !action.note.is_empty()) {
            p class=(NOTE) {
                @if action.inferred { span class="machi-plan-inferred" { (action.mark) (words.inferred) } " " }
                (action.note)
            }
        }
    }
}

fn row(page: &Page, action: &Action, has_actions: bool) -> Markup {
    let words = &page.locale.item;
    let years = page.prepared.plan.years();
    html! {
        tr role="row" {
            @if has_actions {
                th scope="row" role="rowheader" class="machi-plan-action" {
                    @if !action.mark.is_empty() { (action.mark) " " }
                    (action.text)
                    @if !action.line.is_empty() { " " (action.line) }
                    @if action.inferred { " " span class="machi-plan-inferred" { (words.inferred) } }
                }
            }
            @for (cell, year) in page.prepared.plan.schedule_of(action).iter().zip(years) {
                td role="cell" data-label=(year.short()) { (entries(page, cell, action.inferred)) }
            }
        }
    }
}

fn entries(page: &Page, cell: &ScheduleCell, inferred: bool) -> Markup {
    html! {
        @if cell.entries.is_empty() { span class=[(!inferred).then_some(HIDDEN)] { (page.blank(inferred)) } }
        @for ((entry, continued), part) in cell.entries.iter().zip(&cell.continues).zip(&cell.parts) {
            div class="machi-plan-entry" {
                @if !part.is_empty() { (part) " " }
                @match entry {
                    Entry::Text(text) => { (text) }
                    Entry::Arrow => {
                        span class="machi-plan-arrow" aria-hidden="true" { "→" }
                        span class=(HIDDEN) { (say::continues(page.locale, continued)) }
                    }
                }
            }
        }
    }
}
