//! The content of a view's box as plain values, either as drawn last or as it will be.

use super::Model;
use crate::list::List;
use crate::plan::ItemIndex;
use crate::search::{Hits, Section, Word};
use crate::selection::{FIRST_ROWS, Selection, View, ViewState, items_of_departments};
use crate::view::{self, Parts};

/// The content of a view's box.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    /// For each item, whether its row is written.
    pub rows: Vec<bool>,
    /// For each item, whether its row is shown.
    pub shown: Vec<bool>,
    /// For each item, whether its row is open.
    pub open: Vec<bool>,
    /// For each item, whether its row has its inside.
    pub inside: Vec<bool>,
    /// For each item, the number of its row among those that match; 0 where the rows have no numbers.
    pub numbers: Vec<usize>,
    /// How many rows match; 0 where the rows have no numbers.
    pub count: usize,
    /// For each item, the hits that its closed row names.
    pub hits: Vec<Hits>,
    /// The words of the query that these hits are of.
    pub words: Vec<Word>,
    /// The chosen years, where the rows say what these hold.
    pub years: Vec<String>,
    /// The items in the order of their rows.
    pub order: Vec<ItemIndex>,
    /// For each of [`Model::keys`], whether it is shown.
    pub keyed: Vec<bool>,
    /// For each of [`Model::keys`] that is a figure, whether it has its content.
    pub figures: Vec<bool>,
    /// For each of [`Model::keys`] that is a figure, whether the state names it, so that it is open; empty where it names none.
    pub opens: Vec<bool>,
    /// The id of the item that is shown alone.
    pub alone: String,
}

/// The content of a view's box in a fragment that a server or an editor may have changed.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The view.
    pub view: View,
    /// For each item, its row, if the fragment has one.
    pub rows: Vec<Option<FoundRow>>,
    /// The items in the order of their rows.
    pub order: Vec<ItemIndex>,
    /// For each of [`Model::keys`], whether it is shown.
    pub keyed: Vec<bool>,
    /// The ids of the items with a section of their own, which are shown alone.
    pub alone: Vec<String>,
}

/// A row that is found in a fragment.
#[derive(Clone, Copy, Debug)]
pub struct FoundRow {
    /// Whether it is shown.
    pub shown: bool,
    /// Whether it is open.
    pub open: bool,
    /// Whether it has its inside.
    pub inside: bool,
    /// Whether it has words about hits.
    pub says_hits: bool,
    /// Whether it says what some chosen years hold.
    pub says_years: bool,
}

/// A part of a view, other than a row, that can be hidden. It is found by an attribute and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key<'a> {
    /// The attribute.
    pub attribute: &'static str,
    /// Its value.
    pub id: &'a str,
}

impl Drawn {
    /// The hits of a row whose words are of an unknown query. The value differs from all hits, so the words are written again.
    pub(super) fn unknown_hits() -> Hits {
        vec![(Section::Name, 0)]
    }

    /// The items for which the value changes to `to`.
    pub(super) fn turned(before: &[bool], after: &[bool], to: bool) -> Vec<ItemIndex> {
        let is_turned = |at: &ItemIndex| after[at.0] == to && before.get(at.0) != Some(&to);
        (0..after.len()).map(ItemIndex).filter(is_turned).list()
    }
}

impl Model {
    /// The content that the box of a view will have.
    pub(super) fn target(&self, view: View, state: &ViewState, selection: &Selection) -> Drawn {
        let keyed = self.keyed(view, state, selection).into_iter().map(|(_, shown)| shown).list();
        let is_of_figures = view::spec(view).parts == Parts::Figures;
        let page = self.page();
        let rows = page.rows(view, selection);
        let shown = selection.shown.iter().zip(&rows).map(|(shown, row)| *shown && *row).list();
        let (numbers, count) = self.numbers(view, selection, &shown);
        let hits = |(hits, row): (&Hits, &bool)| if *row { hits.clone() } else { Hits::new() };
        Drawn {
            shown,
            inside: selection.open.iter().zip(&rows).map(|(open, row)| *open && *row).list(),
            open: selection.open.clone(),
            numbers,
            count,
            hits: selection.hits.iter().zip(&rows).map(hits).list(),
            words: selection.words.clone(),
            years: if view::spec(view).says_years { state.facets.of("year").to_vec() } else { Vec::new() },
            order: selection.order.clone(),
            figures: vec![false; if is_of_figures { keyed.len() } else { 0 }],
            keyed,
            opens: if is_of_figures { self.named_figures(state) } else { Vec::new() },
            alone: selection.alone.clone(),
            rows,
        }
    }

    /// The content of a view's box in an adopted fragment.
    pub(super) fn adopted(&self, found: &Found, state: &ViewState, after: &Selection) -> Drawn {
        let mut drawn = self.target(found.view, state, after);
        for (at, row) in found.rows.iter().enumerate() {
            let Some(row) = row else { continue };
            drawn.rows[at] = true;
            drawn.shown[at] = row.shown;
            drawn.open[at] = row.open;
            drawn.inside[at] = row.inside;
            drawn.hits[at] = if row.says_hits { Drawn::unknown_hits() } else { Hits::new() };
        }
        // The years of the words in the page are unknown. This value differs from all years.
        let says_years = found.rows.iter().flatten().any(|row| row.says_years);
        drawn.years = says_years.then(String::new).into_iter().list();
        drawn.keyed.clone_from(&found.keyed);
        drawn.figures.fill(true);
        // It may have been written for another state.
        drawn.opens = Vec::new();
        // The fragment may show another item alone than the state asks for.
        if let Some(first) = found.alone.first() {
            drawn.alone.clone_from(first);
        }
        // A view in which some items have no row has no order of all items: where it is the one that is wanted, nothing
        // moves.
        let has_row = |at: &&ItemIndex| found.rows.get(at.0).is_some_and(Option::is_some);
        if !after.order.iter().filter(has_row).eq(&found.order) {
            drawn.order.clone_from(&found.order);
        }
        drawn
    }

    /// The numbers of the rows that are drawn, and how many match. Only a list that does not show all its rows at once has
    /// numbers: in others, a screen reader counts the rows itself.
    pub(super) fn numbers(&self, view: View, selection: &Selection, drawn: &[bool]) -> (Vec<usize>, usize) {
        let mut numbers = vec![0; selection.order.len()];
        let mut count = 0;
        if view::spec(view).rows_open && selection.order.len() > FIRST_ROWS {
            for at in selection.order.iter().filter(|at| selection.matches[at.0]) {
                count += 1;
                if drawn[at.0] {
                    numbers[at.0] = count;
                }
            }
        }
        (numbers, count)
    }

    /// The parts of a view, other than rows, that can be hidden, in the order of the page.
    pub fn keys(&self, view: View) -> Vec<Key<'_>> {
        let now = &self.now;
        self.keyed(view, &now.state, &now.selection).into_iter().map(|(key, _)| key).list()
    }

    fn keyed(&self, view: View, state: &ViewState, selection: &Selection) -> Vec<(Key<'_>, bool)> {
        match view::spec(view).parts {
            Parts::Departments => self.departments(selection),
            Parts::Figures => self.figures(state),
            Parts::Alone | Parts::Content | Parts::Downloads | Parts::None => Vec::new(),
        }
    }

    /// Each department's page and the items on it.
    fn departments(&self, selection: &Selection) -> Vec<(Key<'_>, bool)> {
        let prepared = &self.plan.prepared;
        let plan = &prepared.plan;
        let mut keyed = Vec::new();
        let has_items = view::lists_items(prepared);
        // A department without any item has no page.
        let all = plan.departments.iter().zip(items_of_departments(prepared)).enumerate();
        for (at, (department, items)) in all.filter(|(_, (_, items))| !items.is_empty()) {
            let key = Key { attribute: view::DATA_DEPARTMENT, id: &department.name };
            keyed.push((key, selection.departments[at]));
            for item in items.into_iter().filter(|_| has_items) {
                let key = Key { attribute: view::DATA_ITEM, id: &plan[item].id };
                keyed.push((key, selection.matches[item.0]));
            }
        }
        keyed
    }

    /// For each figure whether the state names an indicator of it; empty where it names none.
    fn named_figures(&self, state: &ViewState) -> Vec<bool> {
        if state.indicators.is_empty() {
            return Vec::new();
        }
        let items = self.plan.prepared.plan.items.iter();
        items.flat_map(view::by_name_and_unit).map(|rows| view::opens(state, &rows)).list()
    }

    /// The figures of each item: one for each name of an indicator.
    fn figures(&self, state: &ViewState) -> Vec<(Key<'_>, bool)> {
        let mut keyed = Vec::new();
        for item in &self.plan.prepared.plan.items {
            for series in view::by_name_and_unit(item) {
                let shown = state.asks_for(series.iter().copied());
                keyed.push((Key { attribute: view::DATA_INDICATOR, id: &series[0].id }, shown));
            }
        }
        keyed
    }
}
