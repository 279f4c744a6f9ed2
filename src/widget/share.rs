//! Sharing one thing: the link of an item is copied, and a panel has the link of an item, an indicator or a view, with the code
//! that shows it alone in another page.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlInputElement};

use super::address;
use super::chart::figure_of;
use super::dom;
use super::turn::Widget;
use crate::selection::ViewState;
use crate::view::{self, Verb};

/// The attribute of a button that says whether what it shows is open.
pub(super) const EXPANDED: &str = "aria-expanded";

#[wasm_bindgen]
impl Widget {
    /// A text was copied: the link of an item, or without an item a field of the panel. If that failed, the text is selected for
    /// manual copying.
    pub fn copied(&self, item: &str, text: &str, done: bool) {
        let model = self.model();
        let page = model.page();
        if item.is_empty() {
            self.copied_from_panel(page.locale.item.copied, text, done);
            return;
        }
        // The list and the item shown alone have a box each.
        let boxes = dom::all(self.root(), &format!(".{}:not([hidden]) .{}", view::VIEW, view::COPY));
        let of_item = |copy_box: &&Element| copy_box.get_attribute(view::DATA_ITEM).as_deref() == Some(item);
        let Some(copy_box) = boxes.iter().find(of_item) else { return };
        dom::set_markup(
            copy_box,
            if done { view::copied(&page) } else { view::copy_field(&page, text) },
            page.locale,
        );
        match dom::first(copy_box, "input").and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            Some(field) => {
                dom::focus(&field);
                field.select();
            }
            None => {
                if let Some(button) = dom::first(copy_box, "button") {
                    dom::focus(&button);
                }
            }
        }
    }
}

impl Widget {
    /// Copies the field before a button of the panel, or the link of an item.
    pub(super) fn copy_beside(&self, control: &Element) {
        if control.closest(&format!(".{}", view::SHARED)).is_ok_and(|panel| panel.is_some()) {
            let label = control.previous_element_sibling();
            if let Some(field) = label.and_then(|label| dom::first(&label, "input")) {
                dom::copy(self.host(), "", &field.get_attribute("value").unwrap_or_default());
            }
            return;
        }
        let Some(copy_box) = control.closest(&format!(".{}", view::COPY)).ok().flatten() else { return };
        let line = copy_box.parent_element();
        let link = line.and_then(|line| dom::first(&line, "a")).and_then(|link| link.get_attribute("href"));
        if let (Some(item), Some(link)) = (copy_box.get_attribute(view::DATA_ITEM), link) {
            dom::copy(self.host(), &item, &whole(&link));
        }
    }

    /// Opens the panel of a button, and closes any other; or closes it.
    pub(super) fn share(&self, control: &Element) {
        let was_open = control.get_attribute(EXPANDED).as_deref() == Some("true");
        for panel in dom::all(self.root(), &format!(".{}", view::SHARED)) {
            panel.remove();
        }
        for button in dom::all(self.root(), &Verb::Share.selector()) {
            dom::set_attribute(&button, EXPANDED, Some("false"));
        }
        let Some(parent) = control.parent_element().filter(|_| !was_open) else { return };
        let model = self.model();
        let page = model.page();
        let state = ViewState { lang: page.lang.to_owned(), ..self.thing(control) };
        let link = match state.items.first() {
            // The permanent link is in the language of its page.
            Some(item) if page.lang.is_empty() => view::item_link(page.name, item),
            _ => view::address(&page, &state),
        };
        // A plan that the page gave as an object is in no file.
        let source = dom::plan_address(self.host(), &page.prepared.plan.about.id);
        let code = source.map(|source| {
            let src = Some(source.as_str()).filter(|source| !source.is_empty());
            view::embed_code(&page, &state, &dom::script_address(), src)
        });
        let panel = view::share_panel(&page, &whole(&link), code.as_deref(), dom::can_send());
        if let Some(panel) = dom::written(&parent, panel, page.locale) {
            let _ = parent.append_child(&panel);
            dom::set_attribute(control, EXPANDED, Some("true"));
            dom::bring_into_sight(&panel);
        }
    }

    /// The state that shows what a button shares.
    fn thing(&self, control: &Element) -> ViewState {
        let of = |element: Option<Element>, attribute| {
            element.and_then(|element| element.get_attribute(attribute))
        };
        let copy_box = control.closest(&format!(".{}", view::COPY)).ok().flatten();
        if let Some(indicator) = of(figure_of(control), view::DATA_INDICATOR) {
            view::of_indicator(&indicator)
        } else if let Some(item) = of(copy_box, view::DATA_ITEM) {
            view::of_item(&item)
        } else {
            ViewState { items: Vec::new(), more: 0, ..self.state_now() }
        }
    }

    fn copied_from_panel(&self, copied: &str, text: &str, done: bool) {
        let Some(panel) = dom::of_class(self.root(), view::SHARED) else { return };
        if done {
            if let Some(status) = dom::first(&panel, "[role=status]") {
                dom::set_text(&status, copied, self.surface.locale);
            }
            return;
        }
        let fields = dom::all(&panel, "input").into_iter().filter_map(|field| field.dyn_into().ok());
        let mut fields = fields.filter(|field: &HtmlInputElement| field.value() == text);
        if let Some(field) = fields.next() {
            dom::focus(&field);
            field.select();
        }
    }
}

/// The address of this page with the fragment of a link.
fn whole(link: &str) -> String {
    address::whole(link.split('#').next_back().unwrap_or_default())
}
