//! A rating of an item or of an indicator: the sheet 評価.

use super::{FiscalYear, Item, YearResult};
use crate::list::List;

/// A row of the sheet 評価. A year may have any number of them: by several raters, for several aspects, at several times.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rating {
    /// The indicator that is rated; `None` for the item itself.
    pub indicator_id: Option<String>,
    /// The fiscal year that is rated.
    pub year: FiscalYear,
    /// Who rates, 担当課; empty where the document does not say.
    pub by: String,
    /// What is rated, 進捗; empty where the city has one scale.
    pub aspect: String,
    /// The grade: one of the words of 状況区分.
    pub rating: String,
    /// The reason, or empty.
    pub reason: String,
    /// 中間, 見込み, 確定, or empty.
    pub as_of: String,
}

impl Rating {
    /// The grade without the white space of its cell: 「順調 」 is no second grade beside 「順調」.
    pub fn grade(&self) -> &str {
        self.rating.trim()
    }

    /// Whether 状況 and 理由 of the sheet 実績 say the same in short.
    pub fn is_status(&self) -> bool {
        self.indicator_id.is_none() && self.by.is_empty() && self.aspect.is_empty()
    }

    /// The words in which the ratings of an item in a year differ: indicator, by whom, aspect, date.
    pub fn words(&self) -> Vec<&str> {
        let indicator = self.indicator_id.as_deref().unwrap_or_default();
        let words = [indicator, &self.by, &self.aspect, &self.as_of];
        words.into_iter().filter(|word| !word.is_empty()).list()
    }
}

impl YearResult {
    /// The status as [`Rating::grade`] gives it.
    pub fn grade(&self) -> &str {
        self.status.trim()
    }
}

impl Item {
    /// All ratings of the item: first 状況 and 理由 of each year, which are the short form of one, then the rows of 評価.
    pub fn all_ratings(&self) -> impl Iterator<Item = Rating> + '_ {
        let stated = self.results.iter().filter(|one| !one.status.is_empty() || !one.reason.is_empty());
        let short = stated.map(|one| Rating {
            year: one.year,
            rating: one.status.clone(),
            reason: one.reason.clone(),
            ..Rating::default()
        });
        short.chain(self.ratings.iter().cloned())
    }
}
