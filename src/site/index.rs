//! The first page: the plan, its outline with every item, the departments, what went, and the corrections.

use maud::{Markup, html};

use super::card::Card;
use super::described::Described;
use super::frame::Frame;
use super::places::{FIRST, Places, row_anchor};
use super::relink::view;
use crate::locale::or;
use crate::plan::{Item, ItemIndex, OutlineIndex, Plan};
use crate::view::{self, department_page, item_page};

pub(super) fn index(places: &Places) -> (Frame, Card) {
    let plan = places.plan();
    let about = &plan.about;
    let locale = places.locale();
    let words = &locale.site;
    let years = locale.full_years(about.first_year, about.last_year);
    let title = or(&about.title, words.first).to_owned();
    let body = html! {
        h1 class="site-title" { (title) }
        p { (about.municipality) " " @if !about.subtitle.is_empty() { (about.subtitle) " " } (years) }
        p { (words.first_says(plan.items.len(), or(about.item_label(), locale.items.name), places.departments.len())) }
        h2 class="machi-plan-head" { (or(about.item_label(), locale.items.name)) }
        (outline(places))
        (departments(places))
        (gone(places))
        @if plan.corrections_shown().next().is_some() {
            h2 class="machi-plan-head" id="corrections" { (locale.print.corrections) }
            div class="site-wide" { (view::corrections(places.page)) }
        }
    };
    let description = words.plan_said(&about.municipality, &about.title, years, plan.items.len());
    let body = view(places, &body.into_string());
    let frame = Frame {
        path: FIRST.to_owned(),
        title,
        description,
        way: Vec::new(),
        described: Described::Plan,
        body,
    };
    (frame, Card::named(places, "", &about.title))
}

/// The items under each row of the outline.
struct Outline<'a> {
    places: &'a Places<'a>,
    children: Vec<Vec<OutlineIndex>>,
    items: Vec<Vec<ItemIndex>>,
}

fn outline(places: &Places) -> Markup {
    let prepared = places.prepared();
    let plan = places.plan();
    let mut children = vec![Vec::new(); plan.outline.len()];
    let mut items = vec![Vec::new(); plan.outline.len()];
    let (mut top, mut others) = (Vec::new(), Vec::new());
    for row in plan.outline_indices() {
        match prepared.parent(row) {
            Some(parent) => children[parent.0].push(row),
            None => top.push(row),
        }
    }
    for item in plan.item_indices() {
        match prepared.row_of(item) {
            Some(row) => items[row.0].push(item),
            None => others.push(item),
        }
    }
    let outline = Outline { places, children, items };
    html! {
        (outline.rows(&top))
        @if !others.is_empty() { ul class="site-items" { @for at in others { li { (link(&plan[at])) } } } }
    }
}

impl Outline<'_> {
    fn rows(&self, rows: &[OutlineIndex]) -> Markup {
        html! { @if !rows.is_empty() { ul class="site-outline" { @for row in rows { (self.row(*row)) } } } }
    }

    fn row(&self, at: OutlineIndex) -> Markup {
        let plan = self.places.plan();
        let row = &plan[at];
        let items = &self.items[at.0];
        // A row that is an item is its link.
        let own = items.iter().find(|item| Plan::is_own_outline_row(&plan[**item]));
        html! {
            li id=(row_anchor(&row.id)) {
                @match own {
                    Some(item) => { (link(&plan[*item])) }
                    None => { p class="site-row" { (row.label()) } }
                }
                @if items.len() > usize::from(own.is_some()) {
                    ul class="site-items" { @for item in items.iter().filter(|item| Some(*item) != own) { li { (link(&plan[*item])) } } }
                }
                (self.rows(&self.children[at.0]))
            }
        }
    }
}

fn link(item: &Item) -> Markup {
    html! { a href=(item_page(&item.id)) { (item.id) " " (item.name) } }
}

fn departments(places: &Places) -> Markup {
    let plan = places.plan();
    let locale = places.locale();
    html! {
        @if !places.departments.is_empty() {
            h2 class="machi-plan-head" id="departments" { (or(&plan.about.departments_label, locale.items.departments)) }
            ul class="site-departments" {
                @for (at, load) in &places.departments {
                    @let name = &plan[*at].name;
                    li { a href=(department_page(name)) { (name) } " " (locale.count(load.items.len(), 0)) }
                }
            }
        }
    }
}

fn gone(places: &Places) -> Markup {
    let item = or(places.plan().about.item_label(), places.locale().items.name);
    let prepared = places.prepared();
    html! {
        @if prepared.gone().next().is_some() {
            h2 class="machi-plan-head" { (places.locale().changes.gone(item)) }
            ul class="site-items" {
                @for (end, _) in prepared.gone() { li { a href=(item_page(&end.id)) { (end.id) " " (end.before) } } }
            }
        }
    }
}
