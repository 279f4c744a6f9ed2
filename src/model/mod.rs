//! The knowledge and the decisions of the element, without a browser: the plan, the state, the selection, the drawn
//! content, and the whole difference between two states. It is compiled natively too and tested there.
//!
//! A [`Model`] does not change: [`Model::to`] returns the next one and the [`Change`] that leads there. So the code
//! that draws holds nothing that an event during the drawing could change.
//!
//! Never in this room: an element, an event, a call into the browser.

mod around;
mod change;
mod choices;
mod controls;
mod drawn;
mod event;
mod fill;
mod part;
mod problem;
mod rows;
mod script;

use std::cell::OnceCell;
use std::rc::Rc;

use maud::Markup;

use crate::locale::JA;
use crate::plan::Plan;
use crate::selection::{Choices, Prepared, Selection, View, ViewState, selection, selection_after};
use crate::view::{self, Page, Parts};

pub use drawn::{Drawn, Found, FoundRow, Key};
pub use event::EventKind;
pub use fill::Wanted;
pub use part::{Attribute, Change, Marks, Part, Step};
pub use problem::{Code, Problem};
pub use script::{MAX_TURNS, MOST_MARKS, SETTINGS, names_for_script};

/// A plan that was read, prepared for any number of widgets.
#[derive(Debug)]
pub struct Loaded {
    /// The plan as printed.
    pub printed: Plan,
    /// The plan as it is shown.
    pub prepared: Prepared,
    /// The fingerprint of the plan file; empty for a plan that does not come from a file.
    pub fingerprint: String,
    /// For each item, the index of the key of its first figure: sorting the names of 10,000 items takes a while.
    first_keys: OnceCell<Vec<usize>>,
}

impl Loaded {
    /// Prepares a plan.
    pub fn new(printed: Plan, fingerprint: String) -> Loaded {
        let prepared = Prepared::of(&printed);
        Loaded { printed, prepared, fingerprint, first_keys: OnceCell::new() }
    }
}

/// The settings of an element, for the whole life of its widget.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Its part of the address and the prefix of its ids.
    pub name: String,
    /// The level of its own heading, 1 to 6.
    pub heading_level: u8,
    /// Whether it has controls.
    pub has_controls: bool,
}

/// A state and its selection.
#[derive(Debug)]
pub struct Now {
    /// The state.
    pub state: ViewState,
    /// What it selects.
    pub selection: Selection,
}

/// The data of a widget: its plan, its state, its drawn content.
#[derive(Clone, Debug)]
pub struct Model {
    plan: Rc<Loaded>,
    settings: Rc<Settings>,
    now: Rc<Now>,
    /// The views that were written, and the content of their boxes. A hidden box may be behind the state.
    boxes: Vec<(View, Rc<Drawn>)>,
    /// The ids of the items with a written section.
    alone: Rc<Vec<String>>,
    /// Whether the controls were written.
    has_written_controls: bool,
    /// The choices of facets that a reader has narrowed, by the index of the facet.
    narrowed: Rc<Vec<(usize, Choices)>>,
    /// The texts and regions that were written, each with its last content. The page is not asked for it: a browser
    /// writes characters in another form, and a service may translate them.
    said: Rc<Vec<(Part, String)>>,
}

impl Model {
    /// A widget of a plan in its first state. Nothing is drawn yet.
    pub fn new(plan: Rc<Loaded>, settings: Settings, state: ViewState) -> Model {
        let state = state.in_names_of(&plan.prepared.plan);
        let selection = selection(&plan.prepared, &state);
        Model {
            plan,
            settings: Rc::new(settings),
            now: Rc::new(Now { state, selection }),
            boxes: Vec::new(),
            alone: Rc::default(),
            has_written_controls: false,
            narrowed: Rc::default(),
            said: Rc::default(),
        }
    }

    /// The plan.
    pub fn plan(&self) -> &Loaded {
        &self.plan
    }

    /// The settings of the element.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The state.
    pub fn state(&self) -> &ViewState {
        &self.now.state
    }

    /// What the state selects.
    pub fn selected(&self) -> &Selection {
        &self.now.selection
    }

    /// The facts that views need beside the selection.
    pub fn page(&self) -> Page<'_> {
        Page {
            prepared: &self.plan.prepared,
            fingerprint: &self.plan.fingerprint,
            locale: &JA,
            name: &self.settings.name,
            heading_level: self.settings.heading_level,
            has_controls: self.settings.has_controls,
            whole: false,
        }
    }

    /// The root with the view of the state. A fresh widget writes it first.
    pub fn root(&self) -> Markup {
        view::root(&self.page(), &self.now.state, &self.now.selection)
    }

    /// A state with the plan's own names of values.
    pub fn named(&self, state: ViewState) -> ViewState {
        state.in_names_of(&self.plan.prepared.plan)
    }

    /// The same with these items open.
    pub fn opening(self, items: Vec<String>) -> Model {
        let state = ViewState { items, ..self.now.state.clone() };
        let selection = selection_after(&self.plan.prepared, &state, Some(self.selected()));
        Model { now: Rc::new(Now { state, selection }), ..self }
    }

    /// Takes the markup of [`Model::root`] as drawn, and returns the steps that complete it.
    pub fn begin_fresh(mut self) -> (Model, Change) {
        let now = Rc::clone(&self.now);
        let view = now.state.view;
        let drawn = self.target(view, &now.state, &now.selection).unnumbered();
        self.boxes.push((view, Rc::new(drawn)));
        if view::spec(view).parts == Parts::Alone {
            self.alone = Rc::new(vec![now.selection.alone.clone()]);
        }
        self.begin(vec![view])
    }

    /// Takes the views of a fragment as drawn, and returns the steps from there to the state.
    pub fn begin_adopted(mut self, found: &[Found]) -> (Model, Change) {
        let now = Rc::clone(&self.now);
        for found in found {
            let drawn = self.adopted(found, &now.state, &now.selection).unnumbered();
            self.boxes.push((found.view, Rc::new(drawn)));
            self.alone = Rc::new([&self.alone[..], &found.alone].concat());
        }
        let views = found.iter().map(|found| found.view).collect();
        self.begin(views)
    }
}

/// The state to which a link leads from `state`. No condition hides an item alone, so a link to one keeps the
/// conditions: in the list they still apply.
pub fn followed(state: ViewState, asked: ViewState) -> ViewState {
    match view::spec(asked.view).parts {
        Parts::Alone => ViewState { view: asked.view, items: asked.items, ..state },
        Parts::Departments | Parts::Figures | Parts::Content | Parts::Downloads | Parts::None => asked,
    }
}
