//! The list for a spreadsheet: one row an item, under the document's own words, with years, indicators and results in
//! columns. It is for reading; programs take the tidy files.

use super::csv::Csv;
use crate::format::{self, TableSpec};
use crate::list::List;
use crate::plan::{About, FiscalYear, Indicator, ItemIndex, YearCell};
use crate::selection::Prepared;

/// Some items as a CSV for a spreadsheet, without its BOM. Columns that would be blank in every row are left out. A
/// cell with several texts has one on each line.
pub fn list_at(prepared: &Prepared, items: &[ItemIndex]) -> String {
    let columns = columns(prepared);
    let rows = items.iter().map(|item| columns.iter().map(|column| (column.cell)(prepared, *item)).list());
    let rows: Vec<Vec<String>> = rows.list();
    let is_filled = |at: &usize| *at < ALWAYS || rows.iter().any(|cells| !cells[*at].is_empty());
    let filled = (0..columns.len()).filter(is_filled).list();
    let mut csv = Csv::default();
    filled.iter().for_each(|at| csv.cell(&columns[*at].head));
    csv.end_row();
    for cells in &rows {
        filled.iter().for_each(|at| csv.cell(&cells[*at]));
        csv.end_row();
    }
    csv.text
}

/// How many columns, from the first, are written even where they are blank: id, mark, name.
const ALWAYS: usize = 3;

struct ListColumn {
    head: String,
    cell: Cell,
}

/// Writes the cell of an item.
type Cell = Box<dyn Fn(&Prepared, ItemIndex) -> String>;

fn columns(prepared: &Prepared) -> Vec<ListColumn> {
    use format::{indicators, items, results, schedule};
    let about = &prepared.plan.about;
    let mut columns = Vec::new();
    let mut add = |head: &str, cell: Cell| {
        columns.push(ListColumn { head: head.to_owned(), cell });
    };
    let own = |of: fn(&About) -> &String, head: &'static str| {
        let own = of(about);
        if own.is_empty() { head.to_owned() } else { own.clone() }
    };
    add(items::ID.spec.head, Box::new(|plan, at| plan.plan[at].id.clone()));
    add(items::MARK.spec.head, Box::new(|plan, at| plan.plan[at].mark.clone()));
    add(items::NAME.spec.head, Box::new(|plan, at| plan.plan[at].name.clone()));
    add(format::outline::TABLE.spec.sheet, Box::new(path));
    let departments = own(|about| &about.departments_label, items::DEPARTMENTS.spec.head);
    add(&departments, Box::new(|plan, at| lines(plan.departments_of(at).iter().map(format::marked))));
    let purpose = own(|about| &about.purpose_label, items::PURPOSE.spec.head);
    add(&purpose, Box::new(|plan, at| plan.plan[at].purpose.clone()));
    let content = own(|about| &about.content_label, items::CONTENT.spec.head);
    add(&content, Box::new(|plan, at| plan.plan[at].content.clone()));
    let of = |table: &TableSpec, rest: &str| format!("{}{BETWEEN}{rest}", table.sheet);
    let indicators_table = &indicators::TABLE.spec;
    add(
        &of(indicators_table, indicators::BASELINE.spec.head),
        Box::new(|plan, at| lines(plan.plan[at].indicators.iter().map(baseline))),
    );
    for year in prepared.plan.years() {
        let head = |rest: &str| format!("{}{BETWEEN}{rest}", year.short());
        add(&head(schedule::TABLE.spec.sheet), Box::new(move |plan, at| schedule_of(plan, at, year)));
        let value = |of: fn(&Indicator) -> &Vec<YearCell>| -> Cell {
            Box::new(move |plan, at| {
                lines(plan.plan[at].indicators.iter().map(|row| {
                    let cell = of(row).iter().find(|cell| cell.year == year);
                    cell.map_or(String::new(), |cell| labelled(row, &cell.printed))
                }))
            })
        };
        add(&head(&of(indicators_table, indicators::TARGETS.spec.head)), value(|row| &row.targets));
        add(&head(&of(indicators_table, indicators::ACTUALS.spec.head)), value(|row| &row.actuals));
        let result = own(|about| &about.results_label, results::TABLE.spec.sheet);
        add(
            &head(&result),
            Box::new(move |plan, at| {
                let results = plan.plan[at].results.iter().filter(|result| result.year == year);
                lines(results.flat_map(|result| [result.status.clone(), result.text.clone()]))
            }),
        );
    }
    add(items::PAGE.spec.head, Box::new(|plan, at| plan.page_of(at).to_owned()));
    add(items::NOTE.spec.head, Box::new(|plan, at| plan.plan[at].note.clone()));
    columns
}

/// Between the parts of a head.
const BETWEEN: &str = " ";

/// The texts that are not empty, each on its own line.
fn lines(texts: impl Iterator<Item = String>) -> String {
    texts.filter(|text| !text.is_empty()).list().join("\n")
}

fn path(plan: &Prepared, item: ItemIndex) -> String {
    plan.path(item).into_iter().map(|row| row.label()).list().join(" > ")
}

/// The words of the schedule for a year, each part of it on its own line. An action without words of its own is only
/// its cell.
fn schedule_of(plan: &Prepared, item: ItemIndex, year: FiscalYear) -> String {
    lines(plan.plan[item].actions.iter().map(|action| {
        let columns = plan.plan.columns_of(action);
        let cells = columns.iter().zip(&action.cells).filter(|((of, _), _)| *of == year);
        let parts = cells.map(|((_, part), cell)| match (*part, cell.trim()) {
            (_, "") => String::new(),
            ("", cell) => cell.to_owned(),
            (part, cell) => format!("{part} {cell}"),
        });
        let name = [&action.line, &action.mark, &action.text].map(String::as_str).concat();
        match (lines(parts), name.is_empty()) {
            (blank, _) if blank.is_empty() => blank,
            (cell, true) => cell,
            (cell, false) => format!("{name}: {cell}"),
        }
    }))
}

fn baseline(row: &Indicator) -> String {
    match row.baseline_year {
        _ if row.baseline.is_empty() => String::new(),
        Some(year) => labelled(row, &format!("{} ({})", row.baseline, year.short())),
        None => labelled(row, &row.baseline),
    }
}

/// A printed value after the name of its indicator and its unit.
fn labelled(row: &Indicator, printed: &str) -> String {
    let of = [row.series.as_str(), row.unit.as_str()].into_iter().filter(|text| !text.is_empty()).list();
    let of = if of.is_empty() { String::new() } else { format!(" ({})", of.join(", ")) };
    format!("{}{of}: {printed}", row.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Action, Assignment, Item, Plan, ScheduleColumn, YearResult};

    #[test]
    fn a_row_has_all_that_an_item_says_under_the_words_of_the_document() {
        let cell = |year, printed: &str| YearCell { year: FiscalYear(year), printed: printed.to_owned() };
        let item = Item {
            id: "1".into(),
            name: "=窓口, \"総合\"".into(),
            departments: vec![
                Assignment { department: "市民課".into(), lead: true },
                Assignment { department: "税務課".into(), lead: false },
            ],
            actions: vec![
                Action {
                    mark: "①".into(),
                    text: "集約".into(),
                    cells: vec!["検討\n試行".into(), "→".into()],
                    ..Action::default()
                },
                Action { cells: vec![String::new(), "公表".into()], ..Action::default() },
            ],
            indicators: vec![Indicator {
                name: "待ち時間".into(),
                unit: "分".into(),
                baseline: "20".into(),
                baseline_year: Some(FiscalYear(2023)),
                targets: vec![cell(2024, "18")],
                actuals: vec![cell(2024, "—")],
                ..Indicator::default()
            }],
            results: vec![YearResult {
                year: FiscalYear(2024),
                text: "開始".into(),
                ..YearResult::default()
            }],
            ..Item::default()
        };
        let about = About {
            first_year: FiscalYear(2024),
            last_year: FiscalYear(2025),
            departments_label: "推進部署".into(),
            ..About::default()
        };
        let plan =
            Plan { about, items: vec![item, Item { id: "2".into(), ..Item::default() }], ..Plan::default() };
        let text = list_at(&Prepared::new(plan), &[ItemIndex(1), ItemIndex(0)]);
        assert_eq!(
            text,
            "取組ID,記号,名称,推進部署,指標 基準値,R6 年次計画,R6 指標 目標,R6 指標 実績,R6 実績,R7 年次計画\r\n\
             2,,,,,,,,,\r\n\
             1,,\"'=窓口, \"\"総合\"\"\",\"(主)市民課\n税務課\",待ち時間 (分): 20 (R5),\"①集約: 検討\n試行\",待ち時間 (分): 18,待ち時間 (分): —,開始,\"①集約: →\n公表\"\r\n"
        );
    }

    #[test]
    fn a_schedule_with_parts_and_lines_has_each_beside_its_words() {
        let column = |part: &str, line: &str| ScheduleColumn {
            year: FiscalYear(2024),
            part: part.into(),
            line: line.into(),
        };
        let action = |line: &str, cells: &[&str]| Action {
            line: line.into(),
            cells: cells.iter().map(|cell| (*cell).to_owned()).list(),
            ..Action::default()
        };
        let actions = vec![action("計画", &["検討", "試行"]), action("実績", &["検討した"])];
        let plan = Plan {
            about: About { first_year: FiscalYear(2024), last_year: FiscalYear(2024), ..About::default() },
            items: vec![Item { id: "1".into(), actions, ..Item::default() }],
            schedule_columns: vec![column("上半期", "計画"), column("下半期", "計画"), column("", "実績")],
            ..Plan::default()
        };
        let text = list_at(&Prepared::new(plan), &[ItemIndex(0)]);
        let cell = "\"計画: 上半期 検討\n下半期 試行\n実績: 検討した\"";
        assert_eq!(text, format!("取組ID,記号,名称,R6 年次計画\r\n1,,,{cell}\r\n"));
    }

    #[test]
    fn a_list_without_rows_has_the_heads_that_are_always_there() {
        assert_eq!(list_at(&Prepared::new(Plan::default()), &[]), "取組ID,記号,名称\r\n");
    }
}
