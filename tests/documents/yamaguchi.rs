//! 山口市, document → package: the prose, the 42 blocks and the 項目一覧, cell by cell.

use crate::assigning::Assigned;
use crate::package::{Package, Row};
use crate::report::Report;
use crate::text::{Heading, departments, squash, unquoted};
use crate::yamaguchi_document::{Block, Document, Node};

/// The year columns of every block.
const YEARS: [&str; 5] = ["R5", "R6", "R7", "R8", "R9"];

/// The items and the indicators that the document marks as 再掲, and their originals.
const REPOSTED_ITEMS: [(&str, &str); 1] = [("16", "4")];
const REPOSTED_INDICATORS: [(&str, &str); 2] = [("16.1", "4.1"), ("34.1", "20.1")];

pub fn check(document: &Document, package: &Package, report: &mut Report) {
    sums(document, package, report);
    report.equal("cells that no check reads", Vec::<String>::new(), document.leftover.clone());
    let title = format!("{}({})", package.plan("計画名"), package.plan("副題"));
    report.cell("title", &document.title, &title);
    report.cell("title of the 項目一覧", &document.list_title, &format!("{title}項目一覧"));
    outline(document, package, report);
    let mut actions = Vec::new();
    let mut targets = Vec::new();
    for (number, block) in (1..).zip(&document.blocks) {
        item(&number.to_string(), block, package, report);
        actions.extend(schedule(&number.to_string(), block, package, report));
        targets.extend(indicators(&number.to_string(), block, package, report));
    }
    let address = |sheet: &str| format!("{sheet}: the rows of the blocks in printed order");
    let rows = package.rows("年次計画");
    let marks = rows.iter().map(|row| format!("{} {}", row.get("取組ID"), row.get("記号"))).collect();
    report.equal(&address("年次計画"), actions, marks);
    report.equal(&address("指標"), targets, package.ids("指標", "指標ID"));
    list(document, package, report);
    department_list(document, package, report);
}

fn sums(document: &Document, package: &Package, report: &mut Report) {
    let actions: Vec<&Assigned> =
        document.blocks.iter().flat_map(|block| &block.actions).map(|row| &row.1).collect();
    let targets: Vec<&Assigned> =
        document.blocks.iter().flat_map(|block| &block.targets).map(|row| &row.assigned).collect();
    let inferred = |rows: &[&Assigned]| rows.iter().filter(|row| row.inferred).count();
    let long = actions.iter().filter(|row| row.sixth.is_some()).count();
    report.equal("blocks", 42, document.blocks.len());
    report.equal("rows of the 項目一覧", 42, document.list.len());
    report.equal(
        "action rows: all, short, long",
        (96, 30, 4),
        (actions.len(), inferred(&actions) - long, long),
    );
    report.equal("target rows: all, inferred", (53, 19), (targets.len(), inferred(&targets)));
    let marked = |sheet| package.rows_of(sheet, "読み取り", "inferred").len();
    report.equal("年次計画: rows, inferred", (96, 34), (package.rows("年次計画").len(), marked("年次計画")));
    report.equal("指標: rows, inferred", (53, 19), (package.rows("指標").len(), marked("指標")));
    let ids: Vec<String> = (1..=42).map(|number: u32| number.to_string()).collect();
    report.equal("取組: 1 to 42 in printed order", ids, package.ids("取組", "取組ID"));
    report.equal("実績: none yet", 0, package.rows("実績").len());
}

fn outline(document: &Document, package: &Package, report: &mut Report) {
    let rows = package.rows("体系");
    let found =
        rows.iter().map(|row| (row.get("体系ID").to_string(), row.get("上位ID").to_string())).collect();
    let expected: Vec<(String, String)> =
        document.nodes.iter().map(|n| (n.id.clone(), n.parent.clone())).collect();
    report.equal("体系: 体系ID and 上位ID in printed order", expected, found);
    for node in &document.nodes {
        let Some(row) = package.row("体系", "体系ID", &node.id) else { continue };
        report.cell(&format!("体系 {}, 記号", node.id), &node.heading.mark, row.get("記号"));
        report.cell(&format!("体系 {}, 名称", node.id), &node.heading.name, row.get("名称"));
        report.cell(&format!("体系 {}, 説明", node.id), &node.prose, row.get("説明"));
        for column in ["担当部署", "ページ"] {
            report.equal(&format!("体系 {}, {column}", node.id), "", row.get(column));
        }
    }
    for (source, nodes) in [("基本方針と施策", &document.table), ("項目一覧", &document.listed_nodes)]
    {
        let ids = |nodes: &[Node]| nodes.iter().map(|node| node.id.clone()).collect::<Vec<_>>();
        report.equal(&format!("headings of {source} against the body"), ids(nodes), ids(&document.nodes));
        for node in nodes {
            let Some(row) = package.row("体系", "体系ID", &node.id) else { continue };
            other_form(&format!("体系 {}, {source}", node.id), &node.heading, row, report);
        }
    }
}

/// Another part of the document names the row too: with the same text, or with one that is in 注記.
fn other_form(address: &str, printed: &Heading, row: Row<'_>, report: &mut Report) {
    report.cell(&format!("{address}, 記号"), &printed.mark, row.get("記号"));
    named_or_noted(address, &printed.name, row.get("名称"), row, report);
}

fn named_or_noted(address: &str, printed: &str, package: &str, row: Row<'_>, report: &mut Report) {
    report.cells += 1;
    let noted = unquoted(row.get("注記")).contains(&unquoted(printed));
    report.fact(squash(printed) == squash(package) || noted, || {
        format!("{address}: 「{printed}」 is neither 「{package}」 nor in 注記 「{}」", row.get("注記"))
    });
}

fn source_of(reposted: &[(&'static str, &'static str)], id: &str) -> &'static str {
    reposted.iter().find(|(repost, _)| *repost == id).map_or("", |(_, source)| source)
}

/// The printed name of a repost contains a mark; the package has 再掲元 instead.
fn repost<'a>(printed: &'a str, head: &str) -> (bool, &'a str) {
    printed.strip_prefix(head).map_or((false, printed), |name| (true, name))
}

fn item(id: &str, block: &Block, package: &Package, report: &mut Report) {
    let Some(row) = package.row("取組", "取組ID", id) else { return };
    let address = |column: &str| format!("取組 {id}, {column}");
    let (reposted, name) = repost(&block.heading.name, "【再掲】");
    report.equal(&address("体系ID"), block.node.as_str(), row.get("体系ID"));
    report.cell(&address("記号"), &block.heading.mark, row.get("記号"));
    report.cell(&address("名称"), name, row.get("名称"));
    report.cell(&address("目的"), &block.purpose, row.get("目的"));
    report.cell(&address("内容"), &block.content, row.get("内容"));
    report.equal(&address("ページ"), "", row.get("ページ"));
    report.equal(&address("再掲元"), source_of(&REPOSTED_ITEMS, id), row.get("再掲元"));
    report.equal(&address("再掲 in the block's name"), reposted, !row.get("再掲元").is_empty());
    let printed = departments(&block.departments);
    report.cells += printed.len();
    report.equal(&address("担当部署"), printed, departments(row.get("担当部署")));
}

/// Checks the action rows of one block; returns their ids and marks.
fn schedule(id: &str, block: &Block, package: &Package, report: &mut Report) -> Vec<String> {
    let rows = package.rows_of("年次計画", "取組ID", id);
    for ((heading, assigned), row) in block.actions.iter().zip(rows) {
        let address = format!("年次計画 {id}{}", heading.mark);
        report.cell(&format!("{address}, 記号"), &heading.mark, row.get("記号"));
        report.cell(&format!("{address}, 取組内容"), &heading.name, row.get("取組内容"));
        years(&address, "", assigned, row, report);
    }
    block.actions.iter().map(|(heading, _)| format!("{id} {}", heading.mark)).collect()
}

fn years(address: &str, prefix: &str, assigned: &Assigned, row: Row<'_>, report: &mut Report) {
    for (year, printed) in YEARS.iter().zip(&assigned.years) {
        report.cell(&format!("{address}, {year}"), printed, row.get(&format!("{prefix}{year}")));
    }
    let reading = if assigned.inferred { "inferred" } else { "printed" };
    report.equal(&format!("{address}, 読み取り"), reading, row.get("読み取り"));
    let note = row.get("注記");
    report
        .fact(!assigned.inferred || !note.is_empty(), || format!("{address}: an inferred row without 注記"));
    if assigned.value_at_end {
        report.fact(note.contains("R8"), || {
            format!("{address}: 注記 「{note}」 does not say that R8 is blank")
        });
    }
    if let Some(sixth) = &assigned.sixth {
        report.cells += 1;
        report.fact(note.contains(sixth.as_str()), || {
            format!("{address}: the sixth cell 「{sixth}」 does not stand in 注記 「{note}」")
        });
    }
}

/// The name, the baseline and the reference of an indicator, from the cell before 「目標値」.
#[derive(Clone, Debug, Default, PartialEq)]
struct Label {
    name: String,
    baseline_year: String,
    /// The whole text after the year: one value, or one for each series.
    baseline: String,
    reference: Option<(String, String)>,
}

impl Label {
    /// `name【令和3年度 89.8%】(県内市平均:89.9%)`; the brackets may be missing.
    fn parse(cell: &str) -> Label {
        let cell = squash(cell);
        let (name, rest) = cell.split_once('【').unwrap_or((&cell, ""));
        let (inside, after) = rest.split_once('】').unwrap_or((rest, ""));
        let (year, baseline) = inside.split_once("年度").unwrap_or(("", inside));
        let reference = after.trim_matches(['(', ')']).split_once(':');
        // 「※R3年度基準」 in a name gives the year without a value.
        let in_name = name.split_once('※').and_then(|(_, base)| base.strip_suffix("年度基準"));
        Label {
            name: name.to_string(),
            baseline_year: match (year, in_name) {
                ("", year) => year.unwrap_or_default().to_string(),
                (year, _) => format!("{year}年度"),
            },
            baseline: baseline.to_string(),
            reference: reference.map(|(name, value)| (name.to_string(), value.to_string())),
        }
    }

    /// 「男性 6.7% 女性100.0%」: the part of the series 男性職員 begins with 男性 and ends where the next one begins.
    fn baseline_of(&self, series: &str) -> &str {
        let all = ["男性", "女性"];
        let Some(own) = all.iter().find(|head| series.starts_with(*head)) else { return &self.baseline };
        let Some((_, rest)) = self.baseline.split_once(own) else { return "" };
        let end = all.iter().filter_map(|head| rest.find(head)).min().unwrap_or(rest.len());
        &rest[..end]
    }
}

/// Checks the target rows of one block; returns their ids.
fn indicators(id: &str, block: &Block, package: &Package, report: &mut Report) -> Vec<String> {
    let mut ids = Vec::new();
    let mut label = Label::default();
    for (number, target) in (1..).zip(&block.targets) {
        let own = format!("{id}.{number}");
        ids.push(own.clone());
        if !target.label.is_empty() {
            label = Label::parse(&target.label);
        }
        let Some(row) = package.row("指標", "指標ID", &own) else { continue };
        let address = |column: &str| format!("指標 {own}, {column}");
        let (reposted, name) = repost(&label.name, "(再掲)");
        let source = source_of(&REPOSTED_INDICATORS, &own);
        report.equal(&address("取組ID"), id, row.get("取組ID"));
        report.cell(&address("指標名"), name, row.get("指標名"));
        report.cell(&address("系列"), &target.series, row.get("系列"));
        report.cell(&address("基準年度"), &label.baseline_year, row.get("基準年度"));
        report.cell(&address("基準値"), label.baseline_of(&target.series), row.get("基準値"));
        let (reference_name, reference) = label.reference.clone().unwrap_or_default();
        report.cell(&address("参考名"), &reference_name, row.get("参考名"));
        report.cell(&address("参考値"), &reference, row.get("参考値"));
        report.equal(&address("再掲元"), source, row.get("再掲元"));
        report.fact(!reposted || !source.is_empty(), || format!("{}: a repost", address("指標名")));
        years(&address("目標"), "目標", &target.assigned, row, report);
        report.equal(&address("時点"), "", row.get("時点"));
        for year in YEARS {
            report.equal(&address(&format!("実績{year}")), "", row.get(&format!("実績{year}")));
        }
    }
    ids
}

/// Compares the 項目一覧 with the package, which was compared with the blocks above.
fn list(document: &Document, package: &Package, report: &mut Report) {
    for (number, listed) in (1..).zip(&document.list) {
        let number = number.to_string();
        let address = format!("項目一覧 {number}");
        report.cell(&format!("{address}, number"), &listed.number, &number);
        let Some(row) = package.row("取組", "取組ID", &number) else { continue };
        report.equal(&format!("{address}, (n)"), listed.node.as_str(), row.get("体系ID"));
        report.cell(&format!("{address}, 記号"), &listed.heading.mark, row.get("記号"));
        named_or_noted(&address, repost(&listed.heading.name, "【再掲】").1, row.get("名称"), row, report);
        let listed_departments = departments(&listed.departments);
        let own = departments(row.get("担当部署"));
        report.equal(&format!("{address}: departments"), listed_departments.len(), own.len());
        for (printed, package) in listed_departments.iter().zip(&own) {
            report.equal(&format!("{address}, (主) of {}", printed.name), printed.lead, package.lead);
            named_or_noted(&address, &printed.name, &package.name, row, report);
        }
    }
}

fn department_list(document: &Document, package: &Package, report: &mut Report) {
    let all = document.blocks.iter().flat_map(|block| departments(&block.departments));
    let mut printed: Vec<String> = all.map(|department| department.name).collect();
    printed.sort();
    printed.dedup();
    let mut listed = package.ids("部署", "名称");
    listed.sort();
    report.equal("部署: every department of the blocks, once", printed, listed);
}

#[test]
fn labels_are_read_with_their_brackets() {
    let label = Label::parse("経常収支比率 【令和3年度 89.8%】 (県内市平均:89.9%)");
    assert_eq!((label.baseline_year.as_str(), label.baseline.as_str()), ("令和3年度", "89.8%"));
    assert_eq!(label.reference, Some(("県内市平均".to_string(), "89.9%".to_string())));
    let label = Label::parse("取得率 【令和3年度 男性 6.7% 女性100.0%】");
    assert_eq!((label.baseline_of("男性職員"), label.baseline_of("女性職員")), ("6.7%", "100.0%"));
    assert_eq!(Label::parse("削減率 ※R3年度基準").baseline_year, "R3");
}
