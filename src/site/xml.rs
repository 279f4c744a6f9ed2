//! XML files: what their text may hold, dates, and the list of all pages.

use maud::html;

use super::places::Places;
use crate::plan::Change;

/// The first line of a file.
pub(super) const PROLOG: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Markup without the characters that XML forbids even as numbers.
pub(super) fn legal(markup: &str) -> String {
    let is_legal = |sign: &char| matches!(sign, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    markup.chars().filter(is_legal).collect()
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
