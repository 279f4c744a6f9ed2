//! The table of a long plan at a glance: a row of the outline a line, a count a year.

use maud::{Markup, html};

use super::{Glance, MANY_YEARS, MOST_ITEMS};
use crate::list::List;
use crate::locale::or;
use crate::plan::{FiscalYear, OutlineIndex};
use crate::selection::{BranchYears, Count, by_branch_and_year};
use crate::view::{link, names::*};

impl Glance<'_> {
    /// The rows at the top of the outline and those below them, with the items in each year.
    pub(super) fn by_branch(&self) -> Markup {
        let Glance { page, selection, .. } = *self;
        let prepared = page.prepared;
        let words = &page.locale.glance;
        let branch = or(
            prepared.plan.about.level_names.first().map_or("", String::as_str),
            page.locale.overview.branch,
        );
        let (items, reposts, conditions) = self.counted();
        let second =
            |row: &OutlineIndex| prepared.parent(*row).is_some_and(|above| prepared.parent(above).is_none());
        let mut below = prepared.plan.outline_indices().filter(second).list();
        if below.len() > MOST_ITEMS {
            below = Vec::new();
        }
        let counts = by_branch_and_year(prepared, &below, &selection.matches, self.reported);
        let of_top = |top| {
            below
                .iter()
                .zip(&counts)
                .filter(move |(row, of)| prepared.parent(**row) == Some(top) && of.all.items > 0)
        };
        html! {
            @if self.has_schedule { p class=(NOTE) { (words.hint_sums(self.label())) } }
            table role="table" class="machi-plan-sums" data-many[self.years.len() > MANY_YEARS] {
                caption { (words.caption_sums(branch, items, reposts, conditions)) }
                thead role="rowgroup" {
                    tr role="row" {
                        th scope="col" role="columnheader" { (branch) }
                        @if self.has_schedule {
                            @for year in &self.years {
                                th scope="col" role="columnheader" data-now[self.reported == Some(*year)] {
                                    abbr title=(page.locale.full_year(*year)) { (page.locale.short_year(*year)) }
                                }
                            }
                        }
                    }
                }
                @for (top, of) in self.tops.iter().zip(&self.counts).filter(|(_, of)| of.all.items > 0) {
                    tbody role="rowgroup" {
                        (self.sums(*top, of, "rowgroup"))
                        @for (row, of) in of_top(*top) { (self.sums(*row, of, "row")) }
                    }
                }
            }
        }
    }

    fn sums(&self, row: OutlineIndex, of: &BranchYears, scope: &str) -> Markup {
        html! {
            tr role="row" {
                th scope=(scope) role="rowheader" { span { (self.branch(row, of)) } }
                @if self.has_schedule {
                    @for (year, count) in self.years.iter().zip(&of.years) {
                        td role="cell" data-now[self.reported == Some(*year)] { (self.number(row, *year, *count)) }
                    }
                }
            }
        }
    }

    /// A number as a link to the counted items. Where the state asks for other years, no condition leaves just these, and
    /// where it asks how a year is planned, that year may be another one than the year of the column.
    fn number(&self, row: OutlineIndex, year: FiscalYear, count: Count) -> Markup {
        let Glance { page, state, .. } = *self;
        let asked = state.values("year");
        let text = count.items.to_string();
        let is_alone = asked == [year.short()];
        let is_any =
            state.values("schedule").is_empty() && (asked.is_empty() || asked.contains(&year.short()));
        match count.items > 0 && (is_alone || is_any) {
            true => {
                let conditions = [("branch", self.asked_below(row)), ("year", vec![year.short()])];
                link::narrowed(page, state, &conditions, &text)
            }
            false => html! { (text) },
        }
    }
}
