//! The state of a view: everything that a link, the attributes or the controls can set.

use super::chosen::{Chosen, is_condition};
use super::facet::REGISTER;
use super::values::{MOST_VALUES, join_list, split_list};
use super::view::View;
use crate::plan::{Indicator, Plan};

/// The keys by which rows can be sorted. Names are missing on purpose: kanji have no order without a reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortKey {
    /// The order of the document.
    #[default]
    Number,
    /// By the first department: their readings where each has one, else the order of the sheet 部署.
    Department,
    /// How many indicators an item has.
    Indicators,
}

impl SortKey {
    /// All keys.
    pub const ALL: [SortKey; 3] = [SortKey::Number, SortKey::Department, SortKey::Indicators];

    /// The name in attributes and addresses.
    pub fn name(self) -> &'static str {
        match self {
            SortKey::Number => "number",
            SortKey::Department => "department",
            SortKey::Indicators => "indicators",
        }
    }
}

/// A key and its direction; `-` before the key means descending.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// The key.
    pub key: SortKey,
    /// Largest first.
    pub descending: bool,
}

impl Sort {
    /// The value in attributes, addresses and the choice of orders.
    pub fn value(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.key.name())
    }
}

/// How many characters a query may have, wherever it comes from. The rest is cut off. Otherwise a pasted page would
/// make a chip of three screens and an address that few sites accept, and a link with thousands of words would keep
/// the page busy.
pub const LONGEST_QUERY: usize = 200;

/// The key of the language. As an attribute it is HTML's own.
pub const LANG: &str = "lang";

/// No language tag in use is longer.
const LONGEST_LANG: usize = 35;

/// The state of a view. Attributes, properties and addresses have the same keys. Commas separate several values of
/// one key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ViewState {
    /// The view.
    pub view: View,
    /// The ids of the open items. [`View::Item`] shows the first of them that the plan has; no condition hides it.
    pub items: Vec<String>,
    /// The ids of chosen indicators. Only items with one of them are shown, and 指標 shows only these indicators.
    pub indicators: Vec<String>,
    /// The conditions on each facet.
    pub facets: Chosen,
    /// The query as typed.
    pub query: String,
    /// The order of rows.
    pub sort: Sort,
    /// How many times the reader asked for more rows.
    pub more: u16,
    /// The language that the reader chose, as written; empty for that of the page.
    pub lang: String,
}

impl ViewState {
    /// The keys of a written state, in this order.
    pub const KEYS: [&'static str; KEY_COUNT] = keys();

    /// The state with these keys.
    pub fn of(pairs: &[(&str, &str)]) -> ViewState {
        let mut state = ViewState::default();
        pairs.iter().for_each(|(key, value)| state.set(key, value));
        state
    }

    /// Sets one key from text. Unreadable values are left out: a link may come from another version or contain a
    /// typing error.
    pub fn set(&mut self, key: &str, value: &str) {
        if self.facets.set(key, value) {
            return;
        }
        match key {
            "view" => self.view = value.parse().unwrap_or_default(),
            "item" => self.items = split_list(value),
            "indicator" => self.indicators = split_list(value),
            "q" => self.query = value.chars().take(LONGEST_QUERY).collect(),
            "sort" => {
                let (descending, name) = value.strip_prefix('-').map_or((false, value), |name| (true, name));
                let key = SortKey::ALL.into_iter().find(|key| key.name() == name);
                self.sort = key.map(|key| Sort { key, descending }).unwrap_or_default();
            }
            LANG => self.lang = value.chars().take(LONGEST_LANG).collect(),
            // A key of a later version.
            _ => {}
        }
    }

    /// The text of one key; `None` where it has no value.
    pub fn get(&self, key: &str) -> Option<String> {
        let text = match key {
            "view" if self.view != View::default() => self.view.name().to_owned(),
            "item" => join_list(&self.items),
            "indicator" => join_list(&self.indicators),
            "q" => self.query.clone(),
            "sort" if self.sort != Sort::default() => self.sort.value(),
            LANG => self.lang.clone(),
            _ => self.facets.get(key),
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// The values of a key that can have several.
    pub fn values(&self, key: &str) -> Vec<String> {
        split_list(&self.get(key).unwrap_or_default())
    }

    /// Sets a key from a list of values. Commas and backslashes in them have no special meaning. An empty list unsets
    /// the key.
    pub fn set_values(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            self.set(key, &join_list(&values[..values.len().min(MOST_VALUES)]));
        }
    }

    /// Adds one value to a key, or removes it. For a key with a single value, removing empties it.
    pub fn choose(&mut self, key: &str, value: &str, on: bool) {
        let text = match key {
            _ if is_condition(key) => if on { "true" } else { "false" }.to_owned(),
            "q" | LANG => String::new(),
            _ => {
                let mut values = self.values(key);
                values.retain(|other| other != value);
                values.extend(on.then(|| value.to_owned()));
                // The last values are kept: the reader is interested in the latest choice.
                join_list(&values[values.len().saturating_sub(MOST_VALUES)..])
            }
        };
        self.set(key, &text);
        self.facets.drop_empty(key);
    }

    /// Empties one key.
    pub fn unset(&mut self, key: &str) {
        self.set(key, if is_condition(key) { "false" } else { "" });
    }

    /// The state with the plan's own names of values: an alias of a department becomes its name.
    pub fn in_names_of(mut self, plan: &Plan) -> ViewState {
        self.facets.rename(plan);
        self
    }

    /// Whether any condition narrows the list.
    pub fn has_conditions(&self) -> bool {
        !self.indicators.is_empty() || self.facets.is_any() || !self.query.trim().is_empty()
    }

    /// Whether the state names any of these indicators, or no indicator at all.
    pub(super) fn names_any(&self, indicators: &[Indicator]) -> bool {
        self.indicators.is_empty() || indicators.iter().any(|row| self.indicators.contains(&row.id))
    }

    /// Whether the state asks for any of these indicators, by name and by trend, or for no indicator at all.
    pub fn asks_for<'a>(&self, indicators: impl IntoIterator<Item = &'a Indicator>) -> bool {
        let trends = self.facets.get("trend");
        let has_trend = |row: &Indicator| trends.split(',').any(|trend| trend == row.trend().name());
        self.indicators.is_empty() && trends.is_empty()
            || indicators.into_iter().any(|row| {
                (self.indicators.is_empty() || self.indicators.contains(&row.id))
                    && (trends.is_empty() || has_trend(row))
            })
    }

    /// The state without the conditions that narrow the list.
    pub fn without_conditions(&self) -> ViewState {
        let ViewState { view, sort, .. } = *self;
        ViewState { view, sort, items: self.items.clone(), lang: self.lang.clone(), ..ViewState::default() }
    }
}

/// How many facets have a condition with a key of its own.
const CONDITIONS: usize = {
    let (mut count, mut at) = (0, 0);
    while at < REGISTER.len() {
        count += REGISTER[at].only.is_some() as usize;
        at += 1;
    }
    count
};

const KEY_COUNT: usize = 6 + REGISTER.len() + CONDITIONS;

/// The keys of a state: the keys of the facets, between the others.
const fn keys() -> [&'static str; KEY_COUNT] {
    let mut keys = ["view"; KEY_COUNT];
    keys[1] = "item";
    keys[2] = "indicator";
    let mut next = 3;
    let mut pass = 0;
    while pass < 2 {
        let mut at = 0;
        while at < REGISTER.len() {
            if REGISTER[at].is_first_in_address == (pass == 0) {
                keys[next] = REGISTER[at].key;
                next += 1;
                if let Some(only) = REGISTER[at].only {
                    keys[next] = only;
                    next += 1;
                }
            }
            at += 1;
        }
        pass += 1;
    }
    keys[next] = "q";
    keys[next + 1] = "sort";
    keys[next + 2] = LANG;
    keys
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn every_key_comes_back_as_it_was_set() {
        let mut state = ViewState::default();
        let facets = REGISTER.iter().map(|facet| (facet.key, facet.fixed));
        let fixed: BTreeMap<_, _> = facets.filter(|(_, values)| !values.is_empty()).collect();
        for key in ViewState::KEYS {
            let value = match key {
                "view" => "indicators".to_owned(),
                "lead" => "true".to_owned(),
                "sort" => "-department".to_owned(),
                LANG => "ja-easy".to_owned(),
                "year" | "rating-year" => "R5,R6".to_owned(),
                "q" => "窓口 北区".to_owned(),
                _ => fixed.get(key).map_or("財政局,総務局".to_owned(), |values| values.join(",")),
            };
            state.set(key, &value);
            assert_eq!(state.get(key), Some(value), "{key}");
        }
    }

    #[test]
    fn a_query_has_an_end_wherever_it_comes_from() {
        let mut state = ViewState::default();
        state.set("q", &"の ".repeat(1_000));
        assert_eq!(state.query.chars().count(), LONGEST_QUERY);
        let address = format!("m?q={}", "1".repeat(1_900));
        let read = crate::selection::parse_address(&address, "m", &state).unwrap();
        assert_eq!(read.query, "1".repeat(LONGEST_QUERY));
    }

    #[test]
    fn a_query_of_spaces_is_no_condition() {
        let mut state = ViewState::default();
        state.set("q", " \u{3000}");
        assert!(!state.has_conditions());
        state.set("q", " 窓");
        assert!(state.has_conditions());
    }

    #[test]
    fn unreadable_values_are_ignored() {
        let mut state = ViewState::default();
        for (key, value) in
            [("view", "x"), ("year", "来年"), ("has", "x"), ("sort", "name"), ("?", "1"), ("item", ",")]
        {
            state.set(key, value);
        }
        assert_eq!(state, ViewState::default());
    }
}
