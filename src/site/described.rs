//! What programs read of a page, as JSON-LD with the words of schema.org.
//!
//! The plan is a `Dataset`: what the site offers to take away are its figures, and search engines for data read that type. A page
//! of an item is a `WebPage` that is part of it, with a `Dataset` of its own where it has indicators. A `GovernmentService` is
//! something that people can ask for, which an item of a reform plan is not.

use super::frame::Frame;
use super::places::{FIRST, Places, figure_file};
use super::xml::bare;
use crate::locale::{JA, Locale, or};
use crate::plan::{Indicator, ItemIndex};
use crate::planfile::Json;
use crate::view;

/// What a page is about.
pub(super) enum Described {
    /// The whole plan.
    Plan,
    /// An item of it.
    Item(ItemIndex),
    /// Something else.
    Page,
    /// A department by another of its names; the path of its own page.
    Alias(String),
}

/// The data block of a page.
pub(super) fn block(places: &Places, frame: &Frame) -> String {
    let mut graph = vec![page(places, frame), way(places, frame)];
    match frame.described {
        Described::Plan => graph.push(plan(places, frame)),
        Described::Item(at) => graph.extend(figures(places, frame, at)),
        Described::Page | Described::Alias(_) => {}
    }
    let whole = stated([("@context", text("https://schema.org")), ("@graph", Json::List(graph))]);
    bare(places.locale(), whole.text()).replace('<', "\\u003c")
}

pub(super) fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

pub(super) fn object<'a>(entries: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
    Json::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// An object without the texts that the plan leaves empty.
fn stated<const N: usize>(entries: [(&str, Json); N]) -> Json {
    object(entries.into_iter().filter(|(_, value)| *value != text("")))
}

fn reference(id: String) -> Json {
    stated([("@id", Json::Text(id))])
}

/// The name of the plan as a thing in the web of data.
fn plan_id(places: &Places) -> String {
    places.address(FIRST) + "#plan"
}

fn page(places: &Places, frame: &Frame) -> Json {
    let address = places.address(&frame.path);
    stated([
        ("@type", text("WebPage")),
        ("@id", text(&address)),
        ("url", text(&address)),
        ("name", text(&frame.title)),
        ("description", text(&frame.description)),
        ("inLanguage", languages(places.locale())),
        ("isPartOf", reference(plan_id(places))),
        ("breadcrumb", reference(address + "#way")),
        ("dateModified", text(&super::xml::date(&places.plan().about.updated))),
    ])
}

/// The languages of a page: the words of the plan are Japanese, whatever those around them.
fn languages(locale: &Locale) -> Json {
    let own = text(locale.lang);
    if locale.lang.starts_with(JA.lang) { own } else { Json::List(vec![text(JA.lang), own]) }
}

fn way(places: &Places, frame: &Frame) -> Json {
    let first = (or(&places.plan().about.title, places.locale().site.first).to_owned(), FIRST.to_owned());
    let own = (frame.title.clone(), frame.path.clone());
    let is_first = frame.path == FIRST;
    let steps = [first].into_iter().chain(frame.way.clone()).chain((!is_first).then_some(own));
    let steps = steps.enumerate().map(|(at, (name, path))| {
        stated([
            ("@type", text("ListItem")),
            ("position", Json::Number(at as u32 + 1)),
            ("name", text(&name)),
            ("item", text(&places.address(path.strip_prefix(FIRST).unwrap_or(&path)))),
        ])
    });
    stated([
        ("@type", text("BreadcrumbList")),
        ("@id", text(&(places.address(&frame.path) + "#way"))),
        ("itemListElement", Json::List(steps.collect())),
    ])
}

fn city(places: &Places) -> Json {
    named("GovernmentOrganization", &places.plan().about.municipality)
}

fn licence(places: &Places) -> Json {
    named("CreativeWork", &places.plan().about.licence)
}

/// A thing of which only the name is known; nothing where the plan does not name it.
fn named(kind: &str, name: &str) -> Json {
    match name {
        "" => text(""),
        name => stated([("@type", text(kind)), ("name", text(name))]),
    }
}

fn plan(places: &Places, frame: &Frame) -> Json {
    let about = &places.plan().about;
    stated([
        ("@type", text("Dataset")),
        ("@id", text(&plan_id(places))),
        ("name", text(&about.title)),
        ("description", text(&frame.description)),
        ("url", text(&places.address(FIRST))),
        ("creator", city(places)),
        ("inLanguage", text(JA.lang)),
        ("temporalCoverage", text(&format!("{}-04-01/{}-03-31", about.first_year.0, about.last_year.0 + 1))),
        ("license", licence(places)),
        ("isBasedOn", text(view::web_link(&about.source_url).unwrap_or_default())),
        ("dateModified", text(&super::xml::date(&about.updated))),
    ])
}

/// The figures of an item, with the addresses of their files.
fn figures(places: &Places, frame: &Frame, at: ItemIndex) -> Option<Json> {
    let item = &places.plan()[at];
    let files = item.indicators.iter().flat_map(|row| {
        [("text/csv", "csv"), ("application/json", "json")].map(|(kind, suffix)| {
            stated([
                ("@type", text("DataDownload")),
                ("name", text(&row.full_name())),
                ("encodingFormat", text(kind)),
                ("contentUrl", text(&places.address(&figure_file(&row.id, suffix)))),
            ])
        })
    });
    let files: Vec<Json> = files.collect();
    let names: Vec<String> = item.indicators.iter().map(Indicator::full_name).collect();
    (!files.is_empty()).then(|| {
        stated([
            ("@type", text("Dataset")),
            ("@id", text(&(places.address(&frame.path) + "#figures"))),
            ("name", text(&places.locale().site.figures_of(&frame.title))),
            (
                "description",
                text(&places.locale().site.figures_said(&frame.title, places.locale().list(&names))),
            ),
            ("creator", city(places)),
            ("license", licence(places)),
            ("isPartOf", reference(plan_id(places))),
            ("distribution", Json::List(files)),
        ])
    })
}
