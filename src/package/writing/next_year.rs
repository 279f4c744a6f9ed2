//! The workbook for next year's results: the published plan, with a cell for every result that is due.

use std::collections::{BTreeMap, BTreeSet};

use crate::format::{Column, Field, GUIDE_SHEET, TableSpec, about, indicators, ratings, results};
use crate::locale::JA;
use crate::package::writing;
use crate::package::writing::workbook::{Page, workbook};
use crate::package::{CellAddress, Problem, Sheet};
use crate::plan::{About, FiscalYear, Item, Plan, Rating, YearResult};

/// The fiscal year whose results are due: the year after the last one that is reported, or the plan's first year where there
/// are no results yet; never later than the plan's last year.
///
/// ```
/// use machi_plan::{package, plan::{About, FiscalYear, Plan}};
/// let about = About { first_year: FiscalYear(2023), last_year: FiscalYear(2027), ..About::default() };
/// let plan = Plan { about, ..Plan::default() };
/// assert_eq!(package::next_results_year(&plan), FiscalYear(2023));
/// ```
pub fn next_results_year(plan: &Plan) -> FiscalYear {
    let about = &plan.about;
    let next = reported_year(plan).map_or(about.first_year, |year| FiscalYear(year.0.saturating_add(1)));
    next.max(about.first_year).min(about.last_year)
}

/// The last year that is reported: 実績年度, or where it is blank the newest year of 実績, else of the actuals.
pub(in crate::package) fn reported_year(plan: &Plan) -> Option<FiscalYear> {
    let results = || plan.items.iter().flat_map(|item| &item.results).map(|result| result.year).max();
    let rows = || plan.items.iter().flat_map(|item| &item.indicators);
    let actuals = || rows().flat_map(|row| &row.actuals).map(|cell| cell.year).max();
    plan.about.results_year.or_else(results).or_else(actuals)
}

/// The package as a workbook for entering next year's results: 実績年度 is [`next_results_year`], 実績 has a blank row for
/// each item that is not a repost, and the cells to fill in are coloured and explained. Unchanged, it reads as the
/// same plan except for 実績年度.
///
/// The error lists every cell and sheet that Excel refuses.
///
/// ```
/// use machi_plan::{package, plan::Plan};
/// assert!(package::write_next_year(&Plan::default()).unwrap().starts_with(b"PK"));
/// ```
pub fn write_next_year(plan: &Plan) -> Result<Vec<u8>, Vec<Problem>> {
    workbook(&pages(plan))
}

pub(in crate::package) fn pages(plan: &Plan) -> Vec<Page> {
    let year = next_results_year(plan);
    let mut next = plan.clone();
    // A year beside the plan, which was named when it was read, is not put back.
    next.about.results_year = plan.about.results_year.max(Some(year));
    let page = |sheet: Sheet| match sheet.name.as_str() {
        name if name == about::TABLE.spec.sheet => about(sheet, year),
        name if name == indicators::TABLE.spec.sheet => indicators(sheet, plan, year),
        name if name == results::TABLE.spec.sheet => results(&next, year),
        name if name == ratings::TABLE.spec.sheet => ratings(plan, year),
        _ => Page::plain(sheet),
    };
    // The sheet for next year's results is written even where no earlier year has results.
    let sheets = writing::sheets_with(&next, Some(&results::TABLE.spec));
    let pages: Vec<Page> = sheets.into_iter().map(page).collect();
    std::iter::once(Page::plain(instructions(&pages, year))).chain(pages).collect()
}

/// Whether a workbook for next year's results would have a cell to fill in. In a plan that is finished it has none.
///
/// ```
/// use machi_plan::{package, plan::Plan};
/// assert!(!package::is_anything_due(&Plan::default()));
/// ```
pub fn is_anything_due(plan: &Plan) -> bool {
    pages(plan).iter().any(|page| is_filled_in(&page.sheet.name) && !page.open.is_empty())
}

/// The sheets whose cells are filled in.
pub(in crate::package) fn is_filled_in(sheet: &str) -> bool {
    [results::TABLE.spec.sheet, indicators::TABLE.spec.sheet, ratings::TABLE.spec.sheet].contains(&sheet)
}

/// Whether an item ended before a year. Words that are no year, such as 「継続」, are no end.
fn has_ended(item: &Item, year: FiscalYear) -> bool {
    FiscalYear::parse(&item.end).is_some_and(|end| end < year)
}

pub(in crate::package) fn words(year: FiscalYear) -> String {
    let (_, era, count) = year.era();
    let count = if count == 1 { JA.next_year.first.to_owned() } else { count.to_string() };
    JA.next_year.year(era, count, year.short())
}

fn about(sheet: Sheet, year: FiscalYear) -> Page {
    let row_of = |key: &Column<About>| {
        let mut keys = about::TABLE.spec.single();
        keys.position(|spec| spec.key == key.spec.key).map_or(0, |at| at + 1)
    };
    let value_of = |key: &Column<About>| CellAddress { row: row_of(key), column: 1 };
    let (results, updated) = (value_of(&about::RESULTS_YEAR), value_of(&about::UPDATED));
    let label = value_of(&about::RESULTS_LABEL);
    let mut notes = BTreeMap::new();
    notes.insert(results, JA.next_year.moved_on(words(year)));
    notes.insert(updated, JA.next_year.updated.to_owned());
    let mut open = BTreeSet::from([updated]);
    if sheet.rows.get(label.row).is_some_and(|row| row.get(label.column).is_some_and(|cell| !cell.is_empty()))
    {
        notes.insert(label, JA.next_year.label.to_owned());
        open.insert(label);
    }
    Page { sheet, open, notes, ..Page::default() }
}

/// The actuals of the year, for every indicator that is not a repost.
fn indicators(sheet: Sheet, plan: &Plan, year: FiscalYear) -> Page {
    let head = format!("{}{}", indicators::ACTUALS.spec.head, writing::year_head(year));
    let Some(column) = sheet.rows[0].iter().position(|cell| *cell == head) else { return Page::plain(sheet) };
    let rows = plan.items.iter().flat_map(|item| item.indicators.iter().map(move |row| (item, row)));
    let due = rows.enumerate().filter(|(_, (item, row))| row.repost_of.is_none() && !has_ended(item, year));
    let open = due.map(|(at, _)| CellAddress { row: at + 1, column });
    let open = open.filter(|at| sheet.rows[at.row][at.column].is_empty()).collect();
    let note = JA.next_year.actuals(words(year));
    let notes = BTreeMap::from([(CellAddress { row: 0, column }, note)]);
    Page { sheet, open, notes, ..Page::default() }
}

/// The results of earlier years, and after those of each item a blank row for the year.
fn results(plan: &Plan, year: FiscalYear) -> Page {
    let mut rows = Vec::new();
    let mut due = Vec::new();
    let mut notes = BTreeMap::new();
    for item in &plan.items {
        let row = |result: &YearResult| writing::row(&results::TABLE, &[], &item.id, result);
        rows.extend(item.results.iter().map(row));
        let is_asked = item.repost_of.is_none() && !has_ended(item, year);
        if is_asked && item.results.iter().all(|result| result.year != year) {
            rows.push(row(&YearResult { year, ..YearResult::default() }));
            // One head above the rows.
            due.push(rows.len());
            notes.insert(CellAddress { row: rows.len(), column: 0 }, item.name.clone());
        }
    }
    let spec = &results::TABLE.spec;
    let sheet = writing::used(spec, &[], writing::sheet(spec, &[], rows.into_iter()));
    let is_text = |head: &str| {
        let mut columns = results::TABLE.columns.iter();
        columns.any(|column| column.spec.head == head && matches!(column.field, Field::Text(_)))
    };
    let texts: Vec<usize> = (0..sheet.rows[0].len()).filter(|at| is_text(&sheet.rows[0][*at])).collect();
    let first = CellAddress { row: 0, column: texts.first().copied().unwrap_or_default() };
    notes.insert(first, JA.next_year.results(words(year)));
    let cells = |row: usize| texts.iter().map(move |column| CellAddress { row, column: *column });
    Page { sheet, open: due.into_iter().flat_map(cells).collect(), notes, ..Page::default() }
}

/// The ratings of earlier years, and after those of each item a row to fill in for each of the last year.
fn ratings(plan: &Plan, year: FiscalYear) -> Page {
    let mut rows = Vec::new();
    let mut due = Vec::new();
    for item in &plan.items {
        let row = |rating: &Rating| writing::row(&ratings::TABLE, &[], &item.id, rating);
        rows.extend(item.ratings.iter().map(row));
        for rating in next_ratings(item, reported_year(plan).filter(|_| !has_ended(item, year)), year) {
            rows.push(row(&rating));
            due.push(rows.len());
        }
    }
    let to_fill = [&ratings::RATING, &ratings::REASON, &ratings::AS_OF].map(|column| column.spec.head);
    let columns = ratings::TABLE.columns.iter().enumerate();
    let columns: Vec<usize> =
        columns.filter(|(_, column)| to_fill.contains(&column.spec.head)).map(|(at, _)| at).collect();
    let notes =
        BTreeMap::from([(CellAddress { row: 0, column: columns[0] }, JA.next_year.ratings(words(year)))]);
    let sheet = writing::sheet(&ratings::TABLE.spec, &[], rows.into_iter());
    let cells = |row: usize| columns.iter().map(move |column| CellAddress { row, column: *column });
    Page { sheet, open: due.into_iter().flat_map(cells).collect(), notes, ..Page::default() }
}

/// Whether a rating of a later year is the one that was asked for where an earlier year had `last`. One of the middle of the
/// year is another, unless `last` was that too; where 時期 is blank, somebody has written the rating and no more.
pub(in crate::package) fn is_next_of(last: &Rating, own: &Rating) -> bool {
    let of = |one: &Rating| (one.indicator_id.clone(), one.by.clone(), one.aspect.clone());
    of(last) == of(own) && (own.as_of == last.as_of || own.as_of.is_empty())
}

/// Blank ratings of the year: one for each that the item had in the last year, unless the year has it.
fn next_ratings(item: &Item, last: Option<FiscalYear>, year: FiscalYear) -> Vec<Rating> {
    let has = |last: &Rating| item.ratings.iter().any(|own| own.year == year && is_next_of(last, own));
    let of_last = item.ratings.iter().filter(|rating| Some(rating.year) == last && !has(rating));
    let blank = of_last.map(|rating| Rating {
        year,
        rating: String::new(),
        reason: String::new(),
        as_of: String::new(),
        ..rating.clone()
    });
    blank.collect()
}

fn instructions(pages: &[Page], year: FiscalYear) -> Sheet {
    let open = |spec: &TableSpec| {
        let page = pages.iter().find(|page| page.sheet.name == spec.sheet);
        page.map_or(0, |page| page.open.iter().map(|cell| cell.row).collect::<BTreeSet<_>>().len())
    };
    let year = words(year);
    let due = open(&results::TABLE.spec);
    let steps = [
        (due > 0).then(|| JA.next_year.write_results(due, &year)),
        (open(&indicators::TABLE.spec) > 0).then(|| JA.next_year.write_actuals(&year)),
        (open(&ratings::TABLE.spec) > 0).then(|| JA.next_year.write_ratings(&year)),
    ];
    let steps = steps.into_iter().flatten().chain([
        JA.next_year.write_date.to_owned(),
        JA.next_year.save.to_owned(),
        JA.next_year.leave_blank.to_owned(),
    ]);
    let head = vec![JA.next_year.step.to_owned(), JA.next_year.what_to_do.to_owned()];
    let rows = steps.enumerate().map(|(at, step)| vec![(at + 1).to_string(), step]);
    Sheet::new(GUIDE_SHEET, std::iter::once(head).chain(rows).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{About, Indicator, Item, Rating, YearCell, YearResult};

    fn plan(results_year: Option<u16>) -> Plan {
        let about = About {
            first_year: FiscalYear(2023),
            last_year: FiscalYear(2025),
            results_year: results_year.map(FiscalYear),
            ..About::default()
        };
        let result =
            |year| YearResult { year: FiscalYear(year), text: "した".into(), ..YearResult::default() };
        let actual = YearCell { year: FiscalYear(2024), printed: "1件".into() };
        let indicator = |id: &str| Indicator { id: id.into(), ..Indicator::default() };
        let items = vec![
            Item {
                id: "1".into(),
                results: vec![result(2023), result(2024)],
                indicators: vec![Indicator { actuals: vec![actual], ..indicator("1.1") }, indicator("1.2")],
                ..Item::default()
            },
            Item { id: "2".into(), repost_of: Some("1".into()), ..Item::default() },
            Item { id: "3".into(), ..Item::default() },
        ];
        Plan { about, items, ..Plan::default() }
    }

    #[test]
    fn the_year_that_is_due_stays_inside_the_plan() {
        assert_eq!(next_results_year(&Plan { items: Vec::new(), ..plan(None) }), FiscalYear(2023));
        // Where the plan does not say, what is there says it.
        for (last, due) in [(None, 2025), (Some(2023), 2024), (Some(2025), 2025), (Some(2020), 2023)] {
            assert_eq!(next_results_year(&plan(last)), FiscalYear(due), "{last:?}");
        }
    }

    fn open(page: &Page) -> Vec<String> {
        page.open.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn due_cells_are_marked_and_filled_cells_stay() {
        let pages = pages(&plan(Some(2023)));
        let page = |name: &str| pages.iter().find(|page| page.sheet.name == name).unwrap();
        let results = page("実績");
        let rows: Vec<String> = results.sheet.rows[1..].iter().map(|row| row.join("|")).collect();
        assert_eq!(rows, ["1|R5|した||", "1|R6|した||", "3|R6|||"]);
        assert_eq!(open(results), ["C4", "D4", "E4"]);
        let indicators = page("指標");
        assert_eq!(indicators.sheet.rows[0][16], "実績R6");
        assert_eq!(open(indicators), ["Q3"]);
        assert_eq!(page("計画").sheet.rows[8], ["実績年度", "R6"]);
        let steps = &page("記入のしかた").sheet.rows;
        assert!(steps[1][1].contains("色の付いた1行に、令和6年度（R6）"));
        // An officer without the command has the page.
        assert!(steps[4][1].contains("担当者のページで選ぶか、machi-plan check"));
    }

    #[test]
    fn each_rating_of_the_last_year_has_a_row_to_fill_in_unless_the_year_has_it() {
        let mut plan = plan(Some(2023));
        let rating = |by: &str, year, rating: &str| Rating {
            year: FiscalYear(year),
            by: by.into(),
            aspect: "効果".into(),
            rating: rating.into(),
            ..Rating::default()
        };
        plan.items[0].ratings =
            vec![rating("課", 2023, "B"), rating("委員会", 2023, "A"), rating("課", 2024, "C")];
        let pages = pages(&plan);
        let page = pages.iter().find(|page| page.sheet.name == "評価").unwrap();
        let id = &plan.items[0].id;
        let rows: Vec<String> = page.sheet.rows[1..].iter().map(|row| row.join("|")).collect();
        assert_eq!(
            rows,
            [
                format!("{id}||R5|課|効果|B||"),
                format!("{id}||R5|委員会|効果|A||"),
                format!("{id}||R6|課|効果|C||"),
                format!("{id}||R6|委員会|効果|||"),
            ]
        );
        assert_eq!(open(page), ["F5", "G5", "H5"]);
        assert!(pages[0].sheet.rows[3][1].contains("シート「評価」"));
    }

    #[test]
    fn an_item_that_ended_before_the_year_is_not_asked() {
        let mut plan = plan(Some(2023));
        for (end, is_asked) in [("R5", false), ("R6", true), ("継続", true)] {
            plan.items[0].results.truncate(1);
            plan.items[0].end = end.into();
            let pages = pages(&plan);
            let page = |name: &str| pages.iter().find(|page| page.sheet.name == name).unwrap();
            assert_eq!(!open(page("指標")).is_empty(), is_asked, "{end}");
            let due = open(page("実績")).iter().filter(|cell| cell.starts_with('C')).count();
            assert_eq!(due, 1 + usize::from(is_asked), "{end}");
        }
    }

    #[test]
    fn after_the_last_year_nothing_is_asked_and_its_year_stays() {
        let mut plan = plan(Some(2025));
        let result =
            |year| YearResult { year: FiscalYear(year), text: "した".into(), ..YearResult::default() };
        assert!(is_anything_due(&plan), "the last year is not written yet");
        plan.items.truncate(1);
        plan.items[0].results.push(result(2025));
        for row in &mut plan.items[0].indicators {
            row.actuals.push(YearCell { year: FiscalYear(2025), printed: "1件".into() });
        }
        assert!(!is_anything_due(&plan));
        assert!(crate::package::write_forms(&plan).unwrap().is_empty(), "a form without a cell to fill in");
        plan.items[0].results.pop();
        plan.about.results_year = Some(FiscalYear(2026));
        let pages = pages(&plan);
        let about = pages.iter().find(|page| page.sheet.name == "計画").unwrap();
        assert_eq!(about.sheet.rows[8], ["実績年度", "R8"]);
        assert!(pages[0].sheet.rows[1][1].contains("色の付いた1行に、令和7年度（R7）"));
        assert!(pages[0].sheet.rows[2][1].contains("シート「計画」の更新日"), "no actual is blank");
    }
}
