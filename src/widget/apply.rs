//! Applying a change: hide, show, append in order, set text, set attribute. Nothing is decided here.

use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlDetailsElement};

use super::exports::{Now, ViewBox, Widget};
use super::mount::{place_of, rows};
use super::{dom, objects};
use crate::plan::{FiscalYear, ItemIndex};
use crate::selection::{Change, Selection, View, ViewState, change, selection, write_address};
use crate::view::{self, Verb};

/// What a change of state does to the address.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Address {
    /// A new entry: a condition, a view or an item was chosen.
    Add,
    /// The same entry: typing.
    Replace,
    /// Nothing: the state came from the address or from attributes.
    Keep,
}

impl Widget {
    /// Goes to a state: the DOM, the address bar, the live region, the event.
    pub(super) fn go(&self, state: ViewState, address: Address) {
        let state = state.in_names_of(&self.plan.prepared.plan);
        if self.now.borrow().state == state {
            return;
        }
        let after = selection(&self.plan.prepared, &state);
        let count = after.count;
        // Before the DOM: a new address makes the browser lay the page out at once, to keep where it is scrolled to, and
        // look at every link again. Behind it, an interaction is laid out twice.
        if address != Address::Keep {
            self.write_to_address(&state, address);
        }
        self.apply(state.clone(), after);
        objects::send_change(&self.host, &state, count);
    }

    /// Brings the DOM from what it shows to a selection.
    pub(super) fn apply(&self, state: ViewState, after: Selection) {
        let after = Rc::new(after);
        let before = self.now.replace(Now { state: state.clone(), selection: Rc::clone(&after) });
        let difference = change(&before.selection, &after);
        for view_box in self.boxes.borrow().iter() {
            self.change_rows(view_box, &difference, &after);
            if before.state.indicators != state.indicators {
                self.change_figures(view_box, &state);
            }
            // Out of sight it may stay as it was: whoever goes to it comes through here.
            if view_box.view == View::Departments && state.view == View::Departments {
                self.change_departments(&view_box.element, &after);
            }
            if view_box.view == View::Item && state.view == View::Item {
                self.change_alone(&view_box.element, &after.alone);
            }
        }
        self.show_view(state.view, &after);
        self.change_controls(&before, &state, &after);
        self.mark_hits(&state, &after);
    }

    /// Hides and shows the figures of single indicators, where these are a view's rows.
    pub(super) fn change_figures(&self, view_box: &ViewBox, state: &ViewState) {
        if view_box.view != View::Indicators {
            return;
        }
        for (item, row) in self.plan.prepared.plan.items.iter().zip(&view_box.rows) {
            let Some(row) = row else { continue };
            for figure in dom::all(row, &format!("[{}]", view::DATA_INDICATOR)) {
                let id = figure.get_attribute(view::DATA_INDICATOR).unwrap_or_default();
                dom::toggle(&figure, "hidden", !state.asks_for(view::series_of(item, &id)));
            }
        }
    }

    /// Departments have no row an item: their pages, and the items on them, are hidden and shown.
    fn change_departments(&self, view_box: &Element, selection: &Selection) {
        let plan = &self.plan.prepared.plan;
        for section in dom::all(view_box, &format!(".{}", view::DEPARTMENT)) {
            let name = section.get_attribute(view::DATA_DEPARTMENT).unwrap_or_default();
            let place = plan.departments.iter().position(|department| department.name == name);
            dom::toggle(&section, "hidden", !place.is_some_and(|place| selection.departments[place]));
            let mut next = 0;
            for entry in dom::all(&section, &format!("li[{}]", view::DATA_ITEM)) {
                if let Some(at) = place_of(&entry, &plan.items, next) {
                    next = at.0 + 1;
                    dom::toggle(&entry, "hidden", !selection.matches[at.0]);
                }
            }
        }
    }

    /// Shows the section of the item that stands alone; it is written when it is first asked for.
    fn change_alone(&self, view_box: &Element, item: &str) {
        let mut found = false;
        for section in dom::all(view_box, &format!(".{}", view::ALONE)) {
            let shown = section.get_attribute(view::DATA_ITEM).as_deref() == Some(item);
            dom::toggle(&section, "hidden", !shown);
            found |= shown;
        }
        let page = self.page();
        if !found
            && let Some(place) = view_box.first_element_child()
            && let Some(section) = dom::written(&place, view::alone(&page, item))
        {
            self.add_to_inside(&page, &section);
            let _ = place.append_child(&section);
        }
    }

    pub(super) fn change_rows(&self, view_box: &ViewBox, change: &Change, selection: &Selection) {
        let row = |at: &ItemIndex| view_box.rows.get(at.0).and_then(Option::as_ref);
        change.hide.iter().filter_map(row).for_each(|row| dom::toggle(row, "hidden", true));
        change.show.iter().filter_map(row).for_each(|row| dom::toggle(row, "hidden", false));
        if let Some(order) = &change.order {
            let parent = order.iter().find_map(row).and_then(|row| row.parent_node());
            if let Some(parent) = parent {
                // Moving a row takes the focus out of it.
                let focused = dom::focus_in(&view_box.element);
                order.iter().filter_map(row).for_each(|row| drop(parent.append_child(row)));
                if let Some(focused) = focused {
                    dom::focus(&focused);
                }
            }
        }
        if view_box.view != View::Items {
            return;
        }
        let page = self.page();
        for &at in &change.open {
            if let Some(row) = row(&at) {
                self.write_inside(&page, row, at);
                set_open(row, true);
            }
        }
        change.close.iter().filter_map(row).for_each(|row| set_open(row, false));
        for at in &change.hits {
            if let Some(place) = row(at).and_then(|row| dom::of_class(row, view::HITS)) {
                place.set_text_content(Some(&view::hits(&page, &selection.hits[at.0])));
            }
        }
    }

    /// Writes the inside of a row of a long plan when it is first opened.
    fn write_inside(&self, page: &view::Page, row: &Element, at: ItemIndex) {
        if dom::of_class(row, view::INSIDE).is_some() {
            return;
        }
        if let Some(details) = dom::first(row, "details")
            && let Some(inside) = dom::written(row, view::inside(page, at))
        {
            self.add_to_inside(page, &inside);
            let _ = details.append_child(&inside);
        }
    }

    /// Shows the box of a view; it is written when it is first asked for.
    fn show_view(&self, view: View, selection: &Selection) {
        let page = self.page();
        if !self.boxes.borrow().iter().any(|view_box| view_box.view == view) {
            let written = self.write_view(&page, view, selection);
            self.boxes.borrow_mut().extend(written);
        }
        for view_box in self.boxes.borrow().iter() {
            dom::toggle(&view_box.element, "hidden", view_box.view != view);
        }
        // The style sheet shows the controls that the view can use.
        dom::set_attribute(&self.root, view::DATA_VIEW, Some(view.name()));
    }

    /// Marks the fiscal year of today, where the plan has it.
    pub(super) fn mark_today(&self) {
        let today = js_sys::Date::new_0();
        let year = FiscalYear::of_date(today.get_full_year(), today.get_month() + 1);
        let mark = format!("[data-year=\"{}\"] > .{}", year.0, view::TODAY);
        if let Some(mark) = dom::first(&self.root, &mark) {
            dom::toggle(&mark, "hidden", false);
        }
    }

    fn write_view(&self, page: &view::Page, view: View, selection: &Selection) -> Option<ViewBox> {
        let last = self.boxes.borrow().last().map(|view_box| view_box.element.clone())?;
        let element = dom::written(&last, view::view(page, view, &self.now.borrow().state, selection))?;
        last.parent_node()?.insert_before(&element, last.next_sibling().as_ref()).ok()?;
        let written = rows(page, &element, view)?;
        self.add_to_rows(&written);
        self.mark_today();
        Some(written)
    }

    pub(super) fn write_to_address(&self, state: &ViewState, address: Address) {
        let href = dom::address();
        // The whole address, not `#…` alone: a `<base>` would send that to another page.
        let page = href.split('#').next().unwrap_or_default();
        let next = format!("{page}#{}", write_address(&fragment(), &self.name, state));
        dom::go(&next, address == Address::Add);
    }

    /// Brings the item of a permanent link into sight.
    pub(super) fn follow_permalink(&self) {
        let id = {
            let now = self.now.borrow();
            now.state.items.first().map(|item| view::item_id(&self.name, item))
        };
        if let Some(id) = id.filter(|id| decoded_fragment().as_deref() == Some(id))
            && let Some(row) = self.row_with_id(&id)
        {
            // As the browser does where the row stands in the page before the script comes.
            while let Some(around) = self.host.closest("details:not([open])").ok().flatten() {
                dom::toggle(&around, "open", true);
            }
            row.scroll_into_view();
        }
    }

    fn row_with_id(&self, id: &str) -> Option<Element> {
        let boxes = self.boxes.borrow();
        boxes.iter().flat_map(|view_box| &view_box.rows).flatten().find(|row| row.id() == id).cloned()
    }

    /// Brings an open item into sight and gives it the focus.
    pub(super) fn go_to_row(&self, item: &str) {
        if let Some(row) = self.row_with_id(&view::item_id(&self.name, item)) {
            row.scroll_into_view();
            self.focus_summary(item);
        }
    }

    /// Gives the focus to what says what is shown: the name of the item that stands alone, else the button of the view, and
    /// where there are no controls the view itself.
    pub(super) fn focus_what_is_shown(&self) {
        let name =
            format!(".{}:not([hidden]) .{}:not([hidden]) > .{}", view::VIEW, view::ALONE, view::ALONE_NAME);
        if let Some(name) = dom::first(&self.root, &name) {
            name.scroll_into_view();
            dom::focus(&name);
        } else if let Some(button) = dom::first(&self.root, &(Verb::View.selector() + "[aria-pressed=true]"))
        {
            dom::focus(&button);
        } else if let Some(shown) = dom::first(&self.root, ".machi-plan-view:not([hidden])") {
            dom::set_attribute(&shown, "tabindex", Some("-1"));
            dom::focus(&shown);
        }
    }

    /// Gives the focus to what opens and closes an item.
    pub(super) fn focus_summary(&self, item: &str) {
        let row = self.row_with_id(&view::item_id(&self.name, item));
        if let Some(summary) = row.and_then(|row| dom::first(&row, "summary")) {
            dom::focus(&summary);
        }
    }

    /// Gives the focus to the first link to an item in the view that is shown, and says whether there is one.
    pub(super) fn focus_link(&self, item: &str) -> bool {
        let leads_there = |link: &&Element| {
            link.get_attribute(view::DATA_ITEM).as_deref() == Some(item)
                && link.closest("[hidden]").is_ok_and(|hidden| hidden.is_none())
        };
        let links = dom::all(&self.root, "a[data-item]");
        links.iter().find(leads_there).inspect(|link| dom::focus(link)).is_some()
    }

    /// The row of an item in the view that is shown.
    pub(super) fn row(&self, at: ItemIndex) -> Option<Element> {
        let view = self.now.borrow().state.view;
        let boxes = self.boxes.borrow();
        boxes.iter().find(|view_box| view_box.view == view)?.rows.get(at.0)?.clone()
    }
}

fn set_open(row: &Element, open: bool) {
    let details =
        dom::first(row, "details").and_then(|details| details.dyn_into::<HtmlDetailsElement>().ok());
    if let Some(details) = details.filter(|details| details.open() != open) {
        details.set_open(open);
    }
}

/// The fragment of the address, without its `#`.
pub(super) fn fragment() -> String {
    dom::address().split_once('#').map(|(_, fragment)| fragment.to_owned()).unwrap_or_default()
}

fn decoded_fragment() -> Option<String> {
    js_sys::decode_uri_component(&fragment()).ok().map(String::from)
}
