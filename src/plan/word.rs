//! Words that the plan explains: the sheets 状況区分 and 用語. A city may have a
//! scale for each aspect that it rates.

use std::collections::BinaryHeap;

use super::{Lookup, Plan};
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

impl Status {
    /// Its position in the city's order; `None` where the city gives none.
    pub fn place(&self) -> Option<u32> {
        self.order.trim().parse().ok()
    }
}

impl Plan {
    /// The words of 状況区分, aspect by aspect as these first occur, inside an aspect from best to worst. Words without a
    /// place in the city's order come last, as the sheet has them.
    pub fn scale(&self) -> impl Iterator<Item = &Status> {
        let aspects = Lookup::new(self.statuses.iter().map(|row| row.aspect.as_str()));
        let key =
            |(at, row): (usize, &Status)| (aspects.find(&row.aspect), row.place().unwrap_or(u32::MAX), at);
        let sorted = BinaryHeap::from(self.statuses.iter().enumerate().map(key).list()).into_sorted_vec();
        sorted.into_iter().map(|(_, _, at)| &self.statuses[at])
    }
}
