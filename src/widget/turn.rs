//! The widget: a model, its surface, and the turns from one state to the next.
//!
//! A page may answer one of our events with another state while we are drawing, for example when a moved row loses
//! the focus. Such a state waits until the drawing is finished. A page that answers every change with another would
//! never stop, so there are at most [`MAX_TURNS`] turns in one call.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use super::address::{self, Address};
use super::kept::Kept;
use super::surface::{Surface, ViewBox};
use super::{dom, objects};
use crate::list::List;
use crate::model::{Change, MAX_TURNS, Model, Wanted};
use crate::plan::ItemIndex;
use crate::selection::{View, ViewState};
use crate::view::{self, Verb};

/// A widget in an element, until it is freed.
#[wasm_bindgen]
pub struct Widget {
    pub(super) surface: Surface,
    model: Kept<Rc<Model>>,
    turns: Turns,
    pub(super) composing: Cell<bool>,
    /// Whether the state is not in the address yet.
    pub(super) address_waits: Cell<bool>,
    /// How many times more rows were asked for before the page began to print.
    pub(super) more_before_print: Cell<Option<u16>>,
}

/// A state to go to.
#[derive(Clone)]
struct Turn {
    state: ViewState,
    address: Address,
    /// Whether the page gets an event.
    sends_event: bool,
}

struct Turns {
    /// How many calls that make turns have not returned.
    depth: Cell<u32>,
    /// How many turns were made since the outermost of these calls.
    made: Cell<u32>,
    /// Whether a change is being drawn.
    is_drawing: Cell<bool>,
    /// The state that a page set during the drawing.
    waiting: Kept<Option<Turn>>,
}

impl Widget {
    pub(super) fn new(surface: Surface, model: Model) -> Widget {
        let turns = Turns {
            depth: Cell::new(0),
            made: Cell::new(0),
            is_drawing: Cell::new(false),
            waiting: Kept::new(None),
        };
        Widget {
            surface,
            model: Kept::new(Rc::new(model)),
            turns,
            composing: Cell::new(false),
            address_waits: Cell::new(false),
            more_before_print: Cell::new(None),
        }
    }

    pub(super) fn model(&self) -> Rc<Model> {
        self.model.get()
    }

    /// The state, or the waiting one.
    pub(super) fn state_now(&self) -> ViewState {
        match self.turns.waiting.get() {
            Some(turn) => turn.state,
            None => self.model().state().clone(),
        }
    }

    pub(super) fn host(&self) -> &HtmlElement {
        &self.surface.host
    }

    pub(super) fn root(&self) -> &Element {
        &self.surface.root
    }

    /// Goes to a state: the DOM, the address bar, the live region, the event.
    pub(super) fn go(&self, state: ViewState, address: Address) {
        self.turn(Turn { state, address, sends_event: true });
    }

    /// The same without an event: nothing that the reader chose has changed.
    pub(super) fn go_quietly(&self, state: ViewState) {
        self.turn(Turn { state, address: Address::Keep, sends_event: false });
    }

    fn turn(&self, turn: Turn) {
        let turns = &self.turns;
        if turns.depth.get() == 0 {
            turns.made.set(0);
        }
        if turns.is_drawing.get() {
            turns.waiting.set(Some(turn));
            return;
        }
        turns.depth.set(turns.depth.get() + 1);
        let mut next = Some(turn);
        while let Some(turn) = next {
            self.take(turn);
            next = turns.waiting.get();
            turns.waiting.set(None);
        }
        turns.depth.set(turns.depth.get() - 1);
    }

    fn take(&self, turn: Turn) {
        // Back and Forward lead to an exact place, which may be far down. A row that was hidden for a moment would lose the focus.
        let is_in_row =
            |focused: Element| matches!(focused.closest(&format!(".{}", view::ITEM)), Ok(Some(_)));
        let all = turn.address == Address::Keep || dom::focus_in(self.root()).is_some_and(is_in_row);
        let (model, composing) = (self.model(), self.composing.get());
        let changed = match all {
            true => model.to_with_all_rows(turn.state, composing),
            false => model.to(turn.state, composing),
        };
        let Some((next, change)) = changed else { return };
        let made = self.turns.made.get() + 1;
        self.turns.made.set(made);
        if made > MAX_TURNS {
            // Reported once: what follows are answers of the same page.
            if made == MAX_TURNS + 1 {
                dom::warn(self.surface.locale.error.too_many_turns);
            }
            return;
        }
        let next = Rc::new(next);
        // Before the DOM changes: a new address makes the browser lay out the page at once, to keep its scroll
        // position, and check every link again. Afterwards, an interaction would be laid out twice.
        // A new entry of the history comes after the query that was typed before it.
        if turn.address == Address::Add {
            self.write_address();
        }
        if turn.address != Address::Keep {
            self.address_waits.set(turn.address == Address::Rest);
        }
        if turn.address == Address::Rest {
            dom::rest(self.host());
        }
        address::write(&next.settings().name, next.state(), turn.address);
        self.model.set(Rc::clone(&next));
        if next.locale().key == self.surface.locale.key {
            self.draw(&next, &change);
        } else {
            dom::again(self.host());
        }
        if turn.sends_event {
            objects::send_change(self.host(), next.state(), next.selected().count);
        }
        // A view that was not written yet has only its first rows.
        if turn.address == Address::Keep {
            self.fill_with(Wanted::Rows, usize::MAX);
        }
    }

    /// Writes the state of what was typed into the address, if that waits.
    pub(super) fn write_address(&self) {
        if self.address_waits.take() {
            let model = self.model();
            address::write(&model.settings().name, model.state(), Address::Replace);
        }
    }

    /// Draws a change. A state that a page sets meanwhile waits.
    pub(super) fn draw(&self, model: &Model, change: &Change) {
        self.turns.is_drawing.set(true);
        self.surface.apply(change, &|element, view| read_box(model, element, view));
        self.turns.is_drawing.set(false);
        if self.has_more() {
            dom::later(self.host());
        }
    }

    /// Whether something waits for idle time.
    pub(super) fn has_more(&self) -> bool {
        self.surface.has_more() || self.model().lacks() || !self.model().plan().prepared.is_indexed()
    }

    /// Writes parts that are missing. Returns whether there were some.
    pub(super) fn fill_with(&self, wanted: Wanted, most: usize) -> bool {
        self.draw_beside(|model| model.filled(wanted, most))
    }

    /// Narrows the choices of a facet to those with the words of a query.
    pub(super) fn narrow(&self, facet: usize, query: &str) {
        self.draw_beside(|model| model.narrowing(facet, query));
    }

    /// A facet was opened or closed.
    pub(super) fn facet_opened(&self, facet: &Element, is_open: bool) {
        let all = dom::all(self.root(), &format!(".{} .{}", view::FACET_BOX, view::FACET));
        if let Some(nth) = all.iter().position(|one| one == facet) {
            self.draw_beside(|model| model.facet_opened(nth, is_open));
        }
    }

    /// Draws a change that is no change of the state. Returns whether there was one.
    fn draw_beside(&self, change: impl FnOnce(&Model) -> Option<(Model, Change)>) -> bool {
        let turns = &self.turns;
        if turns.is_drawing.get() {
            return false;
        }
        let Some((next, change)) = change(&self.model()) else { return false };
        let next = Rc::new(next);
        self.model.set(Rc::clone(&next));
        self.draw(&next, &change);
        if let Some(turn) = turns.waiting.get() {
            turns.waiting.set(None);
            self.turn(turn);
        }
        true
    }

    /// Scrolls to the item of a permanent link.
    pub(super) fn follow_permalink(&self) {
        let model = self.model();
        let Some(item) = model.state().items.first() else { return };
        let id = view::item_id(&model.settings().name, item);
        if address::decoded_fragment().is_some_and(|fragment| fragment == id)
            && let Some(row) = self.row_of(item)
        {
            // The browser does the same if the row is in the page before the script runs.
            while let Some(around) = self.host().closest("details:not([open])").ok().flatten() {
                dom::toggle(&around, "open", true);
            }
            row.scroll_into_view();
        }
    }

    fn row_of(&self, item: &str) -> Option<Element> {
        self.surface.list_row(self.model().plan().prepared.plan.item_index(item)?)
    }

    /// Scrolls to an open item and gives it the focus.
    pub(super) fn go_to_row(&self, item: &str) {
        if let Some(row) = self.row_of(item) {
            row.scroll_into_view();
            self.focus_summary(item);
        }
    }

    /// Moves the focus to the element that names the current content: the name of the item shown alone, else the
    /// button of the view, or without controls the view itself.
    pub(super) fn focus_current(&self) {
        let name =
            format!(".{}:not([hidden]) .{}:not([hidden]) > .{}", view::VIEW, view::ALONE, view::ALONE_NAME);
        let pressed = Verb::View.selector() + "[aria-pressed=true]";
        if let Some(name) = dom::first(self.root(), &name) {
            name.scroll_into_view();
            dom::focus(&name);
        } else if let Some(button) = dom::first(self.root(), &pressed) {
            dom::focus(&button);
        } else if let Some(shown) = dom::first(self.root(), ".machi-plan-view:not([hidden])") {
            dom::focus_once(&shown);
        }
    }

    /// Moves the focus to the sentence about the result, above the rows.
    pub(super) fn focus_result(&self) {
        if let Some(result) = dom::of_class(self.root(), view::RESULT) {
            result.scroll_into_view();
            dom::focus(&result);
        }
    }

    /// Moves the focus to the summary of an item.
    pub(super) fn focus_summary(&self, item: &str) {
        if let Some(summary) = self.row_of(item).and_then(|row| dom::first(&row, "summary")) {
            dom::focus(&summary);
        }
    }

    /// Moves the focus to the first link to an item in the current view. Returns whether there is one.
    pub(super) fn focus_link(&self, item: &str) -> bool {
        let leads_there = |link: &&Element| {
            link.get_attribute(view::DATA_ITEM).as_deref() == Some(item)
                && link.closest("[hidden]").is_ok_and(|hidden| hidden.is_none())
        };
        let links = dom::all(self.root(), "a[data-item]");
        links.iter().find(leads_there).inspect(|link| dom::focus(link)).is_some()
    }

    /// The row of an item in the current view.
    pub(super) fn row(&self, at: ItemIndex) -> Option<Element> {
        self.surface.row(self.model().state().view, at)
    }
}

/// Reads the box of a view that was just written.
pub(super) fn read_box(model: &Model, element: &Element, view: View) -> ViewBox {
    let items = model.plan().prepared.plan.items.iter().map(|item| item.id.as_str()).list();
    ViewBox::read(element, view, &items, &model.keys(view))
}
