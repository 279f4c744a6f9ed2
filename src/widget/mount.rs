//! Mounting: adopts the fragment in the element, or writes a new one, then adds the controls.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use super::address::{Address, decoded_fragment, fragment, state_of, write};
use super::exports::LoadedPlan;
use super::surface::{Buttons, Surface, ViewBox};
use super::turn::{Widget, read_box};
use super::{dom, objects};
use crate::list::List;
use crate::locale::{JA, LANGUAGES, Locale};
use crate::model::{Found, FoundRow, Loaded, Model, Settings, Wanted};
use crate::plan::{FiscalYear, Item, ItemIndex};
use crate::planfile::Json;
use crate::selection::{LANG, ViewState, parse_address};
use crate::view::{self, Page};

/// A widget that is being mounted, in two tasks: the first reads the fragment in the element and changes nothing.
#[wasm_bindgen]
pub struct Mounting {
    host: HtmlElement,
    model: Model,
    /// Whether the element shows another plan.
    is_other: bool,
    found: Option<(Vec<ViewBox>, Element)>,
    /// If the fragment is newer than the plan, a warning with both dates.
    stale: Option<String>,
    /// The state of the widget whose place another language takes.
    kept: Option<String>,
    /// Whether the fragment in the page was adopted, or can be.
    #[wasm_bindgen(readonly)]
    pub adopted: bool,
}

/// Begins to mount a widget in an element. `name` is its part of the address and the prefix of its ids. `attributes` are those
/// of the element as JSON text. `again` means that the element had a widget before, and `kept` is its state where another
/// language takes its place.
#[wasm_bindgen]
pub fn mount(
    host: HtmlElement,
    plan: &mut LoadedPlan,
    name: String,
    attributes: &str,
    again: bool,
    kept: Option<String>,
) -> Mounting {
    let plan = plan.ready();
    let settings = settings_of(attributes, name);
    let found = dom::first(&host, ":scope > .machi-plan[data-plan]");
    let is_other = again && found.as_ref().is_some_and(|root| is_of_another_plan(root, &plan));
    let state = first_state(attributes, &settings.name, &plan, is_other, kept.as_deref());
    let model = Model::new(plan, settings, state);
    let stale = found.as_ref().and_then(|root| newer(&model.page(), root));
    let found = found.and_then(|root| Some((adoptable(&model, &root)?, root)));
    Mounting { host, model, is_other, adopted: found.is_some(), found, stale, kept }
}

#[wasm_bindgen]
impl Mounting {
    /// The second task. The address and the attributes may have changed since the first. Returns the widget; `undefined` where
    /// the fragment is left as it is.
    pub fn finish(&mut self, attributes: &str) -> Option<Widget> {
        if let Some(stale) = &self.stale {
            dom::warn(stale);
            return None;
        }
        let (host, model) = (self.host.clone(), self.model.clone());
        let state = first_state(
            attributes,
            &model.settings().name,
            model.plan(),
            self.is_other,
            self.kept.as_deref(),
        );
        let model = model.beginning_with(state);
        // The page may have removed it since.
        let found = self.found.take().filter(|(_, root)| root.parent_element().as_ref() == Some(&*host));
        self.adopted = found.is_some();
        let widget = match found {
            Some((boxes, root)) => adopt(host, root, model, boxes),
            None => fresh(host, model)?,
        };
        begin(&widget, self.is_other);
        // The reader of the widget in the other language may be far down.
        if self.kept.is_some() {
            widget.fill_with(Wanted::Rows, usize::MAX);
        }
        Some(widget)
    }
}

/// The state with which a widget begins.
fn first_state(attributes: &str, name: &str, plan: &Loaded, is_other: bool, kept: Option<&str>) -> ViewState {
    match kept {
        Some(kept) => objects::state_from(kept),
        None if is_other => ViewState { lang: String::new(), ..objects::state_from(attributes) },
        None => state_of(attributes, name, &plan.prepared),
    }
}

/// The work after the first change is drawn.
fn begin(widget: &Widget, is_other: bool) {
    let model = widget.model();
    let name = &model.settings().name;
    if is_other && parse_address(&fragment(), name, model.state()).is_some() {
        write(name, model.state(), Address::Replace);
    }
    widget.follow_permalink();
}

/// The level of the heading of a widget, from its attribute.
pub(super) fn heading_level(text: &str) -> u8 {
    text.trim().parse().unwrap_or(2).clamp(1, 6)
}

fn settings_of(attributes: &str, name: String) -> Settings {
    let mut settings = Settings::of(&name);
    for (key, value) in objects::entries(attributes) {
        match (key.as_str(), value) {
            ("heading-level", Json::Text(level)) => {
                settings.heading_level = heading_level(&level);
            }
            (LANG, Json::Text(lang)) => settings.locale = Locale::of(&lang),
            ("languages", Json::Text(names)) => settings.languages = languages_of(&names),
            ("controls", Json::Text(controls)) => settings.has_controls = controls != "none",
            ("site", Json::Text(site)) => {
                settings.site = view::site_base(&site);
                settings.bad_site = Some(site).filter(|_| settings.site.is_none());
            }
            // The others are of the state, or say where the plan is.
            _ => {}
        }
    }
    settings
}

/// The languages that an attribute names and this script has, each once. The others are mistakes of those who keep the page.
fn languages_of(names: &str) -> Vec<&'static Locale> {
    let mut languages: Vec<&'static Locale> = Vec::new();
    for name in names.split([' ', ',']).filter(|name| !name.is_empty()) {
        match Locale::named(name) {
            Some(locale) if languages.iter().any(|other| other.key == locale.key) => {}
            Some(locale) => languages.push(locale),
            None => {
                let known = LANGUAGES.iter().map(|locale| locale.key).list().join(" ");
                dom::note(&JA.language.unknown(name, known));
            }
        }
    }
    languages
}

/// Writes the root; `None` if the element has other content afterwards.
fn fresh(host: HtmlElement, model: Model) -> Option<Widget> {
    dom::set_markup(&host, model.root(), model.locale());
    let root = dom::first(&host, ":scope > .machi-plan")?;
    let boxes = boxes(&model, &root, true)?;
    let buttons = buttons(&root, &model);
    let surface = Surface::new(host, root, boxes, buttons, model.locale());
    let (model, change) = model.begin_fresh();
    let widget = Widget::new(surface, model);
    widget.draw(&widget.model(), &change);
    Some(widget)
}

fn adopt(host: HtmlElement, root: Element, model: Model, boxes: Vec<ViewBox>) -> Widget {
    let model = with_open_rows(model, &boxes);
    let is_followed = decoded_fragment().is_some_and(|fragment| {
        boxes.iter().any(|one| one.element.id() == fragment && dom::begins_in_sight(&one.element))
    });
    let lost_focus = take_static(&root);
    let found = boxes.iter().map(found_in).list();
    let buttons = buttons(&root, &model);
    let surface = Surface::new(host, root, boxes, buttons, model.locale());
    let (model, change) = model.begin_adopted(&found);
    let widget = Widget::new(surface, model);
    widget.draw(&widget.model(), &change);
    // The browser had scrolled to the view that the address names. The views above it are hidden now.
    if is_followed {
        widget.root().scroll_into_view();
    }
    if lost_focus {
        widget.focus_current();
    }
    widget
}

/// A row that the reader opened before the script came stays open.
fn with_open_rows(model: Model, boxes: &[ViewBox]) -> Model {
    let opened = opened(&model.plan().prepared.plan.items, boxes);
    match model.state().items.is_empty() && !opened.is_empty() {
        true => model.opening(opened),
        false => model,
    }
}

fn buttons(root: &Element, model: &Model) -> Buttons {
    let page = model.page();
    let today = js_sys::Date::new_0();
    let year = FiscalYear::of_date(today.get_full_year(), today.get_month() + 1);
    let today = format!("[data-year=\"{}\"] > .{}", year.0, view::TODAY);
    Buttons {
        copy: dom::held(root, view::copy_button(&page), page.locale),
        save: dom::held(root, view::save_buttons(&page), page.locale),
        share: dom::held(root, view::share_button(&page), page.locale),
        today,
    }
}

/// Whether the element shows another plan. Then the conditions in the address were chosen for that one.
fn is_of_another_plan(root: &Element, plan: &Loaded) -> bool {
    root.get_attribute(view::DATA_PLAN).is_some_and(|id| id != plan.prepared.plan.about.id)
}

/// Removes the parts that only help without a script. Returns whether the focus was there. The controls replace the
/// links to the views; the pressed button marks the current one.
fn take_static(root: &Element) -> bool {
    let mut had_focus = false;
    for element in dom::all(root, &format!(".{}", view::STATIC)) {
        had_focus |= dom::has_focus(&element);
        element.remove();
    }
    had_focus
}

/// The items whose rows are open in the list of a fragment.
fn opened(items: &[Item], boxes: &[ViewBox]) -> Vec<String> {
    let Some(list) = boxes.iter().find(|view_box| view::spec(view_box.view).rows_open) else {
        return Vec::new();
    };
    let is_open =
        |row: &Option<Element>| row.as_ref().and_then(|row| dom::first(row, "details[open]")).is_some();
    items.iter().zip(&list.rows.all()).filter(|(_, row)| is_open(row)).map(|(item, _)| item.id.clone()).list()
}

/// A warning if the fragment in the page has a later date than the plan in the script.
fn newer(page: &Page, root: &Element) -> Option<String> {
    let about = &page.prepared.plan.about;
    let updated = root.get_attribute(view::DATA_UPDATED)?;
    let same = root.get_attribute(view::DATA_PLAN).as_deref() == Some(&about.id)
        && is_pristine(root)
        && !page.fingerprint.is_empty();
    // Dates begin with the year, so they can be compared as texts.
    (same && updated > about.updated).then(|| page.locale.error.stale(&updated, &about.updated))
}

/// The boxes of the views in a fragment that was made from exactly this plan and these settings.
fn adoptable(model: &Model, root: &Element) -> Option<Vec<ViewBox>> {
    let page = model.page();
    let heading_level = page.heading_level.to_string();
    let agrees = [
        (view::DATA_PLAN, page.prepared.plan.about.id.as_str()),
        (view::DATA_UPDATED, &page.prepared.plan.about.updated),
        (view::DATA_FINGERPRINT, page.fingerprint),
        (view::DATA_HEADING_LEVEL, &heading_level),
        (view::DATA_NAME, page.name),
        ("lang", page.locale.lang),
    ]
    .into_iter()
    .all(|(attribute, value)| root.get_attribute(attribute).as_deref() == Some(value));
    let agrees = agrees && root.get_attribute(view::DATA_SITE).as_deref() == page.site;
    let agrees = agrees && dom::of_class(root, view::SOURCE).is_none() == page.has_controls;
    if agrees && is_pristine(root) && !page.fingerprint.is_empty() { boxes(model, root, false) } else { None }
}

/// The complete views of a root; `None` where a row is missing. A fresh one does not have all rows of a long plan.
fn boxes(model: &Model, root: &Element, is_fresh: bool) -> Option<Vec<ViewBox>> {
    let complete = |element: &Element| {
        let view = element.get_attribute(view::DATA_VIEW)?.parse().ok()?;
        let view_box = read_box(model, element, view);
        is_complete(model, &view_box, is_fresh).then_some(view_box)
    };
    dom::all(root, &format!(".{}", view::VIEW)).iter().map(complete).collect()
}

/// Whether each item of a view has its row, with its id.
fn is_complete(model: &Model, view_box: &ViewBox, is_fresh: bool) -> bool {
    let name = &model.settings().name;
    let rows_open = view::spec(view_box.view).rows_open;
    let rows = view_box.rows.all();
    let page = model.page();
    let written = page.rows(view_box.view, model.selected());
    let mut rows = rows.iter().zip(page.prepared.plan.item_indices());
    rows.all(|(row, at)| match row {
        Some(row) if rows_open => row.id() == view::item_id(name, &page.prepared.plan[at].id),
        row => {
            let is_written = !is_fresh || written[at.0];
            row.is_some() == (is_written && view_box.view.holds(&page.prepared.plan[at]))
        }
    })
}

/// A root with controls, or with a view that it does not name, is not a fragment but the rest of a widget: an element
/// that was removed and put back, or a page that was saved from a browser. Some editors drop the group of the table
/// heads; then there is no room for the sort buttons.
fn is_pristine(root: &Element) -> bool {
    let empty = |controls: Element| controls.first_element_child().is_none();
    let named = root.get_attribute(view::DATA_VIEWS).map_or(1, |views| views.split(' ').count());
    dom::of_class(root, view::CONTROLS).is_some_and(empty)
        && dom::all(root, &format!(".{}", view::VIEW)).len() == named
        && dom::first(root, &format!(".{} > caption + tbody", view::ITEMS)).is_none()
}

/// The content of a box, read from the page, because a server or an editor may have opened or hidden rows.
fn found_in(view_box: &ViewBox) -> Found {
    let is_shown = |element: &Element| !element.has_attribute("hidden");
    let row = |row: &Element| FoundRow {
        shown: is_shown(row),
        open: dom::first(row, "details").is_some_and(|details| details.has_attribute("open")),
        inside: dom::of_class(row, view::INSIDE).is_some(),
        says_years: dom::of_class(row, view::OF_YEARS).is_some_and(|words| dom::first(&words, "p").is_some()),
        says_hits: dom::of_class(row, view::HITS).is_some_and(|words| words.first_child().is_some()),
    };
    let sections = dom::all(&view_box.element, &format!(".{}", view::ALONE));
    Found {
        view: view_box.view,
        rows: view_box.rows.all().iter().map(|found| found.as_ref().map(row)).list(),
        order: order_in(view_box),
        keyed: view_box.keyed.all().iter().map(|part| part.as_ref().is_some_and(is_shown)).list(),
        alone: sections.iter().filter_map(|section| section.get_attribute(view::DATA_ITEM)).list(),
    }
}

/// The items in the order of their rows.
fn order_in(view_box: &ViewBox) -> Vec<ItemIndex> {
    let rows = view_box.rows.all();
    let mut order = Vec::with_capacity(rows.len());
    let mut next = 0;
    for row in dom::all(&view_box.element, &format!(".{}", view::ITEM)) {
        let is_its = |at: &usize| rows[*at].as_ref() == Some(&row);
        if let Some(at) = (next..rows.len()).chain(0..next).find(is_its) {
            next = at + 1;
            order.push(ItemIndex(at));
        }
    }
    order
}
