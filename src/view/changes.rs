//! 変更: what was changed in the plan while it runs, by date, the newest first.
//!
//! A change is shown where one of its items matches; see `selection/changes.rs`. Corrections of misprints are in データ.

use maud::{Markup, html};

use super::{Controls, Page, Parts, Rows, ViewSpec, link, names::*};
use crate::list::List;
use crate::locale::{JA, or};
use crate::plan::{Change, ItemIndex, Plan};
use crate::selection::{Selection, View, ViewState};

/// The spec of this view.
pub(super) static SPEC: ViewSpec = ViewSpec {
    view: View::Changes,
    name: |words| words.controls.view_changes,
    rows: Rows::Counts,
    parts: Parts::Content,
    is_offered: |plan| !plan.changes.is_empty(),
    offers: Controls::WithoutOrder,
    write: |page, state, selection| {
        html! {
            div class=(CHANGES) { (changes(page, state, selection)) }
            div class=(TAIL) { (super::tail(page, SPEC.view, state, selection, super::Offers::default())) }
        }
    },
    content: changes,
    ..ViewSpec::PLAIN
};

/// A change under its date.
const LISTED: Form = Form { is_dated: false, is_named: true, of: None, alone: false };

/// The changes that the selection shows.
pub fn changes(page: &Page, state: &ViewState, selection: &Selection) -> Markup {
    let all = page.prepared.plan.changes.len();
    let shown = page.prepared.changes_shown(&selection.matches, state.has_conditions());
    html! {
        p class=(NOTE) { (counted(page, state, all, shown.len())) }
        @for of_date in shown.chunk_by(|a, b| date(page, *a) == date(page, *b)) {
            (page.head(or(&date(page, of_date[0]), page.locale.changes.undated)))
            ul { @for at in of_date { li { (change(page, *at, LISTED)) } } }
        }
    }
}

/// How many changes are shown, under which conditions.
fn counted(page: &Page, state: &ViewState, all: usize, shown: usize) -> String {
    let words = &page.locale.changes;
    if all == 0 {
        return words.none.to_owned();
    }
    if !state.has_conditions() {
        return words.all(all);
    }
    let conditions = super::controls::conditions(page, state).into_iter().map(|(_, _, label)| label).list();
    words.some(all, shown, conditions.join(page.locale.text.between))
}

/// The date of a change, and the fiscal year from which it holds.
fn date(page: &Page, at: usize) -> String {
    let words = &page.locale.changes;
    let change = &page.prepared.plan.changes[at];
    match change.year.map(|year| words.from(page.locale.year(year))) {
        Some(from) if change.date.is_empty() => from,
        Some(from) => words.date(&change.date, from),
        None => change.date.clone(),
    }
}

/// The changes of an item, with their dates.
pub(super) fn of_item(page: &Page, at: ItemIndex, alone: bool) -> Markup {
    let changes = page.prepared.changes_of(at);
    html! {
        @if !changes.is_empty() {
            (page.head(page.locale.controls.view_changes))
            (dated(page, &changes, Form { is_dated: true, is_named: true, of: Some(at), alone }))
        }
    }
}

/// What became of an item that went: the words of its changes, with links to those that it went into.
pub(super) fn became(page: &Page, changes: &[usize], alone: bool) -> Markup {
    dated(page, changes, Form { is_dated: true, is_named: false, of: None, alone })
}

/// Some changes of an item, for paper. The name of the item is beside them.
#[cfg(feature = "package")]
pub(super) fn listed(page: &Page, changes: &[usize], at: ItemIndex) -> Markup {
    dated(page, changes, Form { is_dated: true, is_named: true, of: Some(at), alone: false })
}

fn dated(page: &Page, changes: &[usize], form: Form) -> Markup {
    html! { ul class=(CHANGES) { @for at in changes { li { (change(page, *at, form)) } } } }
}

/// The items that went, each with the id of its row that was: an old link leads here.
pub(super) fn gone(page: &Page) -> Markup {
    let words = &page.locale.changes;
    let item = or(page.prepared.plan.about.item_label(), page.locale.items.name);
    html! {
        @if page.prepared.gone().next().is_some() {
            section class="machi-plan-gone" {
                (page.head(&words.gone(item)))
                @for (end, changes) in page.prepared.gone() {
                    div id=(item_id(page.name, &end.id)) {
                        (page.heading(2, "machi-plan-subhead", html! { (end.id) " " (end.before) }))
                        (became(page, changes, false))
                    }
                }
            }
        }
    }
}

/// How a change is written.
#[derive(Clone, Copy)]
struct Form {
    /// Whether its date is not above it.
    is_dated: bool,
    /// Whether it has the name of its item.
    is_named: bool,
    /// The item whose name is above it.
    of: Option<ItemIndex>,
    /// Whether links lead to items shown alone.
    alone: bool,
}

fn change(page: &Page, at: usize, form: Form) -> Markup {
    let plan = &page.prepared.plan;
    let words = &page.locale.changes;
    let change = &plan.changes[at];
    let kind = words.kinds[change.kind as usize];
    // The package names its columns in Japanese.
    let column = JA.changes.kinds[change.kind as usize];
    let item = page.prepared.items_of_change(at).first().filter(|item| !is_gone(plan, change, **item));
    let name = item.map_or(&change.before, |item| &plan[*item].name);
    // The name of a row that came or went is at its head, unless the row is neither an item nor in the plan.
    let is_headed = change.is_of_item()
        || page.prepared.indicator_of_change(at).is_some()
        || page.prepared.row_of_change(at).is_some();
    let is_said = |text: &String| is_headed && change.column.is_empty() && text == name;
    html! {
        p {
            span class="machi-plan-kind" { (kind) }
            @if form.is_dated { " " (date(page, at)) }
            @if let Some(item) = item.filter(|item| form.is_named && form.of != Some(**item)) { " " (link::item(page, &plan[*item])) }
            @for part in [&what(page, at, form.is_named && item.is_none()), &change.column] {
                @if !part.is_empty() && part != column { " " (part) }
            }
        }
        dl {
            @if !is_said(&change.before) { (fact(words.before, &change.before)) }
            @if !is_said(&change.after) { (fact(words.after, &change.after)) }
            (fact(words.reason, &change.reason))
            @if !change.successors.is_empty() {
                dt { (words.successors) }
                @for id in &change.successors { dd { (successor(page, at, id, form.alone)) } }
            }
        }
    }
}

/// Whether the first item of a change is not its own, but one that it went into.
fn is_gone(plan: &Plan, change: &Change, item: ItemIndex) -> bool {
    change.is_of_item() && plan[item].id != change.id
}

/// The row that a change names, inside an item or without one.
fn what(page: &Page, at: usize, is_named: bool) -> String {
    let prepared = page.prepared;
    let change = &prepared.plan.changes[at];
    let (table, id) = (&change.table, &change.id);
    if let Some(row) = prepared.indicator_of_change(at) {
        return [row.name.as_str(), if row.series.is_empty() { "" } else { " " }, &row.series].concat();
    }
    if let Some(row) = prepared.row_of_change(at) {
        return row.label();
    }
    match prepared.items_of_change(at).first() {
        _ if change.is_of_item() => {
            if is_named {
                [id, " ", &change.before].concat()
            } else {
                String::new()
            }
        }
        Some(item) => {
            let rest = id.strip_prefix(&prepared.plan[*item].id).unwrap_or(id);
            [table, " ", rest.trim_start()].concat()
        }
        None => [table, " ", id].concat(),
    }
}

/// A link to what a row went into. An item that went too has its own words.
fn successor(page: &Page, at: usize, id: &str, alone: bool) -> Markup {
    let plan = &page.prepared.plan;
    let mut items = page.prepared.items_of_change(at).iter().map(|item| &plan[*item]);
    html! {
        @match items.find(|item| item.id == id) {
            Some(item) => { (link::to_item(page, item, alone, None, [id, " ", &item.name].concat())) }
            None if plan.changes[at].is_of_item() => { (link::to_gone(page, id)) }
            None => { (id) }
        }
    }
}

fn fact(head: &str, text: &str) -> Markup {
    html! { @if !text.is_empty() { dt { (head) } dd { (super::item::paragraphs(text)) } } }
}
