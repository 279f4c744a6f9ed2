//! The sheet 年次計画, with the year columns that the plan was read with.

use super::{row, sheet, used, year_head};
use crate::format::schedule::{CELLS, TABLE};
use crate::package::Sheet;
use crate::plan::{Action, FiscalYear, Item, Plan, ScheduleColumn};

pub(super) fn schedule(plan: &Plan) -> Sheet {
    let columns = &plan.schedule_columns;
    let years: Vec<FiscalYear> = match columns.as_slice() {
        [] => plan.years().collect(),
        columns => columns.iter().map(|column| column.year).collect(),
    };
    let has_lines = columns.iter().any(|column| !column.line.is_empty());
    let rows = plan.items.iter().flat_map(|item| {
        let actions = if has_lines { wide(item, columns) } else { item.actions.clone() };
        actions.into_iter().map(|action| row(&TABLE, &[], &item.id, &action))
    });
    let mut sheet = sheet(&TABLE.spec, &years, rows);
    let first = TABLE.columns.iter().position(|column| std::ptr::eq(*column, &CELLS)).unwrap_or_default();
    for (at, column) in columns.iter().enumerate() {
        sheet.rows[0][first + at] = head(column);
    }
    used(&TABLE.spec, &years, sheet)
}

/// R5上半期; a part that begins with a digit has a point before it: R5.10月.
pub(in crate::package) fn head(column: &ScheduleColumn) -> String {
    let point = if column.part.starts_with(|sign: char| sign.is_ascii_digit()) { "." } else { "" };
    format!("{}{point}{}{}", year_head(column.year), column.part, column.line)
}

/// The actions of an item whose lines share a row, as one action with a cell for each column.
fn wide(item: &Item, columns: &[ScheduleColumn]) -> Vec<Action> {
    let mut list: Vec<(Action, Vec<&str>)> = Vec::new();
    for action in &item.actions {
        let is_same = |(before, lines): &&mut (Action, Vec<&str>)| {
            let is_row = |one: &Action| {
                (&one.mark, &one.text, one.inferred, &one.note)
                    == (&action.mark, &action.text, action.inferred, &action.note)
            };
            is_row(before) && !lines.contains(&action.line.as_str())
        };
        if list.last_mut().filter(is_same).is_none() {
            let cells = vec![String::new(); columns.len()];
            list.push((Action { line: String::new(), cells, ..action.clone() }, Vec::new()));
        }
        let Some((row, lines)) = list.last_mut() else { continue };
        lines.push(&action.line);
        let of_line = (0..columns.len()).filter(|at| columns[*at].is_of(&action.line));
        for (at, cell) in of_line.zip(&action.cells) {
            row.cells[at].clone_from(cell);
        }
    }
    list.into_iter().map(|(action, _)| action).collect()
}
