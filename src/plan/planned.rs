//! What the schedule of an item says of each year, in one word: the whole plan fits on a screen that way.
//!
//! The cells are read as everywhere else; see `schedule.rs`. A year in which the item has words or goes on is a year of
//! the facet `year` too.

use std::ops::Range;

use super::{Action, Entry, Item, Line, Plan, is_dash, read_cell};

/// What a year says, the least first: of several actions of an item, the one that says most counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum YearKind {
    /// Nothing is printed.
    #[default]
    Blank,
    /// A dash is printed: the city plans nothing.
    Dash,
    /// The cell of the document could not be read.
    Lost,
    /// An arrow carries on what was before.
    Continues,
    /// New words.
    New,
}

impl YearKind {
    /// Whether the item is in the year: it has words or goes on.
    pub fn is_planned(self) -> bool {
        self >= YearKind::Continues
    }
}

/// A year of an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlannedYear {
    /// What it says.
    pub kind: YearKind,
    /// Whether a cell says it whose year the document gives. Otherwise the year was assigned by rule.
    pub is_printed: bool,
}

impl Action {
    /// The blank cells that could not be read, by their indices: in a row that was assigned by rule the blank ones at its end,
    /// or else the last blank one. The others are printed blank.
    pub fn lost_cells(&self) -> Range<usize> {
        let is_blank = |cell: &String| cell.trim().is_empty();
        let after_words = self.cells.iter().rposition(|cell| !is_blank(cell)).map_or(0, |at| at + 1);
        match self.cells.iter().rposition(is_blank).filter(|_| self.inferred) {
            None => 0..0,
            Some(last) if last < after_words => last..last + 1,
            Some(last) => after_words..last + 1,
        }
    }
}

impl Plan {
    /// For each year of the plan, whether a cell of the action could not be read.
    pub fn lost_years(&self, action: &Action) -> Vec<bool> {
        let mut lost = vec![false; self.years().count()];
        let cells = action.lost_cells();
        let columns = self.columns_of(action);
        for (year, _) in columns.iter().take(cells.end).skip(cells.start) {
            if let Some(of_year) = lost.get_mut(self.year_index(*year)) {
                *of_year = true;
            }
        }
        lost
    }

    /// What each year of the plan says of an item. Where the plan itself says nothing of a year, the lines 実績 and 見込み
    /// count.
    pub fn years_of(&self, item: &Item) -> Vec<PlannedYear> {
        let mut years = vec![PlannedYear::default(); self.years().count()];
        for is_plan in [true, false] {
            let before = years.clone();
            let is_its =
                |action: &&Action| matches!(action.line_kind(), Line::Planned | Line::Revised) == is_plan;
            for action in item.actions.iter().filter(is_its) {
                let lost = action.lost_cells();
                for (at, ((year, _), printed)) in
                    self.columns_of(action).into_iter().zip(&action.cells).enumerate()
                {
                    // Only a checked plan has no column outside its years.
                    let of_year = self.year_index(year);
                    let Some(said) = years.get_mut(of_year) else { continue };
                    let kind = if lost.contains(&at) { YearKind::Lost } else { kind(printed) };
                    if is_plan || !before[of_year].kind.is_planned() {
                        *said = (*said).max(PlannedYear { kind, is_printed: !action.inferred });
                    }
                }
            }
        }
        years
    }
}

fn kind(printed: &str) -> YearKind {
    let said = read_cell(printed).into_iter().map(|entry| match entry {
        Entry::Arrow => YearKind::Continues,
        Entry::Text(text) if is_dash(&text) => YearKind::Dash,
        Entry::Text(_) => YearKind::New,
    });
    said.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{About, FiscalYear};

    fn action(line: &str, cells: &str, inferred: bool) -> Action {
        let cells = cells.split('|').map(|cell| cell.replace('/', "\n")).collect();
        Action { line: line.into(), cells, inferred, ..Action::default() }
    }

    /// Each year as `N` (new), `c` (goes on), `?` (lost), `-`, `_` (blank); after it `~` where a rule gave the year.
    fn check(actions: &[(&str, &str, bool)], expect: &str) {
        let actions: Vec<Action> = actions.iter().map(|(line, cells, of)| action(line, cells, *of)).collect();
        let years = actions[0].cells.len() as u16;
        let about =
            About { first_year: FiscalYear(2023), last_year: FiscalYear(2022 + years), ..About::default() };
        let plan = Plan { about, ..Plan::default() };
        let said = plan.years_of(&Item { actions, ..Item::default() });
        let said = said.iter().map(|year| {
            let kind = match year.kind {
                YearKind::New => "N",
                YearKind::Continues => "c",
                YearKind::Lost => "?",
                YearKind::Dash => "-",
                YearKind::Blank => "_",
            };
            kind.to_owned() + if year.kind.is_planned() && !year.is_printed { "~" } else { "" }
        });
        assert_eq!(said.collect::<String>(), expect);
    }

    #[test]
    fn a_year_says_new_words_before_an_arrow_and_a_dash_is_no_plan() {
        check(&[("", "検討|→|→/実施|—|", false)], "NcN-_");
        check(&[("", "検討|→|→/→| |", false)], "Ncc__");
        check(&[("", "|||", false), ("", "検討|→||", false)], "Nc__");
    }

    #[test]
    fn a_blank_of_a_row_assigned_by_rule_is_lost_only_where_the_rule_left_it() {
        check(&[("", "実施|→|→|→|", true)], "N~c~c~c~?");
        check(&[("", "検討|実施|完了||", true)], "N~N~N~??");
        check(&[("", "||||実施", true)], "___?N~");
        check(&[("", "実施|→|→|→|→", true)], "N~c~c~c~c~");
        check(&[("", "|", true)], "??");
        // Another action has words there: the item is in that year. A year is by rule only if all that say it are.
        check(&[("", "実施|→|", true), ("", "||実施", false)], "N~c~N");
        check(&[("", "実施|→", true), ("", "検討|", false)], "Nc~");
    }

    #[test]
    fn what_was_done_counts_only_where_the_plan_says_nothing() {
        check(&[("計画", "検討|→|", false), ("実績", "検討した|18件|別の仕事", false)], "NcN");
        check(&[("計画", "検討|→", false), ("改定", "検討|工事", false)], "NN");
        check(&[("実績", "→|", false), ("計画", "—|", false)], "c_");
    }
}
