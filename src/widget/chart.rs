//! Interactive charts: arrow keys and taps step through groups and points, their text appears below the chart, Enter leads to
//! the table, and files can be saved.
//!
//! A screen reader reads a drawing as one picture and keeps the arrow keys for itself. So the script makes an application of
//! it: its name and description are read first, and then the keys come here. What they lead to is said by the live region alone,
//! because the focus stays.

use web_sys::Element;

use super::dom;
use super::events::{EventData, Way};
use super::turn::Widget;
use crate::chart::{self, PointGroup, Reading, Step};
use crate::export;
use crate::list::List;
use crate::locale::Locale;
use crate::model::EventKind;
use crate::view::{self, ChartFile};

/// The attribute of the current point.
const CURRENT: &str = "aria-current";
/// The attribute of a chart that has the index of the group of points that is being read.
const GROUP: &str = "data-group";
/// Where the table of a figure is opened.
const TABLE: &str = "details details";

/// Makes the charts in `written` reachable by keyboard. `save` finds the places of the buttons that save them.
pub(super) fn prepare(written: &Element, save: &str, locale: &Locale) {
    for save_box in dom::all(written, save) {
        if let Some(chart) = figure_of(&save_box).and_then(|figure| chart_of(&figure)) {
            for (name, value) in
                [("tabindex", "0"), ("role", "application"), ("aria-roledescription", locale.chart.role)]
            {
                dom::set_attribute(&chart, name, Some(value));
            }
        }
    }
}

/// The figure that contains an element.
pub(super) fn figure_of(element: &Element) -> Option<Element> {
    element.closest(&format!(".{}", view::FIGURE)).ok().flatten()
}

fn chart_of(figure: &Element) -> Option<Element> {
    dom::of_class(figure, view::CHART)
}

/// The points of a chart in the order of the years: the elements with a title.
fn points(chart: &Element) -> Vec<Element> {
    dom::all(chart, "g title").iter().filter_map(|title| title.parent_element()).list()
}

/// Removes the text below the chart of a figure, and the mark of its point. Returns whether there was one.
fn leave(figure: &Element) -> bool {
    let Some(note) = dom::of_class(figure, view::POINT) else { return false };
    for point in dom::all(figure, "[aria-current]") {
        dom::set_attribute(&point, CURRENT, None);
    }
    if let Some(chart) = chart_of(figure) {
        dom::set_attribute(&chart, GROUP, None);
    }
    note.remove();
    true
}

impl Widget {
    /// Handles an event in a chart. Returns whether the event is done.
    pub(super) fn in_chart(&self, event: &EventData, target: &Element) -> bool {
        let chart = target.closest(&format!("svg.{}[tabindex]", view::CHART)).ok().flatten();
        match event.kind {
            EventKind::FocusIn => {
                // The event is elsewhere, so the text below another chart is removed.
                let figure = figure_of(target);
                for note in dom::all(self.root(), &format!(".{}", view::POINT)) {
                    if let Some(other) = figure_of(&note).filter(|of_note| Some(of_note) != figure.as_ref()) {
                        leave(&other);
                    }
                }
                // A reader who taps has no arrow keys.
                if chart.is_some()
                    && let Some(chart) = dom::first(self.root(), "svg:focus-visible")
                {
                    self.note(&chart, self.model().page().locale.chart.keys);
                }
                true
            }
            EventKind::KeyDown => chart.is_some_and(|chart| self.key(event, &chart)),
            EventKind::Click => chart
                .inspect(|chart| {
                    let groups = self.groups(chart);
                    let tapped = points(chart).into_iter().nth(dom::nearest_point(chart) as usize);
                    let title = tapped.and_then(|point| point.text_content()).unwrap_or_default();
                    self.read(chart, &groups, chart::reading_of(&groups, &title));
                })
                .is_some(),
            EventKind::Change
            | EventKind::Input
            | EventKind::PointerDown
            | EventKind::Composed
            | EventKind::Toggle => false,
        }
    }

    fn key(&self, event: &EventData, chart: &Element) -> bool {
        // With Alt, Ctrl or Meta the key belongs to the browser: back, the end of the page.
        if event.is(Way::Modified) {
            return false;
        }
        let step = match event.text {
            "ArrowUp" => Step::Up,
            "ArrowDown" => Step::Down,
            "ArrowLeft" => Step::Left,
            "ArrowRight" => Step::Right,
            "Home" => Step::First,
            "End" => Step::Last,
            "Enter" => return self.to_table(event, chart),
            "Escape" => return figure_of(chart).is_some_and(|figure| leave(&figure)),
            _ => return false,
        };
        // Otherwise the page would scroll.
        event.stop();
        let groups = self.groups(chart);
        let now = points(chart).into_iter().find(|point| point.has_attribute(CURRENT));
        let group = chart.get_attribute(GROUP).and_then(|group| group.parse().ok());
        let now = match (now, group) {
            (Some(point), _) => chart::reading_of(&groups, &point.text_content().unwrap_or_default()),
            (None, Some(group)) => Reading::Group(group),
            (None, None) => Reading::Whole,
        };
        self.read(chart, &groups, chart::step(&groups, now, step));
        true
    }

    /// Opens the table in place of the chart and leads to it.
    fn to_table(&self, event: &EventData, chart: &Element) -> bool {
        let Some(figure) = figure_of(chart) else { return false };
        let Some(table) = dom::first(&figure, TABLE) else { return false };
        event.stop();
        leave(&figure);
        dom::toggle(&table, "open", true);
        if let Some(summary) = table.first_element_child() {
            dom::focus(&summary);
        }
        true
    }

    fn groups(&self, chart: &Element) -> Vec<PointGroup> {
        let indicator = figure_of(chart).and_then(|figure| figure.get_attribute(view::DATA_INDICATOR));
        view::point_groups(&self.model().page(), &indicator.unwrap_or_default())
    }

    /// Marks what is read of a chart, and says it.
    fn read(&self, chart: &Element, groups: &[PointGroup], reading: Reading) {
        let (group, current) = match reading {
            Reading::Whole => (None, None),
            Reading::Group(group) => (Some(group), None),
            Reading::Point(group, point) => (Some(group), Some(&groups[group].points[point].text)),
        };
        for point in points(chart) {
            let is_current = current.is_some() && point.text_content().as_ref() == current;
            dom::set_attribute(&point, CURRENT, is_current.then_some("true"));
        }
        dom::set_attribute(chart, GROUP, group.map(|group| group.to_string()).as_deref());
        self.note(chart, &chart::said(groups, reading, self.model().page().locale));
    }

    /// Writes a text below a chart.
    fn note(&self, chart: &Element, text: &str) {
        let Some(figure) = figure_of(chart) else { return };
        // A live region must be in the page before its words change.
        let standing = dom::of_class(&figure, view::POINT).or_else(|| {
            let note = dom::written(&figure, view::point(""), self.surface.locale)?;
            chart.parent_element()?.insert_before(&note, chart.next_sibling().as_ref()).ok()?;
            Some(note)
        });
        if let Some(note) = standing {
            dom::set_text(&note, text, self.surface.locale);
        }
    }

    /// Saves the chart next to a button as an SVG, or its values as a CSV. Says below the chart if the page prevents it.
    pub(super) fn save_chart(&self, control: &Element, file: ChartFile) {
        let model = self.model();
        let plan = &model.plan().prepared.plan;
        let Some(figure) = figure_of(control) else { return };
        let Some(chart) = chart_of(&figure) else { return };
        let indicator = figure.get_attribute(view::DATA_INDICATOR).unwrap_or_default();
        let name = format!("{}-{indicator}.{}", plan.about.id, file.name());
        let is_saved = match file {
            ChartFile::Svg => {
                leave(&figure);
                dom::download(&name, "image/svg+xml", dom::drawing(&chart).as_bytes())
            }
            ChartFile::Csv => {
                let Some((item, rows)) = view::figure_of(plan, &indicator) else { return };
                let text = export::values_of(plan, item, rows);
                dom::download(&name, "text/csv", text.as_bytes())
            }
        };
        if !is_saved {
            self.note(&chart, &model.page().locale.data.not_made(&name));
        }
    }
}
