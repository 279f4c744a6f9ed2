//! An item of the plan with its actions and results: the sheets 取組, 年次計画 and 実績.

use super::{Assignment, FiscalYear, Indicator, Rating};

/// A row of the sheet 取組 with everything that belongs to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// Permanent id, `3-1-1a` or `12`.
    pub id: String,
    /// The outline row above it.
    pub outline_id: String,
    /// The mark as printed.
    pub mark: String,
    /// The name as printed, without the mark.
    pub name: String,
    /// The departments that the document names for the item itself; see [`super::Tree::departments_of`].
    pub departments: Vec<Assignment>,
    /// Purpose (実施目的), paragraphs on lines of their own.
    pub purpose: String,
    /// Content (実施内容, 概要), paragraphs on lines of their own.
    pub content: String,
    /// The page of the document, where the item has its own.
    pub page: String,
    /// The item that this one repeats.
    pub repost_of: Option<String>,
    /// The printed marks of the item, in the city's words: 重点, 新規.
    pub priority: Vec<String>,
    /// Values of the city's vocabularies, `SDGs:11`.
    pub tags: Vec<String>,
    /// The fiscal year in which the item begins, as printed; empty where it is the plan's.
    pub start: String,
    /// The fiscal year in which the item ends, as printed; empty where it is the plan's.
    pub end: String,
    /// A remark of the package about the row.
    pub note: String,
    /// The schedule, one row an action.
    pub actions: Vec<Action>,
    /// The indicators in printed order.
    pub indicators: Vec<Indicator>,
    /// The results, one a fiscal year.
    pub results: Vec<YearResult>,
    /// The rows of the sheet 評価, in their order. [`Item::all_ratings`] has the short ones of 実績 too.
    pub ratings: Vec<Rating>,
}

/// A row of the sheet 年次計画.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Action {
    /// The mark as printed, `①`; empty where the document has one row an item.
    pub mark: String,
    /// What is done, as printed; empty where the document has one row an item.
    pub text: String,
    /// The line of the plan that it prints: 計画, 実績, 見込み, 改定 or the city's word; empty means 計画. Rows of one item
    /// and mark with different lines belong together.
    pub line: String,
    /// One printed cell for each fiscal year of the plan, or for each of [`super::Plan::columns_of`], one entry a line;
    /// see [`super::read_cell`].
    pub cells: Vec<String>,
    /// Whether the cells were assigned to years by the rules for cells whose year is not clear (読み取り = inferred).
    pub inferred: bool,
    /// The reason, where they were.
    pub note: String,
}

impl Action {
    /// Whether the row has a mark or words. Where no row of an item has, a column for them would be blank.
    pub fn has_head(&self) -> bool {
        !self.mark.is_empty() || !self.text.is_empty()
    }
}

/// A row of the sheet 実績.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct YearResult {
    /// The fiscal year of the column. The text may speak of another year.
    pub year: FiscalYear,
    /// The result as printed, paragraphs on lines of their own.
    pub text: String,
    /// One of the words of 状況区分, or empty.
    pub status: String,
    /// The reason, or empty.
    pub reason: String,
    /// The challenge that the year left, as printed.
    pub challenge: String,
    /// The direction from here on, as printed.
    pub direction: String,
    /// What the next year will do, as printed.
    pub next_steps: String,
}
