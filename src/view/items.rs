//! 一覧: every item as a row of a real table, open or closed in place.
//!
//! Each item is a row group of two rows: the row of the list, and the inside. Roles are written out, because browsers
//! drop them when a narrow container lays the table out as blocks.

use std::borrow::Cow;

use super::say;
use maud::{Markup, html};

use super::{Page, Verb, ViewSpec, link, names::*};
use crate::list::List;
use crate::locale::{Locale, or};
use crate::plan::{Item, ItemIndex, Plan};
use crate::search::{Section, excerpt};
use crate::selection::{Selection, View, ViewState};

/// The spec of this view.
pub(super) static SPEC: ViewSpec = ViewSpec {
    view: View::Items,
    name: |words| words.controls.view_items,
    nothing: |words| words.items.nothing_items,
    rows_open: true,
    write: items,
    write_rows: rows,
    ..ViewSpec::PLAIN
};

/// Up to this number of items, all rows are complete: in a fragment from the start, in the widget those that are shown, as soon
/// as the browser is idle. In a longer plan the inside of a row is written when it is first opened: 10,000 of them are a page of 100 MB.
pub const WHOLE_ROWS: usize = 1_000;

/// Whether all rows of a plan that are written have their inside, opened or not.
pub fn is_whole(plan: &Plan) -> bool {
    plan.items.len() <= WHOLE_ROWS
}

/// The table of items, in the selection's order. Rows outside the selection are hidden.
pub fn items(page: &Page, state: &ViewState, selection: &Selection) -> Markup {
    let plan = &page.prepared.plan;
    html! {
        // A table without rows is hidden. The part after it says that nothing matches.
        table class=(ITEMS) role="table" hidden[!selection.fills(SPEC.view, plan)] {
            caption { (caption(page, SPEC.view, state, selection)) }
            thead role="rowgroup" {
                tr role="row" {
                    @for head in heads(page) {
                        th scope="col" role="columnheader" { (head) }
                    }
                }
            }
            (rows(page, &page.written(SPEC.view, selection), state, selection))
        }
        div class=(TAIL) {
            // Without a script no button works.
            (super::tail(page, SPEC.view, state, selection, super::Offers::default()))
        }
        (super::changes::gone(page))
    }
}

/// The caption: how many items of how many, and under which conditions.
pub fn caption(page: &Page, view: View, state: &ViewState, selection: &Selection) -> String {
    // An embed of an indicator shows its name, and counts of items would puzzle there.
    if !page.has_controls && !state.indicators.is_empty() {
        return String::new();
    }
    let conditions = super::controls::labels(page, state);
    let label = page.prepared.plan.about.item_label();
    say::caption(page.locale, view, label, (selection.count, selection.total), &conditions)
}

/// The heads of the columns: the document's own where it has some.
pub(super) fn heads<'a>(page: &'a Page) -> [&'a str; 4] {
    let about = &page.prepared.plan.about;
    let words = &page.locale.items;
    [
        words.number,
        or(about.item_label(), words.name),
        or(&about.departments_label, words.departments),
        or(&about.indicators_label, words.indicators),
    ]
}

fn rows(page: &Page, items: &[ItemIndex], _: &ViewState, selection: &Selection) -> Markup {
    html! { @for at in items { (row(page, *at, selection)) } }
}

fn row(page: &Page, at: ItemIndex, selection: &Selection) -> Markup {
    let has_inside = page.whole && is_whole(&page.prepared.plan) || selection.open[at.0];
    let item = &page.prepared.plan[at];
    let words = &page.locale.items;
    let [_, _, departments, indicators] = heads(page);
    html! {
        tbody class=(ITEM) id=(item_id(page.name, &item.id)) role="rowgroup" data-item=(item.id) hidden[!selection.shown[at.0]] {
            tr role="row" {
                td role="cell" class="machi-plan-number" { (item.id) }
                th role="rowheader" scope="row" class=(NAME) {
                    a href=(item_link(page.name, &item.id)) data-do=(Verb::Open.name()) data-item=(item.id) {
                        @if item.repost_of.is_some() { span class="machi-plan-repost" { (words.repost) } " " }
                        (item.name)
                    }
                    span class=(PATH) { (path(page, at, false)) }
                    (super::ratings::marks(item))
                }
                td role="cell" class="machi-plan-departments" data-label=(departments) { (departments_of(page, at)) }
                td role="cell" class="machi-plan-indicator-count" data-label=(indicators) {
                    (indicator_count(page, item))
                }
            }
            tr role="row" class=(INSIDE_ROW) {
                td role="cell" colspan="4" {
                    (super::thin::thin(page, item))
                    details open[selection.open[at.0]] {
                        summary {
                            span class=(HIDDEN) { (item.name) " " }
                            (say::open(page.locale, &parts(page, item)))
                            span class=(HITS) { (hits(page, at, selection)) }
                        }
                        @if has_inside { (super::inside(page, at)) }
                    }
                }
            }
        }
    }
}

fn indicator_count(page: &Page, item: &Item) -> String {
    match item.indicators.len() {
        0 => page.locale.items.no_indicators.to_owned(),
        count => page.locale.text.count(count),
    }
}

/// Names the parts inside the row where the query occurs, and shows the words around the first hit.
pub fn hits(page: &Page, at: ItemIndex, selection: &Selection) -> Markup {
    let words = &page.locale.items;
    let closed = selection.hits[at.0].iter().filter(|(section, _)| section.is_closed()).list();
    let parts = closed.iter().map(|(section, count)| words.hits(section_name(page, *section), *count)).list();
    let item = &page.prepared.plan[at];
    let around = closed.iter().find_map(|(section, _)| excerpt(item, *section, &selection.words));
    html! {
        @if !parts.is_empty() { span { (parts.join(words.hits_between)) } }
        @if let Some(around) = around {
            " "
            span class=(EXCERPT) {
                @if around.is_cut_before { (words.cut) }
                @for (is_hit, text) in &around.parts {
                    @if *is_hit { mark { (text) } } @else { (text) }
                }
                @if around.is_cut_after { (words.cut) }
            }
        }
    }
}

/// The document's own word for a section, or ours.
fn section_name<'a>(page: &'a Page, section: Section) -> &'a str {
    let about = &page.prepared.plan.about;
    let own = match section {
        Section::Purpose => &about.purpose_label,
        Section::Content => &about.content_label,
        Section::Departments => &about.departments_label,
        Section::Name | Section::Schedule | Section::Results | Section::Indicators => "",
    };
    or(own, say::section(page.locale, section))
}

/// The names of the parts inside, for the summary.
fn parts(page: &Page, item: &Item) -> Vec<String> {
    let has = |section| {
        let there = match section {
            Section::Purpose => !item.purpose.is_empty(),
            Section::Content => !item.content.is_empty(),
            Section::Schedule => !item.actions.is_empty(),
            Section::Indicators => !item.indicators.is_empty(),
            Section::Results => !item.results.is_empty() || !item.ratings.is_empty(),
            Section::Name | Section::Departments => false,
        };
        there.then(|| section_name(page, section).to_owned())
    };
    [Section::Purpose, Section::Content, Section::Schedule, Section::Indicators, Section::Results]
        .into_iter()
        .filter_map(has)
        .list()
}

/// The rows above an item, from the top: as links to the items under each in the list, or as text.
pub(super) fn path(page: &Page, item: ItemIndex, linked: bool) -> Markup {
    html! {
        @for (at, row) in page.prepared.path(item).into_iter().enumerate() {
            @if at > 0 { " › " }
            @if linked {
                (link::to_list(page, &[("branch", &row.id)], row.label()))
            } @else {
                (row.label())
            }
        }
    }
}

/// The name of a department, with its reading where words have some.
pub(super) fn department<'a>(page: &Page, name: &'a str) -> Cow<'a, str> {
    if !page.locale.has_readings() {
        return name.into();
    }
    let known = page.prepared.plan.departments.iter().find(|known| known.name == name);
    page.locale.read(name, known.map_or("", |known| &known.kana))
}

/// The departments of an item. A leading department is marked.
pub(super) fn departments_of(page: &Page, item: ItemIndex) -> Markup {
    let words: &Locale = page.locale;
    let departments = page.prepared.departments_of(item);
    if departments.is_empty() {
        return html! { span class="machi-plan-not-stated" { (words.item.not_stated) } };
    }
    html! {
        ul class=(DEPARTMENT_LIST) {
            @for assignment in departments {
                li {
                    @if assignment.lead { span class=(LEAD) { (words.items.lead) span class=(HIDDEN) { (words.items.lead_more) } } " " }
                    (department(page, &assignment.department))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{FragmentOptions, fragment};
    use super::*;
    use crate::locale::JA;

    use crate::selection::{Prepared, ViewState};

    #[test]
    fn above_a_thousand_items_only_open_rows_have_their_inside() {
        let insides = |count: usize| {
            let items = (1..=count).map(|n| Item { id: n.to_string(), ..Item::default() });
            let prepared = Prepared::new(Plan { items: items.collect(), ..Plan::default() });
            let state = ViewState { items: vec!["7".into()], ..ViewState::default() };
            let options = FragmentOptions { state, ..FragmentOptions::default() };
            let markup = fragment(&prepared, "", &JA, &options).into_string();
            assert_eq!(markup.matches("<details").count(), count);
            markup.matches(&format!("class=\"{INSIDE}\"")).count()
        };
        assert_eq!(insides(WHOLE_ROWS), WHOLE_ROWS);
        assert_eq!(insides(WHOLE_ROWS + 1), 1);
    }
}
