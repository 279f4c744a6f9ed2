//! The cells of the list for the council: what one year plans, reports and grades, and what is different from the year before.

use std::cmp::Ordering;

use maud::{Markup, html};

use super::council::Council;
use super::print::paragraphs;
use crate::chart::{Role, moved, role_name};
use crate::list::List;
use crate::plan::{Action, Entry, FiscalYear, Indicator, Item, ItemIndex, Line, Movement, Rating, YearCell};
use crate::view::ratings::{after_result, head};
use crate::view::{changes, meanings, say};

impl Council<'_> {
    /// The schedule of a year in the lines of the plan, and its targets.
    pub(super) fn planned(&self, item: &Item, year: FiscalYear) -> Markup {
        let is_plan = |action: &&Action| matches!(action.line_kind(), Line::Planned | Line::Revised);
        html! {
            @for action in item.actions.iter().filter(is_plan) { (self.entries(action, year)) }
            (self.values(item, year, &[Role::Target]))
        }
    }

    /// The schedule of a year in the lines of what was done, the results, and the values that the indicators have.
    pub(super) fn done(&self, item: &Item, year: FiscalYear) -> Markup {
        let is_done = |action: &&Action| matches!(action.line_kind(), Line::Done | Line::Expected);
        html! {
            @for action in item.actions.iter().filter(is_done) { (self.entries(action, year)) }
            @for result in item.results.iter().filter(|result| result.year == year) {
                (paragraphs(&result.text))
                (after_result(self.page, result))
            }
            (self.values(item, year, &[Role::Actual, Role::Forecast, Role::Rate, Role::Cumulative]))
        }
    }

    /// The grades of a year with their reasons.
    pub(super) fn graded(&self, item: &Item, year: FiscalYear) -> Markup {
        html! {
            @for rating in item.all_ratings().filter(|rating| rating.year == year) {
                p {
                    (self.what(item, &rating)) ": " b { (rating.rating) }
                    (meanings::rank(self.page, &rating.aspect, rating.grade()))
                    @if !rating.reason.is_empty() { " " (rating.reason) }
                }
            }
        }
    }

    /// What is different: grades, indicators, the plan itself. The words say so, whatever the paper loses.
    pub(super) fn changed(&self, at: ItemIndex) -> Markup {
        let page = self.page;
        let plan = &page.prepared.plan;
        let item = &plan[at];
        let new = page.prepared.changes_of(at).into_iter().filter(|at| self.is_new(&plan.changes[*at]));
        let new = new.list();
        let moved = self.moved(item);
        html! {
            @for line in &moved { p { (line) } }
            @if !new.is_empty() { (changes::listed(page, &new, at)) }
            @if moved.is_empty() && new.is_empty() && self.years.len() > 1 { p { (page.locale.papers.unchanged) } }
        }
    }

    /// The grades that changed since the year before, and the indicators that moved.
    fn moved(&self, item: &Item) -> Vec<String> {
        let words = &self.page.locale.papers;
        let [before, year] = self.years[..] else { return Vec::new() };
        let all = item.all_ratings().list();
        let is_same = |a: &Rating, b: &Rating| {
            (&a.by, &a.aspect, &a.indicator_id, &a.as_of) == (&b.by, &b.aspect, &b.indicator_id, &b.as_of)
        };
        let mut lines = Vec::new();
        for now in all.iter().filter(|rating| rating.year == year) {
            let then = all.iter().find(|rating| rating.year == before && is_same(rating, now));
            if let Some(then) = then.filter(|then| then.grade() != now.grade()) {
                lines.push(words.grade_moved(self.what(item, now), then.grade(), now.grade()));
            }
        }
        for row in item.indicators.iter().filter(|row| row.repost_of.is_none()) {
            let is_of_year = row.actuals.last().is_some_and(|cell| cell.year == year);
            let is_between =
                |by: &Movement| by.since == Some(before) && !by.is_planned && by.by.way != Ordering::Equal;
            if let Some(by) = row.movement().filter(|by| is_of_year && is_between(by)) {
                lines.push(words.indicator_moved(row.full_name(), moved(self.page.locale, &by)));
            }
        }
        lines
    }

    /// Who rates which aspect of what; 状況 where the document names none of them.
    fn what(&self, item: &Item, rating: &Rating) -> String {
        let head = head(self.page, item, rating);
        let parts = [head.trim(), &rating.aspect].into_iter().filter(|part| !part.is_empty()).list();
        if parts.is_empty() { self.page.locale.item.status.to_owned() } else { parts.join(" ") }
    }

    /// What an action says of a year. An arrow says what it goes on with, because the year of the words may have no column.
    fn entries(&self, action: &Action, year: FiscalYear) -> Markup {
        let plan = &self.page.prepared.plan;
        let words = &self.page.locale.item;
        let cells = plan.schedule_of(action);
        let cell = plan.years().zip(&cells).find(|(of, _)| *of == year).map(|(_, cell)| cell);
        html! {
            @if let Some(cell) = cell.filter(|cell| !cell.entries.is_empty()) {
                p {
                    (action.mark) (action.text)
                    @if action.line_kind() != Line::Planned { " " (action.line) }
                    @if !action.mark.is_empty() || !action.text.is_empty() || action.line_kind() != Line::Planned { ": " }
                    @for (nth, ((entry, continued), part)) in cell.entries.iter().zip(&cell.continues).zip(&cell.parts).enumerate() {
                        @if nth > 0 { br; }
                        @if !part.is_empty() { (part) " " }
                        @match entry {
                            Entry::Text(text) => { (text) }
                            Entry::Arrow => {
                                "→ " (say::continues(self.page.locale, continued))
                                @if continued.len() > 1 { " " span class="machi-plan-inferred" { (words.inferred_arrow) } }
                            }
                        }
                    }
                    @if action.inferred { " " span class="machi-plan-inferred" { (words.inferred) } }
                }
            }
        }
    }

    /// The cells of a year, as printed: a blank one is missing, a dash is a dash.
    fn values(&self, item: &Item, year: FiscalYear, roles: &[Role]) -> Markup {
        let cells = |row: &Indicator, role: Role| {
            let cells: &[YearCell] = match role {
                Role::Target => &row.targets,
                Role::Actual => &row.actuals,
                Role::Forecast => &row.forecasts,
                Role::Rate => &row.rates,
                _ => &row.cumulatives,
            };
            cells.iter().find(|cell| cell.year == year).map(|cell| cell.printed.clone())
        };
        html! {
            @for row in &item.indicators {
                @for role in roles {
                    @if let Some(printed) = cells(row, *role) {
                        p { (row.full_name()) " " (role_name(self.page.locale, *role, "")) ": " b { (printed) } }
                    }
                }
            }
        }
    }
}
