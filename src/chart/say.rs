//! The facts of an indicator as sentences, in the words of a language.

use super::cell::Role;
use super::compare::Gap;
use super::sentence::{Difference, Fact, Said, Span};
use crate::list::List;
use crate::locale::Locale;
use crate::plan::{FiscalYear, year_end};

/// The word for the role of a value.
pub fn role(locale: &Locale, role: Role) -> &'static str {
    let words = &locale.chart;
    match role {
        Role::Baseline => words.role_baseline,
        Role::Target => words.role_target,
        Role::Actual => words.role_actual,
        Role::Forecast => words.role_forecast,
        Role::Cumulative => words.role_cumulative,
        Role::Rate => words.role_rate,
        Role::Reference => words.role_reference,
    }
}

/// The facts one after the other. The facts of a series begin a new line.
pub(super) fn sentence(locale: &Locale, facts: &[Fact]) -> String {
    let text: String = facts.iter().map(|fact| self::fact(locale, fact)).collect();
    text.trim_start().to_owned()
}

fn fact(locale: &Locale, fact: &Fact) -> String {
    let words = &locale.chart;
    let years = |span: &Span| self::years(locale, *span);
    match fact {
        Fact::Series("") => "\n".to_owned(),
        Fact::Series(name) => "\n".to_owned() + &words.series(name),
        Fact::Baseline { year: Some(year), text } => words.baseline_in(locale.year(*year), text),
        Fact::Baseline { year: None, text } => words.baseline(text),
        Fact::BaselineWithoutValue(year) => words.baseline_without_value(locale.year(*year)),
        Fact::FromTo(from, to) => words.from_to(in_years(locale, from), years(&to.span), &to.text),
        Fact::Steps(from, by) => steps(locale, from, by),
        Fact::EveryYear(None, text) => words.every_year(text),
        Fact::EveryYear(Some(span), text) => words.every_year_of(years(span), text),
        Fact::Targets(targets) => match targets.as_slice() {
            [one] => words.target(years(&one.span), &one.text),
            several => words.targets(each(locale, several)),
        },
        Fact::NoTarget(spans, printed) => words.no_target(listed(locale, spans), printed),
        Fact::Inferred(lost) if lost.is_empty() => words.inferred.to_owned(),
        Fact::Inferred(lost) => words.inferred_without(listed(locale, lost)),
        Fact::Actuals(actuals, as_of) => match actuals.as_slice() {
            [one] => words.actual(when(locale, one.span, as_of), &one.text),
            several => words.actuals(day(locale, as_of), each(locale, several)),
        },
        Fact::Moved(from, to, as_of, by) => moved(locale, from, to, as_of, by.as_ref()),
        Fact::Reference("", text) => words.reference(words.reference_name, text),
        Fact::Reference(name, text) => words.reference(name, text),
        Fact::AsPrinted(Role::Target, printed) => words.printed_target(years(&printed.span), &printed.text),
        Fact::AsPrinted(_, printed) => words.printed(years(&printed.span), &printed.text),
        Fact::Listed(role, cells) => words.listed(self::role(locale, *role), each(locale, cells)),
        Fact::Compared { year, target, actual, by } => compared(locale, *year, target, actual, by.as_ref()),
        Fact::Break(year, reason) => match *reason {
            "" => words.break_without_reason(locale.year(*year)),
            reason => words.break_of(locale.year(*year), reason),
        },
        Fact::NoActual => words.no_actual.to_owned(),
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

fn moved(locale: &Locale, from: &Said, to: &Said, as_of: &str, by: Option<&Difference>) -> String {
    let words = &locale.chart;
    let day = if as_of.is_empty() { String::new() } else { words.day_of_both(as_of) };
    let Some(by) = by else {
        return words.unmoved(years(locale, from.span), years(locale, to.span), &to.text, day);
    };
    let (from, to, size) = (in_years(locale, from), in_years(locale, to), &by.least);
    match (by.unit.as_str(), by.up) {
        ("%", true) => words.moved_points_up(from, to, day, size),
        ("%", false) => words.moved_points_down(from, to, day, size),
        (unit, true) => words.moved_up(from, to, day, size, unit),
        (unit, false) => words.moved_down(from, to, day, size, unit),
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

fn in_years(locale: &Locale, said: &Said) -> String {
    locale.chart.in_years(years(locale, said.span), &said.text)
}

fn each(locale: &Locale, several: &[Said]) -> String {
    let several = several.iter().map(|said| locale.chart.each_year(years(locale, said.span), &said.text));
    locale.list(&several.list())
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

/// Printed words for the end of a year follow the year directly, as in the document.
fn when(locale: &Locale, span: Span, as_of: &str) -> String {
    let years = years(locale, span);
    match year_end(as_of) {
        Some(end) => locale.chart.when_at_end(years, end),
        None => locale.chart.when(years, day(locale, as_of)),
    }
}

fn day(locale: &Locale, as_of: &str) -> String {
    if as_of.is_empty() { String::new() } else { locale.chart.day(as_of) }
}
