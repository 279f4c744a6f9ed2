//! 指標: every indicator with its chart, its sentence and its data, item by item.

use std::collections::BinaryHeap;

use maud::{Markup, html};

use super::say;
use super::{ChartFile, Page, Parts, Verb, ViewSpec, names::*, page::drawing, page::year_head};
use crate::chart::role_name;
use crate::chart::{Cells, Frame, Role, Table, TableRow, indicator_figure};
use crate::list::List;
use crate::plan::{Indicator, Item, ItemIndex, is_dash};
use crate::selection::{Selection, View, ViewState};

/// The spec of this view.
pub(super) static SPEC: ViewSpec = ViewSpec {
    view: View::Indicators,
    name: |words| words.controls.view_indicators,
    nothing: |words| words.items.nothing_indicators,
    parts: Parts::Figures,
    has_caption: true,
    // The items already contain the figures.
    is_below_others: false,
    write: indicators,
    write_rows: rows,
    ..ViewSpec::PLAIN
};

/// The indicators of all items, in the selection's order. Those outside the selection are hidden.
pub fn indicators(page: &Page, state: &ViewState, selection: &Selection) -> Markup {
    html! {
        (no_actuals(page))
        div class="machi-plan-indicators" {
            (rows(page, &page.written(SPEC.view, selection), state, selection))
        }
        div class=(TAIL) { (super::tail(page, SPEC.view, state, selection, super::Offers::default())) }
    }
}

fn rows(page: &Page, items: &[ItemIndex], state: &ViewState, selection: &Selection) -> Markup {
    html! {
        @for at in items {
            @let item = &page.prepared.plan[*at];
            section class=(ITEM) data-item=(item.id) hidden[!selection.shown[at.0]] {
                (page.heading(1, "machi-plan-head", super::link::item(page, item)))
                (figures(page, item, PART, Some(state)))
            }
        }
    }
}

/// That no indicator of the plan has an actual.
pub(super) fn no_actuals(page: &Page) -> Markup {
    html! {
        @if page.prepared.lacks_actuals {
            p class=(NOTE) { (page.locale.chart.no_actuals(page.locale.year(page.prepared.plan.about.first_year))) }
        }
    }
}

/// With more columns of values, a narrow container lays each row of the table out as a block.
const MOST_COLUMNS: usize = 4;
/// The id part of the figures in this view.
const PART: &str = "indicator";
/// The id part of the figures of an item shown alone. Links there lead to other items shown alone.
pub(super) const ALONE: &str = "alone";

/// The figures of one item: one for each name, with all series of that name. `part` keeps ids unique where the
/// figures of an item are in two views of one page. Figures that `state` does not ask for are hidden.
pub(super) fn figures(page: &Page, item: &Item, part: &str, state: Option<&ViewState>) -> Markup {
    html! {
        div class="machi-plan-figures" {
            @for series in by_name(item) {
                @let hidden = state.is_some_and(|state| !state.asks_for(series.iter().copied()));
                div class=(FIGURE) data-indicator=(series[0].id) hidden[hidden] {
                    // In the view of all figures most are far below the window.
                    @if page.whole || state.is_none() { (content(page, &series, part)) }
                }
            }
        }
    }
}

/// The indicators of an item grouped by name, in the order in which the names first occur. Sorting is needed because
/// an item may have a hundred thousand.
pub fn by_name(item: &Item) -> Vec<Vec<&Indicator>> {
    let names = item.indicators.iter().enumerate().map(|(at, row)| (row.name.as_str(), at)).list();
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

/// The content of a figure in the view of all figures. `series` is one of [`by_name`].
pub fn figure(page: &Page, series: &[&Indicator]) -> Markup {
    content(page, series, PART)
}

fn content(page: &Page, series: &[&Indicator], part: &str) -> Markup {
    let words = &page.locale.item;
    let first = series[0];
    let prefix = format!("{}-{part}-indicator-{}", page.name, first.id);
    let prepared = page.prepared;
    let frame = Frame {
        years: prepared.plan.years().list(),
        axis: prepared.indicator_years,
        baseline: &prepared.plan.about.baseline_label,
        has_actuals: !prepared.lacks_actuals,
    };
    let figure = indicator_figure(series, &frame, page.locale, &prefix);
    html! {
        (page.heading(2, "machi-plan-subhead", html! { (first.name) }))
        // Each series has a line.
        @for line in figure.sentence.lines() { p { (line) } }
        @if let Some(svg) = &figure.svg { (drawing(svg)) }
        // The sentence already has a single figure, and a table of it would be almost blank.
        @if figure.svg.is_some() {
            // Opened, it covers the chart, also without a script.
            details {
                summary { (page.locale.chart.as_table) span class=(HIDDEN) { " " (first.name) } }
                (values(page, &figure.table, &first.name))
                div class=(SAVE) {}
            }
        } @else if cells(&figure.table) > 1 {
            (values(page, &figure.table, &first.name))
        }
        (facts(page, series))
        @for row in series {
            @if let Some(of) = row.repost_of.as_ref().and_then(|id| page.prepared.item_of_repeated(id)) {
                p class=(NOTE) {
                    (super::link::to_item(page, of, part == ALONE, None, &words.indicator_repost(&of.id, &of.name)))
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
        (super::share::share_button(page))
    }
}

/// The text of a point of a chart, for the eye and for screen readers.
pub fn point(text: &str) -> Markup {
    html! { p class=(POINT) role="status" { (text) } }
}

/// The rows of the item that share a chart with this indicator.
pub fn series_of<'a>(item: &'a Item, indicator: &'a str) -> impl Iterator<Item = &'a Indicator> {
    let name = item.indicators.iter().find(|row| row.id == indicator).map(|row| &row.name);
    item.indicators.iter().filter(move |row| Some(&row.name) == name)
}

/// How many printed cells a table has.
fn cells(table: &Table) -> usize {
    let filled = |row: &TableRow| match &row.cells {
        Cells::Years(cells) => cells.iter().filter(|cell| !cell.is_empty()).count(),
        Cells::Yearless(_) => 1,
    };
    table.rows.iter().map(filled).sum()
}

/// The figures beside a chart, one row for each year. A narrow container has room for the roles of the values as
/// columns, not for the years.
fn values(page: &Page, table: &Table, name: &str) -> Markup {
    let words = &page.locale.item;
    let role = |role| role_name(page.locale, role, &page.prepared.plan.about.baseline_label);
    let of_years: Vec<(&TableRow, &Vec<&str>)> = table
        .rows
        .iter()
        .filter_map(|row| match &row.cells {
            Cells::Years(cells) => Some((row, cells)),
            Cells::Yearless(_) => None,
        })
        .list();
    // In a narrow container many columns leave a few digits a line, so each row becomes a block. Browsers then drop the
    // roles, so they are written out.
    let is_stacked = of_years.len() > MOST_COLUMNS;
    let heads = of_years.iter().map(|(row, _)| {
        let label = if row.label.is_empty() { String::new() } else { ["（", row.label, "）"].concat() };
        [row.series, if row.series.is_empty() { "" } else { " " }, role(row.role), &label].concat()
    });
    let heads = heads.list();
    html! {
        table class=(values_class(is_stacked)) role="table" {
            caption class=(HIDDEN) { (words.values_caption(name)) }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { (words.value_year) }
                    @for head in &heads { th scope="col" role="columnheader" { (head) } }
                }
            }
            tbody role="rowgroup" {
                @for (at, year) in table.years.iter().enumerate().filter(|_| !of_years.is_empty()) {
                    tr role="row" {
                        th scope="row" role="rowheader" { (year_head(page, *year)) }
                        @for ((_, cells), head) in of_years.iter().zip(&heads) {
                            td role="cell" data-label=(head) { (value(page, cells[at])) }
                        }
                    }
                }
                @for row in &table.rows {
                    @if let Cells::Yearless(cell) = row.cells {
                        tr role="row" {
                            th scope="row" role="rowheader" {
                                @match row.role {
                                    Role::Reference => { (say::reference(page.locale, row.label)) }
                                    other => { (role(other)) }
                                }
                            }
                            td role="cell" colspan=[(of_years.len() > 1).then_some(of_years.len())] { (value(page, cell)) }
                        }
                    }
                }
            }
        }
    }
}

/// A cell as printed. A blank cell gets words for screen readers, and so does a dash, which they would skip.
pub(super) fn value(page: &Page, printed: &str) -> Markup {
    html! {
        (printed)
        @if printed.is_empty() { span class=(HIDDEN) { (page.locale.item.blank) } }
        @if is_dash(printed) { span class=(HIDDEN) { (page.locale.strip.dash) } }
    }
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
        let groups: Vec<String> = by_name(&item).into_iter().map(ids).collect();
        assert_eq!(groups, ["02", "14", "36", "5"]);
        // Comparing them pair by pair would need five thousand million comparisons.
        let names: Vec<String> = (0..100_000).map(|n| n.to_string()).collect();
        let many = of(&names.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(by_name(&many).len(), 100_000);
    }
}
