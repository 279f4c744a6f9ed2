//! One scale: its grades by year with their definitions, a bar a year beside them, then by row of the outline and by
//! department.

use maud::{Markup, html};

use super::{grade, name};
use crate::chart::table_figure;
use crate::list::List;
use crate::locale::or;
use crate::plan::{DocumentChart, DocumentTable, OutlineIndex, Plan};
use crate::selection::{NONE, Scale, Selection, Tally, ViewState, definitions};
use crate::view::{Page, link, names::*, page::drawing, page::year_head};

/// With more years, a narrow container lays each row of the table out as a block.
const MANY_YEARS: usize = 4;

/// A scale with what its links need.
pub(super) struct Rated<'a> {
    pub page: &'a Page<'a>,
    /// The conditions under which the scale is counted.
    pub state: &'a ViewState,
    pub selected: &'a Selection,
    /// How many items are selected, without reposts.
    pub items: usize,
    pub asks_by: AsksBy,
    pub scale: &'a Scale<'a>,
}

/// The facet by which an address asks for the grades of a scale.
#[derive(Clone, Copy)]
pub(super) enum AsksBy {
    /// The ratings of a year, an aspect and a rater.
    Rating,
    /// The statuses of the reported year; with `has_none` also that an item has none.
    Status { has_none: bool },
    /// None: ratings of another scale would meet the same conditions.
    Nothing,
}

impl AsksBy {
    /// For a scale among all of its plan.
    pub fn of(plan: &Plan, scales: &[Scale], scale: &Scale) -> AsksBy {
        let is_status = scale.aspect.is_empty() && scale.by.is_empty();
        let fits = |own: &str, other: &str| own.is_empty() || own == other;
        let alike = scales.iter().filter(|other| {
            !other.of_indicators && fits(scale.aspect, other.aspect) && fits(scale.by, other.by)
        });
        // Without the sheet 評価 there is no facet of ratings.
        let has_none = plan.items.iter().all(|item| item.ratings.is_empty());
        if alike.count() == 1 && !has_none {
            AsksBy::Rating
        } else if is_status && plan.items.iter().all(|item| item.ratings.iter().all(|row| !row.is_status())) {
            AsksBy::Status { has_none }
        } else {
            AsksBy::Nothing
        }
    }
}

/// The conditions of a link, each a key of the state with its values.
type Conditions<'a> = Vec<(&'a str, Vec<String>)>;

impl Rated<'_> {
    /// The section of the scale, which is the `at`th of the plan.
    pub fn section(&self, at: usize) -> Markup {
        let Rated { page, scale, .. } = *self;
        let about = &page.prepared.plan.about;
        let level = about.level_names.first().map_or("", String::as_str);
        let department = or(&about.departments_label, page.locale.items.departments);
        let departments = scale.departments.iter().filter(|(at, _)| self.selected.departments[at.0]);
        let plan = &page.prepared.plan;
        let branch = |(at, tallies): &(OutlineIndex, Vec<Tally>)| {
            self.group(&plan[*at].label(), self.branch_conditions(*at), tallies)
        };
        html! {
            (page.head(&name(page, scale)))
            div class="machi-plan-figures" {
                (self.by_year())
                @if let Some(svg) = self.bars(at) { div class="machi-plan-figure" { (drawing(&svg)) } }
            }
            (self.table(or(level, page.locale.overview.branch), scale.branches.iter().map(branch).list()))
            @let rows = departments.map(|(at, tallies)| {
                let name = &plan[*at].name;
                self.group(name, vec![("department", vec![name.clone()])], tallies)
            }).list();
            // A plan may have a hundred departments.
            @if !rows.is_empty() {
                details {
                    summary { (page.locale.results.by(department)) span class=(HIDDEN) { " " (name(page, scale)) } }
                    (self.table(department, rows))
                }
            }
        }
    }

    /// The grades as rows, the years as columns.
    fn by_year(&self) -> Markup {
        let Rated { page, scale, .. } = *self;
        let words = &page.locale.results;
        let plan = &page.prepared.plan;
        let label = or(plan.about.item_label(), page.locale.items.name);
        let label = if scale.of_indicators { page.locale.items.indicators } else { label };
        let mut next = 0;
        let mut counts = Vec::new();
        for year in 0..scale.years.len() {
            for grade in 0..=scale.grades.len() {
                let found = scale.all.get(next).filter(|tally| (tally.year, tally.grade) == (year, grade));
                next += usize::from(found.is_some());
                counts.push(Tally { year, grade, count: found.map_or(0, |tally| tally.count) });
            }
        }
        let defined = definitions(plan, scale.aspect);
        html! {
            table class=(values_class(scale.years.len() > MANY_YEARS)) role="table" {
                caption class=(HIDDEN) { (name(page, scale)) }
                thead role="rowgroup" {
                    tr role="row" {
                        th scope="col" role="columnheader" { (words.grade) }
                        @for year in &scale.years { th scope="col" role="columnheader" { (year_head(page, *year)) } }
                    }
                }
                tbody role="rowgroup" {
                    @for at in 0..=scale.grades.len() {
                        tr role="row" {
                            th scope="row" role="rowheader" {
                                (grade(page, scale, at))
                                @if let Some(of) = defined(grade(page, scale, at)).filter(|of| !of.definition.is_empty()) {
                                    span class=(PATH) { (of.definition) }
                                }
                            }
                            @for (year, of) in scale.years.iter().enumerate() {
                                td role="cell" data-label=(page.locale.year(*of)) { (self.number(counts[year * (scale.grades.len() + 1) + at], Vec::new())) }
                            }
                        }
                    }
                    tr role="row" {
                        th scope="row" role="rowheader" { (words.total(label)) }
                        @for (year, of) in scale.years.iter().enumerate() {
                            td role="cell" data-label=(page.locale.year(*of)) { (scale.totals[year]) }
                        }
                    }
                }
            }
        }
    }

    /// A bar for each year. All grades are parts, so that a word looks the same in the bars of two raters.
    fn bars(&self, at: usize) -> Option<String> {
        let Rated { page, scale, .. } = *self;
        let parts = 0..=scale.grades.len();
        let mut head = vec![String::new()];
        head.extend(parts.clone().map(|at| grade(page, scale, at).to_owned()));
        let row = |(year, of): (usize, &crate::plan::FiscalYear)| {
            let mut cells = vec![page.locale.year(*of)];
            for part in parts.clone() {
                let tally = scale.all.iter().find(|tally| (tally.year, tally.grade) == (year, part));
                cells.push(tally.map_or(0, |tally| tally.count).to_string());
            }
            cells
        };
        let rows = scale.years.iter().enumerate().map(row).list();
        let table =
            DocumentTable { figure: DocumentChart::StackedBar, head, rows, ..DocumentTable::default() };
        let prefix = format!("{}-results-{at}", page.name);
        Some(table_figure(&table, &name(page, scale), page.locale, &prefix)?.svg)
    }

    /// A table of rows of the outline or of departments, with the years as columns.
    fn table(&self, head: &str, rows: Vec<Markup>) -> Markup {
        let Rated { page, scale, .. } = *self;
        html! {
            @if !rows.is_empty() {
                table class=(values_class(true)) role="table" {
                    caption { span class=(HIDDEN) { (name(page, scale)) " " } (page.locale.results.by(head)) }
                    thead role="rowgroup" {
                        tr role="row" {
                            th scope="col" role="columnheader" { (head) }
                            @for year in &scale.years { th scope="col" role="columnheader" { (year_head(page, *year)) } }
                        }
                    }
                    tbody role="rowgroup" { @for row in &rows { (row) } }
                }
            }
        }
    }

    /// The row of a part of the plan: in each year the grades that it has.
    fn group(&self, name: &str, own: Conditions, tallies: &[Tally]) -> Markup {
        let Rated { page, scale, .. } = *self;
        html! {
            tr role="row" {
                th scope="row" role="rowheader" { (name) }
                @for (year, of) in scale.years.iter().enumerate() {
                    td role="cell" data-label=(page.locale.year(*of)) {
                        @let of_year = tallies.iter().filter(|tally| tally.year == year).list();
                        @for (at, tally) in of_year.iter().enumerate() {
                            @if at > 0 { (page.locale.text.between) }
                            span class="machi-plan-pair" { (grade(page, scale, tally.grade)) " " (self.number(**tally, own.clone())) }
                        }
                        @if of_year.is_empty() { (page.locale.results.nothing) }
                    }
                }
            }
        }
    }

    /// A number as a link to the counted items, where an address can ask for exactly these.
    fn number(&self, tally: Tally, mut conditions: Conditions) -> Markup {
        let count = tally.count.to_string();
        match self.grade_conditions(tally) {
            Some(of_grade) if tally.count > 0 => {
                conditions.extend(of_grade);
                link::narrowed(self.page, self.state, &conditions, &count)
            }
            _ => html! { (count) },
        }
    }

    /// The conditions that leave exactly the items of a tally; `None` where an address cannot ask for them.
    fn grade_conditions(&self, tally: Tally) -> Option<Conditions<'static>> {
        let Rated { page, scale, .. } = *self;
        let year = *scale.years.get(tally.year)?;
        let is_rated = tally.grade < scale.grades.len();
        // No condition leaves out the items that were not in the plan in that year.
        if scale.of_indicators || !is_rated && scale.totals[tally.year] != self.items {
            return None;
        }
        let value = scale.grades.get(tally.grade).copied().unwrap_or(NONE);
        let mut conditions = vec![("rating", value)];
        let short = year.short();
        match self.asks_by {
            AsksBy::Rating => {
                conditions.extend([("rating-year", &*short), ("aspect", scale.aspect), ("by", scale.by)])
            }
            AsksBy::Status { has_none } => {
                let is_reported = page.prepared.plan.about.results_year == Some(year);
                let is_asked = is_reported && (is_rated || has_none);
                conditions = is_asked.then(|| vec![("status", value)])?;
            }
            AsksBy::Nothing => return None,
        }
        conditions.retain(|(_, value)| !value.is_empty());
        Some(conditions.into_iter().map(|(key, value)| (key, vec![value.to_owned()])).list())
    }

    /// The condition of a row at the top of the outline. Where the state asks for rows, only those below it stay.
    fn branch_conditions(&self, row: OutlineIndex) -> Conditions<'static> {
        let prepared = self.page.prepared;
        let top = |at: OutlineIndex| std::iter::successors(Some(at), |at| prepared.parent(*at)).last();
        let is_below = |id: &String| {
            let found = prepared.plan.outline_indices().find(|at| prepared.plan[*at].id == *id);
            found.and_then(top) == Some(row)
        };
        let mut asked = self.state.values("branch");
        asked.retain(is_below);
        if asked.is_empty() {
            asked.push(prepared.plan[row].id.clone());
        }
        vec![("branch", asked)]
    }
}
