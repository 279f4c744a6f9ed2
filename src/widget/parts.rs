//! Finds the element of a part, and sets its attributes.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

use super::dom;
use super::surface::Surface;
use crate::model::{Attribute, Part};
use crate::view::{self, Verb};

impl Surface {
    /// The element of a part; `None` where it is not in the page.
    pub fn find(&self, part: &Part) -> Option<Element> {
        let in_root = |selector: &str| dom::first(&self.root, selector);
        let of_class = |class: &str| dom::of_class(&self.root, class);
        match part {
            Part::Console => None,
            Part::Root => Some(self.root.clone()),
            Part::View(view) => Some(self.view_box(*view)?.element.clone()),
            Part::Row(view, at) => self.row(*view, *at),
            Part::Rows(..) => None,
            Part::Line(view, at, last) => {
                let row = self.row(*view, *at)?;
                if *last { row.last_element_child() } else { row.first_element_child() }
            }
            Part::Details(view, at) => dom::first(&self.row(*view, *at)?, "details"),
            Part::Hits(view, at) => dom::of_class(&self.row(*view, *at)?, view::HITS),
            Part::OfYears(view, at) => dom::of_class(&self.row(*view, *at)?, view::OF_YEARS),
            Part::Inside(view, at) => dom::of_class(&self.row(*view, *at)?, view::INSIDE),
            Part::Keyed(view, at) => self.view_box(*view)?.keyed.get(*at),
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
            Part::Content(view) => {
                dom::of_class(&self.view_box(*view)?.element, &format!("{}-{}", view::ROOT, view.name()))
            }
            Part::Downloads => of_class(view::DOWNLOADS),
            Part::Selected => of_class(view::SELECTED),
            Part::Controls => of_class(view::CONTROLS),
            Part::Search => in_root("input[data-key=q]"),
            Part::SortChoice => in_root("select[data-key=sort]"),
            Part::Only(key) => in_root(&format!("input[data-key={key}]")),
            Part::ViewButton(view) => {
                let is_its =
                    |button: &Element| button.get_attribute(view::DATA_VALUE).as_deref() == Some(view.name());
                dom::all(&of_class(view::CONTROLS)?, &Verb::View.selector()).into_iter().find(is_its)
            }
            // Below the root there are ten times as many elements to look through.
            Part::Segment(verb, at) => {
                dom::all(&of_class(view::CONTROLS)?, &verb.selector()).into_iter().nth(*at)
            }
            Part::SegmentCount(verb, at) => {
                dom::of_class(&self.find(&Part::Segment(*verb, *at))?, view::COUNT)
            }
            Part::Said => of_class(view::SAID),
            Part::Choice(at) => dom::first(self.choices.get().get(*at)?, "input"),
            Part::Count(at) => dom::of_class(self.choices.get().get(*at)?, view::COUNT),
            Part::ChoiceRow(at) => self.choices.get().get(*at)?.parent_element(),
            Part::ChoiceField(at) => in_root(&format!("[{}=\"{at}\"] > input", view::DATA_FACET)),
            Part::ChoicesShown(at) => in_root(&format!("[{}=\"{at}\"] > p", view::DATA_FACET)),
            Part::Chips => of_class(view::CHIPS),
            Part::Filter => of_class(view::FILTER),
            Part::ToResult => of_class(view::TO_RESULT),
            Part::Result => of_class(view::RESULT),
            Part::Live => of_class(view::LIVE),
            Part::Head(view, at) => {
                // The heads are the first of a table, so the search for one ends early.
                let selector = format!(".{} > thead th:nth-child({})", view::ITEMS, at + 1);
                dom::first(&self.view_box(*view)?.element, &selector)
            }
            Part::HeadButton(view, at) => dom::first(&self.find(&Part::Head(*view, *at))?, "button"),
        }
    }
}

/// Sets an attribute or a property.
pub(super) fn set(element: &Element, attribute: Attribute, value: Option<&str>) {
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
        Attribute::Index => dom::set_attribute(element, "aria-rowindex", value),
        Attribute::Lines => dom::set_attribute(element, "aria-rowcount", value),
        Attribute::Asks => dom::set_attribute(element, view::DATA_VALUE, value),
        Attribute::View => dom::set_attribute(element, view::DATA_VIEW, value),
    }
}
