//! A trend drawn by plotters: its mesh draws the ticks, its elements the series, at the points that its coordinates
//! give.

use super::say::role;
use super::scale::begins_at_zero;
use plotters::coord::Shift;
use plotters::coord::cartesian::{Cartesian2d, MeshLine};
use plotters::coord::ranged1d::BoldPoints;
use plotters::element::{PathElement, Polygon, Rectangle};
use plotters::prelude::{DrawingArea, DrawingBackend, IntoDrawingArea};
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};

use super::axis::Axis;
use super::backend::{Ink, LOOKS, SvgBackend};
use super::cell::Role;
use super::frame::Frame;
use super::label::Labels;
use super::symbol::{Shape, symbol};
use super::text::{EM, escape, fit, text_width};
use super::trend::{Break, Mark, Series, Trend};
use crate::list::List;
use crate::locale::{Locale, plain};
use crate::plan::{Comparator, FiscalYear};

/// The size of a chart in tenths of a unit, as in its `viewBox`. With an em of 14 units, text is 12 px where the
/// chart is 310 px wide, and 11 px on the narrowest phones. The style sheet limits the width so that text stays below
/// 16 px.
const SIZE: (u32, u32) = (3600, 2200);
/// Half the width of a point. The point of a target is wider, so that an actual of the same value is visible inside
/// it.
const POINT: i32 = 42;
const AIM: i32 = 58;
/// How far the zone of 程度 and the band of a bound extend.
const REACH: i32 = 110;

type Plot<'a> = DrawingArea<SvgBackend<'a>, Cartesian2d<Axis, Axis>>;
/// The whole drawing in tenths of a unit.
pub type Screen<'a> = DrawingArea<SvgBackend<'a>, Shift>;

/// The chart as an `<svg>` element; `None` only if plotters refuses.
pub fn draw(
    trend: &Trend,
    frame: &Frame,
    locale: &Locale,
    sentence: &str,
    id_prefix: &str,
) -> Option<String> {
    let mut out = String::new();
    head(&mut out, ("360", "220"), trend.name, sentence, id_prefix);
    plot(&mut out, trend, frame, locale)?;
    out.push_str(FOOT);
    Some(out)
}

fn plot(out: &mut String, trend: &Trend, frame: &Frame, locale: &Locale) -> Option<()> {
    let noted = |series| in_order(series).into_iter().map(move |mark| note(series, mark, frame, locale));
    let notes = trend.series.iter().flat_map(noted).list();
    let root = SvgBackend::new(out, SIZE, &notes).into_drawing_area();
    // Room above: for a label. Below: for a label where a line falls, for the band of a bound, or for half a point.
    let falls = |series: &Series| {
        let mut pairs = series.marks.iter().zip(series.marks.iter().skip(1));
        pairs.any(|(a, b)| a.role == b.role && b.value < a.value)
    };
    let below = match trend.series.iter().any(falls) {
        true => EM + 100,
        false if trend.marks().all(exact) => 70,
        false => REACH + 20,
    };
    let y_axis = axis_of(trend, (below, EM + 100));
    let (first, last) =
        trend.marks().fold(frame.axis, |(first, last), mark| (first.min(mark.year), last.max(mark.year)));
    let x_axis = Axis::years(first.0, last.0);
    let room = y_axis.ticks.iter().map(|tick| text_width(&y_axis.label(*tick))).max().unwrap_or(0);
    // Room for at least five digits, so that a year has the same position in each chart of a plan.
    let room = room.max(text_width("00,000"));
    let width = i32::try_from(SIZE.0).ok()?;
    let height = i32::try_from(SIZE.1).ok()?;
    let xs = room + 80..width - 20;
    let ys = if trend.unit.is_empty() { 40 } else { EM + 80 }..height - EM - 90;
    // plotters' chart builder would cost 15 KB of WebAssembly for its layout and label areas; here they are four
    // lines.
    let plot = root.apply_coord_spec(Cartesian2d::new(x_axis, y_axis, (xs.clone(), ys.end..ys.start)));
    let screen = plot.use_screen_coord();
    if !trend.unit.is_empty() {
        let unit = unit(trend, &axis_of(trend, (0, 0)), locale);
        screen.draw_text(&unit, &Ink::Unit.text(HPos::Left, VPos::Top), (20, 20)).ok()?;
    }
    plot.draw_mesh(
        |backend: &mut SvgBackend, line: MeshLine<Axis, Axis>| match &line {
            MeshLine::XMesh((x, _), _, half_years) => {
                let year = FiscalYear(u16::try_from(**half_years / 2).unwrap_or(0));
                backend.draw_text(
                    &locale.short_year(year),
                    &Ink::Tick.text(HPos::Center, VPos::Top),
                    (*x, ys.end + 60),
                )
            }
            MeshLine::YMesh((x, y), _, value) => {
                let axis = plot.as_coord_spec().y_spec();
                line.draw(backend, &line_behind(axis, **value).shape())?;
                let label = axis.label(**value);
                backend.draw_text(&label, &Ink::Tick.text(HPos::Right, VPos::Center), (x - 60, *y))
            }
        },
        BoldPoints(0),
        BoldPoints(0),
    )
    .ok()?;
    let pen = Pen { plot: &plot, screen: &screen };
    let mut labels = Labels::new((xs.start, ys.start, xs.end, ys.end));
    for (_, value, _) in &trend.references {
        let y = pen.height(*value);
        pen.path(&[(xs.start, y), (xs.end, y)], Ink::Reference, 0, &mut labels)?;
    }
    for (at, series) in trend.series.iter().enumerate() {
        pen.series(series, at + 1, &mut labels)?;
    }
    let mut texts: Vec<(String, (i32, i32))> = Vec::new();
    for (year, reason) in trend.breaks() {
        let x = plot.map_coordinate(&(2 * i64::from(year.0) - 1, 0)).0;
        pen.path(&[(x, ys.start), (x, ys.end)], Ink::Reference, 0, &mut labels)?;
        texts.push((reason.to_owned(), (x, ys.start + EM)));
    }
    texts.extend(pen.texts(trend, frame, locale, (xs.start + xs.end) / 2));
    for (text, point) in texts {
        let text = fit(&text, xs.end - xs.start);
        let middle = labels.find_room(&text, point);
        screen.draw_text(&text, &Ink::Label.text(HPos::Center, VPos::Top), middle).ok()?;
    }
    root.present().ok()
}

fn axis_of(trend: &Trend, inset: (i32, i32)) -> Axis {
    let axis = Axis::values(trend.ends, trend.scale, begins_at_zero(&trend.unit), inset);
    Axis { minus: trend.minus, ..axis }
}

/// The ink of the line behind a tick. Zero has its own where values go below it.
fn line_behind(axis: &Axis, tick: i64) -> Ink {
    if tick == 0 && axis.ends.0 < 0 { Ink::Zero } else { Ink::Grid }
}

/// The start of an `<svg>` with this width and height, its title and its description.
///
/// The drawing is in a group that is hidden from screen readers. The parts of a picture are hidden anyway. The parts of an
/// application are not, and whoever reads a page by touch would meet the words of every tick one by one.
pub fn head(
    out: &mut String,
    (width, height): (&str, &str),
    title: &str,
    description: &str,
    id_prefix: &str,
) {
    let mut id = String::new();
    escape(id_prefix, &mut id);
    for part in [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"machi-plan-chart\" viewBox=\"0 0 ",
        width,
        " ",
        height,
        "\" role=\"img\" aria-labelledby=\"",
        &id,
        "-title\" aria-describedby=\"",
        &id,
        "-desc\">\n",
    ] {
        out.push_str(part);
    }
    for (element, text) in [("title", title), ("desc", description)] {
        for part in ["<", element, " id=\"", &id, "-", element, "\">"] {
            out.push_str(part);
        }
        escape(text, out);
        for part in ["</", element, ">\n"] {
            out.push_str(part);
        }
    }
    out.push_str("<g aria-hidden=\"true\">\n");
}

/// The end of what [`head`] begins.
pub const FOOT: &str = "</g>\n</svg>\n";

/// The unit above the scale, and where that begins unless at zero.
fn unit(trend: &Trend, start: &Axis, locale: &Locale) -> String {
    match start.ends.0 > 0 {
        true => plain(&locale.chart.unit_from(&trend.unit, start.label(start.ends.0))),
        false => trend.unit.clone(),
    }
}

/// The text of a mark, shown when somebody points at it.
pub fn note(series: &Series, mark: &Mark, frame: &Frame, locale: &Locale) -> String {
    let role = role(locale, mark.role, frame.baseline);
    plain(&joined(&[series.name, &locale.year(mark.year), role, &mark.text]))
}

/// The marks of a series in the order of years, so that a reader who steps through the points goes from left to right.
fn in_order<'s>(series: &'s Series<'_>) -> Vec<&'s Mark> {
    let Some((first, last)) = ends(series) else { return Vec::new() };
    (first..=last).flat_map(|year| series.marks.iter().filter(move |mark| mark.year.0 == year)).list()
}

/// The parts, with a space between them.
pub fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).list();
    parts.join(" ")
}

/// The marks that have a label: the last of each role.
fn labelled<'s>(series: &'s Series<'_>) -> impl Iterator<Item = &'s Mark> {
    let last = |role| series.marks.iter().rfind(move |mark| mark.role == role);
    [Role::Target, Role::Actual, Role::Baseline, Role::Forecast, Role::Cumulative]
        .into_iter()
        .filter_map(last)
}

/// Draws the marks of a series at the points that the axes give.
struct Pen<'p, 'a> {
    plot: &'p Plot<'a>,
    screen: &'p Screen<'a>,
}

impl Pen<'_, '_> {
    /// The point of a mark, so many half years after the middle of its year.
    fn at(&self, mark: &Mark, half_years: i64) -> (i32, i32) {
        self.plot.map_coordinate(&(2 * i64::from(mark.year.0) + half_years, mark.value))
    }

    /// The height of a value that counts for every year.
    fn height(&self, value: i64) -> i32 {
        self.plot.map_coordinate(&(0, value)).1
    }

    /// The begin and the end of the marks' years on the drawing, and the height of the mark.
    fn span(&self, first: &Mark, last: &Mark) -> (i32, i32, i32) {
        let (left, y) = self.at(first, -1);
        (left, self.at(last, 1).0, y)
    }

    /// The labels of the marks and of the values to compare with, each with the point that it belongs to.
    fn texts(&self, trend: &Trend, frame: &Frame, locale: &Locale, middle: i32) -> Vec<(String, (i32, i32))> {
        let mut texts = Vec::new();
        for series in &trend.series {
            let name = fit(series.name, 10 * EM);
            for mark in labelled(series) {
                let role = role(locale, mark.role, frame.baseline);
                texts.push((plain(&joined(&[&name, role, &mark.text])), self.at(mark, 0)));
            }
        }
        for (name, value, text) in &trend.references {
            texts.push((joined(&[&fit(name, 10 * EM), text]), (middle, self.height(*value))));
        }
        texts
    }

    fn path(&self, points: &[(i32, i32)], ink: Ink, series: usize, labels: &mut Labels) -> Option<()> {
        points.windows(2).for_each(|pair| labels.keep_line_clear(pair[0], pair[1]));
        self.screen.draw(&PathElement::new(points, ink.of(series))).ok()
    }

    fn series(&self, series: &Series, group: usize, labels: &mut Labels) -> Option<()> {
        for run in
            series.marks.chunk_by(|a, b| follows(a, b, &series.breaks) && (exact(a) || a.value == b.value))
        {
            self.run(run, group, labels)?;
        }
        for mark in in_order(series) {
            let (x, y) = self.at(mark, 0);
            labels.keep_clear((x - AIM, y - AIM, x + AIM, y + AIM));
            self.mark(mark, (x, y), group)?;
        }
        Some(())
    }

    /// The line through marks of consecutive years: a step for targets, a line for actuals, the edge of a bound.
    fn run(&self, run: &[Mark], group: usize, labels: &mut Labels) -> Option<()> {
        let (first, last) = (run.first()?, run.last()?);
        let (left, right, y) = self.span(first, last);
        let down = match first.comparator {
            Comparator::Equal => return self.exact_run(run, group, labels),
            Comparator::About => {
                labels.keep_clear((left, y - REACH, right, y + REACH));
                let hatch = PathElement::new(hatch(left, right, y), Ink::Hatch.of(group));
                return self.screen.draw(&hatch).ok();
            }
            Comparator::AtMost | Comparator::Below => 1,
            Comparator::AtLeast | Comparator::Above => -1,
        };
        let closed = matches!(first.comparator, Comparator::AtMost | Comparator::AtLeast);
        let side = y + down * REACH;
        let band = Rectangle::new([(left, y.min(side)), (right, y.max(side))], Ink::Band.of(group).filled());
        self.screen.draw(&band).ok()?;
        labels.keep_clear((left, y.min(side) - 10, right, y.max(side) + 10));
        let ink = if closed { Ink::Bound } else { Ink::BoundOpen };
        self.path(&[(left, y), (right, y)], ink, group, labels)
    }

    fn exact_run(&self, run: &[Mark], group: usize, labels: &mut Labels) -> Option<()> {
        let mut points = Vec::new();
        match run.first()?.role {
            Role::Target => {
                for mark in run {
                    let (left, right, y) = self.span(mark, mark);
                    points.extend([(left, y), (right, y)]);
                }
                self.path(&points, Ink::Step, group, labels)
            }
            role @ (Role::Actual | Role::Forecast | Role::Cumulative) if run.len() > 1 => {
                points.extend(run.iter().map(|mark| self.at(mark, 0)));
                let ink = if role == Role::Forecast { Ink::Expected } else { Ink::Line };
                self.path(&points, ink, group, labels)
            }
            _ => Some(()),
        }
    }

    /// The point itself, in the shape of its series. A bound also gets an arrow to its open side. For 程度 the zone of
    /// its year is drawn instead of a point.
    fn mark(&self, mark: &Mark, (x, y): (i32, i32), group: usize) -> Option<()> {
        let (ink, size) = match mark.role {
            Role::Target => (Ink::Aim, AIM),
            // Hollow as a target, because it is not reached yet, and small as an actual.
            Role::Forecast => (Ink::Aim, POINT),
            _ => (Ink::Mark, POINT),
        };
        let arrow = |tip: i32| {
            let head = vec![(x - 60, y), (x + 60, y), (x, y + tip)];
            self.screen.draw(&Polygon::new(head, Ink::Arrow.noted(group))).ok()
        };
        match mark.comparator {
            Comparator::About => {
                let (left, right, y) = self.span(mark, mark);
                let corners = [(left, y - REACH), (right, y + REACH)];
                self.screen.draw(&Rectangle::new(corners, Ink::Zone.noted(group).filled())).ok()
            }
            Comparator::AtMost | Comparator::Below => arrow(REACH),
            Comparator::AtLeast | Comparator::Above => arrow(-REACH),
            Comparator::Equal => {
                let shape = Shape::ALL[(group - 1) % LOOKS];
                symbol(self.screen, shape, (x, y), size, ink.noted(group))
            }
        }
    }
}

/// The slanting lines of a zone as one line: up, along the edge, down, along the edge. An SVG pattern would not work:
/// a page with `<base>` sends its reference elsewhere.
fn hatch(left: i32, right: i32, y: i32) -> Vec<(i32, i32)> {
    let starts = (left..=right - REACH).step_by(90);
    let lines = starts.enumerate().map(|(count, x)| {
        let line = [(x, y + REACH), (x + REACH, y - REACH)];
        if count % 2 == 0 { line } else { [line[1], line[0]] }
    });
    lines.flatten().list()
}

fn ends(series: &Series) -> Option<(u16, u16)> {
    let years = series.marks.iter().map(|mark| mark.year.0);
    Some((years.clone().min()?, years.max()?))
}

/// Whether two marks belong to one line: the same role and comparator in consecutive years. A missing year leaves a
/// gap, and so does a break of the series.
fn follows(a: &Mark, b: &Mark, breaks: &[Break]) -> bool {
    let is_same = a.role == b.role && a.comparator == b.comparator && b.year.0 == a.year.0 + 1;
    is_same && !breaks.iter().any(|(year, _)| *year == b.year)
}

fn exact(mark: &Mark) -> bool {
    mark.comparator == Comparator::Equal
}
