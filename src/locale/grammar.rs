//! Functions of grammar: fiscal years, lists and counts in the words of a language.

use super::Locale;
use crate::plan::FiscalYear;

impl Locale {
    /// A fiscal year in a sentence: 令和6年度.
    pub fn year(&self, year: FiscalYear) -> String {
        match year.era() {
            (_, era, 1) => self.text.first_year(era, year.0),
            (_, era, count) => self.text.year(era, count, year.0),
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
