//! The sheet 年次計画. Its year columns may print a part or a line of their year: R5上半期, R5実績.

use std::collections::BTreeMap;

use crate::format::schedule;
use crate::locale::messages;
use crate::package::problems::catalogue as code;
use crate::package::reading::Reader;
use crate::package::reading::references::item_of;
use crate::package::reading::row::{Row, Table};
use crate::package::sheets::address::column_letters;
use crate::plan::{Action, FiscalYear, Item, PLANNED, ScheduleColumn};

/// A year column with its index in the sheet; `None` for a year of the plan that the sheet lacks.
type Placed = (ScheduleColumn, Option<usize>);

/// Reads the actions into their items and returns the year columns, or none where each year has one.
pub(in crate::package) fn schedule(
    reader: &mut Reader,
    table: &Table<Action>,
    items: &mut [Item],
) -> Vec<ScheduleColumn> {
    let columns = columns(reader, table);
    if table.rows().next().is_some() {
        year_columns(reader, table);
    }
    let mut marks: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    for row in table.rows() {
        arrows(reader, &row, &columns);
        let action: Action = row.read(reader);
        row.reason(action.inferred, &schedule::NOTE, &mut reader.problems);
        let Some(item) = item_of(reader, &row, &schedule::ITEM_ID, items) else { continue };
        for action in actions(&row, &action, &columns) {
            let key = (item.id.clone(), action.mark.clone(), action.line.clone());
            if let Some(before) = marks.insert(key, row.number) {
                let problem = row.problem(&code::SAME_MARK, &schedule::MARK).found(&*item.id);
                reader.problems.push(problem.expected(messages().found.row(before)));
            }
            item.actions.push(action);
        }
    }
    columns.into_iter().map(|(column, _)| column).collect()
}

/// The year columns in the order of years, inside a year in that of the sheet. Empty where each year has one column.
fn columns(reader: &Reader, table: &Table<Action>) -> Vec<Placed> {
    if table.columns.parts.is_empty() {
        return Vec::new();
    }
    let whole = table.columns.years.iter();
    let whole =
        whole.map(|((_, year), at)| (ScheduleColumn { year: *year, ..ScheduleColumn::default() }, *at));
    let parts = table.columns.parts.iter().cloned();
    let mut columns: Vec<Placed> = whole
        .chain(parts)
        .map(|(column, at)| (column, Some(at)))
        .filter(|(column, _)| !reader.is_outside(column.year))
        .collect();
    for year in reader.plan_years() {
        if columns.iter().all(|(column, _)| column.year != year) {
            columns.push((ScheduleColumn { year, ..ScheduleColumn::default() }, None));
        }
    }
    columns.sort_by_key(|(column, at)| (column.year, *at));
    columns
}

/// The actions of a row: one, or one for each line that its columns print.
fn actions(row: &Row<Action>, action: &Action, columns: &[Placed]) -> Vec<Action> {
    if columns.is_empty() {
        return vec![action.clone()];
    }
    let cell = |at: &Option<usize>| at.map_or("", |at| row.cell(at)).to_owned();
    if columns.iter().all(|(column, _)| column.line.is_empty()) {
        return vec![Action { cells: columns.iter().map(|(_, at)| cell(at)).collect(), ..action.clone() }];
    }
    // A column that prints no line is of the planned one.
    let mut lines: Vec<&str> = Vec::new();
    for (column, _) in columns {
        if !lines.contains(&column.of_line()) {
            lines.push(column.of_line());
        }
    }
    let of_line = |line: &str| {
        let of_line = columns.iter().filter(|(column, _)| column.is_of(line));
        let cells = of_line.map(|(_, at)| cell(at)).collect();
        Action { line: line.to_owned(), cells, ..action.clone() }
    };
    // A line without a word is not printed; the first line stays, so that no row is lost.
    let is_filled = |action: &Action| action.cells.iter().any(|cell| !cell.trim().is_empty());
    let actions = lines.into_iter().map(of_line).enumerate();
    actions.filter(|(at, action)| *at == 0 || is_filled(action)).map(|(_, action)| action).collect()
}

/// Signs that are an arrow wherever they are in a line. Only → is one of the format.
const ARROWS: [char; 5] = ['→', '⇒', '➡', '⟶', '￫'];

/// Further signs that somebody may mean as an arrow, beside those of the blocks of arrows. Before words they are bullets.
const POINTERS: &str = "▶►▷⏵";

/// Whether a line has an arrow that is not read as one: beside words, in other signs, or typed as -->.
fn is_other_arrow(line: &str) -> bool {
    // The blocks of arrows, as far as they point to the right.
    let is_pointer = |c: char| {
        POINTERS.contains(c)
            || "↝↠↣↦↪↬⇀⇁⇉⇛⇝⇢⇥⇨⇰⇶⇻⇾".contains(c)
            || matches!(c, '➔'..='➾' | '⟴'..='⟿' | '⤀'..='⤑' | '⭆' | '⭢' | '⮕' | '⮞' | '\u{1F812}' | '\u{1F852}' | '\u{1F862}')
    };
    let is_of_arrow = |c: char| is_pointer(c) || "-‐–—―－ー─━=＝>＞~〜～".contains(c);
    let is_typed =
        line.contains(|c: char| is_pointer(c) || matches!(c, '>' | '＞')) && line.chars().all(is_of_arrow);
    line != "→" && (line.contains(ARROWS) || is_typed || line.chars().skip(1).any(is_pointer))
}

/// Reports a line that has an arrow beside words, or an arrow in other signs.
fn arrows(reader: &mut Reader, row: &Row<Action>, columns: &[Placed]) {
    let plain = row.years(&schedule::CELLS).map(|(_, _, at)| at);
    let all: Vec<usize> = match columns {
        [] => plain.collect(),
        _ => columns.iter().filter_map(|(_, at)| *at).collect(),
    };
    for at in all {
        if let Some(line) = row.cell(at).lines().map(str::trim).find(|line| is_other_arrow(line)) {
            reader.problems.push(row.problem_at(&code::ARROW_IN_TEXT, at).found(line));
        }
    }
}

/// Checks that every year of the plan has a column, that every year column is a year of the plan, and that lines are
/// either in the heads or in the column 欄.
fn year_columns(reader: &mut Reader, table: &Table<Action>) {
    let of_line = table.columns.of(schedule::LINE.spec.key);
    for (column, at) in &table.columns.parts {
        if let Some(line) = of_line.filter(|_| !column.line.is_empty()) {
            let found = format!("{}{}{}", column.year.short(), column.part, column.line);
            let problem = table.head_problem(&code::LINE_AND_COLUMN, Some(*at)).found(found);
            reader.problems.push(problem.expected(column_letters(line)));
        }
    }
    // R7 and R7計画 are one column twice.
    let mut seen: BTreeMap<(FiscalYear, &str, &str), usize> =
        table.columns.years.iter().map(|((_, year), at)| ((*year, "", PLANNED), *at)).collect();
    for (column, at) in &table.columns.parts {
        if let Some(before) = seen.insert((column.year, &column.part, column.of_line()), *at) {
            let problem = table.head_problem(&code::DUPLICATE_COLUMN, Some(*at));
            let found = format!("{}{}{}", column.year.short(), column.part, column.line);
            reader.problems.push(problem.found(found).expected(column_letters(before)));
        }
    }
    let Some((first, last)) = reader.years else { return };
    let whole = table.columns.years.iter().map(|((_, year), at)| (*year, *at));
    let columns: Vec<(FiscalYear, usize)> =
        whole.chain(table.columns.parts.iter().map(|(column, at)| (column.year, *at))).collect();
    for (year, at) in &columns {
        if reader.is_outside(*year) {
            let problem = table.head_problem(&code::YEAR_OUTSIDE_PLAN, Some(*at)).found(year.short());
            reader.problems.push(problem.expected(reader.years_in_words()));
        }
    }
    for year in (first.0..=last.0).map(FiscalYear) {
        if columns.iter().all(|(of, _)| *of != year) {
            let problem = table.head_problem(&code::MISSING_YEAR_COLUMN, None);
            reader.problems.push(problem.expected(year.short()));
        }
    }
}
