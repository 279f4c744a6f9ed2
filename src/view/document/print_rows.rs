//! The rows of the print sheet with a cell for each fiscal year: actions, and the targets and actuals of indicators.

use crate::chart::role_name;
use crate::view::say;
use maud::{Markup, html};

use super::print::Sheet;
use super::print_end::Notes;
use crate::chart::Role;
use crate::plan::{Action, Entry, Indicator, YearCell};

impl Sheet<'_> {
    /// An action with its text for each year, arrows as printed.
    pub(super) fn action(&self, action: &Action, notes: &mut Notes) -> Markup {
        let words = &self.page.locale.item;
        let cells = self.page.prepared.plan.schedule_of(action);
        html! {
            th scope="row" colspan=(self.head_columns()) {
                @if action.mark.is_empty() && action.text.is_empty() { (words.schedule) }
                @if !action.mark.is_empty() { (action.mark) " " }
                (action.text)
                @if !action.line.is_empty() { " " (action.line) }
                (self.inferred(action.inferred, notes))
                (self.note(&action.note, notes))
            }
            @for at in 0..self.years.len() {
                td {
                    @for (entry, part) in cells.get(at).into_iter().flat_map(|of| of.entries.iter().zip(&of.parts)) {
                        @if !part.is_empty() { p { (part) } }
                        @match entry {
                            Entry::Text(text) => { p { (text) } }
                            Entry::Arrow => { p class="arrow" { "→" } }
                        }
                    }
                }
            }
        }
    }

    /// The rows of an indicator: its targets, and its actuals where it has some.
    pub(super) fn roles<'a>(&self, row: &'a Indicator) -> Vec<(Role, &'a [YearCell])> {
        let inside = |cells: &[YearCell]| cells.iter().any(|cell| self.years.contains(&cell.year));
        let mut of_years: Vec<(Role, &[YearCell])> = Vec::new();
        if inside(&row.targets) || !inside(&row.actuals) {
            of_years.push((Role::Target, &row.targets));
        }
        if inside(&row.actuals) {
            of_years.push((Role::Actual, &row.actuals));
        }
        let others = [
            (Role::Forecast, &row.forecasts),
            (Role::Rate, &row.rates),
            (Role::Cumulative, &row.cumulatives),
        ];
        of_years.extend(
            others.iter().filter(|(_, cells)| inside(cells)).map(|(role, cells)| (*role, &cells[..])),
        );
        of_years
    }

    /// Writes the rows of an indicator.
    pub(super) fn indicator(&self, row: &Indicator, notes: &mut Notes) -> Vec<Markup> {
        let of_years = self.roles(row);
        let count = of_years.len();
        let mut rows = Vec::new();
        for (at, (role, cells)) in of_years.into_iter().enumerate() {
            let cell = |year| cells.iter().find(|cell| cell.year == year).map_or("", |cell| &cell.printed);
            rows.push(html! {
                @if at == 0 { th scope="rowgroup" rowspan=(count) { (self.indicator_head(row, notes)) } }
                th scope="row" {
                    (role_name(self.page.locale, role, ""))
                    @if role == Role::Target { (self.inferred(row.inferred, notes)) }
                }
                @if at == 0 { td rowspan=(count) { (self.beside(row)) } }
                @for year in &self.years { td { (super::print::paragraphs(cell(*year))) } }
            });
        }
        rows
    }

    fn indicator_head(&self, row: &Indicator, notes: &mut Notes) -> Markup {
        let words = &self.page.locale.print;
        html! {
            (row.name)
            @if !row.series.is_empty() { " " (row.series) }
            @if !row.unit.is_empty() { (words.unit(&row.unit)) }
            @if !row.as_of.is_empty() { (words.as_of(&row.as_of)) }
            (self.note(&row.note, notes))
            @let fact = crate::view::figure::fact(&self.page, row);
            @if !fact.is_empty() { p class="small" { (fact) } }
            @if let Some(of) = row.repost_of.as_ref().and_then(|id| self.page.prepared.item_of_repeated(id)) {
                p class="small" { (self.page.locale.item.indicator_repost(&of.id, &of.name)) }
            }
        }
    }

    /// Values without a column: the baseline, the reference, and values of years outside the plan.
    fn beside(&self, row: &Indicator) -> Markup {
        let words = &self.page.locale.print;
        let outside = [(Role::Target, &row.targets), (Role::Actual, &row.actuals)];
        html! {
            @match (row.baseline_year, row.baseline.as_str()) {
                (None, "") => {}
                (None, baseline) => p { (baseline) }
                (Some(year), "") => p { (words.no_baseline(self.page.locale.short_year(year))) }
                (Some(year), baseline) => p { (words.in_year(self.page.locale.short_year(year), baseline)) }
            }
            @if !row.reference.is_empty() {
                p { (say::reference(self.page.locale, &row.reference_name)) " " (row.reference) }
            }
            @for (of, cells) in outside {
                @for cell in cells.iter().filter(|cell| !self.years.contains(&cell.year)) {
                    p { (role_name(self.page.locale, of, "")) " " (words.in_year(self.page.locale.short_year(cell.year), &cell.printed)) }
                }
            }
        }
    }

    /// Marks a row that was assigned to its years by rule.
    fn inferred(&self, inferred: bool, notes: &mut Notes) -> Markup {
        notes.has_inferred |= inferred;
        html! { @if inferred { " " span class="mark" { (self.page.locale.remark(self.page.locale.item.inferred)) } } }
    }
}
