//! The table of a plan at a glance: a row an item, a cell a year, and the legend of the cells.

use maud::{Markup, html};

use super::{Glance, MANY_YEARS};
use crate::list::List;
use crate::plan::{FiscalYear, ItemIndex, OutlineIndex, PlannedYear, YearKind};
use crate::selection::{BranchYears, is_reported};
use crate::view::{Verb, names::*};

/// A cell: what the schedule says of the year, and whether its result is printed.
#[derive(Clone, Copy, PartialEq)]
struct Cell {
    said: PlannedYear,
    has_result: bool,
}

impl Cell {
    /// The value of `data-is`, by which the style sheet draws the cell.
    fn name(self) -> &'static str {
        match self.said.kind {
            YearKind::New => "new",
            YearKind::Continues => "continues",
            YearKind::Lost => "lost",
            YearKind::Dash => "dash",
            YearKind::Blank => "blank",
        }
    }

    /// Whether a rule gave the year to its words.
    fn is_inferred(self) -> bool {
        self.said.kind.is_planned() && !self.said.is_printed
    }
}

impl Glance<'_> {
    /// The items, grouped by the row at the top of the outline.
    pub(super) fn by_item(&self) -> Markup {
        let Glance { page, selection, .. } = *self;
        let prepared = page.prepared;
        let (items, reposts, conditions) = self.counted();
        let matching = prepared.plan.item_indices().filter(|at| selection.matches[at.0]);
        let rows = matching.map(|at| (prepared.top_of(at), at, self.cells(at))).list();
        let below = |top: Option<OutlineIndex>| rows.iter().filter(move |(of, ..)| *of == top);
        let group = |top: Option<(OutlineIndex, &BranchYears)>| {
            html! {
                tbody role="rowgroup" {
                    @if let Some((top, of)) = top { (self.head(top, of)) }
                    @for (_, at, cells) in below(top.map(|(top, _)| top)) { (self.row(*at, cells)) }
                }
            }
        };
        html! {
            (self.legend(&rows.iter().flat_map(|(.., cells)| cells.iter().copied()).list()))
            table role="table" data-many[self.years.len() > MANY_YEARS] {
                caption { (page.locale.glance.caption(self.label(), items, reposts, conditions)) }
                thead role="rowgroup" class=(HIDDEN) {
                    tr role="row" {
                        th scope="col" role="columnheader" { (self.label()) }
                        @for year in &self.years { th scope="col" role="columnheader" { (page.locale.full_year(*year)) } }
                    }
                }
                @for (top, of) in self.tops.iter().zip(&self.counts).filter(|(_, of)| of.all.items > 0) { (group(Some((*top, of)))) }
                @if below(None).next().is_some() { (group(None)) }
            }
        }
    }

    fn cells(&self, at: ItemIndex) -> Vec<Cell> {
        let plan = &self.page.prepared.plan;
        let said = if self.has_schedule { plan.years_of(&plan[at]) } else { Vec::new() };
        let cell = |(index, year): (usize, &FiscalYear)| Cell {
            said: said.get(index).copied().unwrap_or_default(),
            has_result: is_reported(&plan[at], Some(*year)),
        };
        self.years.iter().enumerate().map(cell).list()
    }

    /// The head of a group. Its years are for the eye only: each cell has its column's head.
    fn head(&self, top: OutlineIndex, of: &BranchYears) -> Markup {
        html! {
            tr role="row" {
                th scope="rowgroup" role="rowheader" colspan=(self.years.len() + 1) {
                    span { (self.branch(top, of)) }
                    @for year in &self.years { span class=(YEAR_ABOVE) aria-hidden="true" data-now[self.reported == Some(*year)] { (year_above(&self.page.locale.short_year(*year))) } }
                }
            }
        }
    }

    fn row(&self, at: ItemIndex, cells: &[Cell]) -> Markup {
        let Glance { page, .. } = *self;
        html! {
            tr role="row" {
                th scope="row" role="rowheader" { (self.name(at)) }
                @for (cell, year) in cells.iter().zip(&self.years) {
                    td role="cell" class="machi-plan-year" data-is=(cell.name()) data-inferred[cell.is_inferred()]
                        data-result=[self.results.contains(year).then_some(cell.has_result)]
                        data-now[self.reported == Some(*year)] {
                        span class=(HIDDEN) {
                            // Where no year is planned, only a result says something.
                            @if self.has_schedule || !cell.has_result { (page.said(cell.said.kind)) }
                            @if cell.is_inferred() { (page.locale.text.between) (page.locale.item.inferred) }
                            @if cell.has_result { @if self.has_schedule { (page.locale.text.between) } (page.locale.glance.result) }
                        }
                    }
                }
            }
        }
    }

    /// A link to an item. A narrow container has no room for the number to the eye.
    fn name(&self, at: ItemIndex) -> Markup {
        let Glance { page, .. } = *self;
        let item = &page.prepared.plan[at];
        html! {
            a href=(item_link(page.name, &item.id)) data-do=(Verb::Open.name()) data-item=(item.id) {
                @if item.repost_of.is_some() { span class="machi-plan-repost" { (page.locale.items.repost) } " " }
                span { (item.id) } " " (item.name)
            }
        }
    }

    /// What the cells mean, as far as any of them is drawn.
    fn legend(&self, cells: &[Cell]) -> Markup {
        let Glance { page, .. } = *self;
        let words = &page.locale.glance;
        let kinds =
            [YearKind::New, YearKind::Continues, YearKind::Blank, YearKind::Dash, YearKind::Lost].into_iter();
        let of = |kind, is_printed| Cell { said: PlannedYear { kind, is_printed }, has_result: false };
        let entry = |cell: Cell, word: &str| {
            html! { li { span class="machi-plan-year" data-is=(cell.name()) data-inferred[cell.is_inferred()] {} " " (word) } }
        };
        html! {
            ul class=(LEGEND) {
                li { (words.hint) }
                @if self.has_schedule {
                    @for kind in kinds.filter(|kind| cells.iter().any(|cell| cell.said.kind == *kind)) {
                        @let cell = of(kind, true);
                        (entry(cell, page.said(cell.said.kind)))
                    }
                    @if cells.iter().any(|cell| cell.is_inferred()) {
                        (entry(of(YearKind::New, false), page.locale.item.inferred))
                    }
                }
                @if cells.iter().any(|cell| cell.has_result) {
                    li { span class="machi-plan-year" data-is="blank" data-result="true" {} " " (words.result) }
                }
                @if let Some(year) = self.reported.filter(|year| self.years.contains(year)) {
                    li { span class="machi-plan-year" data-is="blank" data-now {} " " (words.frame(page.locale.year(year))) }
                }
            }
        }
    }
}

/// A year for the eye. The first digits of a western one are a part of their own: a narrow container has no room for them.
fn year_above(year: &str) -> Markup {
    match year.strip_prefix("20") {
        Some(rest) => html! { span { "20" } (rest) },
        None => html! { (year) },
    }
}
