//! Interactive charts: arrow keys and taps step through the points, the text of a point appears below its chart, and
//! files can be saved.

use maud::Markup;
use web_sys::Element;

use super::dom;
use super::events::{EventData, Way};
use super::turn::Widget;
use crate::export;
use crate::list::List;
use crate::model::EventKind;
use crate::plan::Item;
use crate::view::{self, ChartFile};

/// The attribute of the current point.
const CURRENT: &str = "aria-current";

/// Makes the charts in `written` reachable by keyboard, and adds the buttons that save them.
pub(super) fn prepare(written: &Element, buttons: &Markup) {
    for save_box in dom::all(written, &format!(".{}", view::SAVE)) {
        dom::set_markup(&save_box, buttons.clone());
        if let Some(chart) = figure_of(&save_box).and_then(|figure| chart_of(&figure)) {
            dom::set_attribute(&chart, "tabindex", Some("0"));
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

impl Widget {
    /// Handles an event in a chart. Returns whether the event is done.
    pub(super) fn in_chart(&self, event: &EventData, target: &Element) -> bool {
        let chart = target.closest(&format!("svg.{}[tabindex]", view::CHART)).ok().flatten();
        match event.kind {
            EventKind::FocusIn => {
                // The event is elsewhere, so the text below another chart is removed.
                let figure = figure_of(target);
                for note in dom::all(self.root(), &format!(".{}", view::POINT)) {
                    if figure_of(&note) != figure {
                        self.leave(&note);
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
            EventKind::Click => {
                chart.inspect(|chart| self.go_to_point(chart, dom::nearest_point(chart) as usize)).is_some()
            }
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
        let points = points(chart);
        let now = points.iter().position(|point| point.has_attribute(CURRENT));
        let last = points.len().saturating_sub(1);
        let next = match event.text {
            "ArrowRight" => now.map_or(0, |at| (at + 1).min(last)),
            "ArrowLeft" => now.map_or(last, |at| at.saturating_sub(1)),
            "Home" => 0,
            "End" => last,
            "Escape" => {
                let note = figure_of(chart).and_then(|figure| dom::of_class(&figure, view::POINT));
                return note.inspect(|note| self.leave(note)).is_some();
            }
            _ => return false,
        };
        // Otherwise the page would scroll.
        event.stop();
        self.go_to_point(chart, next);
        true
    }

    fn go_to_point(&self, chart: &Element, index: usize) {
        let points = points(chart);
        for (at, point) in points.iter().enumerate() {
            dom::set_attribute(point, CURRENT, (at == index).then_some("true"));
        }
        let Some(text) = points.get(index).and_then(|point| point.text_content()) else { return };
        self.note(chart, &self.model().page().locale.chart.point(&text, index + 1, points.len()));
    }

    /// Writes a text below a chart.
    fn note(&self, chart: &Element, text: &str) {
        let Some(figure) = figure_of(chart) else { return };
        // A live region must be in the page before its words change.
        let standing = dom::of_class(&figure, view::POINT).or_else(|| {
            let note = dom::written(&figure, view::point(""))?;
            chart.parent_element()?.insert_before(&note, chart.next_sibling().as_ref()).ok()?;
            Some(note)
        });
        if let Some(note) = standing {
            note.set_text_content(Some(text));
        }
    }

    /// Removes the text below a chart, and the mark of its point.
    fn leave(&self, note: &Element) {
        if let Some(figure) = figure_of(note) {
            for point in dom::all(&figure, "[aria-current]") {
                dom::set_attribute(&point, CURRENT, None);
            }
        }
        note.remove();
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
                if let Some(note) = dom::of_class(&figure, view::POINT) {
                    self.leave(&note);
                }
                dom::download(&name, "image/svg+xml", dom::drawing(&chart).as_bytes())
            }
            ChartFile::Csv => {
                let has_it = |item: &&Item| view::series_of(item, &indicator).next().is_some();
                let Some(item) = plan.items.iter().find(has_it) else { return };
                let text = export::values_of(plan, item, view::series_of(item, &indicator));
                dom::download(&name, "text/csv", text.as_bytes())
            }
        };
        if !is_saved {
            self.note(&chart, &model.page().locale.data.not_made(&name));
        }
    }
}
