//! 岡山市, document → package: the index and every line of the twelve tables, cell by cell.

use crate::okayama_document::{Document, Path, TableRow, YEARS};
use crate::package::{Package, Row};
use crate::report::Report;
use crate::text::{Department, Heading, departments, squash, unquoted};

pub fn check(document: &Document, package: &Package, report: &mut Report) {
    sums(document, package, report);
    report.cell("title", &document.title, package.plan("計画名"));
    report.equal("cells that no check reads", Vec::<String>::new(), document.leftover.clone());
    for heading in &document.sections {
        outline_heading(&heading.id(), heading, "heading of the tables", package, report);
    }
    index(document, package, report);
    for row in &document.rows {
        table_row(row, package, report);
    }
    outline_ids(document, package, report);
    let mut ids = package.ids("指標", "指標ID");
    ids.sort();
    let all = ids.len();
    ids.dedup();
    report.equal("指標: ids that stand once", all, ids.len());
    for row in package.rows("指標") {
        indicator(row, document, package, report);
    }
    let mut named: Vec<String> = Vec::new();
    for row in &document.index {
        named.extend(departments(&row.departments).into_iter().map(|department| department.name));
    }
    named.sort();
    named.dedup();
    let mut listed = package.ids("部署", "名称");
    listed.sort();
    report.equal("部署: every department of the index, once", named, listed);
}

fn sums(document: &Document, package: &Package, report: &mut Report) {
    let mut items: Vec<String> = document.rows.iter().map(|row| row.path.id(3)).collect();
    items.dedup();
    let index: Vec<String> = document.index.iter().map(|row| row.path.id(3)).collect();
    report.equal("the index against the tables, 項目 in printed order", index, items.clone());
    report.equal("sections above the tables", 5, document.sections.len());
    report.equal("tables", 12, document.tables);
    report.equal("項目 in the index", 33, document.index.len());
    report.equal("取組 in the tables", 43, document.rows.len());
    report.equal("schedule cells", 215, package.rows("年次計画").len() * YEARS.len());
    report.equal(
        "results",
        43,
        package.rows("実績").iter().filter(|row| !row.get("実績").is_empty()).count(),
    );
    let ids: Vec<String> = document.rows.iter().map(TableRow::id).collect();
    for sheet in ["取組", "年次計画", "実績"] {
        report.equal(
            &format!("{sheet}: one row a 取組, in printed order"),
            ids.clone(),
            package.ids(sheet, "取組ID"),
        );
    }
}

/// Compares a heading with the row of 体系. The index may print it differently; then 注記 contains the form of the index.
fn outline_heading(id: &str, printed: &Heading, source: &str, package: &Package, report: &mut Report) {
    let address = format!("体系 {id}, {source}");
    let Some(row) = package.row("体系", "体系ID", id) else {
        return report.fact(false, || format!("{address}: no such row"));
    };
    report.cell(&format!("{address}, 記号"), &printed.mark, row.get("記号"));
    let note = unquoted(row.get("注記"));
    let narrow = |text: &str| squash(text).replace('（', "(").replace('）', ")");
    if source == "index" && narrow(&printed.name) == narrow(row.get("名称")) {
        // Brackets of another width do not make another name.
        report.cells += 1;
    } else if source == "index" {
        report.cells += 1;
        report.fact(note.contains(&unquoted(&printed.name)), || {
            let (name, note) = (row.get("名称"), row.get("注記"));
            format!("{address}: 「{}」 is neither 名称 「{name}」 nor in 注記 「{note}」", printed.name)
        });
    } else {
        report.cell(&format!("{address}, 名称"), &printed.name, row.get("名称"));
    }
}

fn path_headings(path: &Path, source: &str, package: &Package, report: &mut Report) {
    for (depth, heading) in path.levels.iter().enumerate() {
        outline_heading(&path.id(depth + 1), heading, source, package, report);
    }
}

fn index(document: &Document, package: &Package, report: &mut Report) {
    for row in &document.index {
        path_headings(&row.path, "index", package, report);
        let id = row.path.id(3);
        let Some(outline) = package.row("体系", "体系ID", &id) else { continue };
        let printed = departments(&row.departments);
        report.cells += printed.len();
        report.equal(&format!("体系 {id}, 担当部署"), printed, departments(outline.get("担当部署")));
        report.cell(&format!("体系 {id}, ページ"), &row.page, outline.get("ページ"));
    }
}

/// 体系 has exactly the levels of the index, each below its parent.
fn outline_ids(document: &Document, package: &Package, report: &mut Report) {
    let mut expected: Vec<(String, String)> = Vec::new();
    for row in &document.index {
        for depth in 1..=3 {
            let pair = (row.path.id(depth), row.path.id(depth - 1));
            if !expected.contains(&pair) {
                expected.push(pair);
            }
        }
    }
    let rows = package.rows("体系");
    let found =
        rows.iter().map(|row| (row.get("体系ID").to_string(), row.get("上位ID").to_string())).collect();
    report.equal("体系: 体系ID and 上位ID in printed order", expected, found);
    for row in rows {
        // The index prints departments and pages for each 項目; a higher level has none.
        let higher = row.get("体系ID").matches('-').count() < 2;
        let own = [row.get("説明"), row.get("担当部署"), row.get("ページ")];
        let own = if higher { &own[..] } else { &own[..1] };
        report.fact(own.iter().all(|cell| cell.is_empty()), || {
            format!("{}: a cell that the document does not have", row.address())
        });
    }
}

fn table_row(row: &TableRow, package: &Package, report: &mut Report) {
    let id = row.id();
    path_headings(&row.path, "table", package, report);
    let Some(item) = package.row("取組", "取組ID", &id) else {
        return report.fact(false, || format!("取組 {id}: no such row"));
    };
    let heading = row.measure.as_ref().unwrap_or(&row.path.levels[2]);
    report.cell(&format!("取組 {id}, 記号"), &heading.mark, item.get("記号"));
    report.cell(&format!("取組 {id}, 名称"), &heading.name, item.get("名称"));
    report.cell(&format!("取組 {id}, 内容"), &row.summary, item.get("内容"));
    report.equal(&format!("取組 {id}, 体系ID"), row.path.id(3).as_str(), item.get("体系ID"));
    for column in ["担当部署", "目的", "ページ", "再掲元"] {
        report.equal(&format!("取組 {id}, {column}"), "", item.get(column));
    }
    for schedule in package.rows_of("年次計画", "取組ID", &id) {
        for (year, printed) in YEARS.iter().zip(&row.years) {
            let cell: Vec<String> = schedule.get(year).lines().map(squash).collect();
            report.cells += usize::from(!printed.is_empty());
            report.equal(&format!("年次計画 {id}, {year}"), printed.clone(), cell);
        }
        report.equal(&format!("年次計画 {id}, 記号"), "", schedule.get("記号"));
        report.equal(&format!("年次計画 {id}, 取組内容"), "", schedule.get("取組内容"));
        report.equal(&format!("年次計画 {id}, 読み取り"), "printed", schedule.get("読み取り"));
    }
    for result in package.rows_of("実績", "取組ID", &id) {
        report.equal(&format!("実績 {id}, 年度"), "R6", result.get("年度"));
        report.cell(&format!("実績 {id}, 実績"), &row.result, result.get("実績"));
        for column in ["状況", "理由"] {
            report.equal(&format!("実績 {id}, {column}"), "", result.get(column));
        }
    }
}

/// We name the indicators, with words of their own row. The result text contains their values, in the order of the
/// years.
fn indicator(indicator: Row<'_>, document: &Document, package: &Package, report: &mut Report) {
    let id = indicator.get("取組ID");
    let address = indicator.address();
    let Some(row) = document.rows.iter().find(|row| row.id() == id) else {
        return report.fact(false, || format!("{address}: no such 取組 in the document"));
    };
    report.fact(indicator.get("指標ID").starts_with(&format!("{id}.")), || format!("{address}: 指標ID"));
    for part in indicator.get("指標名").split_whitespace() {
        report.string(&format!("{address}, 指標名"), part, &row.text);
    }
    for column in ["基準年度", "基準値", "参考名", "参考値", "再掲元"] {
        report.equal(&format!("{address}, {column}"), "", indicator.get(column));
    }
    report.equal(&format!("{address}, 読み取り"), "printed", indicator.get("読み取り"));
    let result = squash(&row.result);
    let mut rest = result.as_str();
    for year in YEARS {
        report.equal(&format!("{address}, 目標{year}"), "", indicator.get(&format!("目標{year}")));
        let value = indicator.get(&format!("実績{year}"));
        if value.is_empty() {
            continue;
        }
        let address = format!("{address}, 実績{year} 「{value}」");
        match after_value(rest, &squash(value)) {
            Some(after) => rest = after,
            None => {
                report.failures.push(format!("{address}: not in the result text, after the years before it"))
            }
        }
        // Results belong to the document's own year. For another year, the text must name it beside the value.
        let own = year == package.plan("実績年度");
        report.fact(own || result.contains(year), || {
            format!("{address}: the result text does not speak of {year}")
        });
    }
}

/// The text after a value, where the value is not part of another: 「9,870件」 is not in 「19,870件」, and 「15」 is not in
/// 「15件」.
fn after_value<'a>(text: &'a str, value: &str) -> Option<&'a str> {
    text.match_indices(value).find_map(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + value.len()..]);
        let begun = value.starts_with(|c: char| c.is_ascii_digit())
            && before.ends_with(|c: char| c.is_ascii_digit() || ".,約べ月年日".contains(c));
        let open = match value.chars().last()? {
            last if last.is_ascii_digit() => {
                after.starts_with(|c: char| c.is_alphanumeric() || "%.,".contains(c))
            }
            last if "千万億".contains(last) => after.starts_with(['円', '人', '件', '枚']),
            _ => false,
        };
        (!begun && !open).then_some(after)
    })
}

#[test]
fn values_stand_whole() {
    assert_eq!(after_value("応答件数:19,870件", "19,870件"), Some(""));
    assert_eq!(after_value("応答件数:19,870件", "9,870件"), None);
    assert_eq!(after_value("約90課に", "90課"), None);
    assert_eq!(after_value("54件", "54"), None);
    assert_eq!(after_value("1.1万LINE", "1.1万"), Some("LINE"));
}

#[test]
fn departments_keep_their_lead() {
    let lead = |name: &str, lead| Department { lead, name: name.to_string() };
    assert_eq!(departments("(主) 総務課 職員課"), [lead("総務課", true), lead("職員課", false)]);
    assert_eq!(departments("政策局、財政局"), [lead("政策局", false), lead("財政局", false)]);
}
