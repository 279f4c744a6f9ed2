//! The news of the plan as an Atom feed: changes, and the results of each year. Its dates are those of the plan: the same plan
//! gives the same feed.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::pages::name_of;
use super::places::{FIRST, Places};
use super::xml::{PROLOG, bare, day, legal};
use crate::chart::Role;
use crate::chart::role_name;
use crate::plan::{FiscalYear, Item};
use crate::view::{file_name, item_page};

/// The name of its file.
pub(super) const FILE: &str = "feed.xml";

/// The most entries. A reader of feeds asks for the newest.
const MOST: usize = 500;
/// The most characters of the text of an entry.
const MOST_TEXT: usize = 500;

/// An entry. Its fields are in the order in which entries are sorted.
struct Entry {
    updated: [u16; 3],
    id: String,
    title: String,
    path: String,
    text: String,
}

pub(super) fn feed(places: &Places) -> String {
    let about = &places.plan().about;
    let words = &places.locale().site;
    let mut entries: Vec<Entry> = changes(places).chain(results(places)).collect();
    entries.sort_by_key(|entry| Reverse(entry.updated));
    entries.truncate(MOST);
    // Two rows may say the same of one cell on one day.
    let mut ids: Vec<String> = Vec::new();
    for entry in &mut entries {
        let before = ids.iter().filter(|id| **id == entry.id).count();
        ids.push(entry.id.clone());
        if before > 0 {
            entry.id += &format!("-{}", before + 1);
        }
    }
    let newest = entries.iter().map(|entry| entry.updated).chain([of_plan(places)]).max().unwrap_or_default();
    let address = places.address(FILE);
    let markup = html! {
        feed xmlns="http://www.w3.org/2005/Atom" xml:lang=(places.locale().lang) {
            id { (address) }
            title { (words.feed_title(&about.title)) }
            updated { (moment(newest)) }
            link rel="self" type="application/atom+xml" href=(address) {}
            link rel="alternate" type="text/html" href=(places.address(FIRST)) {}
            author { name { (about.municipality) } }
            @if !about.licence.is_empty() { rights { (about.licence) } }
            @for entry in &entries { (written(places, entry)) }
        }
    };
    bare(places.locale(), [PROLOG, &legal(&markup.0), "\n"].concat())
}

fn written(places: &Places, entry: &Entry) -> Markup {
    html! {
        entry {
            id { (places.address(FILE)) "#" (entry.id) }
            title { (entry.title) }
            updated { (moment(entry.updated)) }
            link rel="alternate" type="text/html" href=(places.address(&entry.path)) {}
            summary { (entry.text) }
        }
    }
}

/// A date as a moment of Japan.
fn moment([year, month, day]: [u16; 3]) -> String {
    let (year, month, day) = (year.clamp(1900, 2999), month.clamp(1, 12), day.clamp(1, 31));
    format!("{year}-{month:02}-{day:02}T00:00:00+09:00")
}

/// The day of the plan: of its data, or else of its document, or else its beginning.
fn of_plan(places: &Places) -> [u16; 3] {
    let about = &places.plan().about;
    let days = [&about.updated, &about.published].map(|printed| day(printed));
    days.into_iter().find(|day| day[0] > 0).unwrap_or([about.first_year.0, 4, 1])
}

fn changes<'a>(places: &'a Places) -> impl Iterator<Item = Entry> + 'a {
    let prepared = places.prepared();
    let plan = places.plan();
    let words = &places.locale().changes;
    prepared.changes_shown(&vec![true; plan.items.len()], false).into_iter().map(move |at| {
        let change = &plan.changes[at];
        let kind = words.kinds[change.kind as usize];
        let item = prepared.items_of_change(at).first().map(|item| &plan[*item]);
        let is_of_gone = change.is_of_item() && prepared.end_of(&change.id).is_some();
        let (name, path) = match item.filter(|_| !is_of_gone) {
            Some(item) => (name_of(item), item_page(&item.id)),
            None if is_of_gone => ([&change.id, " ", &change.before].concat(), item_page(&change.id)),
            None => ([&change.table, " ", &change.id].concat(), FIRST.to_owned()),
        };
        let facts = [
            ("", &change.column),
            (words.before, &change.before),
            (words.after, &change.after),
            (words.reason, &change.reason),
        ];
        let facts = facts.into_iter().filter(|(_, text)| !text.is_empty());
        let facts = facts
            .map(|(head, text)| if head.is_empty() { text.clone() } else { [head, ": ", text].concat() });
        let lines: Vec<String> = facts
            .chain((!change.successors.is_empty()).then(|| {
                [words.successors, ": ", &change.successors.join(places.locale().text.between)].concat()
            }))
            .collect();
        let day = change.day();
        let key = [&change.table, &change.id, &change.column, &change.date].map(String::as_str).join(" ");
        Entry {
            updated: if day[0] > 0 { day } else { of_plan(places) },
            id: ["change-", &file_name(&key)].concat(),
            title: places.locale().site.change_title(kind, name),
            path,
            text: lines.join("\n"),
        }
    })
}

fn results<'a>(places: &'a Places) -> impl Iterator<Item = Entry> + 'a {
    let plan = places.plan();
    let years = move |item: &Item| {
        let mut years = Vec::new();
        item.results.iter().for_each(|result| result.year.insert_into(&mut years));
        item.indicators
            .iter()
            .flat_map(|row| &row.actuals)
            .for_each(|cell| cell.year.insert_into(&mut years));
        years
    };
    plan.items
        .iter()
        .flat_map(move |item| years(item).into_iter().map(move |year| result(places, item, year)))
}

/// What is known of a year of an item. A result has no date of its own: that of the data where it is of the reported year, or else
/// the end of its year.
fn result(places: &Places, item: &Item, year: FiscalYear) -> Entry {
    let about = &places.plan().about;
    let is_reported = about.results_year.is_none_or(|reported| year >= reported);
    let end = [year.0 + 1, 4, 1];
    let texts = item.results.iter().filter(|result| result.year == year);
    let mut lines: Vec<String> = texts
        .flat_map(|result| [result.status.clone(), result.text.clone()])
        .filter(|text| !text.is_empty())
        .collect();
    let actual = role_name(places.locale(), Role::Actual, "");
    for row in &item.indicators {
        let grammar = row.grammar();
        for cell in row.actuals.iter().filter(|cell| cell.year == year && !cell.printed.is_empty()) {
            lines.push([&row.full_name(), " ", actual, " ", &grammar.with_unit(&cell.printed)].concat());
        }
    }
    let text = lines.join("\n");
    let short: String = text.chars().take(MOST_TEXT).collect();
    Entry {
        updated: if is_reported { of_plan(places) } else { end.min(of_plan(places)) },
        id: format!("result-{}-{}", file_name(&item.id), year.0),
        title: places.locale().site.result_title(places.locale().year(year), name_of(item)),
        path: item_page(&item.id),
        text: if short.len() < text.len() { short + "…" } else { text },
    }
}
