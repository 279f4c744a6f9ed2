//! The inside of an item: everything that the document says about it.

use maud::{Markup, html};

use super::{Page, names::*};
use crate::locale::or;
use crate::plan::{Item, Plan, YearResult};

/// The inside of an item. No controls stand in it; the script adds the button that copies the link.
pub fn inside(page: &Page, item: &Item) -> Markup {
    let about = &page.prepared.plan.about;
    let words = &page.locale.item;
    html! {
        div class=(INSIDE) {
            @if let Some(original) = original(page, item) {
                p class="machi-plan-repost-of" {
                    a href={ "#" (item_id(page.name, &original.id)) } data-do="open" data-item=(original.id) {
                        ((words.repost_of)(&original.id, &original.name))
                    }
                }
            }
            (text(page, &about.purpose_label, &item.purpose))
            (text(page, &about.content_label, &item.content))
            @if !item.actions.is_empty() { (super::schedule::schedule(page, item)) }
            @if !item.indicators.is_empty() {
                (page.heading(1, "machi-plan-head", html! { (or(&about.indicators_label, words.indicators)) }))
                (super::indicators::figures(page, item, 2, "item"))
            }
            @for result in &item.results { (year_result(page, result)) }
            (source(page, item))
        }
    }
}

/// A head with paragraphs. Where the document has the head but no text, that is said.
fn text(page: &Page, label: &str, text: &str) -> Markup {
    html! {
        @if !label.is_empty() || !text.is_empty() {
            @if !label.is_empty() { (page.heading(1, "machi-plan-head", html! { (label) })) }
            @if text.is_empty() {
                p class="machi-plan-not-stated" { (page.locale.item.not_stated) }
            } @else {
                (paragraphs(text))
            }
        }
    }
}

/// Text as paragraphs, a line each.
pub(super) fn paragraphs(text: &str) -> Markup {
    html! {
        @for line in text.lines().filter(|line| !line.trim().is_empty()) {
            // A printed bullet hangs: the line is kept as printed, the style sheet indents what wraps.
            p class=(if line.starts_with('・') { "machi-plan-bullet" } else { "machi-plan-paragraph" }) { (line) }
        }
    }
}

fn year_result(page: &Page, result: &YearResult) -> Markup {
    let about = &page.prepared.plan.about;
    let words = &page.locale.item;
    // The document's head speaks of the year whose results the package reports.
    let own = about.results_year == Some(result.year) && !about.results_label.is_empty();
    html! {
        (page.heading(1, "machi-plan-head", html! {
            @if own { (about.results_label) } @else { (words.results) " " ((words.results_of)(result.year)) }
        }))
        (paragraphs(&result.text))
        @if !result.status.is_empty() { p { (words.status) ": " (result.status) } }
        @if !result.reason.is_empty() { p { (words.reason) ": " (result.reason) } }
    }
}

fn source(page: &Page, item: &Item) -> Markup {
    let plan = &page.prepared.plan;
    let about = &plan.about;
    let words = &page.locale.item;
    let title = or(&about.source_title, &about.title);
    html! {
        dl class="machi-plan-facts" {
            dt { (words.path) }
            dd { (super::items::path(plan, item)) }
            dt { (or(&about.departments_label, page.locale.items.departments)) }
            dd {
                (super::items::departments_of(page, item))
                @if let Some((level, name)) = inherited(plan, item) { p { ((words.inherited)(level, &name)) } }
            }
            dt { (words.source) }
            dd {
                @match plan.page_of(item) {
                    "" => { ((words.no_page)(title)) }
                    number => { ((words.page)(title, number)) }
                }
            }
            @let notes = notes(plan, item);
            @if !notes.is_empty() {
                dt { (words.note) }
                @for note in notes { dd { (paragraphs(note)) } }
            }
            dt { (words.permalink) }
            dd {
                a class=(PERMALINK) href={ "#" (item_id(page.name, &item.id)) } data-do="open" data-item=(item.id) {
                    ((words.permalink_of)(&item.id))
                }
                span class=(COPY) data-item=(item.id) {}
            }
        }
    }
}

/// The level and the name of the row that names the departments, where it is not the item itself.
fn inherited<'a>(plan: &'a Plan, item: &Item) -> Option<(&'a str, String)> {
    if !plan.departments_inherited(item) {
        return None;
    }
    let above = plan.ancestors(item);
    let depth = above.iter().rposition(|row| !row.departments.is_empty())?;
    let level = plan.about.level_names.get(depth).map_or("", String::as_str);
    Some((level, format!("{} {}", above[depth].mark, above[depth].name).trim().to_owned()))
}

/// What the package says of the item and of the row that it stands for or under.
fn notes<'a>(plan: &'a Plan, item: &'a Item) -> Vec<&'a str> {
    let row = plan.outline_row(&item.outline_id).map_or("", |row| &row.note);
    [item.note.as_str(), row].into_iter().filter(|note| !note.is_empty()).collect()
}

fn original<'a>(page: &'a Page, item: &Item) -> Option<&'a Item> {
    page.prepared.plan.item(item.repost_of.as_deref()?)
}
