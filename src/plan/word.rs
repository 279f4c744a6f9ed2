//! Words that the plan explains: the sheets 状況区分 and 用語. A city may have a
//! scale for each aspect that it rates.

use super::Plan;
use crate::list::List;

/// How far along an item with this status is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// The package does not say.
    #[default]
    Unstated,
    /// done
    Done,
    /// partial
    Partial,
    /// considering
    Considering,
    /// none
    NotBegun,
}

/// A row of the sheet 状況区分.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Status {
    /// The word as the document uses it.
    pub status: String,
    /// The aspect that it rates, 進捗; empty where the city has one scale.
    pub aspect: String,
    /// Its position in the city's own order from best to worst, from 1; empty where the city gives none.
    pub order: String,
    /// Its meaning, as the document gives it.
    pub definition: String,
    /// How far along it is.
    pub stage: Stage,
}

/// A row of the sheet 用語.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Term {
    /// The term.
    pub term: String,
    /// Its reading in hiragana.
    pub kana: String,
    /// What it means.
    pub explanation: String,
}

impl Plan {
    /// The words of 状況区分, aspect by aspect as the sheet has them, inside an aspect from best to worst where the city
    /// gives an order.
    pub fn scale(&self) -> Vec<&str> {
        let mut rows: Vec<&Status> = Vec::new();
        for row in &self.statuses {
            let order = |of: &Status| of.order.parse::<u16>().ok();
            let is_after = |other: &&&Status| other.aspect == row.aspect && order(other) > order(row);
            // A sheet is almost always in order already, so this looks at one row.
            let after = rows.iter().rev().take_while(is_after).count();
            rows.insert(rows.len() - after, row);
        }
        rows.into_iter().map(|row| row.status.as_str()).list()
    }
}
