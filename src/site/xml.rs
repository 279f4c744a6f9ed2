//! XML files: what their text may hold, dates, and the list of all pages.

use maud::html;

use super::places::Places;
use crate::locale::{BASE, END, Locale, READING};
use crate::plan::Change;

/// The first line of a file.
pub(super) const PROLOG: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Markup without the characters that XML forbids even as numbers.
pub(super) fn legal(markup: &str) -> String {
    let is_legal = |sign: &char| matches!(sign, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    markup.chars().filter(is_legal).collect()
}

/// A file without elements for readings: its words without them. A sign of the plan that only looks like the begin of a
/// reading takes nothing away.
pub(super) fn bare(locale: &Locale, text: String) -> String {
    if !locale.is_finished_later() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once(READING) {
        out.push_str(before);
        let end = after.find([BASE, END]).filter(|at| after[*at..].starts_with(END));
        rest = &after[end.unwrap_or_default()..];
    }
    out.push_str(rest);
    out.replace([BASE, READING, END], "")
}

/// Year, month and day of a printed date: 0 where it has none.
pub(super) fn day(printed: &str) -> [u16; 3] {
    Change { date: printed.to_owned(), ..Change::default() }.day()
}

/// A date as programs write it; empty where the text has no day of the calendar.
pub(super) fn date(printed: &str) -> String {
    match day(printed) {
        [year @ 1900..=2999, month @ 1..=12, day @ 1..=31] => format!("{year}-{month:02}-{day:02}"),
        [year @ 1900..=2999, month @ 1..=12, 0] => format!("{year}-{month:02}"),
        _ => String::new(),
    }
}

/// The pages, for search engines. Only the plan as a whole has a date, so all pages have that.
pub(super) fn sitemap(places: &Places, paths: &[String]) -> String {
    let changed = Some(date(&places.plan().about.updated)).filter(|date| !date.is_empty());
    let markup = html! {
        urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {
            @for path in paths {
                url {
                    loc { (places.address(path)) }
                    @if let Some(date) = &changed { lastmod { (date) } }
                }
            }
        }
    };
    [PROLOG, &legal(&markup.0), "\n"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{JA, LANGUAGES, with_reading};

    #[test]
    fn a_reading_goes_and_a_sign_that_looks_like_one_takes_nothing_away() {
        let easy = LANGUAGES.iter().find(|locale| locale.has_readings()).unwrap();
        let word = with_reading("絞", "しぼ") + "り";
        for (text, expected) in [
            (word.clone(), "絞り"),
            (format!("a\u{fffa}b{word}c"), "ab絞りc"),
            ("a\u{fffa}b".to_owned(), "ab"),
        ] {
            assert_eq!(bare(easy, text), expected);
        }
        assert_eq!(bare(&JA, "a\u{fffa}b".to_owned()), "a\u{fffa}b");
    }
}
