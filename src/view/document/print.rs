//! The print sheet: the whole plan as one table with the layout of the official table, A4 landscape, black on white.
//!
//! An item is a row group. Its path, name, departments, purpose and content are beside one row for each action and
//! for the targets and the actuals of each indicator; these rows share the columns of years. The results are at the
//! end of the row.

use crate::view::say;
use maud::{Markup, html};

use super::print_end::{Notes, end};
use super::{Document, inline};
use crate::chart::{Role, role_name};
use crate::locale::{JA, Locale, or};
use crate::plan::{FiscalYear, Item, ItemIndex, Plan};
use crate::search::Section;
use crate::selection::{Prepared, Selection, ViewState, selection};
use crate::view::Page;
use crate::view::ratings::{after_result, facts, has_facts, head as rating_head};
use crate::view::{controls::conditions, overview::result_years};

const STYLE: &str = include_str!("print.css");

/// The facts about one plan that every row of its sheet needs.
pub(super) struct Sheet<'a> {
    pub page: Page<'a>,
    pub plan: &'a Plan,
    pub years: Vec<FiscalYear>,
    columns: Columns,
}

/// The columns. A column without any cell is left out.
struct Columns {
    levels: usize,
    departments: bool,
    purpose: bool,
    content: bool,
    indicators: bool,
    results: bool,
}

/// The items that `state` selects, in its order, as a print sheet: a whole HTML document. Corrections are applied.
/// Blank, dash and 0 stay different. Rows that were assigned to years by rule are marked and explained at the end.
///
/// ```
/// use machi_plan::{locale::JA, plan::Plan, selection::{Prepared, ViewState}, view::print_sheet};
/// let sheet = print_sheet(&Prepared::new(Plan::default()), &JA, &ViewState::default());
/// assert!(sheet.starts_with("<!DOCTYPE html>"));
/// ```
pub fn print_sheet(prepared: &Prepared, locale: &Locale, state: &ViewState) -> String {
    let plan = &prepared.plan;
    let page = Page { heading_level: 1, ..Page::of(prepared, "", locale) };
    // Paper has no button for more rows.
    let state = ViewState { more: u16::MAX, ..state.clone().in_names_of(&prepared.plan) };
    let selection = selection(prepared, &state);
    let matching = selection.order.iter().filter(|at| selection.matches[at.0]);
    let items: Vec<ItemIndex> = matching.copied().collect();
    let sheet = Sheet { columns: Columns::of(prepared, &items), years: plan.years().collect(), page, plan };
    let mut notes = Notes::default();
    let rows: Vec<Markup> = items.iter().map(|item| sheet.item(*item, &mut notes)).collect();
    let body = html! {
        (sheet.top(&state, &selection))
        table class="sheet" {
            (sheet.widths())
            thead { (sheet.heads()) }
            @for row in rows { (row) }
        }
        (end(&sheet, &notes))
    };
    // Our own style cannot end the element.
    let style = inline(STYLE, "style").unwrap_or_default();
    let document = Document { locale, title: &plan.about.title, style: &style, script: None, body };
    document.markup().into_string() + "\n"
}

impl Columns {
    fn of(prepared: &Prepared, items: &[ItemIndex]) -> Columns {
        let plan = &prepared.plan;
        let any = |has: fn(&Item) -> bool| items.iter().any(|item| has(&plan[*item]));
        Columns {
            levels: items.iter().map(|item| prepared.path(*item).len()).max().unwrap_or(0),
            departments: !plan.about.departments_label.is_empty()
                || items.iter().any(|item| !prepared.departments_of(*item).is_empty()),
            purpose: any(|item| !item.purpose.is_empty()),
            content: any(|item| !item.content.is_empty()),
            indicators: any(|item| !item.indicators.is_empty()),
            results: any(|item| !item.results.is_empty() || !item.ratings.is_empty()),
        }
    }
}

impl Sheet<'_> {
    /// Title, dates and conditions.
    fn top(&self, state: &ViewState, selection: &Selection) -> Markup {
        let about = &self.plan.about;
        let words = &self.page.locale.print;
        let conditions: Vec<String> =
            conditions(&self.page, state).into_iter().map(|(_, _, label)| label).collect();
        let result = say::result(self.page.locale, selection.count, selection.total, !conditions.is_empty());
        html! {
            header {
                p class="city" { (about.municipality) }
                h1 { (about.title) @if !about.subtitle.is_empty() { " " span { (about.subtitle) } } }
                p class="facts" {
                    span { (self.page.locale.full_years(about.first_year, about.last_year)) }
                    span { (or(about.item_label(), self.page.locale.items.name)) " " (result) }
                    @if !conditions.is_empty() { strong { (words.conditions(self.page.locale.list(&conditions))) } }
                    @if !about.published.is_empty() { span { (words.published(&about.published)) } }
                    @let years = result_years(self.plan);
                    @if !years.is_empty() { span { (say::results(self.page.locale, &years)) } }
                    @if !about.updated.is_empty() { span { (words.updated(&about.updated)) } }
                }
            }
        }
    }

    fn widths(&self) -> Markup {
        let columns = &self.columns;
        html! {
            colgroup {
                @for _ in 0..columns.levels { col class="level"; }
                col class="item";
                @if columns.departments { col class="departments"; }
                @if columns.purpose { col class="text"; }
                @if columns.content { col class="text"; }
                col class="row";
                @if columns.indicators { col class="role"; col class="beside"; }
                @for _ in &self.years { col class="year"; }
                @if columns.results { col class="results"; }
            }
        }
    }

    fn heads(&self) -> Markup {
        let about = &self.plan.about;
        let (words, items) = (&self.page.locale.print, &self.page.locale.items);
        let columns = &self.columns;
        let head = |text: &str| html! { th scope="col" { (text) } };
        html! {
            tr {
                @for at in 0..columns.levels {
                    @let own = about.level_names.get(at).map_or("", String::as_str);
                    (head(or(own, &words.level(at + 1))))
                }
                (head(or(about.item_label(), items.name)))
                @if columns.departments { (head(or(&about.departments_label, items.departments))) }
                @if columns.purpose { (head(or(&about.purpose_label, say::section(self.page.locale, Section::Purpose)))) }
                @if columns.content { (head(or(&about.content_label, say::section(self.page.locale, Section::Content)))) }
                (head(&words.row_head(or(&about.indicators_label, words.row_head_indicators))))
                @if columns.indicators { (head(words.role)) (head(&words.beside(role_name(self.page.locale, Role::Baseline, &about.baseline_label)))) }
                @for year in &self.years { th scope="col" { (self.page.locale.short_year(*year)) span class="western" { (year.0) } } }
                @if columns.results { (head(or(&about.results_label, self.page.locale.item.results))) }
            }
        }
    }

    fn item(&self, at: ItemIndex, notes: &mut Notes) -> Markup {
        let item = &self.plan[at];
        let of_indicators = item.indicators.iter().map(|row| self.roles(row).len());
        let count = (item.actions.len() + of_indicators.sum::<usize>()).max(1);
        // The cells are written in reading order, so that the notes are numbered in that order.
        let lead = self.lead(at, count, notes);
        let mut rows: Vec<Markup> = item.actions.iter().map(|action| self.action(action, notes)).collect();
        for indicator in &item.indicators {
            rows.extend(self.indicator(indicator, notes));
        }
        if rows.is_empty() {
            rows.push(html! { td colspan=(self.head_columns()) {} @for _ in &self.years { td {} } });
        }
        html! {
            tbody {
                @for (at, row) in rows.iter().enumerate() {
                    tr {
                        @if at == 0 { (lead) }
                        (row)
                        @if at == 0 && self.columns.results { td rowspan=(count) { (self.results(item)) } }
                    }
                }
            }
        }
    }

    /// The cells of an item before its years.
    fn lead(&self, at: ItemIndex, rows: usize, notes: &mut Notes) -> Markup {
        let (prepared, plan) = (self.page.prepared, self.plan);
        let item = &plan[at];
        let columns = &self.columns;
        let path = prepared.path(at);
        let page = prepared.page_of(at);
        html! {
            @for row in &path {
                td rowspan=(rows) {
                    @if !row.mark.is_empty() { (row.mark) " " }
                    (row.name)
                    (self.note(&row.note, notes))
                }
            }
            // Where the item is its own outline row, its name takes the free columns of the path.
            th scope="rowgroup" rowspan=(rows) colspan=(columns.levels - path.len() + 1) {
                span class="number" { (item.id) }
                @if item.repost_of.is_some() { (self.page.locale.items.repost) " " }
                @if !item.mark.is_empty() { (item.mark) " " }
                (item.name)
                (self.note(&item.note, notes))
                @if Plan::is_own_outline_row(item) {
                    @if let Some(row) = prepared.row_of(at) { (self.note(&plan[row].note, notes)) }
                }
                @if let Some(original) = prepared.original(at).map(|original| &plan[original]) {
                    p class="small" { (self.page.locale.item.repost_of(&original.id, &original.name)) }
                }
                @if !page.is_empty() { p class="small" { (self.page.locale.print.page(page)) } }
                @if has_facts(item) { dl class="small" { (facts(&self.page, item)) } }
            }
            @if columns.departments { td rowspan=(rows) { (self.departments(at)) } }
            @if columns.purpose { td rowspan=(rows) { (paragraphs(&item.purpose)) } }
            @if columns.content { td rowspan=(rows) { (paragraphs(&item.content)) } }
        }
    }

    fn departments(&self, item: ItemIndex) -> Markup {
        html! {
            @for assignment in self.page.prepared.departments_of(item) {
                p {
                    @if assignment.lead { "(" (self.page.locale.items.lead) ")" }
                    (assignment.department)
                }
            }
            @if self.page.prepared.departments_inherited(item) { p class="small" { (self.page.locale.print.inherited) } }
        }
    }

    fn results(&self, item: &Item) -> Markup {
        let about = &self.plan.about;
        let words = &self.page.locale.item;
        // The document's head of the column may name the year whose results the package reports.
        let names_year = |year| about.results_label.contains(&JA.year(year));
        let is_of_head = about.results_year.is_some_and(names_year)
            && item.results.iter().all(|result| Some(result.year) == about.results_year);
        html! {
            @for result in &item.results {
                @if !is_of_head {
                    p { b { (self.page.locale.short_year(result.year)) } }
                }
                (paragraphs(&result.text))
                @if !result.status.is_empty() { p { (words.status) ": " (result.status) } }
                @if !result.reason.is_empty() { p { (words.reason) ": " (result.reason) } }
                (after_result(&self.page, result))
            }
            @for rating in &item.ratings {
                p {
                    b { (self.page.locale.short_year(rating.year)) } " " (rating_head(&self.page, item, rating)) " " (rating.aspect) ": " b { (rating.rating) }
                    @if !rating.reason.is_empty() { " " (rating.reason) }
                }
            }
        }
    }

    /// How many columns come before the years.
    pub(super) fn head_columns(&self) -> usize {
        if self.columns.indicators { 3 } else { 1 }
    }

    /// The number of a note; nothing where there is no note.
    pub(super) fn note(&self, text: &str, notes: &mut Notes) -> Markup {
        html! {
            @if !text.is_empty() { " " span class="mark" { (self.page.locale.print.note_mark(notes.add(text))) } }
        }
    }
}

/// Lines as printed, without blank ones.
pub(super) fn paragraphs(text: &str) -> Markup {
    html! { @for line in text.lines().filter(|line| !line.trim().is_empty()) { p { (line) } } }
}
