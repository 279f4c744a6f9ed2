//! The inside of an item: everything that the document says about it.

use maud::{Markup, html};

use super::{Page, effects, link, names::*};
use crate::list::List;
use crate::locale::{JA, or};
use crate::plan::{Item, ItemIndex, YearResult};
use crate::selection::Prepared;

/// The inside of an item in the list. It has no controls; the script adds the button that copies the link.
pub fn inside(page: &Page, item: ItemIndex) -> Markup {
    contents(page, item, false)
}

/// The same, also for an item shown alone. Then the rows above it are already named above, and links lead to other
/// items shown alone.
pub(super) fn contents(page: &Page, at: ItemIndex, alone: bool) -> Markup {
    let prepared = page.prepared;
    let item = &prepared.plan[at];
    let about = &page.prepared.plan.about;
    let words = &page.locale.item;
    let links = |other: &Item, text: &str| {
        html! { p class=(REPOST_OF) { (link::to_item(page, other, alone, None, text)) } }
    };
    html! {
        div class=(INSIDE) {
            (links_of(page, item, alone))
            @if let Some(other) = prepared.original(at).map(|other| &prepared.plan[other]) {
                (links(other, &words.repost_of(&other.id, &other.name)))
            }
            @for other in prepared.reposts(at).iter().map(|other| &prepared.plan[*other]) {
                (links(other, &words.repeated_as(&other.id, &other.name)))
            }
            (text(page, &about.purpose_label, &item.purpose))
            (text(page, &about.content_label, &item.content))
            @if alone { (super::thin::thin(page, item)) }
            @if !item.actions.is_empty() { (super::schedule::schedule(page, item)) }
            @if !item.indicators.is_empty() {
                (page.head(or(&about.indicators_label, words.indicators)))
                // The list may have the same charts, so their ids must differ.
                (super::figure::figures(page, item, if alone { super::figure::ALONE } else { "item" }, None))
                (super::indicators::no_actuals(page))
            }
            @let effects = effects::of_item(item).list();
            @if !effects.is_empty() {
                (page.head(page.locale.results.effects))
                (effects::table(page, &effects, false))
            }
            (super::ratings::ratings(page, item))
            @for result in &item.results { (year_result(page, result)) }
            (super::changes::of_item(page, at, alone))
            (super::meanings::of_item(page, item))
            dl class="machi-plan-facts" {
                @if !alone { (context(page, at, false)) }
                (source(page, at))
            }
        }
    }
}

/// The permanent link of an item, the box of the buttons that copy and share it, and the way to the item alone. It is the first
/// line of an inside, so that nobody has to look for it.
fn links_of(page: &Page, item: &Item, alone: bool) -> Markup {
    let words = &page.locale.item;
    // The number is in the name of each link, because a list of links may be all that somebody hears.
    let of = |text: &str| html! { (text) span class=(HIDDEN) { (page.locale.remark(&item.id)) } };
    html! {
        @if page.has_controls || !alone {
            p class=(LINKS) {
                (link::to_item(page, item, alone, Some(PERMALINK), of(words.permalink)))
                @if !alone { (link::to_item(page, item, true, Some(TO_ALONE), of(words.alone))) }
                @if let Some(base) = page.site { a class=(PERMALINK) href={ (base) (super::item_page(&item.id)) } { (of(words.site_page)) } }
                span class=(COPY) data-item=(item.id) {}
            }
        }
    }
}

/// The same for a sheet of paper: nothing is opened, copied or shared there, and the facts come first.
#[cfg(feature = "package")]
pub(super) fn on_paper(page: &Page, at: ItemIndex, beside: Markup) -> Markup {
    let item = &page.prepared.plan[at];
    let about = &page.prepared.plan.about;
    let words = &page.locale.item;
    let effects = effects::of_item(item).list();
    html! {
        div class="paper-top" {
            dl class="machi-plan-facts" { (context(page, at, false)) (source(page, at)) }
            (beside)
        }
        @if let Some(other) = page.prepared.original(at).map(|other| &page.prepared.plan[other]) {
            p class=(REPOST_OF) { (words.repost_of(&other.id, &other.name)) }
        }
        (text(page, &about.purpose_label, &item.purpose))
        (text(page, &about.content_label, &item.content))
        @if !item.actions.is_empty() { (super::schedule::schedule(page, item)) }
        @if !item.indicators.is_empty() {
            (page.head(or(&about.indicators_label, words.indicators)))
            (super::figure::on_paper(page, item))
            (super::indicators::no_actuals(page))
        }
        @if !effects.is_empty() {
            (page.head(page.locale.results.effects))
            (effects::table(page, &effects, false))
        }
        @for result in &item.results { (year_result(page, result)) }
        (super::ratings::ratings(page, item))
        (super::changes::of_item(page, at, false))
    }
}

/// The rows above an item, and its departments, as entries of facts.
pub(super) fn context(page: &Page, item: ItemIndex, linked: bool) -> Markup {
    let plan = &page.prepared.plan;
    html! {
        dt { (page.locale.item.path) }
        dd { (super::items::path(page, item, linked)) }
        dt { (or(&plan.about.departments_label, page.locale.items.departments)) }
        dd {
            (super::items::departments_of(page, item))
            @if let Some((level, name)) = inherited(page.prepared, item) { p { (page.locale.item.inherited(or(level, page.locale.item.inherited_level), &name)) } }
        }
        (super::ratings::facts(page, &plan[item]))
    }
}

/// A head with paragraphs. Where the document has the head but no text, a sentence says so.
fn text(page: &Page, label: &str, text: &str) -> Markup {
    html! {
        @if !label.is_empty() || !text.is_empty() {
            @if !label.is_empty() { (page.head(label)) }
            @if text.is_empty() {
                p class="machi-plan-not-stated" { (page.locale.item.not_stated) }
            } @else {
                (paragraphs(text))
            }
        }
    }
}

/// Text as paragraphs, one for each line.
pub(super) fn paragraphs(text: &str) -> Markup {
    html! {
        @for line in text.lines().filter(|line| !line.trim().is_empty()) {
            // The line is kept as printed. The style sheet indents what wraps after a bullet.
            p class=(if line.starts_with('・') { "machi-plan-bullet" } else { "machi-plan-paragraph" }) { (line) }
        }
    }
}

fn year_result(page: &Page, result: &YearResult) -> Markup {
    let about = &page.prepared.plan.about;
    let words = &page.locale.item;
    // The document's head may name the year whose results the package reports: 令和6年度の取組実績.
    let label = about.results_label.as_str();
    let names_year = about.results_year.is_some_and(|year| label.contains(&JA.year(year)));
    let head = if names_year { words.results } else { or(label, words.results) };
    html! {
        (page.heading(1, "machi-plan-head", html! {
            @if names_year && about.results_year == Some(result.year) { (label) } @else { (head) " " (words.results_of(page.locale.full_year(result.year))) }
        }))
        (paragraphs(&result.text))
        @if !result.status.is_empty() { p { (words.status) ": " (result.status) (super::meanings::rank(page, "", result.grade())) } }
        @if !result.reason.is_empty() { p { (words.reason) ": " (result.reason) } }
        (super::ratings::after_result(page, result))
    }
}

/// The page of the document, and the remarks of the package.
fn source(page: &Page, item: ItemIndex) -> Markup {
    let plan = &page.prepared.plan;
    let about = &plan.about;
    let words = &page.locale.item;
    let title = or(&about.source_title, &about.title);
    html! {
        dt { (words.source) }
        dd {
            @match page.prepared.page_of(item) {
                "" => { (words.no_page(title)) }
                number => { (words.page(title, number)) }
            }
        }
        @let notes = notes(page.prepared, item);
        @if !notes.is_empty() {
            dt { (words.note) }
            @for note in notes { dd { (paragraphs(note)) } }
        }
    }
}

/// The level and the name of the row that names the departments, where it is not the item itself.
fn inherited(prepared: &Prepared, item: ItemIndex) -> Option<(&str, String)> {
    if !prepared.departments_inherited(item) {
        return None;
    }
    let plan = &prepared.plan;
    let above = prepared.ancestors(item);
    let depth = above.iter().rposition(|row| !plan[*row].departments.is_empty())?;
    let level = plan.about.level_names.get(depth).map_or("", String::as_str);
    Some((level, plan[above[depth]].label()))
}

/// The remarks of the package on the item, and on the row that is the item or contains it.
fn notes(prepared: &Prepared, item: ItemIndex) -> Vec<&str> {
    let plan = &prepared.plan;
    let row = prepared.row_of(item).map_or("", |row| &plan[row].note);
    [plan[item].note.as_str(), row].into_iter().filter(|note| !note.is_empty()).list()
}
