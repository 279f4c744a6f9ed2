//! The files of a small plan.

use super::*;
use crate::format;
use crate::list::List;
use crate::plan::{
    About, Action, Assignment, Change, ChangeKind, Correction, DocumentChart, DocumentTable, FiscalYear,
    Indicator, Item, OutlineRow, Rating, Section, Status, Term, YearCell, YearResult,
};

fn plan() -> Plan {
    let cell = |year, printed: &str| YearCell { year: FiscalYear(year), printed: printed.into() };
    Plan {
        about: About {
            id: "City".into(),
            title: "計画".into(),
            first_year: FiscalYear(2023),
            last_year: FiscalYear(2025),
            ..About::default()
        },
        outline: vec![OutlineRow {
            id: "1".into(),
            name: "上".into(),
            page: "3".into(),
            departments: vec![Assignment { department: "財政局".into(), lead: true }],
            ..OutlineRow::default()
        }],
        items: vec![Item {
            id: "1a".into(),
            outline_id: "1".into(),
            name: "=1+1".into(),
            content: "税收".into(),
            actions: vec![Action {
                mark: "①".into(),
                cells: vec!["a\nb\nc".into(), "→\n→".into(), "→".into()],
                ..Action::default()
            }],
            indicators: vec![Indicator {
                id: "1a.1".into(),
                unit: "%".into(),
                as_of: "年度末".into(),
                baseline_year: Some(FiscalYear(2021)),
                baseline: "0%".into(),
                targets: vec![cell(2023, "—"), cell(2024, "7 (63.6%)"), cell(2025, "検討")],
                inferred: true,
                ..Indicator::default()
            }],
            results: vec![YearResult {
                year: FiscalYear(2023),
                text: "・一\n・二".into(),
                ..YearResult::default()
            }],
            ..Item::default()
        }],
        sections: vec![Section { id: "s".into(), heading: "章".into(), ..Section::default() }],
        tables: vec![DocumentTable {
            id: "t".into(),
            section_id: Some("s".into()),
            title: "表題".into(),
            unit: "項目".into(),
            figure: DocumentChart::StackedBar,
            head: ["", "実施", "目標"].map(String::from).to_vec(),
            rows: vec![["1 合計", "7 (63.6%)", "98%以上"].map(String::from).to_vec()],
            ..DocumentTable::default()
        }],
        corrections: vec![Correction {
            table: "取組".into(),
            id: "1a".into(),
            column: "内容".into(),
            printed: "收".into(),
            corrected: "収".into(),
            ..Correction::default()
        }],
        ..Plan::default()
    }
}

/// A file of the open data as its rows, the header first. A file begins with the mark of UTF-8 and ends with a line end.
fn rows_of(name: &str) -> Vec<Vec<String>> {
    let files = open_data(&plan());
    let file = files.iter().find(|file| file.name == name).unwrap();
    let text = std::str::from_utf8(&file.bytes).unwrap();
    assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"));
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).list()).list()
}

/// The cells of the first row that are not blank, each after the key of its column. A new column that is blank changes
/// nothing.
fn first_row(name: &str) -> String {
    let rows = rows_of(name);
    let cells = rows[0].iter().zip(&rows[1]).filter(|(_, cell)| !cell.is_empty());
    cells.map(|(head, cell)| format!("{head}={cell}")).list().join("|")
}

/// The rows of a file below its header, without the plan's id, cells joined by `|`.
fn check(name: &str, expect: &[&str]) {
    let rows = rows_of(name).split_off(1).into_iter();
    let rows: Vec<String> = rows.map(|row| row[1..].join("|").replace('\n', "⏎")).list();
    assert_eq!(rows, expect);
}

#[test]
fn an_item_has_corrected_and_inherited_texts_and_no_formula() {
    assert_eq!(
        first_row("items.csv"),
        "plan_id=City|item_id=1a|name='=1+1|outline_id=1|path=上|lead_departments=財政局|departments=財政局|\
         departments_inherited=true|content=税収|page=3"
    );
    check("corrections.csv", &["取組|1a|内容|收|収||"]);
    check("departments.csv", &["財政局|1|1"]);
}

#[test]
fn a_schedule_row_is_an_entry_and_an_arrow_joined_to_nothing_continues_nothing() {
    check(
        "schedule.csv",
        &[
            "1a|①||2023|1|a|false|printed|||",
            "1a|①||2023|2|b|false|printed|||",
            "1a|①||2023|3|c|false|printed|||",
            "1a|①||2024|1|→|false|printed|||",
            "1a|①||2024|2|→|false|printed|||",
            "1a|①||2025|1|→|true|printed|||",
        ],
    );
}

#[test]
fn a_value_row_is_a_reading_and_a_dash_has_one_without_a_value() {
    check(
        "values.csv",
        &[
            "1a|1a.1|baseline|2021||1|0%|=|0|%||printed",
            "1a|1a.1|target|2023|年度末|1|—|||||inferred",
            "1a|1a.1|target|2024|年度末|1|7 (63.6%)|=|7|%||inferred",
            "1a|1a.1|target|2024|年度末|2|7 (63.6%)|=|63.6|%||inferred",
            "1a|1a.1|target|2025|年度末|1|検討|||||inferred",
        ],
    );
    check("results.csv", &["1a|2023|1|・一|||||", "1a|2023|2|・二|||||"]);
}

#[test]
fn a_result_with_only_one_text_of_any_column_has_a_row() {
    for column in format::results::TABLE.columns.iter().filter(|column| column.spec.open.is_some()) {
        let format::Field::Text(of) = column.field else { continue };
        for (text, rows) in [("文", 2), (" ", 1), ("", 1)] {
            let mut plan = plan();
            plan.items[0].results[0].text.clear();
            text.clone_into((of.get_mut)(&mut plan.items[0].results[0]));
            let file = open_data(&plan).into_iter().find(|file| file.name == "results.csv").unwrap();
            let lines = String::from_utf8(file.bytes).unwrap().lines().count();
            assert_eq!(lines, rows, "{} {text:?}", column.spec.key);
        }
    }
}

#[test]
fn a_table_row_is_a_reading_of_a_cell_and_the_description_says_whose_it_is() {
    check(
        "tables.csv",
        &[
            "t|1|1|1|1 合計||",
            "t|1|実施|1|7 (63.6%)|7|項目",
            "t|1|実施|2|7 (63.6%)|63.6|%",
            "t|1|目標|1|98%以上||",
        ],
    );
    check("sections.csv", &["s||章|"]);
    let files = open_data(&plan());
    let package: serde_json::Value = serde_json::from_slice(&files.last().unwrap().bytes).unwrap();
    let tables =
        package["resources"].as_array().unwrap().iter().find(|file| file["name"] == "tables").unwrap();
    let expect = serde_json::json!([
        { "table_id": "t", "section_id": "s", "title": "表題", "unit": "項目", "chart": "stacked-bar" }
    ]);
    assert_eq!(tables["tables"], expect);
}

#[test]
fn the_description_names_every_column_of_every_file() {
    let files = open_data(&plan());
    let package: serde_json::Value = serde_json::from_slice(&files.last().unwrap().bytes).unwrap();
    assert_eq!(package["name"], "city");
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len() + 1, files.len());
    for (resource, file) in resources.iter().zip(&files) {
        assert_eq!(resource["path"], file.name.as_str());
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).list();
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        let header = text.trim_start_matches('\u{feff}').lines().next().unwrap();
        assert_eq!(header, names.join(","));
    }
}

#[test]
fn keys_and_references_name_columns() {
    let has = |file: &str, column: &str| {
        let file = FILES.iter().find(|other| other.spec().name == file).unwrap();
        file.fields().iter().any(|field| field.name == column)
    };
    for file in FILES {
        let spec = file.spec();
        assert!(spec.key.iter().all(|column| has(spec.name, column)), "{}", spec.name);
        for (column, other, there) in spec.references {
            assert!(has(spec.name, column) && has(other, there), "{} {column}", spec.name);
        }
    }
}

#[test]
fn a_status_is_a_rating_too_and_a_file_without_rows_is_not_there() {
    let names = |plan: &Plan| {
        let files = open_data(plan);
        files.into_iter().map(|file| file.name).list()
    };
    let mut plan = plan();
    plan.statuses.clear();
    let before = names(&plan);
    assert!(
        ["ratings.csv", "statuses.csv", "changes.csv", "glossary.csv"]
            .iter()
            .all(|name| !before.contains(&(*name).to_owned()))
    );
    plan.items[0].results[0].status = "順調".into();
    plan.items[0].results[0].reason = "早い".into();
    plan.items[0].ratings = vec![Rating {
        indicator_id: Some("1a.1".into()),
        year: FiscalYear(2024),
        by: "委員会".into(),
        aspect: "効果".into(),
        rating: "A".into(),
        as_of: "確定".into(),
        ..Rating::default()
    }];
    plan.changes = vec![Change {
        year: Some(FiscalYear(2024)),
        table: "取組".into(),
        id: "9".into(),
        kind: ChangeKind::Merged,
        successors: vec!["1a".into(), "2".into()],
        ..Change::default()
    }];
    plan.statuses =
        vec![Status { status: "A".into(), aspect: "効果".into(), order: "1".into(), ..Status::default() }];
    plan.glossary = vec![Term { term: "DX".into(), kana: "でぃ".into(), explanation: "説明".into() }];
    let text = |name: &str| {
        let file = open_data(&plan).into_iter().find(|file| file.name == name).unwrap();
        String::from_utf8(file.bytes).unwrap().split_once("\r\n").unwrap().1.to_owned()
    };
    assert_eq!(
        text("ratings.csv"),
        "City,1a,,2023,,,順調,早い,\r\nCity,1a,1a.1,2024,委員会,効果,A,,確定\r\n"
    );
    assert!(text("results.csv").starts_with("City,1a,2023,1,・一,順調,早い,"));
    assert_eq!(text("changes.csv"), "City,,2024,取組,9,,統合,,,,1a;2\r\n");
    assert_eq!(text("statuses.csv"), "City,効果,A,1,,\r\n");
    assert_eq!(text("glossary.csv"), "City,DX,でぃ,説明\r\n");
    let described = open_data(&plan).pop().unwrap();
    let package: serde_json::Value = serde_json::from_slice(&described.bytes).unwrap();
    let listed =
        package["resources"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap().to_owned());
    assert_eq!(listed.list(), names(&plan)[..14]);
}
