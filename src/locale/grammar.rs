//! Functions of grammar: fiscal years, lists and counts in the words of a language.

use std::borrow::Cow;

use super::{JA, LANGUAGES, Locale};
use crate::plan::FiscalYear;

impl Locale {
    /// The language of a tag, by our name or by that of HTML: `ja-x-easy` and `ja-easy`, `en-GB`. `None` where this build
    /// has no such language.
    pub fn named(tag: &str) -> Option<&'static Locale> {
        let is_of =
            |locale: &&&Locale| [locale.key, locale.lang].iter().any(|own| own.eq_ignore_ascii_case(tag));
        let (base, _) = tag.split_once('-').unwrap_or((tag, ""));
        let is_base = |locale: &&&Locale| locale.key.eq_ignore_ascii_case(base);
        LANGUAGES.iter().find(is_of).or_else(|| LANGUAGES.iter().find(is_base)).copied()
    }

    /// The same, and Japanese where the build has no such language.
    pub fn of(tag: &str) -> &'static Locale {
        Locale::named(tag.trim()).unwrap_or(&JA)
    }

    /// Whether finished markup differs from what a template writes: it has readings, or Japanese words of a plan to name as such.
    pub fn is_finished_later(&self) -> bool {
        self.lang != JA.lang
    }

    /// Whether words have readings.
    pub fn has_readings(&self) -> bool {
        self.lang == "ja-x-easy"
    }

    /// A fiscal year as the head of a column: R6.
    pub fn short_year(&self, year: FiscalYear) -> String {
        self.text.short_year(year.short(), year.0)
    }

    /// A fiscal year in a sentence: 令和6年度.
    pub fn year(&self, year: FiscalYear) -> String {
        let (letter, era, count) = year.era();
        let reading = match letter {
            _ if !self.has_readings() => "",
            'R' => JA.kana.eras[0],
            'H' => JA.kana.eras[1],
            _ => JA.kana.eras[2],
        };
        let era = if reading.is_empty() { era.to_owned() } else { with_reading(era, reading) };
        match count {
            1 => self.text.first_year(era, year.0),
            count => self.text.year(era, count, year.0),
        }
    }

    /// A word of the plan with its reading, where words have readings and the plan knows it.
    pub fn read<'a>(&self, word: &'a str, kana: &str) -> Cow<'a, str> {
        match self.has_readings() && !kana.is_empty() {
            true => with_reading(word, kana).into(),
            false => word.into(),
        }
    }

    /// A day of a month as it is printed: 1日 in Japanese, with the reading of that day where words have some, and the number in
    /// other languages.
    pub fn day(&self, day: &str) -> String {
        let word = JA.kana.day(day);
        match day.parse::<usize>() {
            _ if !self.lang.starts_with("ja") => day.to_owned(),
            Ok(number) if self.has_readings() && (1..=31).contains(&number) => {
                with_reading(&word, JA.kana.days[number - 1])
            }
            _ => word,
        }
    }

    /// A fiscal year in full: 令和6年度（2024年度）.
    pub fn full_year(&self, year: FiscalYear) -> String {
        self.text.full_year(self.year(year), year.0)
    }

    /// From one fiscal year in full to another, both included.
    pub fn full_years(&self, first: FiscalYear, last: FiscalYear) -> String {
        self.text.years(self.full_year(first), self.full_year(last))
    }

    /// A remark behind a word: （再掲）.
    pub fn remark(&self, text: &str) -> String {
        [self.text.open, text, self.text.close].concat()
    }

    /// The members of a list, joined as the language joins them.
    pub fn list(&self, members: &[String]) -> String {
        members.join(self.text.between)
    }

    /// How many items or indicators, with those that repeat another counted separately.
    pub fn count(&self, items: usize, reposts: usize) -> String {
        match reposts {
            0 => self.text.count(items),
            reposts => self.text.count_with_reposts(items, reposts),
        }
    }
}

/// The document's own word, or ours where it has none.
pub(crate) fn or<'a>(own: &'a str, ours: &'a str) -> &'a str {
    if own.is_empty() { ours } else { own }
}

/// The text without readings, for attributes, drawings, files and the live region.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_reading = false;
    for c in text.chars() {
        match c {
            BASE => {}
            READING => is_reading = true,
            END => is_reading = false,
            c if !is_reading => out.push(c),
            _ => {}
        }
    }
    out
}

/// A word with its reading, as `build.rs` writes it.
pub fn with_reading(base: &str, reading: &str) -> String {
    format!("{BASE}{base}{READING}{reading}{END}")
}

/// The characters before a word, between it and its reading, and behind both. They are in no text of an interface.
pub const BASE: char = '\u{fff9}';
/// See [`BASE`].
pub const READING: char = '\u{fffa}';
/// See [`BASE`].
pub const END: char = '\u{fffb}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_our_name_and_by_that_of_html() {
        let key = |tag: &str| Locale::of(tag).key;
        assert_eq!(["ja", "JA-JP", "", "zh-Hans", "jav"].map(key), ["ja"; 5]);
        for locale in LANGUAGES {
            assert_eq!([locale.key, locale.lang, &locale.lang.to_uppercase()].map(key), [locale.key; 3]);
        }
        if let Some(english) = Locale::named("en") {
            assert_eq!(["en-GB", " en-US "].map(key), [english.key; 2]);
        }
    }

    #[test]
    fn a_text_without_its_readings() {
        assert_eq!(
            plain(&format!("{}り{}み", with_reading("絞", "しぼ"), with_reading("込", "こ"))),
            "絞り込み"
        );
        assert_eq!(plain("窓口"), "窓口");
    }
}
