//! The content of the sentence below a chart, as facts without words. The words are in the locale.
//!
//! The facts come only from the cells: no judgement, no guess. A yearly step is a fact only where every yearly
//! difference confirms it.

use super::cell::{Cell, Role};
use super::compare::compared;
use super::fact::{Difference, Fact, Said, Span};
use super::frame::Frame;
use super::number::grouped;
use crate::list::List;
use crate::plan::{self, Indicator, Reading};

/// The facts of one indicator in the order of the sentence. Where the plan has no actual at all, none is missed here.
pub fn facts<'a>(rows: &[&'a Indicator], frame: &Frame<'a>) -> Vec<Fact<'a>> {
    let mut facts = Vec::new();
    let none_has_actuals = rows.iter().all(|row| row.actuals.is_empty());
    for row in rows {
        if !row.series.is_empty() {
            facts.push(Fact::Series(&row.series));
        }
        let before = facts.len();
        let cells = Cell::all(row);
        planned(row, &cells, frame, &mut facts);
        let named = facts.len() > before;
        reached(row, &cells, named, &mut facts);
        facts.extend(compared(row, &cells));
        for role in [Role::Forecast, Role::Cumulative, Role::Rate] {
            let of = cells.iter().filter(|cell| cell.role == role).list();
            if !of.is_empty() {
                facts.push(Fact::Listed(role, runs(&of)));
            }
        }
        facts.extend(row.breaks().filter_map(|(year, reason)| Some(Fact::Break(year?, reason))));
        if row.actuals.is_empty() && !none_has_actuals && facts.len() > before {
            facts.push(Fact::NoActual);
        }
    }
    if none_has_actuals && frame.has_actuals && !facts.is_empty() {
        if rows.len() > 1 {
            facts.push(Fact::Series(""));
        }
        facts.push(Fact::NoActual);
    }
    facts
}

/// Baseline, targets and the value to compare with.
fn planned<'a>(row: &'a Indicator, cells: &[Cell<'a>], frame: &Frame<'a>, facts: &mut Vec<Fact<'a>>) {
    let of = |role: Role| cells.iter().filter(move |cell| cell.role == role);
    let baseline = of(Role::Baseline).next();
    let targets: Vec<&Cell> = of(Role::Target).filter(|cell| !cell.is_dash()).list();
    let (read, words): (Vec<&Cell>, Vec<&Cell>) =
        targets.into_iter().partition(|cell| !cell.readings.is_empty());
    let is_whole = row.breaks.is_empty();
    match (baseline, row.baseline_year) {
        (Some(cell), year) => facts.push(Fact::Baseline { name: frame.baseline, year, text: cell.said() }),
        (None, Some(year)) => facts.push(Fact::BaselineWithoutValue(year)),
        (None, None) => {}
    }
    let mut targets = runs(&read);
    let from_to = is_whole && baseline.is_some_and(|baseline| goes_one_way(baseline, &read));
    if from_to && targets.len() > 2 {
        // A run may end later than it begins: the last year counts.
        if let Some(last) = targets.pop() {
            targets = vec![Said { span: Span { first: last.span.last, ..last.span }, text: last.text }];
        }
    }
    if let [first, ..] = targets.as_slice() {
        let years = (frame.years.first(), frame.years.last());
        let every_year = years == (Some(&first.span.first), Some(&first.span.last)) && years.0 != years.1;
        facts.push(Fact::Targets { targets, every_year, inferred: row.inferred });
    }
    let lost = || frame.years.iter().filter(|year| !of(Role::Target).any(|cell| cell.year == Some(**year)));
    if row.inferred && of(Role::Target).next().is_some() && lost().next().is_some() {
        facts.push(Fact::WithoutTarget(lost().map(|year| Span { first: *year, last: *year }).list()));
    }
    let reference = of(Role::Reference).next();
    facts.extend(reference.map(|cell| Fact::Reference(row.reference_name.as_str(), cell.said())));
    facts.extend(steps(&read).filter(|_| is_whole));
    facts.extend(runs(&words).into_iter().map(|said| Fact::TargetInWords(said, row.inferred)));
    let dashes: Vec<&Cell> = of(Role::Target).filter(|cell| cell.is_dash()).list();
    if let Some(first) = dashes.first() {
        let spans = runs(&dashes).into_iter().map(|said| said.span).list();
        facts.push(Fact::NoTarget(spans, first.printed));
    }
}

/// The actuals. `named` says that other values come before.
fn reached<'a>(row: &'a Indicator, cells: &[Cell<'a>], named: bool, facts: &mut Vec<Fact<'a>>) {
    let actuals = cells.iter().filter(|cell| cell.role == Role::Actual);
    let (read, words): (Vec<&Cell>, Vec<&Cell>) = actuals.partition(|cell| !cell.readings.is_empty());
    let as_of = row.as_of.as_str();
    if let [first, .., last] = read.as_slice()
        && !row.breaks().any(|(year, _)| first.year < year && year <= last.year)
        && let (Some(a), Some(b)) = (first.number(), last.number())
        && let Some(by) = plan::Difference::between(a, b)
    {
        let is_said = by.digits != 0;
        let text = grouped(by.digits, by.scale);
        let by = Difference { least: text.clone(), most: text, unit: a.unit.clone(), up: by.way.is_gt() };
        let ends = [*first, *last].into_iter().flat_map(|cell| runs(&[cell])).list();
        facts.push(Fact::Actuals { actuals: ends, as_of, named, by: is_said.then_some(by) });
    } else if !read.is_empty() {
        facts.push(Fact::Actuals { actuals: runs(&read), as_of, named, by: None });
    }
    facts.extend(runs(&words).into_iter().map(Fact::ActualInWords));
}

/// Joins cells of consecutive years with the same text.
fn runs(cells: &[&Cell]) -> Vec<Said> {
    let mut runs: Vec<Said> = Vec::new();
    for cell in cells {
        let (Some(year), text) = (cell.year, cell.said()) else { continue };
        match runs.last_mut() {
            Some(run) if run.text == text && run.span.last.0 + 1 == year.0 => run.span.last = year,
            _ => runs.push(Said { span: Span { first: year, last: year }, text }),
        }
    }
    runs
}

/// Whether baseline and targets are plain numbers of one unit and the targets never change direction.
fn goes_one_way(baseline: &Cell, targets: &[&Cell]) -> bool {
    let Some(start) = baseline.number() else { return false };
    let numbers: Option<Vec<&Reading>> = targets.iter().map(|cell| cell.number()).collect();
    let numbers = numbers.unwrap_or_default();
    let steps: Option<Vec<i64>> = std::iter::once(&start)
        .chain(&numbers)
        .zip(&numbers)
        .map(|(a, b)| if a.unit == b.unit { difference(a, b).map(|(change, _)| change) } else { None })
        .collect();
    let steps = steps.unwrap_or_default();
    !steps.is_empty() && (steps.iter().all(|step| *step >= 0) || steps.iter().all(|step| *step <= 0))
}

/// The yearly difference of the targets, where at least two differences have about the same size and all go in one
/// direction.
fn steps<'a>(targets: &[&Cell]) -> Option<Fact<'a>> {
    let numbers: Option<Vec<&Reading>> = targets.iter().map(|cell| cell.number()).collect();
    let numbers = numbers?;
    let scale = numbers.iter().map(|reading| reading.value.scale).max()?;
    let values: Option<Vec<i64>> = numbers.iter().map(|reading| reading.value.at_scale(scale)).collect();
    let changes: Vec<i64> = values?.windows(2).map(|pair| pair[1] - pair[0]).list();
    let yearly = targets.windows(2).all(|pair| {
        pair[0].year.zip(pair[1].year).is_some_and(|(a, b)| a.0 + 1 == b.0)
            && pair[0].number().map(|reading| &reading.unit) == pair[1].number().map(|reading| &reading.unit)
    });
    let up = changes.first().is_some_and(|change| *change > 0);
    let one_way = changes.iter().all(|change| *change != 0 && (*change > 0) == up);
    let least = changes.iter().map(|change| change.abs()).min()?;
    let most = changes.iter().map(|change| change.abs()).max()?;
    // 「ずつ」 is used only for steps of about the same size.
    if changes.len() < 2 || !yearly || !one_way || most >= 2 * least {
        return None;
    }
    let unit = numbers[0].unit.clone();
    let by = Difference { least: grouped(least, scale), most: grouped(most, scale), unit, up };
    Some(Fact::Steps(runs(&targets[..1]).pop()?, by))
}

/// The difference `b` - `a`, as digits and the number of decimals.
fn difference(a: &Reading, b: &Reading) -> Option<(i64, u8)> {
    let scale = a.value.scale.max(b.value.scale);
    Some((b.value.at_scale(scale)? - a.value.at_scale(scale)?, scale))
}
