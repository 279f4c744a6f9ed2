//! The surface: the elements of a widget. It finds the element of a part and does one of five steps on it. It knows
//! no plan and decides nothing.

use std::rc::Rc;

use maud::Markup;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::kept::Kept;
use super::{dom, marks};
use crate::list::List;
use crate::model::{Attribute, Change, Key, Marks, Part, Step};
use crate::plan::ItemIndex;
use crate::selection::View;
use crate::view::{self, Verb};

/// The elements of a widget.
pub(super) struct Surface {
    pub host: HtmlElement,
    pub root: Element,
    /// The boxes of the views that were written.
    boxes: Kept<Rc<Vec<Rc<ViewBox>>>>,
    /// The choices of all facets.
    choices: Kept<Rc<Vec<Element>>>,
    buttons: Buttons,
}

/// Elements that are the same in every written part: buttons, and the current year.
pub(super) struct Buttons {
    pub copy: Markup,
    pub save: Markup,
    /// Finds the mark of the current fiscal year.
    pub today: String,
}

/// The box of a view.
pub(super) struct ViewBox {
    pub view: View,
    pub element: Element,
    /// By the index of the item.
    pub rows: Vec<Option<Element>>,
    /// By the index of the key.
    pub keyed: Vec<Option<Element>>,
    /// The part after the rows. Searching for it at every key would walk through all of them.
    pub tail: Option<Element>,
}

impl ViewBox {
    /// Reads the box of a view whose items have these ids, and finds the row of each item.
    pub fn read(element: &Element, view: View, items: &[&str], keys: &[Key]) -> ViewBox {
        let mut rows = vec![None; items.len()];
        let mut next = 0;
        for row in dom::all(element, &format!(".{}", view::ITEM)) {
            let Some(id) = row.get_attribute(view::DATA_ITEM) else { continue };
            if let Some(at) = search(items.len(), next, &|at| items[at] == id) {
                next = at + 1;
                rows[at] = Some(row);
            }
        }
        let tail = dom::of_class(element, view::TAIL);
        ViewBox { view, element: element.clone(), rows, keyed: keyed(element, keys), tail }
    }
}

/// The first index that fits. Elements are mostly in the order of the search, so it begins after the last hit.
fn search(len: usize, next: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
    (next..len).chain(0..next).find(|at| fits(*at))
}

fn keyed(element: &Element, keys: &[Key]) -> Vec<Option<Element>> {
    let mut found = vec![None; keys.len()];
    let mut next = 0;
    let selector =
        format!(".{}, .{} li[{}], .{}", view::DEPARTMENT, view::DEPARTMENT, view::DATA_ITEM, view::FIGURE);
    let elements = if keys.is_empty() { Vec::new() } else { dom::all(element, &selector) };
    for part in elements {
        let fits = |at: usize| part.get_attribute(keys[at].attribute).as_deref() == Some(keys[at].id);
        if let Some(at) = search(keys.len(), next, &fits) {
            next = at + 1;
            found[at] = Some(part);
        }
    }
    found
}

impl Surface {
    pub fn new(host: HtmlElement, root: Element, boxes: Vec<ViewBox>, buttons: Buttons) -> Surface {
        let boxes = Rc::new(boxes.into_iter().map(Rc::new).list());
        let surface =
            Surface { host, root, boxes: Kept::new(boxes), choices: Kept::new(Rc::default()), buttons };
        for view_box in surface.boxes.get().iter() {
            surface.dress(&view_box.element);
        }
        surface
    }

    /// The box of a view, if it was written.
    pub fn view_box(&self, view: View) -> Option<Rc<ViewBox>> {
        self.boxes.get().iter().find(|view_box| view_box.view == view).cloned()
    }

    /// The row with an id, in any view.
    pub fn row_with_id(&self, id: &str) -> Option<Element> {
        let boxes = self.boxes.get();
        boxes.iter().flat_map(|view_box| &view_box.rows).flatten().find(|row| row.id() == id).cloned()
    }

    /// The row of an item in a view.
    pub fn row(&self, view: View, item: ItemIndex) -> Option<Element> {
        self.view_box(view)?.rows.get(item.0)?.clone()
    }

    /// Adds the box of a view that was just written.
    pub fn add_box(&self, view_box: ViewBox) {
        let mut boxes = self.boxes.get().iter().cloned().list();
        boxes.push(Rc::new(view_box));
        self.boxes.set(Rc::new(boxes));
    }

    /// Applies a change. `read` reads the box of a view that was just written.
    pub fn apply(&self, change: &Change, read: &dyn Fn(&Element, View) -> ViewBox) {
        for step in &change.steps {
            match step {
                Step::Show(part, shown) => {
                    if let Some(element) = self.find(part) {
                        dom::toggle(&element, "hidden", !shown);
                    }
                }
                Step::Order(view, rows) => self.order(*view, rows),
                Step::Say(part, text) => self.say(part, text),
                Step::Write(part, markup) => self.write(part, markup, read),
                Step::Set(part, attribute, value) => {
                    if let Some(element) = self.find(part) {
                        set(&element, *attribute, value.as_deref());
                    }
                }
            }
        }
        self.mark(&change.marks);
    }

    /// Moving a row removes the focus from it, so the focus is set again.
    fn order(&self, view: View, order: &[ItemIndex]) {
        let Some(view_box) = self.view_box(view) else { return };
        let rows = order.iter().filter_map(|at| view_box.rows.get(at.0)?.as_ref());
        let focused = dom::focus_in(&view_box.element);
        let mut parent = None;
        for row in rows {
            if parent.is_none() {
                parent = row.parent_node();
            }
            if let Some(parent) = &parent {
                let _ = parent.append_child(row);
            }
        }
        if let Some(focused) = focused {
            dom::focus(&focused);
        }
    }

    fn say(&self, part: &Part, text: &str) {
        match (self.find(part), part) {
            (_, Part::Console) => dom::note(text),
            (Some(live), Part::Live) => dom::speak(&live, text),
            (Some(element), _) if element.text_content().as_deref() != Some(text) => {
                element.set_text_content(Some(text));
            }
            _ => {}
        }
    }

    fn write(&self, part: &Part, markup: &Markup, read: &dyn Fn(&Element, View) -> ViewBox) {
        match part {
            Part::View(view) => self.write_view(*view, markup, read),
            Part::Inside(view, item) => {
                let row = self.row(*view, *item).filter(|row| dom::of_class(row, view::INSIDE).is_none());
                self.append(row.and_then(|row| dom::first(&row, "details")), markup);
            }
            Part::Alone(view, _) => {
                let view_box = self.view_box(*view);
                self.append(view_box.and_then(|view_box| view_box.element.first_element_child()), markup);
            }
            Part::HeadButton(view, at) => {
                if let Some(head) = self.find(&Part::Head(*view, *at))
                    && let Some(button) = dom::written(&head, markup.clone())
                {
                    // The content of a head may have readings or be translated, so it is moved and not written again.
                    while let Some(words) = head.first_child() {
                        let _ = button.append_child(&words);
                    }
                    let _ = head.append_child(&button);
                }
            }
            region => {
                if let Some(element) = self.find(region) {
                    let open =
                        dom::all(&element, "details").iter().map(|part| part.has_attribute("open")).list();
                    self.replace(&element, markup);
                    if *region == Part::Results {
                        self.dress(&element);
                        for (part, open) in dom::all(&element, "details").iter().zip(open) {
                            dom::toggle(part, "open", open);
                        }
                    }
                }
                if *region == Part::Controls {
                    let choices =
                        dom::all(&self.root, &format!(".{} li > .{}", view::CONTROLS, view::CHOICE));
                    self.choices.set(Rc::new(choices));
                }
            }
        }
    }

    fn write_view(&self, view: View, markup: &Markup, read: &dyn Fn(&Element, View) -> ViewBox) {
        let boxes = self.boxes.get();
        let Some(last) = boxes.last().map(|view_box| &view_box.element) else { return };
        let (Some(element), Some(parent)) = (dom::written(last, markup.clone()), last.parent_node()) else {
            return;
        };
        if parent.insert_before(&element, last.next_sibling().as_ref()).is_ok() {
            self.add_box(read(&element, view));
            self.dress(&element);
        }
    }

    /// Appends a missing part.
    fn append(&self, container: Option<Element>, markup: &Markup) {
        if let Some(container) = container
            && let Some(part) = dom::written(&container, markup.clone())
        {
            self.dress(&part);
            let _ = container.append_child(&part);
        }
    }

    /// Replaces the content of a region. If the focus was inside, it moves to the first button there, else to the
    /// search field.
    fn replace(&self, region: &Element, markup: &Markup) {
        if region.inner_html() == markup.0 {
            return;
        }
        let had_focus = dom::has_focus(region);
        dom::set_markup(region, markup.clone());
        if had_focus {
            let next = dom::first(region, "button").or_else(|| self.find(&Part::Search));
            if let Some(next) = next {
                dom::focus(&next);
            }
        }
    }

    /// Adds the parts that need the script: copy buttons, interactive charts, the current year.
    fn dress(&self, written: &Element) {
        for region in dom::all(written, &format!(".{}", view::COPY)) {
            dom::set_markup(&region, self.buttons.copy.clone());
        }
        super::chart::prepare(written, &self.buttons.save);
        if let Some(mark) = dom::first(written, &self.buttons.today) {
            dom::toggle(&mark, "hidden", false);
        }
    }

    /// Marks hits in the text of rows.
    fn mark(&self, hits: &Marks) {
        let marked = js_sys::Array::new();
        for (at, open) in &hits.rows {
            if let Some(row) = self.row(hits.view, *at) {
                marks::find(&row, &hits.words, *open, &marked);
            }
        }
        dom::set_marks(&self.host, &marked);
    }

    /// The element of a part; `None` where it is not in the page.
    fn find(&self, part: &Part) -> Option<Element> {
        let in_root = |selector: &str| dom::first(&self.root, selector);
        let of_class = |class: &str| dom::of_class(&self.root, class);
        match part {
            Part::Console => None,
            Part::Root => Some(self.root.clone()),
            Part::View(view) => Some(self.view_box(*view)?.element.clone()),
            Part::Row(view, at) => self.row(*view, *at),
            Part::Details(view, at) => dom::first(&self.row(*view, *at)?, "details"),
            Part::Hits(view, at) => dom::of_class(&self.row(*view, *at)?, view::HITS),
            Part::Inside(view, at) => dom::of_class(&self.row(*view, *at)?, view::INSIDE),
            Part::Keyed(view, at) => self.view_box(*view)?.keyed.get(*at)?.clone(),
            Part::Alone(view, id) => {
                let view_box = self.view_box(*view)?;
                let sections = dom::all(&view_box.element, &format!(".{}", view::ALONE));
                let is_its = |section: &Element| section.get_attribute(view::DATA_ITEM).as_ref() == Some(id);
                sections.into_iter().find(is_its)
            }
            Part::Table(view) => dom::first(&self.view_box(*view)?.element, ":scope > table"),
            Part::Caption(view) => {
                let selector = ":scope > table > caption, :scope > .machi-plan-caption";
                dom::first(&self.view_box(*view)?.element, selector)
            }
            Part::Tail(view) => self.view_box(*view)?.tail.clone(),
            Part::Results => of_class(view::RESULTS),
            Part::Downloads => of_class(view::DOWNLOADS),
            Part::Selected => of_class(view::SELECTED),
            Part::Controls => of_class(view::CONTROLS),
            Part::Search => in_root("input[data-key=q]"),
            Part::SortChoice => in_root("select[data-key=sort]"),
            Part::Only(key) => in_root(&format!("input[data-key={key}]")),
            Part::ViewButton(view) => {
                let is_its =
                    |button: &Element| button.get_attribute(view::DATA_VALUE).as_deref() == Some(view.name());
                dom::all(&self.root, &Verb::View.selector()).into_iter().find(is_its)
            }
            Part::Choice(at) => dom::first(self.choices.get().get(*at)?, "input"),
            Part::Count(at) => dom::of_class(self.choices.get().get(*at)?, view::COUNT),
            Part::Chips => of_class(view::CHIPS),
            Part::Result => of_class(view::RESULT),
            Part::Live => of_class(view::LIVE),
            Part::Head(view, at) => {
                let view_box = self.view_box(*view)?;
                dom::all(&view_box.element, &format!(".{} > thead th", view::ITEMS)).into_iter().nth(*at)
            }
            Part::HeadButton(view, at) => dom::first(&self.find(&Part::Head(*view, *at))?, "button"),
        }
    }
}

fn set(element: &Element, attribute: Attribute, value: Option<&str>) {
    match attribute {
        Attribute::Open => dom::toggle(element, "open", value.is_some()),
        Attribute::Checked => {
            if let Some(choice) = element.dyn_ref::<HtmlInputElement>() {
                choice.set_checked(value.is_some());
            }
        }
        Attribute::Value => {
            let value = value.unwrap_or_default();
            if let Some(order) = element.dyn_ref::<HtmlSelectElement>() {
                order.set_value(value);
            } else if let Some(field) = element.dyn_ref::<HtmlInputElement>() {
                // Setting the same text would move the caret.
                if field.value() != value {
                    field.set_value(value);
                }
            }
        }
        Attribute::Pressed => dom::set_attribute(element, "aria-pressed", value),
        Attribute::Sorted => dom::set_attribute(element, "aria-sort", value),
        Attribute::Asks => dom::set_attribute(element, view::DATA_VALUE, value),
        Attribute::View => dom::set_attribute(element, view::DATA_VIEW, value),
    }
}
