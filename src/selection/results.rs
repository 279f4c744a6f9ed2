//! Counts what a plan reports of each year: the ratings by scale, year, top row of the outline and department.
//!
//! An item counts under every grade that it has in a year, as in the list. It is not rated if it was in the plan in that
//! year and has no grade. A repost never counts beside its original: both have the same id here. The values of a scale
//! and its years do not depend on the selection, only the numbers do.
//!
//! Cost: the ratings and the years of each item, each with its departments.

use std::collections::BinaryHeap;

use super::moves::{Span, spans};
use super::prepared::Prepared;
use crate::list::List;
use crate::plan::{DepartmentIndex, FiscalYear, ItemIndex, Lookup, OutlineIndex, Plan, Status};

/// The ratings by one rater for one aspect.
#[derive(Debug)]
pub struct Scale<'a> {
    /// What is rated; empty where the city does not say.
    pub aspect: &'a str,
    /// Who rates; empty where the city does not say.
    pub by: &'a str,
    /// Whether indicators are rated, not items.
    pub of_indicators: bool,
    /// The grades in the city's order, then others that occur. After the last comes the index of “not rated”.
    pub grades: Vec<&'a str>,
    /// The years that have a rating, up to the reported one.
    pub years: Vec<FiscalYear>,
    /// For each year, how many items (or indicators) are counted.
    pub totals: Vec<usize>,
    /// The counts of all.
    pub all: Vec<Tally>,
    /// The counts of each top row of the outline that has any; none for indicators.
    pub branches: Vec<(OutlineIndex, Vec<Tally>)>,
    /// The counts of each department that has any; none for indicators.
    pub departments: Vec<(DepartmentIndex, Vec<Tally>)>,
}

/// How many have one grade in one year. Lists of them are sorted by year, then by grade; a count of 0 is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The index of the year.
    pub year: usize,
    /// The index of the grade, or the number of grades for “not rated”.
    pub grade: usize,
    /// How many.
    pub count: usize,
}

/// More scales than any city has. Others are not counted, so that a made-up file does not fill the page.
pub const MOST_SCALES: usize = 24;

/// A grade that was given.
struct Mark<'a> {
    year: FiscalYear,
    grade: &'a str,
    /// The rated id: of the item, its original, or the indicator.
    id: &'a str,
    item: ItemIndex,
}

/// A mark that is counted, or that an item is not rated. Sorted, they are in the order of [`Tally`].
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Counted<'a> {
    /// The index of the year.
    year: usize,
    /// The index of the grade, or the number of grades for “not rated”.
    grade: usize,
    /// The rated id.
    id: &'a str,
    item: ItemIndex,
}

/// A scale while its marks are gathered.
struct Marks<'a> {
    aspect: &'a str,
    by: &'a str,
    of_indicators: bool,
    marks: Vec<Mark<'a>>,
}

/// The scales of a plan, those of one aspect together and those of indicators at the end, in the order in which they
/// first occur. `matches` says which items are counted; with `led`, an item counts only for the departments that lead
/// it.
pub fn scales<'a>(prepared: &'a Prepared, matches: &[bool], led: bool) -> Vec<Scale<'a>> {
    let spans = spans(&prepared.plan);
    gathered(prepared).into_iter().map(|marks| scale(prepared, marks, &spans, matches, led)).list()
}

fn gathered(prepared: &Prepared) -> Vec<Marks<'_>> {
    let plan = &prepared.plan;
    let mut scales: Vec<Marks> = Vec::new();
    for at in plan.item_indices() {
        let item = &plan[at];
        let id = plan[prepared.original(at).unwrap_or(at)].id.as_str();
        for row in &item.results {
            add(
                plan,
                &mut scales,
                ("", "", false),
                Mark { year: row.year, grade: row.grade(), id, item: at },
            );
        }
        for row in &item.ratings {
            let of = row.indicator_id.as_deref();
            let key = (row.aspect.as_str(), row.by.as_str(), of.is_some());
            let id = of.unwrap_or(id);
            add(plan, &mut scales, key, Mark { year: row.year, grade: row.grade(), id, item: at });
        }
    }
    scales
}

fn add<'a>(plan: &Plan, scales: &mut Vec<Marks<'a>>, key: (&'a str, &'a str, bool), mark: Mark<'a>) {
    // An interim rating of a later year is not a result yet.
    if mark.grade.is_empty() || plan.about.results_year.is_some_and(|reported| mark.year > reported) {
        return;
    }
    let (aspect, by, of_indicators) = key;
    let of = |scale: &Marks| (scale.aspect, scale.by, scale.of_indicators) == key;
    let at = scales.iter().position(of).or_else(|| {
        let beside = |scale: &Marks| scale.aspect == aspect && scale.of_indicators == of_indicators;
        let first_of_indicators = scales.iter().position(|scale| scale.of_indicators && !of_indicators);
        let end = first_of_indicators.unwrap_or(scales.len());
        let at = scales.iter().rposition(beside).map_or(end, |last| last + 1);
        (scales.len() < MOST_SCALES).then(|| {
            scales.insert(at, Marks { aspect, by, of_indicators, marks: Vec::new() });
            at
        })
    });
    if let Some(at) = at {
        scales[at].marks.push(mark);
    }
}

fn scale<'a>(
    prepared: &'a Prepared,
    of: Marks<'a>,
    spans: &[Span],
    matches: &[bool],
    led: bool,
) -> Scale<'a> {
    let plan = &prepared.plan;
    let (grades, grade_of) = grades(plan, of.aspect, &of.marks);
    let mut years = Vec::new();
    of.marks.iter().for_each(|mark| mark.year.insert_into(&mut years));
    let mut counted: Vec<Counted> = Vec::new();
    for (mark, grade) in of.marks.iter().zip(grade_of).filter(|(mark, _)| matches[mark.item.0]) {
        let year = years.iter().position(|year| *year == mark.year).unwrap_or_default();
        counted.push(Counted { year, grade, id: mark.id, item: mark.item });
    }
    let mut totals = Vec::new();
    for (at, year) in years.iter().enumerate() {
        let rated = counted.iter().filter(|one| one.year == at).map(|one| one.id).list();
        let mut rated = BinaryHeap::from(rated).into_sorted_vec();
        rated.dedup();
        let mut total = rated.len();
        for (id, item) in candidates(plan, matches, of.of_indicators) {
            if spans[item.0].has(plan, *year) && rated.binary_search(&id).is_err() {
                counted.push(Counted { year: at, grade: grades.len(), id, item });
                total += 1;
            }
        }
        totals.push(total);
    }
    let groups = tallies(prepared, BinaryHeap::from(counted).into_sorted_vec(), of.of_indicators, led);
    let mut groups = groups.into_iter().map(|group| group.tallies);
    let all = groups.next().unwrap_or_default();
    let branches = plan.outline_indices().zip(groups.by_ref()).filter(|(_, tallies)| !tallies.is_empty());
    let branches = branches.list();
    let departments = plan.department_indices().zip(groups).filter(|(_, tallies)| !tallies.is_empty());
    Scale {
        aspect: of.aspect,
        by: of.by,
        of_indicators: of.of_indicators,
        departments: departments.list(),
        grades,
        years,
        totals,
        all,
        branches,
    }
}

/// The grades of a scale, and for each mark the index of its grade.
fn grades<'a>(plan: &'a Plan, aspect: &str, marks: &[Mark<'a>]) -> (Vec<&'a str>, Vec<usize>) {
    let of_aspect =
        |aspect: &str| plan.scale().filter(|row| row.aspect == aspect).map(|row| row.status.as_str()).list();
    let mut texts = of_aspect(aspect);
    if texts.is_empty() {
        // The city rates by the words of a scale without naming its aspect.
        let defined = definitions(plan, aspect);
        let first = marks.iter().find_map(|mark| defined(mark.grade));
        texts = first.map_or(Vec::new(), |row| of_aspect(&row.aspect));
    }
    let known = texts.len();
    texts.extend(marks.iter().map(|mark| mark.grade));
    let first = Lookup::new(texts.iter().copied());
    let (mut grades, mut index_of) = (Vec::new(), Vec::new());
    for (at, text) in texts.iter().enumerate() {
        let index = match first.find(text) {
            Some(before) if before < at => index_of[before],
            _ => {
                grades.push(*text);
                grades.len() - 1
            }
        };
        index_of.push(index);
    }
    (grades, index_of.split_off(known))
}

/// Finds the row of 状況区分 that defines a grade: that of the aspect, else the first of another.
pub fn definitions<'a>(plan: &'a Plan, aspect: &str) -> impl Fn(&str) -> Option<&'a Status> + use<'a> {
    let rows = plan.statuses.iter().enumerate();
    let own = rows.clone().filter(|(_, row)| row.aspect == aspect);
    let [own, all] = [own.map(text).list(), rows.map(text).list()].map(Lookup::of_pairs);
    move |grade| own.find(grade).or_else(|| all.find(grade)).map(|at| &plan.statuses[at])
}

fn text((at, row): (usize, &Status)) -> (&str, usize) {
    (&row.status, at)
}

/// The ids that can be rated, without reposts, each with its item.
fn candidates<'a>(plan: &'a Plan, matches: &[bool], of_indicators: bool) -> Vec<(&'a str, ItemIndex)> {
    let mut found = Vec::new();
    for at in plan.item_indices().filter(|at| matches[at.0]) {
        let item = &plan[at];
        if of_indicators {
            let rows = item.indicators.iter().filter(|row| row.repost_of.is_none());
            found.extend(rows.map(|row| (row.id.as_str(), at)));
        } else if item.repost_of.is_none() {
            found.push((&item.id, at));
        }
    }
    found
}

/// The tallies of all, of a row of the outline or of a department, while they are counted.
#[derive(Clone, Default)]
struct Group<'a> {
    tallies: Vec<Tally>,
    /// The id that was counted last.
    last: &'a str,
}

/// The tallies of all, of each row of the outline, and of each department. `counted` is sorted.
fn tallies<'a>(
    prepared: &Prepared,
    counted: Vec<Counted<'a>>,
    of_indicators: bool,
    led: bool,
) -> Vec<Group<'a>> {
    let plan = &prepared.plan;
    let rows = plan.outline.len();
    let mut groups: Vec<Group> = vec![Group::default(); 1 + rows + plan.departments.len()];
    let departments = if led { &prepared.facts.leads } else { &prepared.facts.departments };
    for Counted { year, grade, id, item } in counted {
        let mut of = vec![0];
        if !of_indicators {
            of.extend(prepared.top_of(item).map(|row| 1 + row.0));
            of.extend(departments.get(item).iter().map(|department| 1 + rows + department.0));
        }
        for group in of {
            let group = &mut groups[group];
            match group.tallies.last_mut() {
                Some(last) if (last.year, last.grade) == (year, grade) => {
                    // A department may be named twice, and a repost be beside its original.
                    last.count += usize::from(group.last != id);
                }
                _ => group.tallies.push(Tally { year, grade, count: 1 }),
            }
            group.last = id;
        }
    }
    groups
}
