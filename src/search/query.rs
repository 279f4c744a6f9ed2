//! The words of a query.

use std::ops::Range;

use super::fold;
use super::scan::has;
use crate::list::List;
use crate::plan::FiscalYear;

/// How many words of a query are searched. Each costs a walk through the text of the plan. Further words are ignored.
const MOST_WORDS: usize = 20;

/// A word of a query, folded. A fiscal year has several forms, one of which must occur: R6, 令和6年, 2024.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    forms: Vec<String>,
    /// Whether it is a year. Then it is found as a whole only, so that R1 does not find R10.
    is_year: bool,
}

/// The words of a query, each once. A text must contain all of them.
pub fn words(query: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for word in query.split_whitespace().map(Word::new) {
        if words.len() < MOST_WORDS && !word.forms[0].is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Whether every text with the words `after` has the words `before` too, as it is while somebody types on.
pub fn narrows(before: &[Word], after: &[Word]) -> bool {
    // A year has several forms and is found as a whole only, so R6 is no narrower than R.
    let is_within = |old: &Word, new: &Word| {
        old == new || !old.is_year && !new.is_year && new.forms[0].contains(&old.forms[0])
    };
    before.iter().all(|old| after.iter().any(|new| is_within(old, new)))
}

impl Word {
    fn new(word: &str) -> Word {
        match FiscalYear::parse(word) {
            Some(year) => Word { forms: year.names().iter().map(|name| fold(name)).list(), is_year: true },
            None => Word { forms: vec![fold(word)], is_year: false },
        }
    }

    /// Calls `found` with the range of each hit in a folded text.
    pub fn find_in(&self, key: &str, mut found: impl FnMut(Range<usize>)) {
        for form in &self.forms {
            for (at, hit) in key.match_indices(form.as_str()) {
                let range = at..at + hit.len();
                if !self.is_year || is_whole(key, &range) {
                    found(range);
                }
            }
        }
    }

    /// Whether it occurs in a folded text.
    pub fn is_in(&self, key: &str) -> bool {
        self.forms.iter().any(|form| has(key, form)) && (!self.is_year || self.count(key) > 0)
    }

    /// How many times it occurs in a folded text.
    pub(super) fn count(&self, key: &str) -> usize {
        let mut count = 0;
        self.find_in(key, |_| count += 1);
        count
    }
}

/// Whether a hit is a whole name of a year: no letter or digit continues it at an end that is itself one.
fn is_whole(key: &str, hit: &Range<usize>) -> bool {
    let is_letter = |at: usize| key.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric);
    let is_joined = |after: usize| after > 0 && is_letter(after - 1) && is_letter(after);
    !is_joined(hit.start) && !is_joined(hit.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(query: &str, text: &str) -> bool {
        words(query).iter().all(|word| word.count(&fold(text)) > 0)
    }

    #[test]
    fn what_is_typed_on_narrows_and_a_year_does_not() {
        let after = |before: &str, after: &str| narrows(&words(before), &words(after));
        assert!(after("", "窓") && after("窓", "窓口") && after("口", "窓口") && after("窓 市", "市民 窓口"));
        assert!(after("R6", "窓口 令和6年度"), "the same year in other words");
        assert!(!after("窓口", "窓") && !after("窓", "") && !after("窓 市", "窓口"));
        assert!(
            !after("R", "R6") && !after("20", "2024") && !after("令和6", "令和6年度実績"),
            "R6 is found in 2024 too"
        );
    }

    #[test]
    fn a_word_counts_once_and_very_many_words_are_not_looked_for() {
        let keys = |query: &str| words(query).into_iter().map(|word| word.forms.join("|")).list();
        assert_eq!(keys(&"の ".repeat(1_000)), ["の"]);
        assert_eq!(keys("窓口 ﾏﾄﾞ マド　窓口"), ["窓口", "まど"]);
        let many: Vec<String> = (0..300).map(|n| format!("w{n}")).collect();
        assert_eq!(keys(&many.join(" ")), many[..MOST_WORDS]);
    }

    #[test]
    fn the_names_of_a_year_are_one_query() {
        let names = ["R6", "令和6年度", "令和6年", "2024", "2024年度", "令和６年度", "ｒ６"];
        for query in names {
            for text in names {
                assert!(finds(query, &format!("{text}の実績")), "{query} in {text}");
            }
            assert!(finds(query, "令和6（2024）年度"), "{query}");
        }
        for (query, text) in
            [("R1", "R10から"), ("令和1年", "令和11年"), ("2024", "120245人"), ("R6", "PR6件")]
        {
            assert!(!finds(query, text), "{query} in {text}");
        }
        for query in ["R1", "H31", "令和元年", "平成31年度", "2019"] {
            assert!(finds(query, "平成31年4月") && finds(query, "令和元年5月"), "{query}");
        }
    }

    #[test]
    fn people_type_numbers_and_names_in_their_own_way() {
        for (query, text) in [
            ("1700人", "1,700人"),
            ("1,700人", "1700人"),
            ("1,7", "1,700人"),
            ("26182313", "26,182,313円"),
            ("ワークライフバランス", "ワーク・ライフ・バランス"),
            ("ワーク・", "ワーク・ライフ・バランス"),
            ("ワーク・ライフ", "ワークライフ"),
            ("5ケ年", "5ヶ年計画"),
            ("5ヶ年", "５ｹ年計画"),
            ("ヶ所", "2ケ所"),
            ("ケース", "3ケース"),
            ("2Ⅱ", "2Ⅱ"),
            ("Ⅱ", "第II期"),
            ("ii", "第Ⅱ期"),
            ("VII", "Ⅶ"),
            ("i", "ICT"),
        ] {
            assert!(finds(query, text), "{query} in {text}");
        }
        for (query, text) in [
            ("Ⅱ", "第Ⅲ期"),
            ("II", "Ⅷ"),
            ("Ⅳ", "Ⅸ"),
            ("1", "Ⅱ"),
            ("12", "1,2、3"),
            ("12345", "1,2345"),
            ("市まち", "市・まち"),
        ] {
            assert!(!finds(query, text), "{query} in {text}");
        }
    }
}
