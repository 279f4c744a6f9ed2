//! The state of a view: everything that a link, an attribute set or the controls can say.

use crate::plan::FiscalYear;

/// The views that exist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// 一覧: a table of items.
    #[default]
    Items,
    /// 指標: every indicator with its chart.
    Indicators,
}

impl View {
    /// All views, in the order in which they are offered.
    pub const ALL: [View; 2] = [View::Items, View::Indicators];

    /// The name in attributes and addresses.
    pub fn name(self) -> &'static str {
        match self {
            View::Items => "items",
            View::Indicators => "indicators",
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

/// The state of a view. The same keys stand in attributes, properties and addresses; several values of one key are
/// joined by commas.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ViewState {
    /// Which view.
    pub view: View,
    /// The items that stand open, by id.
    pub items: Vec<String>,
    /// Departments, any of which takes part.
    pub departments: Vec<String>,
    /// Only items that one of the departments leads.
    pub lead: bool,
    /// Outline rows, under any of which an item stands, by id.
    pub branches: Vec<String>,
    /// Fiscal years, in any of which the schedule has words.
    pub years: Vec<FiscalYear>,
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
    pub const KEYS: [&'static str; 9] =
        ["view", "item", "department", "lead", "branch", "year", "has", "q", "sort"];

    /// Sets one key from text. What cannot be read is left out: a link may come from another version or a mistyping.
    pub fn set(&mut self, key: &str, value: &str) {
        let list = || value.split(',').map(str::trim).filter(|part| !part.is_empty());
        let texts = || list().map(str::to_owned).collect();
        match key {
            "view" => self.view = View::parse(value).unwrap_or_default(),
            "item" => self.items = texts(),
            "department" => self.departments = texts(),
            // As an attribute without a value, or with any value that does not deny it.
            "lead" => self.lead = !matches!(value, "false" | "0"),
            "branch" => self.branches = texts(),
            "year" => self.years = list().filter_map(FiscalYear::parse).collect(),
            "has" => {
                self.has =
                    list().filter_map(|name| Has::ALL.into_iter().find(|has| has.name() == name)).collect();
            }
            "q" => self.query = value.to_owned(),
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
            "item" => self.items.join(","),
            "department" => self.departments.join(","),
            "lead" if self.lead => "true".to_owned(),
            "branch" => self.branches.join(","),
            "year" => self.years.iter().map(|year| year.short()).collect::<Vec<_>>().join(","),
            "has" => self.has.iter().map(|has| has.name()).collect::<Vec<_>>().join(","),
            "q" => self.query.clone(),
            "sort" if self.sort != Sort::default() => {
                format!("{}{}", if self.sort.descending { "-" } else { "" }, self.sort.key.name())
            }
            _ => String::new(),
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// Adds one value to a key, or takes it off. A key with a single value is emptied.
    pub fn choose(&mut self, key: &str, value: &str, on: bool) {
        let text = match key {
            "lead" => if on { "true" } else { "false" }.to_owned(),
            "q" => String::new(),
            _ => {
                let now = self.get(key).unwrap_or_default();
                let others = now.split(',').filter(|other| !other.is_empty() && *other != value);
                others.chain(on.then_some(value)).collect::<Vec<_>>().join(",")
            }
        };
        self.set(key, &text);
    }

    /// Whether anything narrows the list.
    pub fn has_conditions(&self) -> bool {
        ["department", "lead", "branch", "year", "has", "q"].into_iter().any(|key| self.get(key).is_some())
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
            "財政局,総務局",
            "true",
            "1-1",
            "R5,R6",
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
