//! The values of a series as points in one line, below each other for indicators of one unit. All positions are
//! percentages, so that a line is as wide as its room and its points are not stretched.

use super::axis::Axis;
use super::cell::{Cell, Role, is_level};
use super::number::length;
use super::scale::{Scales, begins_at_zero};
use super::text::escape;
use super::trend::Trend;
use crate::list::List;
use crate::plan::{Comparator, Indicator};

/// The shape of a point: by its role, and larger where it is the last of its role.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    role: Role,
    comparator: Comparator,
    is_last: bool,
}

/// The line of each series.
pub fn tracks(rows: &[&Indicator], trend: &Trend) -> Vec<String> {
    let axis = Axis::values(trend.ends, trend.scale, begins_at_zero(&trend.unit), (0, 0));
    rows.iter().map(|row| track(row, trend, &axis)).list()
}

fn track(row: &Indicator, trend: &Trend, axis: &Axis) -> String {
    let cells = Cell::all(row);
    let mut marks: Vec<(i32, Look)> = Vec::new();
    for cell in &cells {
        let level = cell.readings.iter().find(|reading| is_level(reading) && reading.unit == trend.unit);
        let value = level.and_then(|level| level.value.at_scale(trend.scale));
        let (Some(level), Some(value)) = (level, value) else { continue };
        if matches!(cell.role, Role::Baseline | Role::Target | Role::Actual | Role::Forecast) {
            for (_, before) in marks.iter_mut().filter(|(_, look)| look.role == cell.role) {
                before.is_last = false;
            }
            let look = Look { role: cell.role, comparator: level.comparator, is_last: true };
            marks.push((at(axis, value), look));
        }
    }
    let mut out =
        String::from("<svg class=\"machi-plan-track machi-plan-chart-series-1\" aria-hidden=\"true\">\n");
    for tick in &axis.ticks {
        let x = at(axis, *tick);
        line(&mut out, "grid", x, x, ("0", "100%"));
    }
    let exact = marks.iter().filter(|(_, look)| look.comparator == Comparator::Equal).map(|(x, _)| *x).list();
    if let (Some(first), Some(last)) = (exact.iter().min(), exact.iter().max())
        && first != last
    {
        line(&mut out, "step", *first, *last, ("50%", "50%"));
    }
    for (x, look) in marks {
        match look.comparator {
            Comparator::AtLeast => line(&mut out, "bound", x, 1000, ("50%", "50%")),
            Comparator::Above => line(&mut out, "bound-open", x, 1000, ("50%", "50%")),
            Comparator::AtMost => line(&mut out, "bound", 0, x, ("50%", "50%")),
            Comparator::Below => line(&mut out, "bound-open", 0, x, ("50%", "50%")),
            Comparator::Equal | Comparator::About => {}
        }
        point(&mut out, x, look);
    }
    out.push_str("</svg>\n");
    out
}

/// The position of a value in tenths of a per cent.
fn at(axis: &Axis, value: i64) -> i32 {
    use plotters::coord::ranged1d::Ranged;
    axis.map(&value, (0, 1000))
}

fn point(out: &mut String, x: i32, look: Look) {
    let class = match (look.role, look.comparator) {
        (Role::Baseline, _) => return line(out, "base", x, x, ("20%", "80%")),
        (Role::Forecast, _) | (_, Comparator::About) => "aim machi-plan-chart-expected",
        (Role::Target, _) => "aim",
        _ => "mark",
    };
    out.push_str("<circle class=\"machi-plan-chart-");
    out.push_str(class);
    per_cent(out, "\" cx", x);
    // The target is larger, so that an actual of the same value is visible inside it.
    let radius = match (look.is_last, class) {
        (true, "mark") => "6",
        (true, _) => "8",
        (false, "mark") => "3",
        (false, _) => "4",
    };
    for part in [" cy=\"50%\" r=\"", radius, "\"/>\n"] {
        out.push_str(part);
    }
}

fn line(out: &mut String, class: &str, from: i32, to: i32, (top, bottom): (&str, &str)) {
    out.push_str("<line class=\"machi-plan-chart-");
    out.push_str(class);
    per_cent(out, "\" x1", from);
    per_cent(out, " x2", to);
    for part in [" y1=\"", top, "\" y2=\"", bottom, "\"/>\n"] {
        out.push_str(part);
    }
}

fn per_cent(out: &mut String, name: &str, tenths: i32) {
    out.push_str(name);
    out.push_str("=\"");
    length(tenths, out);
    out.push_str("%\"");
}

/// The point of a role alone, for the words that explain it.
pub fn mark_of(role: Role) -> String {
    let mut out =
        String::from("<svg class=\"machi-plan-track machi-plan-chart-series-1\" aria-hidden=\"true\">");
    point(&mut out, 500, Look { role, comparator: Comparator::Equal, is_last: true });
    out.push_str("</svg>");
    out
}

/// The labels of the scale of a unit above its lines, and its first label where it does not begin at zero.
pub fn scale_head(scales: &Scales, unit: &str) -> Option<(String, Option<String>)> {
    let scale = scales.find(unit)?;
    let axis = Axis::values(scale.ends, scale.decimals, begins_at_zero(unit), (0, 0));
    let axis = Axis { minus: scale.minus, ..axis };
    let mut out = String::from("<svg class=\"machi-plan-track\" aria-hidden=\"true\">");
    for tick in &axis.ticks {
        let x = at(&axis, *tick);
        per_cent(&mut out, "<text x", x);
        out.push_str(match x {
            0 => " y=\"80%\">",
            1000 => " y=\"80%\" text-anchor=\"end\">",
            _ => " y=\"80%\" text-anchor=\"middle\">",
        });
        escape(&axis.label(*tick), &mut out);
        out.push_str("</text>");
    }
    out.push_str("</svg>");
    let start = axis.ends.0;
    Some((out, (start > 0).then(|| axis.label(start))))
}
