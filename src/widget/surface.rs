//! The surface: the elements of a widget. It finds the element of a part and does one of five steps on it. It knows
//! no plan and decides nothing.

use std::cell::Cell;
use std::rc::Rc;

use maud::Markup;
use web_sys::{Element, HtmlElement};

use super::kept::{Elements, Kept};
use super::{dom, marks, parts};
use crate::list::List;
use crate::locale::Locale;
use crate::model::{Change, Key, MOST_MARKS, Marks, Part, Step};
use crate::plan::ItemIndex;
use crate::selection::{MOST_AT_ONCE, View};
use crate::view;

/// The element in which a view has the rows of its items.
const ROWS: &str = ":scope > table, :scope > .machi-plan-indicators";

/// The insides of closed rows.
const CLOSED: &str = ".machi-plan-inside-row > td > details:not([open]) > .machi-plan-inside";

/// A part that only the script fills.
const BARE: &str = ".machi-plan-copy:empty, .machi-plan-save:empty";

/// The elements of a widget.
pub(super) struct Surface {
    pub host: HtmlElement,
    pub root: Element,
    /// The language of all that is written here.
    pub locale: &'static Locale,
    /// The boxes of the views that were written.
    pub boxes: Kept<Rc<Vec<Rc<ViewBox>>>>,
    /// The choices of all facets.
    pub choices: Kept<Rc<Vec<Element>>>,
    buttons: Buttons,
    /// Insides of rows that were closed in an adopted fragment, which lack the parts that need the script, and how many of them
    /// were dressed.
    undressed: Kept<Rc<Vec<Element>>>,
    dressed: Cell<usize>,
    /// How many hits are marked, and the rows that are not marked yet.
    marked: Cell<u32>,
    unmarked: Kept<Rc<Marks>>,
}

/// Elements that are the same in every written part: buttons, and the current year.
pub(super) struct Buttons {
    /// Elements whose content is copied: reading the markup again for each place takes several times as long.
    pub copy: Element,
    pub save: Element,
    pub share: Element,
    /// Finds the mark of the current fiscal year.
    pub today: String,
}

/// The box of a view.
pub(super) struct ViewBox {
    pub view: View,
    pub element: Element,
    /// By the index of the item.
    pub rows: Elements,
    /// By the index of the key.
    pub keyed: Elements,
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
        let (rows, keyed) = (Elements::new(rows), Elements::new(keyed(element, keys)));
        ViewBox { view, element: element.clone(), rows, keyed, tail }
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
    pub fn new(
        host: HtmlElement,
        root: Element,
        boxes: Vec<ViewBox>,
        buttons: Buttons,
        locale: &'static Locale,
    ) -> Surface {
        let boxes = Rc::new(boxes.into_iter().map(Rc::new).list());
        let surface = Surface {
            host,
            root,
            locale,
            boxes: Kept::new(boxes),
            choices: Kept::new(Rc::default()),
            buttons,
            undressed: Kept::new(Rc::default()),
            dressed: Cell::new(0),
            marked: Cell::new(0),
            unmarked: Kept::new(Rc::default()),
        };
        for view_box in surface.boxes.get().iter() {
            surface.dress_where(&view_box.element, &[":not(", CLOSED, " *)"].concat());
        }
        surface.undressed.set(Rc::new(dom::all(&surface.root, CLOSED)));
        surface
    }

    /// The box of a view, if it was written.
    pub fn view_box(&self, view: View) -> Option<Rc<ViewBox>> {
        self.boxes.get().iter().find(|view_box| view_box.view == view).cloned()
    }

    /// The row of an item in a view.
    pub fn row(&self, view: View, item: ItemIndex) -> Option<Element> {
        self.view_box(view)?.rows.get(item.0)
    }

    /// The row of an item in the view whose rows open.
    pub fn list_row(&self, item: ItemIndex) -> Option<Element> {
        let boxes = self.boxes.get();
        boxes.iter().find(|view_box| view::spec(view_box.view).rows_open)?.rows.get(item.0)
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
                        if let Part::Details(..) = part
                            && let Some(inside) = dom::of_class(&element, view::INSIDE)
                        {
                            self.dress_bare(&inside);
                        }
                        parts::set(&element, *attribute, value.as_deref());
                    }
                }
            }
        }
        if let Some(marks) = &change.marks {
            let waiting = self.unmarked.get();
            self.mark(marks, if marks.beside { &waiting.rows } else { &[] });
        }
    }

    /// Moving a row removes the focus from it, so the focus is set again.
    fn order(&self, view: View, order: &[ItemIndex]) {
        let Some(view_box) = self.view_box(view) else { return };
        let rows = order.iter().filter_map(|at| view_box.rows.get(at.0));
        let focused = dom::focus_in(&view_box.element);
        let mut parent = None;
        for row in rows {
            if parent.is_none() {
                parent = row.parent_node();
            }
            if let Some(parent) = &parent {
                let _ = parent.append_child(&row);
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
                dom::set_text(&element, text, self.locale);
            }
            _ => {}
        }
    }

    fn write(&self, part: &Part, markup: &Markup, read: &dyn Fn(&Element, View) -> ViewBox) {
        match part {
            Part::View(view) => self.write_view(*view, markup, read),
            Part::Rows(view, rows, before) => self.write_rows(*view, rows, *before, markup),
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
                    && let Some(button) = dom::written(&head, markup.clone(), self.locale)
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
                    // Only the results have parts of their own that open.
                    let has_parts = matches!(region, Part::Content(_));
                    let parts = || if has_parts { dom::all(&element, "details") } else { Vec::new() };
                    let open = parts().iter().map(|part| part.has_attribute("open")).list();
                    self.replace(&element, markup);
                    if has_parts || matches!(region, Part::Keyed(..)) {
                        self.dress(&element);
                    }
                    for (part, open) in parts().iter().zip(open) {
                        dom::toggle(part, "open", open);
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

    /// Writes rows into the element that has the rows of their view.
    fn write_rows(
        &self,
        view: View,
        rows: &[(ItemIndex, usize)],
        before: Option<ItemIndex>,
        markup: &Markup,
    ) {
        let Some(view_box) = self.view_box(view) else { return };
        let before = before.and_then(|at| view_box.rows.get(at.0));
        let (Some(parent), Some(written)) = (
            view_box.element.query_selector(ROWS).ok().flatten(),
            dom::written(&view_box.element, markup.clone(), self.locale),
        ) else {
            return;
        };
        self.dress(&written);
        for (at, first_key) in rows {
            let Some(row) = written.first_element_child() else { break };
            let figures = dom::all(&row, &format!(".{}", view::FIGURE));
            for (nth, figure) in figures.into_iter().enumerate() {
                view_box.keyed.set(first_key + nth, figure);
            }
            let _ = parent.insert_before(&row, before.as_ref().map(|row| row.as_ref()));
            view_box.rows.set(at.0, row);
        }
    }

    fn write_view(&self, view: View, markup: &Markup, read: &dyn Fn(&Element, View) -> ViewBox) {
        let boxes = self.boxes.get();
        let Some(last) = boxes.last().map(|view_box| &view_box.element) else { return };
        let (Some(element), Some(parent)) =
            (dom::written(last, markup.clone(), self.locale), last.parent_node())
        else {
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
            && let Some(part) = dom::written(&container, markup.clone(), self.locale)
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
        dom::set_markup(region, markup.clone(), self.locale);
        if had_focus {
            let next = dom::first(region, "button").or_else(|| self.find(&Part::Search));
            if let Some(next) = next {
                dom::focus(&next);
            }
        }
    }

    /// Adds the parts that need the script: copy buttons, interactive charts, the current year.
    fn dress(&self, written: &Element) {
        self.dress_where(written, "");
    }

    /// The same where a selector fits too.
    fn dress_where(&self, written: &Element, fits: &str) {
        let Buttons { copy, save, share, .. } = &self.buttons;
        for (place, content) in [(view::COPY, copy), (view::SHARE, share), (view::SAVE, save)] {
            dom::fill_places(written, &[".", place, fits].concat(), content);
        }
        super::chart::prepare(written, &[".", view::SAVE, fits].concat(), self.locale);
        if let Some(mark) = dom::first(written, &self.buttons.today) {
            dom::toggle(&mark, "hidden", false);
        }
    }

    /// Dresses the next inside of a closed row. Returns whether there was one.
    pub fn dress_more(&self) -> bool {
        let at = self.dressed.get();
        self.dressed.set(at + 1);
        self.undressed.get().get(at).inspect(|inside| self.dress_bare(inside)).is_some()
    }

    /// Dresses an inside, unless it was opened and dressed before.
    fn dress_bare(&self, inside: &Element) {
        if dom::first(inside, BARE).is_some() {
            self.dress(inside);
        }
    }

    /// Whether something waits for idle time.
    pub fn has_more(&self) -> bool {
        self.dressed.get() < self.undressed.get().len() || self.has_rows_to_mark()
    }

    /// Marks hits in the text of the first rows. The others go behind those that wait.
    fn mark(&self, hits: &Marks, waiting: &[(ItemIndex, bool)]) {
        let marked = js_sys::Array::new();
        let before = if hits.beside { self.marked.get() } else { 0 };
        let (first, others) = hits.rows.split_at(hits.rows.len().min(MOST_AT_ONCE));
        for (at, open) in first {
            if let Some(row) = self.row(hits.view, *at) {
                marks::find(&row, &hits.words, *open, &marked, MOST_MARKS - before);
            }
        }
        self.marked.set(before + marked.length());
        let rows = [waiting, others].concat();
        self.unmarked.set(Rc::new(Marks { rows, words: hits.words.clone(), beside: true, ..*hits }));
        dom::set_marks(&self.host, &marked, hits.beside);
    }

    /// Whether rows wait for their marks.
    fn has_rows_to_mark(&self) -> bool {
        !self.unmarked.get().rows.is_empty()
    }

    /// Marks the next rows. Returns whether there were some.
    pub fn mark_more(&self) -> bool {
        let waits = self.has_rows_to_mark();
        if waits {
            self.mark(&self.unmarked.get(), &[]);
        }
        waits
    }
}
