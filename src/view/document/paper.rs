//! What the papers of a plan share: a page of A4 for each item, and the list of two years for the council.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::{Document, inline};
use crate::locale::{Locale, or};
use crate::plan::{Item, ItemIndex};
use crate::selection::{Prepared, Selection, ViewState, selection, write_link};
use crate::view::controls::labels;
use crate::view::{Page, ROOT, raw, say};

/// The size of the paper of the list for the council, across.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// The default: eight columns with whole sentences want its width.
    #[default]
    A3,
    /// The same columns in a smaller type.
    A4,
}

impl Paper {
    /// Both of them, by their words after `--paper`.
    pub const ALL: [(&'static str, Paper); 2] = [("a3", Paper::A3), ("a4", Paper::A4)];
}

/// What the papers are made of beside the plan.
#[derive(Clone, Copy, Debug)]
pub struct Papers<'a> {
    /// The conditions on the items.
    pub state: &'a ViewState,
    /// The address of the page with the plan; `None` for that of the plan itself, 掲載URL.
    pub base: Option<&'a str>,
    /// The size of the list.
    pub paper: Paper,
}

/// The parts of the widget's style sheet that tables and charts need. It is our own page, so they need no weights.
const PARTS: [&str; 4] = [
    include_str!("../style/40-item.css"),
    include_str!("../style/50-chart.css"),
    include_str!("../style/60-indicators.css"),
    include_str!("paper.css"),
];

/// A page around the templates that the widget shares.
pub(super) fn page<'a>(prepared: &'a Prepared, locale: &'a Locale) -> Page<'a> {
    Page::of(prepared, "", locale)
}

/// The items that the state selects, in its order, and the selection.
pub(super) fn items(prepared: &Prepared, state: &ViewState) -> (ViewState, Selection, Vec<ItemIndex>) {
    // Paper has no button for more rows.
    let state = ViewState { more: u16::MAX, ..state.clone().in_names_of(&prepared.plan) };
    let selection = selection(prepared, &state);
    let items = selection.order.iter().filter(|at| selection.matches[at.0]).copied().collect();
    (state, selection, items)
}

/// The number and the name of an item, with what is between them in the list.
pub(super) fn item_name(page: &Page, item: &Item) -> Markup {
    html! {
        span class="paper-number" { (item.id) } " "
        @if item.repost_of.is_some() { (page.locale.items.repost) " " }
        @if !item.mark.is_empty() { (item.mark) " " }
        (item.name)
    }
}

/// The line under the title: whose plan, how many items, and the conditions on them. `state` is that of [`items`].
pub(super) fn result(page: &Page, state: &ViewState, selection: &Selection) -> Markup {
    let locale = page.locale;
    let about = &page.prepared.plan.about;
    let conditions = labels(page, state);
    let result = say::result(locale, selection.count, selection.total, !conditions.is_empty());
    html! {
        (about.municipality) " " (or(about.item_label(), locale.items.name)) " " (result)
        @if !conditions.is_empty() { " " strong { (locale.print.conditions(locale.list(&conditions))) } }
    }
}

/// The whole document.
pub(super) fn document(page: &Page, style: &str, title: &str, body: Markup) -> String {
    // Our own style cannot end the element.
    let style = inline(&(PARTS.concat() + style), "style").unwrap_or_default();
    let body = with_links_inside(&body.0);
    let document = Document { locale: page.locale, title, style: &style, script: None, body };
    document.markup().into_string() + "\n"
}

/// The markup without the links that lead nowhere: the views write them for the whole plan, and a paper has only the items
/// that were chosen, and no part for one that went.
fn with_links_inside(markup: &str) -> Markup {
    let ids: BTreeSet<&str> =
        markup.split(" id=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).collect();
    let mut out = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some((before, link)) = rest.split_once("<a ") {
        out.push_str(before);
        let (tag, after) = link.split_once('>').unwrap_or((link, ""));
        let target = tag.split_once("href=\"#").and_then(|(_, target)| Some(target.split_once('"')?.0));
        rest = after;
        if target.is_some_and(|target| !ids.contains(target)) {
            let (inside, after) = after.split_once("</a>").unwrap_or((after, ""));
            out.push_str(inside);
            rest = after;
        } else {
            out.extend(["<a ", tag, ">"]);
        }
    }
    raw(&(out + rest))
}

/// The permanent link of an item on a page; `None` without the address of a page.
pub(super) fn link(page: &Page, papers: &Papers, item: &str) -> Option<String> {
    let about = &page.prepared.plan.about;
    let base = crate::view::data::link(papers.base.unwrap_or(&about.page_url))?;
    let base = base.split('#').next().unwrap_or_default();
    Some(format!("{base}#{}", write_link(ROOT, item)))
}
