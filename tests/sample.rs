//! みほん市, the made-up city of `data/sample`: it uses every table and column of the package, and nothing of it is lost. Then the
//! forms of year columns that it does not use.

use std::collections::BTreeSet;
use std::path::Path;

use machi_plan::export::{self, OutFile};
use machi_plan::locale::JA;
use machi_plan::package::{self, Problem, Severity, TABLES};
use machi_plan::plan::Plan;
use machi_plan::planfile;
use machi_plan::selection::{Prepared, ViewState};
use machi_plan::view::{self, FragmentOptions};

fn files() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

fn read(files: &[(String, Vec<u8>)]) -> (Plan, Vec<Problem>) {
    package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
}

#[test]
fn nothing_of_the_sample_is_lost_or_doubted() {
    let (plan, problems) = read(&files());
    let told: Vec<String> =
        problems.iter().filter(|one| one.code.name != "value-in-words").map(ToString::to_string).collect();
    assert_eq!(told, Vec::<String>::new());
    assert!(problems.iter().all(|problem| problem.severity() == Severity::Note && problem.sheet == "指標"));
    assert_eq!((plan.items.len(), plan.years().count(), plan.changes.len()), (12, 5, 10));
}

#[test]
fn the_sample_passes_through_every_form() {
    let (plan, _) = read(&files());
    let (from_folder, _) = read(&package::write_files(&plan));
    assert_eq!(from_folder, plan, "folder");
    let (from_book, _) = package::read_file("a.xlsx", &package::write_workbook(&plan).unwrap());
    assert_eq!(from_book, plan, "workbook");
    let zipped: Vec<OutFile> =
        package::write_files(&plan).into_iter().map(|(name, bytes)| OutFile { name, bytes }).collect();
    assert_eq!(package::read_file("a.zip", &export::zip(&zipped).unwrap()).0, plan, "zip");
    let file = planfile::write(&plan);
    let (from_file, head) = planfile::read(file.as_bytes()).unwrap();
    assert_eq!((from_file, head.version), (plan, 2), "plan file");
}

#[test]
fn the_sample_fills_every_column_of_the_package() {
    let (plan, _) = read(&files());
    let sheets = package::write_sheets(&plan);
    // The columns that repeat for each year; their heads end with one.
    let years = ["", "target_", "actual_", "forecast_", "rate_", "cumulative_"];
    let mut blank: BTreeSet<String> = BTreeSet::new();
    for spec in TABLES {
        let sheet = sheets.iter().find(|sheet| sheet.name == spec.sheet).unwrap();
        for column in spec.columns {
            let is_of = |head: &str| {
                head == column.head || years.contains(&column.key) && head.starts_with(column.head)
            };
            let heads = sheet.rows[0].iter().enumerate().filter(|(_, head)| is_of(head));
            let is_filled =
                heads.into_iter().any(|(at, _)| sheet.rows[1..].iter().any(|row| !row[at].trim().is_empty()));
            if !is_filled {
                blank.insert(format!("{} {}", spec.sheet, column.head));
            }
        }
    }
    assert_eq!(blank, BTreeSet::new());
}

/// The sheet 年次計画 of a package, without the other columns.
fn schedule(text: &str) -> (Plan, Vec<Problem>) {
    let files = [
        ("plan.csv", "項目,値\n計画ID,machi\n計画名,計画\n開始年度,R5\n終了年度,R6\n"),
        ("outline.csv", "体系ID,名称\n1,上\n"),
        ("items.csv", "取組ID,体系ID,名称\na,1,取組\n"),
        ("schedule.csv", text),
    ];
    package::read_files(files.iter().map(|(name, text)| (*name, text.as_bytes())))
}

#[test]
fn year_columns_with_parts_and_lines_are_written_back_as_they_came() {
    for (text, actions) in [
        (
            "取組ID,記号,欄,取組内容,R5上半期,R5下半期,R6,読み取り,注記\na,①,計画,する,検討,→,実施,printed,\na,①,実績,する,検討,,,printed,\n",
            2,
        ),
        (
            "取組ID,記号,取組内容,R5.4月,R5.10月,R6第1四半期,R6,読み取り,注記\na,①,する,検討,→,実施,→,printed,\n",
            1,
        ),
        (
            "取組ID,記号,取組内容,R5計画,R5実績,R6計画,R6実績,読み取り,注記\na,①,する,検討,済,実施,,printed,\na,②,見直す,調査,,,,printed,\n",
            3,
        ),
    ] {
        let (plan, problems) = schedule(text);
        assert!(problems.is_empty(), "{text}: {problems:?}");
        assert_eq!(plan.items[0].actions.len(), actions, "{text}");
        let files = package::write_files(&plan);
        let (_, written) = files.iter().find(|(name, _)| name == "schedule.csv").unwrap();
        let written = String::from_utf8(written.clone()).unwrap();
        assert_eq!(written.trim_start_matches('\u{feff}').replace("\r\n", "\n"), text);
        assert_eq!(read(&files).0, plan, "{text}");
        assert_eq!(planfile::read(planfile::write(&plan).as_bytes()).unwrap().0, plan, "{text}");
    }
}

#[test]
fn a_head_in_two_levels_is_one_word_above_its_columns() {
    let (plan, _) = read(&files());
    let prepared = Prepared::new(plan);
    let state = ViewState { view: "overview".parse().unwrap(), ..ViewState::default() };
    let options = FragmentOptions { state, ..FragmentOptions::default() };
    let page = view::fragment(&prepared, "", &JA, &options).into_string();
    let sheet = view::print_sheet(&prepared, &JA, &ViewState::default());
    for page in [page, sheet] {
        let heads = page.split("<thead").skip(1).map(|rest| rest.split("</thead>").next().unwrap());
        let head = heads.into_iter().find(|head| head.contains("見通し")).unwrap();
        let text = |cell: &str| cell.split_once('>').unwrap().1.split('<').next().unwrap().to_owned();
        let cells = |row: &str| row.split("<th ").skip(1).map(text).collect::<Vec<_>>().join(" ");
        let rows: Vec<String> = head.split("<tr").skip(1).map(cells).collect();
        assert_eq!(rows, ["区分 見通し 決算", "R5 R6 R7 R5 R6 R7"]);
        assert_eq!(head.matches(r#"scope="colgroup" role="columnheader" colspan="3""#).count(), 2);
        assert_eq!(head.matches(r#"rowspan="2""#).count(), 1);
    }
}
