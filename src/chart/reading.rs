//! How a chart is read without eyes: first which series it has, then their values, year by year.
//!
//! The points of one role in one series are a group. Up and down lead from group to group, left and right from year to
//! year. So nobody has to pass all targets on the way to the actuals.

use super::draw::{joined, note};
use super::frame::Frame;
use super::say::role as role_in_words;
use super::trend::Trend;
use crate::list::List;
use crate::locale::Locale;
use crate::plan::{FiscalYear, Indicator};

/// The points of one role in one series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointGroup {
    /// The series and the role: 女性職員 目標値.
    pub name: String,
    /// In the order of years.
    pub points: Vec<Point>,
}

/// A point of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Its year.
    pub year: FiscalYear,
    /// The words of its title, which no other point of the chart has.
    pub text: String,
}

/// What is being read of a chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// The whole: the sentence.
    #[default]
    Whole,
    /// A group, by its index.
    Group(usize),
    /// A point, by the indices of its group and of itself in the group.
    Point(usize, usize),
}

/// A key that leads on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The group before, or the whole.
    Up,
    /// The next group.
    Down,
    /// The year before.
    Left,
    /// The next year.
    Right,
    /// The first year of the group.
    First,
    /// The last year of the group.
    Last,
}

/// The groups of the chart of an indicator, in the order of its drawing; empty where it has no chart. `series` and
/// `frame` are those of [`super::indicator_figure`].
pub fn point_groups(series: &[&Indicator], frame: &Frame, locale: &Locale) -> Vec<PointGroup> {
    let Some(trend) = Trend::of(series, &frame.scales) else { return Vec::new() };
    let mut groups: Vec<PointGroup> = Vec::new();
    for series in &trend.series {
        let mut roles = Vec::new();
        let first = groups.len();
        for mark in &series.marks {
            let text = note(series, mark, frame, locale);
            let nth = roles.iter().position(|role| *role == mark.role).unwrap_or_else(|| {
                let role = role_in_words(locale, mark.role, frame.baseline);
                groups.push(PointGroup { name: joined(&[series.name, role]), points: Vec::new() });
                roles.push(mark.role);
                roles.len() - 1
            });
            groups[first + nth].points.push(Point { year: mark.year, text });
        }
    }
    groups
}

/// Where a key leads. At an end it stays. From a point, up and down lead to the same year of the other group, or to the
/// year that is nearest to it.
pub fn step(groups: &[PointGroup], now: Reading, step: Step) -> Reading {
    let Some(last) = groups.len().checked_sub(1) else { return Reading::Whole };
    let group = match now {
        Reading::Whole => None,
        Reading::Group(group) | Reading::Point(group, _) => Some(group.min(last)),
    };
    let of = group.unwrap_or(0);
    let end = groups[of].points.len().saturating_sub(1);
    let in_other = |other: usize| match now {
        Reading::Point(_, point) => match groups[of].points.get(point) {
            Some(point) => Reading::Point(other, nearest(&groups[other].points, point.year)),
            None => Reading::Group(other),
        },
        _ => Reading::Group(other),
    };
    match (step, now) {
        (Step::Down, Reading::Whole) => Reading::Group(0),
        (Step::Down, _) if of == last => now,
        (Step::Down, _) => in_other(of + 1),
        (Step::Up, Reading::Whole) => now,
        (Step::Up, Reading::Group(0)) => Reading::Whole,
        (Step::Up, _) if of == 0 => Reading::Group(0),
        (Step::Up, _) => in_other(of - 1),
        (Step::Right, Reading::Point(_, point)) => Reading::Point(of, (point + 1).min(end)),
        (Step::Left, Reading::Point(_, point)) => Reading::Point(of, point.saturating_sub(1)),
        (Step::Right | Step::First, _) => Reading::Point(of, 0),
        (Step::Left | Step::Last, _) => Reading::Point(of, end),
    }
}

/// The reading of the point with this title.
pub fn reading_of(groups: &[PointGroup], title: &str) -> Reading {
    for (group, of) in groups.iter().enumerate() {
        if let Some(point) = of.points.iter().position(|point| point.text == title) {
            return Reading::Point(group, point);
        }
    }
    Reading::Whole
}

/// What is said of a reading: the name of a group with how many values it has, or a value with its place in the group.
pub fn said(groups: &[PointGroup], reading: Reading, locale: &Locale) -> String {
    let words = &locale.chart;
    match reading {
        Reading::Whole => words.keys.to_owned(),
        Reading::Group(group) => {
            let PointGroup { name, points } = &groups[group];
            let years = match &points[..] {
                [first, .., last] => locale.text.years(locale.year(first.year), locale.year(last.year)),
                [only] => locale.year(only.year),
                [] => String::new(),
            };
            words.point_group(name, points.len(), years, group + 1, groups.len())
        }
        Reading::Point(group, point) => {
            let points = &groups[group].points;
            words.point(&points[point].text, point + 1, points.len())
        }
    }
}

fn nearest(points: &[Point], year: FiscalYear) -> usize {
    let far = points.iter().map(|point| point.year.0.abs_diff(year.0)).list();
    (0..far.len()).min_by_key(|at| far[*at]).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(name: &str, years: &[u16]) -> PointGroup {
        let point = |year: &u16| Point { year: FiscalYear(*year), text: String::new() };
        PointGroup { name: name.into(), points: years.iter().map(point).collect() }
    }

    #[test]
    fn up_and_down_lead_between_groups_left_and_right_between_years() {
        let groups =
            [group("基準値", &[2021]), group("目標値", &[2023, 2024, 2027]), group("実績値", &[2023, 2024])];
        let walk = |steps: &[Step]| steps.iter().fold(Reading::Whole, |now, next| step(&groups, now, *next));
        use Step::*;
        assert_eq!(walk(&[Down]), Reading::Group(0));
        assert_eq!(walk(&[Down, Down, Down, Down]), Reading::Group(2), "the last stays the last");
        assert_eq!(walk(&[Down, Up]), Reading::Whole);
        assert_eq!(walk(&[Up]), Reading::Whole);
        assert_eq!(
            walk(&[Right]),
            Reading::Point(0, 0),
            "who knows only left and right reads the first group"
        );
        assert_eq!(walk(&[Down, Down, Right, Right]), Reading::Point(1, 1));
        assert_eq!(walk(&[Down, Down, Left]), Reading::Point(1, 2));
        assert_eq!(walk(&[Down, Down, Last, Right]), Reading::Point(1, 2));
        assert_eq!(walk(&[Down, Down, First, Left]), Reading::Point(1, 0));
        assert_eq!(walk(&[Down, Down, Last, Down]), Reading::Point(2, 1), "2024 is nearest to 2027");
        assert_eq!(walk(&[Down, Down, First, Down]), Reading::Point(2, 0), "the same year");
        assert_eq!(walk(&[Right, Up]), Reading::Group(0), "from the first group's value to its name");
        assert_eq!(step(&[], Reading::Point(3, 4), Right), Reading::Whole);
    }
}
