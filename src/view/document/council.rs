//! The list for the council: the reported year beside the year before, one row an item, and in words what is different.
//!
//! A cell has what the plan says of that year and no other: under 計画 the schedule and the targets, under 実績 the results
//! and the actuals, under 評価 the grades. The last column has the grades that changed, the indicators that moved, and
//! the changes of the plan that hold from one of these years.

use maud::{Markup, html};

use super::paper::{Paper, Papers, document, item_name, items, page, result};
use crate::list::List;
use crate::locale::{Locale, or};
use crate::plan::{Change, FiscalYear, ItemIndex, Plan};
use crate::selection::{Prepared, Selection, ViewState, moves};
use crate::view::overview::reported_year;
use crate::view::results::is_rated;
use crate::view::{Page, item_id, names::PATH};

const STYLE: &str = include_str!("council.css");
const A3: &str = "@page { size: A3 landscape; }";
const A4: &str = "@page { size: A4 landscape; } body { font-size: 5.5pt; } h1 { font-size: 10pt; }";

/// The list of the items that the state selects: a whole HTML document. Corrections are applied.
///
/// ```
/// use machi_plan::{locale::JA, plan::Plan, selection::{Prepared, ViewState}, view::{Paper, Papers, council_list}};
/// let papers = Papers { state: &ViewState::default(), base: None, paper: Paper::A4 };
/// assert!(council_list(&Prepared::new(Plan::default()), &JA, &papers).contains("size: A4 landscape"));
/// ```
pub fn council_list(prepared: &Prepared, locale: &Locale, papers: &Papers) -> String {
    let page = &page(prepared, locale);
    let (state, selection, items) = items(prepared, papers.state);
    let list = Council { page, years: years(&prepared.plan), is_rated: is_rated(&prepared.plan) };
    let title = locale.papers.council(&prepared.plan.about.title);
    let body = html! {
        (list.top(&title, &state, &selection))
        main {
            table class="council" {
                (list.widths())
                thead { (list.heads()) }
                tbody { @for at in items { (list.row(at)) } }
            }
            (list.came_and_went(&selection.matches))
            h2 { (locale.print.reading_head) }
            p { (locale.papers.reading) }
            @if !list.is_rated { p { (locale.results.not_rated) } }
        }
    };
    let size = match papers.paper {
        Paper::A3 => A3,
        Paper::A4 => A4,
    };
    document(page, &[STYLE, size].concat(), &title, body)
}

/// The reported year and the one before, as far as they are years of the plan.
fn years(plan: &Plan) -> Vec<FiscalYear> {
    let reported = reported_year(plan).unwrap_or(plan.about.first_year);
    plan.years().filter(|year| [reported.0.saturating_sub(1), reported.0].contains(&year.0)).list()
}

/// The list about some years of a plan, the last of which is reported.
pub(super) struct Council<'a> {
    pub page: &'a Page<'a>,
    pub years: Vec<FiscalYear>,
    /// Whether the document rates anything; a column without any grade is left out.
    is_rated: bool,
}

impl Council<'_> {
    fn top(&self, title: &str, state: &ViewState, selection: &Selection) -> Markup {
        let locale = self.page.locale;
        let about = &self.page.prepared.plan.about;
        html! {
            header {
                h1 { (title) }
                p {
                    (result(self.page, state, selection))
                    @if !about.updated.is_empty() { " " (locale.print.updated(&about.updated)) }
                }
            }
        }
    }

    fn widths(&self) -> Markup {
        html! {
            colgroup { col class="name"; col class="departments"; }
            @for _ in &self.years {
                colgroup {
                    col class="plan";
                    col class="actual";
                    @if self.is_rated { col class="rating"; }
                }
            }
            colgroup { col class="changed"; }
        }
    }

    fn heads(&self) -> Markup {
        let locale = self.page.locale;
        let about = &self.page.prepared.plan.about;
        html! {
            tr {
                th scope="col" rowspan="2" { (or(about.item_label(), locale.items.name)) }
                th scope="col" rowspan="2" { (or(&about.departments_label, locale.items.departments)) }
                @for year in &self.years { th scope="colgroup" colspan=(2 + usize::from(self.is_rated)) class="begins" { (locale.full_year(*year)) } }
                th scope="col" rowspan="2" class="begins" { (locale.papers.changed) }
            }
            tr {
                @for _ in &self.years {
                    th scope="col" class="begins" { (locale.item.planned) }
                    th scope="col" { (locale.item.results) }
                    @if self.is_rated { th scope="col" { (locale.item.ratings) } }
                }
            }
        }
    }

    fn row(&self, at: ItemIndex) -> Markup {
        let page = self.page;
        let item = &page.prepared.plan[at];
        html! {
            tr id=(item_id(page.name, &item.id)) {
                th scope="row" {
                    (item_name(page, item))
                    span class=(PATH) { (crate::view::items::path(page, at, false)) }
                    (crate::view::ratings::marks(item))
                    @if let Some(other) = page.prepared.original(at).map(|other| &page.prepared.plan[other]) {
                        span class=(PATH) { (page.locale.item.repost_of(&other.id, &other.name)) }
                    }
                }
                td { (crate::view::items::departments_of(page, at)) }
                @for year in &self.years {
                    td class="begins" { (self.planned(item, *year)) }
                    td { (self.done(item, *year)) }
                    @if self.is_rated { td { (self.graded(item, *year)) } }
                }
                td class="begins" { (self.changed(at)) }
            }
        }
    }

    /// Whether a change holds from one of the years, or from a later one.
    pub(super) fn is_new(&self, change: &Change) -> bool {
        let first = self.years.first().copied();
        first.is_some() && change.holds_from() >= first
    }

    /// The items that came and those that went, by name, from the first of the years on. The table above does not say it.
    fn came_and_went(&self, matches: &[bool]) -> Markup {
        let words = &self.page.locale.papers;
        let plan = &self.page.prepared.plan;
        let label = or(plan.about.item_label(), self.page.locale.items.name);
        let Some(first) = self.years.first() else { return Markup::default() };
        // With its first year a plan begins: nothing came in it.
        let before = FiscalYear(first.0.saturating_sub(1)).max(plan.about.first_year);
        let moves = moves(self.page.prepared, (before, plan.about.last_year), matches);
        let item = |at: ItemIndex, year| {
            html! { li { (plan[at].id) " " (plan[at].name) " " (self.from(year)) } }
        };
        html! {
            @if moves.iter().any(|of| !of.came.is_empty()) {
                h2 { (words.came(label)) }
                ul { @for of in &moves { @for at in &of.came { (item(*at, of.year)) } } }
            }
            @if moves.iter().any(|of| !of.ended.is_empty() || !of.went.is_empty()) {
                h2 { (words.went(label)) }
                ul {
                    @for of in &moves {
                        @for at in &of.ended { (item(*at, of.year)) }
                        @for (end, all) in &of.went {
                            li { (end.id) " " (end.before) (crate::view::changes::became(self.page, all, false)) }
                        }
                    }
                }
            }
        }
    }

    /// The year from which it holds, in brackets.
    fn from(&self, year: FiscalYear) -> String {
        let words = self.page.locale;
        words.papers.from(words.changes.from(words.year(year)))
    }
}
