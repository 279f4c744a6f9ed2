//! The figures of an item: each indicator as a row with its values on the scale of its unit, or as a number where it has
//! only one. The chart, the table and the remarks are behind it.

#[cfg(feature = "package")]
mod paper;

use std::collections::BinaryHeap;

use maud::{Markup, html};

use super::values::{cells, values};
use super::{ChartFile, Page, Verb, names::*, page::drawing, share::share_box};
use crate::chart::{self, Frame, PointGroup, Role, Scales, indicator_figure, role_name};
use crate::list::List;
use crate::plan::{Direction, Indicator, Item, Plan};
use crate::selection::ViewState;

#[cfg(feature = "package")]
pub(crate) use paper::drawings;
#[cfg(feature = "package")]
pub(super) use paper::on_paper;

/// The id part of the figures in this view.
pub(super) const PART: &str = "indicator";
/// The id part of the figures of an item shown alone. Links there lead to other items shown alone.
pub(super) const ALONE: &str = "alone";

/// The indicators of an item as they are drawn.
pub struct Figures<'a> {
    frame: Frame<'a>,
    all: Vec<Series<'a>>,
}

/// The rows of one name.
struct Series<'a> {
    rows: Vec<&'a Indicator>,
    /// The unit of their scale, where they have more than one value.
    unit: Option<String>,
    /// Whether it is one value that is compared with nothing.
    is_number: bool,
    /// Whether the head of the scale says their direction.
    shares_direction: bool,
}

impl<'a> Figures<'a> {
    /// The figures of an item. Cost: its cells.
    pub fn of(page: &Page<'a>, item: &'a Item) -> Figures<'a> {
        let prepared = page.prepared;
        let frame = Frame {
            years: prepared.plan.years().list(),
            axis: prepared.indicator_years,
            baseline: &prepared.plan.about.baseline_label,
            has_actuals: !prepared.lacks_actuals,
            scales: Scales::of(&item.indicators),
        };
        let series = |rows: Vec<&'a Indicator>| {
            let is_number =
                chart::one_value(&rows).is_some() && rows.iter().all(|row| row.movement().is_none());
            let unit = if is_number { None } else { chart::charted_unit(&rows) };
            Series { unit, rows, is_number, shares_direction: false }
        };
        let mut all = by_name_and_unit(item).into_iter().map(series).list();
        for run in all.chunk_by_mut(Series::shares_scale) {
            let first = run[0].rows[0].direction;
            let is_one = run.iter().flat_map(|series| &series.rows).all(|row| row.direction == first);
            run.iter_mut().for_each(|series| series.shares_direction = is_one);
        }
        Figures { frame, all }
    }
}

impl Series<'_> {
    fn shares_scale(&self, next: &Series) -> bool {
        self.unit.is_some() && self.unit == next.unit
    }
}

/// The figures of one item: one for each name, with all series of that name. `part` keeps ids unique where the
/// figures of an item are in two views of one page. Figures that `state` does not ask for are hidden.
pub(super) fn figures(page: &Page, item: &Item, part: &str, state: Option<&ViewState>) -> Markup {
    let figures = Figures::of(page, item);
    html! {
        @if part != PART { (legend(page)) }
        div class="machi-plan-figures" {
            @for run in figures.all.chunk_by(Series::shares_scale) {
                @match scale(page, &figures.frame, run) {
                    Some(head) => { div class="machi-plan-scaled" { (head) (boxes(page, &figures, run, part, state)) } }
                    None => { (boxes(page, &figures, run, part, state)) }
                }
            }
        }
    }
}

fn boxes(page: &Page, figures: &Figures, run: &[Series], part: &str, state: Option<&ViewState>) -> Markup {
    html! {
        @for series in run {
            @let hidden = state.is_some_and(|state| !state.asks_for(series.rows.iter().copied()));
            div class={ (FIGURE) @if series.is_number { " machi-plan-tile" } }
                data-indicator=(series.rows[0].id) hidden[hidden] {
                // In the view of all figures most are far below the window.
                @if page.whole || state.is_none() {
                    (content(page, &figures.frame, series, part, state.is_some_and(|state| opens(state, &series.rows))))
                }
            }
        }
    }
}

/// Whether the state names one of these indicators. Then their chart is open.
pub fn opens(state: &ViewState, rows: &[&Indicator]) -> bool {
    rows.iter().any(|row| state.indicators.contains(&row.id))
}

/// The head of the rows of one unit: the unit, the direction if the package has one for all of them, and the scale.
fn scale(page: &Page, frame: &Frame, run: &[Series]) -> Option<Markup> {
    let words = &page.locale.chart;
    let first = &run[0];
    let unit = first.unit.as_ref()?;
    let (labels, start) = chart::scale_head(&frame.scales, unit)?;
    let unit = match start {
        Some(start) => words.unit_from(unit, start),
        None => unit.clone(),
    };
    Some(html! {
        div class={ (TRACK) " " (SCALE) } {
            p class=(NOTE) {
                @if !unit.is_empty() { (words.scale_unit(&unit)) }
                @if first.shares_direction { (direction(page, first.rows[0])) }
            }
            (drawing(&labels))
        }
    })
}

/// The direction of an indicator after its word; empty where the package has none.
fn direction(page: &Page, row: &Indicator) -> String {
    let words = &page.locale.item;
    match row.direction {
        Direction::Unstated => String::new(),
        stated => words.indicator_fact(words.indicator_heads[1], words.directions[stated as usize]),
    }
}

/// The points of the rows and what they mean, where the plan has any.
pub(super) fn legend(page: &Page) -> Markup {
    let plan = &page.prepared.plan;
    let has = |is: fn(&Indicator) -> bool| plan.items.iter().flat_map(|item| &item.indicators).any(is);
    let roles = [
        (Role::Baseline, has(|row| !row.baseline.is_empty())),
        (Role::Target, has(|row| !row.targets.is_empty())),
        (Role::Actual, has(|row| !row.actuals.is_empty())),
    ];
    html! {
        p class=(POINTS) {
            @for (role, _) in roles.into_iter().filter(|(_, has)| *has) {
                span { (drawing(&chart::mark_of(role))) (role_name(page.locale, role, &plan.about.baseline_label)) } " "
            }
        }
    }
}

/// The indicators of an item grouped by name, in the order in which the names first occur. One effect may be printed in hours and in
/// sheets: rows of one name in two units are two indicators, unless they are named as series. Sorting is needed because an item
/// may have a hundred thousand.
pub fn by_name_and_unit(item: &Item) -> Vec<Vec<&Indicator>> {
    let names = item.indicators.iter().enumerate().map(|(at, row)| {
        let unit = if row.series.is_empty() { row.unit.as_str() } else { "" };
        ((row.name.as_str(), unit), at)
    });
    let names = names.list();
    let sorted = BinaryHeap::from(names).into_sorted_vec();
    let mut groups: Vec<Vec<&Indicator>> = vec![Vec::new(); sorted.len()];
    let mut before = None;
    for (name, at) in sorted {
        let first = match before {
            Some((same, first)) if same == name => first,
            _ => at,
        };
        before = Some((name, first));
        groups[first].push(&item.indicators[at]);
    }
    groups.retain(|series| !series.is_empty());
    groups
}

/// The content of a figure in the view of all figures.
pub fn figure(page: &Page, figures: &Figures, nth: usize, state: &ViewState) -> Markup {
    let series = &figures.all[nth];
    content(page, &figures.frame, series, PART, opens(state, &series.rows))
}

fn content(page: &Page, frame: &Frame, series: &Series, part: &str, is_alone: bool) -> Markup {
    let rows = &series.rows[..];
    let first = rows[0];
    let prefix = format!("{}-{part}-indicator-{}", page.name, first.id);
    let figure = indicator_figure(rows, frame, page.locale, &prefix);
    let words = &page.locale.chart;
    let table = html! { (values(page, &figure.table, &first.name)) };
    let remarks = html! { (facts(page, rows)) (notes(page, rows, part)) };
    html! {
        (page.heading(2, "machi-plan-subhead", html! { (first.name) }))
        // Each series has a line.
        @let number = figure.value.as_deref().filter(|_| series.is_number);
        @for line in figure.sentence.lines() { p { (sentence(page, line, number)) } }
        @if !series.is_number {
            @for (row, track) in rows.iter().zip(&figure.tracks) { (self::track(page, row, track, series.shares_direction)) }
        }
        @if let Some(svg) = &figure.svg {
            details open[is_alone] {
                summary { (words.as_chart) span class=(HIDDEN) { " " (first.name) } }
                (drawing(svg))
                // Opened, it covers the chart, also without a script.
                details {
                    summary { (words.as_table) span class=(HIDDEN) { " " (first.name) } }
                    (table)
                    div class=(SAVE) {}
                }
                (share_box(page))
                (remarks)
            }
        } @else if cells(&figure.table) > 1 {
            details open[is_alone] {
                summary { (words.as_table) span class=(HIDDEN) { " " (first.name) } }
                (table)
                (share_box(page))
                (remarks)
            }
        } @else {
            // The sentence already has a single figure, and a table of it would be almost blank.
            (remarks)
        }
    }
}

/// A sentence. The value is large where it is the only one, and a number with its year has no full stop.
fn sentence(page: &Page, line: &str, value: Option<&str>) -> Markup {
    let parts = value.and_then(|value| Some((line.split_once(value)?, value)));
    html! {
        @match parts {
            Some(((before, after), value)) => {
                (before) strong { (value) } (without_stop(page.locale.chart.end, after))
            }
            None => { (line) }
        }
    }
}

/// The rest of a sentence without its full stop, unless another sentence follows.
fn without_stop<'a>(stop: &str, text: &'a str) -> &'a str {
    text.strip_suffix(stop).filter(|rest| !rest.contains(stop)).unwrap_or(text)
}

/// The values of a series on the scale of their unit, and how the last two differ.
fn track(page: &Page, row: &Indicator, track: &str, is_direction_said: bool) -> Markup {
    let words = &page.locale.chart;
    html! {
        div class=(TRACK) {
            @if !row.series.is_empty() { span { (row.series) } }
            (drawing(track))
            @if let Some(movement) = row.movement() {
                strong {
                    @let is_last_of_many = row.actuals.first().is_some_and(|first| Some(first.year) != movement.since);
                    @if movement.is_planned { (words.moved_label(words.target)) }
                    @else if let Some(year) = movement.since.filter(|_| is_last_of_many) {
                        (words.moved_label(words.since(page.locale.year(year))))
                    }
                    (chart::moved(page.locale, &movement))
                    @if !is_direction_said { " " (direction(page, row)) }
                }
            }
        }
    }
}

/// What the rows repeat, and the remarks of the package.
fn notes(page: &Page, rows: &[&Indicator], part: &str) -> Markup {
    let words = &page.locale.item;
    html! {
        @for row in rows {
            @if let Some(of) = row.repost_of.as_ref().and_then(|id| page.prepared.item_of_repeated(id)) {
                p class=(NOTE) {
                    (super::link::to_item(page, of, part == ALONE, None, words.indicator_repost(&of.id, &of.name)))
                }
            }
            @if !row.note.is_empty() {
                p class=(NOTE) {
                    @if row.inferred { span class="machi-plan-inferred" { (words.inferred) } " " }
                    @if !row.series.is_empty() { (row.series) ": " }
                    (row.note)
                }
            }
        }
    }
}

/// What the package says of the rows beside their values, once where it is the same of all series.
fn facts(page: &Page, series: &[&Indicator]) -> Markup {
    let texts = series.iter().map(|row| fact(page, row)).list();
    let is_one = texts.iter().all(|text| *text == texts[0]);
    html! {
        @for (row, text) in series.iter().zip(&texts).take(if is_one { 1 } else { texts.len() }) {
            @if !text.is_empty() { p class=(NOTE) { @if !is_one { (row.series) ": " } (text) } }
        }
    }
}

/// Class, direction, kind, formula and source of a row, each after its word.
pub(super) fn fact(page: &Page, row: &Indicator) -> String {
    let words = &page.locale.item;
    let direction = words.directions[row.direction as usize];
    let kind = words.value_kinds[row.kind as usize];
    let mut all = String::new();
    for (head, text) in
        words.indicator_heads.iter().zip([&row.class, direction, kind, &row.formula, &row.source])
    {
        if !text.is_empty() {
            all += &words.indicator_fact(head, text);
        }
    }
    all
}

/// The buttons for what only a script can do with a chart.
pub fn save_buttons(page: &Page) -> Markup {
    let words = &page.locale.chart;
    html! {
        @for file in ChartFile::ALL {
            button type="button" data-do=(Verb::Save.name()) data-value=(file.name()) {
                @match file {
                    ChartFile::Svg => { (words.save_svg) }
                    ChartFile::Csv => { (words.save_csv) }
                }
            }
        }
    }
}

/// The text of a point of a chart, for the eye and for screen readers.
pub fn point(text: &str) -> Markup {
    html! { p class=(POINT) role="status" { (text) } }
}

/// The rows of the item that share a chart with this indicator.
fn series_of<'a>(item: &'a Item, indicator: &str) -> Vec<&'a Indicator> {
    // Most items have no such indicator, and grouping all of theirs costs more.
    if !item.indicators.iter().any(|row| row.id == indicator) {
        return Vec::new();
    }
    let has_it = |rows: &Vec<&Indicator>| rows.iter().any(|row| row.id == indicator);
    by_name_and_unit(item).into_iter().find(has_it).unwrap_or_default()
}

/// The item of an indicator, and its rows that share a chart with it.
pub fn figure_of<'a>(plan: &'a Plan, indicator: &str) -> Option<(&'a Item, Vec<&'a Indicator>)> {
    let items = plan.items.iter();
    items.map(|item| (item, series_of(item, indicator))).find(|(_, rows)| !rows.is_empty())
}

/// How the chart of an indicator is read, group by group.
pub fn point_groups(page: &Page, indicator: &str) -> Vec<PointGroup> {
    figure_of(&page.prepared.plan, indicator).map_or_else(Vec::new, |(item, rows)| {
        chart::point_groups(&rows, &Figures::of(page, item).frame, page.locale)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indicators_of_one_name_stand_together_in_the_order_of_the_sheet() {
        let row = |(id, name): (usize, &str)| Indicator {
            id: id.to_string(),
            name: name.into(),
            ..Indicator::default()
        };
        let of = |names: &[&str]| Item {
            indicators: names.iter().copied().enumerate().map(row).collect(),
            ..Item::default()
        };
        let item = of(&["率", "件", "率", "", "件", "あ", ""]);
        let ids = |series: Vec<&Indicator>| series.iter().map(|row| row.id.clone()).collect::<String>();
        let groups: Vec<String> = by_name_and_unit(&item).into_iter().map(ids).collect();
        assert_eq!(groups, ["02", "14", "36", "5"]);
        let mut of_two_units = of(&["効果", "効果", "効果"]);
        of_two_units.indicators[0].unit = "時間".into();
        of_two_units.indicators[1].unit = "枚".into();
        of_two_units.indicators[2].unit = "時間".into();
        let groups: Vec<String> = by_name_and_unit(&of_two_units).into_iter().map(ids).collect();
        assert_eq!(groups, ["02", "1"]);
        of_two_units.indicators.iter_mut().for_each(|row| row.series = row.unit.clone());
        assert_eq!(by_name_and_unit(&of_two_units).len(), 1, "series are named, so they stand together");
        // Comparing them pair by pair would need five thousand million comparisons.
        let names: Vec<String> = (0..100_000).map(|n| n.to_string()).collect();
        let many = of(&names.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(by_name_and_unit(&many).len(), 100_000);
    }
}
