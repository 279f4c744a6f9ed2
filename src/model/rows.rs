//! The rows of a view: hidden, moved, written and numbered. In a plan of more than [`MOST_AT_ONCE`](crate::selection::MOST_AT_ONCE)
//! items the row of an item is written when it is first shown, and only the first rows are drawn before the first frame.

use std::rc::Rc;

use super::{Attribute, Drawn, Model, Part, Step};
use crate::list::List;
use crate::plan::ItemIndex;
use crate::selection::{FIRST_ROWS, View};
use crate::view::{self, Parts};

/// How many times more rows are asked for on paper in a long plan: 1,000 rows. A sheet of 10,000 keeps a browser busy for
/// minutes.
const MORE_ON_PAPER: u16 = (view::WHOLE_ROWS / FIRST_ROWS - 1) as u16;

impl Drawn {
    /// The same before its rows have numbers.
    pub(super) fn unnumbered(&self) -> Drawn {
        Drawn { numbers: vec![0; self.numbers.len()], count: 0, ..self.clone() }
    }
}

impl Model {
    /// How many times more rows are asked for while the page is printed.
    pub fn more_on_paper(&self) -> u16 {
        match view::is_whole(&self.plan.prepared.plan) {
            true => u16::MAX,
            false => MORE_ON_PAPER.max(self.now.state.more),
        }
    }

    /// Takes over the rows of a box into its next content.
    ///
    /// Where rows go or move, only the first ones are drawn at once. Where none does, those that are drawn stay as well: the
    /// reader may have scrolled to one of them. With `draws_all`, every row that is shown is drawn.
    pub(super) fn keep_rows(&self, view: View, drawn: &Drawn, draws_all: bool, next: &mut Drawn) {
        let selection = &self.now.selection;
        if drawn.order == next.order && drawn.shown.iter().zip(&selection.shown).all(|(was, is)| *is || !*was)
        {
            next.shown = either(&drawn.shown, &next.shown);
        }
        if draws_all {
            for at in self.next_rows(view, next, usize::MAX) {
                next.shown[at.0] = true;
                next.rows[at.0] = true;
            }
        }
        // A row is written once, and keeps its inside.
        next.rows = either(&drawn.rows, &next.rows);
        next.inside = either(&drawn.inside, &next.inside);
        let (numbers, _) = self.numbers(view, selection, &next.shown);
        for (at, number) in numbers.into_iter().enumerate() {
            // A hidden row keeps its number.
            next.numbers[at] = if next.shown[at] { number } else { drawn.numbers[at] };
            let waits = selection.shown[at] && !next.shown[at];
            if waits && !drawn.hits[at].is_empty() {
                // Its words are of an earlier query until it is drawn.
                next.hits[at] = Drawn::unknown_hits();
            } else if next.rows[at] && !waits {
                next.hits[at].clone_from(&selection.hits[at]);
            }
        }
    }

    /// Whether rows of the view that is shown wait for idle time.
    pub fn has_rows_to_draw(&self) -> bool {
        let view = self.now.state.view;
        let drawn = self.boxes.iter().find(|(written, _)| *written == view);
        drawn.is_some_and(|(_, drawn)| !self.next_rows(view, drawn, 1).is_empty())
    }

    fn next_rows(&self, view: View, drawn: &Drawn, most: usize) -> Vec<ItemIndex> {
        self.now.selection.next_rows(view, &self.plan.prepared.plan, &|at| drawn.shown[at.0], most)
    }

    /// Draws up to `most` further rows of the view that is shown, and returns them.
    pub(super) fn more_rows(&mut self, most: usize, steps: &mut Vec<Step>) -> Vec<ItemIndex> {
        let view = self.now.state.view;
        let Some(at) = self.boxes.iter().position(|(written, _)| *written == view) else { return Vec::new() };
        let drawn = Rc::clone(&self.boxes[at].1);
        let further = self.next_rows(view, &drawn, most);
        let mut next = (*drawn).clone();
        for at in &further {
            next.rows[at.0] = true;
            next.shown[at.0] = true;
            next.hits[at.0].clone_from(&self.now.selection.hits[at.0]);
        }
        next.numbers = self.numbers(view, &self.now.selection, &next.shown).0;
        self.box_steps(view, &drawn, &next, steps);
        self.boxes[at].1 = Rc::new(next);
        further
    }

    /// Hides, shows, moves and writes the rows of a view. Returns the content of the box before with the rows that are
    /// new; `None` where none are.
    pub(super) fn order_steps(
        &self,
        view: View,
        before: &Drawn,
        after: &Drawn,
        steps: &mut Vec<Step>,
    ) -> Option<Drawn> {
        let plan = &self.plan.prepared.plan;
        let was_there = |at: &ItemIndex| before.rows[at.0] && view.holds(&plan[*at]);
        for shown in [false, true] {
            for at in Drawn::turned(&before.shown, &after.shown, shown).into_iter().filter(was_there) {
                steps.push(Step::Show(Part::Row(view, at), shown));
            }
        }
        if before.order != after.order && plan.items.iter().any(|item| view.holds(item)) {
            steps.push(Step::Order(view, after.order.iter().copied().filter(was_there).list()));
        }
        if before.rows == after.rows {
            return None;
        }
        let mut now = before.clone();
        let mut run = Vec::new();
        for at in after.order.iter().filter(|at| after.rows[at.0] && view.holds(&plan[**at])) {
            if before.rows[at.0] {
                self.write_rows(view, &mut run, Some(*at), steps);
                continue;
            }
            run.push(*at);
            now.shown[at.0] = after.shown[at.0];
            now.open[at.0] = after.open[at.0];
            now.inside[at.0] = after.open[at.0];
            now.hits[at.0].clone_from(&after.hits[at.0]);
        }
        self.write_rows(view, &mut run, None, steps);
        Some(now)
    }

    /// Writes rows that follow each other.
    fn write_rows(
        &self,
        view: View,
        run: &mut Vec<ItemIndex>,
        before: Option<ItemIndex>,
        steps: &mut Vec<Step>,
    ) {
        if run.is_empty() {
            return;
        }
        let markup = view::rows(&self.page(), view, run, &self.now.state, &self.now.selection);
        let first_keys = match view::spec(view).parts {
            Parts::Figures => self.first_keys(),
            _ => &[],
        };
        let key = |at: ItemIndex| (at, first_keys.get(at.0).copied().unwrap_or_default());
        let rows = run.drain(..).map(key).list();
        steps.push(Step::Write(Part::Rows(view, rows, before), markup));
    }

    /// For each item, the index of the key of its first figure.
    pub(super) fn first_keys(&self) -> &[usize] {
        let mut next = 0;
        let first = |item| {
            let key = next;
            next += view::by_name_and_unit(item).len();
            key
        };
        self.plan.first_keys.get_or_init(|| self.plan.prepared.plan.items.iter().map(first).list())
    }

    /// Numbers the lines of the list, two for each item after the head of the table. A hidden row keeps its old number.
    pub(super) fn number_steps(&self, view: View, before: &Drawn, after: &Drawn, steps: &mut Vec<Step>) {
        if before.count != after.count {
            let lines = (after.count > 0).then(|| (1 + 2 * after.count).to_string());
            steps.push(Step::Set(Part::Table(view), Attribute::Lines, lines));
        }
        for at in &after.order {
            let number = after.numbers[at.0];
            if after.shown[at.0] && number > 0 && before.numbers[at.0] != number {
                for (last, line) in [(false, 2 * number), (true, 2 * number + 1)] {
                    let line = Some(line.to_string());
                    steps.push(Step::Set(Part::Line(view, *at, last), Attribute::Index, line));
                }
            }
        }
    }
}

/// For each item, whether one of both is true.
pub(super) fn either(one: &[bool], other: &[bool]) -> Vec<bool> {
    one.iter().zip(other).map(|(one, other)| *one || *other).list()
}
