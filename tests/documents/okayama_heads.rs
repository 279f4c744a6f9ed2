//! 岡山市, both ways: the headings outside the tables, the heads of the index and of the twelve tables, and the
//! package's 本文 and 表.

use crate::package::Package;
use crate::report::Report;
use crate::text::squash;

/// The columns of a table of heads are ours: an upper head of the document, and the heads below it.
const COLUMNS: [&str; 2] = ["見出し", "下の見出し"];

/// A head and the heads below it, in printed order.
type Heads = Vec<(String, Vec<String>)>;

#[derive(Default)]
pub struct Headings {
    /// The id and the text of each heading outside the tables, without the title.
    pub sections: Vec<(String, String)>,
    pub index: Heads,
    /// The section of each of the twelve tables, and its heads.
    pub tables: Vec<(String, Heads)>,
}

impl Headings {
    pub fn parse(text: &str) -> Headings {
        let mut headings = Headings::default();
        let mut title = true;
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            if line.trim().is_empty() {
            } else if !line.contains('\t') {
                if !std::mem::take(&mut title) {
                    headings.section(line);
                }
            } else if squash(line).starts_with("後期中期計画") {
                let upper: Vec<String> = line.split('\t').map(squash).collect();
                let lower = lines.get(at + 1).filter(|below| below.trim_start().starts_with(['<', '＜']));
                let lower = lower.map_or(Vec::new(), |line| line.split('\t').map(squash).collect());
                let heads = spans(&upper, &lower);
                match headings.sections.last() {
                    Some((section, _)) if !lower.is_empty() => headings.tables.push((section.clone(), heads)),
                    _ => headings.index = heads,
                }
            }
        }
        headings
    }

    fn section(&mut self, line: &str) {
        let number =
            line.strip_prefix("施策").and_then(|rest| rest.chars().next()).filter(char::is_ascii_digit);
        let id = match (number, self.sections.len()) {
            (Some(number), _) => format!("policy-{number}"),
            (None, 0) => "framework".to_string(),
            (None, _) => "index".to_string(),
        };
        self.sections.push((id, line.to_string()));
    }

    /// A section's heading and the heads of its tables, for strings that must occur in their own section.
    pub fn text_of(&self, id: &str) -> Option<String> {
        let (_, heading) = self.sections.iter().find(|(section, _)| section == id)?;
        let tables = self.tables.iter().filter(|(section, _)| section == id).map(|(_, heads)| heads);
        let index = Some(&self.index).filter(|_| id == "index");
        let words =
            tables.chain(index).flatten().flat_map(|(head, below)| std::iter::once(head).chain(below));
        Some(words.fold(squash(heading), |text, word| text + "\n" + word))
    }
}

/// A head spans the empty cells after it.
fn spans(upper: &[String], lower: &[String]) -> Heads {
    let mut heads: Heads = Vec::new();
    for (at, head) in upper.iter().enumerate() {
        if !head.is_empty() {
            heads.push((head.clone(), Vec::new()));
        }
        let below = lower.get(at).filter(|below| !below.is_empty());
        if let (Some((_, span)), Some(below)) = (heads.last_mut(), below) {
            span.push(below.clone());
        }
    }
    heads
}

pub fn check(document: &Headings, package: &Package, report: &mut Report) {
    let rows = package.rows("本文");
    report.equal(
        "本文: 節ID in printed order",
        document.sections.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>(),
        rows.iter().map(|row| row.get("節ID").to_string()).collect(),
    );
    for ((id, heading), row) in document.sections.iter().zip(&rows) {
        report.cell(&format!("本文 {id}, 見出し"), heading, row.get("見出し"));
        for column in ["上位ID", "本文"] {
            report.equal(&format!("本文 {id}, {column}"), "", row.get(column));
        }
    }
    report.equal("tables with heads", 12, document.tables.len());
    // Tables with the same heads become one 表, at the position of the first.
    let mut forms: Vec<(&str, &Heads)> = Vec::new();
    for (section, heads) in &document.tables {
        if forms.iter().all(|(_, form)| *form != heads) {
            forms.push((section, heads));
        }
    }
    let mut expected = vec![("index-heads".to_string(), "index", &document.index)];
    expected
        .extend((1..).zip(forms).map(|(number, (section, form))| (format!("heads-{number}"), section, form)));
    report.equal(
        "表: 表ID, 節ID, 単位 and 図 in printed order",
        expected.iter().map(|(id, section, _)| [id.as_str(), *section, "", "none"]).collect::<Vec<_>>(),
        package.rows("表").iter().map(|row| ["表ID", "節ID", "単位", "図"].map(|c| row.get(c))).collect(),
    );
    let sheets = package.tables.keys().filter(|sheet| sheet.starts_with("表_")).count();
    report.equal("表: a sheet for each table", expected.len(), sheets);
    for (id, section, heads) in &expected {
        let Some(row) = package.row("表", "表ID", id) else { continue };
        let heading = document.sections.iter().find(|(of, _)| of == section);
        let heading = heading.map_or("", |(_, heading)| heading.as_str());
        // We give the heads of several tables a title: the title of one section would be wrong for the others.
        let title = id.strip_prefix("heads-").map(|number| format!("表の見出し（その{number}）"));
        report.cell(&format!("表 {id}, 表題"), &title.unwrap_or(heading.to_owned()), row.get("表題"));
        if id != "index-heads" {
            let listed = format!("この見出しの表は、{}の表です", listed(document, heads));
            report.fact(row.get("注記").contains(&listed), || {
                format!("表 {id}: 注記 does not say 「{listed}」")
            });
        }
        table(id, heads, package, report);
    }
}

/// The tables with these heads: 施策1の1・2・3番目、施策2の1番目.
fn listed(document: &Headings, heads: &Heads) -> String {
    let mut listed = Vec::new();
    for (id, _) in &document.sections {
        let of_section = document.tables.iter().filter(|(section, _)| section == id);
        let alike = (1..).zip(of_section).filter(|(_, (_, own))| own == heads);
        let numbers: Vec<String> = alike.map(|(number, _): (u32, _)| number.to_string()).collect();
        if !numbers.is_empty() {
            listed.push(format!("施策{}の{}番目", id.trim_start_matches("policy-"), numbers.join("・")));
        }
    }
    listed.join("、")
}

fn table(id: &str, heads: &Heads, package: &Package, report: &mut Report) {
    let Some(table) = package.document_table(id) else {
        return report.fact(false, || format!("表 {id} has no sheet of its own"));
    };
    report.equal(&format!("表_{id}: columns"), COLUMNS.map(String::from).to_vec(), table.columns.clone());
    let found: Heads =
        table.rows.iter().map(|row| (squash(&row[0]), row[1].lines().map(squash).collect())).collect();
    report.cells += heads.iter().map(|(_, below)| 1 + below.len()).sum::<usize>();
    report.equal(&format!("表_{id}: heads"), heads.clone(), found);
}

#[test]
fn heads_span_the_heads_below_them() {
    let cells = |line: &str| line.split('|').map(squash).collect::<Vec<_>>();
    let head =
        |head: &str, below: &[&str]| (head.to_string(), below.iter().map(|word| word.to_string()).collect());
    assert_eq!(
        spans(&cells("施策||年度ごとの取組||実績"), &cells("a|b|R3|R4|")),
        [head("施策", &["a", "b"]), head("年度ごとの取組", &["R3", "R4"]), head("実績", &[])]
    );
}
