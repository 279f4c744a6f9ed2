//! A written workbook or zip is read again as the same plan, for both cities and for a plan with every text that a
//! spreadsheet likes to change.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use machi_plan::export::{self, OutFile};
use machi_plan::package::{self, Problem, Severity};
use machi_plan::plan::*;

/// The plan of a city. It has no errors.
fn city(name: &str) -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
    let files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    let (plan, problems) = package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])));
    assert!(!package::has_errors(&problems));
    plan
}

/// Cells that a spreadsheet would take for a date, a number, a formula, an error or an escape.
fn nasty() -> Plan {
    let cells = [
        "1-1",
        "007",
        "=HYPERLINK(\"http://example.com\")",
        "'=1+1",
        "+81",
        "@x",
        "-",
        "—",
        "0",
        "98.0%未満",
        "1/2",
        "2026-04-01",
        "１２",
        "#N/A",
        "TRUE",
        "_x0041_",
        "a\nb",
        " 端の空白 ",
        "<b>&amp;</b>",
        "\"",
        "1e5",
        "𠮷野家",
    ];
    let item = |(at, cell): (usize, &&str)| Item {
        id: (at + 1).to_string(),
        outline_id: "1-1".into(),
        name: (*cell).into(),
        purpose: (*cell).into(),
        indicators: vec![Indicator {
            id: format!("{}.1", at + 1),
            name: (*cell).into(),
            targets: vec![YearCell { year: FiscalYear(2023), printed: (*cell).into() }],
            ..Indicator::default()
        }],
        ..Item::default()
    };
    let table = DocumentTable {
        id: "a".repeat(29),
        head: cells.map(str::to_owned).to_vec(),
        rows: vec![cells.map(str::to_owned).to_vec()],
        ..DocumentTable::default()
    };
    Plan {
        about: About {
            id: "nasty".into(),
            title: "=1+1".into(),
            first_year: FiscalYear(2023),
            last_year: FiscalYear(2024),
            ..About::default()
        },
        outline: vec![OutlineRow { id: "1-1".into(), name: "上".into(), ..OutlineRow::default() }],
        items: cells.iter().enumerate().map(item).collect(),
        tables: vec![table],
        ..Plan::default()
    }
}

fn plans() -> [Plan; 3] {
    [city("okayama"), city("yamaguchi"), nasty()]
}

fn listed(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

/// Reads one file. It must give no further problem than the plan's own folder.
fn read(name: &str, bytes: &[u8], plan: &Plan) -> (Plan, Vec<Problem>) {
    let files = package::write_files(plan);
    let (_, expected) = package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])));
    let (again, problems) = package::read_file(name, bytes);
    let known = listed(&expected);
    let new: Vec<&Problem> =
        problems.iter().filter(|problem| !known.contains(&problem.to_string())).collect();
    (again, new.into_iter().cloned().collect())
}

#[test]
fn a_workbook_is_read_as_the_plan_that_was_written() {
    for plan in plans() {
        let bytes = package::write_workbook(&plan).unwrap();
        assert_eq!(bytes, package::write_workbook(&plan).unwrap(), "the same plan gives the same bytes");
        let (again, new) = read("計画.xlsx", &bytes, &plan);
        assert!(new.is_empty(), "{}", listed(&new));
        assert_eq!(again, plan);
    }
}

/// The text of a part of a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn every_cell_of_a_workbook_is_text_for_a_person_and_for_the_program() {
    let bytes = package::write_workbook(&nasty()).unwrap();
    let styles = part(&bytes, "xl/styles.xml");
    let formats = styles.split_once("<cellXfs").unwrap().1.split_once("</cellXfs>").unwrap().0;
    let formats: Vec<&str> = formats.split("<xf ").skip(1).collect();
    // 49 is `@`.
    let is_text = |at: &str| formats[at.parse::<usize>().unwrap()].contains("numFmtId=\"49\"");
    for sheet in 1..=5 {
        let xml = part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(
            !xml.contains("<f>")
                && xml.contains("state=\"frozen\"")
                && xml.contains("orientation=\"landscape\"")
        );
        let cells: Vec<&str> = xml.split("<c ").skip(1).collect();
        assert!(!cells.is_empty());
        for cell in cells {
            let style = cell.split_once("s=\"").unwrap().1.split_once('"').unwrap().0;
            assert!(is_text(style), "{cell}");
            assert!(!cell.contains("<v>") || cell.contains("t=\"s\""), "{cell}");
        }
        for column in xml.split("<col ").skip(1) {
            assert!(is_text(column.split_once("style=\"").unwrap().1.split_once('"').unwrap().0), "{column}");
        }
    }
    assert!(part(&bytes, "docProps/core.xml").contains("2000-01-01T00:00:00Z"));
}

#[test]
fn a_zip_of_the_files_is_read_as_the_plan_that_was_written() {
    for plan in plans() {
        let files: Vec<OutFile> =
            package::write_files(&plan).into_iter().map(|(name, bytes)| OutFile { name, bytes }).collect();
        let (again, new) = read("計画.zip", &export::zip(&files).unwrap(), &plan);
        assert!(new.is_empty(), "{}", listed(&new));
        assert_eq!(again, plan);
    }
}

#[test]
fn next_years_workbook_unfilled_is_the_same_plan_but_for_its_year() {
    for mut plan in plans() {
        let due = package::next_results_year(&plan);
        let bytes = package::write_next_year(&plan).unwrap();
        let (again, new) = read("来年度.xlsx", &bytes, &plan);
        plan.about.results_year = Some(due);
        assert_eq!(again, plan);
        let new: Vec<(&str, Severity)> = new.iter().map(|p| (p.code.name, p.severity())).collect();
        assert_eq!(new, [("results-not-filled", Severity::Note)]);
    }
}

#[test]
fn the_template_is_a_plan_without_problems_in_both_forms() {
    let (plan, problems) = package::read_file("template.xlsx", &package::template());
    assert!(problems.iter().all(|one| one.severity() == Severity::Note), "{}", listed(&problems));
    // Rows of みほん市 as they are.
    let sample = city("sample");
    assert_eq!(plan.items.iter().map(|item| item.id.as_str()).collect::<Vec<_>>(), ["1-1-1", "1-2-2"]);
    assert!(plan.items.iter().all(|item| sample.items.contains(item)));
    assert_eq!((&plan.about, &plan.tables), (&sample.about, &sample.tables));
    let rows = (plan.outline.len(), plan.departments.len(), plan.corrections.len(), plan.changes.len());
    assert_eq!(rows, (3, 4, 2, 1));
    let files = package::template_files();
    let read = package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])));
    assert_eq!((read.0, read.1.len()), (plan, problems.len()));
    assert!(files.iter().any(|(name, _)| name == "guide.csv"));
}

#[test]
fn a_cell_that_a_spreadsheet_cannot_hold_stops_the_workbook_and_says_where() {
    let mut plan = nasty();
    plan.items[1].content = "長".repeat(32_768);
    for written in [package::write_workbook(&plan), package::write_next_year(&plan)] {
        let problems = written.unwrap_err();
        let said: Vec<String> = problems.iter().map(|problem| problem.to_string()).collect();
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with("エラー 取組!G3（内容）: このセルは32768文字あり"), "{}", said[0]);
    }
}

#[test]
fn problems_for_programs_have_every_key_every_time() {
    let (_, problems) = package::read_files([
        ("計画.csv", "項目,値\n計画ID,machi\n計画名,計画\n開始年度,R5\n終了年度,R7\n".as_bytes()),
        ("体系.csv", "体系ID,名称\n1,上\n".as_bytes()),
        ("取組.csv", "取組ID,体系ID,名称\n1,\"9\n\"\"\",名前\n".as_bytes()),
        ("表.md", b"x"),
    ]);
    let list: serde_json::Value = serde_json::from_str(&package::problems_json(&problems)).unwrap();
    let list = list.as_array().unwrap();
    assert_eq!(list.len(), problems.len());
    let keys = [
        "cell", "code", "column", "expected", "found", "head", "hint", "message", "row", "rule", "severity",
        "sheet",
    ];
    for object in list {
        assert_eq!(object.as_object().unwrap().keys().collect::<Vec<_>>(), keys);
    }
    let problem = list.iter().find(|problem| problem["code"] == "unknown-outline").unwrap();
    assert_eq!(
        (&problem["cell"], &problem["row"], &problem["severity"]),
        (&"B2".into(), &2.into(), &"error".into())
    );
    assert_eq!(problem["found"], "9\n\"");
}

/// The workbook as LibreOffice writes it again: no note has an author.
fn without_authors(book: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut into = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut notes = 0;
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        if name.contains("comments") {
            let text = String::from_utf8(bytes).unwrap();
            notes += text.matches("<comment ").count();
            bytes = text.replace("<author>machi-plan</author>", "<author> </author>").into_bytes();
        }
        into.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        into.write_all(&bytes).unwrap();
    }
    assert!(notes > 0);
    into.finish().unwrap().into_inner()
}

#[test]
fn our_notes_are_no_comments_when_another_program_has_dropped_their_author() {
    let sample = city("sample");
    for book in [package::template(), package::write_next_year(&sample).unwrap()] {
        let (_, problems) = package::read_file("計画.xlsx", &without_authors(&book));
        let comments: Vec<_> = problems.iter().filter(|problem| problem.code.name == "comment").collect();
        assert!(comments.is_empty(), "{comments:?}");
    }
    // What somebody wrote is named, also where it begins as one of ours.
    let mut book = rust_xlsxwriter::Workbook::new();
    for sheet in package::write_sheets(&sample) {
        let page = book.add_worksheet();
        page.set_name(&sheet.name).unwrap();
        for (row, cells) in sheet.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                page.write_string(row as u32, column as u16, cell).unwrap();
            }
        }
        if sheet.name == "計画" {
            let note =
                |text: &str| rust_xlsxwriter::Note::new(text).set_author("市民課").add_author_prefix(false);
            page.insert_note(2, 0, &note("計画の正式な名前。仮のもの")).unwrap();
            page.insert_note(3, 0, &note("計画の副題。")).unwrap();
        }
    }
    let (_, problems) = package::read_file("計画.xlsx", &book.save_to_buffer().unwrap());
    let comments = problems.iter().filter(|problem| problem.code.name == "comment");
    assert_eq!(comments.map(|problem| problem.address()).collect::<Vec<_>>(), ["計画!A3"]);
}
