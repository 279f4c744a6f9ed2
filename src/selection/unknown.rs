//! Conditions that a plan cannot meet because it does not have the value: a department with a misspelt name.

use super::facet::{FacetSpec, ValueName};
use super::prepared::Prepared;
use super::state::ViewState;
use crate::list::List;
use crate::search::fold;

/// A condition of a state whose value the plan does not have.
#[derive(Clone, Debug, PartialEq)]
pub struct Unknown<'a> {
    /// The facet; `None` for the id of an indicator.
    pub facet: Option<&'static FacetSpec>,
    /// The value that the state asks for.
    pub asked: &'a str,
    /// The nearest value of the plan, if one is near, as attributes and addresses have it.
    pub nearest: Option<&'a str>,
}

impl Prepared {
    /// The conditions of a state whose values the plan does not have.
    pub fn unknown<'a>(&'a self, state: &'a ViewState) -> Vec<Unknown<'a>> {
        let mut unknown: Vec<Unknown> = Vec::new();
        // Each comparison walks through all values, so only the first few values are compared.
        let is_compared = |unknown: &[Unknown]| unknown.len() < MOST_COMPARED;
        for (facet, choice) in state.facets.iter() {
            let is_known = |asked: &str| self.values_of(facet).any(|known| known.find(asked).is_some());
            for asked in choice.values.iter().filter(|asked| !is_known(asked)) {
                let values = self.values_of(facet).flat_map(|known| known.values.iter().enumerate());
                let names = values.map(|(at, value)| {
                    let name = match (facet.name)(&self.plan, at, &value.value) {
                        ValueName::Row(row) => row.name.as_str(),
                        ValueName::Itself | ValueName::Year(_) => "",
                    };
                    (value.value.as_str(), name)
                });
                let nearest = is_compared(&unknown).then(|| nearest(asked, names)).flatten();
                unknown.push(Unknown { facet: Some(facet), asked, nearest });
            }
        }
        let ids = || self.plan.items.iter().flat_map(|item| &item.indicators).map(|row| row.id.as_str());
        for asked in state.indicators.iter().filter(|asked| !ids().any(|id| id == asked.as_str())) {
            let nearest = is_compared(&unknown).then(|| nearest(asked, ids().map(|id| (id, "")))).flatten();
            unknown.push(Unknown { facet: None, asked, nearest });
        }
        unknown
    }
}

/// How many conditions are compared with the values of the plan.
pub const MOST_COMPARED: usize = 3;

/// How many values of the plan a condition is compared with.
const MOST_VALUES: usize = 10_000;

/// The longest text, in characters, that is compared. A longer one is no misspelt name.
const LONGEST: usize = 20;

/// The value that differs from `asked` in the fewest characters, by itself or by its name. A value that shares less
/// than half of them is not near.
fn nearest<'a>(asked: &str, values: impl Iterator<Item = (&'a str, &'a str)>) -> Option<&'a str> {
    let asked = fold(asked).chars().take(LONGEST + 1).list();
    if asked.len() > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for (value, name) in values.take(MOST_VALUES) {
        for text in [value, name] {
            let text = fold(text).chars().take(LONGEST).list();
            let count = differences(&asked, &text);
            if count * 2 < asked.len().max(text.len()) && best.is_none_or(|(least, _)| count < least) {
                best = Some((count, value));
            }
        }
    }
    best.map(|(_, value)| value)
}

/// How many characters must be added, removed or replaced to turn one text into another (Levenshtein).
fn differences(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).list();
    for (at, left) in one.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (to, right) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(left != right);
            diagonal = row[to + 1];
            row[to + 1] = replaced.min(diagonal + 1).min(row[to] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_has_a_near_one_and_a_strange_one_has_none() {
        let names = ["財政局", "下水道河川局", "総務局", "I-1-1"];
        let near = |asked| nearest(asked, names.into_iter().map(|name| (name, "")));
        assert_eq!(near("財政部"), Some("財政局"));
        assert_eq!(near("下水河川局"), Some("下水道河川局"));
        assert_eq!(near("ｉ－１－２"), Some("I-1-1"));
        assert_eq!(near("こども"), None);
        assert_eq!(near(""), None);
        assert_eq!(near(&"局".repeat(100)), None);
        assert_eq!(nearest("窓口の充実", [("1-1", "窓口充実")].into_iter()), Some("1-1"));
    }

    #[test]
    fn differences_are_counted() {
        let count = |one: &str, other: &str| differences(&one.chars().list(), &other.chars().list());
        assert_eq!(
            [count("", ""), count("かき", ""), count("", "かき"), count("かき", "かき")],
            [0, 2, 2, 0]
        );
        assert_eq!([count("kitten", "sitting"), count("財政", "政財")], [3, 2]);
    }
}
