//! The controls: written once, then kept in step with the state.

use std::rc::Rc;

use super::{Attribute, Change, Model, Now, Part, Step};
use crate::list::List;
use crate::selection::{FACETS, FacetValue, ViewState};
use crate::view::{self, Verb};

impl Model {
    /// The controls. Without controls, the room that the style sheet reserves for them is removed too.
    pub(super) fn first_controls(&mut self, steps: &mut Vec<Step>) {
        steps.push(Step::Show(Part::Controls, self.settings.has_controls));
        if self.settings.has_controls {
            let Now { state, selection } = &*Rc::clone(&self.now);
            let page = self.page();
            let written = view::controls(&page, state, selection);
            let said = view::said(&page, state, selection);
            let (chips, result) = (view::chips(&page, state), view::result(&page, state, selection));
            let (filter, to_result) = (view::filter(&page, state), view::to_result(&page, selection));
            steps.push(Step::Write(Part::Controls, written));
            self.remember(&Part::Said, &said.0);
            self.remember(&Part::Chips, &chips.0);
            self.remember(&Part::Result, &result);
            self.remember(&Part::Filter, &filter);
            self.remember(&Part::ToResult, &to_result);
            self.has_written_controls = true;
        }
    }

    /// Changes the controls from the state `before` to the present one. While an input method is composing, the
    /// search field is not changed, because that would interrupt it.
    pub(super) fn control_steps(&mut self, before: &Now, composing: bool, steps: &mut Vec<Step>) {
        if !self.has_written_controls {
            return;
        }
        let now = Rc::clone(&self.now);
        let Now { state, selection } = &*now;
        if before.state.query != state.query && !composing {
            steps.push(Step::Set(Part::Search, Attribute::Value, Some(state.query.clone())));
        }
        if before.state.view != state.view {
            for view in view::SPECS.iter().map(|spec| spec.view) {
                steps.push(pressed(Part::ViewButton(view), view == state.view));
            }
        }
        for only in FACETS.iter().filter_map(|spec| spec.only) {
            if before.state.get(only) != state.get(only) {
                steps.push(ticked(Part::Only(only), state.get(only).is_some()));
            }
        }
        let pressed = [&before.state, state].map(|state| view::pressed(&self.page(), state));
        segment_steps(Verb::Year, pressed, steps);
        self.trend_steps(before, steps);
        self.facet_steps(before, steps);
        self.chosen_choices(steps);
        if before.state.sort != state.sort {
            self.sort_steps(steps);
        }
        let said = view::said(&self.page(), state, selection);
        self.write(Part::Said, said, steps);
        let chips = view::chips(&self.page(), state);
        self.write(Part::Chips, chips, steps);
        let (filter, to_result) =
            (view::filter(&self.page(), state), view::to_result(&self.page(), selection));
        self.say(Part::Filter, filter, steps);
        self.say(Part::ToResult, to_result, steps);
        let sentence = view::result(&self.page(), state, selection);
        self.say(Part::Result, sentence.clone(), steps);
        // Opening a row changes no result, so the live region says nothing.
        let same =
            ViewState { items: state.items.clone(), more: state.more, ..before.state.clone() } == *state;
        if !same {
            let is_sorted = before.state.sort != state.sort;
            let said = if is_sorted { view::sorted(&self.page(), state, &sentence) } else { sentence };
            steps.push(Step::Say(Part::Live, said));
        }
    }

    /// The buttons of the movements whose count changes, or which are pressed.
    fn trend_steps(&self, before: &Now, steps: &mut Vec<Step>) {
        let words = &self.page().locale.text;
        let both = [before, &*self.now];
        let pressed = both.map(|now| view::pressed_trends(&now.state, &now.selection));
        segment_steps(Verb::Trend, pressed, steps);
        let [Some(before), Some(after)] = both.map(|now| view::facet_of_trends(&now.selection)) else {
            return;
        };
        for (at, (before, after)) in before.values.iter().zip(&after.values).enumerate() {
            if before.count != after.count {
                steps
                    .push(Step::Say(Part::SegmentCount(Verb::Trend, at + 1), words.count(after.count.items)));
            }
        }
    }

    /// The choices whose tick changes, and in open facets those whose count does. The list of choices does not depend on the
    /// state.
    fn facet_steps(&self, before: &Now, steps: &mut Vec<Step>) {
        let mut at = 0;
        let facets = self.now.selection.facets.iter().zip(&before.selection.facets);
        for (nth, (facet, before)) in facets.enumerate() {
            let is_open = self.open_facets.contains(&nth);
            for (value, before) in facet.values.iter().zip(&before.values) {
                if value.chosen != before.chosen {
                    steps.push(ticked(Part::Choice(at), value.chosen));
                }
                if is_open && value.count != before.count {
                    steps.push(self.count_step(at, value));
                }
                at += 1;
            }
        }
    }

    fn count_step(&self, at: usize, value: &FacetValue) -> Step {
        Step::Say(Part::Count(at), self.page().locale.text.count(value.count.items))
    }

    /// The model with a facet open or closed, and the change that leads there; `None` where it was so before. The counts of a
    /// facet are written when it opens: most keys are typed while all are closed.
    pub fn facet_opened(&self, nth: usize, is_open: bool) -> Option<(Model, Change)> {
        let facets = &self.selected().facets;
        let facet = facets.get(nth)?;
        if self.open_facets.contains(&nth) == is_open {
            return None;
        }
        let mut next = self.clone();
        let mut steps = Vec::new();
        let mut open = self.open_facets.iter().copied().filter(|other| *other != nth).list();
        if is_open {
            open.push(nth);
            let first: usize = facets[..nth].iter().map(|facet| facet.values.len()).sum();
            for (at, value) in facet.values.iter().enumerate() {
                steps.push(self.count_step(first + at, value));
            }
        }
        next.open_facets = Rc::new(open);
        Some((next, Change { steps, marks: None }))
    }

    fn sort_steps(&self, steps: &mut Vec<Step>) {
        let sort = self.now.state.sort;
        steps.push(Step::Set(Part::SortChoice, Attribute::Value, Some(sort.value())));
        for view in self.boxes.iter().map(|(view, _)| *view).filter(|view| view::spec(*view).rows_open) {
            for (at, (sorted, next)) in view::sort_heads(sort).into_iter().enumerate() {
                steps.push(Step::Set(Part::Head(view, at), Attribute::Sorted, sorted.map(str::to_owned)));
                if next.is_some() {
                    steps.push(Step::Set(Part::HeadButton(view, at), Attribute::Asks, next));
                }
            }
        }
    }
}

/// Presses and releases the buttons of a row that change.
fn segment_steps(verb: Verb, [before, after]: [Vec<bool>; 2], steps: &mut Vec<Step>) {
    for (at, (before, after)) in before.into_iter().zip(after).enumerate() {
        if before != after {
            steps.push(pressed(Part::Segment(verb, at), after));
        }
    }
}

/// Presses a button, or releases it.
fn pressed(part: Part, is_pressed: bool) -> Step {
    let value = if is_pressed { "true" } else { "false" };
    Step::Set(part, Attribute::Pressed, Some(value.to_owned()))
}

fn ticked(part: Part, on: bool) -> Step {
    Step::Set(part, Attribute::Checked, on.then(String::new))
}
