//! Mounting: adopt the fragment that stands in the element, or write it, then add the controls.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use super::apply::{Address, fragment};
use super::exports::{Last, LoadedPlan, Now, ViewBox, Widget};
use super::{dom, objects};
use crate::list::List;
use crate::locale::JA;
use crate::plan::{Item, ItemIndex};
use crate::search::Section;
use crate::selection::{
    Prepared, Selection, View, ViewState, change, linked_item, parse_address, reaching, selection,
};
use crate::view::{self, Page};

/// What mounting came to.
#[wasm_bindgen]
pub struct Mounted {
    widget: Option<Widget>,
    /// Whether the fragment in the page was adopted.
    pub adopted: bool,
    stale: Option<String>,
}

#[wasm_bindgen]
impl Mounted {
    /// The widget; `undefined` where the fragment was left as it stands.
    pub fn take(&mut self) -> Option<Widget> {
        self.widget.take()
    }

    /// Where the fragment is newer than the plan: a warning that names both dates.
    #[wasm_bindgen(getter)]
    pub fn stale(&self) -> Option<String> {
        self.stale.clone()
    }
}

/// Mounts a widget in an element. `name` is its part of the address and the prefix of its ids, `again` says that one stood
/// here before.
#[wasm_bindgen]
pub fn mount(host: HtmlElement, plan: &LoadedPlan, name: String, again: bool) -> Mounted {
    let plan = Rc::clone(&plan.0);
    let heading_level = host
        .get_attribute("heading-level")
        .and_then(|level| level.trim().parse().ok())
        .unwrap_or(2_u8)
        .clamp(1, 6);
    let has_controls = host.get_attribute("controls").as_deref() != Some("none");
    let standing = dom::first(&host, ":scope > .machi-plan[data-plan]");
    let is_other = again && standing.as_ref().is_some_and(|root| is_of_another_plan(root, &plan.prepared));
    let state = if is_other { attributes_of(&host) } else { state_of(&host, &name, &plan.prepared) };
    let mut state = state.in_names_of(&plan.prepared.plan);
    let mut after = selection(&plan.prepared, &state);
    let page = Page {
        prepared: &plan.prepared,
        fingerprint: &plan.fingerprint,
        locale: &JA,
        name: &name,
        heading_level,
    };
    if let Some(stale) = standing.as_ref().and_then(|root| newer(&page, root)) {
        return Mounted { widget: None, adopted: false, stale: Some(stale) };
    }
    let adoptable = standing.and_then(|root| Some((adoptable(&page, &root)?, root)));
    let adopted = adoptable.is_some();
    let mut lost_focus = false;
    let found = match adoptable {
        Some((boxes, root)) => {
            // A row that the reader opened before the script came stays open.
            if state.items.is_empty() {
                state.items = opened(&plan.prepared.plan.items, &boxes);
                if !state.items.is_empty() {
                    after = selection(&plan.prepared, &state);
                }
            }
            lost_focus = take_static(&root);
            Some((boxes, root))
        }
        None => write_root(&page, &host, &state, &after),
    };
    let Some((boxes, root)) = found else {
        return Mounted { widget: None, adopted: false, stale: None };
    };
    let written_view = boxes[0].view;
    let widget = Widget {
        host,
        root,
        name,
        heading_level,
        has_controls,
        now: RefCell::new(Now {
            state: ViewState { view: written_view, ..state.clone() },
            selection: Rc::new(after.clone()),
        }),
        boxes: RefCell::new(boxes),
        chips: Last::default(),
        composing: Cell::new(false),
        more_before_print: Cell::new(0),
        plan,
    };
    widget.mark_today();
    widget.write_controls(&state, &after);
    if lost_focus {
        widget.focus_what_is_shown();
    }
    if adopted {
        for view_box in widget.boxes.borrow().iter() {
            let before = standing_selection(&widget.plan.prepared.plan.items, &after, view_box);
            widget.change_rows(view_box, &change(&before, &after), &after);
            widget.change_figures(view_box, &state);
        }
    }
    if is_other && parse_address(&fragment(), &widget.name, &state).is_some() {
        widget.write_to_address(&state, Address::Replace);
    }
    widget.apply(state, after);
    widget.follow_permalink();
    Mounted { widget: Some(widget), adopted, stale: None }
}

/// Whether another plan stands in an element: what the address says was chosen in that one.
fn is_of_another_plan(root: &Element, prepared: &Prepared) -> bool {
    root.get_attribute(view::DATA_PLAN).is_some_and(|id| id != prepared.plan.about.id)
}

/// Writes the fragment; `None` where the element holds something else afterwards.
fn write_root(
    page: &Page,
    host: &Element,
    state: &ViewState,
    selection: &Selection,
) -> Option<(Vec<ViewBox>, Element)> {
    dom::set_markup(host, view::root(page, state, selection));
    let root = dom::first(host, ":scope > .machi-plan")?;
    Some((boxes(page, &root)?, root))
}

/// Takes away what helps without a script alone, and says whether the focus stood there. The controls do what the links
/// to the views did, and the button that is pressed says which one is shown.
fn take_static(root: &Element) -> bool {
    let mut had_focus = false;
    for element in dom::all(root, &format!(".{}", view::STATIC)) {
        had_focus |= dom::has_focus(&element);
        element.remove();
    }
    had_focus
}

/// The items whose rows stand open in the list of a fragment.
fn opened(items: &[Item], boxes: &[ViewBox]) -> Vec<String> {
    let Some(standing) = boxes.iter().find(|view_box| view_box.view == View::Items) else {
        return Vec::new();
    };
    let is_open =
        |row: &Option<Element>| row.as_ref().and_then(|row| dom::first(row, "details[open]")).is_some();
    items.iter().zip(&standing.rows).filter(|(_, row)| is_open(row)).map(|(item, _)| item.id.clone()).list()
}

/// The state that the attributes give.
fn attributes_of(host: &HtmlElement) -> ViewState {
    let mut state = ViewState::default();
    for key in ViewState::KEYS {
        if let Some(value) = host.get_attribute(key) {
            state.set(key, &value);
        }
    }
    state
}

/// The state that the address gives over the attributes.
pub(super) fn state_of(host: &HtmlElement, name: &str, prepared: &Prepared) -> ViewState {
    let attributes = attributes_of(host);
    let fragment = fragment();
    let state = parse_address(&fragment, name, &attributes).unwrap_or(attributes);
    match linked_item(&fragment, name) {
        Some(item) => reaching(prepared, state, &item),
        None => state,
    }
}

/// A warning where the fragment in the page is of a later date than the plan in the script.
fn newer(page: &Page, root: &Element) -> Option<String> {
    let about = &page.prepared.plan.about;
    let updated = root.get_attribute(view::DATA_UPDATED)?;
    let same = root.get_attribute(view::DATA_PLAN).as_deref() == Some(&about.id)
        && is_pristine(root)
        && !page.fingerprint.is_empty();
    // Dates are written year first, so their order is that of their characters.
    (same && updated > about.updated).then(|| page.locale.error.stale(&updated, &about.updated))
}

/// The boxes of the views in a fragment that was made from this very plan in this very way.
fn adoptable(page: &Page, root: &Element) -> Option<Vec<ViewBox>> {
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
    if agrees && is_pristine(root) && !page.fingerprint.is_empty() { boxes(page, root) } else { None }
}

/// The views that a root carries, complete; `None` where a row is missing.
fn boxes(page: &Page, root: &Element) -> Option<Vec<ViewBox>> {
    let boxes = dom::all(root, &format!(".{}", view::VIEW));
    boxes
        .iter()
        .map(|element| rows(page, element, View::parse(&element.get_attribute(view::DATA_VIEW)?)?))
        .collect()
}

/// With controls or a view that it does not name in it, it is no fragment but what a widget left: an element that was
/// taken out and put back, a page that was saved from a browser. Without the group of its heads, which some editors drop,
/// it has no place for the buttons that sort.
fn is_pristine(root: &Element) -> bool {
    let empty = |controls: Element| controls.first_element_child().is_none();
    let named = root.get_attribute(view::DATA_VIEWS).map_or(1, |views| views.split(' ').count());
    dom::of_class(root, view::CONTROLS).is_some_and(empty)
        && dom::all(root, &format!(".{}", view::VIEW)).len() == named
        && dom::first(root, &format!(".{} > caption + tbody", view::ITEMS)).is_none()
}

/// The rows of a view, each found by its item's id; `None` where one is missing.
pub(super) fn rows(page: &Page, element: &Element, view: View) -> Option<ViewBox> {
    let items = &page.prepared.plan.items;
    let mut rows: Vec<Option<Element>> = vec![None; items.len()];
    let mut next = 0;
    for row in dom::all(element, &format!(".{}", view::ITEM)) {
        if let Some(at) = place_of(&row, items, next) {
            next = at.0 + 1;
            let has_id =
                view != View::Items || row.id() == view::item_id(page.name, &page.prepared.plan[at].id);
            rows[at.0] = has_id.then_some(row);
        }
    }
    let complete = rows.iter().zip(items).all(|(row, item)| row.is_some() == view.holds(item));
    let tail = dom::of_class(element, view::TAIL);
    complete.then(|| ViewBox { view, element: element.clone(), rows, tail, last_tail: Last::default() })
}

/// The index of a row's item. Rows are mostly in the plan's order, so the search begins behind the last.
pub(super) fn place_of(row: &Element, items: &[Item], next: usize) -> Option<ItemIndex> {
    let id = row.get_attribute(view::DATA_ITEM)?;
    (next..items.len()).chain(0..next).find(|at| items[*at].id == id).map(ItemIndex)
}

/// What the fragment shows, read from it: a server or an editor may have opened or hidden rows. Its counts are not
/// shown anywhere yet.
fn standing_selection(items: &[Item], after: &Selection, standing: &ViewBox) -> Selection {
    let mut before = after.clone();
    let mut order = Vec::with_capacity(items.len());
    let parts = standing.rows.iter().enumerate().filter_map(|(at, row)| Some((at, row.as_ref()?)));
    for (at, row) in parts {
        before.shown[at] = !row.has_attribute("hidden");
        before.open[at] = dom::first(row, "details").is_some_and(|details| details.has_attribute("open"));
        // Words that stand there are of a query that is not known: no hits are like these.
        let says = dom::of_class(row, view::HITS).is_some_and(|place| place.first_child().is_some());
        before.hits[at] = if says { vec![(Section::Name, 0)] } else { Vec::new() };
    }
    let mut next = 0;
    for row in dom::all(&standing.element, &format!(".{}", view::ITEM)) {
        if let Some(at) = place_of(&row, items, next).filter(|at| standing.rows[at.0].as_ref() == Some(&row))
        {
            next = at.0 + 1;
            order.push(at);
        }
    }
    // A view of which some items have no row has no order of all items: where it is the one that is wanted, nothing moves.
    let wanted = after.order.iter().filter(|at| standing.rows[at.0].is_some());
    if !wanted.eq(&order) {
        before.order = order;
    }
    before
}

/// Sends `machi-plan:ready`.
#[wasm_bindgen(js_name = sendReady)]
pub fn send_ready(host: &HtmlElement, adopted: bool) {
    let detail = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&detail, &"adopted".into(), &adopted.into());
    objects::send(host, "machi-plan:ready", &detail);
}
