//! The pages of items, of items that went, and of departments.

use maud::{Markup, html};

use super::card::Card;
use super::described::Described;
use super::frame::{Frame, sentence, up};
use super::places::{FIRST, Places, figure_file, row_anchor, written};
use super::relink::{plain, relinked, view};
use crate::plan::{Indicator, Item, ItemIndex};
use crate::selection::{ViewState, selection, write_link};
use crate::view::{self, AROUND, department_page, item_page, raw};

/// A page for each item of the plan.
pub(super) fn items<'a>(places: &'a Places) -> impl Iterator<Item = (Frame, Card)> + 'a {
    places.plan().item_indices().map(|at| item(places, at))
}

fn item(places: &Places, at: ItemIndex) -> (Frame, Card) {
    let plan = places.plan();
    let item = &plan[at];
    let path = item_page(&item.id);
    let title = name_of(item);
    let whole = view::alone(places.page, &item.id).into_string();
    // The files of the figures come before the way to other items.
    let nav = format!("<nav class=\"{AROUND}\"");
    let (before, after) = whole.split_at(whole.find(&nav).unwrap_or(whole.len()));
    let markup = [before, &files(places, at, up(&path)).0, &elsewhere(places, item).0, after].concat();
    let body = view(places, &relinked(places, &markup, up(&path), &written(&item.id)));
    let said =
        [&item.content, &item.purpose].into_iter().map(|text| sentence(text)).find(|said| !said.is_empty());
    let about = &plan.about;
    let description =
        said.unwrap_or_else(|| places.locale().site.item_said(&about.municipality, &about.title, &item.name));
    let above = places.prepared().path(at);
    let way =
        above.into_iter().map(|row| (row.label(), format!("{FIRST}#{}", row_anchor(&row.id)))).collect();
    let described = Described::Item(at);
    (Frame { path, title, description, way, described, body }, Card::of_item(places, at))
}

/// Number and name.
pub(super) fn name_of(item: &Item) -> String {
    [item.id.as_str(), &item.name].join(" ")
}

/// The files of each indicator, for other pages and programs.
fn files(places: &Places, at: ItemIndex, up: &str) -> Markup {
    let words = &places.locale().site;
    let item = &places.plan()[at];
    let link = |row: &Indicator, suffix: &str, text: &str| {
        html! { a href={ (up) (figure_file(&row.id, suffix)) } { (text) span class=(view::HIDDEN) { " " (row.full_name()) } } }
    };
    html! {
        @if !item.indicators.is_empty() {
            h2 class="machi-plan-head site-files-head" { (words.files) }
            p class=(view::NOTE) { (words.files_hold) }
            ul class="site-files" {
                @for row in &item.indicators {
                    li {
                        span { (row.full_name()) } " "
                        @if places.drawing(at, row).is_some() { (link(row, "svg", words.file_svg)) " " }
                        (link(row, "csv", words.file_csv)) " " (link(row, "json", words.file_json))
                    }
                }
            }
        }
    }
}

/// The item in the page with the whole plan, where the plan has the address of that page.
fn elsewhere(places: &Places, item: &Item) -> Markup {
    let base =
        view::web_link(&places.plan().about.page_url).map(|base| base.split('#').next().unwrap_or_default());
    html! {
        @if let Some(base) = base {
            p class="site-elsewhere" { a href={ (base) "#" (write_link(view::ROOT, &item.id)) } { (places.locale().site.in_whole) } }
        }
    }
}

/// A page for each item that went: its old address says what became of it.
pub(super) fn gone<'a>(places: &'a Places) -> impl Iterator<Item = (Frame, Card)> + 'a {
    let about = &places.plan().about;
    places.prepared().gone().map(move |(end, _)| {
        let path = item_page(&end.id);
        let title = [end.id.as_str(), &end.before].join(" ");
        let markup = view::alone(places.page, &end.id).into_string();
        let body = view(places, &relinked(places, &markup, up(&path), &written(&end.id)));
        let description = places.locale().site.gone_said(&about.title, &title);
        let card = Card::named(places, &end.id, &end.before);
        (Frame { path, title, description, way: Vec::new(), described: Described::Page, body }, card)
    })
}

/// A page for each department with an item.
pub(super) fn departments<'a>(places: &'a Places) -> impl Iterator<Item = (Frame, Card)> + 'a {
    let plan = places.plan();
    let whole = selection(places.prepared(), &ViewState::default());
    let note = view::inherited_note(places.page).into_string();
    let marks_leads = view::marks_leads(places.page);
    places.departments.iter().map(move |(at, load)| {
        let name = &plan[*at].name;
        let path = department_page(name);
        let section = view::department(places.page, *at, load, marks_leads, &whole).into_string();
        let markup = html! { (raw(&section)) (raw(&note)) p class="site-elsewhere" { a href={ (up(&path)) (FIRST) "#departments" } { (places.locale().site.all_departments) } } };
        let body = view(places, &relinked(places, &markup.0, up(&path), ""));
        let description = places.locale().site.department_said(&plan.about.title, name, load.items.len());
        let card = Card::named(places, "", name);
        (Frame { path, title: name.clone(), description: plain(&written(&description)), way: Vec::new(), described: Described::Page, body }, card)
    })
}

/// A page at each other name of a department, so that links of the time before it was renamed lead to it.
pub(super) fn aliases<'a>(places: &'a Places) -> impl Iterator<Item = (Frame, Card)> + 'a {
    let plan = places.plan();
    places.aliases.iter().map(move |(alias, at)| {
        let name = &plan[*at].name;
        let (path, target) = (department_page(alias), department_page(name));
        let says = places.locale().site.department_moved(alias, name);
        let markup = html! {
            h1 class="site-title" { (alias) }
            p class="site-moved" { (says) }
            p { a href={ (up(&path)) (target) } { (name) } }
        };
        let description = plain(&written(&says));
        let described = Described::Alias(target);
        let body = view(places, &markup.0);
        (
            Frame { path, title: alias.clone(), description, way: Vec::new(), described, body },
            Card::named(places, "", alias),
        )
    })
}
