//! Words that the plan explains: the sheets 状況区分 and 用語. A city may have a
//! scale for each aspect that it rates.

use std::collections::BinaryHeap;

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
        let mut run = 0;
        let keys = self.statuses.iter().enumerate().map(|(at, row)| {
            run += usize::from(at > 0 && self.statuses[at - 1].aspect != row.aspect);
            (run, row.order.parse::<u16>().map_or(0, |order| usize::from(order) + 1), at)
        });
        let sorted = BinaryHeap::from(keys.list()).into_sorted_vec();
        sorted.into_iter().map(|(_, _, at)| self.statuses[at].status.as_str()).list()
    }
}
