//! What the element knows and decides, without a browser: the plan, the state, the selection, what was last drawn, and
//! the whole difference between two states. Compiled natively too, and tested there.
//!
//! A [`Model`] does not change: [`Model::to`] gives the next one and the [`Change`] that leads there. So whoever draws
//! holds nothing that an event in the middle of the drawing could change.
//!
//! Never in this room: an element, an event, a call into the browser.

mod around;
mod change;
mod controls;
mod drawn;
mod part;
mod problem;
mod script;

use std::rc::Rc;

use maud::Markup;

use crate::locale::JA;
use crate::plan::Plan;
use crate::selection::{Prepared, Selection, View, ViewState, selection};
use crate::view::{self, Page};

pub use drawn::{Drawn, Found, FoundRow, Key};
pub use part::{Attribute, Change, Marks, Part, Step};
pub use problem::{Code, Problem};
pub use script::{SETTINGS, names_for_script};

/// A plan that was read, ready for any number of widgets.
#[derive(Debug)]
pub struct Loaded {
    /// The plan as its cells are.
    pub printed: Plan,
    /// The plan as it is shown.
    pub prepared: Prepared,
    /// The fingerprint of the plan file; empty for a plan that is no file.
    pub fingerprint: String,
}

impl Loaded {
    /// Makes a plan ready.
    pub fn new(printed: Plan, fingerprint: String) -> Loaded {
        let prepared = Prepared::of(&printed);
        Loaded { printed, prepared, fingerprint }
    }
}

/// How an element is set up, for as long as its widget lives.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Its part of the address and the prefix of its ids.
    pub name: String,
    /// The level of its own heading, 1 to 6.
    pub heading_level: u8,
    /// Whether it has controls.
    pub has_controls: bool,
}

/// A state with what it selects.
#[derive(Debug)]
pub struct Now {
    /// The state.
    pub state: ViewState,
    /// What it selects.
    pub selection: Selection,
}

/// What a widget knows: its plan, its state, what is drawn of it.
#[derive(Clone, Debug)]
pub struct Model {
    plan: Rc<Loaded>,
    settings: Rc<Settings>,
    now: Rc<Now>,
    /// The views that were written, and what their boxes show. A box out of sight may stay behind the state.
    boxes: Vec<(View, Rc<Drawn>)>,
    /// The items of which a section was written, by id.
    alone: Rc<Vec<String>>,
    /// Whether the controls were written.
    has_written_controls: bool,
    /// The texts and regions that were written, with what was written last. What is in the page is no measure: a browser
    /// writes signs otherwise than we do, and a service may translate them.
    said: Rc<Vec<(Part, String)>>,
}

impl Model {
    /// A widget of a plan that begins with a state; nothing is drawn yet.
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
            said: Rc::default(),
        }
    }

    /// The plan.
    pub fn plan(&self) -> &Loaded {
        &self.plan
    }

    /// How the element is set up.
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

    /// What views need beside the selection.
    pub fn page(&self) -> Page<'_> {
        Page {
            prepared: &self.plan.prepared,
            fingerprint: &self.plan.fingerprint,
            locale: &JA,
            name: &self.settings.name,
            heading_level: self.settings.heading_level,
        }
    }

    /// The root with the view of the state in it: what a fresh widget writes first.
    pub fn root(&self) -> Markup {
        view::root(&self.page(), &self.now.state, &self.now.selection)
    }

    /// A state in the names of the plan.
    pub fn named(&self, state: ViewState) -> ViewState {
        state.in_names_of(&self.plan.prepared.plan)
    }

    /// The same with these items open.
    pub fn opening(self, items: Vec<String>) -> Model {
        let state = ViewState { items, ..self.now.state.clone() };
        let selection = selection(&self.plan.prepared, &state);
        Model { now: Rc::new(Now { state, selection }), ..self }
    }

    /// Takes what was just written by [`Model::root`] for drawn, and gives what has to be added to it.
    pub fn begin_fresh(mut self) -> (Model, Change) {
        let now = Rc::clone(&self.now);
        let view = now.state.view;
        let drawn = self.target(view, &now.state, &now.selection);
        self.boxes.push((view, Rc::new(drawn)));
        if view == View::Item {
            self.alone = Rc::new(vec![now.selection.alone.clone()]);
        }
        self.begin(vec![view])
    }

    /// Takes the views of a fragment for drawn, as they were found, and gives what leads from there to the state.
    pub fn begin_adopted(mut self, found: &[(View, Found, Vec<String>)]) -> (Model, Change) {
        let now = Rc::clone(&self.now);
        for (view, found, alone) in found {
            let drawn = self.adopted(*view, found, &now.state, &now.selection);
            self.boxes.push((*view, Rc::new(drawn)));
            self.alone = Rc::new([&self.alone[..], alone].concat());
        }
        let views = found.iter().map(|(view, ..)| *view).collect();
        self.begin(views)
    }
}
