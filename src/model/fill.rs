//! What a reader has not opened is written later: the inside of a closed row, and the content of a figure below the
//! first ones. The browser's own search and print reach all of it, because it is soon there.

use std::rc::Rc;

use maud::Markup;

use super::{Change, Drawn, Model, Part, Step};
use crate::list::List;
use crate::plan::ItemIndex;
use crate::selection::View;
use crate::view;

/// How many figures are written together with their view: more than two windows of them.
const FIRST_FIGURES: usize = 16;

/// How many rows are drawn in a slice of idle time. Their style and layout take 5.5 ms each where a processor is four times slower.
const ROWS_IN_A_SLICE: usize = 8;

/// Which missing parts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The rows that are shown.
    Rows,
    /// These rows, then in a short plan all that is missing; in a long one the figures in rows that are shown.
    Soon,
    /// These rows, and all that is missing in them.
    OnPaper,
}

/// A figure of the view of all figures.
#[derive(Clone, Copy)]
struct Figure {
    /// Its index in [`Model::keys`].
    key: usize,
    item: ItemIndex,
    /// Its index in [`view::by_name_and_unit`].
    nth: usize,
}

/// The steps so far, and about how many bytes of markup may follow.
struct Filling {
    left: usize,
    steps: Vec<Step>,
}

impl Filling {
    fn write(&mut self, part: Part, markup: Markup) {
        self.left = self.left.saturating_sub(markup.0.len());
        self.steps.push(Step::Write(part, markup));
    }
}

impl Model {
    /// The next missing parts, up to about so many bytes of markup; `None` where none is missing.
    pub fn filled(&self, wanted: Wanted, most: usize) -> Option<(Model, Change)> {
        let mut next = self.clone();
        let mut filling = Filling { left: most, steps: Vec::new() };
        let rows = if wanted == Wanted::Soon && most < usize::MAX { ROWS_IN_A_SLICE } else { usize::MAX };
        let drawn = match next.has_rows_to_draw() {
            true => next.more_rows(rows, &mut filling.steps),
            false => Vec::new(),
        };
        let fills_parts = wanted != Wanted::Rows && (rows == usize::MAX || drawn.is_empty());
        if fills_parts {
            next.fill_parts(wanted, &mut filling);
        }
        // A closed row has no hits to mark, but a figure may have.
        let marks = match self.now.state.query.is_empty() {
            false if fills_parts && !next.lacks() => Some(next.marks()),
            false if !drawn.is_empty() => Some(next.marks_in(drawn, true)),
            _ => None,
        };
        (!filling.steps.is_empty()).then_some((next, Change { steps: filling.steps, marks }))
    }

    /// Writes missing parts of rows.
    fn fill_parts(&mut self, wanted: Wanted, filling: &mut Filling) {
        // The view that is shown comes first.
        let shown = self.now.state.view;
        let (first, others): (Vec<_>, Vec<_>) =
            (0..self.boxes.len()).partition(|at| self.boxes[*at].0 == shown);
        for at in first.into_iter().chain(others) {
            let (view, mut drawn) = (self.boxes[at].0, (*self.boxes[at].1).clone());
            self.fill_figures(view, &mut drawn, filling);
            self.fill_insides(view, &mut drawn, wanted, filling);
            self.boxes[at].1 = Rc::new(drawn);
        }
    }

    /// Whether parts are missing that are wanted soon.
    pub fn lacks(&self) -> bool {
        self.has_rows_to_draw()
            || self.boxes.iter().any(|(view, drawn)| {
                !self.missing_insides(*view, drawn, Wanted::Soon).is_empty()
                    || self.figures_in_order(drawn).iter().any(|figure| !drawn.figures[figure.key])
            })
    }

    /// Writes the first figures of the view that is shown, in the order of its rows.
    pub(super) fn first_figures(&mut self, steps: &mut Vec<Step>) {
        let view = self.now.state.view;
        // Most views have no figures, and every keystroke asks.
        let lacks = |(written, drawn): &(View, Rc<Drawn>)| *written == view && drawn.figures.contains(&false);
        let Some(at) = self.boxes.iter().position(lacks) else { return };
        let mut drawn = (*self.boxes[at].1).clone();
        let shown = self.figures_in_order(&drawn).into_iter().filter(|figure| drawn.keyed[figure.key]);
        let mut last = None;
        for figure in shown.take(FIRST_FIGURES).list() {
            if !drawn.figures[figure.key] {
                drawn.figures[figure.key] = true;
                steps.push(Step::Write(Part::Keyed(view, figure.key), self.figure(figure, &mut last)));
            }
        }
        self.boxes[at].1 = Rc::new(drawn);
    }

    fn fill_figures(&self, view: View, drawn: &mut Drawn, filling: &mut Filling) {
        let mut last = None;
        for figure in self.figures_in_order(drawn) {
            if !drawn.figures[figure.key] && filling.left > 0 {
                drawn.figures[figure.key] = true;
                filling.write(Part::Keyed(view, figure.key), self.figure(figure, &mut last));
            }
        }
    }

    fn fill_insides(&self, view: View, drawn: &mut Drawn, wanted: Wanted, filling: &mut Filling) {
        for at in self.missing_insides(view, drawn, wanted) {
            if filling.left > 0 {
                drawn.inside[at.0] = true;
                filling.write(Part::Inside(view, at), view::inside(&self.page(), at));
            }
        }
    }

    fn missing_insides(&self, view: View, drawn: &Drawn, wanted: Wanted) -> Vec<ItemIndex> {
        let is_short = view::is_whole(&self.plan.prepared.plan);
        let is_wanted = |at: &ItemIndex| match wanted {
            Wanted::Rows => false,
            Wanted::Soon => is_short && drawn.rows[at.0],
            Wanted::OnPaper => drawn.shown[at.0],
        };
        match view::spec(view).rows_open {
            true => drawn.order.iter().filter(|at| !drawn.inside[at.0] && is_wanted(at)).copied().list(),
            false => Vec::new(),
        }
    }

    /// The figures of an item, for those of its figures that are written one after the other.
    fn figure<'a>(&'a self, figure: Figure, last: &mut Option<(ItemIndex, view::Figures<'a>)>) -> Markup {
        let page = self.page();
        let kept = last.take().filter(|(item, _)| *item == figure.item);
        let new = || (figure.item, view::Figures::of(&page, &self.plan.prepared.plan[figure.item]));
        let (_, figures) = last.insert(kept.unwrap_or_else(new));
        view::figure(&page, figures, figure.nth, &self.now.state)
    }

    /// The figures of a box whose content is wanted: those in shown rows, then in a short plan all others.
    fn figures_in_order(&self, drawn: &Drawn) -> Vec<Figure> {
        let plan = &self.plan.prepared.plan;
        if !drawn.figures.contains(&false) {
            return Vec::new();
        }
        let first = self.first_keys();
        let figures = |at: &ItemIndex| {
            let (item, key) = (*at, first[at.0]);
            let end = first.get(at.0 + 1).copied().unwrap_or(drawn.figures.len());
            (key..end).map(move |at| Figure { key: at, item, nth: at - key })
        };
        let in_rows = |shown| drawn.order.iter().filter(move |at| drawn.shown[at.0] == shown);
        let others = in_rows(false).filter(|at| view::is_whole(plan) && drawn.rows[at.0]);
        in_rows(true).chain(others).flat_map(figures).list()
    }
}
