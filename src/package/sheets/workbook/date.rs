//! Dates in cells: a cell holds a number of days, and its format decides how they are shown.

use super::tokens::Token;
use crate::package::sheets::MONTHS;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Day {
    year: i64,
    month: i64,
    day: i64,
    /// From 0, which is Sunday.
    weekday: i64,
}

/// A date as its format shows it; the date as `2026-11-21` where it is a day; and whether the format shows the day.
/// `None` where the format is unknown or the number is no date.
pub(super) fn show(value: f64, format: &[Token], is_1904: bool) -> Option<(String, Option<String>, bool)> {
    // The calendar of a spreadsheet ends at 9999-12-31.
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    let mut days = value.floor() as i64;
    let mut seconds = ((value - value.floor()) * 86_400.0).round() as i64;
    if seconds == 86_400 {
        (days, seconds) = (days + 1, 0);
    }
    let days = if is_1904 { days + 1462 } else { days };
    let date = day(days);
    let mut text = String::new();
    for (at, token) in format.iter().enumerate() {
        match token {
            Token::Literal(c) => text.push(*c),
            Token::Date('m', count) if is_minutes(format, at) => {
                text.push_str(&padded(seconds / 60 % 60, *count)?);
            }
            Token::Date('e', 1) if is_first_year(date, format, at) => text.push('元'),
            Token::Date(letter, count) => match part(date, seconds, *letter, *count) {
                Some(part) => text.push_str(&part),
                None => return in_words(date, days, format),
            },
            Token::Point => text.push('.'),
            Token::Comma => text.push(','),
            _ => return None,
        }
    }
    let iso = (days > 0).then(|| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    let has_day = format.iter().any(|token| matches!(token, Token::Date('d', 1 | 2)));
    Some((text, iso, has_day))
}

/// Whether the first year of an era is written 元: 令和元年.
fn is_first_year(date: Day, format: &[Token], at: usize) -> bool {
    let has_name = format[..at].iter().any(|token| matches!(token, Token::Date('g', 2..)));
    has_name && era(date).2 == Some(1) && format.get(at + 1) == Some(&Token::Literal('年'))
}

/// A date in a format with unknown parts: the day, or the month where the format shows no day.
fn in_words(date: Day, days: i64, format: &[Token]) -> Option<(String, Option<String>, bool)> {
    let has = |wanted: char| {
        format.iter().any(|token| matches!(token, Token::Date(letter, _) if *letter == wanted))
    };
    let has_day = format.iter().any(|token| matches!(token, Token::Date('d', 1 | 2)));
    if days <= 0 || !has('y') && !has('e') {
        return None;
    }
    let iso = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    let shown = if has_day { iso.clone() } else { format!("{}年{}月", date.year, date.month) };
    Some((shown, Some(iso), has_day))
}

/// The day as `2026-11-21` of an ISO date in a cell.
pub(super) fn iso_day(text: &str) -> Option<&str> {
    let day = text.get(..10)?;
    let form = day
        .bytes()
        .enumerate()
        .all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
    form.then_some(day)
}

/// Whether `m` means minutes, as after hours and before seconds. Elsewhere it is a month.
fn is_minutes(format: &[Token], at: usize) -> bool {
    let letter = |token: &Token| match token {
        Token::Date(letter, _) => Some(*letter),
        _ => None,
    };
    format[..at].iter().rev().find_map(letter) == Some('h')
        || format[at + 1..].iter().find_map(letter) == Some('s')
}

fn part(date: Day, seconds: i64, letter: char, count: usize) -> Option<String> {
    let (era_letter, era_name, era_year) = era(date);
    match (letter, count) {
        ('y', 1 | 2) => padded(date.year % 100, 2),
        ('y', _) => Some(date.year.to_string()),
        ('e', _) => padded(era_year?, count),
        ('g', 1) => Some(era_letter.to_string()),
        ('g', 2) => Some(era_name.chars().take(1).collect()),
        ('g', _) => Some(era_name.to_owned()),
        ('m', 1 | 2) => padded(date.month, count),
        ('m', _) => {
            if count == 3 {
                MONTHS.get(usize::try_from(date.month - 1).ok()?).map(|m| (*m).to_owned())
            } else {
                None
            }
        }
        ('d', 1 | 2) => padded(date.day, count),
        ('a', 3 | 4) => {
            let name = "日月火水木金土".chars().nth(usize::try_from(date.weekday).ok()?)?;
            Some(if count == 3 { name.to_string() } else { format!("{name}曜日") })
        }
        ('h', _) => padded(seconds / 3600, count),
        ('s', _) => padded(seconds % 60, count),
        _ => None,
    }
}

fn padded(number: i64, count: usize) -> Option<String> {
    let width = count.min(2);
    Some(format!("{number:0width$}"))
}

/// The era of a day: letter, name and year. Days before Meiji have no year.
fn era(date: Day) -> (char, &'static str, Option<i64>) {
    const ERAS: [(i64, i64, i64, char, &str); 5] = [
        (2019, 5, 1, 'R', "令和"),
        (1989, 1, 8, 'H', "平成"),
        (1926, 12, 25, 'S', "昭和"),
        (1912, 7, 30, 'T', "大正"),
        (1868, 1, 1, 'M', "明治"),
    ];
    let begun =
        |era: &&(i64, i64, i64, char, &str)| (date.year, date.month, date.day) >= (era.0, era.1, era.2);
    match ERAS.iter().find(begun) {
        Some((year, _, _, letter, name)) => (*letter, name, Some(date.year - year + 1)),
        None => (' ', "", None),
    }
}

/// The day with this number in the 1900 calendar, which wrongly has 1900 as a leap year.
fn day(count: i64) -> Day {
    let weekday = (count + 6).rem_euclid(7);
    if count == 60 {
        return Day { year: 1900, month: 2, day: 29, weekday };
    }
    // Days since 1 March of the year 0. Counted from March, leap days come last.
    let days = count + if count < 60 { 693_900 } else { 693_899 };
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Day { year, month, day, weekday }
}

#[cfg(test)]
mod tests {
    use super::super::built_in::built_in;
    use super::super::format::{Format, Shown};

    fn check(value: f64, code: &str, is_1904: bool, shown: &str, iso: Option<&str>, has_day: bool) {
        let expect = Shown::Date { shown: shown.to_owned(), iso: iso.map(str::to_owned), has_day };
        assert_eq!(Format::new(code).show(value, is_1904), expect, "{code}");
    }

    #[test]
    fn a_date_is_shown_as_its_format_shows_it() {
        let iso = Some("2026-11-21");
        check(46347.0, "yyyy/m/d", false, "2026/11/21", iso, true);
        check(46347.0, "yyyy\"年\"m\"月\"d\"日\"", false, "2026年11月21日", iso, true);
        check(46347.0, "yyyy\"年\"m\"月\"", false, "2026年11月", iso, false);
        check(46347.0, "[$-411]ggge\"年\"m\"月\"d\"日\"", false, "令和8年11月21日", iso, true);
        check(46347.0, "[$-411]ge.m.d;@", false, "R8.11.21", iso, true);
        check(46347.0, "m\"月\"d\"日\"(aaa)", false, "11月21日(土)", iso, true);
        check(46347.5, "yyyy/mm/dd hh:mm:ss", false, "2026/11/21 12:00:00", iso, true);
        check(44885.0, "yyyy/m/d", true, "2026/11/21", iso, true);
        check(46347.0, "[DBNum3][$-411]ggge\"年\"m\"月\"d\"日\"", false, "令和８年１１月２１日", iso, true);
        check(
            46347.0,
            "[DBNum1][$-411]ggge\"年\"m\"月\"d\"日\";@",
            false,
            "令和八年十一月二十一日",
            iso,
            true,
        );
        check(46347.0, "[DBNum1]yyyy\"年\"m\"月\"d\"日\"", false, "二〇二六年十一月二十一日", iso, true);
        check(46347.0, "[DBNum2][$-411]ggge\"年\"m\"月\"", false, "令和八年壱拾壱月", iso, false);
        check(46347.0, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", false, "2026年11月21日", iso, true);
        check(46347.0, "dddd d mmmm yyyy", false, "2026-11-21", iso, true);
        check(46347.0, "mmmm yyyy", false, "2026年11月", iso, false);
        let first = Some("2019-05-01");
        check(43586.0, "ggge\"年\"m\"月\"d\"日\"", false, "令和元年5月1日", first, true);
        check(43586.0, "[$-ja-JP-x-gannen]ggge\"年\"m\"月\"d\"日\";@", false, "令和元年5月1日", first, true);
        check(43586.0, "ge.m.d", false, "R1.5.1", first, true);
        check(0.25, "h:mm", false, "6:00", None, false);
        check(1.0, built_in(14).unwrap(), false, "1900/1/1", Some("1900-01-01"), true);
        check(60.0, "yyyy/m/d", false, "1900/2/29", Some("1900-02-29"), true);
        check(61.0, "yyyy/m/d", false, "1900/3/1", Some("1900-03-01"), true);
        check(2_958_465.0, "yyyy/m/d", false, "9999/12/31", Some("9999-12-31"), true);
    }

    #[test]
    fn a_number_outside_the_calendar_is_no_date() {
        for value in [-1.0, 2_958_466.0, 1e300] {
            assert!(matches!(Format::new("yyyy/m/d").show(value, false), Shown::Plain(_)), "{value}");
        }
    }
}
