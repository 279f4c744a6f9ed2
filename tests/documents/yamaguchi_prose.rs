//! 山口市, both ways: the cover, the contents, the prose and tables of chapters 1 to 3 and the package's 本文 and 表.

use crate::package::{Package, Table};
use crate::report::Report;
use crate::text::{circled, squash};
use crate::yamaguchi_sections::{Chapters, Section};

/// The heads of the table of contents are ours: the document prints none.
const CONTENTS_HEADS: [&str; 2] = ["見出し", "ページ"];

/// 表ID, 節ID, 単位 and 図 of every table, in printed order.
const TABLES: [[&str; 4]; 4] = [
    ["contents", "contents", "", "none"],
    ["early-status", "1-2-2", "項目", "stacked-bar"],
    ["early-indicators", "1-2-2-1", "", "none"],
    ["survey-ranking", "2-2-6", "", "rank"],
];

/// The examples of the early plan that print an indicator, in printed order.
const WITH_INDICATOR: [&str; 4] = ["early-1", "early-41", "early-37", "early-40"];

pub fn check(document: &Chapters, package: &Package, report: &mut Report) {
    let title = format!("{}({})", package.plan("計画名"), package.plan("副題"));
    let cover = [title.as_str(), package.plan("公表日"), package.plan("自治体名")].map(squash);
    report.cells += document.cover.len();
    report.equal("cover", document.cover.iter().map(|line| squash(line)).collect::<Vec<_>>(), cover.to_vec());
    report.equal("lines that no section holds", Vec::<String>::new(), document.leftover.clone());
    sections(&document.sections, package, report);
    let tables: Vec<Vec<&str>> = package
        .rows("表")
        .into_iter()
        .map(|row| ["表ID", "節ID", "単位", "図"].map(|column| row.get(column)).to_vec())
        .collect();
    report.equal("表: every table, in printed order", TABLES.map(|row| row.to_vec()).to_vec(), tables);
    let sheets: Vec<&str> = package.tables.keys().filter_map(|sheet| sheet.strip_prefix("表_")).collect();
    let mut ids = TABLES.map(|row| row[0]).to_vec();
    ids.sort_unstable();
    report.equal("表: a sheet for each table", ids, sheets);
    contents(document, package, report);
    same_table("early-status", &document.status, package, report);
    same_table("survey-ranking", &document.ranking, package, report);
    early_indicators(document, package, report);
    titles(document, package, report);
    let source = package.row("表", "表ID", "survey-ranking").map_or("", |row| row.get("注記"));
    report.cell("表 survey-ranking, 注記", &document.ranking_source, source);
    if let Some(table) = package.document_table("early-status") {
        shares(table, report);
    }
    if let Some(table) = package.document_table("survey-ranking") {
        ranks(table, report);
    }
    let prose = package.row("本文", "節ID", "1-1-2").map_or("", |row| row.get("本文"));
    let note = package.row("表", "表ID", "early-status").map_or("", |row| row.get("注記"));
    let doubtful = "51項目のうち91.1%";
    report.fact(prose.contains(doubtful) && note.contains(doubtful), || {
        format!("「{doubtful}」 is as printed in 1-1-2 and is noted beside the table of the same chapter")
    });
}

/// 本文 has exactly the sections of the document: ids, headings, and the text line by line.
fn sections(printed: &[Section], package: &Package, report: &mut Report) {
    let rows = package.rows("本文");
    let ids = |section: &Section| (section.id.clone(), section.parent.clone());
    report.equal(
        "本文: 節ID and 上位ID in printed order",
        printed.iter().map(ids).collect::<Vec<_>>(),
        rows.iter().map(|row| (row.get("節ID").to_string(), row.get("上位ID").to_string())).collect(),
    );
    let examples = printed.iter().filter(|section| section.heading.starts_with("推進項目")).count();
    report.equal("本文: examples of the early plan", 8, examples);
    for section in printed {
        let Some(row) = package.row("本文", "節ID", &section.id) else { continue };
        let address = format!("本文 {}", section.id);
        report.cell(&format!("{address}, 見出し"), &section.heading, row.get("見出し"));
        let lines: Vec<String> = row.get("本文").lines().map(squash).collect();
        report.cells += section.lines.len();
        report.equal(&format!("{address}, 本文"), section.lines.clone(), lines);
    }
}

fn contents(document: &Chapters, package: &Package, report: &mut Report) {
    let head = vec![CONTENTS_HEADS.map(String::from).to_vec()];
    same_table("contents", &[head, document.contents.clone()].concat(), package, report);
}

/// A table whose header and cells in the package are the printed ones.
fn same_table(id: &str, printed: &[Vec<String>], package: &Package, report: &mut Report) {
    let Some(table) = package.document_table(id) else { return };
    let found: Vec<Vec<String>> = std::iter::once(&table.columns)
        .chain(&table.rows)
        .map(|row| row.iter().map(|cell| squash(cell)).collect())
        .collect();
    report.cells += printed.iter().flatten().filter(|cell| !cell.is_empty()).count();
    report.equal(&format!("表_{id}: header and cells"), printed.to_vec(), found);
}

/// One table of the examples with an indicator: heading, then the cells under the document's own heads.
fn early_indicators(document: &Chapters, package: &Package, report: &mut Report) {
    let mut printed = Vec::new();
    let mut ids = Vec::new();
    for example in &document.examples {
        let heads = ["取組内容", "指標項目", "取組前(H28)", "取組後(R3)", "R4目標値"];
        report.equal(
            &format!("{}: heads", example.id),
            heads.map(String::from).to_vec(),
            example.heads.clone(),
        );
        if printed.is_empty() {
            printed.push([&["推進項目".to_string()], &example.heads[1.min(example.heads.len())..]].concat());
        }
        if !example.indicator.is_empty() {
            ids.push(example.id.as_str());
            printed.push([&[squash(&example.heading)], &example.indicator[..]].concat());
        }
    }
    report.equal("examples that print an indicator", WITH_INDICATOR.to_vec(), ids);
    same_table("early-indicators", &printed, package, report);
}

/// A title is the text printed above the table, or the heading of the table's section without its mark.
fn titles(document: &Chapters, package: &Package, report: &mut Report) {
    for row in package.rows("表") {
        let (id, title) = (row.get("表ID"), squash(row.get("表題")));
        let heading = document.sections.iter().find(|section| section.id == row.get("節ID"));
        let heading = heading.map(|section| squash(&section.heading)).unwrap_or_default();
        let printed = match id {
            "survey-ranking" => squash(&document.ranking_title),
            "early-status" => heading.trim_start_matches("(2)").to_string(),
            _ => heading,
        };
        report.cell(&format!("表 {id}, 表題"), &printed, &title);
    }
}

/// 「7 (63.6%)」: counts and shares of a row agree, and the total is the sum of the three rows above.
fn shares(table: &Table, report: &mut Report) {
    let mut counts: Vec<Vec<u32>> = Vec::new();
    for row in &table.rows {
        let cells: Vec<(u32, u32)> = row[1..].iter().filter_map(|cell| count_and_tenths(cell)).collect();
        report.equal(
            &format!("表_early-status {}: cells that are counts", row[0]),
            row.len() - 1,
            cells.len(),
        );
        let sum: u32 = cells.iter().map(|(count, _)| count).sum();
        for (count, tenths) in &cells {
            // Rounded half up to one decimal, as in the document.
            let share = (count * 2000 + sum) / (sum * 2).max(1);
            report.equal(&format!("表_early-status {}: {count} of {sum}", row[0]), share, *tenths);
        }
        counts.push(cells.into_iter().map(|(count, _)| count).collect());
    }
    let [first, second, third, total, _] = &counts[..] else {
        return report.fact(false, || format!("表_early-status has {} rows, not five", counts.len()));
    };
    let sums: Vec<u32> = first.iter().zip(second).zip(third).map(|((a, b), c)| a + b + c).collect();
    report.equal("表_early-status: the total against its three rows", sums, total.clone());
}

fn count_and_tenths(cell: &str) -> Option<(u32, u32)> {
    let (count, share) = cell.split_once(" (")?;
    Some((count.parse().ok()?, share.strip_suffix("%)")?.replace('.', "").parse().ok()?))
}

/// ① to ⑩ in every column, and no measure twice in one.
fn ranks(table: &Table, report: &mut Report) {
    report.equal("表_survey-ranking: columns and rows", (3, 10), (table.columns.len(), table.rows.len()));
    for (column, name) in table.columns.iter().enumerate() {
        let cells: Vec<&str> = table.rows.iter().map(|row| row[column].as_str()).collect();
        let marks: Vec<u32> = cells.iter().filter_map(|cell| circled(cell.chars().next()?)).collect();
        report.equal(&format!("表_survey-ranking {name}: marks"), (1..=10).collect::<Vec<_>>(), marks);
        let mut names: Vec<&str> = cells.iter().map(|cell| identity(cell)).collect();
        names.sort_unstable();
        names.dedup();
        report.equal(&format!("表_survey-ranking {name}: measures"), 10, names.len());
    }
}

/// Cells are the same measure if this text is equal: the text after the mark, without a bracket that begins with ※.
fn identity(cell: &str) -> &str {
    let name = cell.trim_start_matches(|c| circled(c).is_some());
    name.split("(※").next().unwrap_or(name)
}

#[test]
fn counts_and_ranks_are_read() {
    assert_eq!(count_and_tenths("7 (63.6%)"), Some((7, 636)));
    assert_eq!(count_and_tenths("0 (0.0%)"), Some((0, 0)));
    assert_eq!(count_and_tenths("7"), None);
    assert_eq!(identity("①地域防災機能の強化(※新規項目追加)"), "地域防災機能の強化");
}
