//! Sharing one thing of a plan: an item, an indicator, or a view. A panel has its link, and the code that shows it alone in
//! another page.

use maud::{Markup, html};

use super::{Page, Verb, indicators, item_view, names::*, page};
use crate::selection::{ViewState, write_address};

/// The state that shows an item alone.
pub fn of_item(id: &str) -> ViewState {
    ViewState { view: item_view::SPEC.view, items: vec![id.to_owned()], ..ViewState::default() }
}

/// The state that shows one indicator.
pub fn of_indicator(id: &str) -> ViewState {
    ViewState { view: indicators::SPEC.view, indicators: vec![id.to_owned()], ..ViewState::default() }
}

/// The fragment of the address that leads to a state.
pub fn address(page: &Page, state: &ViewState) -> String {
    ["#", &write_address("", page.name, state)].concat()
}

/// The code that shows a state alone: its title, the thing, the source and a link to the plan. `src` is the address of the
/// plan file; `None` where the script contains the plan.
///
/// ```
/// use machi_plan::{locale::JA, plan::Plan, selection::Prepared, view::{self, Page}};
/// let mut plan = Plan::default();
/// plan.about.id = "machi".to_owned();
/// let prepared = Prepared::new(plan);
/// let page = Page::of(&prepared, "", &JA);
/// let code = view::embed_code(&page, &view::of_item("1-1"), "/machi-plan/machi-plan.js", None);
/// assert_eq!(
///     code,
///     "<script src=\"/machi-plan/machi-plan.js\" defer></script>\
///      <machi-plan plan=\"machi\" view=\"item\" item=\"1-1\" controls=\"none\"></machi-plan>",
/// );
/// ```
pub fn embed_code(page: &Page, state: &ViewState, script: &str, src: Option<&str>) -> String {
    let alone = Page { name: ROOT, heading_level: 2, has_controls: false, ..*page };
    let code = html! { script src=(script) defer {} (page::element(&alone, state, src, html! {})) };
    code.into_string()
}

/// The box for the button that shares a view. Only the script can share.
pub(super) fn share_box(page: &Page) -> Markup {
    html! { @if page.has_controls { div class=(SHARE) {} } }
}

/// The button that opens the panel. An embed of one thing has none.
pub fn share_button(page: &Page) -> Markup {
    html! {
        @if page.has_controls {
            button type="button" data-do=(Verb::Share.name()) aria-expanded="false" { (page.locale.share.share) }
        }
    }
}

/// The panel: a link, code for another page where there is some, and a button for the apps of the device where the browser has
/// one. It has no blocks, because it is also written into a line.
pub fn share_panel(page: &Page, link: &str, code: Option<&str>, can_send: bool) -> Markup {
    let words = &page.locale.share;
    html! {
        span class=(SHARED) role="group" aria-label=(words.panel) {
            (field(page, words.link, link))
            @if can_send { button type="button" data-do=(Verb::Send.name()) data-value=(link) { (words.send) } }
            @if let Some(code) = code { (field(page, words.code, code)) }
            span role="status" {}
        }
    }
}

fn field(page: &Page, label: &str, text: &str) -> Markup {
    html! {
        label { span { (label) } input type="text" readonly value=(text); }
        button type="button" data-do=(Verb::Copy.name()) { (page.locale.share.copy) span class=(HIDDEN) { (page.locale.remark(label)) } }
    }
}
