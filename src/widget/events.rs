//! Events into states. One delegated listener for each kind of event, set by `element.js`; `border.js` reads the event.

use std::cell::Cell;

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlDetailsElement, HtmlInputElement, HtmlSelectElement};

use super::address::{Address, fragment, state_of};
use super::dom;
use super::turn::Widget;
use crate::selection::{View, ViewState, parse_address, reaching};
use crate::view::{self, ChartFile, Download, Verb};

/// What `border.js` read from an event.
pub(super) struct Told<'a> {
    /// The type of the event.
    pub kind: &'a str,
    /// The key that was pressed, or the value of the field.
    pub text: &'a str,
    ways: u32,
    is_stopped: Cell<bool>,
}

/// What an event says of itself, a bit each, in the order of `border.js`.
#[derive(Clone, Copy)]
pub(super) enum Way {
    /// An input method is composing.
    Composing,
    /// A click that asks for a new tab or a download: it is the browser's.
    Elsewhere,
    /// A key with Alt, Ctrl or Meta.
    Modified,
    /// The box is checked.
    Checked,
}

impl Told<'_> {
    /// Whether the event says this.
    pub fn is(&self, way: Way) -> bool {
        self.ways >> way as u32 & 1 == 1
    }

    /// Keeps the browser from doing what it would.
    pub fn stop(&self) {
        self.is_stopped.set(true);
    }
}

/// The row of an item in the list around an element. It opens in place; the other views have rows of their own.
fn list_row(element: &Element) -> Option<Element> {
    element.closest(&format!(".{} > tbody", view::ITEMS)).ok().flatten()
}

#[wasm_bindgen]
impl Widget {
    /// Takes an event that happened in the element, and says whether the browser must not do what it would.
    pub fn handle(&self, target: &Element, kind: &str, text: &str, ways: u32) -> bool {
        let told = Told { kind, text, ways, is_stopped: Cell::new(false) };
        self.take_event(&told, target);
        told.is_stopped.get()
    }

    /// The address changed: back, forward, a link. `attributes` are those of the element, as JSON text.
    #[wasm_bindgen(js_name = addressChanged)]
    pub fn address_changed(&self, attributes: &str) {
        let model = self.model();
        let name = model.settings().name.clone();
        let fragment = fragment();
        let says_nothing = parse_address(&fragment, &name, &ViewState::default()).is_none();
        // A plain anchor of the page, or another widget's permanent link, is a place to jump to: the reader's search
        // stays. An empty fragment, or other widgets' states without ours, lead back to the attributes.
        if says_nothing && !fragment.contains('?') && dom::address().contains('#') {
            return;
        }
        let focused = dom::focus_in(self.root());
        let closest = |selector| focused.as_ref().and_then(|focused| focused.closest(selector).ok()?);
        let mut left = model.selected().alone.clone();
        let row = focused.as_ref().and_then(list_row);
        if let Some(item) = row.and_then(|row| row.get_attribute(view::DATA_ITEM)) {
            left = item;
        }
        self.go(state_of(attributes, &name, &model.plan().prepared), Address::Keep);
        self.follow_permalink();
        // What had the focus may be out of sight: in a row that closed, with its view or with the item that stood alone. Then
        // it is at that item, from which the reader went.
        let is_hidden = closest("[hidden]").is_some();
        if !is_hidden && closest("details:not([open]) > :not(summary)").is_none() {
            return;
        }
        match self.state_now().view {
            View::Items if !left.is_empty() => self.focus_summary(&left),
            View::Item => self.focus_what_is_shown(),
            _ if self.focus_link(&left) => {}
            _ => self.focus_what_is_shown(),
        }
    }

    /// Paper has no button for more: all rows that match are shown for as long as the page prints. Nobody is told:
    /// nothing that the reader chose has changed.
    pub fn printing(&self, begins: bool) {
        let state = self.state_now();
        let more = if begins { u16::MAX } else { self.more_before_print.get() };
        // A page may tell of its printing twice.
        if begins && state.more != u16::MAX {
            self.more_before_print.set(state.more);
        }
        self.go_quietly(ViewState { more, ..state });
    }

    /// An attribute that says something of the state changed: it alone, what the reader chose beside it stays.
    #[wasm_bindgen(js_name = attributeChanged)]
    pub fn attribute_changed(&self, key: &str, value: Option<String>) {
        let mut state = self.state_now();
        match value {
            Some(value) => state.set(key, &value),
            None => state.unset(key),
        }
        self.go(state, Address::Replace);
    }

    /// The link of an item was copied, or could not be: then its text is selected for copying by hand.
    pub fn copied(&self, item: &str, text: &str, done: bool) {
        // In the list and alone the item has a place each.
        let places = dom::all(self.root(), &format!(".{}:not([hidden]) .{}", view::VIEW, view::COPY));
        let of_item = |place: &&Element| place.get_attribute(view::DATA_ITEM).as_deref() == Some(item);
        let Some(place) = places.iter().find(of_item) else { return };
        let model = self.model();
        let page = model.page();
        dom::set_markup(place, if done { view::copied(&page) } else { view::copy_field(&page, text) });
        match dom::first(place, "input").and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            Some(field) => {
                dom::focus(&field);
                field.select();
            }
            None => {
                if let Some(button) = dom::first(place, "button") {
                    dom::focus(&button);
                }
            }
        }
    }
}

impl Widget {
    fn take_event(&self, told: &Told, target: &Element) {
        if self.in_chart(told, target) {
            return;
        }
        match told.kind {
            // While an input method is composing, the list waits: half a word would empty it. Each key says whether it is: an
            // end is not always told.
            "input" | "compositionend" => {
                self.composing.set(told.is(Way::Composing));
                if !self.composing.get() && key_of(target).as_deref() == Some("q") {
                    let query = told.text.to_owned();
                    self.go(ViewState { query, more: 0, ..self.state_now() }, Address::Replace);
                }
            }
            "change" => self.chosen(told, target),
            "click" => self.clicked(told, target),
            "toggle" => self.toggled(target),
            // In a page that is one form (ASP.NET) Enter in a field of ours would send it away. Deciding a word of an
            // input method is the browser's.
            "keydown"
                if target.is_instance_of::<HtmlInputElement>()
                    && told.text == "Enter"
                    && !told.is(Way::Composing) =>
            {
                told.stop();
            }
            _ => {}
        }
    }

    fn chosen(&self, told: &Told, target: &Element) {
        let Some(key) = key_of(target).filter(|key| key != "q") else { return };
        let mut state = ViewState { more: 0, ..self.state_now() };
        if target.is_instance_of::<HtmlSelectElement>() {
            state.set(&key, told.text);
        } else if target.is_instance_of::<HtmlInputElement>() {
            let value = target.get_attribute(view::DATA_VALUE).unwrap_or_default();
            state.choose(&key, &value, told.is(Way::Checked));
        }
        self.go(state, Address::Add);
    }

    fn clicked(&self, told: &Told, target: &Element) {
        let Some(control) = target.closest("[data-do]").ok().flatten() else { return };
        let attribute = |name: &str| control.get_attribute(name).unwrap_or_default();
        let value = attribute(view::DATA_VALUE);
        // Another verb is that of a page's own button.
        let Some(verb) = Verb::parse(&attribute(view::DATA_DO)) else { return };
        let mut state = self.state_now();
        match verb {
            // Of a link, the browser's.
            Verb::Go | Verb::Open if told.is(Way::Elsewhere) => {}
            Verb::View => {
                state.view = View::parse(&value).unwrap_or_default();
                self.go(state, Address::Add);
            }
            Verb::Sort => {
                state.set("sort", &value);
                self.go(state, Address::Add);
            }
            Verb::TakeOff => {
                state.choose(&attribute(view::DATA_KEY), &value, false);
                self.go(ViewState { more: 0, ..state }, Address::Add);
            }
            Verb::TakeOffAll => {
                self.go(state.without_conditions(), Address::Add);
                self.focus_search_if_lost();
            }
            Verb::More => {
                let before = self.model();
                state.more = state.more.saturating_add(1);
                self.go(state, Address::Keep);
                // On with reading where the new rows begin; the button may be gone.
                let after = self.model();
                let (before, after) = (before.selected(), after.selected());
                let first_new = after.order.iter().find(|at| after.shown[at.0] && !before.shown[at.0]);
                if let Some(link) =
                    first_new.and_then(|at| self.row(*at)).and_then(|row| dom::first(&row, "a"))
                {
                    dom::focus(&link);
                }
            }
            Verb::Copy => self.copy_link(&control),
            Verb::Save => {
                if let Some(file) = ChartFile::parse(&value) {
                    self.save_chart(&control, file);
                }
            }
            Verb::Download => {
                if let Some(file) = Download::parse(&value) {
                    self.download(file, &control);
                }
            }
            Verb::Go => {
                let address = attribute("href");
                if let Some((_, fragment)) = address.split_once('#')
                    && let Some(asked) =
                        parse_address(fragment, &self.model().settings().name, &ViewState::default())
                {
                    told.stop();
                    // No condition hides an item alone; back in the list they still hold.
                    let next = match asked.view {
                        View::Item => ViewState { view: View::Item, items: asked.items, ..state },
                        _ => asked,
                    };
                    self.go(next, Address::Add);
                    // The link is out of sight with its view.
                    self.focus_what_is_shown();
                }
            }
            Verb::Open => {
                told.stop();
                self.open(state, &attribute(view::DATA_ITEM), &control);
            }
        }
    }

    /// A link to an item: inside the item's own head it opens and closes it, anywhere else it leads there.
    fn open(&self, mut state: ViewState, item: &str, control: &Element) {
        let row = list_row(control);
        let own_head = row.is_some_and(|row| row.get_attribute(view::DATA_ITEM).as_deref() == Some(item))
            && control.closest("details").ok().flatten().is_none();
        let was_open = state.items.iter().any(|open| open == item);
        if own_head {
            state.choose("item", item, !was_open);
            self.go(state, Address::Add);
            // The summary says that the row stands open; the link cannot.
            if !was_open {
                self.focus_summary(item);
            }
            return;
        }
        state.choose("item", item, true);
        self.go(reaching(&self.model().plan().prepared, state, item), Address::Add);
        self.go_to_row(item);
    }

    fn toggled(&self, target: &Element) {
        let Some(details) = target.dyn_ref::<HtmlDetailsElement>() else { return };
        // A chart's table inside the row is no row.
        let row = target.parent_element().filter(|cell| super::chart::figure_of(cell).is_none());
        let row = row.and_then(|cell| list_row(&cell));
        let Some(item) = row.and_then(|row| row.get_attribute(view::DATA_ITEM)) else { return };
        let mut state = self.state_now();
        if state.items.contains(&item) != details.open() {
            state.choose("item", &item, details.open());
            self.go(state, Address::Add);
        }
    }

    fn copy_link(&self, control: &Element) {
        let Some(place) = control.closest(&format!(".{}", view::COPY)).ok().flatten() else { return };
        let link = place.previous_element_sibling().and_then(|link| link.get_attribute("href"));
        let (Some(item), Some(link)) = (place.get_attribute(view::DATA_ITEM), link) else { return };
        let href = dom::address();
        let page = href.split('#').next().unwrap_or_default();
        let fragment = link.split('#').next_back().unwrap_or_default();
        dom::copy(self.host(), &item, &format!("{page}#{fragment}"));
    }

    fn focus_search_if_lost(&self) {
        if !dom::has_focus(self.root())
            && let Some(field) = dom::first(self.root(), "input[data-key=q]")
        {
            dom::focus(&field);
        }
    }
}

fn key_of(target: &Element) -> Option<String> {
    target.get_attribute(view::DATA_KEY)
}
