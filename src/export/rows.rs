//! The rows of each file, from a plan as it is shown. Columns in the order of [`super::FILES`].

use super::values::values;
use crate::plan::{
    Assignment, Comparator, Direction, DocumentTable, Entry, Item, Kind, Plan, Reading, read_row, read_value,
};

pub(super) fn rows(file: &str, plan: &Plan) -> Vec<Vec<String>> {
    match file {
        "items" => plan.items.iter().map(|item| item_row(plan, item)).collect(),
        "schedule" => plan.items.iter().flat_map(|item| schedule(plan, item)).collect(),
        "indicators" => indicators(plan),
        "values" => values(plan),
        "results" => plan.items.iter().flat_map(|item| results(plan, item)).collect(),
        "outline" => outline(plan),
        "departments" => departments(plan),
        "tables" => plan.tables.iter().flat_map(|table| document_table(plan, table)).collect(),
        "sections" => sections(plan),
        "corrections" => corrections(plan),
        _ => Vec::new(),
    }
}

/// The reading of a row or a cell, in the words of the package.
pub(super) fn reading(inferred: bool) -> String {
    if inferred { "inferred" } else { "printed" }.to_owned()
}

fn id(plan: &Plan) -> String {
    plan.about.id.clone()
}

fn joined<'a>(list: impl Iterator<Item = &'a Assignment>) -> String {
    list.map(|a| a.department.as_str()).collect::<Vec<_>>().join(";")
}

fn item_row(plan: &Plan, item: &Item) -> Vec<String> {
    let departments = plan.departments_of(item);
    let path: Vec<&str> = plan.path(item).iter().map(|row| row.name.as_str()).collect();
    vec![
        id(plan),
        item.id.clone(),
        item.mark.clone(),
        item.name.clone(),
        item.outline_id.clone(),
        path.join(" > "),
        joined(departments.iter().filter(|a| a.lead)),
        joined(departments.iter()),
        plan.departments_inherited(item).to_string(),
        item.purpose.clone(),
        item.content.clone(),
        plan.page_of(item).to_owned(),
        item.repost_of.clone().unwrap_or_default(),
        item.note.clone(),
    ]
}

/// One row an entry. An arrow is a row of its own: `→`, continues where it carries on words of an earlier year, and
/// not where it can be joined to no single entry.
fn schedule(plan: &Plan, item: &Item) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for action in &item.actions {
        for (year, cell) in plan.years().zip(read_row(&action.cells)) {
            let entries = cell.entries.into_iter().zip(cell.continues);
            rows.extend(entries.enumerate().map(|(at, (entry, carried))| {
                let (text, continues) = match entry {
                    Entry::Text(text) => (text, false),
                    Entry::Arrow => ("→".to_owned(), !carried.is_empty()),
                };
                vec![
                    id(plan),
                    item.id.clone(),
                    action.mark.clone(),
                    action.text.clone(),
                    year.0.to_string(),
                    (at + 1).to_string(),
                    text,
                    continues.to_string(),
                    reading(action.inferred),
                    action.note.clone(),
                ]
            }));
        }
    }
    rows
}

fn indicators(plan: &Plan) -> Vec<Vec<String>> {
    let rows = plan.items.iter().flat_map(|item| item.indicators.iter().map(move |row| (item, row)));
    rows.map(|(item, row)| {
        let direction = match row.direction {
            Direction::Unstated => "",
            Direction::Higher => "高い",
            Direction::Lower => "低い",
            Direction::Steady => "維持",
        };
        let kind = match row.kind {
            Kind::Unstated => "",
            Kind::Yearly => "単年",
            Kind::Cumulative => "累計",
        };
        vec![
            id(plan),
            item.id.clone(),
            row.id.clone(),
            row.name.clone(),
            row.series.clone(),
            row.unit.clone(),
            direction.to_owned(),
            kind.to_owned(),
            row.repost_of.clone().unwrap_or_default(),
            row.note.clone(),
        ]
    })
    .collect()
}

/// One row a paragraph; status and reason are of the year and stand at each. A year with neither words nor status has
/// no row.
fn results(plan: &Plan, item: &Item) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for result in &item.results {
        let mut paragraphs: Vec<&str> =
            result.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if paragraphs.is_empty() && !(result.status.is_empty() && result.reason.is_empty()) {
            paragraphs.push("");
        }
        rows.extend(paragraphs.into_iter().enumerate().map(|(at, text)| {
            vec![
                id(plan),
                item.id.clone(),
                result.year.0.to_string(),
                (at + 1).to_string(),
                text.to_owned(),
                result.status.clone(),
                result.reason.clone(),
            ]
        }));
    }
    rows
}

fn outline(plan: &Plan) -> Vec<Vec<String>> {
    let rows = plan.outline.iter();
    rows.map(|row| {
        vec![
            id(plan),
            row.id.clone(),
            row.parent_id.clone().unwrap_or_default(),
            row.mark.clone(),
            row.name.clone(),
            row.description.clone(),
            joined(row.departments.iter()),
            row.page.clone(),
            row.note.clone(),
        ]
    })
    .collect()
}

fn departments(plan: &Plan) -> Vec<Vec<String>> {
    let loads = plan.department_loads();
    loads
        .iter()
        .map(|load| {
            vec![id(plan), load.department.to_owned(), load.lead_items.to_string(), load.items.to_string()]
        })
        .collect()
}

/// One row a reading of a cell; the columns of the head are the names under `column`. A number that is no exact one
/// (程度, 以上, a change) stands as printed only: the file has no column for the word that goes with it.
fn document_table(plan: &Plan, table: &DocumentTable) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (row, cells) in table.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
            // The first column names its row: 「1 本市の状況」 is a heading with its number, not one of a unit.
            let exact = |reading: &Reading| {
                column > 0 && reading.comparator == Comparator::Equal && reading.basis.is_empty()
            };
            let readings: Vec<Reading> = read_value(cell, &table.unit).into_iter().filter(exact).collect();
            let mut add = |position: usize, value: String, unit: String| {
                rows.push(vec![
                    id(plan),
                    table.id.clone(),
                    (row + 1).to_string(),
                    table.column_name(column),
                    position.to_string(),
                    cell.clone(),
                    value,
                    unit,
                ]);
            };
            if readings.is_empty() {
                add(1, String::new(), String::new());
            }
            for (at, reading) in readings.into_iter().enumerate() {
                add(at + 1, reading.value.to_string(), reading.unit);
            }
        }
    }
    rows
}

fn sections(plan: &Plan) -> Vec<Vec<String>> {
    let row = |row: &crate::plan::Section| {
        let parent = row.parent_id.clone().unwrap_or_default();
        vec![id(plan), row.id.clone(), parent, row.heading.clone(), row.text.clone()]
    };
    plan.sections.iter().map(row).collect()
}

fn corrections(plan: &Plan) -> Vec<Vec<String>> {
    let row = |c: &crate::plan::Correction| {
        [&c.table, &c.id, &c.column, &c.printed, &c.corrected, &c.reason, &c.date].map(String::clone)
    };
    plan.corrections.iter().map(|c| std::iter::once(id(plan)).chain(row(c)).collect()).collect()
}
