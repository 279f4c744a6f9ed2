//! What the papers of a plan share: a page of A4 for each item, and the list of two years for the council.

use super::{Document, inline};
use crate::locale::Locale;
use crate::plan::ItemIndex;
use crate::selection::{Prepared, Selection, ViewState, selection, write_link};
use crate::view::{Page, ROOT};

use maud::Markup;

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
    Page { prepared, fingerprint: "", locale, name: ROOT, heading_level: 2, has_controls: true, whole: true }
}

/// The items that the state selects, in its order, and the selection.
pub(super) fn items(prepared: &Prepared, state: &ViewState) -> (ViewState, Selection, Vec<ItemIndex>) {
    // Paper has no button for more rows.
    let state = ViewState { more: u16::MAX, ..state.clone().in_names_of(&prepared.plan) };
    let selection = selection(prepared, &state);
    let items = selection.order.iter().filter(|at| selection.matches[at.0]).copied().collect();
    (state, selection, items)
}

/// The whole document.
pub(super) fn document(page: &Page, style: &str, title: &str, body: Markup) -> String {
    // Our own style cannot end the element.
    let style = inline(&(PARTS.concat() + style), "style").unwrap_or_default();
    let document = Document { lang: page.locale.lang, title, style: &style, script: None, body };
    document.markup().into_string() + "\n"
}

/// The permanent link of an item on a page; `None` without the address of a page.
pub(super) fn link(page: &Page, papers: &Papers, item: &str) -> Option<String> {
    let about = &page.prepared.plan.about;
    let base = crate::view::data::link(papers.base.unwrap_or(&about.page_url))?;
    let base = base.split('#').next().unwrap_or_default();
    Some(format!("{base}#{}", write_link(ROOT, item)))
}
