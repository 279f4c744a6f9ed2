//! Describes the charts of the document's own tables, in the words of a language.

use super::bar::Bar;
use super::ranking::{Entry, Fate, Ranking};
use crate::list::List;
use crate::locale::Locale;

/// Describes stacked bars.
pub(super) fn bars(locale: &Locale, bars: &[Bar]) -> String {
    let words = &locale.chart;
    let mut text = words.bars.to_owned();
    for bar in bars {
        let seen = bar.parts.iter().filter(|part| part.value > 0);
        let mut parts = seen.map(|part| words.bar_part(part.name, part.printed)).list();
        if bar.whole > 0 {
            text += &words.bar(bar.name, locale.list(&parts));
        } else {
            parts.push(no_bar(locale, bar).to_owned());
            text += &words.no_bar(bar.name, locale.list(&parts));
        }
    }
    if bars.iter().flat_map(|bar| &bar.parts).any(|part| part.value == 0) {
        text += words.zero_parts;
    }
    text
}

/// The reason why a row has no bar.
pub(super) fn no_bar(locale: &Locale, bar: &Bar) -> &'static str {
    if bar.parts.is_empty() { locale.chart.no_bar_unread } else { locale.chart.no_bar_zero }
}

/// Describes a rank chart.
pub(super) fn ranking(locale: &Locale, ranking: &Ranking) -> String {
    let words = &locale.chart;
    let mut text = String::new();
    let (Some(from), Some(to)) = (ranking.surveys.first(), ranking.surveys.last()) else { return text };
    for fate in [Fate::Rose, Fate::Fell, Fate::New, Fate::Gone] {
        let wishes = ranking.of_fate(fate);
        if wishes.is_empty() {
            continue;
        }
        let moved = matches!(fate, Fate::Rose | Fate::Fell);
        if moved && text.is_empty() {
            text += &words.between_surveys(from, to);
        }
        let named: String = wishes
            .into_iter()
            .map(|wish| match (moved, wish[0], wish[wish.len() - 1]) {
                (true, first, last) => words.wish_moved(first.wish, first.rank, last.rank),
                (false, first, _) => words.wish(first.wish),
            })
            .collect();
        text += &match fate {
            Fate::Rose => words.rose(named),
            Fate::Fell => words.fell(named),
            Fate::New => words.newly_named(to, named),
            Fate::Gone => words.gone(to, named),
        };
    }
    if !ranking.unread.is_empty() {
        let cells: String = ranking.unread.iter().map(|cell| words.wish(cell)).collect();
        text += &words.unranked(cells);
    }
    text
}

/// Describes the ranks of a wish in all surveys.
pub(super) fn way(locale: &Locale, surveys: &[String], wish: &[Entry]) -> String {
    let words = &locale.chart;
    let ranks =
        surveys.iter().enumerate().map(|(at, survey)| match wish.iter().find(|entry| entry.survey == at) {
            Some(entry) => words.rank(survey, entry.rank, entry.remark),
            None => words.no_rank(survey),
        });
    words.way(wish.first().map_or("", |entry| entry.wish), locale.list(&ranks.list()))
}
