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

use crate::locale::Locale;
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
        Loaded { prepared: Prepared::new(printed), fingerprint, first_keys: OnceCell::new() }
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
    /// The address of the site of pages, as [`crate::view::site_base`] gives it.
    pub site: Option<String>,
    /// An address of the site that cannot become a link, as it was written.
    pub bad_site: Option<String>,
    /// The language of the element or of what it is in.
    pub locale: &'static Locale,
    /// The languages between which a reader chooses; a choice of one is none.
    pub languages: Vec<&'static Locale>,
}

impl Settings {
    /// Those of an element of this name without attributes.
    pub fn of(name: &str) -> Settings {
        Settings {
            name: name.to_owned(),
            heading_level: 2,
            has_controls: true,
            locale: Locale::of(""),
            languages: Vec::new(),
            site: None,
            bad_site: None,
        }
    }
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
    /// The indices of the facets that are open. Those of the others say former counts.
    open_facets: Rc<Vec<usize>>,
    /// The choices of facets that a reader has narrowed, by the index of the facet.
    narrowed: Rc<Vec<(usize, Choices)>>,
    /// The texts and regions that were written, each with its last content. The page is not asked for it: a browser
    /// writes characters in another form, and a service may translate them.
    said: Rc<Vec<(Part, String)>>,
}

impl Model {
    /// A widget of a plan in its first state. Nothing is drawn yet.
    pub fn new(plan: Rc<Loaded>, settings: Settings, state: ViewState) -> Model {
        let state = in_settings(&settings, state.in_names_of(&plan.prepared.plan));
        let selection = selection(&plan.prepared, &state);
        Model {
            plan,
            settings: Rc::new(settings),
            now: Rc::new(Now { state, selection }),
            boxes: Vec::new(),
            alone: Rc::default(),
            has_written_controls: false,
            open_facets: Rc::default(),
            narrowed: Rc::default(),
            said: Rc::default(),
        }
    }

    /// The same with another first state, if it is another.
    pub fn beginning_with(self, state: ViewState) -> Model {
        let state = self.named(state);
        if state == self.now.state { self } else { Model::new(self.plan, (*self.settings).clone(), state) }
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

    /// The language of the state, else that of the element.
    pub fn locale(&self) -> &'static Locale {
        match self.now.state.lang.as_str() {
            "" => self.settings.locale,
            chosen => Locale::of(chosen),
        }
    }

    /// The facts that views need beside the selection.
    pub fn page(&self) -> Page<'_> {
        Page {
            prepared: &self.plan.prepared,
            fingerprint: &self.plan.fingerprint,
            locale: self.locale(),
            lang: &self.now.state.lang,
            languages: &self.settings.languages,
            name: &self.settings.name,
            heading_level: self.settings.heading_level,
            has_controls: self.settings.has_controls,
            whole: false,
            site: self.settings.site.as_deref(),
        }
    }

    /// What is said of another language, in that language.
    pub fn shown_in_language(&self) -> String {
        let result = view::result(&self.page(), &self.now.state, &self.now.selection);
        self.locale().language.shown(result)
    }

    /// The root with the view of the state. A fresh widget writes it first.
    pub fn root(&self) -> Markup {
        view::root(&self.page(), &self.now.state, &self.now.selection)
    }

    /// A state with the plan's own names of values.
    pub fn named(&self, state: ViewState) -> ViewState {
        in_settings(&self.settings, state.in_names_of(&self.plan.prepared.plan))
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
        self.begin(vec![view], false)
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
        // The reader may have scrolled to any row of it.
        self.begin(views, true)
    }
}

/// The state with our own name of its language; with none for the language that the element has anyway, and for one that this
/// script does not have.
fn in_settings(settings: &Settings, state: ViewState) -> ViewState {
    let chosen = Locale::named(&state.lang).filter(|locale| locale.key != settings.locale.key);
    ViewState { lang: chosen.map_or("", |locale| locale.key).to_owned(), ..state }
}

/// The state to which a link leads from `state`. No condition hides an item alone, so a link to one keeps the
/// conditions: in the list they still apply.
pub fn followed(state: ViewState, asked: ViewState) -> ViewState {
    // A link of another time may name no language.
    let lang = if asked.lang.is_empty() { state.lang.clone() } else { asked.lang.clone() };
    let asked = ViewState { lang, ..asked };
    match view::spec(asked.view).parts {
        Parts::Alone => ViewState { view: asked.view, items: asked.items, ..state },
        Parts::Departments | Parts::Figures | Parts::Content | Parts::Downloads | Parts::None => asked,
    }
}
