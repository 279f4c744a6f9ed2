//! Turns events into states. `element.js` sets one delegated listener for each kind of event, and `border.js` reads the event.

use std::cell::Cell;

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlDetailsElement, HtmlInputElement, HtmlSelectElement};

use super::address::{Address, fragment, state_of};
use super::dom;
use super::share::EXPANDED;
use super::turn::Widget;
use crate::model::{EventKind, Wanted, followed};
use crate::selection::{LANG, ViewState, parse_address, reaching};
use crate::view::{self, ChartFile, Download, Parts, Verb};

/// About how many bytes of markup are written between two looks at the clock.
const BYTES_AT_ONCE: usize = 4_000;
/// How many items are indexed at once. Those of a real plan cost 15 µs each.
const ITEMS_AT_ONCE: usize = 100;

/// The head of a closed facet.
const CLOSED_FACET: &str = ".machi-plan-facet:not([open]) > summary";

/// What `border.js` read from an event.
pub(super) struct EventData<'a> {
    /// Its kind.
    pub kind: EventKind,
    /// The key that was pressed, or the value of the field.
    pub text: &'a str,
    ways: u32,
    is_stopped: Cell<bool>,
}

/// The flags of an event, one bit each, in the order of `border.js`.
#[derive(Clone, Copy)]
pub(super) enum Way {
    /// An input method is composing.
    Composing,
    /// A click for a new tab or a download, which belong to the browser.
    Elsewhere,
    /// A key with Alt, Ctrl or Meta.
    Modified,
    /// The box is checked.
    Checked,
}

impl EventData<'_> {
    /// Whether the event has this flag.
    pub fn is(&self, way: Way) -> bool {
        self.ways >> way as u32 & 1 == 1
    }

    /// Prevents the default action of the browser.
    pub fn stop(&self) {
        self.is_stopped.set(true);
    }
}

/// The row of the list that contains an element. Only rows of the list open in place.
fn list_row(element: &Element) -> Option<Element> {
    element.closest(&format!(".{} > tbody", view::ITEMS)).ok().flatten()
}

#[wasm_bindgen]
impl Widget {
    /// Handles an event in the element. Returns whether the default action of the browser is prevented.
    pub fn handle(&self, target: &Element, kind: &str, text: &str, ways: u32) -> bool {
        let Some(kind) = EventKind::parse(kind) else { return false };
        let event = EventData { kind, text, ways, is_stopped: Cell::new(false) };
        self.take_event(&event, target);
        event.is_stopped.get()
    }

    /// The address changed: back, forward, a link. `attributes` are those of the element, as JSON text.
    #[wasm_bindgen(js_name = addressChanged)]
    pub fn address_changed(&self, attributes: &str) {
        let model = self.model();
        let name = model.settings().name.clone();
        let fragment = fragment();
        let says_nothing = parse_address(&fragment, &name, &ViewState::default()).is_none();
        // A plain anchor of the page, or another widget's permanent link, is only a target to scroll to: the reader's
        // search stays. An empty fragment, or states of other widgets without ours, lead back to the attributes.
        if says_nothing && !fragment.contains('?') && dom::address().contains('#') {
            return;
        }
        // What was typed belongs to the entry that was left.
        self.address_waits.set(false);
        let focused = dom::focus_in(self.root());
        let closest = |selector| focused.as_ref().and_then(|focused| focused.closest(selector).ok()?);
        let mut left = model.selected().alone.clone();
        let row = focused.as_ref().and_then(list_row);
        if let Some(item) = row.and_then(|row| row.get_attribute(view::DATA_ITEM)) {
            left = item;
        }
        self.go(state_of(attributes, &name, &model.plan().prepared), Address::Keep);
        self.follow_permalink();
        // The focused element may now be hidden: in a closed row, in its view, or in an item that was shown alone.
        // Then the focus moves to that item.
        let is_hidden = closest("[hidden]").is_some();
        if !is_hidden && closest("details:not([open]) > :not(summary)").is_none() {
            return;
        }
        let spec = view::spec(self.state_now().view);
        if spec.rows_open && !left.is_empty() {
            self.focus_summary(&left);
        } else if spec.parts == Parts::Alone || !self.focus_link(&left) {
            self.focus_current();
        }
    }

    /// Paper has no button for more rows, so all matching rows are shown while the page prints. No event is sent,
    /// because nothing that the reader chose has changed.
    pub fn printing(&self, begins: bool) {
        let state = self.state_now();
        // A page may report its printing twice.
        let before = self.more_before_print.take().unwrap_or(state.more);
        let more = if begins { self.model().more_on_paper() } else { before };
        self.more_before_print.set(begins.then_some(before));
        self.go_quietly(ViewState { more, ..state });
        if begins {
            self.fill_with(Wanted::OnPaper, usize::MAX);
            self.fill_with(Wanted::Soon, usize::MAX);
        }
    }

    /// Writes the state of what was typed into the address.
    #[wasm_bindgen(js_name = writeAddress)]
    pub fn address_rests(&self) {
        self.write_address();
    }

    /// Draws some further rows, marks some, indexes some items for the first query, dresses an inside, or writes some of what is
    /// missing. Returns whether the slice may go on: the browser lays out new rows after it.
    pub fn fill(&self) -> bool {
        let model = self.model();
        let (has_rows, prepared) = (model.has_rows_to_draw(), &model.plan().prepared);
        if has_rows {
            self.fill_with(Wanted::Soon, BYTES_AT_ONCE);
        } else if self.surface.mark_more() {
        } else if !prepared.is_indexed() {
            prepared.index_more(ITEMS_AT_ONCE);
        } else if !self.surface.dress_more() {
            self.fill_with(Wanted::Soon, BYTES_AT_ONCE);
        }
        !has_rows && self.has_more()
    }

    /// An attribute of the state changed. Only its key changes; the reader's other choices stay.
    #[wasm_bindgen(js_name = attributeChanged)]
    pub fn attribute_changed(&self, key: &str, value: Option<String>) {
        let mut state = self.state_now();
        match value {
            // That attribute is the language of the element; what its reader chose ends.
            Some(value) if key != LANG => state.set(key, &value),
            _ => state.unset(key),
        }
        self.go(state, Address::Replace);
    }
}

impl Widget {
    fn take_event(&self, event: &EventData, target: &Element) {
        if self.in_chart(event, target) {
            return;
        }
        match event.kind {
            // While an input method is composing, the list waits, because half a word would empty it. Each key
            // reports whether it is composing; the end of composition is not always reported.
            EventKind::Input | EventKind::Composed => {
                self.composing.set(event.is(Way::Composing));
                if self.composing.get() {
                } else if let Some(facet) = facet_of(target) {
                    self.narrow(facet, event.text);
                } else if key_of(target).as_deref() == Some("q") {
                    let query = event.text.to_owned();
                    self.go(ViewState { query, more: 0, ..self.state_now() }, Address::Rest);
                }
            }
            EventKind::Change => self.chosen(event, target),
            EventKind::Click => {
                // The press opens a closed facet afterwards. So its counts are right in the first frame.
                let head = target.closest(CLOSED_FACET).ok().flatten();
                if let Some(facet) = head.and_then(|head| head.parent_element()) {
                    self.facet_opened(&facet, true);
                }
                self.clicked(event, target);
            }
            EventKind::Toggle => self.toggled(target),
            // In a page that is one form (ASP.NET), Enter in one of our fields would send the form. Confirming a word
            // of an input method belongs to the browser.
            EventKind::KeyDown => {
                let is_key = |key| event.text == key && !event.is(Way::Composing);
                // Not every browser empties a search field by itself. An empty one leaves the key to the page.
                if is_key("Escape")
                    && let Some(facet) = facet_of(target)
                    && target.dyn_ref::<HtmlInputElement>().is_some_and(|field| !field.value().is_empty())
                {
                    event.stop();
                    self.narrow(facet, "");
                }
                let is_enter = is_key("Enter");
                if is_enter && target.is_instance_of::<HtmlInputElement>() {
                    event.stop();
                    // A phone closes its keyboard, and the reader sees what was found.
                    if key_of(target).as_deref() == Some("q") {
                        self.focus_result();
                    }
                }
            }
            EventKind::FocusIn | EventKind::PointerDown => {}
        }
    }

    fn chosen(&self, event: &EventData, target: &Element) {
        let Some(key) = key_of(target).filter(|key| key != "q") else { return };
        let mut state = ViewState { more: 0, ..self.state_now() };
        if target.is_instance_of::<HtmlSelectElement>() {
            state.set(&key, event.text);
        } else if target.is_instance_of::<HtmlInputElement>() {
            let value = target.get_attribute(view::DATA_VALUE).unwrap_or_default();
            state.choose(&key, &value, event.is(Way::Checked));
        }
        self.go(state, Address::Add);
    }

    fn clicked(&self, event: &EventData, target: &Element) {
        let Some(control) = target.closest("[data-do]").ok().flatten() else { return };
        let attribute = |name: &str| control.get_attribute(name).unwrap_or_default();
        let value = attribute(view::DATA_VALUE);
        // An unknown verb belongs to a button of the page.
        let Some(verb) = Verb::parse(&attribute(view::DATA_DO)) else { return };
        let mut state = self.state_now();
        match verb {
            // A new tab for a link belongs to the browser.
            Verb::Go | Verb::Open if event.is(Way::Elsewhere) => {}
            // Each is the key of the state that it sets.
            Verb::View | Verb::Sort | Verb::Year | Verb::Trend | Verb::Lang => {
                if matches!(verb, Verb::Year | Verb::Trend) {
                    state.more = 0;
                }
                state.set(verb.name(), &value);
                self.go(state, Address::Add);
            }
            Verb::Filter => {
                self.show_facets(&control, attribute(EXPANDED) != "true");
            }
            Verb::ToResult => self.leave_facets(),
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
                // Reading continues at the first new row. The button may be gone.
                let after = self.model();
                let (before, after) = (before.selected(), after.selected());
                let first_new = after.order.iter().find(|at| after.shown[at.0] && !before.shown[at.0]);
                if let Some(link) =
                    first_new.and_then(|at| self.row(*at)).and_then(|row| dom::first(&row, "a"))
                {
                    dom::focus(&link);
                }
            }
            Verb::Copy => self.copy_beside(&control),
            Verb::Share => self.share(&control),
            Verb::Send => dom::send_link(&value),
            Verb::Print => dom::print(),
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
                    event.stop();
                    self.go(followed(state, asked), Address::Add);
                    // The link is hidden together with its view.
                    self.focus_current();
                }
            }
            Verb::Open => {
                event.stop();
                self.open(state, &attribute(view::DATA_ITEM), &control);
            }
        }
    }

    fn leave_facets(&self) {
        if let Some(filter) = dom::of_class(self.root(), view::FILTER) {
            self.show_facets(&filter, false);
        }
        self.focus_result();
    }

    /// Shows the facets of a narrow container, or hides them. `control` is the button that does it.
    fn show_facets(&self, control: &Element, are_shown: bool) {
        dom::set_attribute(control, EXPANDED, Some(if are_shown { "true" } else { "false" }));
        if let Some(facets) = dom::of_class(self.root(), view::FACET_BOX) {
            dom::toggle(&facets, view::DATA_FOLDED, !are_shown);
        }
    }

    /// A link to an item. In the item's own head it opens and closes the row; elsewhere it leads to the item.
    fn open(&self, mut state: ViewState, item: &str, control: &Element) {
        let row = list_row(control);
        let own_head = row.is_some_and(|row| row.get_attribute(view::DATA_ITEM).as_deref() == Some(item))
            && control.closest("details").ok().flatten().is_none();
        let was_open = state.items.iter().any(|open| open == item);
        if own_head {
            state.choose("item", item, !was_open);
            self.go(state, Address::Add);
            // The summary announces that the row is open; the link cannot.
            if !was_open {
                self.focus_summary(item);
            }
            return;
        }
        state.choose("item", item, true);
        self.go(reaching(&self.model().plan().prepared, state, item), Address::Add);
        match view::spec(self.model().state().view).rows_open {
            true => self.go_to_row(item),
            // The item went, and what became of it is shown alone.
            false => self.focus_current(),
        }
    }

    fn toggled(&self, target: &Element) {
        let Some(details) = target.dyn_ref::<HtmlDetailsElement>() else { return };
        if details.class_name() == view::FACET {
            self.facet_opened(details, details.open());
            return;
        }
        // The table of a chart inside the row is not a row.
        let row = target.parent_element().filter(|cell| super::chart::figure_of(cell).is_none());
        let row = row.and_then(|cell| list_row(&cell));
        let Some(item) = row.and_then(|row| row.get_attribute(view::DATA_ITEM)) else { return };
        let mut state = self.state_now();
        if state.items.contains(&item) != details.open() {
            state.choose("item", &item, details.open());
            self.go(state, Address::Add);
        }
    }

    fn focus_search_if_lost(&self) {
        if !dom::has_focus(self.root())
            && let Some(field) = dom::first(self.root(), "input[data-key=q]")
        {
            dom::focus(&field);
        }
    }
}

/// The facet whose choices a field narrows.
fn facet_of(target: &Element) -> Option<usize> {
    target.parent_element()?.get_attribute(view::DATA_FACET)?.parse().ok()
}

fn key_of(target: &Element) -> Option<String> {
    target.get_attribute(view::DATA_KEY)
}
