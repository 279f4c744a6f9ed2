//! The parts of a view above its rows and after them, and the parts of it that need the script.

use std::rc::Rc;

use super::{Attribute, Model, Part, Step};
use crate::selection::View;
use crate::view::{self, Offers, Parts};

impl Model {
    /// Captions, tables without rows, and the part after the rows, in the current view.
    pub(super) fn around_steps(&mut self, steps: &mut Vec<Step>) {
        let (plan, now) = (Rc::clone(&self.plan), Rc::clone(&self.now));
        let (state, selection) = (&now.state, &now.selection);
        let view = state.view;
        if view::spec(view).parts == Parts::Downloads {
            let text = view::selected(&self.page(), state, selection);
            self.say(Part::Selected, text, steps);
        }
        if view::spec(view).parts == Parts::Content {
            let content = (view::spec(view).content)(&self.page(), state, selection);
            self.write(Part::Content(view), content, steps);
        }
        // A table without rows is hidden. The part after it says that nothing matches.
        steps.push(Step::Show(Part::Table(view), selection.fills(view, &plan.prepared.plan)));
        let caption = view::caption(&self.page(), view, state, selection);
        self.say(Part::Caption(view), caption, steps);
        let offers = Offers { more: true, controls: self.settings.has_controls };
        let tail = view::tail(&self.page(), view, state, selection, offers);
        self.write(Part::Tail(view), tail, steps);
    }

    /// The parts that need the script, in a view that was just written: buttons in the heads of the list, downloads.
    pub(super) fn dress_steps(&mut self, view: View, steps: &mut Vec<Step>) {
        let now = Rc::clone(&self.now);
        let spec = view::spec(view);
        if spec.rows_open && self.settings.has_controls {
            for (at, (sorted, next)) in view::sort_heads(now.state.sort).into_iter().enumerate() {
                steps.push(Step::Set(Part::Head(view, at), Attribute::Sorted, sorted.map(str::to_owned)));
                if let Some(next) = next {
                    steps.push(Step::Write(Part::HeadButton(view, at), view::sort_button(&next)));
                }
            }
        }
        if spec.parts == Parts::Downloads {
            let downloads = view::downloads(&self.page(), &now.state, &now.selection);
            steps.push(Step::Write(Part::Downloads, downloads));
        }
    }
}
