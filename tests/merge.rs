//! Filled forms and the plan: every kind of problem that merging reports, with file, sheet and cell; what is left of the
//! plan's own file; a folder of CSV files.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use machi_plan::package::{self, Asked, MERGE_CATALOGUE, Merged, Problem};
use machi_plan::plan::*;
use machi_plan::planfile;

#[path = "merge/arriving.rs"]
mod arriving;

/// Two departments share the first item; the second belongs to one of them.
fn plan() -> Plan {
    let about = About {
        id: "machi".into(),
        title: "試しの計画".into(),
        first_year: FiscalYear(2023),
        last_year: FiscalYear(2026),
        results_year: Some(FiscalYear(2023)),
        ..About::default()
    };
    let named = |name: &str| Assignment { department: name.into(), lead: false };
    let item = |id: &str, departments: &[&str]| Item {
        id: id.into(),
        outline_id: "1".into(),
        name: format!("取組{id}"),
        departments: departments.iter().map(|name| named(name)).collect(),
        results: vec![YearResult { year: FiscalYear(2023), text: "した".into(), ..YearResult::default() }],
        indicators: vec![Indicator {
            id: format!("{id}.1"),
            name: "数".into(),
            unit: "件".into(),
            actuals: vec![YearCell { year: FiscalYear(2023), printed: "1件".into() }],
            ..Indicator::default()
        }],
        ..Item::default()
    };
    let department = |name: &str| Department { name: name.into(), ..Department::default() };
    Plan {
        about,
        outline: vec![OutlineRow { id: "1".into(), name: "上".into(), ..OutlineRow::default() }],
        items: vec![item("1-1", &["甲課", "乙課"]), item("1-2", &["甲課"])],
        departments: vec![department("甲課"), department("乙課")],
        ..Plan::default()
    }
}

/// A cell to write: sheet, row, column, text.
type Written<'a> = (&'a str, usize, usize, &'a str);

/// The form of a department as a workbook with these cells.
fn form(at: usize, written: &[Written]) -> (String, Vec<u8>) {
    form_of(&plan(), at, written)
}

fn form_of(plan: &Plan, at: usize, written: &[Written]) -> (String, Vec<u8>) {
    filled(package::write_forms(plan).unwrap().remove(at), written)
}

fn filled((name, bytes): (String, Vec<u8>), written: &[Written]) -> (String, Vec<u8>) {
    let (sheets, _) = package::sheets_of_file(&name, &bytes);
    let mut book = rust_xlsxwriter::Workbook::new();
    for sheet in &sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name).unwrap();
        for (row, cells) in sheet.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                page.write_string(row as u32, column as u16, cell).unwrap();
            }
        }
        for (_, row, column, text) in written.iter().filter(|(of, ..)| *of == sheet.name) {
            page.write_string(*row as u32, *column as u16, *text).unwrap();
        }
    }
    (name, book.save_to_buffer().unwrap())
}

fn merge(plan: &[(&str, &[u8])], forms: &[(String, Vec<u8>)]) -> Merged {
    let sent: Vec<(&str, &[u8])> =
        forms.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    package::merge(plan, &sent)
}

fn listed(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|problem| format!("{} {}", problem.address_and_head(), problem.code.name)).collect()
}

#[test]
fn each_problem_names_file_sheet_and_cell() {
    let mut seen = BTreeSet::new();
    let workbook = package::write_workbook(&plan()).unwrap();
    let mut check = |forms: &[(String, Vec<u8>)], expect: &[&str]| {
        let merged = merge(&[("plan.xlsx", &workbook)], forms);
        seen.extend(merged.problems.iter().map(|problem| problem.code.name));
        assert_eq!(listed(&merged.problems), expect);
        merged
    };
    // The sheet 実績: 取組ID, 取組の名称, 年度, 実績, 状況, 理由.
    let both = [
        ("実績", 2, 3, "進めました。"),
        ("実績", 4, 3, "終えました。"),
        ("指標", 1, 8, "5件"),
        ("指標", 2, 8, "5件"),
    ];
    let own = [("実績", 2, 3, "進めました。"), ("指標", 1, 8, "5件")];
    // Equal answers are no conflict.
    let merged = check(&[form(0, &both), form(1, &own)], &[]);
    assert_eq!((merged.taken, merged.files.len()), (4, 1));
    let merged = check(
        &[form(0, &both), form(1, &[("実績", 2, 3, "やめました。"), ("指標", 1, 8, "5件")])],
        &["01_甲課.xlsx 実績!D3（実績） merge-conflict"],
    );
    assert!(merged.files.is_empty(), "nothing is written");
    assert_eq!(
        merged.problems[0].message(),
        "「進めました。」と書かれていますが、同じ欄に「やめました。」（02_乙課.xlsx 実績!D3）とも書かれています。"
    );
    let merged = check(&[form(0, &both)], &["乙課 merge-no-answer"]);
    assert_eq!(merged.files.len(), 1, "what has come can be merged");
    check(
        &[
            form(
                0,
                &[&both[..], &[("実績", 1, 3, "していない"), ("実績", 7, 0, "1-9"), ("実績", 2, 9, "欄外")]]
                    .concat(),
            ),
            form(1, &[("実績", 2, 2, "R5")]),
        ],
        &[
            "01_甲課.xlsx 実績!D2（実績） merge-changed",
            "01_甲課.xlsx 実績!A8 merge-added",
            "01_甲課.xlsx 実績!J3 merge-added",
            "02_乙課.xlsx 実績 merge-gone",
            "02_乙課.xlsx 実績!A3 merge-added",
            "乙課 merge-no-answer",
        ],
    );
    check(
        &[form(0, &both[..1]), form(1, &[("記入のしかた", 4, 1, "R9")])],
        &[
            "02_乙課.xlsx merge-not-a-form",
            "乙課 merge-no-answer",
            "01_甲課.xlsx 実績 merge-blank",
            "01_甲課.xlsx 指標 merge-blank",
        ],
    );
    // The plan itself among the forms.
    check(
        &[form(0, &both), form(1, &own), ("計画.xlsx".to_owned(), workbook.clone())],
        &["計画.xlsx merge-plan-itself"],
    );
    check(
        &[form(0, &both), form(1, &own), ("回答.pdf".to_owned(), b"%PDF-1.7".to_vec())],
        &["回答.pdf merge-unreadable"],
    );
    // A value that the plan cannot have is named where it was written.
    let wrong = [("指標", 1, 8, "5人"), ("指標", 2, 8, "5件"), both[0], both[1]];
    check(&[form(0, &wrong), form(1, &own[..1])], &["01_甲課.xlsx 指標!I2（実績R6） unit-mismatch"]);

    let mut merged = check(&[form(0, &both), form(1, &own)], &[]);
    merged.add_beside(&["写真.jpg".to_owned(), "Thumbs.db".to_owned(), "sub/".to_owned()]);
    assert_eq!(listed(&merged.problems), ["写真.jpg merge-not-read", "sub/ merge-not-read"]);
    seen.insert("merge-not-read");

    seen.extend(refused_by_the_plan(&both, &own));
    let all: BTreeSet<&str> = MERGE_CATALOGUE.iter().map(|code| code.name).collect();
    assert_eq!(all.difference(&seen).collect::<Vec<_>>(), Vec::<&&str>::new(), "kinds without a case");
}

/// The kinds of problems where the plan says something else already, has no sheet for it, or a formula in the cell.
fn refused_by_the_plan(both: &[Written], own: &[Written]) -> BTreeSet<&'static str> {
    let workbook = package::write_workbook(&plan()).unwrap();
    let mut seen = BTreeSet::new();
    let said = |plan: Plan| package::write_workbook(&plan).unwrap();
    let mut later = plan();
    later.items[1].results.push(YearResult {
        year: FiscalYear(2024),
        text: "別".into(),
        ..YearResult::default()
    });
    let mut none = plan();
    none.items.iter_mut().for_each(|item| item.results.clear());
    let formula = with_formula(&workbook);
    for (workbook, expect) in [
        (said(later), "01_甲課.xlsx 実績!D5（実績） merge-filled".to_owned()),
        (said(none.clone()), "01_甲課.xlsx 実績!D3（実績） merge-no-place".to_owned()),
        (formula, format!("指標!{} merge-formula", due())),
    ] {
        let merged = merge(&[("plan.xlsx", &workbook)], &[form(0, both), form(1, own)]);
        seen.extend(merged.problems.iter().map(|problem| problem.code.name));
        assert!(merged.files.is_empty());
        assert!(listed(&merged.problems).contains(&expect), "{expect}: {:?}", listed(&merged.problems));
    }
    // One message for the sheet, which says what to add. With that, the forms are taken.
    let merged = merge(&[("plan.xlsx", &said(none.clone()))], &[form(0, both), form(1, own)]);
    let place = merged.problems.iter().filter(|problem| problem.code.name == "merge-no-place");
    let place: Vec<String> = place.map(|problem| problem.message()).collect();
    assert_eq!(
        place,
        ["「進めました。」を書くシート「実績」（A1に「取組ID」、B1に「年度」）が、計画にありません。"]
    );
    let mut files = package::write_files(&none);
    files.push(("実績.csv".to_owned(), "取組ID,年度\n".as_bytes().to_vec()));
    let into: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let first = [("実績", 1, 3, "進めました。"), ("実績", 2, 3, "終えました。"), both[2], both[3]];
    let merged = merge(&into, &[form_of(&none, 0, &first), form_of(&none, 1, &[first[0], own[1]])]);
    assert_eq!((listed(&merged.problems), merged.taken), (Vec::new(), 4));
    assert_eq!(merged.plan.items[0].results[0].text, "進めました。");
    seen
}

/// The address of the first cell that is due in 指標 of the plan.
fn due() -> String {
    let sheet = package::write_sheets(&plan()).into_iter().find(|sheet| sheet.name == "指標").unwrap();
    let column = sheet.rows[0].iter().position(|head| head == "実績R6").unwrap();
    package::CellAddress { row: 1, column }.to_string()
}

/// The workbook with a formula in the first cell that is due in 指標.
fn with_formula(workbook: &[u8]) -> Vec<u8> {
    let open = format!("<c r=\"{}\" s=\"", due());
    let with = changed(workbook, |xml| match xml.split_once(&open) {
        Some((before, after)) => {
            let (style, after) = after.split_once("\"/>").unwrap();
            format!("{before}{open}{style}\" t=\"str\"><f>\"\"</f><v></v></c>{after}")
        }
        _ => xml.to_owned(),
    });
    assert!(with != changed(workbook, str::to_owned), "no formula was written");
    with
}

/// The workbook with the XML of its sheets changed.
fn changed(workbook: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut into = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut entry = from.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        if name.starts_with("xl/worksheets/sheet") {
            content = change(std::str::from_utf8(&content).unwrap()).into_bytes();
        }
        into.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        into.write_all(&content).unwrap();
    }
    into.finish().unwrap().into_inner()
}

#[test]
fn a_folder_of_tables_gets_the_tables_that_changed() {
    let files = package::write_files(&plan());
    let into: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let merged = merge(&into, &[form(0, &[("実績", 2, 3, "進めました。")])]);
    let names: Vec<&str> = merged.files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["plan.csv", "results.csv"], "{:?}", listed(&merged.problems));
    let text = String::from_utf8(merged.files[1].1.clone()).unwrap();
    let before =
        String::from_utf8(files.iter().find(|(name, _)| name == "results.csv").unwrap().1.clone()).unwrap();
    // As many cells as the head has: a short row would be taken for one that has lost a comma.
    assert_eq!(text, before + "1-1,R6,進めました。,,\r\n");
}

#[test]
fn a_form_may_be_sorted_and_have_its_columns_moved() {
    let (name, bytes) = form(0, &[("実績", 2, 3, "進めました。"), ("実績", 4, 3, "終えました。")]);
    let (mut sheets, _) = package::sheets_of_file(&name, &bytes);
    for sheet in sheets.iter_mut().filter(|sheet| sheet.name == "実績") {
        sheet.rows[1..].reverse();
        let width = sheet.rows[0].len();
        sheet.rows.iter_mut().for_each(|row| {
            row.resize(width, String::new());
            row.reverse();
        });
    }
    let mut book = rust_xlsxwriter::Workbook::new();
    for sheet in &sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name).unwrap();
        for (row, cells) in sheet.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                page.write_string(row as u32, column as u16, cell).unwrap();
            }
        }
    }
    let workbook = package::write_workbook(&plan()).unwrap();
    let merged = merge(&[("plan.xlsx", &workbook)], &[(name, book.save_to_buffer().unwrap())]);
    assert_eq!(merged.taken, 2, "{:?}", listed(&merged.problems));
    let texts: Vec<&str> = merged.plan.items.iter().map(|item| item.results[1].text.as_str()).collect();
    assert_eq!(texts, ["進めました。", "終えました。"]);
}
