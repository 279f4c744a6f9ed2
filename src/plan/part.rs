//! Year columns of the schedule that print a part of their year or a line of the plan: R5上半期, R5.10月, R5計画.
//!
//! Most plans have one column a year, and [`Plan::schedule_columns`] is empty. Otherwise it has every column in the
//! order of years; inside a year in printed order. An action has one cell for each column of its line.

use super::{Action, Bars, FiscalYear, Plan, ScheduleCell, read_bars, read_row};
use crate::list::List;

/// A year column of the sheet 年次計画.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScheduleColumn {
    /// The fiscal year.
    pub year: FiscalYear,
    /// The part of the year as printed, 上半期; empty for the whole year.
    pub part: String,
    /// The line as printed, 実績; empty where the column 欄 or nothing says it.
    pub line: String,
}

/// What a line of the schedule says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// 計画, and a word of the city.
    Planned,
    /// 改定: the plan that replaces 計画.
    Revised,
    /// 実績.
    Done,
    /// 見込み.
    Expected,
}

impl Action {
    /// What its line says.
    pub fn line_kind(&self) -> Line {
        match self.line.as_str() {
            "改定" => Line::Revised,
            "実績" => Line::Done,
            "見込み" | "見込" => Line::Expected,
            _ => Line::Planned,
        }
    }
}

/// The line of an action that prints none.
pub const PLANNED: &str = "計画";

impl ScheduleColumn {
    /// The line of its cells. A blank line is 計画.
    pub fn of_line(&self) -> &str {
        or_planned(&self.line)
    }

    /// Whether the column has a cell of a line.
    pub fn is_of(&self, line: &str) -> bool {
        self.of_line() == or_planned(line)
    }
}

fn or_planned(line: &str) -> &str {
    if line.is_empty() { PLANNED } else { line }
}

impl Plan {
    /// The year and the part of each cell of an action.
    pub fn columns_of<'a>(&'a self, action: &Action) -> Vec<(FiscalYear, &'a str)> {
        if self.schedule_columns.is_empty() {
            return self.years().map(|year| (year, "")).list();
        }
        // Without lines in the heads every action has all columns.
        let has_lines = self.schedule_columns.iter().any(|column| !column.line.is_empty());
        let of_line = self.schedule_columns.iter().filter(|column| !has_lines || column.is_of(&action.line));
        of_line.map(|column| (column.year, column.part.as_str())).list()
    }

    /// The schedule of an action, one cell for each year of the plan. An arrow continues the part before it, within
    /// its year too.
    pub fn schedule_of(&self, action: &Action) -> Vec<ScheduleCell> {
        let mut years = vec![ScheduleCell::default(); self.years().count()];
        for ((year, part), cell) in self.columns_of(action).into_iter().zip(read_row(&action.cells)) {
            let Some(of_year) = years.get_mut(self.year_index(year)) else { continue };
            of_year.parts.extend(cell.entries.iter().map(|_| part.to_owned()));
            of_year.entries.extend(cell.entries);
            of_year.continues.extend(cell.continues);
        }
        years
    }

    /// The same as bars, by the indices of years. The words of a bar that begins in a part have the part before them.
    pub fn bars_of(&self, action: &Action) -> Bars {
        let columns = self.columns_of(action);
        let index = |at: &usize| columns.get(*at).map_or(usize::MAX, |(year, _)| self.year_index(*year));
        let mut read = read_bars(&action.cells);
        for bar in &mut read.bars {
            let part = bar.years.first().and_then(|at| columns.get(*at)).map_or("", |(_, part)| *part);
            if !part.is_empty() {
                bar.text = format!("{part} {}", bar.text);
            }
            bar.years = bar.years.iter().map(index).list();
            bar.years.dedup();
        }
        read.loose = read.loose.iter().map(index).list();
        read
    }

    pub(super) fn year_index(&self, year: FiscalYear) -> usize {
        usize::from(year.0.wrapping_sub(self.about.first_year.0))
    }
}

/// The words that may end a head and name a line.
const LINES: [&str; 6] = ["計画", "実績", "見込み", "見込", "改定", "予定"];

/// Reads a head without white space: a year, then a part of it, a line, or both: R5上半期, 令和5年度第1四半期, R5.10月, R5実績,
/// R5下期計画, R5(計画). A line or a part may also come first: 実績R5. `None` for a year alone and for any other text.
pub fn read_part(head: &str) -> Option<ScheduleColumn> {
    year_first(head).or_else(|| {
        let starts = head.char_indices().map(|(at, _)| at).skip(1).list();
        let (word, rest) =
            starts.into_iter().rev().map(|at| head.split_at(at)).find(|(word, _)| is_line_or_part(word))?;
        let rest = rest.trim_matches(['(', ')', '.', '・', '_', 'の']);
        let is_line = LINES.contains(&word);
        // Of 実績R5上半期 the part follows, of 上半期R5計画 the line.
        let whole = || Some(ScheduleColumn { year: FiscalYear::parse(rest)?, ..ScheduleColumn::default() });
        let mut column = year_first(rest).or_else(whole)?;
        let place = if is_line { &mut column.line } else { &mut column.part };
        // A group may repeat the word of its heads: 計画 above R5計画.
        (place.is_empty() || place == word).then(|| word.clone_into(place))?;
        Some(column)
    })
}

/// Whether a word of a head names a line of the schedule or a part of a year.
pub fn is_line_or_part(word: &str) -> bool {
    LINES.contains(&word) || is_part(word)
}

fn year_first(head: &str) -> Option<ScheduleColumn> {
    // The longest year comes first: R5 of R5.10月, but 令和5年度 of 令和5年度上半期.
    let ends = head.char_indices().map(|(at, _)| at).skip(1).list();
    ends.into_iter().rev().find_map(|at| {
        let year = FiscalYear::parse(&head[..at])?;
        let rest = head[at..].trim_start_matches(['.', '・', '_', 'の']);
        let rest = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(rest);
        let line = LINES.into_iter().find(|line| rest.ends_with(line)).unwrap_or_default();
        let part = rest[..rest.len() - line.len()].trim_end_matches(['.', '・', '_', 'の']);
        // 2024年3月 is a month of the calendar, in fiscal 2023; R6.3月 is one of the fiscal year.
        let is_of_calendar = head[..at].ends_with('年') && begins_before_april(part);
        let is_known = !rest.is_empty() && !is_of_calendar && (part.is_empty() || is_part(part));
        is_known.then(|| ScheduleColumn { year, part: part.to_owned(), line: line.to_owned() })
    })
}

/// Whether the part of a year begins with January, February or March.
fn begins_before_april(part: &str) -> bool {
    let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
    part.ends_with('月') && matches!(part[..digits].parse::<u8>(), Ok(1..=3))
}

/// Whether a text names a part of a year.
fn is_part(text: &str) -> bool {
    let halves = ["上半期", "下半期", "上期", "下期", "前期", "後期", "前半", "後半", "前半期", "後半期"];
    let quarter = text.strip_suffix("四半期").map(|text| text.strip_prefix('第').unwrap_or(text));
    let is_quarter =
        quarter.is_some_and(|number| ["1", "2", "3", "4", "一", "二", "三", "四"].contains(&number));
    let month = |text: &str| text.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month));
    let mut months =
        text.strip_suffix('月').into_iter().flat_map(|months| months.split(['~', '～', '〜', '-']));
    let is_months = text.ends_with('月') && months.all(|text| month(text.trim_end_matches('月')));
    halves.contains(&text) || is_quarter || is_months
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{About, Entry, Item, YearKind};

    #[test]
    fn a_head_names_a_year_and_a_part_or_a_line_of_it() {
        let column = |head: &str| read_part(head).map(|of| format!("{} {} {}", of.year.0, of.part, of.line));
        for (head, expect) in [
            ("R5上半期", "2023 上半期 "),
            ("令和5年度下期", "2023 下期 "),
            ("R5第1四半期", "2023 第1四半期 "),
            ("R5.10月", "2023 10月 "),
            ("2023年4~9月", "2023 4~9月 "),
            ("R5計画", "2023  計画"),
            ("R15の見込み", "2033  見込み"),
            ("R5上期実績", "2023 上期 実績"),
            ("R5(計画)", "2023  計画"),
            ("令和5年度(上半期)", "2023 上半期 "),
            ("実績R5", "2023  実績"),
            ("実績(R5)", "2023  実績"),
            ("上半期R5", "2023 上半期 "),
            ("見込みR5下半期", "2023 下半期 見込み"),
            ("計画R5計画", "2023  計画"),
        ] {
            assert_eq!(column(head).as_deref(), Some(expect), "{head}");
        }
        assert_eq!(column("R6.3月").as_deref(), Some("2024 3月 "));
        assert_eq!(column("令和6年度3月").as_deref(), Some("2024 3月 "));
        // Of the calendar these are in fiscal 2023, so no year is guessed.
        for head in ["2024年3月", "令和6年1~3月"] {
            assert_eq!(column(head), None, "{head}");
        }
        for head in [
            "R5",
            "R6.4",
            "R5予算",
            "R5第5四半期",
            "R5.13月",
            "計画",
            "R5月",
            "令和5年度",
            "上半期",
            "実績計画R5",
            "実績R5計画",
            "累計R5",
        ] {
            assert_eq!(column(head), None, "{head}");
        }
    }

    fn plan() -> Plan {
        let column = |year, part: &str| ScheduleColumn {
            year: FiscalYear(year),
            part: part.into(),
            line: String::new(),
        };
        let about = About { first_year: FiscalYear(2023), last_year: FiscalYear(2024), ..About::default() };
        let schedule_columns = vec![column(2023, "上半期"), column(2023, "下半期"), column(2024, "")];
        Plan { about, schedule_columns, ..Plan::default() }
    }

    #[test]
    fn an_arrow_speaks_of_the_part_before_it_within_the_year_too() {
        let plan = plan();
        let action = Action {
            cells: ["検討", "→\n選定", "→\n→"].map(String::from).to_vec(),
            ..Action::default()
        };
        let years = plan.schedule_of(&action);
        assert_eq!(years.len(), 2);
        assert_eq!(years[0].parts, ["上半期", "下半期", "下半期"]);
        assert_eq!(years[0].entries[1], Entry::Arrow);
        assert_eq!(years[0].continues, [vec![], vec!["検討".to_owned()], vec![]]);
        assert_eq!(years[1].continues, [vec!["検討".to_owned()], vec!["選定".to_owned()]]);
        let bars = plan.bars_of(&action);
        let written: Vec<String> =
            bars.bars.iter().map(|bar| format!("{} {:?}", bar.text, bar.years)).collect();
        assert_eq!(written, ["上半期 検討 [0, 1]", "下半期 選定 [0, 1]"]);
        let kinds = |action: Action| {
            let item = Item { actions: vec![action], ..Item::default() };
            plan.years_of(&item).iter().map(|year| year.kind).collect::<Vec<_>>()
        };
        assert_eq!(
            kinds(action),
            [YearKind::New, YearKind::Continues],
            "検討 and 選定, and arrows in the year after"
        );
        let action = Action { cells: ["", "—", "実施"].map(String::from).to_vec(), ..Action::default() };
        assert_eq!(kinds(action), [YearKind::Dash, YearKind::New], "a dash is no plan");
    }

    #[test]
    fn an_action_has_the_columns_of_its_line_and_a_blank_line_is_the_planned_one() {
        let mut plan = plan();
        plan.schedule_columns[0].line = "計画".into();
        plan.schedule_columns[1].line = "実績".into();
        let years = |line: &str| {
            let action = Action { line: line.into(), ..Action::default() };
            plan.columns_of(&action).iter().map(|(year, _)| year.0).collect::<Vec<_>>()
        };
        assert_eq!(
            (years(""), years("計画"), years("実績")),
            (vec![2023, 2024], vec![2023, 2024], vec![2023])
        );
    }
}
