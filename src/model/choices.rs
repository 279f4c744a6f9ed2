//! The choices of a facet that a reader looks for in the field above them. They are no part of the state: a choice that is out
//! of sight counts and holds as before.

use std::rc::Rc;

use super::{Attribute, Change, Model, Part, Step};
use crate::list::List;
use crate::selection::{Choices, Facet};
use crate::view;

impl Model {
    /// The model with the choices of a facet narrowed by a query, and the change that leads there; `None` where the facet has
    /// no field. Without words in the query, all of them are shown.
    pub fn narrowing(&self, at: usize, query: &str) -> Option<(Model, Change)> {
        let facet = self.selected().facets.get(at).filter(|facet| facet.is_long())?;
        let page = self.page();
        let choices = self.plan.prepared.choices(facet, &view::choice_names(&page, facet), query);
        let mut next = self.clone();
        let mut steps = vec![Step::Set(Part::ChoiceField(at), Attribute::Value, Some(query.to_owned()))];
        next.show_choices(at, choices, &mut steps);
        // Otherwise nothing is said of it.
        let sentence = steps.iter().find_map(|step| match step {
            Step::Say(Part::ChoicesShown(_), sentence) => Some(sentence.clone()),
            _ => None,
        });
        steps.extend(sentence.map(|sentence| Step::Say(Part::Live, sentence)));
        Some((next, Change { steps, marks: None }))
    }

    /// Shows choices that were just chosen elsewhere, in an address or by the page.
    pub(super) fn chosen_choices(&mut self, steps: &mut Vec<Step>) {
        for (at, choices) in Rc::clone(&self.narrowed).iter() {
            let now = Rc::clone(&self.now);
            if let Some(facet) = now.selection.facets.get(*at) {
                self.show_choices(*at, choices.with_chosen(facet), steps);
            }
        }
    }

    fn show_choices(&mut self, at: usize, choices: Choices, steps: &mut Vec<Step>) {
        let known = self.narrowed.iter().find(|(of, _)| *of == at).map(|(_, choices)| choices);
        let first: usize = self.selected().facets[..at].iter().map(|facet: &Facet| facet.values.len()).sum();
        for (value, shown) in choices.shown.iter().enumerate() {
            if known.is_none_or(|known| known.shown[value]) != *shown {
                steps.push(Step::Show(Part::ChoiceRow(first + value), *shown));
            }
        }
        if known != Some(&choices) {
            steps.push(Step::Say(Part::ChoicesShown(at), view::choices_shown(&self.page(), &choices)));
        }
        let others = self.narrowed.iter().filter(|(of, _)| *of != at).cloned();
        self.narrowed = Rc::new(others.chain([(at, choices)]).list());
    }
}
