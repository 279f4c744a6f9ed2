//! 年次計画: the years of every item as a strip. An entry and the arrows that continue it are one bar.
//!
//! The strip is a real table. A bar is a cell that spans its years, and several entries of one year are in rows below
//! each other. In a narrow container the same cells become a list, each with its years before it. Roles are written
//! out, as in `items`.

use std::collections::BinaryHeap;

use maud::{Markup, html};

use super::schedule::{arrow_rule, is_same, line, unnamed};
use super::{Page, Verb, ViewSpec, names::*, page::year_head, thin::span};
use crate::list::List;
use crate::plan::{Action, Bars, FiscalYear, Item, ItemIndex, Plan, is_dash};
use crate::selection::{Selection, View, ViewState};

/// The spec of this view.
pub(super) static SPEC: ViewSpec = ViewSpec {
    view: View::Schedule,
    name: |words| words.controls.view_schedule,
    nothing: |words| words.items.nothing_schedule,
    says_years: true,
    write: strip,
    write_rows: rows,
    ..ViewSpec::PLAIN
};

/// The schedules of all items, in the selection's order. Those outside the selection are hidden.
pub fn strip(page: &Page, state: &ViewState, selection: &Selection) -> Markup {
    let plan = &page.prepared.plan;
    let words = &page.locale.strip;
    let columns = Columns::of(plan);
    html! {
        (arrow_rule(page, plan.items.iter().flat_map(|item| &item.actions)))
        @for note in &columns.notes { p class=(NOTE) { (page.locale.item.inferred_because(note)) } }
        table class="machi-plan-strip" role="table" hidden[!selection.fills(SPEC.view, plan)] {
            caption { (super::items::caption(page, SPEC.view, state, selection)) }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" class="machi-plan-action" {
                        @if columns.actions { (page.locale.item.action) } @else { (super::items::heads(page)[1]) }
                    }
                    @if columns.lines { th scope="col" role="columnheader" class="machi-plan-line" { (page.locale.item.line) } }
                    @for year in &columns.years {
                        th scope="col" role="columnheader" data-year=(year.0) {
                            (year_head(page, *year))
                            // Only the browser knows the date. It removes `hidden` at the current fiscal year.
                            span class=(TODAY) hidden { (words.today) }
                        }
                    }
                    @if columns.results { th scope="col" role="columnheader" class="machi-plan-strip-results" { (words.results) } }
                }
            }
            (rows(page, &page.written(SPEC.view, selection), state, selection))
        }
        div class=(TAIL) { (super::tail(page, SPEC.view, state, selection, super::Offers::default())) }
    }
}

/// The columns that a plan needs.
struct Columns<'a> {
    years: Vec<FiscalYear>,
    /// The notes of many rows that were assigned by rule: they are said once, above the table.
    notes: Vec<&'a str>,
    /// Words for actions. Without them each row is an item, whose name is the head of the row.
    actions: bool,
    /// The lines of an action, planned and done.
    lines: bool,
    results: bool,
}

/// From so many rows on, a note is said above the table and not in each.
const MANY_ROWS: usize = 3;

impl<'a> Columns<'a> {
    fn of(plan: &'a Plan) -> Columns<'a> {
        let actions = plan.items.iter().flat_map(|item| &item.actions);
        let notes = actions.filter(|action| action.inferred && !action.note.is_empty());
        let notes = BinaryHeap::from(notes.map(|action| action.note.as_str()).list()).into_sorted_vec();
        let repeated = notes.chunk_by(|one, other| one == other).filter(|same| same.len() >= MANY_ROWS);
        let any = |has: fn(&Action) -> bool| plan.items.iter().flat_map(|item| &item.actions).any(has);
        let lines = any(|action| !action.line.is_empty());
        Columns {
            years: plan.years().list(),
            notes: repeated.map(|same| same[0]).list(),
            actions: lines || any(|action| !action.text.is_empty()),
            lines,
            results: plan.items.iter().any(|item| !item.results.is_empty()),
        }
    }
}

fn rows(page: &Page, items: &[ItemIndex], state: &ViewState, selection: &Selection) -> Markup {
    let plan = &page.prepared.plan;
    let columns = Columns::of(plan);
    html! {
        @for at in items {
            @let item = &plan[*at];
            tbody class=(ITEM) role="rowgroup" data-item=(item.id) hidden[!selection.shown[at.0]] {
                (rows_of(page, *at, &columns, state))
            }
        }
    }
}

fn rows_of(page: &Page, at: ItemIndex, columns: &Columns<'_>, state: &ViewState) -> Markup {
    let item = &page.prepared.plan[at];
    let name = || html! { (name(page, item)) div class=(OF_YEARS) { (super::of_years(page, state, at)) } };
    let years = &columns.years;
    let actions: Vec<(&Action, Vec<Vec<Cell>>)> =
        item.actions.iter().map(|action| (action, lanes(&page.prepared.plan, action))).list();
    let height: usize = actions.iter().map(|(_, lanes)| lanes.len()).sum();
    // Several actions are below each other, each with its own years.
    let is_by_time = matches!(&actions[..], [(_, lanes)] if lanes.len() > 1);
    let mut number = 0;
    html! {
        @if columns.actions {
            tr role="row" class="machi-plan-strip-item" {
                th scope="rowgroup" role="rowheader" colspan=(years.len() + 1 + usize::from(columns.lines) + usize::from(columns.results)) {
                    (name())
                }
            }
        }
        @for of_action in actions.chunk_by(|(one, _), (other, _)| is_same(one, other)) {
            @for (at, (action, lanes)) in of_action.iter().enumerate() {
                @for (lane, cells) in lanes.iter().enumerate() {
                    tr role="row" {
                        @if at == 0 && lane == 0 {
                            @let height: usize = of_action.iter().map(|(_, lanes)| lanes.len()).sum();
                            th scope=(if of_action.len() > 1 { "rowgroup" } else { "row" }) role="rowheader" class="machi-plan-action" rowspan=(height) {
                                @if columns.actions { (action.mark) (action.text) (unnamed(page, action)) } @else { (name()) }
                                (inferred(page, action, &columns.notes))
                            }
                        }
                        @if columns.lines && lane == 0 {
                            th scope="row" role="rowheader" class="machi-plan-line" rowspan=(lanes.len()) { (line(page, action)) }
                        }
                        @for cell in cells { (self::cell(page, cell, years, action.inferred, is_by_time)) }
                        @if columns.results && std::mem::replace(&mut number, 1) == 0 {
                            td role="cell" class="machi-plan-strip-results" rowspan=(height) { (results(page, item)) }
                        }
                    }
                }
            }
        }
    }
}

/// The last year for which the style sheet has a place in the order.
const LAST_IN_ORDER: usize = 9;

fn name(page: &Page, item: &Item) -> Markup {
    html! {
        a href=(item_link(page.name, &item.id)) data-do=(Verb::Open.name()) data-item=(item.id) {
            @if item.repost_of.is_some() { span class="machi-plan-repost" { (page.locale.items.repost) } " " }
            (item.id) " " (item.name)
        }
    }
}

fn inferred(page: &Page, action: &Action, said: &[&str]) -> Markup {
    html! {
        @if action.inferred {
            " " span class="machi-plan-inferred" { (page.locale.item.inferred) }
            @if !said.contains(&action.note.as_str()) { span class=(NOTE) { (action.note) } }
        }
    }
}

/// A cell. With `is_by_time` the style sheet orders the cells of all rows by their first year, in a narrow container.
fn cell(page: &Page, cell: &Cell, years: &[FiscalYear], inferred: bool, is_by_time: bool) -> Markup {
    let from = Some(cell.first.min(LAST_IN_ORDER)).filter(|first| is_by_time && *first > 0);
    let words = &page.locale.strip;
    let (first, last) = (years[cell.first], years[cell.last]);
    let label = span(page, first, last);
    let columns = (first != last).then_some(cell.last - cell.first + 1);
    match &cell.says {
        // The dash is printed instead of an entry: there is none.
        Says::Bar { text, .. } if is_dash(text) => html! {
            td role="cell" class="machi-plan-gap" data-label=(label) data-from=[from] {
                (text) span class=(HIDDEN) { (words.dash) }
            }
        },
        Says::Bar { text, goes_on, by_rule } => html! {
            td role="cell" class="machi-plan-term" data-label=(label) data-from=[from] colspan=[columns] {
                span class="machi-plan-term-text" data-inferred[inferred || *by_rule] {
                    (text)
                    @if *by_rule { " " span class="machi-plan-inferred" { (page.locale.item.inferred_arrow) } }
                    @if *goes_on { span class=(HIDDEN) { (words.again) } }
                    @if first != last { span class=(HIDDEN) { (words.span(page.locale.year(first), page.locale.year(last))) } }
                }
            }
        },
        Says::Arrows(count) => html! {
            td role="cell" class="machi-plan-loose" data-label=(label) data-from=[from] {
                span class="machi-plan-arrow" aria-hidden="true" { @for _ in 0..*count { "→ " } }
                span class=(HIDDEN) { (page.locale.item.continues_something) }
            }
        },
        Says::Blank(lost) => html! {
            td role="cell" class="machi-plan-gap" data-label=(label) data-from=[from] colspan=[columns] {
                span class="machi-plan-blank" { (page.blank(*lost)) }
            }
        },
        // Another row of the same action has the entry of these years.
        Says::Nothing => html! { td role="cell" class="machi-plan-beside" colspan=[columns] {} },
    }
}

fn results(page: &Page, item: &Item) -> Markup {
    let words = &page.locale.item;
    html! {
        @for result in &item.results {
            details class=(STRIP_RESULT) {
                summary {
                    (words.read_results_of(page.locale.full_year(result.year)))
                    @if !result.status.is_empty() { " " (words.status) ": " (result.status) }
                    span class=(HIDDEN) { " " (item.name) }
                }
                @for line in result.text.lines().filter(|line| !line.trim().is_empty()) { p { (line) } }
                @if !result.reason.is_empty() { p { (words.reason) ": " (result.reason) } }
                (super::ratings::after_result(page, result))
            }
        }
    }
}

/// A cell of the strip, from one year to another, as indices into the plan's years.
#[derive(Debug, PartialEq)]
struct Cell {
    first: usize,
    last: usize,
    says: Says,
}

#[derive(Debug, PartialEq)]
enum Says {
    /// An entry. `goes_on` is true where the bar continues after a gap, `by_rule` where it is [`crate::plan::Bar::by_rule`].
    Bar { text: String, goes_on: bool, by_rule: bool },
    /// A number of arrows that belong to no single entry.
    Arrows(usize),
    /// The document prints nothing in these years, or what it prints could not be read.
    Blank(bool),
    /// Another lane has the text of these years.
    Nothing,
}

/// The cells of one action in as few rows as its entries need. Each row is complete from the first year to the last.
fn lanes(plan: &Plan, action: &Action) -> Vec<Vec<Cell>> {
    let Bars { bars, loose } = plan.bars_of(action);
    let mut spans: Vec<Cell> = Vec::new();
    for bar in bars {
        let mut goes_on = false;
        let mut years = bar.years.into_iter().peekable();
        while let Some(first) = years.next() {
            let mut last = first;
            while years.next_if_eq(&(last + 1)).is_some() {
                last += 1;
            }
            spans.push(Cell {
                first,
                last,
                says: Says::Bar { text: bar.text.clone(), goes_on, by_rule: bar.by_rule },
            });
            goes_on = true;
        }
    }
    let mut lanes: Vec<Vec<Cell>> = Vec::new();
    for cell in spans {
        let is_free =
            |lane: &Vec<Cell>| lane.iter().all(|other| other.last < cell.first || cell.last < other.first);
        match lanes.iter_mut().find(|lane| is_free(lane)) {
            Some(lane) => {
                let at = lane.iter().take_while(|other| other.first < cell.first).count();
                lane.insert(at, cell);
            }
            None => lanes.push(vec![cell]),
        }
    }
    // Loose arrows get a lane of their own. After an entry, they would seem to continue it.
    let arrows = loose.chunk_by(PartialEq::eq);
    let arrows = arrows.map(|of| Cell { first: of[0], last: of[0], says: Says::Arrows(of.len()) }).list();
    if lanes.is_empty() || !arrows.is_empty() {
        lanes.push(arrows);
    }
    let years = plan.schedule_of(action).into_iter().zip(plan.lost_years(action));
    let blanks = years.map(|(cell, lost)| cell.entries.is_empty().then_some(lost)).list();
    lanes.into_iter().enumerate().map(|(lane, cells)| filled(cells, &blanks, lane == 0)).list()
}

/// A lane with the cells between its entries. A blank year gets words only once, in the first lane. `blanks` says which
/// years are blank, and whether they were lost.
fn filled(entries: Vec<Cell>, blanks: &[Option<bool>], says_blank: bool) -> Vec<Cell> {
    let mut lane: Vec<Cell> = Vec::new();
    let mut entries = entries.into_iter().peekable();
    let mut year = 0;
    while year < blanks.len() {
        if let Some(entry) = entries.next_if(|entry| entry.first == year) {
            year = entry.last + 1;
            lane.push(entry);
            continue;
        }
        let says = blanks[year].filter(|_| says_blank).map_or(Says::Nothing, Says::Blank);
        match lane.last_mut().filter(|before| before.says == says) {
            Some(before) => before.last = year,
            None => lane.push(Cell { first: year, last: year, says }),
        }
        year += 1;
    }
    lane
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::About;

    /// Each lane as `text 0-1`, `→→ 2`, `_ 3` (blank), `? 3` (lost), `. 4` (another lane), joined by ` / `.
    fn check(cells: &[&str], expect: &[&str]) {
        check_of(cells, false, expect);
    }

    fn check_of(cells: &[&str], inferred: bool, expect: &[&str]) {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let say = |cell: &Cell| {
            let what = match &cell.says {
                Says::Bar { text, goes_on, .. } => format!("{text}{}", if *goes_on { "…" } else { "" }),
                Says::Arrows(count) => "→".repeat(*count),
                Says::Blank(lost) => if *lost { "?" } else { "_" }.to_owned(),
                Says::Nothing => ".".to_owned(),
            };
            format!("{what} {}-{}", cell.first, cell.last)
        };
        let about = About {
            first_year: FiscalYear(2023),
            last_year: FiscalYear(2022 + cells.len() as u16),
            ..About::default()
        };
        let plan = Plan { about, ..Plan::default() };
        let action = Action { cells, inferred, ..Action::default() };
        let said: Vec<String> = lanes(&plan, &action)
            .iter()
            .map(|lane| lane.iter().map(say).collect::<Vec<_>>().join(" / "))
            .collect();
        assert_eq!(said, expect);
    }

    #[test]
    fn a_bar_spans_its_years_and_blank_years_are_said_once() {
        check(&["p", "→", "q", "→", ""], &["p 0-1 / q 2-3 / _ 4-4"]);
        check(&["", "", "q"], &["_ 0-1 / q 2-2"]);
        check(&["", ""], &["_ 0-1"]);
    }

    #[test]
    fn only_the_blank_that_a_rule_left_is_lost() {
        check_of(&["", "", "", "", "p"], true, &["_ 0-2 / ? 3-3 / p 4-4"]);
        check_of(&["p", "→", ""], true, &["p 0-1 / ? 2-2"]);
    }

    #[test]
    fn stacked_entries_stand_in_lanes_of_their_own() {
        check(&["a\nb", "→", "c"], &["a 0-1 / c 2-2", "b 0-1 / . 2-2"]);
        check(&["a", "→\nb", "→"], &["a 0-2", ". 0-0 / b 1-2"]);
        check(&["", "a\nb", "c"], &["_ 0-0 / a 1-1 / c 2-2", ". 0-0 / b 1-1 / . 2-2"]);
    }

    #[test]
    fn arrows_of_no_single_entry_stand_in_their_year_and_behind_no_entry() {
        check(&["a\nb\nc", "→\n→"], &["a 0-0 / . 1-1", "b 0-0 / . 1-1", "c 0-0 / . 1-1", ". 0-0 / →→ 1-1"]);
        check(&["a", "→\n→", "→"], &["a 0-0 / . 1-1 / a… 2-2", ". 0-0 / →→ 1-1 / . 2-2"]);
        // 岡山市 3-2-1c
        check(
            &["a\nb\nc", "→\nd\n→", "→"],
            &["a 0-0 / d 1-2", "b 0-0 / . 1-2", "c 0-0 / . 1-2", ". 0-0 / →→ 1-1 / . 2-2"],
        );
    }
}
