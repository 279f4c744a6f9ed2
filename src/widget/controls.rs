//! The controls: written once, then kept in step with the state.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

use super::exports::{Last, Now, ViewBox, Widget};
use super::{dom, marks};
use crate::search::words;
use crate::selection::{FACETS, Selection, View, ViewState};
use crate::view::{self, Verb};

impl Widget {
    /// Writes the controls into their box, the sort buttons into the heads, and a copy button into each row.
    pub(super) fn write_controls(&self, state: &ViewState, selection: &Selection) {
        let page = self.page();
        if let Some(place) = dom::of_class(&self.root, view::CONTROLS) {
            // Where none are wanted the room that the style sheet keeps for them goes too.
            dom::toggle(&place, "hidden", !self.has_controls);
            if self.has_controls {
                dom::set_markup(&place, view::controls(&page, state, selection));
            }
        }
        for view_box in self.boxes.borrow().iter() {
            self.add_to_rows(view_box);
        }
    }

    /// What only a script can offer in a view that was written: sort buttons, copy buttons, what stands behind the rows.
    pub(super) fn add_to_rows(&self, view_box: &ViewBox) {
        let page = self.page();
        let now = self.now.borrow();
        if self.has_controls {
            let heads = dom::all(&view_box.element, &format!(".{} > thead th", view::ITEMS));
            for (head, (sorted, next)) in heads.iter().zip(view::sort_heads(now.state.sort)) {
                dom::set_attribute(head, "aria-sort", sorted);
                if let Some(button) = next.and_then(|next| dom::written(head, view::sort_button(&next))) {
                    // What stands in a head may carry readings or be translated: it is moved, not written again.
                    while let Some(words) = head.first_child() {
                        let _ = button.append_child(&words);
                    }
                    let _ = head.append_child(&button);
                }
            }
        }
        if let Some(place) = dom::of_class(&view_box.element, view::DOWNLOADS) {
            dom::set_markup(&place, view::downloads(&page, &now.state, &now.selection));
        }
        self.add_to_inside(&page, &view_box.element);
    }

    /// The copy buttons, and what a hand can do with a chart, in what was written: the inside of a row, or all of them.
    pub(super) fn add_to_inside(&self, page: &view::Page, written: &Element) {
        for place in dom::all(written, &format!(".{}", view::COPY)) {
            dom::set_markup(&place, view::copy_button(page));
        }
        super::chart::prepare(page, written);
    }

    /// Brings the controls in step with a state that replaces another.
    pub(super) fn change_controls(&self, before: &Now, state: &ViewState, selection: &Selection) {
        let page = self.page();
        // Out of sight it may stay as it was: whoever goes to it comes through here.
        if let Some(view_box) = self.boxes.borrow().iter().find(|view_box| view_box.view == state.view) {
            self.change_around_rows(&page, view_box, state, selection);
        }
        if !self.has_controls {
            return;
        }
        let Some(controls) = dom::of_class(&self.root, view::CONTROLS) else { return };
        self.change_fields(&controls, &before.state, state);
        self.change_facets(&controls, before, state, selection);
        if before.state.sort != state.sort {
            self.change_heads(state);
        }
        if let Some(place) = dom::of_class(&controls, view::CHIPS) {
            self.replace_keeping_focus(&place, &self.chips, &controls, view::chips(&page, state));
        }
        let sentence = view::result(&page, state, selection);
        if let Some(place) = dom::of_class(&controls, view::RESULT) {
            set_text(&place, &sentence);
        }
        // Opening a row narrows nothing: there is no result to speak of.
        let same =
            ViewState { items: state.items.clone(), more: state.more, ..before.state.clone() } == *state;
        if let Some(live) = dom::of_class(&controls, view::LIVE).filter(|_| !same) {
            dom::speak(&live, &sentence);
        }
    }

    fn change_fields(&self, controls: &Element, before: &ViewState, state: &ViewState) {
        let field = dom::first(controls, "input[data-key=q]")
            .and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        // Setting the same value would move the caret; while an input method is composing, any would stop it.
        if let Some(field) = field.filter(|field| !self.composing.get() && field.value() != state.query) {
            field.set_value(&state.query);
        }
        if before.sort != state.sort
            && let Some(order) = dom::first(controls, "select[data-key=sort]")
                .and_then(|order| order.dyn_into::<HtmlSelectElement>().ok())
        {
            order.set_value(&state.sort.value());
        }
        if before.view == state.view {
            return;
        }
        for button in dom::all(controls, &Verb::View.selector()) {
            let pressed = button.get_attribute(view::DATA_VALUE).as_deref() == Some(state.view.name());
            dom::set_attribute(&button, "aria-pressed", Some(if pressed { "true" } else { "false" }));
        }
    }

    /// Touches the choices whose count or tick differs. They stand in the order of the facets, which never changes.
    fn change_facets(&self, controls: &Element, before: &Now, state: &ViewState, selection: &Selection) {
        for only in FACETS.iter().filter_map(|spec| spec.only) {
            if before.state.get(only) != state.get(only)
                && let Some(choice) = dom::first(controls, &format!("input[data-key={only}]"))
            {
                set_checked(&choice, state.get(only).is_some());
            }
        }
        if before.selection.facets == selection.facets {
            return;
        }
        let words = &self.page().locale.text;
        let values = selection.facets.iter().flat_map(|facet| &facet.values);
        let before = before.selection.facets.iter().flat_map(|facet| &facet.values);
        let choices = dom::all(controls, &format!("li > .{}", view::CHOICE));
        for ((label, value), before) in choices.iter().zip(values).zip(before) {
            if value.chosen != before.chosen
                && let Some(choice) = dom::first(label, "input")
            {
                set_checked(&choice, value.chosen);
            }
            if value.count != before.count
                && let Some(place) = dom::of_class(label, view::COUNT)
            {
                place.set_text_content(Some(&words.count(value.count.items)));
            }
        }
    }

    fn change_heads(&self, state: &ViewState) {
        for view_box in self.boxes.borrow().iter() {
            let heads = dom::all(&view_box.element, &format!(".{} > thead th", view::ITEMS));
            for (head, (sorted, next)) in heads.iter().zip(view::sort_heads(state.sort)) {
                dom::set_attribute(head, "aria-sort", sorted);
                if let (Some(button), Some(next)) = (dom::first(head, "button"), next) {
                    dom::set_attribute(&button, view::DATA_VALUE, Some(&next));
                }
            }
        }
    }

    /// What a view says above its rows and behind them.
    fn change_around_rows(
        &self,
        page: &view::Page,
        view_box: &ViewBox,
        state: &ViewState,
        selection: &Selection,
    ) {
        if view_box.view == View::Data
            && let Some(place) = dom::of_class(&view_box.element, view::SELECTED)
        {
            set_text(&place, &view::caption(page, View::Items, state, selection));
        }
        if let Some(table) = dom::first(&view_box.element, ":scope > table") {
            let is_filled = selection.fills(view_box.view, &self.plan.prepared.plan);
            dom::toggle(&table, "hidden", !is_filled);
        }
        let caption = ":scope > table > caption, :scope > .machi-plan-caption";
        if let Some(caption) = dom::first(&view_box.element, caption) {
            set_text(&caption, &view::caption(page, view_box.view, state, selection));
        }
        if let Some(place) = &view_box.tail {
            let offers = view::Offers { more: true, controls: self.has_controls };
            let markup = view::tail(page, view_box.view, state, selection, offers);
            self.replace_keeping_focus(place, &view_box.last_tail, &self.root, markup);
        }
    }

    /// Replaces a small region. Where the focus stood inside it, it goes to what is nearest: the first button that
    /// stands there now, else the search field.
    fn replace_keeping_focus(&self, place: &Element, last: &Last, around: &Element, markup: maud::Markup) {
        let before = last.replace(Some(markup.0.clone()));
        if before.unwrap_or_else(|| place.inner_html()) == markup.0 {
            return;
        }
        let had_focus = dom::has_focus(place);
        dom::set_markup(place, markup);
        if had_focus {
            let next = dom::first(place, "button").or_else(|| dom::first(around, "input[data-key=q]"));
            if let Some(next) = next {
                dom::focus(&next);
            }
        }
    }

    /// Marks the hits of the query in what can be read now. Rows in which the index has none there are not walked.
    pub(super) fn mark_hits(&self, state: &ViewState, selection: &Selection) {
        let words = words(&state.query);
        let marked = js_sys::Array::new();
        for view_box in self.boxes.borrow().iter().filter(|view_box| view_box.view == state.view) {
            let rows = view_box.rows.iter().enumerate();
            for (at, row) in rows.filter_map(|(at, row)| Some((at, row.as_ref()?))) {
                let is_closed = view_box.view == View::Items && !selection.open[at];
                if selection.hits[at].iter().any(|(section, _)| !(is_closed && section.is_closed())) {
                    marks::find(row, &words, selection.open[at], &marked);
                }
            }
        }
        dom::set_marks(&self.host, &marked);
    }
}

fn set_checked(choice: &Element, checked: bool) {
    if let Some(choice) = choice.dyn_ref::<HtmlInputElement>() {
        choice.set_checked(checked);
    }
}

fn set_text(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}
