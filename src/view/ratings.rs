//! The ratings of an item by year, its challenges and next steps, its marks and vocabularies.

use maud::{Markup, html};

use super::{Page, names::*, page::year_head};
use crate::list::List;
use crate::plan::{FiscalYear, Item, Rating, YearResult};

/// Up to so many aspects have a column each. With more, each cell names its aspect.
const MOST_COLUMNS: usize = 5;

/// The ratings of an item: a row for each year and rater, a column for each aspect.
pub(super) fn ratings(page: &Page, item: &Item) -> Markup {
    if item.ratings.is_empty() {
        return Markup::default();
    }
    let words = &page.locale.item;
    let ratings = in_order_of_years(&item.ratings);
    let columns = aspects(&ratings);
    let has_raters = ratings.iter().any(|one| !head(page, item, one).is_empty());
    let aspect = |aspect: &str| if aspect.is_empty() { words.ratings } else { aspect }.to_owned();
    html! {
        (page.head(words.ratings))
        table class="machi-plan-schedule machi-plan-ratings" role="table" {
            caption class=(HIDDEN) { (words.ratings_caption(&item.name)) }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { (words.value_year) }
                    @if has_raters { th scope="col" role="columnheader" { (words.rater) } }
                    @for column in &columns { th scope="col" role="columnheader" { (aspect(column)) } }
                }
            }
            @for of_year in ratings.chunk_by(|a, b| a.year == b.year) {
                @let rows = of_year.chunk_by(|a, b| is_one_row(a, b)).list();
                tbody role="rowgroup" {
                    @for (at, row) in rows.iter().enumerate() {
                        tr role="row" {
                            @if at == 0 {
                                th scope="rowgroup" role="rowheader" class="machi-plan-rated-year" rowspan=(rows.len()) {
                                    (year_head(page, row[0].year))
                                }
                            }
                            @if has_raters {
                                th scope="row" role="rowheader" class="machi-plan-action" { (head(page, item, row[0])) }
                            }
                            @for column in &columns {
                                td role="cell" data-label=(aspect(column)) { (grades(page, row, column, columns.len() == 1)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Sorted by year; within a year as in the sheet.
fn in_order_of_years(ratings: &[Rating]) -> Vec<&Rating> {
    let mut years = Vec::new();
    ratings.iter().for_each(|rating| rating.year.insert_into(&mut years));
    years.into_iter().flat_map(|year| ratings.iter().filter(move |rating| rating.year == year)).list()
}

/// The aspects that have a column, or one blank column for all.
fn aspects<'a>(ratings: &[&'a Rating]) -> Vec<&'a str> {
    let mut columns: Vec<&str> = Vec::new();
    for rating in ratings {
        if !columns.contains(&rating.aspect.as_str()) {
            if columns.len() == MOST_COLUMNS {
                return vec![""];
            }
            columns.push(&rating.aspect);
        }
    }
    columns
}

fn is_one_row(a: &Rating, b: &Rating) -> bool {
    (&a.by, &a.indicator_id, &a.as_of) == (&b.by, &b.indicator_id, &b.as_of)
}

/// Whether an item has any of [`facts`].
#[cfg(feature = "package")]
pub(super) fn has_facts(item: &Item) -> bool {
    let texts = [&item.start, &item.end];
    !item.priority.is_empty() || !item.tags.is_empty() || texts.into_iter().any(|text| !text.is_empty())
}

/// Who rates, what is rated where it is an indicator, and when.
pub(super) fn head(page: &Page, item: &Item, rating: &Rating) -> String {
    let mut head = rating.by.clone();
    if let Some(id) = &rating.indicator_id {
        let row = item.indicators.iter().find(|row| row.id == *id);
        head.push(' ');
        head += &page.locale.controls.indicator(row.map_or(id, |row| &row.name));
    }
    if !rating.as_of.is_empty() {
        head += &page.locale.item.rated_on(&rating.as_of);
    }
    head
}

/// The grades of one cell with their reasons. A single column names the aspects of its grades.
fn grades(page: &Page, row: &[&Rating], column: &str, is_single: bool) -> Markup {
    let own = row.iter().filter(|one| one.aspect == column || is_single).list();
    html! {
        @if own.is_empty() { span class=(HIDDEN) { (page.blank(false)) } }
        @for one in own {
            div class="machi-plan-entry" {
                @if one.aspect != column { (one.aspect) ": " }
                b { (one.rating) }
                (super::meanings::rank(page, &one.aspect, one.grade()))
                @if !one.reason.is_empty() { (super::item::paragraphs(&one.reason)) }
            }
        }
    }
}

/// Challenge, direction and next steps of a year, each after its word.
pub(super) fn after_result(page: &Page, result: &YearResult) -> Markup {
    let words = &page.locale.item;
    let texts = [
        (words.challenge, &result.challenge),
        (words.direction, &result.direction),
        (words.next_steps, &result.next_steps),
    ];
    html! {
        @for (word, text) in texts {
            @for (at, line) in text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
                p class="machi-plan-paragraph" { @if at == 0 { b { (word) } ": " } (line) }
            }
        }
    }
}

/// The marks and the values of vocabularies of an item, as words of its row.
pub(super) fn marks(item: &Item) -> Markup {
    html! {
        @if !item.priority.is_empty() || !item.tags.is_empty() {
            span class=(MARKS) {
                @for mark in &item.priority { span class="machi-plan-repost" { (mark) } " " }
                @for (vocabulary, values) in vocabularies(item) {
                    span { @if !vocabulary.is_empty() { (vocabulary) ": " } (values) } " "
                }
            }
        }
    }
}

/// Marks, vocabularies, start and end of an item, as entries of facts.
pub(super) fn facts(page: &Page, item: &Item) -> Markup {
    let words = &page.locale.item;
    let year = |printed: &String| match FiscalYear::parse(printed) {
        Some(year) => page.locale.full_year(year),
        None => printed.clone(),
    };
    html! {
        @if !item.priority.is_empty() { dt { (page.locale.facets.priority) } dd { (page.locale.list(&item.priority)) } }
        @for (vocabulary, values) in vocabularies(item) {
            dt { @if vocabulary.is_empty() { (page.locale.facets.tag) } @else { (vocabulary) } }
            dd { (values) }
        }
        @for (word, printed) in [(words.start, &item.start), (words.end, &item.end)] {
            @if !printed.is_empty() { dt { (word) } dd { (year(printed)) } }
        }
    }
}

/// The values of each vocabulary of an item, vocabularies in the order of the cell.
pub(super) fn vocabularies(item: &Item) -> Vec<(&str, String)> {
    let parts = item.tags.iter().map(|tag| tag.split_once(':').unwrap_or(("", tag))).list();
    let groups = parts.chunk_by(|a, b| a.0 == b.0);
    groups.map(|group| (group[0].0, group.iter().map(|(_, value)| *value).list().join("、"))).list()
}
