//! The state of a view: everything that a link, an attribute set or the controls can say.

use super::values::{MOST_VALUES, join_list, split_list};
use crate::list::List;
use crate::plan::{FiscalYear, Indicator, Item, Plan};

/// The views that exist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// 一覧: a table of items.
    #[default]
    Items,
    /// 年次計画: the years of every item as a strip.
    Schedule,
    /// 指標: every indicator with its chart.
    Indicators,
    /// 部署: what each department has to do.
    Departments,
    /// 概要: what the plan is and how it is built.
    Overview,
    /// データ: where the plan comes from and what was done to it.
    Data,
    /// 項目: one item alone, the first of [`ViewState::items`] that the plan has.
    Item,
}

impl View {
    /// All views; the last needs an item and is led to by links, the others are offered in this order.
    pub const ALL: [View; 7] = [
        View::Items,
        View::Schedule,
        View::Indicators,
        View::Departments,
        View::Overview,
        View::Data,
        View::Item,
    ];

    /// The name in attributes and addresses.
    pub fn name(self) -> &'static str {
        match self {
            View::Items => "items",
            View::Schedule => "schedule",
            View::Indicators => "indicators",
            View::Departments => "departments",
            View::Overview => "overview",
            View::Data => "data",
            View::Item => "item",
        }
    }

    /// Whether an item has a row of its own in this view.
    pub fn holds(self, item: &Item) -> bool {
        match self {
            View::Items => true,
            View::Schedule => !item.actions.is_empty(),
            View::Indicators => !item.indicators.is_empty(),
            // Their rows are no items.
            View::Departments | View::Overview | View::Data | View::Item => false,
        }
    }

    /// The view of a name.
    pub fn parse(name: &str) -> Option<View> {
        View::ALL.into_iter().find(|view| view.name() == name)
    }
}

/// What an item can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Has {
    /// At least one indicator.
    Indicator,
    /// At least one result.
    Result,
}

impl Has {
    /// All of them.
    pub const ALL: [Has; 2] = [Has::Indicator, Has::Result];

    /// The name in attributes and addresses.
    pub fn name(self) -> &'static str {
        match self {
            Has::Indicator => "indicator",
            Has::Result => "result",
        }
    }
}

/// What rows can be sorted by. Never a name: kanji have no order without a reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortKey {
    /// The order of the document.
    #[default]
    Number,
    /// The order of the sheet 部署, by the first department.
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
    /// What by.
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

/// How many letters a query has at most, wherever it comes from: a pasted page would make a chip of three screens and an
/// address that few sites take, and a link with thousands of words would keep the page busy. What is beyond is left out.
pub const LONGEST_QUERY: usize = 200;

/// The state of a view. The same keys stand in attributes, properties and addresses; several values of one key are
/// joined by commas.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ViewState {
    /// Which view.
    pub view: View,
    /// The items that stand open, by id. [`View::Item`] shows the first of them that the plan has; no condition hides it.
    pub items: Vec<String>,
    /// Indicators, by id: the items that have any of them, and of their figures in 指標 these alone.
    pub indicators: Vec<String>,
    /// Departments, any of which takes part.
    pub departments: Vec<String>,
    /// Only items that one of the departments leads.
    pub lead: bool,
    /// Outline rows, under any of which an item stands, by id.
    pub branches: Vec<String>,
    /// Fiscal years, in any of which the schedule has words.
    pub years: Vec<FiscalYear>,
    /// Statuses, any of which a result of the item has.
    pub statuses: Vec<String>,
    /// What an item has, any of these.
    pub has: Vec<Has>,
    /// The query as typed.
    pub query: String,
    /// The order of rows.
    pub sort: Sort,
    /// How often more rows were asked for.
    pub more: u16,
}

impl ViewState {
    /// The keys that a state is written with.
    pub const KEYS: [&'static str; 11] =
        ["view", "item", "indicator", "department", "lead", "branch", "year", "status", "has", "q", "sort"];

    /// Sets one key from text. What cannot be read is left out: a link may come from another version or a mistyping.
    pub fn set(&mut self, key: &str, value: &str) {
        let texts = || split_list(value);
        match key {
            "view" => self.view = View::parse(value).unwrap_or_default(),
            "item" => self.items = texts(),
            "indicator" => self.indicators = texts(),
            "department" => self.departments = texts(),
            // As an attribute without a value, or with any value that does not deny it.
            "lead" => self.lead = !matches!(value, "false" | "0"),
            "branch" => self.branches = texts(),
            "year" => {
                // One year is written in several ways.
                let years: Vec<FiscalYear> = texts().iter().filter_map(|year| FiscalYear::parse(year)).list();
                self.years = Vec::new();
                years.into_iter().for_each(|year| {
                    if !self.years.contains(&year) {
                        self.years.push(year)
                    }
                });
            }
            "status" => self.statuses = texts(),
            "has" => {
                self.has =
                    Has::ALL.into_iter().filter(|has| texts().iter().any(|name| name == has.name())).list()
            }
            "q" => self.query = value.chars().take(LONGEST_QUERY).collect(),
            "sort" => {
                let (descending, name) = value.strip_prefix('-').map_or((false, value), |name| (true, name));
                let key = SortKey::ALL.into_iter().find(|key| key.name() == name);
                self.sort = key.map(|key| Sort { key, descending }).unwrap_or_default();
            }
            _ => {}
        }
    }

    /// The text of one key; `None` where it says nothing.
    pub fn get(&self, key: &str) -> Option<String> {
        let text = match key {
            "view" if self.view != View::default() => self.view.name().to_owned(),
            "item" => join_list(&self.items),
            "indicator" => join_list(&self.indicators),
            "department" => join_list(&self.departments),
            "lead" if self.lead => "true".to_owned(),
            "branch" => join_list(&self.branches),
            "year" => self.years.iter().map(|year| year.short()).list().join(","),
            "status" => join_list(&self.statuses),
            "has" => self.has.iter().map(|has| has.name()).list().join(","),
            "q" => self.query.clone(),
            "sort" if self.sort != Sort::default() => self.sort.value(),
            _ => String::new(),
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// The values of a key that can have several.
    pub fn values(&self, key: &str) -> Vec<String> {
        split_list(&self.get(key).unwrap_or_default())
    }

    /// Sets a key from values that are apart already: no comma and no backslash in them is a sign. None says nothing.
    pub fn set_values(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            self.set(key, &join_list(&values[..values.len().min(MOST_VALUES)]));
        }
    }

    /// Adds one value to a key, or takes it off. A key with a single value is emptied.
    pub fn choose(&mut self, key: &str, value: &str, on: bool) {
        let text = match key {
            "lead" => if on { "true" } else { "false" }.to_owned(),
            "q" => String::new(),
            _ => {
                let mut values = self.values(key);
                values.retain(|other| other != value);
                values.extend(on.then(|| value.to_owned()));
                // What is chosen last is what the reader looks at.
                join_list(&values[values.len().saturating_sub(MOST_VALUES)..])
            }
        };
        self.set(key, &text);
        if key == "department" && self.departments.is_empty() {
            self.lead = false;
        }
    }

    /// Empties one key.
    pub fn unset(&mut self, key: &str) {
        self.set(key, if key == "lead" { "false" } else { "" });
    }

    /// The state with departments called as the plan calls them: an alias gives the name it stands for.
    pub fn in_names_of(mut self, plan: &Plan) -> ViewState {
        for name in &mut self.departments {
            *name = plan.department_name(name).to_owned();
        }
        self
    }

    /// Whether anything narrows the list.
    pub fn has_conditions(&self) -> bool {
        // Who leads is only asked of departments that are named.
        let keys = ["indicator", "department", "branch", "year", "status", "has", "q"];
        keys.into_iter().any(|key| self.get(key).is_some_and(|text| !text.trim().is_empty()))
    }

    /// Whether any of these indicators is asked for, or none in particular.
    pub fn asks_for<'a>(&self, indicators: impl IntoIterator<Item = &'a Indicator>) -> bool {
        self.indicators.is_empty() || indicators.into_iter().any(|row| self.indicators.contains(&row.id))
    }

    /// The state without what narrows the list.
    pub fn without_conditions(&self) -> ViewState {
        ViewState { view: self.view, items: self.items.clone(), sort: self.sort, ..ViewState::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_comes_back_as_it_was_set() {
        let mut state = ViewState::default();
        let values = [
            "indicators",
            "1,2",
            "1.1,2.1",
            "財政局,総務局",
            "true",
            "1-1",
            "R5,R6",
            "実施,検討中",
            "indicator,result",
            "窓口 北区",
            "-department",
        ];
        for (key, value) in ViewState::KEYS.into_iter().zip(values) {
            state.set(key, value);
            assert_eq!(state.get(key).as_deref(), Some(value), "{key}");
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
    fn what_cannot_be_read_says_nothing() {
        let mut state = ViewState::default();
        for (key, value) in
            [("view", "x"), ("year", "来年"), ("has", "x"), ("sort", "name"), ("?", "1"), ("item", ",")]
        {
            state.set(key, value);
        }
        assert_eq!(state, ViewState::default());
    }
}
