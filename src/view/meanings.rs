//! The meanings of words that the plan explains: of 状況区分 and of 用語.
//!
//! An item has a list of its words, closed until it is asked for, which works without a script. In the controls, which
//! only the script writes, a button shows the meanings of grades above the page. The browser does that by itself.

use maud::{Markup, html};

use super::{Page, names::*};
use crate::list::List;
use crate::plan::{Item, Status, Term};

/// How many words and how many terms of a plan are looked for in each item. The view of data has all of them.
const MOST: usize = 300;
/// The places of a scale with fewer or more grades are not written: they say nothing, or the signs fill the line.
const GRADES: std::ops::RangeInclusive<usize> = 3..=9;

/// The words of an item that the plan explains; nothing where there are none.
pub(super) fn of_item(page: &Page, item: &Item) -> Markup {
    let plan = &page.prepared.plan;
    let ratings = if plan.statuses.is_empty() { Vec::new() } else { item.all_ratings().list() };
    let is_used = |word: &&Status| {
        ratings.iter().any(|one| one.grade() == word.status && is_same(&one.aspect, &word.aspect))
    };
    let words = defined(page).take(MOST).filter(is_used).list();
    let terms = plan.glossary.iter().take(MOST).filter(|term| speaks_of(item, &term.term)).list();
    html! {
        @if !words.is_empty() || !terms.is_empty() {
            details class="machi-plan-meanings" {
                summary { (page.locale.item.meanings) span class=(HIDDEN) { " " (item.name) } }
                (list(page, &words, &terms))
            }
        }
    }
}

/// All words of the plan; nothing where there are none.
pub(super) fn all(page: &Page) -> Markup {
    let words = defined(page).list();
    let terms = page.prepared.plan.glossary.iter().list();
    html! {
        @if !words.is_empty() || !terms.is_empty() {
            (page.head(page.locale.item.meanings))
            (list(page, &words, &terms))
        }
    }
}

/// A button that shows the meanings of these values; nothing where the plan explains none of them.
pub(super) fn of_values(page: &Page, key: &str, is_value: &dyn Fn(&str) -> bool) -> Markup {
    let words = defined(page).filter(|word| is_value(&word.status)).list();
    let id = [page.name, "-meanings-", key].concat();
    html! {
        @if !words.is_empty() {
            button type="button" popovertarget=(id) { (page.locale.item.meanings) }
            div class="machi-plan-popover" popover="auto" id=(id) role="group" aria-label=(page.locale.item.meanings) {
                (list(page, &words, &[]))
            }
        }
    }
}

/// The words of 状況区分 that have a definition.
fn defined<'a>(page: &Page<'a>) -> impl Iterator<Item = &'a Status> + use<'a> {
    page.prepared.plan.statuses.iter().filter(|word| !word.definition.is_empty())
}

/// The place of a grade in the city's own order of its scale: a row of signs, and words for screen readers. Nothing
/// where the package gives no order.
pub(super) fn rank(page: &Page, aspect: &str, grade: &str) -> Markup {
    let words = &page.locale.item;
    let found = of_grade(&page.prepared.plan.statuses, aspect, grade).and_then(|status| place(page, status));
    html! {
        @if let Some((at, count)) = found {
            " " span class="machi-plan-rank" aria-hidden="true" {
                @for other in 1..=count { (if other == at { words.rank_here } else { words.rank_other }) }
            }
            span class=(HIDDEN) { (words.rank(count, at)) }
        }
    }
}

/// The row of 状況区分 for a grade, where it is certain which.
fn of_grade<'a>(statuses: &'a [Status], aspect: &str, grade: &str) -> Option<&'a Status> {
    let is_of = |row: &&Status| row.status == grade && is_same(&row.aspect, aspect);
    let mut rows = statuses.iter().take(MOST).filter(is_of);
    rows.next().filter(|_| rows.next().is_none())
}

/// Whether two aspects are one. A city with one scale does not name its aspect.
fn is_same(a: &str, b: &str) -> bool {
    a == b || a.is_empty() || b.is_empty()
}

/// The place of a word in the order of its scale, from 1, and how many words the scale has.
fn place(page: &Page, word: &Status) -> Option<(usize, usize)> {
    let own = word.place()?;
    let (mut at, mut count) = (1, 0);
    for row in page.prepared.plan.statuses.iter().take(MOST).filter(|row| row.aspect == word.aspect) {
        let order = row.place()?;
        // Without an order of all its words a scale has no places.
        if order == own && row.status != word.status {
            return None;
        }
        at += usize::from(order < own);
        count += 1;
    }
    GRADES.contains(&count).then_some((at, count))
}

fn list(page: &Page, words: &[&Status], terms: &[&Term]) -> Markup {
    html! {
        dl class="machi-plan-facts" {
            @for word in words {
                dt { (word.status) @if !word.aspect.is_empty() { (page.locale.remark(&word.aspect)) } }
                dd {
                    @if let Some((at, count)) = place(page, word) {
                        (page.locale.item.rank_before(page.locale.item.rank(count, at)))
                    }
                    (word.definition)
                }
            }
            @for term in terms {
                dt {
                    @if page.locale.has_readings() { (page.locale.read(&term.term, &term.kana)) }
                    @else { (term.term) @if !term.kana.is_empty() { (page.locale.remark(&term.kana)) } }
                }
                dd { (term.explanation) }
            }
        }
    }
}

/// Whether a text of the item has the term.
fn speaks_of(item: &Item, term: &str) -> bool {
    let has = |text: &str| !term.is_empty() && text.contains(term);
    has(&item.name)
        || has(&item.purpose)
        || has(&item.content)
        || item.actions.iter().any(|action| has(&action.text) || action.cells.iter().any(|cell| has(cell)))
        || item.indicators.iter().any(|row| has(&row.name) || has(&row.class))
        || item.results.iter().any(|result| {
            [&result.text, &result.challenge, &result.next_steps].into_iter().any(|text| has(text))
        })
}
