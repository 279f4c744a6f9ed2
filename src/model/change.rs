//! The whole difference between two states of a widget.

use std::rc::Rc;

use maud::Markup;

use super::{Attribute, Change, Drawn, Marks, Model, Now, Part, Step, rows};
use crate::list::List;
use crate::plan::ItemIndex;
use crate::search::words;
use crate::selection::{View, ViewState, selection_after};
use crate::view::{self, Parts};

impl Model {
    /// The model in another state, and the change that leads there; `None` where the state is the same.
    pub fn to(&self, state: ViewState, composing: bool) -> Option<(Model, Change)> {
        self.changed(state, composing, false)
    }

    /// The same with all rows that are shown at once: the browser goes back to a place far down, or the focus is in a row.
    pub fn to_with_all_rows(&self, state: ViewState, composing: bool) -> Option<(Model, Change)> {
        self.changed(state, composing, true)
    }

    fn changed(&self, state: ViewState, composing: bool, draws_all: bool) -> Option<(Model, Change)> {
        let state = self.named(state);
        if self.now.state == state {
            return None;
        }
        let selection = selection_after(&self.plan.prepared, &state, Some(self.selected()));
        let mut next = self.clone();
        next.now = Rc::new(Now { state, selection });
        let mut steps = Vec::new();
        next.view_steps(self.now.state.view, draws_all, &mut steps);
        next.around_steps(&mut steps);
        next.control_steps(&self.now, composing, &mut steps);
        next.name_unknown(&mut steps);
        let marks = Some(next.marks());
        Some((next, Change { steps, marks }))
    }

    /// The steps that complete the views in the page and bring them to the state.
    pub(super) fn begin(mut self, written: Vec<View>, draws_all: bool) -> (Model, Change) {
        let mut steps = Vec::new();
        for view in &written {
            self.dress_steps(*view, &mut steps);
        }
        self.first_controls(&mut steps);
        let first = written.first().copied().unwrap_or_default();
        self.view_steps(first, draws_all, &mut steps);
        self.around_steps(&mut steps);
        if self.has_written_controls && first != self.now.state.view {
            let sentence = view::result(&self.page(), &self.now.state, &self.now.selection);
            steps.push(Step::Say(Part::Live, sentence));
        }
        self.name_unknown(&mut steps);
        let marks = Some(self.marks());
        (self, Change { steps, marks })
    }

    /// Names conditions that the plan cannot meet. A misspelt attribute is the mistake of those who keep the page.
    fn name_unknown(&mut self, steps: &mut Vec<Step>) {
        let mut unknown = view::unknown(&self.page(), &self.now.state);
        if let Some(site) = &self.settings.bad_site {
            unknown += &self.page().locale.error.bad_site(site);
        }
        if !unknown.is_empty() {
            self.say(Part::Console, unknown, steps);
        }
    }

    /// Writes the view of the state, or updates its box, and shows it instead of `before`. `draws_all`: see [`Model::keep_rows`].
    fn view_steps(&mut self, before: View, draws_all: bool, steps: &mut Vec<Step>) {
        let now = Rc::clone(&self.now);
        let view = now.state.view;
        let mut target = self.target(view, &now.state, &now.selection);
        match self.boxes.iter().position(|(written, _)| *written == view) {
            Some(at) => {
                let drawn = Rc::clone(&self.boxes[at].1);
                self.keep_rows(view, &drawn, draws_all, &mut target);
                target.figures.clone_from(&drawn.figures);
                if target.opens != drawn.opens {
                    // Such a figure is written again, open or closed.
                    let opens = |of: &Drawn, at| of.opens.get(at) == Some(&true);
                    for at in 0..target.figures.len() {
                        target.figures[at] &= opens(&drawn, at) == opens(&target, at);
                    }
                }
                self.box_steps(view, &drawn, &target, steps);
                self.boxes[at].1 = Rc::new(target);
            }
            None => {
                let markup = view::view(&self.page(), view, &now.state, &now.selection);
                steps.push(Step::Write(Part::View(view), markup));
                if view::spec(view).parts == Parts::Alone {
                    self.add_alone(&now.selection.alone);
                }
                self.dress_steps(view, steps);
                self.number_steps(view, &target.unnumbered(), &target, steps);
                self.boxes.push((view, Rc::new(target)));
            }
        }
        self.first_figures(steps);
        self.list_steps(steps);
        for (other, _) in &self.boxes {
            steps.push(Step::Show(Part::View(*other), *other == view));
        }
        if before != view {
            // The style sheet shows the controls of this view.
            steps.push(Step::Set(Part::Root, Attribute::View, Some(view.name().to_owned())));
        }
    }

    /// Opens and closes rows of the list, even while it is hidden: a browser opens a row by itself and reports it
    /// later, when another view may be current.
    fn list_steps(&mut self, steps: &mut Vec<Step>) {
        let now = Rc::clone(&self.now);
        let is_hidden_list = |view: View| view::spec(view).rows_open && view != now.state.view;
        let Some(at) = self.boxes.iter().position(|(view, _)| is_hidden_list(*view)) else { return };
        let (view, drawn) = (self.boxes[at].0, Rc::clone(&self.boxes[at].1));
        let open = now.selection.open.clone();
        if drawn.open == open {
            return;
        }
        let opened = open.iter().zip(&drawn.rows).map(|(open, row)| *open && *row).list();
        let inside = rows::either(&drawn.inside, &opened);
        let target = Drawn { open, inside, ..(*drawn).clone() };
        self.row_steps(view, &drawn, &target, steps);
        self.boxes[at].1 = Rc::new(target);
    }

    /// The steps from the present content of a box to its next content.
    pub(super) fn box_steps(&mut self, view: View, before: &Drawn, after: &Drawn, steps: &mut Vec<Step>) {
        let with_new_rows = self.order_steps(view, before, after, steps);
        let before = with_new_rows.as_ref().unwrap_or(before);
        let spec = view::spec(view);
        if spec.rows_open {
            self.row_steps(view, before, after, steps);
            self.number_steps(view, before, after, steps);
        }
        if before.years != after.years {
            let plan = &self.plan.prepared.plan;
            for at in plan.item_indices().filter(|at| after.rows[at.0] && view.holds(&plan[*at])) {
                let markup = view::of_years(&self.page(), &self.now.state, at);
                steps.push(Step::Write(Part::OfYears(view, at), markup));
            }
        }
        for (at, shown) in after.keyed.iter().enumerate() {
            if before.keyed.get(at) != Some(shown) {
                steps.push(Step::Show(Part::Keyed(view, at), *shown));
            }
        }
        if spec.parts == Parts::Alone {
            self.alone_steps(view, before, after, steps);
        }
    }

    /// Opens and closes rows of the list, and updates their words about hits.
    fn row_steps(&self, view: View, before: &Drawn, after: &Drawn, steps: &mut Vec<Step>) {
        let (page, plan) = (self.page(), &self.plan.prepared.plan);
        // An editor may have dropped the inside of an open row.
        for at in plan.item_indices().filter(|at| after.inside[at.0] && !before.inside[at.0]) {
            steps.push(Step::Write(Part::Inside(view, at), view::inside(&page, at)));
        }
        let is_there = |at: &ItemIndex| after.rows[at.0];
        for at in Drawn::turned(&before.open, &after.open, true).into_iter().filter(is_there) {
            steps.push(Step::Set(Part::Details(view, at), Attribute::Open, Some(String::new())));
        }
        for at in Drawn::turned(&before.open, &after.open, false).into_iter().filter(is_there) {
            steps.push(Step::Set(Part::Details(view, at), Attribute::Open, None));
        }
        let is_asked_again = before.words != after.words;
        let is_other =
            |at: usize| before.hits[at] != after.hits[at] || is_asked_again && !after.hits[at].is_empty();
        // A row that waits has its words when it is drawn.
        let waits = |at: usize| self.now.selection.shown[at] && !after.shown[at];
        for at in plan.item_indices().filter(|at| is_other(at.0) && !waits(at.0)) {
            let hits = view::hits(&page, at, &self.now.selection);
            steps.push(Step::Write(Part::Hits(view, at), hits));
        }
    }

    /// Shows another item alone. Its section is written when it is first shown; later it is hidden and shown.
    fn alone_steps(&mut self, view: View, before: &Drawn, after: &Drawn, steps: &mut Vec<Step>) {
        if !self.alone.contains(&after.alone) {
            let markup = view::alone(&self.page(), &after.alone);
            steps.push(Step::Write(Part::Alone(view, after.alone.clone()), markup));
            self.add_alone(&after.alone);
        }
        if before.alone != after.alone {
            for id in self.alone.iter() {
                steps.push(Step::Show(Part::Alone(view, id.clone()), *id == after.alone));
            }
        }
    }

    fn add_alone(&mut self, id: &str) {
        self.alone = Rc::new([&self.alone[..], &[id.to_owned()]].concat());
    }

    /// The hits of the query in the readable text of the rows that are drawn.
    pub(super) fn marks(&self) -> Marks {
        let Now { state, selection } = &*self.now;
        let drawn = self.boxes.iter().find(|(view, _)| *view == state.view);
        let is_drawn = |at: &ItemIndex| drawn.is_some_and(|(_, drawn)| drawn.shown[at.0]);
        // From the first row on, because those are in view.
        self.marks_in(selection.order.iter().copied().filter(is_drawn).list(), false)
    }

    /// The same in some rows. Those without hits in the index are skipped.
    pub(super) fn marks_in(&self, rows: Vec<ItemIndex>, beside: bool) -> Marks {
        let Now { state, selection } = &*self.now;
        let view = state.view;
        let plan = &self.plan.prepared.plan;
        let rows_open = view::spec(view).rows_open;
        let is_marked = |at: &ItemIndex| {
            let is_closed = rows_open && !selection.open[at.0];
            view.holds(&plan[*at])
                && selection.hits[at.0].iter().any(|(section, _)| !(is_closed && section.is_closed()))
        };
        let rows = rows.into_iter().filter(is_marked).map(|at| (at, selection.open[at.0])).list();
        Marks { view, words: words(&state.query), rows, beside }
    }

    /// Sets a text, unless it is the text that was set last.
    pub(super) fn say(&mut self, part: Part, text: String, steps: &mut Vec<Step>) {
        if self.remember(&part, &text) {
            steps.push(Step::Say(part, text));
        }
    }

    /// Writes a region, unless it is the markup that was written last.
    pub(super) fn write(&mut self, part: Part, markup: Markup, steps: &mut Vec<Step>) {
        if self.remember(&part, &markup.0) {
            steps.push(Step::Write(part, markup));
        }
    }

    /// Stores the text of a part. Returns whether it is new.
    pub(super) fn remember(&mut self, part: &Part, text: &str) -> bool {
        let known = self.said.iter().position(|(other, _)| other == part);
        if known.is_some_and(|at| self.said[at].1 == text) {
            return false;
        }
        let mut said: Vec<(Part, String)> = self.said.iter().cloned().list();
        match known {
            Some(at) => said[at].1 = text.to_owned(),
            None => said.push((part.clone(), text.to_owned())),
        }
        self.said = Rc::new(said);
        true
    }
}
