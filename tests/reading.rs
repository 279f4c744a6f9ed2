//! Every example of `docs/reading.md` is read and gives the result on the page.

use std::fs;
use std::path::Path;

use machi_plan::package::{self, Problem};
use machi_plan::plan::{
    Entry, FiscalYear, Indicator, Plan, Reading, RowGrammar, YearCell, is_dash, read_row,
};

/// The rows of the table under a heading: their cells, without the head. `nth` counts the tables there.
fn rows(heading: &str, nth: usize) -> Vec<Vec<String>> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reading.md")).unwrap();
    let section = page.split("\n## ").find(|section| section.lines().next() == Some(heading));
    let section = section.unwrap_or_else(|| panic!("no heading {heading}"));
    let mut tables: Vec<Vec<Vec<String>>> = Vec::new();
    let mut is_table = false;
    for line in section.lines() {
        let Some(line) = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) else {
            is_table = false;
            continue;
        };
        if !is_table {
            tables.push(Vec::new());
        }
        is_table = true;
        tables.last_mut().unwrap().push(line.split('|').map(|cell| cell.trim().to_owned()).collect());
    }
    // The head and the line below it.
    tables[nth].drain(..2);
    assert!(!tables[nth].is_empty(), "{heading}");
    tables.swap_remove(nth)
}

fn said(cell: &str, readings: &[Reading]) -> String {
    if readings.is_empty() {
        return if is_dash(cell) { "値なし" } else { "言葉" }.to_owned();
    }
    let one = |of: &Reading| {
        format!("{} {} {} {}", of.comparator.sign(), of.value, of.unit, of.basis).trim().to_owned()
    };
    readings.iter().map(one).collect::<Vec<_>>().join("、")
}

#[test]
fn values_are_read_as_the_page_says() {
    for row in rows("値", 0) {
        let grammar = RowGrammar::new(&row[0]);
        assert_eq!(said(&row[1], &grammar.read(&row[1])), row[2], "{row:?}");
    }
}

#[test]
fn a_row_shares_its_unit_as_the_page_says() {
    for row in rows("行のセルに共通の単位", 0) {
        let grammar = RowGrammar::of_row("", [], row[0].split('、'));
        let unit = if grammar.unit().is_empty() { "なし" } else { grammar.unit() };
        assert_eq!(unit, row[1], "{row:?}");
    }
}

#[test]
fn numbers_in_brackets_are_read_as_the_page_says() {
    for row in rows("括弧だけの数", 0) {
        let indicator = Indicator { unit: "百万円".into(), note: row[0].clone(), ..Indicator::default() };
        assert_eq!(said(&row[1], &indicator.read(&row[1])), row[2], "{row:?}");
    }
}

/// A package whose tables hold these rows below their heads.
fn read(items: &str, indicators: &str) -> (Plan, Vec<Problem>) {
    let about = "項目,値\n計画ID,minato\n計画名,計画\n自治体名,みなと市\n開始年度,R6\n終了年度,R8\n";
    package::read_files([
        ("計画.csv", about.as_bytes()),
        ("体系.csv", "体系ID,名称\nA,方針\n".as_bytes()),
        ("取組.csv", format!("取組ID,体系ID,名称,担当部署\n{items}\n").as_bytes()),
        ("指標.csv", indicators.as_bytes()),
    ])
}

#[test]
fn the_doubtful_values_are_those_of_the_page() {
    for row in rows("疑わしい値", 0) {
        let cells = row[1].replace('、', ",");
        let indicators =
            format!("取組ID,指標ID,指標名,単位,目標R6,目標R7,目標R8\n1,1.1,指標,{},{cells}\n", row[0]);
        let (_, problems) = read("1,A,取組,", &indicators);
        let doubts: Vec<String> =
            problems.iter().map(|problem| format!("{}（{}）", problem.found, problem.code.name)).collect();
        let expect = if row[2] == "なし" { Vec::new() } else { vec![row[2].clone()] };
        assert_eq!(doubts, expect, "{row:?}");
    }
    // The page shows the whole message about the row that confirms one of them.
    let row = rows("疑わしい値", 1).swap_remove(0);
    assert_eq!((row[3].as_str(), row[4].as_str(), row[5].as_str()), ("0.92", "0.92", "確認済み"));
}

#[test]
fn years_and_heads_are_read_as_the_page_says() {
    for row in rows("年度", 0) {
        let year = FiscalYear::parse(&row[0]).map_or("読めない".to_owned(), |year| year.0.to_string());
        assert_eq!(year, row[1], "{row:?}");
    }
    for row in rows("年度", 1) {
        let indicators = format!("取組ID,指標ID,指標名,目標R8,{}\n1,1.1,指標,,5件\n", row[0]);
        let (plan, problems) = read("1,A,取組,", &indicators);
        let cell =
            |what: &str, cells: &[YearCell]| cells.first().map(|cell| format!("{what} {}", cell.year.0));
        let indicator = &plan.items[0].indicators[0];
        let found = cell("目標", &indicator.targets).or(cell("実績", &indicator.actuals));
        assert_eq!(found.as_deref().unwrap_or("読めない"), row[1], "{row:?}");
        // An unread value is an error, because it is lost.
        assert_eq!(package::has_errors(&problems), found.is_none(), "{row:?}");
    }
}

#[test]
fn departments_are_read_as_the_page_says() {
    for row in rows("担当部署", 0) {
        let (plan, problems) =
            read(&format!("1,A,取組,\"{}\"", row[0].replace('⏎', "\n")), "取組ID,指標ID,指標名,目標R6\n");
        let name = |one: &machi_plan::plan::Assignment| {
            format!("{}{}", if one.lead { "（主）" } else { "" }, one.department)
        };
        let names: Vec<String> = plan.items[0].departments.iter().map(name).collect();
        assert_eq!(names.join("、"), row[1], "{row:?}");
        let doubts: Vec<&str> =
            problems.iter().filter(|of| of.sheet == "取組").map(|problem| problem.code.name).collect();
        assert_eq!(doubts.join("、"), row[2], "{row:?}");
    }
}

#[test]
fn arrows_are_read_as_the_page_says() {
    for row in rows("年次計画の矢印", 0) {
        let cells: Vec<String> = row[0].split('｜').map(|cell| cell.replace('⏎', "\n")).collect();
        let one = |cell: &machi_plan::plan::ScheduleCell| {
            let entries = cell.entries.iter().zip(&cell.continues);
            let entry = |(entry, carried): (&Entry, &Vec<String>)| match entry {
                Entry::Text(text) => text.clone(),
                Entry::Arrow => format!("→{}", carried.join("+")),
            };
            entries.map(entry).collect::<Vec<_>>().join("⏎")
        };
        let read: Vec<String> = read_row(&cells).iter().map(one).collect();
        assert_eq!(read.join("｜"), row[1], "{row:?}");
    }
}
