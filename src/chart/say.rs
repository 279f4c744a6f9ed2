//! The facts of an indicator as sentences, in the words of a language.

use std::cmp::Ordering;

use super::cell::Role;
use super::fact::{Difference, Fact, Gap, Said, Span};
use super::number::fixed;
use crate::list::List;
use crate::locale::Locale;
use crate::plan::{FiscalYear, Movement, year_end};

/// The word for the role of a value. `baseline` is the document's own word for a baseline, or nothing.
pub fn role<'a>(locale: &Locale, role: Role, baseline: &'a str) -> &'a str {
    let words = &locale.chart;
    match role {
        Role::Baseline if !baseline.is_empty() => baseline,
        Role::Baseline => words.role_baseline,
        Role::Target => words.role_target,
        Role::Actual => words.role_actual,
        Role::Forecast => words.role_forecast,
        Role::Cumulative => words.role_cumulative,
        Role::Rate => words.role_rate,
        Role::Reference => words.role_reference,
    }
}

/// How far two values differ, with a sign: +0.5pt. Where the size would be 0 though they differ, only which way.
pub fn moved(locale: &Locale, movement: &Movement) -> String {
    let (words, by) = (&locale.chart, movement.by);
    let unit = if movement.unit == "%" { words.points_short } else { &movement.unit };
    let size = || fixed(by.digits, by.scale) + unit;
    match by.way {
        Ordering::Equal => words.moved_same.to_owned(),
        Ordering::Greater if by.digits == 0 => words.moved_little_up.to_owned(),
        Ordering::Less if by.digits == 0 => words.moved_little_down.to_owned(),
        Ordering::Greater => words.moved_plus(size()),
        Ordering::Less => words.moved_minus(size()),
    }
}

/// The facts one after the other. The facts of a series begin a new line.
pub(super) fn sentence(locale: &Locale, facts: &[Fact]) -> String {
    let mut text = String::new();
    for (at, fact) in facts.iter().enumerate() {
        text += &self::fact(locale, fact);
        // An arrow leads from the baseline to the targets.
        match (fact, facts.get(at + 1)) {
            (Fact::Baseline { .. }, Some(Fact::Targets { .. })) => text += locale.chart.to,
            (Fact::Baseline { .. } | Fact::Targets { .. }, _) => text += locale.chart.end,
            _ => {}
        }
    }
    text.trim_start().to_owned()
}

fn fact(locale: &Locale, fact: &Fact) -> String {
    let words = &locale.chart;
    let years = |span: &Span| self::years(locale, *span);
    match fact {
        Fact::Series("") => "\n".to_owned(),
        Fact::Series(name) => "\n".to_owned() + &words.series(name),
        Fact::Baseline { name, year, text } => {
            let year = year.map_or_else(|| words.without_year.to_owned(), |year| locale.year(year));
            named(locale, name, &words.value(text, year))
        }
        Fact::BaselineWithoutValue(year) => words.baseline_without_value(locale.year(*year)),
        Fact::Targets { targets, every_year, inferred } => {
            let values = match targets.as_slice() {
                [one] if *every_year => words.value(&one.text, words.every_year),
                several => each(locale, several, ""),
            };
            named(locale, target(locale, *inferred), &values)
        }
        Fact::Steps(from, by) => steps(locale, from, by),
        Fact::NoTarget(spans, printed) => words.no_target(listed(locale, spans), printed),
        Fact::WithoutTarget(spans) => words.without_target(listed(locale, spans)),
        Fact::Actuals { actuals, as_of, named, by } => {
            let name = if *named { words.actual } else { "" };
            self::actuals(locale, name, actuals, as_of, by.as_ref())
        }
        Fact::Reference(name, text) => {
            let name = if name.is_empty() { words.reference_name } else { name };
            named(locale, name, &words.value(text, words.without_year)) + words.end
        }
        Fact::TargetInWords(said, inferred) => {
            words.printed_target(years(&said.span), target(locale, *inferred), &said.text)
        }
        Fact::ActualInWords(said) => words.printed(years(&said.span), &said.text),
        Fact::Listed(role, cells) => {
            named(locale, self::role(locale, *role, ""), &each(locale, cells, "")) + locale.chart.end
        }
        Fact::Compared { year, target, actual, by } => compared(locale, *year, target, actual, by.as_ref()),
        Fact::Break(year, reason) => match *reason {
            "" => words.break_without_reason(locale.year(*year)),
            reason => words.break_of(locale.year(*year), reason),
        },
        Fact::NoActual => words.no_actual.to_owned(),
    }
}

fn target(locale: &Locale, inferred: bool) -> &'static str {
    if inferred { locale.chart.inferred_target } else { locale.chart.target }
}

/// A name before values: close to a number, and apart from a word.
fn named(locale: &Locale, name: &str, values: &str) -> String {
    match name {
        "" => values.to_owned(),
        name if values.starts_with(|first: char| first.is_ascii_digit()) => {
            locale.chart.named_number(name, values)
        }
        name => locale.chart.named(name, values),
    }
}

fn steps(locale: &Locale, from: &Said, by: &Difference) -> String {
    let words = &locale.chart;
    let from = words.of_years(years(locale, from.span), &from.text);
    let size = if by.least == by.most { by.least.clone() } else { words.range(&by.least, &by.most) };
    match (by.unit.as_str(), by.up) {
        ("%", true) => words.steps_points_up(from, size),
        ("%", false) => words.steps_points_down(from, size),
        (unit, true) => words.steps_up(from, size, unit),
        (unit, false) => words.steps_down(from, size, unit),
    }
}

/// The actuals with their day. Two that are compared have an arrow between them, and the change behind.
fn actuals(locale: &Locale, name: &str, actuals: &[Said], as_of: &str, by: Option<&Difference>) -> String {
    let words = &locale.chart;
    let Some(by) = by else {
        return named(locale, name, &each(locale, actuals, as_of)) + locale.chart.end;
    };
    let ends = actuals.iter().map(|said| value(locale, said, as_of)).list();
    let text = named(locale, name, &ends.join(words.to));
    let size = &by.least;
    match (by.unit.as_str(), by.up) {
        ("%", true) => words.moved_points_up(text, size),
        ("%", false) => words.moved_points_down(text, size),
        (unit, true) => words.moved_up(text, size, unit),
        (unit, false) => words.moved_down(text, size, unit),
    }
}

fn compared(locale: &Locale, year: FiscalYear, target: &str, actual: &str, by: Option<&Gap>) -> String {
    let words = &locale.chart;
    let end = match by {
        None => words.compared_bound.to_owned(),
        Some(Gap::Same) => words.compared_same.to_owned(),
        Some(Gap::Differs { size, unit, above }) => {
            let unit = if unit == "%" { words.points } else { unit };
            let size = if size.is_empty() { String::new() } else { words.compared_size(size, unit) };
            if *above { words.compared_above(size) } else { words.compared_below(size) }
        }
    };
    words.compared(locale.year(year), target, actual, end)
}

/// Values with their years. Where all are the same, the value is said once.
fn each(locale: &Locale, several: &[Said], as_of: &str) -> String {
    match several {
        [first, _, ..] if several.iter().all(|said| said.text == first.text) => {
            let years = several.iter().map(|said| when(locale, said.span, as_of)).list();
            locale.chart.value(&first.text, locale.chart.both(locale.list(&years)))
        }
        _ => locale.list(&several.iter().map(|said| value(locale, said, as_of)).list()),
    }
}

fn value(locale: &Locale, said: &Said, as_of: &str) -> String {
    locale.chart.value(&said.text, when(locale, said.span, as_of))
}

/// Two years are both named. Three or more are written as from one to another.
fn years(locale: &Locale, span: Span) -> String {
    let (first, last) = (locale.year(span.first), locale.year(span.last));
    match span.last.0 - span.first.0 {
        0 => first,
        1 => locale.text.two_years(first, last),
        _ => locale.text.years(first, last),
    }
}

/// Spans of years as a list. A span of two years becomes two entries.
fn listed(locale: &Locale, spans: &[Span]) -> String {
    let one = |span: &Span| match span.last.0 - span.first.0 {
        1 => locale.text.two_years_listed(locale.year(span.first), locale.year(span.last)),
        _ => years(locale, *span),
    };
    locale.list(&spans.iter().map(one).list())
}

/// The years of a value and the day inside them. Printed words for the end of a year follow the year directly, as in
/// the document.
fn when(locale: &Locale, span: Span, as_of: &str) -> String {
    let years = years(locale, span);
    match (as_of, year_end(as_of)) {
        ("", _) => years,
        (_, Some(end)) => locale.chart.year_end(years, end),
        (day, None) => locale.chart.on_day(years, day_of_month(locale, day)),
    }
}

/// 4.1現在 is the first of April.
fn day_of_month(locale: &Locale, as_of: &str) -> String {
    let end = as_of.find(|c: char| c != '.' && !c.is_ascii_digit()).unwrap_or(as_of.len());
    let parts = as_of[..end].split_once('.').filter(|(_, day)| !day.is_empty() && !day.contains('.'));
    let month =
        parts.and_then(|(month, _)| locale.chart.months.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    match (parts, month) {
        (Some((_, day)), Some(month)) => locale.chart.month_day(month, locale.day(day), &as_of[end..]),
        _ => as_of.to_owned(),
    }
}
